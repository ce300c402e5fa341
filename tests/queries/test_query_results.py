"""Answers become tables with labels."""

from __future__ import annotations

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    QuerySolutions,
    RdfFormat,
    Store,
)

from kg.queries.results import read_table, shorten


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
    assert len(asked) == 1 + 2
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
