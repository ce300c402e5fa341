"""The application: which address leads where, and what is started and ended with it.

In: settings. Out: an ASGI application (Starlette).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from kg.errors import StandpointError
from kg.web import graphs, programs, reviewing, service, sparql
from kg.web.answers import STATIC
from kg.web.guarding import Guard
from kg.web.pages import PAGES, Place
from kg.web.patience import Patience
from kg.web.problems import Refused, respond
from kg.web.responses import respond_with
from kg.web.serving import Desk
from kg.web.settings import Settings
from kg.web.staff import hire

Endpoint = Callable[[Request], Awaitable[Response]]
_FOLDER: Final = Path(__file__).resolve().parent
_THINGS: Final = "/id/"


def make_app(settings: Settings) -> ASGIApp:
    """The application of a store."""
    for_programs = (*programs.routes(), *sparql.routes(), *graphs.routes(), *service.routes(), *reviewing.routes())
    app = Starlette(
        routes=[*for_programs, Mount(STATIC, StaticFiles(directory=_FOLDER / "static")), *_pages()],
        exception_handlers={
            StandpointError: _tell,
            Refused: _tell,
            HTTPException: _tell_of_framework,
            ClientDisconnect: _tell_nobody,
            Exception: _tell,
        },
        lifespan=_lifespan(settings),
        max_body_size=settings.max_body,
    )
    # Nothing has a second address that ends in a slash; a wrong one is answered as such, in the form that is asked for.
    app.router.redirect_slashes = False
    return Guard(Patience(app, settings.body_seconds), settings.hosts, settings.max_body)


def _lifespan(settings: Settings) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """What lives as long as the application: processes, and a folder for results on their way."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        state, staff = app.state, hire(settings)
        always = {"queries": str(settings.queries.absolute()) if settings.queries else None}
        state.settings, state.strangers = settings, staff.strangers
        state.writers, state.reviewers = staff.writers, staff.reviewers
        state.desk = Desk(staff.pages, settings.store, settings.page_seconds, settings.cache, always)
        with TemporaryDirectory(prefix="standpoint-") as folder:
            state.folder = Path(folder)
            try:
                await staff.start()
                ready = asyncio.create_task(staff.keep_ready(settings.store, always))
                try:
                    yield
                finally:
                    await _end(ready)
            finally:
                await staff.close()

    return lifespan


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def _pages() -> list[BaseRoute]:
    return [Route(place.path, _show(place), methods=["GET"]) for place in PAGES]


def _show(place: Place) -> Endpoint:
    """The endpoint of a page; what is below `/id/` is to be had as data too."""

    async def show(request: Request) -> Response:
        if request.url.path.startswith(_THINGS):
            data = await programs.answer_thing(request, request.url.path.removeprefix(_THINGS))
            if data is not None:
                return data
        order = {
            "kind": "page",
            "page": place.name,
            "path": dict(request.path_params),
            "given": programs.given(request),
        }
        answer, tag = await request.app.state.desk.ask(request, order)
        return respond_with(request, answer.body, answer.facts, tag)

    return show


async def _tell(request: Request, error: Exception) -> Response:
    return respond(request, error)


async def _tell_of_framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {404: "there is nothing at this address", 405: f"{request.method} is not done here"}
    headers = dict(error.headers or {})
    refusal = Refused(error.status_code, words.get(error.status_code, error.detail))
    refusal.headers.update(headers)
    return respond(request, refusal)


async def _tell_nobody(request: Request, error: Exception) -> Response:
    return Response(status_code=499)  # nobody reads it; logs know this number by nginx
