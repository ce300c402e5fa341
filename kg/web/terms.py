"""The terms that a query can be written with, for who is typing one: those of the ontology, by their short names.

In: the shipped ontology, its shapes and the prefixes that the project uses. Out: short names. What a graph describes is
not among them: that is asked of the graph.
"""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode, parse

from kg.resources import data_folder
from kg.vocabulary import PREFIXES


@cache
def read_terms() -> tuple[str, ...]:
    """The short names of all terms that the ontology or its shapes have or use, sorted.

    >>> {"sp:Position", "sp:holder", "oa:exact", "rdfs:label"} <= set(read_terms())
    True
    """
    files = (data_folder("ontology") / name for name in ("standpoint.ttl", "shapes.ttl"))
    quads = (quad for path in files for quad in parse(path=path))
    nodes = {term.value for quad in quads for term in (quad.subject, quad.predicate, quad.object) if _is_node(term)}
    return tuple(sorted(filter(None, map(_shorten, nodes))))


def _is_node(term: object) -> bool:
    return isinstance(term, NamedNode)


def _shorten(iri: str) -> str:
    """The short name of an IRI; "" where no prefix fits it, or what is left is no plain name."""
    for prefix, base in PREFIXES.items():
        name = iri.removeprefix(base)
        if name != iri and name.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{name}"
    return ""
