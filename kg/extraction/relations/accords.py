"""Agreement as something done: reached, signed or sought in vain, by the clause that tells it.

In: a predication. Out: whether it tells that an agreement was missed, which is a disagreement, or was reached or
signed, which is an event. Who agrees on what is read in `agreement`.
"""

from __future__ import annotations

from kg.extraction.contexts import embedding
from kg.extraction.lexicons.reading import word_set
from kg.extraction.relations import relational
from kg.extraction.sentences.predications import Predication

_UNSURE = ("should", "must", "can", "could", "would", "may", "will")


def is_missed(predication: Predication) -> bool:
    """Whether an agreement was sought in vain: "failed to agree on a date", "could not agree where the line runs"."""
    mood, above = predication.mood, predication.parent
    if predication.lemma not in ("agree", "agree on") or predication.kind != "verb":
        return False
    if any(c.lower_ == "more" for c in predication.verb.children):
        return False  # "could not agree more"
    failed = above is not None and above.lemma in ("fail", "unable") and predication.link in ("content", "adverbial")
    if failed and above is not None:
        return not above.mood.negated and embedding(above) == "fact" and not above.mood.has(*_UNSURE)
    return mood.negated and not mood.has("should", "must", "would", "will", "may") and embedding(predication) == "fact"


def is_signed(predication: Predication) -> bool:
    """Whether a noun is for a paper that somebody signs, which is an event: "signed the Tripartite Agreement"."""
    noun = predication.head
    paper = predication.kind == "noun" and relational.lemma_of(noun) in ("agreement", "accord")
    return paper and noun.head != noun and noun.head.lemma_.lower() in word_set("relations", "signing")


def is_reached(predication: Predication) -> bool:
    """Whether a verb tells that an agreement was reached, which is an event."""
    return predication.kind == "verb" and (predication.mood.tense != "present" or predication.mood.perfect)
