"""The graph store: SPARQL 1.1 Graph Store HTTP Protocol, reading for all and writing for who has the token.

In: requests to `/graphs?graph=IRI`, `/graphs?default`, or to an address below `/graphs/`, which is then the graph's own
name. Out: its triples; 201, 204 or 404. Graphs of the sources, and those that come with the program, are read only. See
https://www.w3.org/TR/sparql11-http-rdf-update/.
"""

from __future__ import annotations

import email.message
import email.parser
import email.policy
import secrets
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.errors import StandpointError
from kg.jsonvalues import as_text
from kg.stores.updating import MEDIA_TYPES
from kg.web.guarding import check_token
from kg.web.media import TRIPLES, rank
from kg.web.problems import Refused
from kg.web.sparql import WRITE_SECONDS, as_protocol, ask_strangers, check_iri, media_type_of
from kg.web.spooling import send

_HEADS: Final = email.parser.BytesHeaderParser(email.message.EmailMessage, policy=email.policy.HTTP)
_MULTIPART: Final = "multipart/form-data"
_KINDS: Final = {"PUT": "put", "POST": "add"}


def routes() -> list[BaseRoute]:
    """The routes of the graph store."""
    methods = ["GET", "HEAD", "PUT", "POST", "DELETE"]
    return [Route(path, answer, methods=methods) for path in ("/graphs", "/graphs/{name:path}")]


async def answer(request: Request) -> Response:
    """Read or change the graph that the address names."""
    if request.method in ("GET", "HEAD"):
        return await _read(request)
    check_token(request, request.app.state.settings.token)
    try:
        return await _write(request)
    except StandpointError as error:
        raise as_protocol(error) from error


async def _read(request: Request) -> Response:
    state, accept = request.app.state, request.headers.get("accept", "")
    formats = list(dict.fromkeys(TRIPLES[suffix].format for suffix in rank(accept, TRIPLES)))
    if not formats:
        raise Refused(406, f"expected one of {', '.join(form.essence for form in TRIPLES.values())}")
    order = {"kind": "graph", "graph": _name(request), "triples": formats, "size": state.settings.max_result}

    found, file = await ask_strangers(request, order)
    return send(
        file,
        media_type_of(accept, TRIPLES, as_text(found.facts["form"])),
        {"Vary": "Accept", "Cache-Control": "no-cache"},
    )


async def _write(request: Request) -> Response:
    """Change a graph, and say whether it is new."""
    writers, headers = request.app.state.writers, {"Cache-Control": "no-store"}
    if request.method == "DELETE":
        await writers.ask({"kind": "drop", "graph": _name(request)}, WRITE_SECONDS)
        return Response(status_code=204, headers=headers)
    name = _name(request) if request.method == "PUT" or _is_named(request) else _new_name(request)
    body = await request.body()
    parts = _find_parts(request, body)
    order = {"kind": _KINDS[request.method], "graph": name, "base": name or str(request.url), "parts": parts}
    answer = await writers.ask(order, WRITE_SECONDS, body)
    if answer.facts["existed"]:
        return Response(status_code=204, headers=headers)
    return Response(status_code=201, headers={**headers, "Location": name or str(request.url)})


def _is_named(request: Request) -> bool:
    return bool(request.path_params.get("name")) or bool(request.url.query)


def _name(request: Request) -> str | None:
    """The IRI of the graph; None is the graph without a name. Raises Refused."""
    if request.path_params.get("name"):
        if request.url.query:
            raise Refused(400, "the address names a graph, and has a question mark besides")
        return _address(request)
    fields = [(name, text) for name, text in request.query_params.multi_items() if name in ("graph", "default")]
    if len(fields) != 1 or len(request.query_params.multi_items()) != 1:
        raise Refused(400, "expected ?graph=IRI or ?default")
    name, text = fields[0]
    if name == "default":
        return None
    check_iri(text)
    return text


def _new_name(request: Request) -> str:
    """A name for a graph that is put here without one."""
    return f"{_address(request).rstrip('/')}/{secrets.token_hex(8)}"


def _address(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers['host']}{request.scope['raw_path'].decode('ascii')}"


def _find_parts(request: Request, body: bytes) -> list[tuple[int, int, str]]:
    """Where the graphs in a body begin and end, with their media types: one, or the files of a form."""
    header = request.headers.get("content-type", "")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Refused(415, "the body must not be packed")
    message = _head(header)
    if message.get_content_type() == _MULTIPART:
        return _parts_of_form(message, body)
    return [(0, len(body), _check_type(message if header else None))]


def _head(content_type: str) -> email.message.EmailMessage:
    message = email.message.EmailMessage(email.policy.HTTP)
    if content_type.isprintable() and content_type:
        message["Content-Type"] = content_type
    return message


def _check_type(head: email.message.EmailMessage | None) -> str:
    media_type = head.get_content_type() if head is not None else "no media type"
    if media_type not in MEDIA_TYPES:
        raise Refused(415, f"expected one of {', '.join(MEDIA_TYPES)}, and not {media_type}")
    charset = head.get_content_charset() if head is not None else None
    if charset not in (None, "utf-8", "utf8"):
        raise Refused(415, f"the text must be UTF-8, and not {charset}")
    return media_type


def _parts_of_form(message: email.message.EmailMessage, body: bytes) -> list[tuple[int, int, str]]:
    """The parts of a form (RFC 7578): what stands between its boundaries, each after a head of its own."""
    boundary = message.get_boundary()
    if not boundary:
        raise Refused(400, "the form has no boundary")
    mark = b"--" + boundary.encode("ascii", "replace")
    parts, start = [], body.find(mark)
    while start >= 0 and body[start + len(mark) : start + len(mark) + 2] != b"--":
        end = body.find(b"\r\n" + mark, start + len(mark))
        head_end = body.find(b"\r\n\r\n", start)
        if end < 0 or not 0 <= head_end <= end:
            raise Refused(400, "the form is cut short")
        head = email.parser.BytesHeaderParser(policy=email.policy.HTTP).parsebytes(
            body[start + len(mark) + 2 : head_end]
        )
        assert isinstance(head, email.message.EmailMessage)
        parts.append((head_end + 4, end, _check_type(head if "content-type" in head else None)))
        start = end + 2
    if not parts:
        raise Refused(400, "the form has no file")
    return parts
