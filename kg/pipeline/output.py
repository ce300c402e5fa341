"""The way out: the quads to export of a store, of some of its sources, or of a CONSTRUCT query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import Quad, QueryTriples

from kg.errors import UsageError
from kg.export import select, shared_graphs
from kg.iris import Minter
from kg.queries.catalogue import name_query, read_query
from kg.stores import Store, find_sources


def select_sources(store: Store, sources: Sequence[str] = ()) -> Iterator[Quad]:
    """The quads of some sources, or of all with their provenance, and the descriptions of what they refer to.

    A file stands for all that was loaded from it. Raises UnknownName for a source that the store does not hold.
    """
    minter, held = Minter(store.base), store.sources()
    chosen = [entry for source in sources for entry in find_sources(held, source)] or held
    graphs = list(dict.fromkeys(entry.graph for entry in chosen)) + ([] if sources else [minter.graph("provenance")])
    return select(lambda thing, graph: store.quads(graph, thing), graphs, shared_graphs(minter))


def construct(store: Store, query: Path, timeout: float) -> QueryTriples:
    """The result of a CONSTRUCT or DESCRIBE query from outside. Raises UsageError for other queries."""
    with name_query(query):
        answer = store.query_apart(read_query(query).sparql, timeout)
    if not isinstance(answer, QueryTriples):
        raise UsageError(f"{query}: is no CONSTRUCT or DESCRIBE query")
    return answer
