"""A change of a server's store: one update at the end, which puts everything in place and enters it in the ledger.

In: whole sources. Out: that update. What it can't hold is brought in before: a new source into its own graph, which
nobody else uses yet, and what stands beside or in the place of older triples into graphs of this change, from which the
update takes it. The ledger names these graphs before they are begun: whoever writes next drops what a writer that died
has left of them. Servers that run an update as one transaction (Oxigraph, GraphDB, Fuseki with TDB2, Stardog) show the
state before or the state after; on others an update that breaks off leaves its graphs marked as unfinished, and the
next load of their sources puts them right. Who asks for all graphs sees what is under way.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.errors import StandpointError
from kg.iris import Minter
from kg.stores.edits import forgetting, only_in
from kg.stores.files import now
from kg.stores.protocol import NewSource
from kg.stores.remote.client import Client, cut_prologue
from kg.stores.remote.ledger import Ledger, State
from kg.stores.sources import SourceEntry

# How many triples wait for a request: some megabytes, which every server takes at once and nobody notices.
_TRIPLES_AT_ONCE: Final = 10_000
# More than this in one update is too much for Virtuoso, which reads at most some 10,000 lines.
_TRIPLES_IN_UPDATE: Final = 2_000
# More than this in the place of an older graph is compared with it, so that the update holds what differs alone: a
# transaction takes more than a kilobyte of the server's memory a triple.
_TRIPLES_MOVED: Final = 30_000
_RENEW_SECONDS: Final = 60.0


class RemoteChange:
    """The making of one change; what was brought in and not committed is dropped by `close`."""

    def __init__(self, client: Client, ledger: Ledger, base: str, before: State, words: str) -> None:
        self._client, self._ledger, self._words = client, ledger, words
        self._minter = Minter(base)
        self._before = before
        self._constants = before.constants
        self._sources = {entry.graph: entry for entry in before.sources}
        self._replaced: dict[NamedNode, None] = {}
        self._gone: dict[NamedNode, None] = {}
        self._waiting: dict[NamedNode, list[str]] = defaultdict(list)
        self._waits = 0
        self._counts: Counter[NamedNode] = Counter()
        # The graphs of sources that the store had not; where others' triples wait; which of both the server has by now.
        self._begun: set[NamedNode] = set()
        self._staged: dict[NamedNode, NamedNode] = {}
        self._brought: dict[NamedNode, None] = {}
        self._renewed = time.monotonic()

    def find(self, graph: NamedNode) -> SourceEntry | None:
        """The entry of a source as it will be when this is committed."""
        return self._sources.get(graph)

    def put(self, source: NewSource) -> None:
        """Store a source whole."""
        entry = replace(source.entry, loaded_at=source.entry.loaded_at or now())
        for graph in dict.fromkeys(name for name in (entry.graph, source.replaces) if name is not None):
            self.drop(graph)
        self._begin(entry.graph)
        self._take(only_in(entry.graph, source.quads))
        self._take(source.shared)
        self._sources[entry.graph] = entry

    def put_bulk(self, describe: Callable[[], SourceEntry], graph: NamedNode, lines: Iterable[str]) -> None:
        """Store a dataset from N-Quads of its and of shared graphs; `describe` is asked when they are used up."""
        self.drop(graph)
        self._begin(graph)
        for line in (line for text in lines for line in text.splitlines()):
            triple, _, name = line.rstrip(" .").rpartition(" ")
            self._wait(NamedNode(name[1:-1]), triple)
        self._sources[graph] = replace(describe(), loaded_at=now())

    def put_constants(self, graphs: Mapping[NamedNode, Iterable[Quad]], digest: str) -> None:
        """Replace the graphs that come with the program; a store that had none gets them like new sources."""
        for graph, quads in graphs.items():
            if self._before.constants:
                self._replaced[graph] = None
            self._begin(graph)
            self._take(only_in(graph, quads))
        self._constants = digest

    def drop(self, graph: NamedNode) -> None:
        """Take a source out, with its provenance."""
        known = self._sources.pop(graph, None) is not None
        if graph in self._begun:
            self._undo(graph)
        elif known or graph.value in self._before.unfinished:
            self._replaced[graph] = self._gone[graph] = None

    def complete(self, graphs: Iterable[NamedNode], input_sha256: str) -> None:
        """Give sources the hash of their file once it is stored to its end; one without a hash is read again."""
        for graph in graphs:
            self._sources[graph] = replace(self._sources[graph], input_sha256=input_sha256)

    def commit(self, derive: str = "", derive_touched: str = "") -> None:
        """Put everything in place by one update, and enter it in the ledger; what is derived is derived anew whole."""
        new = [e for e in self._sources.values() if e not in self._before.sources]
        new = [replace(entry, quads=self._counts.get(entry.graph, entry.quads)) for entry in new]
        if self._waits > _TRIPLES_IN_UPDATE:
            self._bring()
        self._ledger.mark_unfinished([*(entry.graph for entry in new), *self._gone], self._words)
        # Not every server reads a prologue between two operations; what changes no triple has nothing to derive.
        prologue, derived = cut_prologue(derive) if self._counts or self._replaced else ("", "")
        # Should this fail, nobody knows whether it was done, or still will be: from here on nothing of it is dropped.
        self._brought.clear()
        self._client.update(prologue + " ;\n".join(self._steps(new, derived.strip(" ;\n"))))
        with suppress(StandpointError):  # all is in place; what can't be dropped now is by the next writer
            self._ledger.drop_unfinished([self._staged[graph] for graph in self._compared()])

    def close(self) -> None:
        """Drop what was brought in and never put in place. Raises StoreError, and then the next writer does it."""
        brought = list(self._brought)
        self._brought.clear()
        self._ledger.drop_unfinished(brought)

    def _steps(self, new: Sequence[SourceEntry], derive: str) -> Iterator[str]:
        """The parts of the update: what goes, what comes, what is derived, what the ledger says then."""
        yield from (forgetting(graph, self._minter.base) for graph in self._gone)
        compared = self._compared()
        yield from (f"DROP SILENT GRAPH {graph}" for graph in self._replaced if graph not in compared)
        yield from (_become(graph, self._staged[graph]) for graph in compared)
        moved = {graph: staged for graph, staged in self._staged.items() if graph not in compared}
        yield from (
            f"ADD GRAPH {staged} TO GRAPH {graph} ;\nDROP SILENT GRAPH {staged}" for graph, staged in moved.items()
        )
        if insertion := _insertion(self._waiting.items()):
            yield insertion
        if derive:
            yield derive
        yield self._ledger.entering(new, [*self._gone, *moved.values(), *self._begun], self._constants)

    def _compared(self) -> list[NamedNode]:
        """The graphs in whose place so much comes that it is compared with them."""
        return [graph for graph in self._staged if graph in self._replaced and self._counts[graph] > _TRIPLES_MOVED]

    def _begin(self, graph: NamedNode) -> None:
        """Note what the store had not, not even in parts: its graph can be filled before the end."""
        if graph not in self._replaced:
            self._begun.add(graph)

    def _undo(self, graph: NamedNode) -> None:
        """Take out again what this very change has put."""
        self._begun.discard(graph)
        self._counts.pop(graph, None)
        self._waits -= len(self._waiting.pop(graph, ()))
        if graph in self._brought:
            self._client.update(f"DROP SILENT GRAPH {graph}")

    def _take(self, quads: Iterable[Quad]) -> None:
        for quad in quads:
            assert isinstance(quad.graph_name, NamedNode)
            self._wait(quad.graph_name, str(quad.triple))

    def _wait(self, graph: NamedNode, triple: str) -> None:
        self._waiting[graph].append(f"{triple} .\n")
        self._counts[graph] += 1
        self._waits += 1
        if self._waits >= _TRIPLES_AT_ONCE:
            self._bring()

    def _bring(self) -> None:
        """Bring what waits to the server, the graphs that are new to it named in the ledger before."""
        places = {graph: self._place(graph) for graph in self._waiting}
        self._ledger.mark_unfinished([place for place in places.values() if place not in self._brought], self._words)
        self._brought |= dict.fromkeys(places.values())
        pack = list[tuple[NamedNode, list[str]]]()
        for graph, triples in self._waiting.items():
            if len(triples) > _TRIPLES_IN_UPDATE:
                self._client.add(places[graph], triples)
                continue
            if sum(len(some) for _, some in pack) + len(triples) > _TRIPLES_IN_UPDATE:
                self._client.update(_insertion(pack))
                pack.clear()
            pack.append((places[graph], triples))
        if pack:
            self._client.update(_insertion(pack))
        self._waiting.clear()
        self._waits = 0
        if time.monotonic() - self._renewed > _RENEW_SECONDS:
            self._ledger.renew()
            self._renewed = time.monotonic()

    def _place(self, graph: NamedNode) -> NamedNode:
        """Where triples of a graph are brought before the end."""
        if graph in self._begun:
            return graph
        token = self._ledger.token.partition(" ")[0]
        return self._staged.setdefault(graph, self._minter.graph(f"staged/{token}/{len(self._staged)}"))


def _become(graph: NamedNode, other: NamedNode) -> str:
    """The update that makes a graph the same as another one."""
    return "".join(
        f"{verb} {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {has} {{ ?s ?p ?o }} "
        f"FILTER NOT EXISTS {{ GRAPH {lacks} {{ ?s ?p ?o }} }} }}{end}"
        for verb, has, lacks, end in (("DELETE", graph, other, " ;\n"), ("INSERT", other, graph, ""))
    )


def _insertion(graphs: Iterable[tuple[NamedNode, Sequence[str]]]) -> str:
    lines = "".join(f"GRAPH {graph} {{\n{''.join(some)}}}\n" for graph, some in graphs if some)
    return f"INSERT DATA {{\n{lines}}}" if lines else ""
