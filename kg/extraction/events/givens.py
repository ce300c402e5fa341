"""What is so by how it is said, whatever is wished, denied or feared of it.

In: a predication. Out: whether its construction takes it for granted: what somebody was right or had to do, is to end
or stop, what a participle says was done to a known thing, and until when something went on. What a clause asserts by
itself is for `status`.
"""

from __future__ import annotations

from kg.extraction import grammar
from kg.extraction.contexts import own_standing, standing
from kg.extraction.lexicons.reading import word_set
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token


def is_given(predication: Predication) -> bool:
    """Whether it is so, whatever is wished, denied or feared of it."""
    return is_done(predication) or _is_ended(predication) or _is_spoken_of(predication)


def is_done(predication: Predication) -> bool:
    """Whether an infinitive tells what was done: "was right to bar the ships", "the first state to recognise it"."""
    verb, above = predication.verb, predication.verb.head
    if predication.kind != "verb" or verb.tag_ != "VB" or verb.dep_ not in ("xcomp", "acl", "advcl", "ccomp"):
        return False
    if above.lower_ == "had":  # "had to withdraw"
        helped = grammar.children(above, "aux", "aux:pass")
        return verb.dep_ == "xcomp" and not helped and not any(c.lower_ in ("not", "never") for c in above.children)
    if above.lower_ not in word_set("event_words", "implicative"):
        return False
    past = any(c.lower_ in ("was", "were") for c in grammar.children(above, "cop", "aux:pass"))
    return past and not any(c.lower_ in ("not", "n't") for c in above.children)


def _is_ended(predication: Predication) -> bool:
    """Whether somebody is to end what is under way: "to end its support for them", "must stop arming the rebels"."""
    parent = predication.parent
    if parent is None or not predication.direct or parent.kind != "verb":
        return False
    ends = parent.lemma in word_set("event_words", "presupposing") and not parent.mood.negated
    object_ = predication.kind == "noun" and predication.link == "theme" and _is_definite(predication.head)
    gerund = (
        predication.verb.tag_ == "VBG" and predication.link == "content" and parent.lemma in ("stop", "end", "halt")
    )
    wanted = standing(parent) in ("desired", "possible", "planned")
    return ends and wanted and (object_ or gerund)


def _is_spoken_of(predication: Predication) -> bool:
    """Whether a noun is the subject of what is denied or possible: "the sanctions achieved nothing"."""
    parent, head = predication.parent, predication.head
    if predication.kind != "noun" or predication.verb != head or parent is None or predication.link != "agent":
        return False
    comes = parent.lemma in word_set("event_words", "befalling") or grammar.is_passive(parent.verb)
    return predication.direct and parent.kind == "verb" and not comes and _is_definite(head)


def _is_definite(noun: Token) -> bool:
    """Whether a noun has an owner or a definite article: what it names is taken to be there."""
    owner = any(c.dep_ == "nmod:poss" for c in noun.children)
    return owner or any(c.lower_ in ("the", "this", "these", "those") for c in grammar.children(noun, "det"))


def is_reduced_relative(predication: Predication) -> bool:
    """Whether a participle tells what somebody did to a known thing: "to end the embargo imposed by Chad"."""
    verb = predication.verb
    told = predication.kind == "verb" and verb.dep_ == "acl" and verb.tag_ == "VBN" and _is_definite(verb.head)
    return told and bool(predication.get("agent"))


def is_reached(predication: Predication, clause: Token) -> bool:
    """Whether a clause tells until when something went on: "governed it until it became independent"."""
    parent = predication.parent
    if parent is None or predication.mood.tense != "past" or grammar.opening(clause) not in ("until", "till"):
        return False
    return parent.mood.tense == "past" and own_standing(parent) in ("fact", "prevented")
