"""What every store can be asked, whether it is a folder or a server.

In: SPARQL queries and names of graphs. Out: pyoxigraph's results and terms. Writing is not part of it: how a source is
replaced whole depends on the store.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from kg.stores.sources import SourceEntry

Results = QuerySolutions | QueryBoolean | QueryTriples


class Store(Protocol):
    """The reading side of a store: one unchanging state of it."""

    @property
    def base(self) -> str:
        """The base of the IRIs of its data."""

    def sources(self) -> Sequence[SourceEntry]:
        """What is loaded, by id."""

    def find_source(self, text: str) -> SourceEntry:
        """The source that a user means; UnknownName where there is none."""

    def query(self, sparql: str) -> Results:
        """Answer a query of our own over the union of all graphs; QuerySyntaxError names line and column."""

    def quads(self, graph: NamedNode | None = None, subject: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph, or all, perhaps of one subject only, in no particular order."""

    def graphs(self) -> Sequence[NamedNode]:
        """The named graphs, sorted."""

    def size(self) -> int:
        """How many quads there are."""
