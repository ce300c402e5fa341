"""The review for programs and pages: decisions are posted by who has the token, and read by all.

In: `POST /review/decisions` with the fields of a decision as JSON, claims by IRI and things by name. Out: 201 with the
decision's id and the sources that it changed. `GET /review/decisions.jsonl` gives all decisions as JSON Lines.
"""

from __future__ import annotations

import json
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from kg.web.guarding import check_token
from kg.web.problems import Refused
from kg.web.responses import respond_with

_SECONDS: Final = 120.0
_MOST: Final = 100_000  # bytes of a decision


def routes() -> list[BaseRoute]:
    """The routes of the review."""
    return [
        Route("/review/decisions.jsonl", read, methods=["GET"]),
        Route("/review/decisions", decide, methods=["POST"]),
    ]


async def read(request: Request) -> Response:
    """All decisions, oldest first."""
    answer, tag = await request.app.state.desk.ask(request, {"kind": "decisions"})
    return respond_with(request, answer.body, answer.facts, tag)


async def decide(request: Request) -> Response:
    """Make the decision of the body."""
    check_token(request, request.app.state.settings.token)
    answer = await request.app.state.reviewers.ask({"said": await _said(request)}, _SECONDS)
    facts = {"id": answer.facts["decision"], "changed": answer.facts["changed"]}
    return JSONResponse(facts, 201, {"Cache-Control": "no-store"})


async def _said(request: Request) -> dict[str, Any]:
    if request.headers.get("content-type", "").partition(";")[0].strip().casefold() != "application/json":
        raise Refused(415, "expected a decision as application/json")
    body = await request.body()
    if len(body) > _MOST:
        raise Refused(413, f"a decision has at most {_MOST:,} bytes")
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(400, f"the body is no JSON: {error}") from error
    if not isinstance(said, dict) or not isinstance(said.get("verdict"), str):
        raise Refused(400, 'expected an object such as {"verdict": "reject", "about": ["https://…"], "by": "…"}')
    return said
