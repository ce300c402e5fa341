"""The server: listens at an address and lets the application answer, until a signal ends it.

In: settings, a host and a port. Out: nothing; it returns when the server has ended. The home of uvicorn.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import uvicorn

from kg.errors import UsageError
from kg.web.app import make_app
from kg.web.connections import PatientProtocol
from kg.web.settings import Settings

_KEEP_ALIVE: Final = 5  # seconds
_LAST_WORDS: Final = 1  # seconds for answers under way at the end
_MAX_HEAD: Final = 64 * 1024


def run(settings: Settings, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM. Raises UsageError where the address cannot be listened at."""
    listener = _listen(host, port)
    server = _Server(configure(settings), lambda: announce(_address(host, listener.getsockname()[1])))
    # uvicorn raises the signal anew that ended it; for a server that is no interruption but the end.
    with listener, suppress(KeyboardInterrupt):
        server.run(sockets=[listener])


class _Server(uvicorn.Server):
    """A server that says when it has begun."""

    def __init__(self, config: uvicorn.Config, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._begun = begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve."""
        await super().startup(sockets)
        if self.started:
            self._begun()


def configure(settings: Settings) -> uvicorn.Config:
    """The configuration of the server."""
    protocol = type(
        PatientProtocol.__name__,
        (PatientProtocol,),
        {"head_seconds": settings.head_seconds, "stall_seconds": settings.stall_seconds},
    )
    return uvicorn.Config(
        make_app(settings),
        http=protocol,
        ws="none",
        lifespan="on",
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_LAST_WORDS,
        h11_max_incomplete_event_size=_MAX_HEAD,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
    )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise UsageError(f"cannot listen at {host}:{port}: {_describe_fault(error)}") from error


def _describe_fault(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return "no address is called so"
    return os.strerror(error.errno).lower() if error.errno else str(error)


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
