"""Short answers: "I don't think so", "That is nonsense", "That is true": another's claim turned down or taken up.

In: a predication of an answer or a quotation. Out: the stance that it takes, and the claim before it: of the same
paragraph, else of the question. Where nobody claimed anything there is no answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction import grammar
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication


def answer_sign(predication: Predication) -> int:
    """1 where a clause agrees with what was said before, -1 where it disagrees, 0 where it is no short answer."""
    if predication.lemma in ("think", "believe", "hope") and not predication.get("content", "theme"):
        so = any(child.lower_ == "so" and child.i > predication.head.i for child in predication.head.children)
        return _turned(1, predication) if so else 0
    word = predication.head.lemma_.lower()
    sign = -1 if word in word_set("speech", "untrue") else 1 if word in word_set("speech", "true") else 0
    if predication.kind == "verb" or not sign:
        return 0
    subject = predication.get("agent")
    if _is_half_granted(predication):
        return 0
    return _turned(sign, predication) if len(subject) == 1 and subject[0].lower_ in ("that", "this") else 0


def _is_half_granted(predication: Predication) -> bool:
    """Whether it is granted in one respect or for a time: "Legally, that is correct", "That is true today; but"."""
    words = grammar.children(predication.head, "advmod", "obl", "obl:unmarked")
    return any(w.lower_ not in word_set("speech", "plainly") and w.tag_ != "RBR" for w in words)


def is_unsure(predication: Predication) -> bool:
    """Whether somebody answers that they are not sure, of nothing that the sentence names."""
    sure = predication.kind == "adjective" and predication.lemma in ("sure", "certain", "convinced")
    if not sure or predication.get("content", "of", "about", "that", "if", "whether"):
        return False
    return predication.mood.negated and not predication.mood.question


def _turned(sign: int, predication: Predication) -> int:
    return -sign if predication.mood.negated else sign


def claims_before(predication: Predication, reading: Reading) -> Iterator[Predication]:
    """The predications before an answer, nearest first: of its paragraph, then of the question."""
    places = [place for place, (block, _) in enumerate(reading.blocks) if block is predication.block]
    for place in places:
        here = [p for p in reading.blocks[place][1] if p.head.sent.start < predication.head.sent.start]
        yield from reversed(here)
        before = reading.blocks[place - 1][1] if place else ()
        if before and reading.voices.asks(before[0]):
            yield from reversed(before)
