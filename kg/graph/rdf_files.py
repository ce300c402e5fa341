"""A file of RDF as a store that can be asked: all of it in memory, never written to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from kg.errors import InputError, UnknownName
from kg.stores import Results, SourceEntry
from kg.stores.guard import check_query, syntax_error

_FORMATS: Final[Mapping[str, RdfFormat]] = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}


class RdfFile:
    """The graphs of one file, as a `kg.stores.Store` without sources."""

    def __init__(self, path: Path, base: str) -> None:
        """Read the file. Raises InputError, with the line where it is not what its suffix says."""
        self.path, self.base, self.notices = path, base, ()
        format = _FORMATS.get(path.suffix.lower())
        if format is None:
            raise InputError(f"is no RDF file; expected {', '.join(_FORMATS)}", path=path)
        self._database = pyoxigraph.Store()
        try:
            self._database.bulk_load(path=str(path), format=format, base_iri=base)
        except SyntaxError as error:
            raise InputError(str(error.msg), path=path, line=error.lineno) from error
        except OSError as error:
            raise InputError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=path) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def query(self, sparql: str) -> Results:
        """Answer a query over the union of all graphs. Raises QuerySyntaxError."""
        try:
            return self._database.query(sparql, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise syntax_error(error) from error

    def query_apart(self, sparql: str, timeout: float) -> Results:
        """Answer a query from outside, here and without a limit of time: only this process has the file in memory."""
        check_query(sparql)
        return self.query(sparql)

    def quads(self, graph: NamedNode | None = None, subject: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph, or all, perhaps of one subject only."""
        return self._database.quads_for_pattern(subject, None, None, graph)

    def graphs(self) -> list[NamedNode]:
        """The named graphs, sorted."""
        names = (name for name in self._database.named_graphs() if isinstance(name, NamedNode))
        return sorted(names, key=lambda name: name.value)

    def size(self) -> int:
        """How many quads there are."""
        return len(self._database)

    def sources(self) -> list[SourceEntry]:
        """None: a file does not tell what was loaded."""
        return []

    def find_source(self, text: str) -> SourceEntry:
        """Raises UnknownName."""
        raise UnknownName("source", text)

    def verify(self) -> list[str]:
        """Nothing: what can be read of a file is as it was written."""
        return []

    def close(self) -> None:
        """Let go of the memory."""
        self._database = pyoxigraph.Store()
