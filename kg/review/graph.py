"""Decisions, and what they did to each source, as quads of `graph/review`.

In: decisions; the quads that they withheld from a source's graph and supplied to it. Out: quads, and from quads the
same again. A decision is a node that can be asked for; what it did is kept as N-Triples in literals, since withheld
quads must not be found by a query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.iris import Minter
from kg.review.decision import Decision, Verdict
from kg.vocabulary import DCTERMS, PROV, RDF, RDFS, SP, XSD

VERDICTS: Final[Mapping[Verdict, NamedNode]] = MappingProxyType({
    "accept": SP.acceptance, "reject": SP.rejection, "correct": SP.correction, "merge": SP.merger,
    "split": SP.division, "withdraw": SP.withdrawal,
})  # fmt: skip


@dataclass(frozen=True)
class Effect:
    """What the decisions that count changed in the graph of one source."""

    graph: NamedNode
    withheld: frozenset[Quad]
    supplied: frozenset[Quad]


def review_graph(minter: Minter) -> NamedNode:
    """The graph of decisions."""
    return minter.graph("review")


def decision_node(decision: str, minter: Minter) -> NamedNode:
    """The IRI of a decision, by its id."""
    return NamedNode(f"{minter.base}decision/{decision}")


def write_review(decisions: Iterable[Decision], effects: Iterable[Effect], minter: Minter) -> Iterator[Quad]:
    """The quads of `graph/review`."""
    graph = review_graph(minter)
    for decision in decisions:
        for subject, property, value in _describe(decision, minter):
            yield Quad(subject, property, value, graph)
    for effect in effects:
        for property, quads in ((SP.withheld, effect.withheld), (SP.supplied, effect.supplied)):
            if quads:
                yield Quad(effect.graph, property, Literal(_format(quads)), graph)


_Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]


def _describe(decision: Decision, minter: Minter) -> Iterator[_Statement]:
    node = decision_node(decision.id, minter)
    yield node, RDF.type, SP.Decision
    yield node, SP.verdict, VERDICTS[decision.verdict]
    yield node, SP.reviewer, Literal(decision.by)
    yield node, PROV.endedAtTime, Literal(decision.at.isoformat(), datatype=XSD.dateTime)
    if decision.reason:
        yield node, DCTERMS.description, Literal(decision.reason)
    for thing in decision.about:
        yield node, SP.concerns, NamedNode(thing)
    for property, iri in ((SP.apartFrom, decision.apart_from), (SP.into, decision.into)):
        if iri:
            yield node, property, NamedNode(iri)
    if decision.name:
        yield node, SP.name, Literal(decision.name)
    if decision.contrary:
        yield node, SP.contrary, Literal(True)
    if decision.withdraws:
        yield node, SP.withdraws, decision_node(decision.withdraws, minter)
    yield from _describe_changes(decision, node)
    # What is new by a decision has its name from there: no source tells it.
    if decision.verdict == "split" and decision.name and "/actor/" in (decision.into or ""):
        yield NamedNode(decision.into or ""), RDF.type, SP.Actor
        yield NamedNode(decision.into or ""), RDFS.label, Literal(decision.name)


def _describe_changes(decision: Decision, node: NamedNode) -> Iterator[_Statement]:
    for name, value in decision.changes.items():
        change = NamedNode(f"{node.value}/{name}")
        yield node, SP.change, change
        yield change, RDF.type, SP.Change
        yield change, SP.changedProperty, Literal(name)
        yield change, SP.newValue, Literal(value)


def read_decisions(quads: Iterable[Quad], minter: Minter) -> list[Decision]:
    """The decisions of `graph/review`, in the order of their time."""
    said: dict[str, dict[NamedNode, list[str]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            said.setdefault(quad.subject.value, {}).setdefault(quad.predicate, []).append(quad.object.value)
    start = decision_node("", minter).value
    found = [_read(values, said) for name, values in said.items() if name.startswith(start) and SP.verdict in values]
    return sorted(found, key=lambda decision: (decision.at, decision.id))


def _read(values: Mapping[NamedNode, list[str]], said: Mapping[str, Mapping[NamedNode, list[str]]]) -> Decision:
    verdicts = {node.value: verdict for verdict, node in VERDICTS.items()}

    def one(property: NamedNode) -> str | None:
        return next(iter(values.get(property, ())), None)

    withdrawn = one(SP.withdraws)
    changes = [said[change] for change in values.get(SP.change, ())]
    return Decision.model_validate({
        "verdict": verdicts[values[SP.verdict][0]],
        "by": one(SP.reviewer),
        "at": datetime.fromisoformat(one(PROV.endedAtTime) or ""),
        "reason": one(DCTERMS.description),
        "about": sorted(values.get(SP.concerns, ())),
        "changes": dict(sorted((change[SP.changedProperty][0], change[SP.newValue][0]) for change in changes)),
        "apart_from": one(SP.apartFrom),
        "into": one(SP.into),
        "name": one(SP.name),
        "contrary": SP.contrary in values,
        "withdraws": withdrawn.rpartition("/")[2] if withdrawn else None,
    })  # fmt: skip


def read_effects(quads: Iterable[Quad]) -> dict[NamedNode, Effect]:
    """What was done to each source, by its graph."""
    found: dict[NamedNode, dict[NamedNode, frozenset[Quad]]] = {}
    for quad in quads:
        if quad.predicate in (SP.withheld, SP.supplied) and isinstance(quad.subject, NamedNode):
            assert isinstance(quad.object, Literal)
            found.setdefault(quad.subject, {})[quad.predicate] = _parse(quad.object.value, quad.subject)
    none: frozenset[Quad] = frozenset()
    return {g: Effect(g, done.get(SP.withheld, none), done.get(SP.supplied, none)) for g, done in found.items()}


def _format(quads: Iterable[Quad]) -> str:
    lines = {serialize([Triple(q.subject, q.predicate, q.object)], format=RdfFormat.N_TRIPLES) for q in quads}
    return b"".join(sorted(line for line in lines if line)).decode()


def _parse(text: str, graph: NamedNode) -> frozenset[Quad]:
    triples = parse(text.encode(), format=RdfFormat.N_TRIPLES)
    return frozenset(Quad(t.subject, t.predicate, t.object, graph) for t in triples)
