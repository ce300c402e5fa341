"""What every request must pass, and what every response carries.

In: requests. Out: a refusal, or the request goes on: the name in Host must be one of this server's (against DNS that
is bent to it), a change and all else that is not a plain GET must not come from a page of somebody else. Responses
forbid scripts from elsewhere, frames and guessed types.
"""

from __future__ import annotations

import hmac
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.problems import Refused, respond

POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_PLAIN: Final = ("GET", "HEAD", "OPTIONS")


class Guard:
    """The outermost layer of the application. `hosts` are the names that the server may be called by; "*" is all."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], max_body: int) -> None:
        self._app, self._hosts, self._max_body = app, hosts, max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection of ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                message["headers"] = headers.raw
            await send(message)

        try:
            self._check(scope["method"], Headers(scope=scope))
        except Refused as refusal:
            await respond(Request(scope), refusal)(scope, receive, sealed)
            return
        await self._app(scope, receive, sealed)

    def _check(self, method: str, headers: Headers) -> None:
        host = name_of(headers.get("host", ""))
        if "*" not in self._hosts and host not in self._hosts:
            raise Refused(403, f"this server is not called {host!r}; see --allow-host")
        if len(headers.getlist("host")) > 1:
            raise Refused(400, "a request has one Host")
        if method not in _PLAIN and (origin := headers.get("origin")) is not None:
            self._check_origin(origin, headers.get("host", ""))
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._max_body:
            raise Refused(413, f"the body has more than {self._max_body} bytes")

    def _check_origin(self, origin: str, host: str) -> None:
        """Refuse what a page of another origin sends; a browser always says so."""
        if urlsplit(origin).netloc.casefold() != host.casefold():
            raise Refused(403, "this comes from a page of another origin")


def name_of(host: str) -> str:
    """The name in a Host header, without its port and brackets; "" where it is none.

    >>> name_of("[::1]:8000"), name_of("LocalHost:80")
    ('::1', 'localhost')
    """
    try:
        return (urlsplit(f"//{host}").hostname or "") if not set(host) & set("/?#@\\ ") else ""
    except ValueError:
        return ""


def check_token(request: Request, token: str | None) -> None:
    """Let only a writer go on, who shows the token. Raises Refused: 403 where nobody may write, 401 without a token."""
    if token is None:
        raise Refused(403, "this server is read-only; start it with --write")
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    if scheme.casefold() != "bearer":
        raise Refused(401, "a change needs the token: Authorization: Bearer …", WWW_Authenticate="Bearer")
    if not hmac.compare_digest(shown.strip().encode(), token.encode()):
        raise Refused(403, "that is not the token of this server")
