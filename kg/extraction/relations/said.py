"""What was said before: the last statement, wish, demand or charge of somebody that a clause may answer.

In: the predications of a block before some clause. Out: who said it, about what, for or against it, and where. That it
is answered, and how, is read in `replies`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.frames import find_frame, word_set
from kg.extraction.positions.attitudes import issue_tokens
from kg.extraction.relations.agreement import held_issue, worded_issue

if TYPE_CHECKING:
    from kg.extraction.reading import Reading
    from kg.extraction.sentences.predications import Predication

_FURTHEST = 45
_TURNED = {"support": "oppose", "oppose": "support"}


@dataclass(frozen=True)
class Said:
    """What somebody said or wanted: who, about what, and for or against it (None where it is only said)."""

    names: tuple[str, ...]
    issue: str
    stance: str | None
    predication: Predication

    def mentions(self, lemma: str) -> bool:
        """Whether the sentence that says it has a word."""
        return any(token.lemma_ == lemma for token in self.predication.verb.sent)


def said_before(
    predication: Predication, before: Sequence[Predication], repliers: Sequence[str], reading: Reading
) -> Said | None:
    """What somebody else said last, in the same sentence or shortly before."""
    return next((s for s in all_said(predication, before, reading) if not set(s.names) & set(repliers)), None)


def all_said(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Said]:
    """What was said shortly before a predication, the last first."""
    for other in reversed(before):
        if predication.verb.i - other.verb.i > _FURTHEST or _sentences_between(other, predication) > 1:
            return
        if other.verb != predication.verb and (said := _said(other, reading)) is not None:
            yield said


def _sentences_between(first: Predication, second: Predication) -> int:
    """How many sentences lie from one clause to the next: 0 in the same sentence, 1 in the following one."""
    starts = first.block.doc[first.verb.i : second.verb.i + 1]
    return sum(1 for token in starts if token.is_sent_start and token.i > first.verb.i)


def _said(predication: Predication, reading: Reading) -> Said | None:
    """What a predication reports that somebody says, believes, wants or blames somebody for."""
    attitude, speech = find_frame("frames", predication), find_frame("speech", predication)
    frame = attitude or speech
    if frame is None or predication.mood.question or (predication.kind == "noun" and attitude is None):
        return _charge(predication, reading)
    if frame.name == "revise":
        return None
    names = reading.names(frame.fill(predication, "source" if attitude is None else "holder"), predication)
    issue = held_issue(predication, reading) if names else None
    if issue is None and names:
        tokens = issue_tokens(predication, attitude, reading) if attitude is not None else ()
        loose = grammar.children(predication.verb, "acl:relcl", "acl")  # "demands that we leave", taken for a relative
        loose += [c for c in grammar.children(predication.verb, "conj") if grammar.opening(c) == "that"]
        issue = next((w for t in (*tokens, *loose) if (w := worded_issue(t, predication, reading))), None)
    if not names or issue is None:
        return _charge(predication, reading)
    stance = attitude.get("stance") if attitude is not None else None
    if stance is not None and predication.mood.negated:
        stance = _TURNED.get(stance, stance)
    return Said(names, issue, stance, predication)


def _charge(predication: Predication, reading: Reading) -> Said | None:
    """ "accuses X of arming rebels"."""
    if predication.kind != "verb" or predication.lemma not in word_set("relations", "charging"):
        return None
    names = reading.names(predication.get("agent"), predication)
    about = predication.get("of", "for", "content") or tuple(
        c for t in predication.get("theme") for c in grammar.children(t, "acl", "advcl")
    )
    issue = worded_issue(about[0], predication, reading) if about and names else None
    return Said(names, issue, None, predication) if issue is not None else None
