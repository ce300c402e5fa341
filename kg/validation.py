"""Validation: does a graph look as the shapes say, and is a whole store in order?

In go quads: one source with the things, time spans and registry entries that it refers to (`validate`, SHACL), or all
that a store or a file holds (`lint`, SPARQL). Out come violations, sorted, each with the node, the property and a
sentence that says what was expected. Nothing is repaired here, and nothing is stored.

pySHACL runs on a pyoxigraph store (an rdflib graph takes it twenty times as long). The ontology goes into the data,
because pySHACL takes no individuals, and so no code lists, from an ontology that is handed over beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, Store

from kg.resources import data_folder
from kg.vocabulary import PREFIXES, RDFS, SP

if TYPE_CHECKING:
    import rdflib

Severity = Literal["violation", "warning"]
Term = NamedNode | ox.BlankNode | ox.Literal

_SH = "http://www.w3.org/ns/shacl#"
_SHAPES = "https://w3id.org/standpoint/shapes#"


@dataclass(frozen=True)
class Violation:
    """One way in which a graph is not what it must be.

    `focus` is the node that is wrong, `path` the property where it is wrong, `value` the value that is. `shape` names
    the shape, and for a lint the query; `constraint` the kind of check ("MinCount", "Class", "SPARQL" …).
    """

    severity: Severity
    focus: Term
    path: NamedNode | None
    value: Term | None
    message: str
    shape: NamedNode
    constraint: str


def validate(quads: Iterable[Quad]) -> list[Violation]:
    """Check quads against the shapes; [] means that they conform.

    The graphs of the quads do not matter. Whatever a claim refers to must be among them.
    """
    import pyshacl

    store = Store()
    store.extend(_ontology())
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    data: Any = store  # pySHACL takes a pyoxigraph store, but its annotations don't say so
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True, js=False, advanced=False)
    if isinstance(report, Exception):
        raise report
    return sorted(_read_report(report), key=_sort_key)


def lint(quads: Iterable[Quad]) -> list[Violation]:
    """Check all that a store or a file holds with the queries of `ontology/lint/`; a pyoxigraph store is used as it is.

    The graphs of the quads do matter: one triple belongs to one graph.
    """
    store = quads if isinstance(quads, Store) else Store()
    if store is not quads:
        store.extend(quads)
    return lint_answers(lambda query: store.query(query, use_default_graph_as_union=True))


def lint_answers(ask: Callable[[str], object]) -> list[Violation]:
    """Check with the same queries what `ask` answers over the union of all graphs, as a store too big to be copied."""
    return sorted((violation for check in _checks() for violation in check.run(ask)), key=_sort_key)


def format_violation(violation: Violation) -> str:
    """One line for people: severity, node, property, value, what was expected and the name of the shape."""
    value = None if violation.value == violation.focus else violation.value
    where = " ".join(_shorten(term) for term in (violation.focus, violation.path, value) if term is not None)
    return f"{violation.severity}: {where}: {violation.message} [{violation.shape.value.rpartition('#')[2]}]"


@dataclass(frozen=True)
class Check:
    """One query of the lint; each row binds ?focus, and may bind ?path and ?value."""

    name: str
    severity: Severity
    message: str
    query: str

    def run(self, ask: Callable[[str], object]) -> Iterator[Violation]:
        """The violations that the query finds."""
        solutions = ask(self.query)
        assert isinstance(solutions, ox.QuerySolutions)
        names = {variable.value for variable in solutions.variables}
        for row in solutions:
            path = row["path"] if "path" in names else None
            value = row["value"] if "value" in names else None
            shape = NamedNode(f"{_SHAPES}lint-{self.name}")
            yield Violation(self.severity, row["focus"], path, value, self.message, shape, "Lint")


@lru_cache(maxsize=1)
def _ontology() -> tuple[Quad, ...]:
    quads = ox.parse(path=data_folder("ontology") / "standpoint.ttl")
    return tuple(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


@lru_cache(maxsize=1)
def _shapes() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(data_folder("ontology") / "shapes.ttl")


@lru_cache(maxsize=1)
def _checks() -> tuple[Check, ...]:
    lists: dict[str, Iterable[object]] = {
        "$declared": [quad.subject for quad in _ontology() if quad.predicate == RDFS.isDefinedBy],
        "$claims": _subclasses(SP.Claim),
        "$things": [*_subclasses(SP.Actor), *_subclasses(SP.PositionObject), SP.Place],
    }
    tokens = {name: ", ".join(str(term) for term in terms) for name, terms in lists.items()}
    files = sorted((data_folder("ontology") / "lint").glob("*.rq"))
    return tuple(_parse_check(file.stem, file.read_text(encoding="utf-8"), tokens) for file in files)


def _parse_check(name: str, text: str, tokens: dict[str, str]) -> Check:
    header = dict(line[2:].strip().split(": ", 1) for line in text.splitlines() if line.startswith("#+"))
    severity: Severity = "warning" if header["severity"] == "warning" else "violation"
    for token, terms in tokens.items():
        text = text.replace(token, terms)
    prefixes = "".join(f"PREFIX {prefix}: <{base}>\n" for prefix, base in PREFIXES.items())
    return Check(name, severity, header["message"], prefixes + text)


def _subclasses(root: NamedNode) -> list[NamedNode]:
    below: dict[Any, list[NamedNode]] = {}
    for quad in _ontology():
        if quad.predicate == RDFS.subClassOf and isinstance(quad.subject, NamedNode):
            below.setdefault(quad.object, []).append(quad.subject)
    found = [root]
    for term in found:
        found += [child for child in below.get(term, []) if child not in found]
    return found


def _read_report(report: rdflib.Graph) -> Iterator[Violation]:
    from rdflib import SH

    for result in report.objects(None, SH.result):
        source = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
        messages = sorted(map(str, report.objects(result, SH.resultMessage)))
        own = _shapes().value(source, SH.message)
        path = report.value(result, SH.resultPath)
        focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        component = str(report.value(result, SH.sourceConstraintComponent))
        yield Violation(
            severity="warning" if report.value(result, SH.resultSeverity) == SH.Warning else "violation",
            focus=_to_oxigraph(focus),
            path=_to_path(path),
            value=None if value is None else _to_oxigraph(value),
            message=str(own) if own is not None else "; ".join(messages),
            shape=NamedNode(str(source)),
            constraint=component.removeprefix(_SH).removesuffix("ConstraintComponent"),
        )


def _to_path(path: Any) -> NamedNode | None:
    """The property of a path; None for a path of several steps, which pySHACL reports as a blank node."""
    term = None if path is None else _to_oxigraph(path)
    return term if isinstance(term, NamedNode) else None


def _to_oxigraph(term: Any) -> Term:
    import rdflib

    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)
    return ox.BlankNode(str(term)) if isinstance(term, rdflib.BNode) else NamedNode(str(term))


def _sort_key(violation: Violation) -> tuple[str, ...]:
    parts = (violation.focus, violation.path, violation.shape, violation.constraint, violation.value)
    return tuple("" if part is None else str(part) for part in parts)


def _shorten(term: Term) -> str:
    if isinstance(term, NamedNode):
        name, base = max(PREFIXES.items(), key=lambda item: len(item[1]) if term.value.startswith(item[1]) else 0)
        return f"{name}:{term.value.removeprefix(base)}" if term.value.startswith(base) else term.value
    return str(term)
