"""The server's side of a question: asked while its asker is there, once for all who ask the same, and remembered.

In: orders for the processes that answer. Out: answers with an entity tag of the store's state and the order. An answer
is remembered until the store changes or others need the room. What was not asked to its end is stopped when the last
asker has gone.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
from collections import OrderedDict
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from starlette.requests import ClientDisconnect, Request

from kg.jsonvalues import as_text
from kg.stores.orders import Answer, Order, Signature, signature_of

_OVERHEAD: Final = 1024  # bytes that an answer takes besides its body
_MAX_SHARE: Final = 16  # one answer may take this part of the room at most


class Asker(Protocol):
    """Whoever answers orders: processes for a folder, threads for a server's address."""

    async def start(self) -> None: ...

    async def ask(self, order: Order, seconds: float, body: bytes = b"") -> Answer: ...

    async def close(self) -> None: ...


@dataclass
class _Flight:
    """A question under way, and how many wait for its answer."""

    task: asyncio.Task[Answer]
    waiting: int = 0


class Desk:
    """Where the pages' and canned queries' questions are asked.

    `room` is how many bytes of answers are remembered, `always` what every order has.
    """

    def __init__(self, asker: Asker, store: Path | str, seconds: float, room: int, always: Order) -> None:
        self._asker, self._store, self._seconds, self._room = asker, store, seconds, room
        self._always = always
        self._salt = secrets.token_hex(8)  # templates and queries may have changed since the last start
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0
        self._flights: dict[str, _Flight] = {}
        self._known: tuple[Signature, str] | None = None

    async def ask(self, request: Request, order: Order) -> tuple[Answer, str | None]:
        """The answer to an order, and its entity tag. Raises ClientDisconnect where nobody waits for it any more."""
        order = {**self._always, **order}
        key = json.dumps(order, sort_keys=True)
        state = self._state()
        if state is not None and (kept := self._kept.get(self._tag(state, key))):
            self._kept.move_to_end(self._tag(state, key))
            return kept, self._tag(state, key)
        signature = self._signature()
        answer = await while_connected(request, self._share(key, order))
        if answer.facts.get("state") is None:
            return answer, None
        state = as_text(answer.facts["state"])
        if signature is not None and signature == self._signature():
            self._known = signature, state
        tag = self._tag(state, key)
        self._keep(tag, answer)
        return answer, tag

    def _state(self) -> str | None:
        """The state of the store, where it is known."""
        if self._known is not None and self._known[0] == self._signature():
            return self._known[1]
        return None

    def _signature(self) -> Signature | None:
        return signature_of(self._store) if isinstance(self._store, Path) else None

    def _tag(self, state: str, key: str) -> str:
        return '"' + hashlib.sha256(f"{self._salt} {state} {key}".encode()).hexdigest()[:32] + '"'

    def _keep(self, tag: str, answer: Answer) -> None:
        size = _size(answer)
        if tag in self._kept or size > self._room // _MAX_SHARE or answer.facts.get("status", 200) != 200:
            return
        self._kept[tag] = answer
        self._size += size
        while self._size > self._room:
            self._size -= _size(self._kept.popitem(last=False)[1])

    async def _share(self, key: str, order: Order) -> Answer:
        """Wait with all who ask the same at this moment; whoever leaves last ends the question."""
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = _Flight(asyncio.create_task(self._asker.ask(order, self._seconds)))
            flight.task.add_done_callback(lambda _: self._flights.pop(key, None))
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if not flight.waiting and not flight.task.done():
                self._flights.pop(key, None)
                flight.task.cancel()


def _size(answer: Answer) -> int:
    return len(answer.body) + _OVERHEAD


async def while_connected(request: Request, work: Awaitable[Answer]) -> Answer:
    """Wait for an answer as long as the client does. Raises ClientDisconnect, and the work is cancelled then.

    The body of the request must have been read.
    """
    working = asyncio.ensure_future(work)
    leaving = asyncio.create_task(_leave(request))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        for task in (working, leaving):
            if not task.done():
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task


async def _leave(request: Request) -> None:
    """Wait until the client has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
