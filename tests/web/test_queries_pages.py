"""The pages of the canned queries: every one has its form, and its address is its question."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from kg.queries.catalogue import load_catalogue
from kg.resources import data_folder

BROWSER = {"Accept": "text/html"}
CATALOGUE = load_catalogue([data_folder("queries")])


def test_the_list_has_every_query_once(client: TestClient) -> None:
    found = re.findall(r'<a href="/queries/([^"]+)">', client.get("/queries", headers=BROWSER).text)
    assert sorted(found) == list(CATALOGUE.names)


@pytest.mark.parametrize(
    ("asked", "in_it", "not_in_it"),
    [("q=votes most", "votes-with", "size"), ("tag=votes", "ballots", "size"), ("q=SIZE&tag=data", "size", "ballots")],
)
def test_the_list_is_narrowed_by_words_and_tags(client: TestClient, asked: str, in_it: str, not_in_it: str) -> None:
    page = client.get(f"/queries?{asked}", headers=BROWSER).text
    assert f'"/queries/{in_it}"' in page
    assert f'"/queries/{not_in_it}"' not in page


@pytest.mark.parametrize("name", CATALOGUE.names)
def test_every_query_has_a_page_with_its_fields(client: TestClient, name: str) -> None:
    response = client.get(f"/queries/{name}", headers=BROWSER)
    assert response.status_code == 200
    assert re.findall(r'<(?:input|select) id="field-([^"]+)"', response.text) == [
        parameter.name for parameter in CATALOGUE.get(name).params
    ]


def test_an_answer_has_rows_picture_files_and_command(client: TestClient) -> None:
    page = client.get("/queries/agreements?a=Kenya&b=Uganda", headers=BROWSER).text
    assert "Construction of the dam" in page
    assert '<span class="sign" aria-hidden="true">≠</span>disagree' in page
    assert "kg query agreements --a Kenya --b Uganda" in page
    picture = re.search(r'<img src="([^"]+)"', page)
    assert picture
    files = re.findall(r'<a href="([^"]+)" download=', page)
    assert len(files) == 11
    for address in (picture[1], *files[:3]):
        assert client.get(unescape(address)).status_code == 200


def test_a_field_keeps_what_was_typed_and_tells_what_is_wrong(client: TestClient) -> None:
    response = client.get('/queries/agreements?a=Kenia&b="><b>&since=soon', headers=BROWSER)
    assert response.status_code == 422
    assert 'value="Kenia"' in response.text
    assert "<b>" not in response.text
    assert 'href="/queries/agreements?a=Kenya&amp;b=%22%3E%3Cb%3E&amp;since=soon"' in response.text
    assert response.text.count('aria-invalid="true"') == 3
    assert 'id="answer"' not in response.text


@pytest.mark.parametrize(
    "asked", ["a=&b=Uganda", "a=Kenya&b=Uganda&c=1", "a=Kenya&a=Uganda&b=Uganda", "a=Kenya&b=Uganda&rows-page=x"]
)
def test_what_does_not_fit_is_refused(client: TestClient, asked: str) -> None:
    assert client.get(f"/queries/agreements?{asked}", headers=BROWSER).status_code == 422


def test_of_several_names_the_wrong_one_is_replaced(client: TestClient) -> None:
    page = client.get("/queries/divides?actors=Uganda; Kenia", headers=BROWSER).text
    assert 'href="/queries/divides?actors=Uganda%3B+Kenya"' in page


def test_many_rows_stand_on_several_pages(client: TestClient) -> None:
    first = client.get("/queries/uncurated", headers=BROWSER).text
    assert "Rows 1–" in first
    last = client.get("/queries/uncurated?rows-page=999", headers=BROWSER)
    assert last.status_code == 200


def test_a_query_that_is_not_there_has_near_ones(client: TestClient) -> None:
    response = client.get("/queries/agreement", headers=BROWSER)
    assert response.status_code == 404
    assert 'href="/queries/agreements"' in response.text
