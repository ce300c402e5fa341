"""Tables become text that programs read back."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QueryResultsFormat, QuerySolutions, parse_query_results
from table_samples import CELLS, EGYPT, TABLE, TYPED, table_of

from kg.errors import UnknownName, UsageError
from kg.formats.names import BINARY, SUFFIXES, guess_format
from kg.formats.writing import encode_table, format_table
from kg.queries.results import Table
from kg.vocabulary import XSD


def test_csv_is_safe_for_spreadsheets_and_keeps_numbers() -> None:
    rows = list(csv.reader(io.StringIO(format_table(TABLE, "csv"), newline="")))
    assert rows[0] == ["who", "stance", "words", "n"]
    assert rows[1] == ["Egypt", "oppose", 'He said "no",\nthen | left\\', "2"]
    assert rows[2] == ["https://example.org/x", "", "'=1+1", "0.5"]
    assert rows[4] == ["Egypt", "", "'-", "-3"]
    assert format_table(TABLE, "csv").startswith("who,stance,words,n\r\n")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_cell_starts_a_formula(start: str) -> None:
    table = Table(("x",), ((Literal(start + "cmd|' /C calc'!A0"),),))
    assert next(csv.reader(io.StringIO(format_table(table, "csv").split("\r\n", 1)[1], newline="")))[0][0] == "'"


def test_tsv_has_one_line_a_row() -> None:
    lines = format_table(TABLE, "tsv").split("\n")
    assert len(lines) == 6
    assert lines[1] == 'Egypt\toppose\tHe said "no",\\nthen | left\\\\\t2'


def test_markdown_has_one_line_a_row() -> None:
    lines = format_table(TABLE, "markdown").splitlines()
    assert len(lines) == 6
    assert lines[:2] == ["| who | stance | words | n |", "| --- | --- | --- | --- |"]
    assert lines[2] == '| Egypt | oppose | He said "no", then \\| left\\\\ | 2 |'
    assert "\\<b>&" in lines[4]


def test_json_is_flat_and_typed() -> None:
    value = json.loads(format_table(TABLE, "json"))
    assert value["columns"] == ["who", "stance", "words", "n"]
    assert value["labels"] == {EGYPT.value: "Egypt"}
    assert value["truncated"] is False
    assert value["rows"][0]["who"] == EGYPT.value
    assert [row["n"] for row in value["rows"]] == [2, 0.5, True, -3]
    assert value["rows"][1]["stance"] is None


def test_json_holds_no_number_that_json_lacks() -> None:
    table = Table(("x",), ((Literal("NaN", datatype=XSD.double),), (Literal("INF", datatype=XSD.double),)))
    assert [row["x"] for row in json.loads(format_table(table, "json"))["rows"]] == ["NaN", "INF"]


@pytest.mark.parametrize(
    ("name", "results_format"),
    [("sparql-json", QueryResultsFormat.JSON), ("sparql-xml", QueryResultsFormat.XML)],
)
def test_sparql_formats_keep_the_terms(name: str, results_format: QueryResultsFormat) -> None:
    solutions = parse_query_results(format_table(TABLE, name).encode(), results_format)
    assert isinstance(solutions, QuerySolutions)
    assert tuple(variable.value for variable in solutions.variables) == TABLE.columns
    assert tuple(tuple(solution) for solution in solutions) == TABLE.rows


@given(st.text())
def test_xml_is_well_formed_whatever_the_text(text: str) -> None:
    ElementTree.fromstring(format_table(table_of([Literal(text)]), "sparql-xml"))


@pytest.mark.parametrize("name", [name for name in SUFFIXES if name not in BINARY])
def test_every_text_format_is_known_by_name(name: str) -> None:
    assert encode_table(TYPED, name) == format_table(TYPED, name).encode()


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownName, match="no format of text is called 'cvs'; did you mean csv"):
        encode_table(TABLE, "cvs")


@pytest.mark.parametrize(
    ("name", "format"), [("x.csv", "csv"), ("a.b/x.TSV", "tsv"), ("x.htm", "html"), ("x.srj", "sparql-json")]
)
def test_a_suffix_tells_the_format(name: str, format: str) -> None:
    assert guess_format(name) == format


@pytest.mark.parametrize(("name", "says"), [("x.doc", "the suffix '.doc' of x.doc names no"), ("x", "x has no suffix")])
def test_a_suffix_of_no_format_is_refused(name: str, says: str) -> None:
    with pytest.raises(UsageError, match=f"{says}.*expected one of .csv, .tsv"):
        guess_format(name)


@pytest.mark.parametrize("name", ["csv", "tsv"])
@given(cells=st.lists(CELLS, min_size=1, max_size=5))
def test_no_cell_is_run_as_a_formula(name: str, cells: list[Literal]) -> None:
    for cell, (written,) in zip(cells, _read(format_table(table_of(cells), name), name)[1:], strict=True):
        if not re.fullmatch(r"[+-]?[0-9.]+([eE][+-]?[0-9]+)?|-INF|\+INF", written):
            assert not re.match(r"[=+\-@＝＋－＠\t\r\n]", written)
        assert written in (cell.value, f"'{cell.value}")


def _read(text: str, name: str) -> list[list[str]]:
    if name == "csv":
        return list(csv.reader(io.StringIO(text, newline="")))
    unescaped = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}
    lines = text.removesuffix("\n").split("\n")
    return [[re.sub(r"\\.", lambda m: unescaped[m[0]], cell) for cell in line.split("\t")] for line in lines]


def test_empty_table_has_its_columns() -> None:
    empty = Table(("a", "b"), ())
    assert format_table(empty, "csv") == "a,b\r\n"
    assert json.loads(format_table(empty, "json"))["rows"] == []
