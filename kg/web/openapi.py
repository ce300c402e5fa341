"""The description of the interface for programs, in OpenAPI 3.1, made from the catalogue of queries.

In: the queries. Out: a JSON object. It lists what a program may ask: the canned queries with their parameters, names,
things, SPARQL and graphs; no page.
"""

from __future__ import annotations

from typing import Final

from kg.jsonvalues import Json, JsonObject
from kg.queries.catalogue import CannedQuery, Catalogue
from kg.queries.parameters import Parameter
from kg.version import __version__
from kg.web.media import GRAPHS, PICTURES, RESULTS, TABLES, TRIPLES

_PROBLEM: Final = {"$ref": "#/components/responses/Problem"}
_REFUSALS: Final = {str(status): _PROBLEM for status in (404, 422, 503, 504)}
_PATTERNS: Final = {"integer": "^[0-9]{1,9}$"}


def describe_interface(catalogue: Catalogue) -> JsonObject:
    """The OpenAPI document of a catalogue."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Standpoint",
            "version": __version__,
            "summary": "Who stands where on what, according to whom, in which words.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {f"/q/{query.name}.{{form}}": {"get": _operation(query)} for query in catalogue} | _others(),
        "components": {"responses": {"Problem": _problem()}},
    }


def _operation(query: CannedQuery) -> JsonObject:
    forms = {**TABLES, **(PICTURES if query.view != "table" else {})}
    form: JsonObject = {"name": "form", "in": "path", "required": True, "schema": {"type": "string", "enum": [*forms]}}
    content: JsonObject = {kind.essence: {} for kind in forms.values()}
    return {
        "operationId": query.name,
        "summary": query.summary,
        "description": query.description,
        "tags": list(query.tags),
        "parameters": [form, *map(_parameter, query.params), *_paging(query)],
        "responses": {"200": {"description": "The answer.", "content": content}, "304": _SAME, **_REFUSALS},
    }


_SAME: Final = {"description": "The client has this answer already (If-None-Match)."}


def _parameter(parameter: Parameter) -> JsonObject:
    schema: dict[str, Json] = {"type": "string"}
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.type in _PATTERNS:
        schema["pattern"] = _PATTERNS[parameter.type]
    if parameter.default is not None:
        schema["default"] = parameter.default
    several = "; several, with semicolons between them" if parameter.many else ""
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required and parameter.default is None,
        "description": f"{parameter.help} ({parameter.type}{several})",
        "schema": schema,
    }


def _paging(query: CannedQuery) -> list[JsonObject]:
    own = {parameter.name for parameter in query.params}
    words = {"limit": "at most this many rows", "offset": "how many rows to leave out first"}
    return [
        {"name": name, "in": "query", "description": text, "schema": {"type": "integer", "minimum": 0}}
        for name, text in words.items()
        if name not in own
    ]


def _others() -> dict[str, Json]:
    """What a program may ask besides canned queries."""
    text: dict[str, Json] = {"type": "string"}
    query: JsonObject = {"name": "query", "in": "query", "description": "SPARQL 1.1", "schema": text}
    results = dict.fromkeys(form.essence for form in (*RESULTS.values(), *TRIPLES.values()))
    kind: JsonObject = {"name": "kind", "in": "path", "required": True, "schema": text | {"enum": [*KINDS]}}
    return {
        "/sparql": {
            "get": _get("sparql", "Answer a SPARQL query (SPARQL 1.1 Protocol)", [query], list(results)),
        },
        "/names/{kind}.json": {
            "get": _get("names", "Names that begin with, or hold, a text", [kind, _text("q")], ["application/json"]),
        },
        "/network.json": {
            "get": _get(
                "network",
                "Actors and their ties, as the page /network draws them",
                [
                    _text(name)
                    for name in ("ties", "actors", "issues", "since", "until", "source", "least", "most", "each")
                ],
                ["application/json"],
            ),
        },
        "/id/{path}": {
            "get": _get(
                "thing",
                "What the graph says of a thing",
                [{"name": "path", "in": "path", "required": True, "schema": text}],
                [form.essence for form in GRAPHS.values()],
            ),
        },
        "/healthz": {"get": _get("health", "Whether the server and its store are there", [], ["application/json"])},
    }


KINDS: Final = ("actor", "issue", "resolution", "document")


def _text(name: str) -> JsonObject:
    return {"name": name, "in": "query", "schema": {"type": "string"}}


def _get(name: str, summary: str, parameters: list[JsonObject], types: list[str]) -> JsonObject:
    content: JsonObject = {media_type: {} for media_type in types}
    refusals: JsonObject = {**_REFUSALS, "400": _PROBLEM, "406": _PROBLEM}
    answers: JsonObject = {"200": {"description": "The answer.", "content": content}, **refusals}
    return {"operationId": name, "summary": summary, "parameters": parameters, "responses": answers}


def _problem() -> JsonObject:
    text: JsonObject = {"type": "string"}
    fields: dict[str, Json] = {"title": text, "status": {"type": "integer"}, "detail": text}
    more: dict[str, Json] = {"unknown": text, "suggestions": {"type": "array", "items": text}}
    schema: JsonObject = {"type": "object", "properties": fields | more, "required": [*fields]}
    return {
        "description": "What is wrong, and what was expected.",
        "content": {"application/problem+json": {"schema": schema}},
    }
