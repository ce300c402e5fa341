"""Graphs: what a store, be it a folder or a server, or a file of RDF can be asked from Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import Literal, NamedNode, Quad, QueryTriples

from kg.errors import UsageError
from kg.files import open_whole
from kg.formats.captions import Caption
from kg.graph.rdf_files import RdfFile
from kg.graph.result import Result
from kg.queries.arguments import fill_query
from kg.queries.catalogue import CannedQuery, Catalogue, name_query, parse_query
from kg.queries.names import NameIndex
from kg.queries.results import Table, read_labels, read_table
from kg.stores import Results, Store, open_any

if TYPE_CHECKING:
    import rdflib

Argument = str | int | date | list[str] | tuple[str, ...] | None


class Graph:
    """A graph as it was when it was opened; made by `kg.open`.

    >>> graph
    <Graph of 1 source, ... triples>
    >>> graph.query("agrements", a="Kenya", b="Uganda")
    Traceback (most recent call last):
    kg.errors.UnknownName: no query is called 'agrements'; did you mean agreements?
    """

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue
        self._names, self._labels = NameIndex(store.query, store.base), dict[NamedNode, str | None]()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; results that are at hand stay."""
        self._store.close()

    @property
    def queries(self) -> Result:
        """The canned queries: their names, the questions that they answer, and their parameters, optional ones in [].

        >>> graph.queries.column("query")[:3]
        ['accords', 'accounts', 'actors']
        """
        rows = [(canned.name, canned.summary, _list_parameters(canned)) for canned in self._catalogue]
        return Result(_make_table(("query", "question", "parameters"), rows))

    @property
    def sources(self) -> Result:
        """What is loaded: title, number of claims, when, and from which file; empty for a file of RDF."""
        found = self._store.sources()
        rows = [(each.title or each.id, sum(each.records.values()), each.loaded_at, each.path) for each in found]
        return Result(_make_table(("source", "claims", "loaded", "file"), rows))

    def names(self, kind: str = "actor") -> tuple[str, ...]:
        """The names of all actors, issues, resolutions or documents, as a query takes them.

        >>> "Kenya" in graph.names("actor")
        True
        """
        return self._names.labels(kind)

    def query(
        self, name: str, /, *, limit: int | None = None, timeout: float | None = None, **arguments: Argument
    ) -> Result:
        """Ask a canned query, with at most `limit` rows. Names are looked up as at the command line.

        A parameter that Python, or this method, has its own use for is written with an underscore behind it:
        `from_="2015"`. The query runs in this process, where nothing can stop it; with a `timeout` in seconds it runs
        in one of its own, which takes a fraction of a second longer to start.

        Raises UnknownName (with the nearest names) for a query, a parameter or a thing that is not there, UsageError
        for a value that does not fit, LimitReached at the timeout.

        >>> graph.query("agreements", a="Kenya", b="Uganda")[0].quote_a
        'Kenya wants the dam to be built'
        """
        canned = self._catalogue.get(name)
        given = _read_arguments(canned, arguments)
        sparql = fill_query(canned, given, self._names)
        with name_query(canned.path or name):
            answer = self._store.query(sparql) if timeout is None else self._store.query_apart(sparql, timeout)
        texts = {each.name: given.get(each.name, each.default) for each in canned.params}
        asked = {name: text for name, text in texts.items() if text is not None}
        return self._make_result(answer, canned, asked, limit)

    def sparql(self, text: str, *, limit: int | None = None, timeout: float = 60.0) -> Result:
        """Ask SPARQL of your own: SELECT, ASK, CONSTRUCT or DESCRIBE, over the union of all graphs.

        The query of a store runs in a process of its own, for `timeout` seconds at most; that of a file of RDF runs in
        this one, without a limit. Raises QuerySyntaxError, LimitReached, and UsageError for SERVICE, LOAD and FROM.

        >>> graph.sparql("ASK { ?position <https://w3id.org/standpoint/ontology#stance> ?stance }")[0].answer
        True
        """
        query = parse_query(text, "query")
        return self._make_result(self._store.query_apart(text, timeout), query, {}, limit)

    def load(self, *paths: str | Path) -> Result:
        """Load documents, records or datasets, files or folders, and go on with the graph as it is then.

        Each source is replaced whole; a file that did not change since it was loaded is not read again. The result has
        a row for each source. Raises InputError, StoreInUse; then nothing is loaded.
        """
        if isinstance(self._store, RdfFile):
            raise UsageError(f"{self._store.path}: a store can be loaded into, a file of RDF cannot")
        from kg.graph.loading import load_paths

        report = load_paths(self._store.path, [Path(path) for path in paths])
        older, self._store = self._store, open_any(self._store.path)
        older.close()
        self._names, self._labels = NameIndex(self._store.query, self._store.base), {}
        return Result(report)

    def export(self, path: str | Path, *, sources: Sequence[str] = ()) -> None:
        """Write the graph, or some of its sources, as .ttl, .trig, .nq, .jsonld or .rdf.

        The same graph makes the same bytes. Raises UsageError for another suffix, UnknownName for a source that is not
        there.
        """
        from kg.export import guess_format, write
        from kg.vocabulary import PREFIXES, data_prefixes

        format = guess_format(path)
        quads = self._select(sources)
        with open_whole(Path(path)) as stream:
            write(quads, format, stream, PREFIXES | data_prefixes(self._store.base), base=self._store.base)

    def to_rdflib(self) -> rdflib.Dataset:
        """All that `export` writes, as a dataset of rdflib whose default graph is the union of all."""
        from kg.graph.rdflib_terms import make_dataset

        return make_dataset(self._select(()))

    def __repr__(self) -> str:
        number = len(self._store.sources())
        of = "" if isinstance(self._store, RdfFile) else f"{number:,} source{'s' if number != 1 else ''}, "
        return f"<Graph of {of}{self._store.size():,} triples>"

    def _select(self, sources: Sequence[str]) -> Iterable[Quad]:
        if isinstance(self._store, RdfFile):
            for source in sources:
                self._store.find_source(source)
            return self._store.quads()
        from kg.pipeline.output import select_sources

        return select_sources(self._store, sources)

    def _make_result(self, answer: Results, query: CannedQuery, given: dict[str, str], limit: int | None) -> Result:
        caption = Caption(query.name if query.path else "", query.summary, given)
        triples = None
        if isinstance(answer, QueryTriples):
            triples = list(answer)
            kept = triples if limit is None else triples[:limit]
            rows = tuple((triple.subject, triple.predicate, triple.object) for triple in kept)
            table, triples = Table(("subject", "predicate", "object"), rows, {}, len(kept) < len(triples)), kept
        else:
            table = read_table(answer, limit=limit)
        return Result(replace(table, labels=self._find_labels(table)), caption, query.view, query.plot, triples)

    def _find_labels(self, table: Table) -> dict[NamedNode, str]:
        """The labels of the things in a table; as the graph does not change, each is asked for once."""
        nodes = {cell for row in table.rows for cell in row if isinstance(cell, NamedNode)}
        if new := nodes - self._labels.keys():
            self._labels |= dict.fromkeys(new) | read_labels([tuple(new)], self._store.query)
        return {node: label for node in nodes if (label := self._labels[node]) is not None}


def _read_arguments(canned: CannedQuery, arguments: Mapping[str, Argument]) -> dict[str, str]:
    """What was given, as a user would type it, of several things a list; None is as if it had been left out."""
    known = {parameter.name for parameter in canned.params}
    texts = {}
    for name, value in arguments.items():
        own = name.removesuffix("_") if name not in known else name
        canned.get_parameter(own)
        if value is not None:
            texts[own] = "; ".join(value) if isinstance(value, list | tuple) else str(value)
    return texts


def _list_parameters(canned: CannedQuery) -> str:
    needed = [each.name for each in canned.params if each.required]
    optional = [f"[{each.name}]" for each in canned.params if not each.required]
    return ", ".join((*needed, *optional))


def _make_table(columns: tuple[str, ...], rows: Sequence[tuple[str | int, ...]]) -> Table:
    return Table(columns, tuple(tuple(Literal(value) for value in row) for row in rows))
