"""What every store can be asked and how it is changed, whether it is a folder or a server.

In: SPARQL queries and names of graphs; whole sources. Out: pyoxigraph's results and terms; the entries of sources. How
much a change promises beyond "a source is replaced whole" is told by each store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from kg.stores.sources import SourceEntry

Results = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True)
class NewSource:
    """A source to store in the place of what was loaded of it before.

    `quads` all stand in the entry's graph; `shared` (time spans, provenance) in graphs of all sources. `replaces` is
    the older graph of the same path.
    """

    entry: SourceEntry
    quads: Iterable[Quad]
    shared: Iterable[Quad] = ()
    replaces: NamedNode | None = None


class Store(Protocol):
    """The reading side of a store."""

    @property
    def path(self) -> Path | str:
        """What the store is called by: its folder or its address."""

    @property
    def base(self) -> str:
        """The base of the IRIs of its data."""

    @property
    def notices(self) -> Sequence[str]:
        """What the opening found and put right, a line each."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

    def close(self) -> None:
        """Let go of the store."""

    def sources(self) -> Sequence[SourceEntry]:
        """What is loaded, by id."""

    def find_source(self, text: str) -> SourceEntry:
        """The source that a user means; UnknownName where there is none."""

    def query(self, sparql: str) -> Results:
        """Answer a query of our own over the union of all graphs; QuerySyntaxError names line and column."""

    def query_apart(self, sparql: str, timeout: float) -> Results:
        """Answer a query from outside within so many seconds, where it can do no harm.

        Raises LimitReached at a limit, QuerySyntaxError, UsageError for what reaches for other data (SERVICE, FROM).
        """

    def quads(self, graph: NamedNode | None = None, subject: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph, or all, perhaps of one subject only, in no particular order."""

    def graphs(self) -> Sequence[NamedNode]:
        """The named graphs, sorted."""

    def size(self) -> int:
        """How many quads there are."""

    def verify(self) -> Sequence[str]:
        """What is not as it was written, a line each; empty: all is well."""


class Change(Protocol):
    """A change while it is being made, of any number of sources; nothing of it counts before `commit`."""

    def find(self, graph: NamedNode) -> SourceEntry | None:
        """The entry of a source as it will be when this is committed."""

    def put(self, source: NewSource) -> None:
        """Store a source whole."""

    def put_bulk(self, describe: Callable[[], SourceEntry], graph: NamedNode, lines: Iterable[str]) -> None:
        """Store a dataset from N-Quads of its and of shared graphs; `describe` is asked when they are used up."""

    def put_constants(self, graphs: Mapping[NamedNode, Iterable[Quad]], digest: str) -> None:
        """Replace the graphs that come with the program."""

    def drop(self, graph: NamedNode) -> None:
        """Take a source out, with its provenance."""

    def complete(self, graphs: Iterable[NamedNode], input_sha256: str) -> None:
        """Give sources the hash of their file once it is stored to its end; one without a hash is read again."""

    def commit(self, derive: str = "", derive_touched: str = "") -> None:
        """Make the derived graphs anew by a SPARQL update, and all of it true.

        `derive_touched` does so for the things that this change touches, where the store knows them all.
        """


class WritableStore(Store, Protocol):
    """A store that is open for its one writer."""

    def constants(self, graphs: Mapping[NamedNode, Iterable[Quad]], digest: str) -> bool:
        """Replace the graphs that come with the program (ontology, registry) if `digest` is new; True if it was."""

    def change(self, words: str) -> AbstractContextManager[Change]:
        """Make one change; what was not committed when this ends never was. `words` say what it is."""

    def all_or_nothing(self) -> AbstractContextManager[None]:
        """Undo every change made meanwhile if this ends by an error, as far as the store can."""

    def retract(self, graph: NamedNode, derive: str = "") -> SourceEntry:
        """Take a source out, with its provenance, and return the entry it had."""
