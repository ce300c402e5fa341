"""The SPARQL endpoint: SPARQL 1.1 Protocol, queries for all and updates for who has the token.

In: requests to `/sparql`. Out: results, errors with their line and column, or the description of the service where
nothing is asked. The sections named are those of https://www.w3.org/TR/sparql11-protocol/.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.errors import DeadlineReached, InputError, LimitReached, StandpointError, StoreInUse, UnknownName, UsageError
from kg.jsonvalues import as_text
from kg.stores.orders import Answer, Order
from kg.web.guarding import check_token
from kg.web.media import RESULTS, TRIPLES, Form, rank
from kg.web.problems import Refused
from kg.web.service import describe_service
from kg.web.serving import while_connected
from kg.web.spooling import send, spool

_QUERY, _UPDATE = "application/sparql-query", "application/sparql-update"
_FORM: Final = "application/x-www-form-urlencoded"
_GRAPHS: Final = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}
_IRI: Final = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*""")
WRITE_SECONDS: Final = 120.0


@dataclass(frozen=True)
class Operation:
    """What a request asks for: a query or an update, its text, and the graphs that it names."""

    kind: str
    text: str
    default: tuple[str, ...]
    named: tuple[str, ...]


def routes() -> list[BaseRoute]:
    """The routes of the endpoint."""
    return [Route(path, answer, methods=["GET", "POST"]) for path in ("/sparql", "/sparql/")]


async def answer(request: Request) -> Response:
    """Do what a request to the endpoint asks for."""
    operation = await read_operation(request)
    if operation is None:
        return await describe_service(request)
    if operation.kind == "update":
        return await _update(request, operation)
    return await _query(request, operation)


async def read_operation(request: Request) -> Operation | None:
    """What is asked for, by section 2; None where nothing is. Raises Refused."""
    fields = _decode(request.url.query.encode())
    if request.method in ("GET", "HEAD"):
        if any(name == "update" for name, _ in fields):
            raise Refused(400, "an update comes by POST")
        return _choose(fields, "query") if any(name == "query" for name, _ in fields) else None
    media_type = _media_type(request)
    body = await request.body()
    if media_type == _FORM:
        fields += _decode(body)
        kinds = {name for name, _ in fields} & {"query", "update"}
        if len(kinds) != 1:
            raise Refused(400, "expected one of query and update")
        return _choose(fields, kinds.pop())
    kind = {_QUERY: "query", _UPDATE: "update"}.get(media_type)
    if kind is None:
        raise Refused(415, f"expected {_FORM}, {_QUERY} or {_UPDATE}, and not {media_type or 'no media type'}")
    if any(name in ("query", "update") for name, _ in fields):
        raise Refused(400, f"the body is the {kind}, and the address has one too")
    return _choose([*fields, (kind, _text(body))], kind)


def _choose(fields: Sequence[tuple[str, str]], kind: str) -> Operation:
    texts = [text for name, text in fields if name == kind]
    if len(texts) != 1:
        raise Refused(400, f"expected one {kind}, and not {len(texts)}")
    default, named = (tuple(text for name, text in fields if name == wanted) for wanted in _GRAPHS[kind])
    for iri in (*default, *named):
        check_iri(iri)
    return Operation(kind, texts[0], default, named)


def check_iri(iri: str) -> None:
    """Refuse what is no IRI in full: it goes between angle brackets."""
    if not _IRI.fullmatch(iri) or not iri.isprintable():
        raise Refused(400, f"{iri!r} is not the IRI of a graph")


def _media_type(request: Request) -> str:
    """The media type of the body. Raises Refused for another encoding than UTF-8, and for a packed body."""
    media_type, *parameters = (part.strip() for part in request.headers.get("content-type", "").split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.casefold() == "charset" and value.strip('"').casefold() not in ("utf-8", "utf8"):
            raise Refused(415, f"the text must be UTF-8, and not {value}")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Refused(415, "the body must not be packed")
    return media_type.casefold()


def _decode(data: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=200)
    except UnicodeDecodeError:
        raise Refused(400, "the text must be UTF-8, written with % in an address") from None
    except ValueError as error:
        raise Refused(400, str(error)) from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, f"the text is not UTF-8 (byte {error.start})") from None


async def ask_strangers(request: Request, order: Order) -> tuple[Answer, BinaryIO]:
    """The answer to an order whose result is written to a file, to its end, before anything is sent."""
    state = request.app.state

    async def ask(path: str) -> Any:
        return await while_connected(request, state.strangers.ask({**order, "result": path}, state.settings.timeout))

    try:
        return await spool(state.folder, ask)
    except StandpointError as error:
        raise as_protocol(error) from error


async def _query(request: Request, operation: Operation) -> Response:
    """The result of a query, complete."""
    accept = request.headers.get("accept", "")
    order = _order(request, operation) | {"results": _formats(accept, RESULTS), "triples": _formats(accept, TRIPLES)}

    found, file = await ask_strangers(request, order)
    media_type = media_type_of(accept, TRIPLES if found.facts["graph"] else RESULTS, as_text(found.facts["form"]))
    return send(file, media_type, {"Vary": "Accept", "Cache-Control": "no-cache"})


async def _update(request: Request, operation: Operation) -> Response:
    """Make a change, which goes on to its end even where the client leaves."""
    state = request.app.state
    check_token(request, state.settings.token)
    try:
        await state.writers.ask(_order(request, operation), WRITE_SECONDS)
    except StandpointError as error:
        raise as_protocol(error) from error
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


def _order(request: Request, operation: Operation) -> dict[str, Any]:
    settings = request.app.state.settings
    return {
        "kind": operation.kind,
        "sparql": operation.text,
        "default": operation.default,
        "named": operation.named,
        "base": f"{request.url.scheme}://{request.headers['host']}/sparql",
        "size": settings.max_result if operation.kind == "query" else settings.max_body,
    }


def _formats(accept: str, forms: Mapping[str, Form]) -> list[str]:
    """The formats that a client takes, best first."""
    return list(dict.fromkeys(forms[suffix].format for suffix in rank(accept, forms)))


def media_type_of(accept: str, forms: Mapping[str, Form], format: str) -> str:
    """The media type that a format is given, by the name that the client likes best."""
    return next(forms[suffix].media_type for suffix in rank(accept, forms) if forms[suffix].format == format)


def as_protocol(error: StandpointError) -> Exception:
    """An error as section 2.2 has it: 400 for a text that cannot be read or is refused."""
    match error:
        case DeadlineReached():
            return error
        case UnknownName() if error.kind.startswith("form"):
            return Refused(406, f"expected one of {', '.join(error.suggestions)} for this kind of result")
        case UnknownName():
            return Refused(404, str(error))
        case StoreInUse():
            return Refused(503, str(error), Retry_After="5")
        case UsageError() | LimitReached() | InputError():
            return Refused(400, str(error))
        case _:
            return error
