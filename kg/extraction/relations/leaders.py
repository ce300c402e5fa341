"""Leaders: who leads an armed group, party or body, by verbs and by the groups that go by a leader's name.

In: a reading. Out: role_in relations: "X, who leads the RSF", "the rebels of X", "the government of X", "with X as its
president", and of states that chair a body: "as Chair of Y, X will". Offices by title are read in `roles`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction import grammar
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.relations import relational
from kg.extraction.traces import Traced, trace_clause, trace_word
from kg.records import Relation

_LED = frozenset({"armed_group", "organisation", "igo", "coalition", "government_body"})


def read_leaders(reading: Reading) -> Iterator[Traced[Relation]]:
    """Read who leads what."""
    yield from _leading(reading)
    yield from _led(reading)
    yield from _governing(reading)
    yield from _as_office(reading)
    yield from _chairing(reading)


def only_people(names: tuple[str, ...], reading: Reading) -> list[str]:
    """The names that the cast takes for people."""
    kinds = {a.name: a.type for a in reading.cast.actors}
    return [name for name in names if kinds.get(name) == "person"]


def only_bodies(names: tuple[str, ...], reading: Reading) -> list[str]:
    """The names that may be a state or a body."""
    kinds = {a.name: a.type for a in reading.cast.actors}
    return [name for name in names if kinds.get(name) not in ("person", "commenter", "population")]


def _leading(reading: Reading) -> Iterator[Traced[Relation]]:
    """ "X, who leads the RSF": a person and what the verb says that they head or speak for."""
    for predication in reading.predications():
        if predication.kind != "verb" or predication.lemma not in word_set("relations", "lead_verbs"):
            continue
        if not relational.is_fact(predication):
            continue
        bodies = only_bodies(reading.names(predication.get("theme"), predication), reading)
        people = only_people(relational.subjects(predication, reading), reading)
        kinds = {a.name: a.type for a in reading.cast.actors}
        if len(people) == 1 and bodies and kinds.get(bodies[0]) in _LED:
            fields = reading.common(predication, relational.clause(predication, reading))
            yield Traced(
                Relation(**fields, type="role_in", a=people[0], b=bodies[0]),
                trace_clause("relations.leaders/leading", predication),
            )


def _led(reading: Reading) -> Iterator[Traced[Relation]]:
    """ "the rebels of X", "X's militia": armed groups and parties under the name of whoever leads them."""
    kinds = {a.name: a.type for a in reading.cast.actors}
    for noun, block in relational.nouns(reading):
        if relational.lemma_of(noun) not in word_set("relations", "followings"):
            continue
        groups = [n for n in relational.who(noun, reading) if kinds.get(n) in ("armed_group", "organisation")]
        leaders = only_people(relational.owners(noun, reading, "of", "under"), reading)
        if len(groups) == 1 and len(leaders) == 1:
            fields = relational.stated(*relational.phrase(noun), block, reading)
            yield Traced(
                Relation(**fields, type="role_in", a=leaders[0], b=groups[0]),
                trace_word("relations.leaders/led", noun, block),
            )


def _governing(reading: Reading) -> Iterator[Traced[Relation]]:
    """ "the government of X", "the X administration": who is at the head of a state's government."""
    kinds = {a.name: a.type for a in reading.cast.actors}
    homes = {a.name: a.affiliation for a in reading.cast.actors if a.type == "government_body"}
    for noun, block in relational.nouns(reading):
        if relational.lemma_of(noun) not in word_set("relations", "governments"):
            continue
        people = only_people(relational.owners(noun, reading, "of", "under"), reading)
        states = {state for n in relational.who(noun, reading) if kinds.get(state := homes.get(n) or n) == "state"}
        if len(people) == 1 and len(states) == 1:
            fields = relational.stated(*relational.phrase(noun), block, reading)
            trace = trace_word("relations.leaders/governing", noun, block)
            yield Traced(Relation(**fields, type="role_in", a=people[0], b=states.pop()), trace)


def _as_office(reading: Reading) -> Iterator[Traced[Relation]]:
    """ "with X as its president": an office that somebody comes into beside what the clause tells."""
    for noun, block in relational.nouns(reading):
        if relational.lemma_of(noun) not in word_set("relations", "offices") or grammar.preposition(noun) != "as":
            continue
        beside = [t for t in grammar.children(noun.head, "obl", "nmod") if grammar.preposition(t) == "with"]
        beside += [noun.head] if grammar.preposition(noun.head) == "with" else []
        people = [name for t in beside if t.i < noun.i for name in only_people(reading.cast.who(t), reading)]
        bodies = only_bodies(relational.owners(noun, reading, "of"), reading)
        if len(people) == 1 and len(bodies) == 1:
            fields = relational.stated(beside[0], noun, block, reading)
            trace = trace_word("relations.leaders/as_office", noun, block)
            yield Traced(Relation(**fields, type="role_in", a=people[0], b=bodies[0]), trace)


def _chairing(reading: Reading) -> Iterator[Traced[Relation]]:
    """ "As Chair of Y, X will …", "X, which holds the presidency of Y", "X, which chairs Y": states at its head."""
    for predication in reading.predications():
        if predication.kind != "verb" or not (relational.is_fact(predication) or predication.mood.has("will")):
            continue
        holds = predication.lemma in word_set("relations", "holding_chairs")
        tokens = predication.get("theme") if holds else predication.get("as")
        chairs = [t for t in tokens if relational.lemma_of(t) in word_set("relations", "chairs")]
        bodies = [n for t in chairs for n in relational.owners(t, reading, "of")]
        if predication.lemma in ("chair", "preside over"):
            bodies += reading.names(predication.get("theme"), predication)
        kinds = {a.name: a.type for a in reading.cast.actors}
        bodies = [name for name in bodies if kinds.get(name, "igo") in ("igo", "organisation")]
        states = [name for name in relational.subjects(predication, reading) if kinds.get(name) == "state"]
        if len(states) == 1 and bodies:
            fields = reading.common(predication, relational.clause(predication, reading))
            trace = trace_clause("relations.leaders/chairing", predication)
            yield Traced(Relation(**fields, type="role_in", a=states[0], b=bodies[0]), trace)
