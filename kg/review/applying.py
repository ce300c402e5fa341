"""Decisions on the quads of one source.

In: the quads of a source's graph as they were extracted, the decisions that count. Out: the quads as reviewed, with
what was withheld and what was supplied, so that the extracted ones can be made again. Pure: no store, no clock.

A rejected claim goes with its attribution and conditions, and with passages that no other claim needs. What revises it
stays, without saying so. A correction changes a property of a claim, never its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import Minter
from kg.review.decision import Decision
from kg.review.terms import CONTRARY, find_property, read_value
from kg.vocabulary import RDF, SP


@dataclass(frozen=True)
class Reviewed:
    """A source as reviewed, and what is not in it any more or is new."""

    quads: frozenset[Quad]
    withheld: frozenset[Quad]
    supplied: frozenset[Quad]


def apply(quads: Iterable[Quad], graph: NamedNode, decisions: Sequence[Decision], minter: Minter) -> Reviewed:
    """Apply decisions in their order to the extracted quads of a source. Raises UsageError for one that cannot be."""
    extracted = frozenset(quads)
    sheet = _Sheet(set(extracted), graph, minter)
    for decision in decisions:
        sheet.apply(decision)
    now = frozenset(sheet.quads)
    return Reviewed(now, extracted - now, now - extracted)


def restore(quads: Iterable[Quad], withheld: Iterable[Quad], supplied: Iterable[Quad]) -> frozenset[Quad]:
    """The extracted quads of a source that was reviewed."""
    return (frozenset(quads) - frozenset(supplied)) | frozenset(withheld)


@dataclass
class _Sheet:
    """The quads of one source while decisions are applied to them."""

    quads: set[Quad]
    graph: NamedNode
    minter: Minter

    def apply(self, decision: Decision) -> None:
        """Do what was decided, as far as this source has what it is about; who accepts changes nothing."""
        claims = [NamedNode(claim) for claim in decision.about]
        match decision.verdict:
            case "reject":
                for claim in claims:
                    self._reject(claim)
            case "correct":
                for claim in claims:
                    self._correct(claim, decision)
            case "split":
                for claim in claims:
                    self._split(claim, decision)
            case "merge":
                self._merge(claims[0], decision)
            case _:
                pass

    # ---- verdicts

    def _reject(self, claim: NamedNode) -> None:
        own = self._own(claim)
        self.quads -= own
        self.quads -= {q for q in self.quads if q.object == claim}
        passages = {q.object for q in own if q.predicate == SP.evidence}
        needed = {q.object for q in self.quads if q.predicate == SP.evidence}
        self.quads -= {q for q in self.quads if q.subject in passages - needed}

    def _correct(self, claim: NamedNode, decision: Decision) -> None:
        kind = self._kind(claim)
        if kind is None:
            return
        for name, value in decision.changes.items():
            property, codes = find_property(kind, name)
            self._set(claim, property, read_value(name, codes, value, self.minter))
            if name == "issue" and not value.startswith(("http://", "https://")):
                self._set(claim, SP.issueLabel, Literal(value))
            if name == "date":
                self._set(claim, SP.timeBasis, SP.statedTime)

    def _merge(self, old: NamedNode, decision: Decision) -> None:
        assert decision.into is not None
        new = NamedNode(decision.into)
        if decision.contrary:
            for claim in [q.subject for q in self.quads if q.predicate == SP.issue and q.object == old]:
                self._turn(claim)
        self._rename(old, new, self.quads)

    def _split(self, claim: NamedNode, decision: Decision) -> None:
        assert decision.into is not None
        assert decision.apart_from is not None
        old, own = NamedNode(decision.apart_from), self._own(claim)
        self._rename(old, NamedNode(decision.into), own)
        if decision.name and any(q.predicate == SP.issue and q.object == old for q in own):
            self._set(claim, SP.issueLabel, Literal(decision.name))

    # ---- edits

    def _own(self, claim: NamedNode) -> set[Quad]:
        """The quads of a claim and of the nodes below it."""
        below = f"{claim.value}/"
        return {q for q in self.quads if q.subject == claim or _name(q.subject).startswith(below)}

    def _kind(self, claim: NamedNode) -> NamedNode | None:
        kinds = (q.object for q in self.quads if q.subject == claim and q.predicate == RDF.type)
        return next((kind for kind in kinds if isinstance(kind, NamedNode)), None)

    def _set(self, node: NamedNode, property: NamedNode, value: NamedNode | Literal) -> None:
        self.quads -= {q for q in self.quads if q.subject == node and q.predicate == property}
        self.quads.add(Quad(node, property, value, self.graph))

    def _rename(self, old: NamedNode, new: NamedNode, among: Iterable[Quad]) -> None:
        for q in [q for q in among if old in (q.subject, q.object)]:
            self.quads.discard(q)
            subject = new if q.subject == old else q.subject
            self.quads.add(Quad(subject, q.predicate, new if q.object == old else q.object, self.graph))

    def _turn(self, claim: object) -> None:
        """Make support of an issue opposition to its contrary, and the other way round."""
        for q in [q for q in self.quads if q.subject == claim and q.predicate == SP.stance]:
            if isinstance(q.object, NamedNode) and q.object in CONTRARY:
                self.quads.discard(q)
                self.quads.add(Quad(q.subject, q.predicate, CONTRARY[q.object], self.graph))


def _name(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else ""
