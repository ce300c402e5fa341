"""Results: an answer as rows of Python values, and its ways into data frames, files, pictures and rdflib."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, overload

from pyoxigraph import Triple

from kg.errors import UsageError
from kg.files import open_whole
from kg.formats.captions import Caption, count_rows
from kg.formats.html import format_fragment
from kg.formats.names import guess_format
from kg.formats.terminal import format_rows, leave_out_empty
from kg.formats.values import Value
from kg.formats.writing import encode_table, format_table
from kg.graph.picture import Picture
from kg.graph.rows import Row
from kg.queries.plots import Plot, View
from kg.queries.results import Table

if TYPE_CHECKING:
    import pandas
    import polars
    import rdflib


class Result(Sequence[Row]):
    """The answer to one question, in memory; print it, or leave it at the end of a notebook's cell, to see a table.

    >>> result = graph.query("agreements", a="Kenya", b="Uganda")
    >>> result
    <Result of agreements: 1 row>
    >>> [(row.issue, row.verdict) for row in result]
    [('Construction of the dam', 'disagree')]
    """

    def __init__(
        self,
        table: Table,
        caption: Caption | None = None,
        view: View = "table",
        plot: Plot | None = None,
        triples: Sequence[Triple] | None = None,
    ) -> None:
        self.table, self.caption, self.view = table, caption or Caption(), view
        self._plot, self._triples = plot, triples

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return self.table.columns

    @property
    def truncated(self) -> bool:
        """Whether there are more rows than were asked for."""
        return self.table.truncated

    def __len__(self) -> int:
        return len(self.table.rows)

    def __iter__(self) -> Iterator[Row]:
        return (Row(self.table, cells) for cells in self.table.rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Result: ...
    def __getitem__(self, index: int | slice) -> Row | Result:
        if isinstance(index, slice):
            part = replace(self.table, rows=self.table.rows[index])
            return Result(part, self.caption, self.view, self._plot, self._triples and self._triples[index])
        return Row(self.table, self.table.rows[index])

    def column(self, name: str) -> list[Value]:
        """All values of one column.

        >>> graph.query("positions", actor="Uganda").column("stance")
        ['oppose']
        """
        return [row[name] for row in self]

    def to_pandas(self, *, iris: bool = False) -> pandas.DataFrame:
        """A data frame of pandas with a type for each column; with `iris` also the IRIs of things, as `NAME_iri`.

        >>> graph.query("evidence", actor="Kenya").to_pandas()["start"].dtype
        Int64Dtype()
        """
        from kg.graph.frames import make_pandas

        return make_pandas(self.table, iris)

    def to_polars(self, *, iris: bool = False) -> polars.DataFrame:
        """A data frame of polars; with `iris` also the IRIs of things, as `NAME_iri`."""
        from kg.graph.frames import make_polars

        return make_polars(self.table, iris)

    def to_rdflib(self) -> rdflib.Graph:
        """The graph that a CONSTRUCT or DESCRIBE query gave. Raises UsageError for the answer of another query.

        >>> len(graph.sparql("CONSTRUCT { ?s a ?type } WHERE { ?s a ?type } LIMIT 3").to_rdflib())
        3
        """
        if self._triples is None:
            raise UsageError("only the answer to a CONSTRUCT or DESCRIBE query is a graph")
        from kg.graph.rdflib_terms import make_graph

        return make_graph(self._triples)

    def to_text(self, format: str = "csv") -> str:
        """The answer in a format that is text: csv, tsv, json, markdown, html, sparql-json or sparql-xml.

        >>> print(graph.query("positions", actor="Kenya").to_text("csv").splitlines()[1][:20])
        Kenya,,support,Const
        """
        return format_table(self.table, format, self.caption)

    def save(self, path: str | Path) -> None:
        """Write the answer to a file in the format of its suffix: .csv, .xlsx, .parquet, .html, .json … .

        Raises UsageError for another suffix or where a package is missing, InputError where it cannot be written.
        """
        data = encode_table(self.table, guess_format(path), self.caption)
        with open_whole(Path(path)) as stream:
            stream.write(data)

    def plot(self, view: View | None = None) -> Picture:
        """The picture that the query's header asks for, or another view of the answer; see `Picture`.

        Raises UsageError for an answer that is only a table.
        """
        chosen = view or self.view
        if chosen == "table":
            name = self.caption.query or "this query"
            raise UsageError(f"{name} has no picture of its own; say which: matrix, bar, timeline or network")
        return Picture(self.table, chosen, self.caption, self._plot if chosen == self.view else None)

    def __repr__(self) -> str:
        of = f" of {self.caption.query}" if self.caption.query else ""
        return f"<Result{of}: {count_rows(len(self), self.truncated)}>"

    def __str__(self) -> str:
        columns, rows, _ = leave_out_empty(self.columns, list(self.table.texts()))
        return format_rows(columns, rows) + count_rows(len(self), self.truncated)

    def _repr_html_(self) -> str:
        return format_fragment(self.table)
