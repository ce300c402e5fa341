"""Addresses for programs: canned queries, names, things as data, the description of it all, and whether all is well.

In: requests. Out: responses in the form that the address or Accept names; `Link` leads to the next rows where an answer
was cut to the limit asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from kg.errors import StandpointError
from kg.jsonvalues import JsonObject, as_number
from kg.web.media import GRAPHS, TABLES, Form, choose
from kg.web.problems import Refused, status_of
from kg.web.responses import respond_with

_PAGE: Final = Form("html", "text/html")


def routes() -> list[BaseRoute]:
    """The routes; they come before the pages."""
    return [
        Route("/q/{file}", answer_canned, methods=["GET"]),
        Route("/names/{kind}.json", answer_names, methods=["GET"]),
        Route("/network.json", answer_network, methods=["GET"]),
        Route("/openapi.json", answer_interface, methods=["GET"]),
        Route("/healthz", answer_health, methods=["GET"]),
    ]


def given(request: Request) -> dict[str, list[str]]:
    """What stands after the question mark, all values of each name."""
    return {name: request.query_params.getlist(name) for name in sorted(set(request.query_params))}


async def answer_canned(request: Request) -> Response:
    """`/q/NAME.FORM?PARAMETER=VALUE&…`: the answer to a canned query."""
    name, dot, form = request.path_params["file"].rpartition(".")
    if not dot:
        name, form = form, choose(request.headers.get("accept", ""), TABLES)
        if form is None:
            raise Refused(406, f"expected one of {_listed(TABLES)}")
    order = {"kind": "canned", "name": name, "form": form, "given": given(request)}
    check_once(order["given"])
    answer, tag = await request.app.state.desk.ask(request, order)
    response = respond_with(request, answer.body, answer.facts, tag)
    if answer.facts.get("truncated"):
        response.headers["X-Truncated"] = "true"
        response.headers["Link"] = f'<{_next(request.url, answer.facts)}>; rel="next"'
    return response


async def answer_names(request: Request) -> Response:
    """`/names/KIND.json?q=TEXT`: names for who is typing."""
    order = {"kind": "names", "of": request.path_params["kind"], "given": given(request)}
    answer, tag = await request.app.state.desk.ask(request, order)
    return respond_with(request, answer.body, answer.facts, tag)


async def answer_network(request: Request) -> Response:
    """`/network.json?…`: what the page of the network draws."""
    answer, tag = await request.app.state.desk.ask(request, {"kind": "network", "given": given(request)})
    return respond_with(request, answer.body, answer.facts, tag)


async def answer_interface(request: Request) -> Response:
    """The description of the interface."""
    answer, tag = await request.app.state.desk.ask(request, {"kind": "interface"})
    return respond_with(request, answer.body, answer.facts, tag)


async def answer_health(request: Request) -> Response:
    """200 where the store can be asked, else the status of what is wrong with it."""
    try:
        answer, _ = await request.app.state.desk.ask(request, {"kind": "state"})
    except StandpointError as error:
        facts = {"status": "unavailable", "detail": str(error)}
        return JSONResponse(facts, status_of(error), {"Cache-Control": "no-store", "Retry-After": "5"})
    facts = {"status": "ok", "quads": answer.facts["size"], "state": answer.facts.get("state")}
    return JSONResponse(facts, headers={"Cache-Control": "no-store"})


async def answer_thing(request: Request, rest: str) -> Response | None:
    """A thing as data, where its suffix or Accept asks for data; None where a page is wanted."""
    name, _, suffix = rest.rpartition(".")
    if name and suffix in GRAPHS:
        form: str | None = suffix
    else:
        name, accept = rest, request.headers.get("accept", "")
        form = choose(accept, {**GRAPHS, "html": _PAGE})
        if form == "html":
            return None
        if form is None:
            raise Refused(406, f"expected one of {_listed({**GRAPHS, 'html': _PAGE})}")
    answer, tag = await request.app.state.desk.ask(request, {"kind": "thing", "rest": name, "form": form})
    return respond_with(request, answer.body, answer.facts, tag)


def check_once(given: Mapping[str, list[str]]) -> None:
    """Refuse what is given twice: one of the two would be left out without a word."""
    for name, texts in given.items():
        if len(texts) > 1:
            raise Refused(422, f"{name} is given {len(texts)} times; several names stand with ; between them")


def _next(url: URL, facts: JsonObject) -> str:
    """The address of the rows after these."""
    following = url.include_query_params(offset=as_number(facts["offset"]) + as_number(facts["rows"]))
    return f"{following.path}?{following.query}"


def _listed(forms: Mapping[str, Form]) -> str:
    return ", ".join(dict.fromkeys(form.essence for form in forms.values()))
