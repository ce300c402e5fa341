"""Which column is which part of a picture: as the query's header says, or by what the columns hold.

A table, a view and a plot come in; a whole plot goes out. Columns are chosen by their content alone: things, stances,
numbers, dates; never by their names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace

from pyoxigraph import Literal, NamedNode

from kg.edtf import is_edtf
from kg.errors import UsageError
from kg.pictures.labels import clean
from kg.pictures.palette import find_look
from kg.queries.plots import VIEWS, Plot, View
from kg.queries.results import Cell, Table
from kg.vocabulary import XSD

_NUMBERS = {XSD[name] for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")}
_NEEDS = {
    "matrix": "a column of things and one of stances, verdicts or numbers",
    "bar": "a column of things or dates and one of numbers",
    "timeline": "a column of things and one of dates",
    "network": "two columns of things",
}


def read_number(cell: Cell) -> float | None:
    """The number in a cell, None where there is none."""
    if not isinstance(cell, Literal) or cell.datatype not in _NUMBERS:
        return None
    try:
        number = float(cell.value)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def check_view(view: str) -> View:
    """The view as a picture's. Raises UsageError for a table, which has none, and for what is no view."""
    if view == "table":
        raise UsageError(
            "the view of this query is a table, which has no picture; a header with 'view: bar' (or matrix, timeline, "
            "network) and 'plot: {rows: …, value: …}' gives it one"
        )
    for known in VIEWS:
        if view == known:
            return known
    raise UsageError(f"{view!r} is no view, only {', '.join(VIEWS[1:])}")


def choose_parts(table: Table, view: View, plot: Plot | None) -> Plot:
    """The columns of every part. Raises UsageError where the table has no column that a part needs."""
    if plot is not None:
        missing = sorted(plot.used - set(table.columns))
        if missing:
            raise UsageError(f"the picture is made of {missing[0]!r}, but the answer has {', '.join(table.columns)}")
        return plot if plot.hover else replace(plot, hover=_rest(table, plot))
    return _Columns(table).choose(view)


def _rest(table: Table, plot: Plot) -> tuple[str, ...]:
    return tuple(column for column in table.columns if column not in plot.used)


def name_columns(table: Table, plot: Plot, arguments: Mapping[str, str]) -> tuple[Table, Plot]:
    """The table and the plot with columns such as stance_a called after the argument a: "stance: Russia"."""
    named = {}
    for column in table.columns:
        what, _, parameter = column.rpartition("_")
        named[column] = f"{what}: {clean(arguments[parameter])}" if what and parameter in arguments else column
    parts = {part.name: tuple(named[column] for column in getattr(plot, part.name)) for part in fields(plot)}
    return replace(table, columns=tuple(named.values())), Plot(**parts)


class _Columns:
    """The columns of a table by what they hold."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.stances = self._of(lambda cell: find_look(cell) is not None)
        self.numbers = self._of(lambda cell: read_number(cell) is not None)
        self.dates = [name for name in self._of(_is_date) if name not in self.numbers]
        taken = {*self.stances, *self.numbers, *self.dates}
        self.things = [name for name in self._of(lambda cell: isinstance(cell, NamedNode)) if name not in taken]
        texts = [name for name in table.columns if name not in taken and name not in self.things]
        self.rows = self.things or texts

    def _of(self, holds: Callable[[Cell], bool]) -> list[str]:
        columns = zip(self.table.columns, zip(*self.table.rows, strict=True), strict=True)
        return [
            name for name, cells in columns if any(cells) and all(holds(cell) for cell in cells if cell is not None)
        ]

    def choose(self, view: View) -> Plot:
        plot = {
            "matrix": self._matrix,
            "bar": self._bar,
            "timeline": self._timeline,
            "network": self._network,
        }[view]()
        if plot is None:
            raise UsageError(
                f"a {view} needs {_NEEDS[view]}; the answer has {', '.join(self.table.columns)}, "
                "and no 'plot' in a header says what they are"
            )
        return replace(plot, hover=_rest(self.table, plot))

    def _matrix(self) -> Plot | None:
        value = self.stances[:1] or self.numbers[:1]
        rows, columns = self.rows[:1], self.rows[1:2]
        return Plot(rows=tuple(rows), columns=tuple(columns), value=tuple(value)) if value and rows else None

    def _bar(self) -> Plot | None:
        if not self.numbers or not (self.rows or self.dates):
            return None
        group = tuple(self.stances[:1])
        if self.rows:
            return Plot(rows=tuple(self.rows[:1]), value=tuple(self.numbers[:1]), group=group)
        return Plot(date=tuple(self.dates[:1]), value=tuple(self.numbers[:1]), group=group)

    def _timeline(self) -> Plot | None:
        if not self.dates or not self.rows:
            return None
        return Plot(rows=tuple(self.rows[:1]), date=tuple(self.dates[:1]), group=tuple(self.stances[:1]))

    def _network(self) -> Plot | None:
        ends: Sequence[str] = self.rows[:2]
        return Plot(ends=tuple(ends), group=tuple(self.stances[:1])) if len(ends) == 2 else None


def _is_date(cell: Cell) -> bool:
    return isinstance(cell, Literal) and is_edtf(cell.value)
