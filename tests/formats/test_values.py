"""Terms as Python values, and columns of one kind."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from pyoxigraph import Literal, NamedNode
from table_samples import CELLS, EGYPT, TYPED, table_of

from kg.formats.values import Value, beside, parse_literal, read_columns
from kg.queries.results import Table
from kg.vocabulary import SP, XSD


@pytest.mark.parametrize(
    ("text", "datatype", "value"),
    [
        ("12", "integer", 12),
        ("+007", "nonNegativeInteger", 7),
        ("twelve", "integer", "twelve"),
        ("1.5", "decimal", 1.5),
        ("-2E3", "double", -2000.0),
        ("1", "boolean", True),
        ("no", "boolean", "no"),
        ("2016-02-29", "date", date(2016, 2, 29)),
        ("2015-02-29", "date", "2015-02-29"),
        ("2015-02-28Z", "date", "2015-02-28Z"),
        ("-0044-03-15", "date", "-0044-03-15"),
        ("2015-12-18T10:00:00Z", "dateTime", datetime(2015, 12, 18, 10, tzinfo=UTC)),
        ("2015-12-18T10:00:00", "dateTime", "2015-12-18T10:00:00"),
        ("2015", "gYear", "2015"),
        ("=1+1", "integer", "=1+1"),
    ],
)
def test_what_does_not_fit_its_datatype_stays_text(text: str, datatype: str, value: Value) -> None:
    parsed = parse_literal(Literal(text, datatype=XSD[datatype]))
    assert (parsed, type(parsed)) == (value, type(value))


def test_infinity_and_no_number_are_numbers_of_python() -> None:
    assert parse_literal(Literal("-INF", datatype=XSD.double)) == -math.inf
    nothing = parse_literal(Literal("NaN", datatype=XSD.double))
    assert isinstance(nothing, float)
    assert math.isnan(nothing)


@given(CELLS)
def test_every_literal_has_a_value(cell: Literal) -> None:
    value = parse_literal(cell)
    assert value is not None
    assert isinstance(value, str | int | float | date)
    assert not isinstance(value, str) or value == cell.value


def test_a_column_is_of_one_kind() -> None:
    kinds = {column.name: column.kind for column in read_columns(TYPED)}
    assert kinds == {
        "who": "text",
        "day": "date",
        "said_at": "time",
        "documents": "integer",
        "share": "number",
        "own": "boolean",
        "mixed": "text",
        "nothing": "text",
    }
    mixed = next(column for column in read_columns(TYPED) if column.name == "mixed")
    assert mixed.values == ("7", "2015-XX")


def test_numbers_too_long_for_a_column_are_text() -> None:
    (column,) = read_columns(table_of([Literal(2**63 - 1), Literal(str(2**63), datatype=XSD.integer)]))
    assert (column.kind, column.values) == ("text", (str(2**63 - 1), str(2**63)))


def test_iris_stand_beside_labels_under_names_of_their_own() -> None:
    table = Table(("a", "a_iri"), ((EGYPT, SP.oppose), (Literal("x"), None)), {EGYPT: "Egypt"})
    columns = list(beside(read_columns(table)))
    assert [column.name for column in columns] == ["a", "a_iri_", "a_iri", "a_iri_iri"]
    assert columns[0].values == ("Egypt", "x")
    assert columns[1].values == (EGYPT.value, None)


def test_a_table_without_rows_has_columns_of_text() -> None:
    assert [(column.name, column.kind) for column in read_columns(Table(("a",), ()))] == [("a", "text")]


def test_a_thing_without_a_label_is_called_by_its_iri() -> None:
    table = Table(("a",), ((NamedNode("https://example.org/x"),),))
    assert read_columns(table)[0].values == ("https://example.org/x",)
