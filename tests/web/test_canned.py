"""Canned queries, names, things and descriptions over HTTP: forms, errors, paging and entity tags."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat
from starlette.testclient import TestClient

from kg.queries.catalogue import load_catalogue
from kg.resources import data_folder
from kg.web.media import GRAPHS, PICTURES, TABLES

BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
CATALOGUE = load_catalogue([data_folder("queries")])
FORMATS = {"nt": RdfFormat.N_TRIPLES, "ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML}
KENYA = "https://w3id.org/standpoint/id/actor/ken"


@pytest.mark.parametrize("suffix", TABLES)
def test_an_answer_has_every_form(client: TestClient, suffix: str) -> None:
    response = client.get(f"/q/positions.{suffix}", params={"actor": "Kenya"})
    assert response.status_code == 200
    assert response.headers["content-type"] == TABLES[suffix].media_type
    assert response.headers["content-disposition"] == f'inline; filename="positions.{suffix}"'
    assert response.content
    if suffix not in ("xlsx", "parquet"):
        assert "Kenya wants the dam to be built" in response.text


def test_json_has_the_rows_and_their_labels(client: TestClient) -> None:
    found = client.get("/q/positions.json", params={"actor": "kenya"}).json()
    assert [row["stance"].rpartition("#")[2] for row in found["rows"]] == ["support"]
    assert found["labels"][KENYA] == "Kenya"
    assert found["truncated"] is False


@pytest.mark.parametrize("suffix", PICTURES)
def test_an_answer_with_a_view_has_a_picture(client: TestClient, suffix: str) -> None:
    response = client.get(f"/q/stances.{suffix}")
    assert response.status_code == 200
    assert response.headers["content-type"] == PICTURES[suffix].media_type
    if suffix == "svg":
        assert ElementTree.fromstring(response.text).tag.endswith("svg")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/csv;q=0.5, application/sparql-results+json", "application/sparql-results+json"),
        ("text/*;q=0.9, application/json;q=0.1", "text/csv; charset=utf-8"),
    ],
)
def test_without_a_suffix_accept_decides(client: TestClient, accept: str, media_type: str) -> None:
    response = client.get("/q/actors", headers={"Accept": accept})
    assert response.headers["content-type"] == media_type
    assert "Accept" in response.headers["vary"]


def test_nothing_that_accept_takes_is_an_error(client: TestClient) -> None:
    assert client.get("/q/actors", headers={"Accept": "audio/mpeg"}).status_code == 406


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/q/positoins.json", 404, "did you mean positions"),
        ("/q/changes.%2F", 404, "nothing at this address"),
        ("/q/positions.docx", 404, "is called 'docx'; there are json"),
        ("/q/positions.json?actor=Kenia", 422, "did you mean Kenya"),
        ("/q/positions.json?acter=Kenya", 422, "did you mean actor"),
        ("/q/positions.json?actor=Kenya&until=soon", 422, "until"),
        ("/q/positions.json?actor=Kenya&actor=Uganda", 422, "given 2 times"),
        ("/q/agreements.json?a=Kenya", 422, "needs a value for b"),
        ("/q/actors.json?limit=few", 422, "whole number"),
        ("/q/actors.json?limit=-1", 422, "whole number"),
        ("/q/actors.json?offset=99999999999", 422, "whole number"),
        ("/q/actors.svg", 422, "picture"),
    ],
)
def test_a_wrong_question_is_told_what_was_expected(client: TestClient, path: str, status: int, words: str) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    assert words in response.json()["detail"]


def test_pages_of_rows_make_the_whole(client: TestClient) -> None:
    whole = client.get("/q/positions.json").json()["rows"]
    address: str | None = "/q/positions.json?limit=1"
    rows = []
    while address:
        response = client.get(address)
        rows += response.json()["rows"]
        assert response.json()["truncated"] is ("next" in response.links)
        assert (response.headers.get("x-truncated") == "true") is ("next" in response.links)
        address = response.links.get("next", {}).get("url")
    assert rows == whole
    assert len(rows) > 1


def test_an_answer_that_the_client_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/q/actors.json")
    again = client.get("/q/actors.json", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get("/q/actors.csv").headers["etag"] != first.headers["etag"]
    assert client.get("/q/actors.json?limit=1").headers["etag"] != first.headers["etag"]


def test_an_answer_that_stands_alone_may_run_nothing(client: TestClient) -> None:
    policy = client.get("/q/actors.html").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox" in policy


def test_names_for_who_is_typing(client: TestClient) -> None:
    found = client.get("/names/actor.json", params={"q": "the KENY"}).json()
    assert found["names"][0] == "Kenya"
    assert client.get("/names/actor.json", params={"q": "no such name"}).json() == {"names": [], "truncated": False}
    assert client.get("/names/actress.json").status_code == 404


@pytest.mark.parametrize("suffix", GRAPHS)
def test_a_thing_is_to_be_had_as_data(client: TestClient, suffix: str) -> None:
    by_name = client.get(f"/id/actor/ken.{suffix}")
    by_accept = client.get("/id/actor/ken", headers={"Accept": GRAPHS[suffix].essence})
    assert by_name.content == by_accept.content
    assert by_name.headers["content-type"] == by_accept.headers["content-type"] == GRAPHS[suffix].media_type
    quads = list(pyoxigraph.parse(io.BytesIO(by_name.content), FORMATS[suffix]))
    assert {str(quad.subject) for quad in quads} == {f"<{KENYA}>"}


def test_a_document_comes_with_its_passages(client: TestClient) -> None:
    document = client.get("/q/documents.json").json()["rows"][0]["document"]
    found = client.get(f"/id/{document.partition('/id/')[2]}.nt").text
    subjects = {line.split()[0].strip("<>") for line in found.splitlines()}
    assert document in subjects
    assert any(subject.startswith(f"{document}#char=") for subject in subjects)


def test_a_person_gets_a_page_of_a_thing_and_a_program_data(client: TestClient) -> None:
    assert client.get("/id/actor/ken", headers=BROWSER).headers["content-type"].startswith("text/html")
    assert client.get("/id/actor/ken").headers["content-type"].startswith("text/turtle")
    assert client.get("/id/actor/ken", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    "path", ["actor/kenn.ttl", "actor/no such.ttl", "nothing.ttl", "%00.ttl", "a%3Cb%3E.ttl", ".ttl"]
)
def test_a_thing_that_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(f"/id/{path}").status_code in (404, 422)


def test_the_interface_describes_every_query(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    for query in CATALOGUE:
        operation = described["paths"][f"/q/{query.name}.{{form}}"]["get"]
        names = {parameter["name"] for parameter in operation["parameters"]}
        assert {parameter.name for parameter in query.params} <= names
        required = {parameter["name"] for parameter in operation["parameters"] if parameter.get("required")}
        assert required == {"form"} | {p.name for p in query.params if p.required and p.default is None}
    assert len(operations := [one["get"]["operationId"] for one in described["paths"].values()]) == len(set(operations))


def test_health_tells_what_the_store_holds(client: TestClient) -> None:
    found = client.get("/healthz").json()
    assert found["status"] == "ok"
    assert found["quads"] > 0


# Test 23: whatever stands in an argument is that text and nothing else, or is refused.
CORPUS = [
    '"', "'", "\\", "\n", "\r\n", "\t", ">", "<", "}", "{", "#", ";", "\u0000", "\\u0022", '"""', "'''", "?x", "$actor",
    '" . ?s ?p ?o } #', "> } ; DROP ALL #", "\u202eright to left", "🕊", "a" * 60_000, "http://a b", "<http://x>",
    "actor:rus> ?p ?o", "javascript:alert(1)", "%00", "..", "\ud7ff", "=1+1", "{{ 7*7 }}", "\uffff",
]  # fmt: skip


