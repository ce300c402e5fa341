"""Answers as responses of HTTP.

In: bytes with their facts and entity tag. Out: a response; 304 where the client has the same already.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.jsonvalues import JsonObject, as_named_texts, as_number, as_text


def respond_with(request: Request, body: bytes, facts: JsonObject, tag: str | None) -> Response:
    """An answer as a response: `facts` have its `status`, `type` and `headers`."""
    # A browser asks again each time, since a load may have changed everything; the tag makes that cheap.
    headers = {"Cache-Control": "no-cache", "Vary": "Accept", **as_named_texts(facts.get("headers", {}))}
    if tag is not None:
        headers["ETag"] = tag
        if has_already(request, tag):
            return Response(status_code=304, headers=headers)
    return Response(body, as_number(facts.get("status", 200)), headers, media_type=as_text(facts["type"]))


def has_already(request: Request, tag: str) -> bool:
    """Whether the client has what the tag names (RFC 9110, section 13.1.2; weak comparison)."""
    named = [text.strip().removeprefix("W/") for text in request.headers.get("if-none-match", "").split(",")]
    return tag in named or named == ["*"]
