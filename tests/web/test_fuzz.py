"""The interface for programs against its own description: whatever is asked, the answer is one that it promises."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kg.queries.catalogue import load_catalogue
from kg.resources import data_folder
from kg.web.openapi import describe_interface

RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NAMES = st.sampled_from(["Kenya", "Uganda", "kenya", "actor:ken", "Construction of the dam", "2001", "2001-05-04", "3"])
ANYTHING = st.text(max_size=50).map(lambda text: text.encode("utf-8", "replace").decode())
Operation = tuple[str, Mapping[str, Any]]


@cache
def operations() -> list[Operation]:
    described: Any = describe_interface(load_catalogue([data_folder("queries")]))
    return [(path, one["get"]) for path, one in described["paths"].items()]


def values(schema: Mapping[str, Any]) -> st.SearchStrategy[str]:
    """What fits a schema, mostly, and what doesn't."""
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | ANYTHING
    if schema.get("type") == "integer":
        return st.integers(-3, 10**12).map(str) | ANYTHING
    return NAMES | ANYTHING


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, dict[str, str], Operation]:
    """A request to one of the operations: required parameters mostly given, others sometimes."""
    operation = draw(st.sampled_from(operations()))
    path, description = operation
    arguments = {}
    for parameter in description["parameters"]:
        given = parameter["in"] == "path" or draw(st.integers(0, 9)) < (9 if parameter.get("required") else 3)
        if not given:
            continue
        value = draw(values(parameter["schema"]))
        if parameter["in"] == "path":
            path = path.replace("{" + parameter["name"] + "}", quote(value, safe=""))
        else:
            arguments[parameter["name"]] = value
    return path, arguments, operation


@settings(RELAXED, max_examples=300)
@given(requests())
def test_every_answer_is_one_that_the_description_promises(
    client: TestClient, request: tuple[str, dict[str, str], Operation]
) -> None:
    path, arguments, (_, description) = request
    response = client.get(path, params=arguments)
    promised = description["responses"]
    assert response.status_code < 500, response.text
    media_type = response.headers["content-type"].partition(";")[0]
    if response.status_code == 200:
        assert media_type in promised["200"]["content"], media_type
    else:
        assert str(response.status_code) in promised, response.text
        assert media_type == "application/problem+json"
        assert response.json()["status"] == response.status_code


TOKENS = st.sampled_from(
    """SELECT ASK CONSTRUCT DESCRIBE WHERE { } ( ) [ ] ?s ?p ?o * . ; , a <http://x> FILTER OPTIONAL UNION MINUS BIND AS
    GROUP BY ORDER LIMIT 1 -1 "x" 'y' COUNT FROM NAMED SERVICE LOAD INSERT DELETE DROP ALL GRAPH PREFIX p: p:q BASE # \\
    VALUES UNDEF EXISTS NOT IN REGEX ^ / | ! + = && || true 1e5 @en ^^ _:b""".split()
)


@settings(RELAXED, max_examples=200)
@given(st.lists(TOKENS, max_size=20).map(" ".join) | ANYTHING, st.sampled_from(["*/*", "text/csv", "text/turtle"]))
def test_any_query_has_an_answer_or_a_reason(client: TestClient, sparql: str, accept: str) -> None:
    response = client.post("/sparql", data={"query": sparql}, headers={"Accept": accept})
    assert response.status_code in (200, 400, 406), response.text


@settings(RELAXED, max_examples=100)
@given(
    st.binary(max_size=200), st.text("abcdefghijklmnopqrstuvwxyz/-+;= ", max_size=40), st.sampled_from(["POST", "PUT"])
)
def test_any_body_has_an_answer_or_a_reason(client: TestClient, body: bytes, media_type: str, method: str) -> None:
    for path in ("/sparql", "/graphs?graph=http://example.org/g"):
        response = client.request(method, path, content=body, headers={"Content-Type": media_type})
        assert response.status_code in (400, 403, 405, 406, 415), response.text
