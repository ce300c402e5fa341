"""Threads that ask a SPARQL server in the place of the processes that ask a folder: the server keeps its own limits.

In: orders, as for `kg.stores.pool`. Out: answers, or errors of ours. A question that takes too long is given up by its
asker; its thread hears of it when the server's answer, or the end of the waiting for it, comes.
"""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from kg.errors import DeadlineReached, StoreBusy
from kg.stores import Store, open_any
from kg.stores.orders import Answer, Handler, Order

# What was read of names is read anew after this time; a server says nothing of its changes.
_FRESH_SECONDS: Final = 60.0


class Threads:
    """`size` threads that answer about the store of an address, and as many questions waiting as `queue` says."""

    def __init__(self, address: str, handler: Handler, *, size: int, queue: int) -> None:
        self._address, self._handler = address, handler
        self._most, self._under_way = size + queue, 0
        self._executor = ThreadPoolExecutor(size, thread_name_prefix="standpoint")
        self._store: Store | None = None
        self._opened = 0.0

    async def start(self) -> None:
        """Do nothing: threads start when they are needed."""

    async def ask(self, order: Order, seconds: float, body: bytes = b"") -> Answer:
        """Answer an order within so many seconds, the waiting for a thread included."""
        if self._under_way >= self._most:
            raise StoreBusy("too many questions at once; ask again in a few seconds")
        self._under_way += 1
        work = asyncio.get_running_loop().run_in_executor(self._executor, self._answer, dict(order) | {"body": body})
        work.add_done_callback(self._count_down)
        try:
            async with asyncio.timeout(seconds):
                return await asyncio.shield(work)
        except TimeoutError:
            raise DeadlineReached(f"the query was given up after {seconds:g} s") from None

    async def close(self) -> None:
        """Let go of the threads."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _count_down(self, work: asyncio.Future[Answer]) -> None:
        self._under_way -= 1
        if not work.cancelled():
            work.exception()  # its asker may have gone, and nobody else asks what became of it

    def _answer(self, order: Order) -> Answer:
        return self._handler(self._newest(), order)

    def _newest(self) -> Store:
        """The store, opened anew from time to time; two threads may do so at once, which only costs."""
        store = self._store
        if store is None or time.monotonic() - self._opened > _FRESH_SECONDS:
            store = open_any(self._address)
            self._store, self._opened = store, time.monotonic()
        return store
