"""A quick look whether a graph conforms to the shapes, so that pySHACL is asked only about one that does not.

In: shapes and quads. Out: suspicions, each a node with the shape and the kind of check that it fails. No suspicion
means that the graph conforms; a suspicion may be wrong, where a term is of a kind that shapes do not expect. Shapes
are compiled once; one with a word that is not understood here is an error, never passed over.

The queries of SPARQL constraints are asked once for all nodes, instead of once a node, and of the data alone: none of
them looks into the ontology.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from kg.validation.constraints import PARAMETERS, Test, make_test
from kg.validation.facts import Facts, Taxonomy, Term, parts
from kg.vocabulary import RDF, RDFS, Namespace

_SH: Final = Namespace("http://www.w3.org/ns/shacl#")
# What names a shape, says where it applies or what a report says of it.
_SILENT: Final = frozenset({"message", "path", "severity", "targetClass", "targetSubjectsOf", "ignoredProperties"})
_COMPOUND: Final = frozenset({"property", "sparql", "closed", "xone"})

Path = Callable[[Facts, Term], Collection[Term]]


class Suspicion(NamedTuple):
    """A node that may not conform; `shape` and `constraint` are named as in a violation."""

    focus: Term
    shape: Term
    constraint: str


class _Check(NamedTuple):
    constraint: str
    test: Test


class _Property(NamedTuple):
    """A property shape: the values at the end of a path, and what must be true of them."""

    name: Term
    path: Path
    checks: tuple[_Check, ...]

    def suspect(self, facts: Facts, node: Term) -> Iterator[Suspicion]:
        values = self.path(facts, node)
        for constraint, test in self.checks:
            if not test(facts, node, values):
                yield Suspicion(node, self.name, constraint)


@dataclass(frozen=True)
class _Node:
    """A node shape: the nodes that it is for, and what must be true of each."""

    name: Term
    classes: tuple[Term, ...]
    subjects_of: tuple[NamedNode, ...]
    checks: tuple[_Check, ...]
    properties: tuple[_Property, ...]
    allowed: frozenset[Term] | None
    one_of: tuple[_Property, ...]
    queries: tuple[tuple[Term, str], ...]

    def targets(self, facts: Facts, instances: dict[Term, list[Term]]) -> dict[Term, None]:
        found = dict.fromkeys(node for name in self.classes for node in instances.get(name, ()))
        return found | dict.fromkeys(node for name in self.subjects_of for node in facts.subjects_of(name))

    def suspect(self, facts: Facts, node: Term) -> Iterator[Suspicion]:
        for constraint, test in self.checks:
            if not test(facts, node, (node,)):
                yield Suspicion(node, self.name, constraint)
        for shape in self.properties:
            yield from shape.suspect(facts, node)
        if self.allowed is not None and not self.allowed >= facts.said.get(node, {}).keys():
            yield Suspicion(node, self.name, "Closed")
        if self.one_of and sum(not any(shape.suspect(facts, node)) for shape in self.one_of) != 1:
            yield Suspicion(node, self.name, "Xone")


class Screen:
    """Shapes, ready to look at graphs that use an ontology."""

    def __init__(self, shapes: Iterable[Quad], ontology: Iterable[Quad]) -> None:
        """Raises ValueError where the shapes use what is not understood here."""
        self._ontology = frozenset(ontology)
        self._taxonomy = Taxonomy(self._ontology)
        compiler = _Compiler(shapes)
        self._shapes = compiler.compile()
        self._backwards = frozenset(compiler.backwards)

    def suspect(self, store: Store) -> set[Suspicion]:
        """The nodes that may not conform; the graphs of the quads do not matter."""
        known = self._taxonomy.subjects
        quads = [quad for quad in store if quad.subject not in known or self._adds(quad)]
        # What adds to the ontology may change what it says of classes.
        found = {
            Suspicion(parts(quad)[0], quad.predicate, "Ontology")
            for quad in quads
            if quad.predicate == RDFS.subClassOf or quad.subject in known
        }
        facts = Facts(quads, self._taxonomy, self._backwards)
        instances = facts.instances()
        for shape in self._shapes:
            nodes = shape.targets(facts, instances)
            found.update(suspicion for node in nodes for suspicion in shape.suspect(facts, node))
            for name, query in shape.queries if nodes else ():
                found.update(Suspicion(node, name, "SPARQL") for node in _select(store, query) if node in nodes)
        return found

    def _adds(self, quad: Quad) -> bool:
        """Whether a quad says of the ontology what it does not say itself."""
        return Quad(quad.subject, quad.predicate, quad.object) not in self._ontology


def _select(store: Store, query: str) -> Iterator[Term]:
    solutions = store.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    return (row["this"] for row in solutions)


class _Compiler:
    """The shapes of a file, read."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._said: dict[Term, dict[str, list[Term]]] = {}
        self._rest: dict[Term, Term] = {}
        self._first: dict[Term, Term] = {}
        self._shapes: list[Term] = []
        self.backwards: set[NamedNode] = set()
        for quad in quads:
            self._read(quad)

    def _read(self, quad: Quad) -> None:
        subject, value = parts(quad)
        if quad.predicate == RDF.first:
            self._first[subject] = value
        elif quad.predicate == RDF.rest:
            self._rest[subject] = value
        elif quad.predicate == RDF.type and value == _SH.NodeShape:
            self._shapes.append(subject)
        elif quad.predicate.value.startswith(_SH.base):
            word = quad.predicate.value.removeprefix(_SH.base)
            self._said.setdefault(subject, {}).setdefault(word, []).append(value)

    def compile(self) -> tuple[_Node, ...]:
        return tuple(map(self._node, self._shapes))

    def _node(self, name: Term) -> _Node:
        said = self._said[name]
        return _Node(
            name=name,
            classes=tuple(said.get("targetClass", ())),
            subjects_of=tuple(term for term in said.get("targetSubjectsOf", ()) if isinstance(term, NamedNode)),
            checks=self._checks(name),
            properties=tuple(map(self._property, said.get("property", ()))),
            allowed=self._allowed(said) if self._is_closed(said) else None,
            one_of=tuple(self._property(shape) for list_ in said.get("xone", ()) for shape in self._members(list_)),
            queries=tuple((term, self._query(term)) for term in said.get("sparql", ())),
        )

    def _checks(self, name: Term) -> tuple[_Check, ...]:
        said = self._said[name]
        if unknown := said.keys() - PARAMETERS - _SILENT - _COMPOUND:
            raise ValueError(f"{name} uses what is not understood: {', '.join(sorted(unknown))}")
        return tuple(
            _Check(word[0].upper() + word[1:], make_test(word, value, self._members(value)))
            for word in sorted(said.keys() & PARAMETERS)
            for value in said[word]
        )

    def _property(self, name: Term) -> _Property:
        if self._said[name].keys() & (_COMPOUND | {"targetClass", "targetSubjectsOf"}):
            raise ValueError(f"{name} is a property shape with shapes or targets of its own, which is not understood")
        return _Property(name, self._path(self._said[name]["path"][0]), self._checks(name))

    def _path(self, path: Term) -> Path:
        if isinstance(path, NamedNode):
            return lambda facts, node: facts.values(node, path)
        said = self._said[path]
        if said.keys() == {"inversePath"}:
            back = self._predicate(said["inversePath"][0])
            self.backwards.add(back)
            return lambda facts, node: facts.subjects(node, back)
        if said.keys() != {"alternativePath"}:
            raise ValueError(f"a path is not understood: {', '.join(said)}")
        either = [self._predicate(term) for term in self._members(said["alternativePath"][0])]
        return lambda facts, node: {value: None for predicate in either for value in facts.values(node, predicate)}

    @staticmethod
    def _predicate(term: Term) -> NamedNode:
        if not isinstance(term, NamedNode):
            raise ValueError("paths within paths are not understood")
        return term

    @staticmethod
    def _is_closed(said: dict[str, list[Term]]) -> bool:
        return any(term.value == "true" for term in said.get("closed", ()))

    def _allowed(self, said: dict[str, list[Term]]) -> frozenset[Term]:
        ignored = [term for list_ in said.get("ignoredProperties", ()) for term in self._members(list_)]
        paths = [self._said[shape]["path"][0] for shape in said.get("property", ())]
        return frozenset((*ignored, *(path for path in paths if isinstance(path, NamedNode))))

    def _members(self, list_: Term) -> list[Term]:
        found = []
        while list_ in self._first:
            found.append(self._first[list_])
            list_ = self._rest[list_]
        return found

    def _query(self, name: Term) -> str:
        said = self._said[name]
        if unknown := said.keys() - {"message", "prefixes", "select"}:
            raise ValueError(f"{name} uses what is not understood: {', '.join(sorted(unknown))}")
        declared = [self._said[term] for ontology in said["prefixes"] for term in self._said[ontology]["declare"]]
        prefixes = (f"PREFIX {term['prefix'][0].value}: <{term['namespace'][0].value}>" for term in declared)
        return "\n".join((*prefixes, said["select"][0].value))
