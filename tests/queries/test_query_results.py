"""Answers become tables, and tables become text that programs read back."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse_query_results,
)

from kg.errors import UnknownName
from kg.queries.formats import FORMATS, format_table
from kg.queries.results import Table, read_table, shorten
from kg.vocabulary import SP, XSD

EGYPT = NamedNode("https://w3id.org/standpoint/id/actor/egy")
TABLE = Table(
    ("who", "stance", "words", "n"),
    (
        (EGYPT, SP.oppose, Literal('He said "no",\nthen | left\\'), Literal(2)),
        (
            NamedNode("https://example.org/x"),
            None,
            Literal("=1+1", language="en"),
            Literal("0.5", datatype=XSD.decimal),
        ),
        (BlankNode("b"), SP.support, Literal("<b>&\r"), Literal("true", datatype=XSD.boolean)),
        (EGYPT, None, Literal("-"), Literal(-3)),
    ),
    {EGYPT: "Egypt"},
)


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
    table = Table(("x",), ((Literal(text.encode("utf-8", "replace").decode()),),))
    ElementTree.fromstring(format_table(table, "sparql-xml"))


def test_formats_are_named() -> None:
    assert tuple(FORMATS) == ("csv", "tsv", "json", "markdown", "sparql-json", "sparql-xml")
    with pytest.raises(UnknownName, match="no format is called 'cvs'; did you mean csv"):
        format_table(TABLE, "cvs")


def test_empty_table_has_its_columns() -> None:
    empty = Table(("a", "b"), ())
    assert format_table(empty, "csv") == "a,b\r\n"
    assert json.loads(format_table(empty, "json"))["rows"] == []


@pytest.fixture
def store() -> Store:
    store = Store()
    lines = "".join(
        f'<https://example.org/{n}> <http://www.w3.org/2000/01/rdf-schema#label> "L{n}" .\n' for n in range(1200)
    )
    store.load(lines.encode(), format=RdfFormat.N_TRIPLES)
    store.load(
        b"<https://example.org/1> <http://www.w3.org/2000/01/rdf-schema#label> 'A first' .", format=RdfFormat.TURTLE
    )
    return store


ALL = "SELECT ?s WHERE { ?s ?p ?o FILTER(?o != 'A first') } ORDER BY ?s"


def test_labels_are_asked_for_in_few_queries(store: Store) -> None:
    asked = []

    def ask(sparql: str) -> QuerySolutions:
        asked.append(sparql)
        answer = store.query(sparql)
        assert isinstance(answer, QuerySolutions)
        return answer

    table = read_table(ask(ALL), ask)
    assert len(table.rows) == len(table.labels) == 1200
    assert len(asked) == 4
    assert table.text(NamedNode("https://example.org/1")) == "A first"


@pytest.mark.parametrize(
    ("limit", "rows", "truncated"), [(None, 1200, False), (1200, 1200, False), (1199, 1199, True), (0, 0, True)]
)
def test_limit_says_whether_more_was_there(store: Store, limit: int | None, rows: int, truncated: bool) -> None:
    table = read_table(store.query(ALL), limit=limit)
    assert (len(table.rows), table.truncated) == (rows, truncated)


def test_ask_and_construct_are_tables_too(store: Store) -> None:
    assert read_table(store.query("ASK {}")).rows == ((Literal(True),),)
    table = read_table(store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o = 'L7') }"))
    assert table.columns == ("subject", "predicate", "object")
    assert [cell and table.text(cell) for cell in table.rows[0]] == ["https://example.org/7", "label", "L7"]


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/standpoint/plover#AID", "AID"),
        ("https://w3id.org/standpoint/id/graph/doc/a-b-1", "graph/doc/a-b-1"),
        ("https://example.org/base/doc/a#char=1,2", "doc/a#char=1,2"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_iri_without_a_label_is_shortened(iri: str, short: str) -> None:
    assert shorten(NamedNode(iri)) == short
