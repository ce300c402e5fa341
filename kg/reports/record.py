"""The record that a report is made from: the answers of canned queries, read row by row.

In: the shipped catalogue, a callable that answers SPARQL, a period. Out: rows whose cells are got by column. A query
that knows `since` and `until` gets the period; which ones do not is remembered, for the report to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg.queries.catalogue import CannedQuery, Catalogue
from kg.queries.names import Ask
from kg.queries.parameters import Term, check_period, fill, parse_value
from kg.queries.results import Row, Table, read_table


@dataclass(frozen=True)
class Entry:
    """One row of an answer."""

    table: Table
    row: Row

    def text(self, column: str) -> str:
        """A cell as people read it, "" where it is empty."""
        return self.table.text(self.row[self.table.columns.index(column)])

    def node(self, column: str) -> NamedNode | None:
        """The IRI in a cell, if it holds one."""
        cell = self.row[self.table.columns.index(column)]
        return cell if isinstance(cell, NamedNode) else None

    def term(self, column: str) -> str:
        """The local name of the ontology's term in a cell: `support`; "" where it is empty."""
        node = self.node(column)
        return "" if node is None else node.value.rpartition("#")[2]

    def number(self, column: str) -> int:
        """The number in a cell, 0 where it is empty."""
        return int(self.text(column) or 0)


@dataclass
class Record:
    """Canned queries over one graph and period; `since` and `until` are EDTF dates."""

    ask: Ask
    catalogue: Catalogue
    since: str | None = None
    until: str | None = None
    whole: set[str] = field(default_factory=set)

    @property
    def has_period(self) -> bool:
        """Whether the report is of a period only."""
        return bool(self.since or self.until)

    def table(self, name: str, terms: Mapping[str, Term], limit: int | None = None) -> Table:
        """The answer to a query, within the period where the query knows one."""
        query = self.catalogue.get(name)
        given = {**self._defaults(query), **terms}
        check_period(given)
        sparql = fill(query.sparql, given)
        return read_table(self.ask(sparql), self.ask, limit=limit)

    def entries(self, name: str, **terms: Term) -> list[Entry]:
        """The rows of the answer to a query."""
        return list(entries_of(self.table(name, terms)))

    def _defaults(self, query: CannedQuery) -> dict[str, Term]:
        period = {"since": self.since, "until": self.until}
        texts = {parameter.name: period.get(parameter.name) or parameter.default for parameter in query.params}
        if self.has_period and not period.keys() <= texts.keys():
            self.whole.add(query.name)
        return {
            parameter.name: parse_value(parameter, text)
            for parameter in query.params
            if (text := texts[parameter.name]) is not None
        }


def entries_of(table: Table) -> Iterator[Entry]:
    """The rows of a table."""
    return (Entry(table, row) for row in table.rows)
