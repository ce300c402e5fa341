"""Status of events: what occurred, is under way or is planned, and what is a view or a wish and so no event.

In: a predication with its frame. Out: the status, or None where the clause tells of no event: wishes, possibilities,
conditions, recommendations, the content of a demand, and attitudes that are positions.
"""

from __future__ import annotations

from kg.extraction import grammar
from kg.extraction.contexts import Standing, embedding, is_ongoing, own_standing, standing
from kg.extraction.events.givens import is_done, is_given, is_reached, is_reduced_relative
from kg.extraction.frames import Frame, find_frame
from kg.extraction.lexicons.reading import read_texts, word_set
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.records import EventStatus

# Done at one go: the simple present tells of them as done.
_ACTS = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "CONSULT", "CONCEDE"})
# What leaves open if a thing will come true.
_OPEN = (
    "can",
    "could",
    "may",
    "might",
    "likely",
    "unlikely",
    "probably",
    "possibly",
    "perhaps",
    "maybe",
    "potentially",
)
_SETTLED: tuple[Standing, ...] = ("fact", "planned", "attempted")


def find_status(predication: Predication, frame: Frame) -> EventStatus | None:
    """Find the status of an event, None where it is a wish or a mere possibility."""
    where = _standing(predication)
    if where in ("possible", "desired", "prevented") and is_given(predication):
        return "occurred" if is_done(predication) else "ongoing"
    if _is_averted(predication):
        return None
    if frame.get("stopped"):
        return "occurred" if predication.parent is not None and standing(predication.parent) == "fact" else None
    if _is_arranged(predication) or where == "planned" or _is_backshifted(predication):
        return "planned" if _may_be_planned(predication, frame) and not _is_left_open(predication) else None
    if where == "attempted":
        return "ongoing" if _is_tried(predication) else None
    if _is_shared_opinion(predication):
        return None
    if where == "fact" and _is_denied(predication):
        return "denied"
    if where == "fact":
        return _of_fact(predication, frame)
    denied = any(above.lemma == "deny" and not above.mood.negated for above in predication.above())
    return "denied" if where == "prevented" and denied else None


def _is_denied(predication: Predication) -> bool:
    """Whether somebody denies that it is so: "denied that it had fired"."""
    parent = predication.parent
    return parent is not None and parent.lemma == "deny" and predication.link == "content" and not parent.mood.negated


def _is_averted(predication: Predication) -> bool:
    """Whether a gerund tells what is to be kept from happening: "warned against filling", "instead of attacking"."""
    gerund = predication.verb.tag_ == "VBG" and predication.kind == "verb"
    parent = predication.parent
    if gerund and predication.link == "for" and parent is not None:
        return parent.lemma in word_set("event_words", "arguing")
    if gerund and predication.link == "with" and parent is not None and parent.lemma == "charge":
        return True
    return gerund and predication.link in ("against", "from", "without", "of", "instead of", "rather than", "before")


def _standing(predication: Predication) -> Standing:
    """The standing; a relative clause asserts by itself, whatever its antecedent stands under."""
    clause, parent = grammar.first_conjunct(predication.verb), predication.parent
    relative = predication.kind == "verb" and clause.dep_ in ("acl:relcl", "advcl:relcl")
    known = parent is not None and predication.link == "content" and parent.lemma in word_set("event_words", "factive")
    if ((relative or known) and grammar.is_finite(clause)) or is_reduced_relative(predication):
        return own_standing(predication)
    if is_reached(predication, clause):
        return "fact"
    if parent is not None and parent.lemma == "commit" and predication.link == "theme":
        return standing(parent)  # a crime that is committed, unlike "commit to"
    if predication.mood.negated and _is_of_infinitive(predication.verb):
        return embedding(predication)
    return standing(predication)


def _is_of_infinitive(verb: Token) -> bool:
    """Whether what was parsed as the negation of a verb is that of its infinitive: "called on them not to sign"."""
    after = [c for c in verb.children if c.lower_ in ("not", "never") and c.i > verb.i + 1]
    return any(c.nbor(1).lower_ == "to" for c in after if c.i + 1 < len(c.doc))


def _is_past_form(verb: Token) -> bool:
    """Whether a verb is a past form, whatever it was tagged: "froze", "lent", "Kenya shut"."""
    present = read_texts("language", "verb_forms").get(verb.lower_)
    if present is None or present != verb.lower_:
        return present is not None
    subject = grammar.own_subject(verb)
    return subject is not None and subject.tag_ in ("NN", "NNP") and len(grammar.conjuncts(subject)) == 1


