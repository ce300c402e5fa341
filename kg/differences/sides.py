"""The two sides of a comparison: a store or an exported file, read as quads as often as needed.

In: a path. Out: quads without those that come with the program; the quads of some subjects, for their labels.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from kg.errors import InputError
from kg.export.formats import Format, guess_format
from kg.stores import Store, is_address, open_any
from kg.stores.journal import exists

# Graphs that come with the program or tell of its runs.
_OWN: Final = re.compile(r"/graph/(?:ontology|registry|provenance)$")
_RUNS: Final = re.compile(r"/(?:load/[0-9a-f]+|graph/[^#]+)$")
_PARSED: Final[dict[Format, RdfFormat]] = {
    "turtle": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML,
}  # fmt: skip
_WITHOUT_GRAPHS: Final = ("turtle", "ntriples", "rdfxml")


class Side(Protocol):
    """One of the two graphs that are compared."""

    @property
    def has_graphs(self) -> bool:
        """Whether its quads are in named graphs."""

    def quads(self) -> Iterator[Quad]:
        """What sources say, and what is derived from it."""

    def describe(self, nodes: Collection[NamedNode]) -> Iterator[Quad]:
        """All quads about some nodes, from any graph."""


@dataclass(frozen=True)
class StoreSide:
    """A store, as it is at this moment; with `only`, the graphs of some of its sources."""

    store: Store
    only: tuple[NamedNode, ...] | None = None
    has_graphs: bool = True

    def quads(self) -> Iterator[Quad]:
        for graph in self.store.graphs() if self.only is None else self.only:
            if not _OWN.search(graph.value):
                yield from self.store.quads(graph)

    def describe(self, nodes: Collection[NamedNode]) -> Iterator[Quad]:
        for node in nodes:
            yield from self.store.quads(None, node)


@dataclass(frozen=True)
class FileSide:
    """An exported file; it is read anew each time it is asked."""

    path: Path
    format: Format

    @property
    def has_graphs(self) -> bool:
        return self.format not in _WITHOUT_GRAPHS

    def quads(self) -> Iterator[Quad]:
        return (quad for quad in self._all() if not _is_own(quad))

    def describe(self, nodes: Collection[NamedNode]) -> Iterator[Quad]:
        return (quad for quad in self._all() if quad.subject in nodes)

    def _all(self) -> Iterator[Quad]:
        try:
            yield from parse(path=self.path, format=_PARSED[self.format])
        except OSError as error:
            problem = f"cannot be read: {(error.strerror or str(error)).lower()}"
            raise InputError(problem, path=self.path) from error
        except SyntaxError as error:
            raise InputError(f"is not {self.format}: {error}", path=self.path) from error


@contextmanager
def open_side(path: Path) -> Iterator[Side]:
    """Open a store folder or an exported file. Raises NotAStore, StoreDamaged, InputError, UsageError."""
    if path.is_dir():
        with open_any(path) as store:
            yield StoreSide(store)
        return
    yield FileSide(path, guess_format(path))


def is_store(path: Path) -> bool:
    """Whether a path is that of a store, its folder or its address."""
    return is_address(path) or (path.is_dir() and exists(path))


def _is_own(quad: Quad) -> bool:
    if isinstance(quad.graph_name, NamedNode) and _OWN.search(quad.graph_name.value):
        return True
    # Without graphs, what tells of loads is known by its subject.
    if not isinstance(quad.graph_name, DefaultGraph) or not isinstance(quad.subject, NamedNode):
        return False
    return bool(_RUNS.search(quad.subject.value))
