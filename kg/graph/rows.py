"""Rows: one line of an answer, whose values go by the names of their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode

from kg.errors import UnknownName
from kg.formats.values import Value, read_value
from kg.queries.results import Cell, Table


class Row(Mapping[str, Value]):
    """The values of one row: str, int, float, bool, date, datetime, or None; of a thing its label.

    >>> row = graph.query("positions", actor="Kenya")[0]
    >>> row.stance, row["stance"], row.iri("stance")
    ('support', 'support', 'https://w3id.org/standpoint/ontology#support')
    >>> list(dict(row))[:4]
    ['holder', 'on_behalf_of', 'stance', 'issue']
    """

    __slots__ = ("_cells", "_table")

    def __init__(self, table: Table, cells: tuple[Cell, ...]) -> None:
        self._table, self._cells = table, cells

    def __getitem__(self, name: str) -> Value:
        return read_value(self._table, self.term(name))

    def __getattr__(self, name: str) -> Value:
        # Only a name that is no method comes here; a column called as one is read by row["items"].
        if name.startswith("_") or name not in self._table.columns:
            raise AttributeError(f"the row has no column {name!r}; it has {', '.join(self._table.columns)}")
        return self[name]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._table.columns]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.columns)

    def __len__(self) -> int:
        return len(self._table.columns)

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{name}={value!r}' for name, value in self.items() if value is not None)})"

    def iri(self, name: str) -> str | None:
        """The IRI of the thing in a column; None where there is a plain value, or nothing."""
        term = self.term(name)
        return term.value if isinstance(term, NamedNode) else None

    def term(self, name: str) -> Cell:
        """The RDF term in a column, as pyoxigraph has it. Raises UnknownColumn, which is a KeyError too."""
        try:
            return self._cells[self._table.columns.index(name)]
        except ValueError:
            raise UnknownColumn(name, self._table.columns) from None


class UnknownColumn(UnknownName, KeyError):
    """An answer has no column of that name; a KeyError too, since rows are mappings."""

    def __init__(self, name: str, columns: tuple[str, ...]) -> None:
        super().__init__("column", name, columns)

    def __str__(self) -> str:
        return str(self.args[0])
