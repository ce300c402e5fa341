"""Standpoint: who stands where on what, according to whom, in which words.

    import kg

    graph = kg.open("kg-store")
    graph.queries                                                  # what can be asked
    graph.query("agreements", a="Russia", b="United States")       # rows, a table, a picture, a data frame, a file

See `kg.graph` for what a graph and a result can do, and `kg.errors` for what is raised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.version import __version__

if TYPE_CHECKING:
    from os import PathLike

    from kg.graph import Graph

__all__ = ["__version__", "open"]


def open(
    path: str | PathLike[str],
    *,
    create: bool = False,
    queries: str | PathLike[str] | None = None,
    base: str | None = None,
) -> Graph:
    """Open a graph to ask: a store by its folder or address, or a file of RDF (.ttl, .trig, .nt, .nq, .rdf, .jsonld).

    `create` makes an empty store where there is none, to load documents into; `queries` is a folder of canned queries
    of your own; `base` is the base of the IRIs of a file or of a new store. Raises NotAStore, StoreDamaged, InputError.

    >>> import kg
    >>> with kg.open(store) as graph:
    ...     len(graph.query("positions", actor="Kenya"))
    1
    """
    # Imported late, so that `import kg` costs nothing.
    from kg.graph.opening import open_graph

    return open_graph(path, create=create, queries=queries, base=base)
