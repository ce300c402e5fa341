"""Tables of answers on pages: which columns they have, and how a value reads that nobody knows."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Literal, NamedNode
from starlette.testclient import TestClient

from kg.queries.results import Table
from kg.web.rendering import part_columns

BROWSER = {"Accept": "text/html"}


def test_columns_without_a_value_are_told_apart() -> None:
    rows = ((Literal("a"), None, Literal(""), None), (None, NamedNode("x:y"), Literal(""), None))
    assert part_columns(Table(("one", "two", "empty", "unbound"), rows)) == ([0, 1], [2, 3])
    assert part_columns(Table(("one",), ())) == ([], [0])


def test_a_page_names_the_columns_that_it_leaves_out(client: TestClient) -> None:
    page = client.get("/queries/agreements?a=Kenya&b=Uganda", headers=BROWSER).text
    heads = re.findall(r'<th scope="col">([^<]+)</th>', page)
    (left,) = re.findall(r'<p class="note">No row has ([^<]+)\.</p>', page)
    out = re.split(", | or ", left)
    assert "issue" in heads
    assert out
    assert not set(heads) & set(out)


def test_each_cell_knows_its_column(client: TestClient) -> None:
    page = client.get("/queries/positions?actor=Kenya", headers=BROWSER).text
    heads = re.findall(r'<th scope="col">([^<]+)</th>', page)
    cells = re.findall(r'<td data-of="([^"]*)"', page)
    assert cells[: len(heads)] == heads
    assert len(cells) % len(heads) == 0


@pytest.mark.parametrize("query", ["documents", "positions", "claims"])
def test_an_unknown_date_is_no_row_of_letters(client: TestClient, query: str) -> None:
    assert ">XXXX" not in client.get(f"/queries/{query}", headers=BROWSER).text
