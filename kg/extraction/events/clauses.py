"""The clause that a verb of saying or asking takes, where an act hangs on it: what is demanded, vowed or refused.

In: a predication and what its frame needs. Out: whether its clause is of that kind. "Insisted that the army must
leave" demands, "said it would not sign" refuses, "said it would strike back" threatens, "said it had not fired" denies;
what others must or will do by themselves is no act of the speaker's.
"""

from __future__ import annotations

from kg.extraction import grammar
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token

# What a frame may need: any clause, an infinitive, what another is to do, what one will, won't or didn't do oneself.
CLAUSES = ("content", "infinitive", "wish", "resolve", "refusal", "denial")
_DUTIES = frozenset({"must", "should", "ought", "shall"})
_FUTURE = frozenset({"will", "would", "'ll", "’ll", "wo", "shall"})
# In quoted words ("We will not tolerate this") a person only speaks.
_SELF = frozenset({"it", "he", "she", "they"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})


def has_clause(predication: Predication, needed: str, reading: Reading) -> bool:
    """Whether a predicate has a clause of the kind that its entry needs."""
    clauses = predication.get("content", "that")
    if needed == "infinitive":
        return any(_is_infinitive(clause) for clause in predication.get("content", "purpose"))
    if needed == "wish":
        return any(_is_wished(clause) for clause in clauses)
    if needed == "resolve":
        return any(_is_own_future(c, predication, reading) and not _is_negated(c) for c in clauses)
    if needed == "refusal":
        return any(_is_own_future(c, predication, reading) and _is_negated(c) for c in clauses)
    if needed == "denial":
        return any(_is_own_denial(clause, predication, reading) for clause in clauses)
    return bool(clauses)


def _is_infinitive(clause: Token) -> bool:
    return clause.tag_ == "VB" and any(c.tag_ == "TO" for c in clause.children)


def _is_wished(clause: Token) -> bool:
    """Whether a clause tells what somebody is to do: "must leave", "that it withdraw"."""
    helpers = _helpers(clause)
    subject = grammar.own_subject(clause)
    subjunctive = clause.tag_ == "VB" and not helpers and subject is not None and not _is_infinitive(clause)
    return subjunctive or bool(helpers & _DUTIES)


def _is_own_future(clause: Token, predication: Predication, reading: Reading) -> bool:
    """Whether a clause tells what the speaker will do: "that it would sign", "to sign"."""
    if _is_infinitive(clause):
        return True
    return bool(_helpers(clause) & _FUTURE) and _is_of_speaker(clause, predication, reading)


def _is_own_denial(clause: Token, predication: Predication, reading: Reading) -> bool:
    """Whether a clause tells what the speaker has not done: "that it had not fired", "it has nothing to do with it"."""
    if not grammar.is_finite(clause) or not _is_of_speaker(clause, predication, reading):
        return False
    if _is_negated(clause):
        return clause.lemma_.lower() in word_set("event_words", "denied_acts") and not _helpers(clause) & grammar.MODALS
    objects = [t for t in grammar.children(clause, "obj") if t.i > clause.i]
    none = [t for t in objects if t.lower_ == "nothing" or any(c.lower_ == "no" for c in t.children)]
    return any(t.lemma_.lower() in word_set("event_words", "denied_parts") for t in none)


def _is_of_speaker(clause: Token, predication: Predication, reading: Reading) -> bool:
    """Whether the subject of a clause is the one who speaks."""
    subject = grammar.own_subject(clause)
    if subject is None:
        return False
    speakers = set(reading.names(predication.get("agent"), predication))
    return subject.lower_ in _SELF or bool(speakers & set(reading.names([subject], predication)))


def _is_negated(clause: Token) -> bool:
    return any(c.lower_ in _NEGATIONS for c in clause.children)


def _helpers(clause: Token) -> set[str]:
    return {c.lower_ for c in grammar.children(clause, "aux", "aux:pass")}
