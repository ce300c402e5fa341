"""Whether what a predicate says is so: a fact, planned, tried, wished for, possible or prevented.

In: a predication with those it stands in. Out: its standing, from its own mood and from every governor above it
("refused to attend", "the risk of war", "is likely to"). What somebody merely says or believes is a fact here:
whose fact it is, is a question for `voices`.
"""

from __future__ import annotations

from typing import Literal

from kg.extraction import grammar
from kg.extraction.frames import find_frame
from kg.extraction.lexicons.reading import word_set
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import once

Standing = Literal["fact", "planned", "attempted", "desired", "possible", "prevented"]
_CLASSES: tuple[Standing, ...] = ("prevented", "planned", "attempted", "desired", "possible")
_POSSIBLE = (
    "can",
    "could",
    "may",
    "might",
    "would",
    "likely",
    "unlikely",
    "possibly",
    "perhaps",
    "maybe",
    "potentially",
)
_DESIRED = ("should", "must", "shall", "ought")
_TRANSPARENT_LINKS = ("content", "agent", "theme")


@once
def standing(predication: Predication) -> Standing:
    """The standing of what a predication says, its governors included."""
    own = own_standing(predication)
    if own != "fact":
        return own
    return embedding(predication)


@once
def embedding(predication: Predication) -> Standing:
    """The standing that the governors alone give to a predication, whatever its own mood."""
    if predication.parent is None or _stands_alone(predication):
        return "fact"
    return _under(predication, predication.parent)


@once
def own_standing(predication: Predication) -> Standing:
    """The standing that a predication has by its own mood, whatever governs it."""
    mood = predication.mood
    if mood.negated or grammar.preposition(predication.head) == "without":
        return "prevented"
    if mood.has(*_DESIRED):
        return "desired"
    if mood.has(*_POSSIBLE) or mood.question or in_condition(predication):
        return "possible"
    if mood.has("will", "shall"):
        return "possible" if predication.conditions else "planned"
    return "fact"


@once
def in_condition(predication: Predication) -> bool:
    """Whether the clause is a condition or an open question."""
    first = grammar.first_conjunct(predication.verb)
    words = ("if", "unless", "until", "whether", "lest", "till")
    return grammar.preposition(first) in words or (first.dep_ != "ROOT" and grammar.opening(first) in words[:4])


def _stands_alone(predication: Predication) -> bool:
    """Whether the clause asserts by itself, whatever stands above it: finite relatives and adverbial clauses."""
    if predication.link in ("relative", "parataxis"):
        return True
    return predication.link == "adverbial" and grammar.preposition(predication.verb) != "to"


def _under(predication: Predication, parent: Predication) -> Standing:
    """What the governor makes of it; a governor that leaves it alone passes on what stands above."""
    if predication.link == "adverbial":
        return "desired"
    if predication.link == "other" and not predication.direct:
        return "fact" if predication.kind == "noun" else standing(parent)
    told = _is_told(predication, parent)
    for name in _CLASSES:
        if not told and parent.lemma in word_set("modality", name) and _governs(predication, parent):
            return _combined(name, parent)
    if _is_open(predication, parent):
        return "desired" if predication.verb.tag_ == "VB" else "possible"
    above = standing(parent)
    if above != "fact" and predication.kind == "noun" and predication.link not in (*_TRANSPARENT_LINKS, "in", "to"):
        return "fact"
    return above


def _is_told(predication: Predication, parent: Predication) -> bool:
    """Whether a finite clause is what somebody says is so: "agreed that it is", unlike "agreed to do it"."""
    if predication.link != "content" or not grammar.is_finite(predication.verb) or parent.kind == "noun":
        return False
    return parent.lemma in word_set("modality", "planned") or find_frame("speech", parent) is not None


def _is_open(predication: Predication, parent: Predication) -> bool:
    """Whether a non-finite clause leaves open if it comes true: infinitives, and gerunds as subjects of the present."""
    if predication.kind == "noun" or not predication.direct:
        return False
    if predication.verb.tag_ == "VB" and predication.link == "content" and not grammar.is_finite(predication.verb):
        known = word_set("modality", "transparent")
        return parent.lemma not in known
    return predication.verb.tag_ == "VBG" and predication.link == "agent" and parent.mood.tense != "past"


def _governs(predication: Predication, parent: Predication) -> bool:
    """Whether the governor's meaning reaches the word: the clause or object that it is about, not its subject."""
    if predication.link == "agent":
        return parent.kind == "adjective"
    if parent.kind == "verb" and predication.link != "content" and predication.kind == "noun":
        return predication.direct and predication.link in ("theme", "for", "on", "to", "from", "against", "with")
    return True


def _combined(name: Standing, parent: Predication) -> Standing:
    """A plan that failed is no plan; "did not fail to" is a fact."""
    if name == "prevented" and parent.mood.negated:
        return "fact"
    return "prevented" if parent.mood.negated and name in ("planned", "attempted") else name


def is_ongoing(predication: Predication, state: bool) -> bool:
    """Whether a fact is under way: a progressive, or a verb of state or habit in the present."""
    mood = predication.mood
    if mood.progressive:
        return mood.tense == "present"
    return mood.tense == "present" and not mood.perfect and (state or predication.kind == "verb")
