"""Service: whom people work for, as verbs tell it, where no office is named.

In: a reading. Out: role_in relations: "X works for Y", "X, once employed by Y", "X served in Y", "the first to
command Y", "was elected president of Y". Offices by title are read in `roles`; only bodies that take part in the
document count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.relations import relational
from kg.extraction.relations.leaders import only_bodies, only_people
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.traces import Traced, trace_clause
from kg.records import Relation

_PLACES = ("for", "at", "in", "with", "on")


def read_serving(reading: Reading) -> Iterator[Traced[Relation]]:
    """Read whom people are said to work for."""
    serving, hiring = word_set("relations", "serving_verbs"), word_set("relations", "hiring_verbs")
    choosing, leading = word_set("relations", "choosing_verbs"), word_set("relations", "lead_verbs")
    known = serving | hiring | choosing | leading
    for predication in reading.predications():
        if predication.kind != "verb" or predication.lemma not in known:
            continue
        people, bodies = _parties(predication, reading)
        if len(people) == 1 and bodies:
            fields = reading.common(predication, relational.clause(predication, reading))
            trace = trace_clause("relations.serving/served", predication)
            yield Traced(Relation(**fields, type="role_in", a=people[0], b=bodies[0]), trace)


def _parties(predication: Predication, reading: Reading) -> tuple[list[str], list[str]]:
    """The person and the bodies that a clause puts into service."""
    lemma = predication.lemma
    if lemma in word_set("relations", "hiring_verbs") and _is_passive(predication):
        people = reading.names(predication.get("theme"), predication) or _set_beside(predication, reading)
        return only_people(people, reading), _known(predication.get("agent", "by"), predication, reading)
    if lemma in word_set("relations", "choosing_verbs"):
        return only_people(reading.names(predication.get("theme"), predication), reading), _chosen_for(
            predication, reading
        )
    if lemma in word_set("relations", "lead_verbs"):
        first = _firsts(predication, reading) if _is_first_to(predication) else ()
        return only_people(first, reading), _known(predication.get("theme"), predication, reading)
    if not relational.is_fact(predication) and not relational.is_over(predication):
        return [], []
    subjects = only_people(relational.subjects(predication, reading), reading)
    fillers = [t for role in _PLACES for t in predication.arguments.get(role, ())]
    return subjects, _known(fillers, predication, reading)


def _known(tokens: Sequence[Token], predication: Predication, reading: Reading) -> list[str]:
    """The bodies among phrases that take part in the document; a state is where one works, not for whom."""
    kinds = reading.cast.types
    names = reading.names(tokens, predication)
    return [name for name in only_bodies(names, reading) if kinds.get(name, "state") != "state"]


def _is_passive(predication: Predication) -> bool:
    return grammar.is_passive(predication.verb) or predication.verb.dep_ == "acl"


def _set_beside(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """Whom the noun of a participle describes: "Ona, a surveyor employed by the company"."""
    noun = predication.verb.head
    if predication.verb.dep_ != "acl":
        return ()
    return reading.cast.who(noun.head if noun.dep_ == "appos" else noun)


def _chosen_for(predication: Predication, reading: Reading) -> list[str]:
    """The state or body of the office that somebody was chosen for: "elected president of Ghana"."""
    offices = [
        t for t in predication.get("content", "as") if relational.lemma_of(t) in word_set("relations", "offices")
    ]
    return only_bodies(tuple(n for t in offices for n in relational.owners(t, reading, "of")), reading)


def _is_first_to(predication: Predication) -> bool:
    """Whether an infinitive tells who was the first to do it."""
    above: Token = predication.verb.head
    said = predication.verb.tag_ == "VB" and (above.lower_ in ("first", "last", "only") or _is_ranked(above))
    return said and not any(c.lower_ in ("not", "never") for c in above.children)


def _firsts(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """Who is said to be the first to do it."""
    subject = grammar.own_subject(predication.verb.head)
    return reading.names([subject], predication) if subject is not None else ()


def _is_ranked(noun: Token) -> bool:
    return any(c.lower_ in ("first", "last", "only", "second", "third") for c in grammar.children(noun, "amod"))
