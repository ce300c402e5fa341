"""A change of a store while it is being made: a generation that nobody else sees until it is committed.

In: whole sources, one after the other. Out: the journal of a new generation, renamed into place, which is the commit;
or nothing, whatever goes wrong before that. Many sources in one change cost little more than one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import UsageError
from kg.iris import Minter
from kg.stores import edits, generations, journal
from kg.stores.files import now
from kg.stores.generations import database_errors
from kg.stores.journal import Journal, Pending
from kg.stores.protocol import NewSource
from kg.stores.sources import SourceEntry, share
from kg.things import TELLING, touched_graph

# Quads that were put may wait in memory, with a kilobyte each, until RocksDB finds that there are enough, or are told
# to go; the more wait, the fewer tables have to be merged.
_MAX_IN_MEMORY: Final = 100_000


class GenerationChange:
    """The making of one generation; `words` say what it is, to whoever finds it unfinished.

    `committed` is what the store holds by it, once it does.
    """

    def __init__(self, store: Path, base: str, before: Journal, words: str) -> None:
        self._store, self._base, self._before = store, base, before
        self._constants = before.constants
        self._sources = {entry.graph: entry for entry in before.sources}
        self._touched: set[str] = set()
        # What the sources that it changes say something of; None: nobody has kept count.
        self._things: set[edits.Term] | None = set()
        self._generation = generations.next_generation(before.generation)
        self._database: pyoxigraph.Store | None = None
        self._in_memory = 0
        self.committed: Journal | None = None
        with database_errors(store):
            journal.write_pending(store, Pending(self._generation, words))
            self._folder = generations.fork(store, before.generation, self._generation)

    def find(self, graph: NamedNode) -> SourceEntry | None:
        """The entry of a source as it will be when this is committed."""
        return self._sources.get(graph)

    def put(self, source: NewSource) -> None:
        """Store a source whole."""
        entry = share(replace(source.entry, loaded_at=source.entry.loaded_at or now()))
        old = tuple(dict.fromkeys(name for name in (entry.graph, source.replaces) if name is not None))
        with database_errors(self._store):
            self._forget(old)
            self._in_memory += edits.insert(self._open(), entry.graph, self._noted(source.quads), source.shared)
            if self._in_memory >= _MAX_IN_MEMORY:
                self._open().flush()
                self._in_memory = 0
        self._sources[entry.graph] = entry

    def put_bulk(self, describe: Callable[[], SourceEntry], graph: NamedNode, lines: Iterable[str]) -> None:
        """Store a dataset from N-Quads of its and of shared graphs; `describe` is asked when they are used up."""
        from kg.stores import bulk

        with database_errors(self._store):
            self._forget((graph,))
            self.close()
            self._things = None
            bulk.load_lines(self._folder, lines)
        self._sources[graph] = replace(describe(), loaded_at=now())

    def put_constants(self, graphs: Mapping[NamedNode, Iterable[Quad]], digest: str) -> None:
        """Replace the graphs that come with the program."""
        self._touched |= {graph.value for graph in graphs}
        with database_errors(self._store):
            edits.put_constants(self._open(), graphs)
        self._constants, self._things = digest, None

    def drop(self, graph: NamedNode) -> None:
        """Take a source out, with its provenance."""
        with database_errors(self._store):
            self._forget((graph,))

    def complete(self, graphs: Iterable[NamedNode], input_sha256: str) -> None:
        """Give sources the hash of their file once it is stored to its end; one without a hash is read again."""
        for graph in graphs:
            self._sources[graph] = replace(self._sources[graph], input_sha256=input_sha256)

    def edit(self, edit: Callable[[pyoxigraph.Store], None], graph: NamedNode | DefaultGraph | None = None) -> None:
        """Change graphs of others beside this store's own. Raises UsageError where one of its own would change too.

        `graph` is the only one that the edit touches; where that is not known, the store's own are compared.
        """
        own = Minter(self._base).graph("").value
        with database_errors(self._store):
            database = self._open()
            if graph is not None:
                name = graph.value if isinstance(graph, NamedNode) else ""
                changed = [name] if name.startswith(own) else []
                if not changed:
                    edit(database)
            else:
                changed = edits.find_changes(database, own, edit)
        if changed:
            raise UsageError(
                f"this would change {changed[0]}: graphs below {own} belong to the sources and to the program; "
                "load and retract sources, or name another graph"
            )

    def commit(self, derive: str = "", derive_touched: str = "") -> None:
        """Make the derived graphs anew by a SPARQL update, and this the current generation.

        `derive_touched` is as good where no more has changed than the things in the graph `touched_graph`.
        """
        with database_errors(self._store):
            counts = self._finish(derive, derive_touched)
            files = generations.seal(self._store, self._generation, self._before)
            sources = tuple(_counted(entry, counts) for entry in self._sources.values())
            made = Journal(self._generation, self._constants, counts, files, sources)
            journal.write_journal(self._store, made)
        self.committed = made

    def close(self) -> None:
        """Let go of the database: Oxigraph closes it when nobody refers to it any more."""
        self._database = None

    def _finish(self, derive: str, derive_touched: str) -> dict[str, int]:
        """Derive, bring the database to the disk and close it; the sizes of its graphs."""
        database = self._open()
        if derive_touched and self._things is not None:
            edits.run_over(database, derive_touched, touched_graph(self._base), self._things)
        else:
            edits.run(database, derive)
        counts = edits.count_graphs(database, self._untouched())
        edits.drop_empty(database, counts)
        database.flush()
        self.close()
        return counts

    def _untouched(self) -> dict[str, int]:
        """The sizes of the sources' graphs that this change has left alone: counting them takes long."""
        before = {entry.graph.value for entry in self._before.sources} - self._touched
        return {name: count for name, count in self._before.graphs.items() if name in before}

    def _forget(self, graphs: Sequence[NamedNode]) -> None:
        self._touched |= {graph.value for graph in graphs}
        known = [graph for graph in graphs if self._forget_entry(graph)]
        edits.drop_sources(self._open(), self._base, known)

    def _forget_entry(self, graph: NamedNode) -> bool:
        """Forget what is known of a source, and note the things that it names; whether it was there."""
        entry = self._sources.pop(graph, None)
        if entry is not None and entry.kind == "dataset":
            self._things = None
        elif entry is not None and self._things is not None:
            self._things |= edits.find_things(self._open(), graph)
        return entry is not None

    def _noted(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The quads as they come; the things that they name are noted."""
        for quad in quads:
            if self._things is not None and quad.predicate in TELLING:
                self._things.add(quad.object)
            yield quad

    def _open(self) -> pyoxigraph.Store:
        if self._database is None:
            self._database = pyoxigraph.Store(str(self._folder))
        return self._database


def _counted(entry: SourceEntry, counts: Mapping[str, int]) -> SourceEntry:
    """The entry with the size of its graph."""
    quads = counts.get(entry.graph.value, 0)
    return entry if entry.quads == quads else replace(entry, quads=quads)
