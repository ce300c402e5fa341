"""Whether a word tells of an event at all: not one of any kind, compared, judged, or only open to.

In: a predication whose word can tell of an event. Out: whether it does where it stands. Which event it tells of is for
`triggers`, whether it happened for `status`.
"""

from __future__ import annotations

from kg.extraction import grammar
from kg.extraction.frames import find_frame
from kg.extraction.lexicons.reading import word_set
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token


def is_compared(predication: Predication) -> bool:
    """Whether a participle only says that something is as it was agreed: "will leave in May as agreed"."""
    verb = predication.verb
    bare = verb.tag_ == "VBN" and not grammar.children(verb, "aux", "aux:pass", *grammar.SUBJECTS)
    return predication.kind == "verb" and bare and verb.i > 0 and verb.nbor(-1).lower_ == "as"


def may_tell(predication: Predication) -> bool:
    """Whether a noun can tell of an event: not as a comparison, a predicate, or one of any kind ("an attack")."""
    head = predication.head
    if grammar.preposition(head) in ("to", "for") and head.head.lemma_ in ("open", "ready", "willing", "prepared"):
        return False  # "remains open to dialogue"
    if grammar.preposition(head) in ("under", "according to", "in line with") and head.lemma_.lower() in word_set(
        "event_words", "texts"
    ):
        return False  # "talks under the memorandum of 2000"
    if (predication.link == "as" and predication.direct) or (grammar.children(head, "cop") and not _is_object(head)):
        return False
    return not _is_generic(predication) and not _is_judged(predication)


def _is_object(noun: Token) -> bool:
    """Whether what was parsed as a predicate is an object: "has been imposing sanctions"."""
    been = any(c.lower_ == "been" for c in grammar.children(noun, "cop"))
    return been and any(c.lower_.endswith("ing") and c.i == noun.i - 1 for c in grammar.children(noun, "amod"))


def _is_judged(predication: Predication) -> bool:
    """Whether a noun is what a present judgement is about ("cooperation between them is a good move")."""
    parent = predication.parent
    if parent is None or predication.link != "agent" or not predication.direct or predication.verb != predication.head:
        return False
    dated = any(t.like_num for t in predication.head.subtree)
    return parent.kind != "verb" and parent.mood.tense == "present" and not dated


def _is_generic(predication: Predication) -> bool:
    """Whether an indefinite noun under a present tense speaks of any such event: "covers an armed attack"."""
    if predication.verb != predication.head or predication.parent is None:
        return False
    open_ended = any(c.lower_ in ("a", "an", "any", "another", "no") for c in grammar.children(predication.head, "det"))
    if predication.parent.lemma in word_set("modality", "planned"):
        return False
    if _is_yet_to_come(predication.head) and find_frame("frames", predication.parent) is not None:
        return True
    mood = predication.parent.mood
    return open_ended and mood.tense == "present" and not mood.perfect and not mood.progressive


def _is_yet_to_come(noun: Token) -> bool:
    """Whether a plural speaks of such as there are not yet: "opposed new sanctions"."""
    further = any(c.lower_ in ("new", "further", "additional", "fresh", "more", "tougher") for c in noun.children)
    return further and noun.tag_ == "NNS" and not grammar.children(noun, "det", "nmod:poss")
