"""Errors as HTTP: which status an error of ours has, and how people and programs are told.

In: errors. Out: responses: a page for who wants HTML, else JSON (RFC 9457, "problem details").
"""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import (
    DeadlineReached,
    InputError,
    LimitReached,
    QuerySyntaxError,
    StandpointError,
    StoreBusy,
    StoreError,
    UnknownName,
    UsageError,
)
from kg.vocabulary import DEFAULT_BASE
from kg.web.answers import HTML, render_page
from kg.web.rendering import Page

PROBLEM: Final = "application/problem+json"
_TITLES: Final = {
    400: "That cannot be read",
    403: "Not allowed",
    404: "Not found",
    405: "Not done in this way",
    406: "Not to be had in this form",
    408: "Too slow",
    413: "Too large",
    415: "Not read in this form",
    422: "That does not fit",
    500: "Something went wrong",
    503: "Not just now",
    504: "That took too long",
}
# Names whose lack means that there is nothing at the address; all others stand in a question.
_PLACES: Final = ("thing", "query", "page", "format")
_RETRY_SECONDS: Final = "5"


class Refused(Exception):
    """A request that is refused by a rule of HTTP or of this server, with its status."""

    def __init__(self, status: int, text: str, **headers: str) -> None:
        self.status, self.headers = status, {name.replace("_", "-"): value for name, value in headers.items()}
        super().__init__(text)


def status_of(error: Exception) -> int:
    """The status of HTTP that an error has."""
    match error:
        case Refused():
            return error.status
        case UnknownName():
            return 404 if error.kind in _PLACES else 422
        case UsageError() | LimitReached() if not isinstance(error, DeadlineReached):
            return 422
        case QuerySyntaxError() | InputError():
            return 400
        case DeadlineReached():
            return 504
        case StoreError():
            return 503
        case _:
            return 500


def respond(request: Request, error: Exception) -> Response:
    """What a client is told of an error."""
    status = status_of(error)
    headers = dict(error.headers) if isinstance(error, Refused) else {}
    headers["Cache-Control"] = "no-store"
    if status == 503 and "Retry-After" not in headers:
        headers["Retry-After"] = "1" if isinstance(error, StoreBusy) else _RETRY_SECONDS
    if wants_html(request):
        return Response(_page(request, error, status), status, headers, media_type=HTML)
    return Response(_details(error, status), status, headers, media_type=PROBLEM)


def wants_html(request: Request) -> bool:
    """Whether a person with a browser asks, for what is not a file by its name."""
    accept = request.headers.get("accept", "")
    return "text/html" in accept and not request.url.path.startswith(("/q/", "/sparql", "/graphs"))


def _page(request: Request, error: Exception, status: int) -> bytes:
    found = error.suggestions if isinstance(error, UnknownName) else ()
    pairs = [(near, _address_with(request, error, near)) for near in found]
    suggestions = [{"href": href, "text": text} for text, href in pairs if href]
    text = _words(error).partition("; did you mean")[0] if suggestions else _words(error)
    ways = [{"href": request.url.path, "text": "Start anew"}] if status == 422 and request.method == "GET" else []
    facts = {"text": text, "suggestions": suggestions, "ways": ways}
    return render_page(Page("error.html", _title(status), facts, status), DEFAULT_BASE)


def _address_with(request: Request, error: Exception, near: str) -> str:
    """The address that was asked for with another name; "" where the name isn't part of it."""
    assert isinstance(error, UnknownName)
    given = request.query_params.multi_items()
    changed = [(key, "; ".join(near if name == error.name else name for name in _names(text))) for key, text in given]
    return f"{request.url.path}?{urlencode(changed)}" if any(error.name in _names(text) for _, text in given) else ""


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(";")]


def _details(error: Exception, status: int) -> bytes:
    details: dict[str, Any] = {"title": _title(status), "status": status, "detail": _words(error)}
    if isinstance(error, UnknownName):
        details |= {"unknown": error.name, "suggestions": list(error.suggestions)}
    return json.dumps(details, ensure_ascii=False).encode("utf-8", "replace")


def _words(error: Exception) -> str:
    return str(error) if isinstance(error, StandpointError | Refused) else "the server has failed; see its log"


def _title(status: int) -> str:
    return _TITLES.get(status, "That cannot be done")
