"""A SPARQL endpoint that misbehaves as it is told: it drips, hangs, redirects, answers with pages, or is busy.

It is a stand-in of the tests for what networks and servers do; it holds no data.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

YES = b'{"head":{},"boolean":true}'
ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"one"}}]}}'
JSON = "application/sparql-results+json"


@dataclass
class Reply:
    """One reply: status, headers and body, and how it is sent; `length` is what it announces."""

    body: bytes = YES
    status: int = 200
    media_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    drip: float = 0.0
    length: int | None = None


NO = Reply(b'{"head":{},"boolean":false}')
NOTHING = Reply(b'{"head":{"vars":["s","p","o","w","t"]},"results":{"bindings":[]}}')
PAGE = Reply(b"<html><title>Log in</title></html>", media_type="text/html; charset=utf-8")


@dataclass
class Faulty:
    """The server's address, the replies it is still to give (the last for ever), and what it was sent.

    `always` are replies to requests of a path, however many.
    """

    url: str = ""
    replies: list[Reply] = field(default_factory=lambda: [Reply()])
    always: dict[str, Reply] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)

    def next(self, path: str) -> Reply:
        """The reply that is due."""
        if (reply := self.always.get(path.partition("?")[0])) is not None:
            return reply
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def faulty_server(certificate: Path | None = None) -> Iterator[Faulty]:
    """A server on the loopback interface, ended with the test; with a certificate and its key, one that speaks TLS."""
    told, ended = Faulty(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply()

        def do_POST(self) -> None:
            self._reply()

        def _reply(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            told.requests.append((self.command, self.path, dict(self.headers), body))
            reply = told.next(self.path)
            ended.wait(reply.pause)
            with suppress(OSError):
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.media_type)
                self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            if not reply.drip:
                self.wfile.write(reply.body)
                return
            for at in range(len(reply.body)):
                self.wfile.write(reply.body[at : at + 1])
                self.wfile.flush()
                ended.wait(reply.drip)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False  # so that no socket outlives the test
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    told.url = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield told
    finally:
        ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
