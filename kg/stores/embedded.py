"""The embedded store: Oxigraph in a folder, with a journal of what is in it.

    store.json    format, version, base IRI          journal.json   the current generation and what it must hold
    oxigraph/…    one database folder a generation   pending.json   the change under way, if there is one
    writer.lock   who writes

In: quads of whole sources. Out: one unchanging state, to query; for the one writer also changes. Every change is made
in a copy of the database (hard links) and committed by renaming the journal: a reader, or a process after a crash,
finds the state before or the state after, never one between. It maps and validates nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from kg.errors import StoreDamaged, UsageError
from kg.stores import edits, generations, journal
from kg.stores.changes import GenerationChange
from kg.stores.datasets import Dataset, find_dataset
from kg.stores.files import WriterLock
from kg.stores.generations import Snapshot, database_errors
from kg.stores.guard import syntax_error
from kg.stores.journal import Journal
from kg.stores.memory import give_back
from kg.stores.protocol import Results
from kg.stores.sources import SourceEntry
from kg.stores.writing import Writing
from kg.vocabulary import PREFIXES, data_prefixes


class EmbeddedStore(Writing):
    """One state of a store folder; for a writer, the newest.

    `notices` says, a line each, what the opening found and put right. Results of `query` and `quads` are to be used up
    before the next change.
    """

    def __init__(self, path: Path, base: str, state: Journal, snapshot: Snapshot, lock: WriterLock | None) -> None:
        self.path, self.base = path, base
        self.notices: list[str] = []
        self._journal, self._snapshot, self._lock = state, snapshot, lock
        self._checked = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the state and of the writer's lock."""
        self._snapshot.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @property
    def state(self) -> Journal:
        """The journal of this state."""
        return self._journal

    def sources(self) -> list[SourceEntry]:
        """What is loaded, by id."""
        return sorted(self._journal.sources, key=lambda entry: (entry.id, entry.graph.value))

    def query(self, sparql: str) -> Results:
        """Answer a trusted query over the union of all graphs, here and without limits (see `run_isolated`)."""
        try:
            with database_errors(self.path):
                return self._snapshot.database.query(sparql, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise syntax_error(error) from error

    def query_over(self, sparql: str, dataset: Dataset, base: str | None = None) -> Results:
        """Answer a query over some of the graphs, else over those that it names itself; `base` is for relative IRIs.

        Neither limits nor words are checked here. Where nobody names graphs it is over the union of all.
        """
        named = bool(find_dataset(sparql))
        # Oxigraph takes the union even where the query names graphs: so that is not asked for then.
        how: dict[str, Any] = {"use_default_graph_as_union": not named}
        if dataset:
            graphs = ([NamedNode(iri) for iri in iris] for iris in (dataset.default, dataset.named))
            how = dict(zip(("default_graph", "named_graphs"), graphs, strict=True))
        try:
            with database_errors(self.path):
                return self._snapshot.database.query(sparql, base_iri=base, **how)
        except SyntaxError as error:
            raise syntax_error(error) from error

    def query_apart(self, sparql: str, timeout: float) -> Results:
        """Answer a query from outside, in a process of its own without a network (see `run_isolated`)."""
        from kg.stores.isolated import run_isolated

        return run_isolated(self.path, sparql, timeout=timeout)

    def quads(self, graph: NamedNode | None = None, subject: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph, or all, perhaps of one subject only, in no particular order."""
        with database_errors(self.path):
            # Not `yield from`, in which Python hears of no signal: who writes a million quads may want to stop.
            for quad in self._snapshot.database.quads_for_pattern(subject, None, None, graph):  # noqa: UP028
                yield quad

    def dump(self, graph: NamedNode | None, target: Path | str, format: RdfFormat) -> None:
        """Write the triples of a graph into a file, in no particular order; None is the graph without a name."""
        with database_errors(self.path):
            prefixes = PREFIXES | data_prefixes(self.base)
            self._snapshot.database.dump(str(target), format, from_graph=graph or DefaultGraph(), prefixes=prefixes)

    def graphs(self) -> list[NamedNode]:
        """The named graphs, sorted."""
        names = (name for name in self._snapshot.database.named_graphs() if isinstance(name, NamedNode))
        return sorted(names, key=lambda name: name.value)

    def size(self) -> int:
        """How many quads there are."""
        return sum(self._journal.graphs.values())

    def verify(self) -> list[str]:
        """What is not as the journal says, by reading every byte and counting every graph; empty: all is well."""
        changed = generations.changed_files(self.path, self._journal.generation, self._journal.files)
        if changed:  # and nothing is read from it: Oxigraph can run out of memory over a table with one wrong bit
            return [f"file {name} is not what was written" for name in changed]
        with database_errors(self.path):
            return count_problems(self._snapshot.database, self._journal)

    @property
    def constants_digest(self) -> str:
        """The digest of the ontology and registry that the store holds; empty: none."""
        return self._journal.constants

    @contextmanager
    def change(self, words: str) -> Iterator[GenerationChange]:
        """Make one change of any number of sources; what was not committed when this ends never was.

        `words` say what the change is, should the process die in it. Raises UsageError where the store is open for
        reading, StoreDamaged where it is not as its journal says.
        """
        if self._lock is None:
            raise UsageError(f"{self.path} is open for reading only")
        self._check_files()
        change = None
        try:
            change = GenerationChange(self.path, self.base, self._journal, words)
            yield change
        finally:
            if change is not None:
                change.close()
            self._settle(change.committed if change is not None else None)
            give_back()

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Undo every change made meanwhile if this ends by an error or an interruption; a killed process keeps them."""
        before = self._journal
        held = Snapshot(self.path, before)
        try:
            yield
        except BaseException:
            # The disk is asked: an interruption may come between a commit and its being noticed here.
            if journal.read_journal(self.path).generation != before.generation:
                journal.write_journal(self.path, before)
                self._settle()
            raise
        finally:
            held.close()
            generations.sweep(self.path, journal.read_journal(self.path).generation)

    def recover(self) -> None:
        """Tidy up what an earlier writer left behind and say so in `notices`; for `open_store` alone."""
        pending = journal.read_pending(self.path)
        if pending is not None:
            done = pending.generation == self._journal.generation
            end = "after it was complete" if done else "and undone: the store is as before it; do it again"
            self.notices.append(f"{pending.words} was interrupted {end}")
            self._check_files()
        self._settle()

    def _check_files(self) -> None:
        """Raise StoreDamaged, once a writer, where a file is not what was written: nothing is to be built on it."""
        if self._checked:
            return
        changed = generations.changed_files(self.path, self._journal.generation, self._journal.files)
        if changed:
            raise damaged(self.path, f"file {changed[0]} is not what was written")
        self._checked = True

    def _settle(self, state: Journal | None = None) -> None:
        """Go over to the state that was committed, else that the journal on the disk names, and remove all others."""
        with database_errors(self.path):
            state = state or journal.read_journal(self.path)
            if state.generation != self._journal.generation:
                snapshot = Snapshot(self.path, state)
                self._snapshot.close()
                self._journal, self._snapshot = state, snapshot
            generations.sweep(self.path, state.generation)
            journal.write_pending(self.path, None)


def count_problems(database: pyoxigraph.Store, state: Journal) -> list[str]:
    """Where the graphs of a database are not those of the journal, with their numbers of quads."""
    found = edits.count_graphs(database)
    problems = []
    for name in sorted(found.keys() | state.graphs.keys()):
        if name not in found:
            problems.append(f"graph {name} is missing; the journal says {state.graphs[name]} quads")
        elif name not in state.graphs:
            problems.append(f"graph {name or 'without a name'} is not in the journal; it has {found[name]} quads")
        elif found[name] != state.graphs[name]:
            problems.append(f"graph {name} has {found[name]} quads; the journal says {state.graphs[name]}")
    return problems


def damaged(folder: Path, problem: str) -> StoreDamaged:
    """The error of a store that is not what its journal says."""
    return StoreDamaged(f"{folder} is damaged: {problem}; restore a backup, or load the sources into a new folder")
