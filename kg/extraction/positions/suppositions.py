"""Suppositions: whether an attitude is said to be held, or only wished for, guessed at, asked about or foreseen.

In: the predication of an attitude. Out: yes or no. A guess about others ("he may prefer it", "they will love it",
"analysts expect them to oppose it"), a condition, a duty and the terms of a deal are no attitudes that somebody has.
"""

from __future__ import annotations

from kg.extraction import grammar
from kg.extraction.contexts import embedding, in_condition
from kg.extraction.frames import find_frame, find_frames
from kg.extraction.lexicons.reading import word_set
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.voices.quotations import is_first_person


def is_held(predication: Predication) -> bool:
    """Whether the attitude itself is said to be held, not wished for, denied as possible or asked about."""
    mood = predication.mood
    verdict = predication.lemma in ("right", "wrong", "correct") and mood.has("may", "might")
    withdrawn = predication.kind == "noun" and _is_withdrawn(predication)
    if (
        withdrawn
        or mood.question
        or verdict
        or mood.has("should", "must", "ought", "shall")
        or in_condition(predication)
    ):
        return False
    if mood.has("can", "could") and not mood.negated and not _is_conceded(predication):
        return False
    if (
        _is_denied_report(predication)
        or _is_term_of_deal(predication)
        or _is_guessed(predication)
        or _is_of_draft(predication)
    ):
        return False
    if _is_presupposed(predication) or _is_of_thing(predication) or is_beyond(predication):
        return True
    where = embedding(predication)
    if where in ("planned", "attempted") and predication.parent is not None:
        return find_frame("frames", predication.parent) is None
    return where not in ("desired", "possible", "prevented")


def _is_denied_report(predication: Predication) -> bool:
    """Whether it denies what others tell, which is no view of it, or is told there: "denied reports that Chad left"."""
    if _denies_reports(predication):
        return True
    return any(_denies_reports(above) for above in predication.above())


def _denies_reports(predication: Predication) -> bool:
    told = any(_is_hearsay(t) for t in predication.get("theme"))
    return told and predication.kind == "verb" and predication.lemma in word_set("modality", "denying")


def _is_hearsay(noun: Token) -> bool:
    """Whether others tell it: "reports of talks", "the rumour that he left", unlike "the report of the panel"."""
    known = noun.lemma_.lower() in word_set("modality", "hearsay")
    owned = bool(grammar.children(noun, "nmod:poss", "det"))
    clauses = (c for c in grammar.children(noun, "ccomp", "acl") if grammar.preposition(c) == "that")
    return known and ((noun.tag_ == "NNS" and not owned) or any(clauses))


def _is_guessed(predication: Predication) -> bool:
    """Whether somebody only guesses at it: "he may prefer a rival", "they will love it", "some would say that"."""
    mood = predication.mood
    if (grammar.preposition(predication.verb) == "before" and mood.tense != "past") or _is_supposed(predication):
        return True
    if predication.kind == "noun" or any(is_first_person(t) for t in predication.get("agent")):
        return False
    if mood.has("may", "might") and not mood.negated:
        return True
    foreseen = mood.has("will", "would") and predication.lemma in word_set("frames", "felt")
    return foreseen and not any(t.lower_ == "like" for t in (predication.head, predication.verb))


def is_beyond(predication: Predication) -> bool:
    """Whether somebody says or is told to be unable to take a stance: "was unable to support the draft"."""
    above = predication.parent if predication.link == "content" and predication.kind == "verb" else None
    if above is None or above.kind != "adjective" or predication.lemma not in word_set("frames", "concessions"):
        return False
    return above.lemma == "unable" or (above.lemma == "able" and above.mood.negated)


def _is_of_draft(predication: Predication) -> bool:
    """Whether it is what a text would have said: "an amendment which would have expressed concern at the raid"."""
    relative = predication.link == "relative" or predication.verb.dep_ == "acl:relcl"
    return relative and predication.mood.has("would") and predication.mood.perfect


def _is_supposed(predication: Predication) -> bool:
    """Whether it is only imagined or foreseen by others: "suppose that Chad opposed it", "had Chad opposed it"."""
    above = predication.parent if predication.link == "content" else None
    if above is not None and above.lemma in word_set("frames", "foreseeing"):
        return True
    if above is not None and above.lemma in ("suppose", "imagine", "assume") and not above.get("agent"):
        return True
    helpers = grammar.children(predication.verb, "aux")
    subject = grammar.own_subject(predication.verb)
    return subject is not None and any(h.lower_ == "had" and h.i < subject.i for h in helpers)


def _is_withdrawn(noun: Predication) -> bool:
    """Whether a proposal or a stance is told to have been taken back: "was withdrawn", "gave up its support for it"."""
    above = noun.parent
    if above is None or noun.link != "theme":
        return False
    return above.lemma in word_set("frames", "taking_back") or (noun.direct and gives_up(above))


def gives_up(predication: Predication) -> bool:
    """Whether somebody is told to give up what they held: "dropped its objection", unlike "could end its support"."""
    mood = predication.mood
    return _turns(predication) and not mood.negated and not mood.has("would", "could", "might", "may")


def has_ended(predication: Predication) -> bool:
    """Whether something is told to be so no more: "no longer opposes", "does not object any more"."""
    late = (
        child
        for word in (predication.verb, predication.head)
        for child in grammar.children(word, "advmod", "amod", "nmod:unmarked")
        if child.lower_ in ("longer", "more", "anymore")
    )
    beside = ({child.lower_, *(c.lower_ for c in child.children)} for child in late)
    return predication.mood.negated and any(words & {"no", "any", "anymore"} for words in beside)


def _turns(predication: Predication) -> bool:
    """Whether a verb may say that a stance is given up."""
    frames = find_frames("frames", predication)
    return any(frame.name == "revise" and frame.get("stance") == "oppose" for frame in frames)


def _is_conceded(predication: Predication) -> bool:
    """Whether somebody is told to have said that they could live with something."""
    return predication.lemma in word_set("frames", "concessions") and predication.link == "content"


def _is_term_of_deal(predication: Predication) -> bool:
    """Whether it tells what an agreement says: "signed a declaration, promising not to attack"."""
    promised = predication.lemma in word_set("frames", "promises") and predication.verb.tag_ == "VBG"
    above = predication.parent
    return (
        promised
        and above is not None
        and grammar.verb_lemma(above.verb) in ("sign", "form", "adopt", "conclude", "issue", "make")
    )


def _is_of_thing(predication: Predication) -> bool:
    """Whether a participle tells of a thing how others take it: "a plan backed by Chad", whatever becomes of the plan.

    What a body once decided only says which thing is meant: "the measures imposed by the Council".
    """
    if predication.verb.dep_ != "acl" or predication.verb.tag_ != "VBN" or not predication.get("agent"):
        return False
    frame = find_frame("frames", predication)
    return frame is not None and not frame.get("body")


def _is_presupposed(noun: Predication) -> bool:
    """Whether a noun with its possessor is taken for given: "China's claim to the islands has no legal basis"."""
    owned = noun.kind == "noun" and noun.head == noun.verb and bool(grammar.children(noun.head, "nmod:poss"))
    if not owned or noun.parent is None:
        return False
    if noun.link == "theme" and noun.parent.mood.negated and _turns(noun.parent):
        return True  # "has not given up its support for it"
    return noun.link == "agent" or (noun.link == "theme" and find_frame("frames", noun.parent) is None)