def _of_fact(predication: Predication, frame: Frame) -> EventStatus | None:
    infinitive = predication.verb.tag_ == "VB" and predication.link != "content" and not _is_invariant(predication.verb)
    auxiliaries = grammar.children(predication.verb, "aux", "aux:pass")
    if (
        infinitive
        and not _is_past_form(predication.verb)
        and predication.kind == "verb"
        and not any(a.lemma_ in ("do", "have") for a in auxiliaries)
    ):
        return None
    tendency = predication.parent is not None and predication.parent.lemma == "tend"
    habit = predication.mood.tense == "present" and not predication.mood.perfect
    if tendency or (habit and _is_habit(predication.verb)):
        return None
    if frame.get("attitude") and _is_standing_view(predication, frame):
        return None
    return "ongoing" if _ongoing(predication, frame) else "occurred"


def _is_standing_view(predication: Predication, frame: Frame) -> bool:
    """Whether a rejection in the simple present answers nobody: "China refuses to recognise the award"."""
    mood = predication.mood
    if frame.get("type") != "REJECT" or mood.tense != "present" or mood.perfect or mood.progressive:
        return False
    answered = {t.lemma_.lower() for t in predication.get("theme")} & word_set("event_words", "answerable")
    refused = {t.lemma_.lower() for t in predication.get("content")} - word_set("event_words", "acknowledging")
    return not answered and not refused


def _is_invariant(verb: Token) -> bool:
    """Whether a plain form with a subject and nothing else before it is a past: "Kenya shut its border"."""
    return grammar.own_subject(verb) is not None and not grammar.children(verb, "aux", "aux:pass", "mark")


def _is_habit(verb: Token) -> bool:
    """Whether an adverb says that it is done again and again: "often sends troops"."""
    return any(c.lower_ in word_set("event_words", "habitual") for c in grammar.children(verb, "advmod"))


def _is_arranged(predication: Predication) -> bool:
    """Whether "are to meet" tells what is planned."""
    marks = list(predication.verb.children)
    if any(c.lower_ in ("due", "set", "scheduled") and c.dep_ in ("mark", "advmod", "amod") for c in marks):
        return True
    return predication.verb.tag_ == "VB" and (
        {"be"} <= {c.lemma_ for c in marks if c.dep_ in ("aux", "cop", "aux:pass")}
        and any(c.tag_ == "TO" for c in marks)
    )


def _is_backshifted(predication: Predication) -> bool:
    """Whether "would" is the "will" of somebody who is reported: "said that it would send two ships"."""
    mood, parent = predication.mood, predication.parent
    if predication.kind != "verb" or parent is None or predication.link != "content" or predication.conditions:
        return False
    would = mood.has("would") and not (mood.negated or mood.perfect or mood.has(*_OPEN))
    if any(c.lower_ in ("a", "an", "any") for t in predication.get("agent") for c in t.children if c.dep_ == "det"):
        return False
    said = parent.mood.tense == "past" and find_frame("speech", parent) is not None
    return would and said and standing(parent) == "fact"


def _may_be_planned(predication: Predication, frame: Frame) -> bool:
    """Whether a plan is one: not an attitude to come, and not what stands under a wish itself."""
    if frame.get("attitude"):
        return False
    return predication.parent is None or predication.kind != "noun" or standing(predication.parent) in _SETTLED


def _is_left_open(predication: Predication) -> bool:
    """Whether somebody is only ready to do it, or it is a question how: "stands ready to send", "how it will vote"."""
    asked = any(c.lower_ in ("how", "whether", "if") for c in predication.verb.children)
    parent = predication.parent
    words = {parent.lemma, parent.head.lower_} if parent is not None else set()
    ready = bool(words & word_set("event_words", "readiness"))
    return ready or (asked and parent is not None and predication.link == "content")


def _is_tried(predication: Predication) -> bool:
    """Whether somebody is at it: "tries to withdraw", not "with the aim of withdrawing"."""
    tried = predication.kind == "verb" or predication.verb != predication.head
    return tried and not any(
        a.kind == "noun" and a.lemma in ("aim", "effort", "bid", "quest") for a in predication.above()
    )


def _is_shared_opinion(predication: Predication) -> bool:
    mood = predication.mood
    return predication.lemma == "agree" and mood.tense == "present" and not mood.perfect


def _ongoing(predication: Predication, frame: Frame) -> bool:
    if predication.kind == "noun" and predication.verb == predication.head:
        parent = predication.parent
        if parent is None or not predication.direct or parent.kind != "verb":
            return False
        lasts = parent.lemma in word_set("event_words", "lasting") or parent.mood.progressive
        return lasts and is_ongoing(parent, False)
    if _is_past_form(predication.verb) and not grammar.children(predication.verb, "aux", "aux:pass"):
        return False
    act = frame.get("type") in _ACTS and not predication.mood.progressive
    return not act and is_ongoing(predication, bool(frame.get("state")))
