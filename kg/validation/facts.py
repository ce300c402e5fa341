"""The triples of a graph as shapes ask for them: what a node says, what says something of it, which classes it has.

In: triples, and what the ontology says of classes. Out: lookups. Nothing is judged here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.vocabulary import RDF, RDFS

Term = NamedNode | BlankNode | Literal
Classes = frozenset[Term]
# Terms, each once, in the order in which they came.
Terms = dict[Term, None]

_NOTHING: Mapping[Term, None] = {}
_TYPE = RDF.type


class Taxonomy:
    """What an ontology says of classes: their superclasses, and of which classes its own nodes are."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        above: defaultdict[Term, set[Term]] = defaultdict(set)
        types: defaultdict[Term, set[Term]] = defaultdict(set)
        self.subjects: set[Term] = set()
        for quad in quads:
            subject, value = parts(quad)
            self.subjects.add(subject)
            if quad.predicate == RDFS.subClassOf:
                above[subject].add(value)
            elif quad.predicate == _TYPE:
                types[subject].add(value)
        self._above = {name: _closure(name, above) for name in above}
        self.types = {node: self.widen(found) for node, found in types.items()}

    def widen(self, classes: Iterable[Term]) -> Classes:
        """The classes with all their superclasses."""
        return frozenset(wider for name in classes for wider in self._above.get(name, (name,)))


def parts(quad: Quad) -> tuple[Term, Term]:
    """The subject and the object; neither is a triple in any graph that shapes are for."""
    subject: Any = quad.subject
    value: Any = quad.object
    return subject, value


def _closure(name: Term, above: Mapping[Term, set[Term]]) -> Classes:
    found, todo = {name}, [name]
    while todo:
        new = above.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return frozenset(found)


class Facts:
    """The triples of one graph, by subject; by object too for the properties that paths go backwards."""

    def __init__(self, triples: Iterable[Quad], taxonomy: Taxonomy, backwards: frozenset[NamedNode]) -> None:
        self._taxonomy = taxonomy
        self.said: dict[Term, dict[NamedNode, Terms]] = {}
        self._said_of: dict[tuple[NamedNode, Term], Terms] = {}
        for triple in triples:
            (subject, value), predicate = parts(triple), triple.predicate
            self.said.setdefault(subject, {}).setdefault(predicate, {})[value] = None
            if predicate in backwards:
                self._said_of.setdefault((predicate, value), {})[subject] = None
        self._classes = {
            node: taxonomy.widen(properties[_TYPE]) for node, properties in self.said.items() if _TYPE in properties
        }

    def values(self, node: Term, predicate: NamedNode) -> Mapping[Term, None]:
        """What a node has as values of a property."""
        return self.said.get(node, {}).get(predicate, _NOTHING)

    def subjects(self, node: Term, predicate: NamedNode) -> Mapping[Term, None]:
        """What has a node as value of a property."""
        return self._said_of.get((predicate, node), _NOTHING)

    def classes(self, node: Term) -> Classes:
        """The classes of a node, with their superclasses."""
        own, known = self._classes.get(node), self._taxonomy.types.get(node)
        return (own | known if own and known else own or known) or frozenset()

    def instances(self) -> dict[Term, list[Term]]:
        """The nodes of each class and of its subclasses."""
        found: defaultdict[Term, list[Term]] = defaultdict(list)
        for node, classes in self._classes.items():
            for name in classes:
                found[name].append(node)
        return found

    def subjects_of(self, predicate: NamedNode) -> list[Term]:
        """The nodes that have a property."""
        return [node for node, properties in self.said.items() if predicate in properties]
