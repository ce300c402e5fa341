"""Receptions: how a thing is taken, where the sentence is about the thing and not about whoever takes it.

In: a predication of a reading. Out: drafts of positions: "the plan met with resistance from Mali", "the text enjoys the
backing of Chad", "criticism of it came from Togo", "opposition to it is led by Niger", "among its critics is Gabon".
Nouns with the holder as their owner are read in `attitudes`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction import grammar
from kg.extraction.frames import Frame, find_frames
from kg.extraction.issues.issues import Issue
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.drafts import Draft, turned
from kg.extraction.positions.holders import read_holders
from kg.extraction.positions.prospects import is_vague
from kg.extraction.positions.slots import issue_at, issue_tokens
from kg.extraction.positions.suppositions import is_held
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token

_TAKERS = ("from", "of", "by", "in", "among", "within")
_LISTING, _COMING = ("include", "comprise", "number", "count"), ("come", "stem", "emanate")
_LEADING = ("lead", "spearhead", "head", "voice", "express", "raise")
_TELLING = frozenset((*_LISTING, *_COMING, *_LEADING))
_STANCES = ("support", "oppose")
Found = Iterator[tuple[Frame, tuple[Token, ...], Issue | None, str | None]]


def read_receptions(predication: Predication, reading: Reading) -> Iterator[Draft]:
    """Who is told there to take a thing well or badly."""
    if not _may_tell(predication) or predication.mood.question or not is_held(predication):
        return
    for frame, tokens, issue, target in (*_met(predication, reading), *_told_of_noun(predication, reading)):
        if issue is None or is_vague(issue.wording):
            continue
        opposed = frame.get("stance") == "oppose"
        stance = turned("oppose" if opposed else "support", issue.sign, predication.mood.negated)
        for holder in read_holders(tokens, reading, predication):
            if holder != target:
                yield Draft(
                    holder, stance, issue.wording, predication, "positions.receptions/taken", target, frame=frame
                )


def _may_tell(predication: Predication) -> bool:
    """Whether the word can say how something is taken."""
    if predication.kind == "verb":
        return predication.lemma in word_set("frames", "receiving") or predication.lemma in _TELLING
    return predication.kind == "noun" and grammar.preposition(predication.head) == "among"


def _met(predication: Predication, reading: Reading) -> Found:
    """ "The plan won the backing of Chad", "met with resistance from Mali", "has Togo's support"."""
    things = predication.get("agent")[:1]
    if predication.kind != "verb" or predication.lemma not in word_set("frames", "receiving") or not things:
        return
    if reading.names(things, predication) or things[0].tag_.startswith(("PRP", "W", "DT")):
        return
    noun = grammar.first(predication.get("theme")) or grammar.first(predication.get("with", "into"))
    inner = reading.at(noun, predication) if noun is not None else None
    if inner is None or inner.kind != "noun":
        return
    frame = _frame(inner)
    takers = tuple(t for role in ("agent", *_TAKERS) for t in inner.arguments.get(role, ()) if t not in things)
    takers = takers or tuple(t for role in _TAKERS for t in predication.arguments.get(role, ()))
    if frame is not None and takers:
        yield frame, takers, reading.issues.of_phrase(things[0], predication.block.start), None


def _frame(noun: Predication) -> Frame | None:
    """The attitude that a noun names, whatever it is about."""
    plain = noun.lemma in word_set("frames", "receptions_good") and "support"
    plain = plain or (noun.lemma in word_set("frames", "receptions_bad") and "oppose")
    frames = (f for f in find_frames("frames", noun) if f.get("stance") in _STANCES)
    found = next(frames, None)
    return found if found is not None and (not plain or found.get("stance") == plain) else None


def _told_of_noun(predication: Predication, reading: Reading) -> Found:
    """ "Criticism of it came from Togo", "opposition to it is led by Niger", "its critics include Chad"."""
    for noun, tokens in _takers_told(predication):
        inner = reading.at(noun, predication)
        if inner is None or inner.kind != "noun":
            continue
        for frame in find_frames("frames", inner):
            if frame.get("stance") in _STANCES and frame.fill(inner, "issue"):
                for token in issue_tokens(inner, frame, reading)[:1]:
                    yield (frame, tokens, *issue_at(token, frame, inner, (), reading))
                break


def _takers_told(predication: Predication) -> Iterator[tuple[Token, tuple[Token, ...]]]:
    """Nouns of an attitude with whoever the clause says has it."""
    agents, themes = predication.get("agent"), predication.get("theme")
    lemma = predication.lemma
    if predication.kind == "verb":
        if lemma in _LISTING and agents and themes:
            yield agents[0], themes
        if lemma in _COMING and agents and predication.get("from"):
            yield agents[0], predication.get("from")
        passive = grammar.is_passive(predication.verb)
        if lemma in _LEADING and themes and agents and passive:
            yield themes[0], agents
        return
    if grammar.preposition(predication.head) == "among" and grammar.children(predication.head, "cop"):
        yield predication.head, agents
