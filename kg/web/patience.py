"""How many requests are served at once, and how long a client may take to send its body."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.problems import Refused, respond

MAX_REQUESTS: Final = 256


class Patience:
    """A layer of the application; `seconds` are for the whole body of a request."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app, self._seconds = app, seconds
        self._served = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._served >= MAX_REQUESTS:
            refusal = Refused(503, "too many requests at once; ask again in a second", Retry_After="1")
            await respond(Request(scope), refusal)(scope, receive, send)
            return
        self._served += 1
        try:
            await self._app(scope, self._limit(receive), send)
        finally:
            self._served -= 1

    def _limit(self, receive: Receive) -> Receive:
        """Receive the body within the time, and after it wait as long as it takes until the client leaves."""
        end, whole = asyncio.get_running_loop().time() + self._seconds, False

        async def receive_in_time() -> Message:
            nonlocal whole
            if whole:
                return await receive()
            try:
                async with asyncio.timeout_at(end):
                    message = await receive()
            except TimeoutError:
                text = f"the body did not come within {self._seconds:g} s"
                raise Refused(408, text, Connection="close") from None
            whole = not message.get("more_body", False)
            return message

        return receive_in_time
