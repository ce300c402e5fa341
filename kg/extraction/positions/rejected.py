"""Prospects of what is rejected: "Kenya rejected the plan, saying it would hand over its waters".

In: what somebody is reported to say, and the report. Out: whether it tells what a thing would do that they reject there
or in the sentence before, which is no wish of theirs. What they think of the thing itself is read in `attitudes`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction import grammar
from kg.extraction.frames import find_frame
from kg.extraction.positions.holders import read_holders
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token

_POINTING = frozenset({"it", "this", "that", "they", "these", "those", "such"})
_ARGUING = frozenset({"argue", "contend", "claim", "maintain", "complain", "object"})


def is_rejected_prospect(
    content: Predication, speech: Predication, holders: tuple[str, ...], reading: Reading
) -> bool:  # fmt: skip
    """Whether somebody tells what a thing would do that they are said to reject."""
    things = content.get("agent")[:1]
    if not content.mood.has("will", "would") or content.mood.negated or not things:
        return False
    # Nobody argues about their own plans: there "it" is the thing.
    argued = things[0].lower_ == "it" and grammar.verb_lemma(speech.verb) in _ARGUING
    if reading.names(things, content) and not argued:
        return False
    return any(_is_meant(things[0], rejection, speech) for rejection in _rejections(speech, holders, reading))


def _rejections(speech: Predication, holders: tuple[str, ...], reading: Reading) -> Iterator[Predication]:
    """What the same holders are told to reject in the sentence of the report or in the one before."""
    read = next((read for block, read in reading.blocks if block is speech.block), ())
    for other in read:
        near = speech.block.doc.count_starts(other.verb.i + 1, speech.verb.i + 1) <= 1
        if other is speech or not near or other.mood.negated or other.kind != "verb":
            continue
        frame = find_frame("frames", other)
        if frame is None or frame.get("stance") != "oppose":
            continue
        if set(read_holders(frame.fill(other, "holder"), reading, other)) & set(holders):
            yield other


def _is_meant(thing: Token, rejection: Predication, speech: Predication) -> bool:
    """Whether a thing is what was rejected: taken up as such, or what a reason for it is about ("saying the plan")."""
    rejected = {token.lemma_.lower() for role in ("theme", "to", "against") for token in rejection.get(role)}
    points = any(c.lower_ in _POINTING for c in (thing, *grammar.children(thing, "det")))
    if points or thing.lemma_.lower() in rejected:
        return True
    known = any(c.lower_ == "the" for c in grammar.children(thing, "det"))
    return known and speech.link == "adverbial" and speech.parent is rejection
