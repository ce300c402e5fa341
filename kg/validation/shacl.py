"""Validation against the shapes: a quick look at every graph, and pySHACL for one that may not conform.

In: quads. Out: violations. pySHACL takes a third of a second for a short document, and longer than all the rest of a
load; the quick look (`kg.validation.screening`) finds whatever it finds, and takes a fiftieth of that.

pySHACL runs on a pyoxigraph store (an rdflib graph takes it twenty times as long). The ontology goes into the data,
because pySHACL takes no individuals, and so no code lists, from an ontology that is handed over beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, Store

from kg.resources import data_folder
from kg.validation.facts import Term
from kg.validation.ontology import ontology_triples
from kg.validation.screening import Screen, Suspicion
from kg.validation.violations import Violation, sort_key
from kg.validation.wording import quote_claims

if TYPE_CHECKING:
    import rdflib

_SH: Final = "http://www.w3.org/ns/shacl#"


def validate(quads: Iterable[Quad]) -> list[Violation]:
    """Check quads against the shapes; [] means that they conform.

    The graphs of the quads do not matter. Whatever a claim refers to must be among them.
    """
    store = _store_of(quads)
    return judge(store) if suspect(store) else []


def suspect(quads: Iterable[Quad]) -> set[Suspicion]:
    """What in the quads may not conform; nothing, where they do."""
    return _screen().suspect(_store_of(quads))


def _store_of(quads: Iterable[Quad]) -> Store:
    if isinstance(quads, Store):
        return quads
    store = Store()
    store.extend(quads)
    return store


def judge(quads: Iterable[Quad]) -> list[Violation]:
    """Check quads against the shapes by pySHACL, however long that takes."""
    import pyshacl

    store = Store()
    store.extend(ontology_triples())
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    data: Any = store  # pySHACL takes a pyoxigraph store, but its annotations don't say so
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True, js=False, advanced=False)
    if isinstance(report, Exception):
        raise report
    return sorted((_with_words(violation, store) for violation in _read_report(report)), key=sort_key)


def _with_words(violation: Violation, store: Store) -> Violation:
    """The violation with the words of both claims, where a query has found one that does not go with another."""
    if violation.constraint != "SPARQL" or violation.value in (None, violation.focus):
        return violation
    return replace(violation, words=quote_claims(store, violation.focus, violation.value))


@lru_cache(maxsize=1)
def _screen() -> Screen:
    return Screen(ox.parse(path=data_folder("ontology") / "shapes.ttl"), ontology_triples())


@lru_cache(maxsize=1)
def _shapes() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(data_folder("ontology") / "shapes.ttl")


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
