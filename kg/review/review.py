"""The review of a store: deciding, withdrawing, and applying what was decided to a source that is loaded anew.

In: an open store and decisions. Out: the sources that they are about, as reviewed, in one change of the store with the
decisions themselves. The decisions are a source of the store like any other, of the kind "review".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from kg.errors import ConformanceError, UnknownName, UsageError
from kg.iris import Minter, digest
from kg.mapping import provenance_quads
from kg.mapping.shared import time_quads
from kg.review.applying import Reviewed, apply, restore
from kg.review.decision import Decision, format_decision
from kg.review.graph import Effect, read_decisions, read_effects, review_graph, write_review
from kg.stores import Change, NewSource, SourceEntry, Store, WritableStore
from kg.things import derive, derive_update
from kg.validation import format_violation, validate

TOOL: Final = "review"


@dataclass(frozen=True)
class Outcome:
    """What became of a decision: `changed` are the sources that it changed, by id; `known` that it was there before."""

    decision: Decision
    changed: tuple[str, ...] = ()
    known: bool = False


class Review:
    """What was decided about a store, and what that did to its sources."""

    def __init__(self, store: Store) -> None:
        self._store, self._minter = store, Minter(store.base)
        self.graph = review_graph(self._minter)
        quads = list(store.quads(self.graph))
        self.decisions = read_decisions(quads, self._minter)
        self._effects = read_effects(quads)

    @property
    def in_force(self) -> list[Decision]:
        """The decisions that nobody withdrew, oldest first."""
        withdrawn = {decision.withdraws for decision in self.decisions}
        return [d for d in self.decisions if d.id not in withdrawn and d.verdict != "withdraw"]

    @property
    def effects(self) -> list[Effect]:
        """What the decisions that count changed, source by source."""
        return list(self._effects.values())

    def get(self, id: str) -> Decision:
        """The decision of an id, or of how one begins. Raises UnknownName."""
        found = [decision for decision in self.decisions if id and decision.id.startswith(id)]
        if len(found) != 1:
            raise UnknownName("single decision" if found else "decision", id, [d.id for d in found][:5])
        return found[0]

    # ---- deciding

    def decide(self, new: Sequence[Decision], store: WritableStore) -> list[Outcome]:
        """Make decisions, all or none. `store` is the one that this review was read from, open for writing.

        Raises UnknownName for a decision to withdraw that is not there, UsageError for one that is withdrawn already or
        cannot be, ConformanceError where a source would not conform any more.
        """
        known = {decision.id for decision in self.decisions}
        fresh = list({d.id: d for d in new if d.id not in known}.values())
        for decision in fresh:
            self._check(decision)
        touched = {d.id: self._touched(d) for d in fresh}
        before = {entry.graph: self._extracted(entry.graph) for entries in touched.values() for entry in entries}
        was = {graph: self._apply(quads, graph) for graph, quads in before.items()}
        self.decisions = sorted([*self.decisions, *fresh], key=lambda decision: (decision.at, decision.id))
        now = {graph: self._apply(quads, graph) for graph, quads in before.items()}
        changed = {graph: reviewed for graph, reviewed in now.items() if reviewed.quads != was[graph].quads}
        if any(map(_may_not_conform, fresh)):
            for graph, reviewed in changed.items():
                self._validate(graph, reviewed)
        with store.change("a review") as change:
            for graph, reviewed in changed.items():
                self._put(change, graph, reviewed)
            change.put(self.source())
            change.commit(derive_update(store.base))
        return [
            Outcome(d, tuple(e.id for e in touched.get(d.id, ()) if e.graph in changed), known=d.id in known)
            for d in new
        ]

    def clear(self, store: WritableStore) -> None:
        """Forget all that was ever decided: every source is as it was extracted."""
        with store.change("the retraction of the review") as change:
            for graph in list(self._effects):
                if change.find(graph):
                    quads = self._extracted(graph)
                    self._put(change, graph, Reviewed(quads, frozenset(), frozenset()))
            change.drop(self.graph)
            change.commit(derive_update(store.base))

    def _check(self, decision: Decision) -> None:
        if decision.withdraws is not None:
            withdrawn = self.get(decision.withdraws)
            if withdrawn not in self.in_force:
                raise UsageError(f"decision {withdrawn.id} is withdrawn already, or withdraws another")
        for iri in decision.about:
            if iri.startswith(f"{self._minter.base}dataset/"):
                raise UsageError(f"{iri} is a row of a dataset; mend its file and load it again")

    def _touched(self, decision: Decision) -> list[SourceEntry]:
        """The sources that a decision can change."""
        match decision.verdict:
            case "accept":
                graphs: set[str | None] = set()
            case "withdraw":
                graphs = {graph.value for graph in self._effects}
            case "merge":
                graphs = set(self._mentioning(decision.about[0]))
            case _:
                graphs = {self._graph_of(iri) for iri in decision.about}
        return [entry for entry in self._store.sources() if entry.graph.value in graphs]

    def _graph_of(self, claim: str) -> str | None:
        found = re.match(re.escape(self._minter.base) + r"(doc/[^/#]+)", claim)
        return self._minter.graph(found[1]).value if found else None

    def _mentioning(self, thing: str) -> Iterator[str]:
        node = NamedNode(thing)
        start = self._minter.graph("doc/").value
        asked = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {{ ?s ?p {node} }} UNION {{ {node} ?p ?o }} }} }}"
        rows = self._store.query(asked)
        assert isinstance(rows, pyoxigraph.QuerySolutions)
        yield from (row["g"].value for row in rows if row["g"].value.startswith(start))
        yield from (graph.value for graph, effect in self._effects.items() if _mentions(effect, node))

    # ---- sources

    def apply_to(self, source: NewSource) -> NewSource:
        """A source that is loaded anew, as reviewed; `source` tells the effect once this is stored."""
        if not self.decisions:
            return source
        graph = source.entry.graph
        reviewed = self._apply(source.quads, graph)
        self._keep(graph, reviewed)
        shared = (*source.shared, *self._times(reviewed.quads))
        return NewSource(source.entry, reviewed.quads, shared, source.replaces)

    def _apply(self, quads: Iterable[Quad], graph: NamedNode) -> Reviewed:
        """Apply the decisions that are about claims of this source, or about things, which any source may name."""
        about = [d for d in self.in_force if d.verdict == "merge" or graph.value in map(self._graph_of, d.about)]
        return apply(quads, graph, about, self._minter)

    def forget(self, graph: NamedNode) -> bool:
        """Forget what was done to a source that is taken out, if anything; the decisions stay, should it come back."""
        return self._effects.pop(graph, None) is not None

    def source(self) -> NewSource:
        """The decisions and their effects, as a source of the store."""
        node = NamedNode(f"{self._minter.base}review")
        text = "\n".join(map(format_decision, self.decisions))
        entry = SourceEntry(
            graph=self.graph, document=node, id="review", title="Decisions of reviewers", path="",
            input_sha256=digest(text), tool=TOOL, kind="review", records={"decision": len(self.decisions)},
        )  # fmt: skip
        return NewSource(entry, write_review(self.decisions, self._effects.values(), self._minter))

    def _extracted(self, graph: NamedNode) -> frozenset[Quad]:
        effect = self._effects.get(graph)
        quads = frozenset(self._store.quads(graph))
        return restore(quads, effect.withheld, effect.supplied) if effect else quads

    def _put(self, change: Change, graph: NamedNode, reviewed: Reviewed) -> None:
        entry = change.find(graph)
        assert entry is not None
        self._keep(graph, reviewed)
        provenance = provenance_quads(graph, entry.input_sha256, entry.tool, self._minter)
        change.put(NewSource(entry, reviewed.quads, (*self._times(reviewed.quads), *provenance)))

    def _keep(self, graph: NamedNode, reviewed: Reviewed) -> None:
        self._effects[graph] = Effect(graph, reviewed.withheld, reviewed.supplied)
        if not (reviewed.withheld or reviewed.supplied):
            del self._effects[graph]

    def _times(self, quads: Iterable[Quad]) -> tuple[Quad, ...]:
        """The time spans that quads refer to: one may be gone from the store, or never have been there."""
        start = f"{self._minter.base}time/"
        names = {q.object.value for q in quads if isinstance(q.object, NamedNode) and q.object.value.startswith(start)}
        return time_quads(sorted(unquote(name.removeprefix(start)) for name in names), self._minter)

    def _validate(self, graph: NamedNode, reviewed: Reviewed) -> None:
        """Raise ConformanceError where a source as reviewed does not conform to the shapes."""
        candidate = pyoxigraph.Store()
        candidate.extend(reviewed.quads)
        candidate.extend(self._times(reviewed.quads))
        candidate.extend(write_review(self.decisions, (), self._minter))
        registry = self._minter.graph("registry")
        for thing in {q.object for q in reviewed.quads if isinstance(q.object, NamedNode)}:
            candidate.extend(self._store.quads(registry, thing))
        derive(candidate, self._minter.base)
        faults = [violation for violation in validate(candidate) if violation.severity == "violation"]
        if faults:
            raise ConformanceError(graph.value, [format_violation(fault) for fault in faults])


def _may_not_conform(decision: Decision) -> bool:
    """Whether a decision brings other things into claims; the words of code lists and dates were checked one by one."""
    return decision.verdict in ("merge", "split") or bool(decision.changes.keys() & {"issue", "holder"})


def _mentions(effect: Effect, node: NamedNode) -> bool:
    return any(node in (quad.subject, quad.object) for quad in effect.withheld)
