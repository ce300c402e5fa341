"""How long the server waits for a slow client, and how many it holds at once.

In: connections. Out: those that send no whole head of a request in time, or don't take their answer, are closed; those
above the number that the server holds, at once. uvicorn's own limits begin when a first request was answered, and its
closing waits until all is taken.
"""

from __future__ import annotations

import asyncio
from typing import Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MAX_CONNECTIONS: Final = 256


class PatientProtocol(H11Protocol):
    """HTTP/1.1 of uvicorn, with an end to the waiting. The times are in seconds."""

    head_seconds: float = 10.0
    stall_seconds: float = 60.0
    _head: asyncio.TimerHandle | None = None
    _stall: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; where there are too many clients already, don't."""
        super().connection_made(transport)
        if len(self.connections) > MAX_CONNECTIONS:
            transport.abort()
        else:
            self._await_head()

    def data_received(self, data: bytes) -> None:
        """Wait on where the head isn't whole yet: more of it is no reason for more time."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._await_head()
        elif self._head is not None:
            self._head.cancel()
            self._head = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the client."""
        for timer in (self._head, self._stall):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Begin to wait for a client that takes nothing more for now."""
        super().pause_writing()
        self._await_taking()

    def resume_writing(self) -> None:
        """It takes its answer."""
        super().resume_writing()
        if self._stall is not None:
            self._stall.cancel()
            self._stall = None

    def on_response_complete(self) -> None:
        """Where the connection ends with this answer, end it even if nobody takes the rest."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._await_taking()

    def timeout_keep_alive_handler(self) -> None:
        """End a connection on which nothing more is asked."""
        super().timeout_keep_alive_handler()
        self._await_taking()

    def _await_head(self) -> None:
        if self._head is None:
            self._head = self.loop.call_later(self.head_seconds, self.transport.abort)

    def _await_taking(self) -> None:
        if self._stall is None:
            self._stall = self.loop.call_later(self.stall_seconds, self.transport.abort)
