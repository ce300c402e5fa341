"""Connections to a server: which can be cut from outside, and redirects that lead nowhere else.

In: requests of urllib. Out: its handlers; the sockets of what they open are noted in `Sockets`. Deadlines are kept, and
errors put into words, by `transport`.
"""

from __future__ import annotations

import http.client
import os
import socket
import urllib.request
from contextlib import suppress
from functools import cache, partial
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import ssl


def host_of(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


class ForeignRedirect(OSError):
    """A redirect that is not followed: of an update, or to another host."""


class Sockets:
    """The sockets of one try, which another thread may cut; one that is connected after that is cut as it comes."""

    def __init__(self) -> None:
        self._opened: list[socket.socket] = []
        self._are_cut = False

    def add(self, opened: socket.socket) -> None:
        """Note a socket that is connected."""
        self._opened.append(opened)
        if self._are_cut:
            self.cut()

    def cut(self) -> None:
        """End what is read from and written to all of them."""
        self._are_cut = True
        for each in self._opened:
            with suppress(OSError):  # it has ended by itself
                each.shutdown(socket.SHUT_RDWR)


class Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects on the same host, where any are allowed."""

    max_redirections = 4

    def __init__(self, allowed: bool) -> None:
        self._allowed = allowed

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if self._allowed and host_of(newurl) == host_of(req.full_url):
            if code in (307, 308):
                return urllib.request.Request(newurl, req.data, dict(req.header_items()), method=req.get_method())
            return super().redirect_request(req, fp, code, msg, headers, newurl)
        fp.close()
        if not self._allowed:
            raise ForeignRedirect(f"{req.full_url} sends changes on to {newurl}, and changes follow nobody; name that")
        raise ForeignRedirect(f"{req.full_url} sends on to another host, {newurl}; name that if you trust it")


class _Connection(http.client.HTTPConnection):
    """A connection whose socket can be cut from outside, also when the answer has begun."""

    def __init__(self, host: str, sockets: Sockets, **options: Any) -> None:
        super().__init__(host, **options)
        self._sockets = sockets

    def connect(self) -> None:
        super().connect()
        self.sock.settimeout(None)  # from here on the deadline counts, which cuts the socket
        self._sockets.add(self.sock)


class _SecureConnection(_Connection, http.client.HTTPSConnection):
    """The same over TLS."""


class Http(urllib.request.HTTPHandler):
    """Opens connections and notes their sockets."""

    def __init__(self, sockets: Sockets) -> None:
        super().__init__()
        self._sockets = sockets

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_Connection, sockets=self._sockets), req)


class Https(urllib.request.HTTPSHandler):
    """The same over TLS; certificates are checked, as urllib does it by itself."""

    def __init__(self, sockets: Sockets) -> None:
        self._trust = _read_trust(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))
        super().__init__(context=self._trust)
        self._sockets = sockets

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_SecureConnection, sockets=self._sockets, context=self._trust), req)


@cache
def _read_trust(file: str | None, folder: str | None) -> ssl.SSLContext:
    """Whose certificates are trusted, which takes longer to read than most answers; OpenSSL reads both variables."""
    import ssl

    return ssl.create_default_context()


def make_opener(
    url: str, sockets: Sockets, may_redirect: bool, handlers: tuple[urllib.request.BaseHandler, ...]
) -> urllib.request.OpenerDirector:
    """What opens one address: with proxies of the environment, errors of HTTP as exceptions, and no other protocols."""
    opener = urllib.request.OpenerDirector()
    secure = (Https(sockets),) if url.startswith("https:") else ()
    plain = (urllib.request.ProxyHandler(), Http(sockets), Redirects(may_redirect))
    errors = (urllib.request.HTTPDefaultErrorHandler(), urllib.request.HTTPErrorProcessor())
    for each in (*plain, *secure, *errors, *handlers):
        opener.add_handler(each)
    return opener
