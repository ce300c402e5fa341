"""Who answers: processes for pages and canned queries, others for SPARQL of strangers, one for changes, one for
decisions of reviewers.

In: settings. Out: askers, to start and to close. Strangers' queries have processes of their own, with less of the
processor, so that many slow ones never keep a page waiting.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.stores.orders import Answer, Confinement, Order, Signature, signature_of
from kg.stores.pool import Pool
from kg.web.serving import Asker
from kg.web.settings import Settings
from kg.web.threads import Threads

# Pages are quick: so many may wait. A stranger's query may take its whole time: few wait, the others come again.
_PAGES_WAIT: Final = 200
_STRANGERS_WAIT: Final = 4
_WRITERS_WAIT: Final = 16
_READY_SECONDS: Final = 60.0
_LOOK_SECONDS: Final = 2.0
_POLITE: Final = 10
_ANSWERING: Final = ("query",)
_THREADS: Final = 4  # a thread mostly waits
_LARGEST_TABLE: Final = 64 * 1024**3


@dataclass(frozen=True)
class Staff:
    """Those who answer; `writers` and `reviewers` only where somebody may write.

    The processes of `readied` are made ready before anybody asks, and again when the store has changed.
    """

    pages: Asker
    strangers: Asker
    writers: Asker | None
    reviewers: Asker | None
    readied: Pool | None = None

    async def start(self) -> None:
        """Start those who are asked first; who writes is started when somebody does."""
        await self.pages.start()
        await self.strangers.start()

    async def make_ready(self, always: Order) -> None:
        """Have the processes that make pages read what most pages need, one after the other."""
        if self.readied is not None:
            await self.readied.ask_each({**always, "kind": "ready"}, _READY_SECONDS)

    async def keep_ready(self, store: Path | str, always: Order, seconds: float = _LOOK_SECONDS) -> None:
        """Make them ready now, and anew after each change of the store: not while one change follows another."""
        if not isinstance(store, Path):
            return
        done: Signature | None = None
        seen = signature_of(store)
        while True:
            if seen != done:
                await self.make_ready(always)
                done = seen
            await asyncio.sleep(seconds)
            while (now := signature_of(store)) != seen:
                seen = now
                await asyncio.sleep(seconds)

    async def close(self) -> None:
        """End all."""
        for asker in (self.pages, self.strangers, self.writers, self.reviewers):
            if asker is not None:
                await asker.close()


class Divided:
    """Askers by the kind of the order: pages have processes that no canned query keeps, however slow it is.

    The page of a canned query holds its answer, and is made where these are answered.
    """

    def __init__(self, pages: Asker, canned: Asker) -> None:
        self._pages, self._canned = pages, canned

    async def start(self) -> None:
        """Start all."""
        await self._pages.start()
        await self._canned.start()

    async def ask(self, order: Order, seconds: float, body: bytes = b"") -> Answer:
        """Answer an order."""
        slow = order.get("kind") == "canned" or order.get("page") in _ANSWERING
        return await (self._canned if slow else self._pages).ask(order, seconds, body)

    async def close(self) -> None:
        """End all."""
        await self._pages.close()
        await self._canned.close()


def hire(settings: Settings) -> Staff:
    """The staff of a server."""
    store, memory = settings.store, settings.memory
    if not isinstance(store, Path):
        return _hire_threads(settings, store)
    own = Confinement(memory, settings.max_result, reserving=True)
    strange = Confinement(memory, settings.max_result, nice=_POLITE)
    write = Confinement(memory, _LARGEST_TABLE)
    pages = Pool(store, "kg.web.worker", own, size=settings.workers, queue=_PAGES_WAIT)
    return Staff(
        Divided(
            pages,
            Pool(store, "kg.web.worker", own, size=settings.workers, queue=_PAGES_WAIT),
        ),
        Pool(store, "kg.stores.endpoint", strange, size=settings.strangers, queue=_STRANGERS_WAIT, quiet=True),
        Pool(store, "kg.stores.updating", write, size=1, queue=_WRITERS_WAIT) if settings.token else None,
        Pool(store, "kg.web.deciding", write, size=1, queue=_WRITERS_WAIT) if settings.token else None,
        pages,
    )


def _hire_threads(settings: Settings, address: str) -> Staff:
    """The staff of a server whose store is another server's: that one keeps strangers' queries within limits."""
    from kg.stores.endpoint import answer_order
    from kg.web.worker import Answering

    return Staff(
        Threads(address, Answering(), size=settings.workers * _THREADS, queue=_PAGES_WAIT),
        Threads(address, answer_order, size=settings.strangers, queue=_STRANGERS_WAIT),
        None,
        None,
    )
