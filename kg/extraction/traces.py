"""Traces: by which rule a record was made, and which words of the text told the rule so.

In: the rule's name with the predication or the word that gave it away. Out: a Trace of named parts with their offsets
in the document. A rule's name says where it stands: `relations.alignments/coupled` is `_coupled` in
`relations/alignments.py`, `positions.attitudes/want` the frame "want" that `positions/attitudes.py` reads. How sure a
rule is stands in `lexicons/confidence.toml`; nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from kg.extraction import grammar
from kg.extraction.frames import Frame
from kg.extraction.sentences.predications import Predication
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.records import SourcedRecord

R = TypeVar("R", bound=SourcedRecord, covariant=True)
_PREPOSITION = frozenset({"case"})
_OF_NAMES = ("flat", "compound", "amod", "det", "nmod:desc", "nmod:poss", "nummod")
# Slots of frames that tell who or what fills them better than the role does.
_SLOTS = ("holder", "issue", "target", "source", "agent", "recipient", "participant", "parties", "partner")


@dataclass(frozen=True)
class Part:
    """A marked stretch of the document: what it is for the rule (trigger, holder, issue, agent …), and where."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Trace:
    """The rule that made a record, the rules that it rests on, and the parts that it saw in the text.

    `features` name what makes a record of a rule surer or less sure than others ("noun", "once"); `stated` is the
    confidence that a row of the user's own lexicon gives for its readings.
    """

    rule: str
    parts: tuple[Part, ...] = ()
    via: tuple[str, ...] = ()
    features: frozenset[str] = frozenset()
    stated: float | None = None

    def seen(self, *parts: Part) -> Trace:
        """The trace with further parts."""
        return replace(self, parts=tuple(dict.fromkeys((*self.parts, *parts))))

    def where(self, *names: str) -> tuple[Part, ...]:
        """The parts of these names."""
        return tuple(part for part in self.parts if part.name in names)


@dataclass(frozen=True)
class Traced(Generic[R]):
    """A record with its trace."""

    record: R
    trace: Trace


def trace_word(rule: str, token: Token, block: Block) -> Trace:
    """The trace of a rule that one word sets off."""
    return Trace(rule, (Part("trigger", *block.span(token, token)),))


def trace_clause(rule: str, predication: Predication, frame: Frame | None = None, via: str | None = None) -> Trace:
    """The trace of a rule that reads a predication: its trigger and what fills the frame's slots or the roles."""
    noun = {"noun"} if predication.kind == "noun" else set()
    parts = tuple(dict.fromkeys(_parts(predication, frame)))
    stated = frame.number("confidence") if frame is not None else None
    return Trace(rule, parts, (via,) if via else (), frozenset(noun), stated)


def part_of(name: str, token: Token, block: Block, apart_from: Sequence[Token] = ()) -> Part:
    """The phrase that a word heads, without its preposition; its name alone where it holds a word to keep apart."""
    words = grammar.subtree(token, _PREPOSITION)
    if any(other in words for other in apart_from):
        words = [token, *(c for c in grammar.children(token, *_OF_NAMES) if c not in apart_from)]
    kept = grammar.cover(words)
    if any(kept[0].i <= other.i <= kept[-1].i for other in apart_from):
        kept = [token]
    return Part(name, *block.span(kept[0], kept[-1]))


def _parts(predication: Predication, frame: Frame | None) -> Iterator[Part]:
    block, said = predication.block, tuple(dict.fromkeys((predication.head, predication.verb)))
    for word in said:
        yield Part("trigger", *block.span(word, word))
    slots = _slots(predication, frame) if frame is not None else {}
    for role, tokens in predication.arguments.items():
        for token in tokens:
            if token not in said:
                others = [other for other in tokens if other != token]
                yield part_of(slots.get(token.i, role), token, block, (*said, *others))


def _slots(predication: Predication, frame: Frame) -> dict[int, str]:
    """The slot of the frame that each word fills; the first slot wins, but a clause is the issue before an actor is."""
    clause = predication.get("content", "purpose") if frame.get("target") else ()
    named = [(token.i, "issue") for token in clause]
    for slot in ("target", *_SLOTS) if clause else _SLOTS:
        named += [(token.i, slot) for token in frame.fill(predication, slot) if frame.get(slot)]
    return dict(reversed(named))
