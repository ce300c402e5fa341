"""Quads and triples for rdflib: the one place where pyoxigraph's terms become rdflib's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Identifier

    Node = rdflib.URIRef | rdflib.BNode


def make_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """Triples as a graph."""
    import rdflib

    graph = rdflib.Graph()
    for triple in triples:
        graph.add((_node(triple.subject), rdflib.URIRef(triple.predicate.value), _term(triple.object)))
    return graph


def make_dataset(quads: Iterable[Quad]) -> rdflib.Dataset:
    """Quads as a dataset whose default graph is the union of all, as our queries have it."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    graphs: dict[NamedNode | BlankNode | DefaultGraph, rdflib.Graph] = {}
    for quad in quads:
        name = quad.graph_name
        if name not in graphs:
            named = not isinstance(name, DefaultGraph)
            graphs[name] = dataset.graph(_node(name)) if named else dataset.default_graph
        graphs[name].add((_node(quad.subject), rdflib.URIRef(quad.predicate.value), _term(quad.object)))
    return dataset


def _node(term: object) -> Node:
    import rdflib

    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case _:
            raise TypeError(f"rdflib has no {type(term).__name__} in that place")


def _term(term: object) -> Identifier:
    import rdflib

    if not isinstance(term, Literal):
        return _node(term)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    # Not normalised: "01" stays what the source wrote.
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value), normalize=False)
