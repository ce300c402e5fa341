"""The page of the SPARQL editor: the query that it begins with, what it completes from, and its packaged parts."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import kg.web
from kg.web.terms import read_terms

BROWSER = {"Accept": "text/html"}
VENDOR = Path(kg.web.__file__).parent / "static" / "vendor"


def text_of(page: str) -> str:
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert found
    return unescape(found[1])


def test_what_it_begins_with_can_be_asked(client: TestClient) -> None:
    query = text_of(client.get("/editor", headers=BROWSER).text)
    answer = client.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query"}).json()
    assert {row["holder"]["value"] for row in answer["results"]["bindings"]} == {"Kenya", "Uganda"}


@pytest.mark.parametrize(
    "query", ["ASK { ?s ?p ?o }", "</textarea><script>alert(1)</script>", "SELECT *\n{ ?s ?p 'é' }"]
)
def test_the_address_holds_the_query(client: TestClient, query: str) -> None:
    page = client.get("/editor", params={"query": query}, headers=BROWSER).text
    assert text_of(page) == query
    assert "<script>alert" not in page


def test_a_canned_query_comes_with_its_arguments(client: TestClient) -> None:
    page = client.get("/editor?canned=positions&actor=Kenya", headers=BROWSER).text
    assert "<https://w3id.org/standpoint/id/actor/ken>" in text_of(page)
    assert '<option value="positions" selected>' in page


def test_a_canned_query_with_arguments_that_do_not_fit_comes_as_it_is(client: TestClient) -> None:
    page = client.get("/editor?canned=positions&actor=Atlantis", headers=BROWSER).text
    assert "$actor" in text_of(page)


def test_a_canned_query_that_is_not_there_is_not_found(client: TestClient) -> None:
    assert client.get("/editor?canned=nothing", headers=BROWSER).status_code == 404


def test_what_completes_stands_on_the_page(client: TestClient) -> None:
    page = client.get("/editor", headers=BROWSER).text
    terms, prefixes = (
        json.loads(unescape(re.findall(f'data-{name}="([^"]*)"', page)[0])) for name in ("terms", "prefixes")
    )
    assert terms == list(read_terms())
    assert all(term.partition(":")[0] in prefixes for term in terms)
    assert prefixes["actor"] == "https://w3id.org/standpoint/id/actor/"


@pytest.mark.parametrize("folder", ["yasqe"])
def test_packaged_parts_name_their_version_and_licence(client: TestClient, folder: str) -> None:
    told = (VENDOR / folder / "README.md").read_text()
    assert re.search(r"version \d+\.\d+\.\d+, MIT", told)
    assert "Permission is hereby granted" in " ".join((VENDOR / folder / "LICENSE").read_text().split())
    files = re.findall(r"`([^`]+)` \(([\d,]+) bytes\)", told)
    assert files
    for name, size in files:
        assert len(client.get(f"/static/vendor/{folder}/{name}").content) == int(size.replace(",", ""))
