"""Values: the cells of a table as Python has them, and columns of one type each.

Terms come in. Out go str, int, float, bool, date and datetime; an IRI's value is its label. A literal whose text does
not fit its datatype stays text, and a column with values of several types is text as a whole, so that nothing is lost
or guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

from kg.queries.results import Cell, Table
from kg.vocabulary import XSD

Value = str | int | float | bool | date | datetime | None
Kind = OneOf["text", "integer", "number", "boolean", "date", "time"]

_INTEGERS = frozenset(
    XSD[name]
    for name in """integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger
    unsignedInt unsignedLong unsignedShort unsignedByte""".split()
)
_NUMBERS = frozenset(XSD[name] for name in ("decimal", "double", "float"))
_WIDEST = 2**63


@dataclass(frozen=True)
class Column:
    """A column of one kind. `iris` are the IRIs of its cells where it has things, None where it has only values."""

    name: str
    kind: Kind
    values: tuple[Value, ...]
    iris: tuple[str | None, ...] | None = None


def is_number(cell: Cell) -> bool:
    """Whether a cell is a number by its datatype and by what is written in it."""
    return isinstance(cell, Literal) and isinstance(parse_literal(cell), int | float) and cell.datatype != XSD.boolean


def parse_literal(literal: Literal) -> Value:
    """The value of a literal; its text where Python has no such value or the text does not fit the datatype.

    >>> parse_literal(Literal("2015-12-18", datatype=XSD.date))
    datetime.date(2015, 12, 18)
    """
    parse = _PARSERS.get(literal.datatype)
    if parse is None:
        return literal.value
    value = parse(literal.value)
    return literal.value if value is None else value


def read_value(table: Table, cell: Cell) -> Value:
    """The value of a cell, a thing's label; None for an unbound cell."""
    if isinstance(cell, Literal):
        return parse_literal(cell)
    return None if cell is None else table.text(cell)


def read_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table, each of one kind."""
    return tuple(_read_column(table, index, name) for index, name in enumerate(table.columns))


def name_iris(columns: tuple[Column, ...]) -> Mapping[str, str]:
    """For the columns that have IRIs, the names of the columns that hold them: `NAME_iri`."""
    taken, names = {column.name for column in columns}, {}
    for column in columns:
        if column.iris is not None:
            name = f"{column.name}_iri"
            while name in taken:
                name += "_"
            taken.add(name)
            names[column.name] = name
    return names


def beside(columns: tuple[Column, ...]) -> Iterator[Column]:
    """The columns, each that has things followed by one with their IRIs."""
    names = name_iris(columns)
    for column in columns:
        yield column
        if column.iris is not None:
            yield Column(names[column.name], "text", column.iris)


def _read_column(table: Table, index: int, name: str) -> Column:
    cells = [row[index] for row in table.rows]
    values = tuple(read_value(table, cell) for cell in cells)
    kinds = {_kind(value) for value in values if value is not None}
    if kinds == {"integer", "number"}:
        kinds = {"number"}
    iris = tuple(cell.value if isinstance(cell, NamedNode) else None for cell in cells)
    held = iris if any(iris) else None
    if len(kinds) == 1 and (kind := next(iter(kinds))) != "text":
        return Column(name, kind, values, held)
    return Column(name, "text", tuple(None if cell is None else table.text(cell) for cell in cells), held)


def _kind(value: Value) -> Kind:
    match value:
        case bool():
            return "boolean"
        case int():
            return "integer" if -_WIDEST <= value < _WIDEST else "text"
        case float():
            return "number"
        case datetime():
            return "time"
        case date():
            return "date"
        case _:
            return "text"


def _parse_integer(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[+-]?[0-9]{1,4000}", text) else None


def _parse_number(text: str) -> float | None:
    if text in ("INF", "+INF", "-INF", "NaN"):
        return float(text.replace("INF", "inf"))
    return float(text) if re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?", text) else None


def _parse_boolean(text: str) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(text)


def _parse_date(text: str) -> date | None:
    # A date with a time zone is no day of the calendar alone.
    try:
        return date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        return None


def _parse_time(text: str) -> datetime | None:
    """A moment in UTC; None without a time zone, which says no moment."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


_PARSERS: Mapping[NamedNode, Callable[[str], Value]] = {
    **dict.fromkeys(_INTEGERS, _parse_integer),
    **dict.fromkeys(_NUMBERS, _parse_number),
    XSD.boolean: _parse_boolean,
    XSD.date: _parse_date,
    XSD.dateTime: _parse_time,
}