@pytest.mark.parametrize("text", CORPUS, ids=lambda text: ascii(text)[:20])
def test_23_an_argument_is_only_a_text(client: TestClient, text: str) -> None:
    named = client.get("/q/positions.json", params={"actor": text})
    assert named.status_code == (422 if text.strip() else 200), named.text[:200]
    words = client.get("/q/quotations.json", params={"words": text})
    assert words.status_code in (200, 422)
    if words.status_code == 200 and text.strip():
        assert all(text.casefold() in json.dumps(row, ensure_ascii=False).casefold() for row in words.json()["rows"])


ARGUMENTS = st.dictionaries(
    st.sampled_from(["actor", "a", "b", "since", "until", "words", "about", "limit", "offset", "which", "x", ""]),
    st.text(max_size=40)
    | st.sampled_from(["Kenya", "Uganda", "2001", "2001-05", "5", "all", "Construction of the dam"]),
    max_size=4,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([*CATALOGUE.names, "none"]), st.sampled_from([*TABLES, "ttl", "exe"]), ARGUMENTS)
def test_23_any_question_has_an_answer_or_a_reason(
    client: TestClient, name: str, suffix: str, arguments: dict[str, str]
) -> None:
    texts = {key: text.encode("utf-8", "replace").decode() for key, text in arguments.items()}
    response = client.get(f"/q/{name}.{suffix}", params=texts)
    assert response.status_code in (200, 404, 422), response.text
    if response.status_code == 200:
        assert response.headers["content-type"] == TABLES[suffix].media_type
    else:
        assert response.json()["detail"]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.sampled_from(["text/turtle", "text/html", "*/*"]))
def test_any_address_of_data_has_an_answer(client: TestClient, rest: str, accept: str) -> None:
    from urllib.parse import quote

    path = quote(rest.encode("utf-8", "replace"), safe="/")
    assert client.get(f"/id/{path}", headers={"Accept": accept}).status_code in (200, 404, 422)
