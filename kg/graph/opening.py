"""The opening of graphs: a folder or an address is a store, a file is RDF."""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path

from kg.graph.graph import Graph
from kg.graph.rdf_files import RdfFile
from kg.queries.catalogue import Catalogue, load_catalogue
from kg.resources import data_folder
from kg.stores import is_address, open_any
from kg.vocabulary import DEFAULT_BASE


def open_graph(
    path: str | PathLike[str],
    *,
    create: bool = False,
    queries: str | PathLike[str] | None = None,
    base: str | None = None,
) -> Graph:
    """Open a graph; see `kg.open`."""
    # The text is kept, since a Path would make one slash of the two of an address.
    name, catalogue = os.fspath(path), _find_queries(queries)
    if Path(name).is_file() and not is_address(name):
        return Graph(RdfFile(Path(name), base or DEFAULT_BASE), catalogue)
    if create and not is_address(name) and not Path(name).exists():
        from kg.graph.loading import create_store

        create_store(Path(name), base)
    return Graph(open_any(name, base=base), catalogue)


def _find_queries(own: str | PathLike[str] | None) -> Catalogue:
    """The queries that come along, and those of a folder of one's own, else of the one that KG_QUERIES names."""
    folder = os.fspath(own) if own is not None else os.environ.get("KG_QUERIES")
    return load_catalogue([data_folder("queries"), *([Path(folder)] if folder else [])])
