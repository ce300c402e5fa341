"""A thing as RDF: the triples that an address of the data stands for, and the nearest addresses to one that has none.

In: the address. Out: triples, sorted by the serialiser. What several sources say stands once: graphs are not told.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, Triple

from kg.errors import UnknownName
from kg.queries.parameters import fill
from kg.queries.suggestions import suggest
from kg.web.asking import Asked

# Passages are at the address of their document, after a "#" which no request has.
_ABOUT: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
CONSTRUCT { $thing ?p ?o . ?passage ?q ?r } WHERE { { $thing ?p ?o } UNION {
 ?passage sp:inDocument $thing ; ?q ?r FILTER(STRSTARTS(STR(?passage), CONCAT(STR($thing), "#"))) } }"""
_USED: Final = "ASK { ?s ?p $thing }"
_KIN: Final = """SELECT DISTINCT ?x WHERE { ?x a ?class
 FILTER(STRSTARTS(STR(?x), $start) && !CONTAINS(STRAFTER(STR(?x), $start), "/") && !CONTAINS(STR(?x), "#")) }
 LIMIT 20000"""


def describe(asked: Asked, thing: NamedNode) -> list[Triple]:
    """What the graph says of a thing, and of the passages of a document. Raises UnknownName where it knows neither."""
    found = asked.store.query(fill(_ABOUT, {"thing": thing}))
    assert isinstance(found, QueryTriples)
    triples = sorted(set(found), key=str)
    if not triples and not asked.store.query(fill(_USED, {"thing": thing})):
        raise unknown_address(asked, thing.value.removeprefix(asked.store.base))
    return triples


def unknown_address(asked: Asked, rest: str) -> UnknownName:
    """The error of an address that the graph doesn't know, with the nearest ones that it does."""
    return UnknownName("thing", rest, find_near(asked, rest))


def find_near(asked: Asked, rest: str) -> list[str]:
    """The addresses of things of the same kind that are nearest to one that nothing has."""
    kind, slash, name = rest.partition("/")
    if not slash:
        return []
    start = f"{asked.store.base}{kind}/"
    found = asked.store.query(fill(_KIN, {"start": Literal(start)}))
    assert isinstance(found, QuerySolutions)
    known = sorted({row["x"].value.removeprefix(start) for row in found})
    return [f"{kind}/{near}" for near in suggest(name, known)]
