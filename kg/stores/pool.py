"""Processes that answer questions about a store folder, several at a time, each within its deadline.

In: orders (see `orders`), each with its seconds. Out: answers, or errors of ours. A process that takes too long, whose
asker has gone or that dies is replaced, and nobody else notices; when more questions wait than can be answered soon,
StoreBusy says so at once. What an order means is for the module that the processes run.
"""

from __future__ import annotations

import asyncio
import json
import os
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from kg.errors import DeadlineReached, LimitReached, StandpointError, StoreBusy
from kg.stores.confining import command_of, environment
from kg.stores.orders import HEAD, Answer, Confinement, Order, pack, restore_error, signature_of

_START_SECONDS: Final = 60.0
_LOOK_SECONDS: Final = 2.0
_READ_AHEAD: Final = 1 << 20


class Pool:
    """`size` processes that run `module` on a store; `queue` questions may wait, each at most `patience` seconds.

    An asker that leaves (cancels) costs a process only if its question takes `grace` seconds more.
    """

    def __init__(
        self,
        store: Path,
        module: str,
        confinement: Confinement,
        *,
        size: int,
        queue: int,
        patience: float = 10.0,
        grace: float = 0.5,
        quiet: bool = False,
    ) -> None:
        self._store = store
        self._workers = [Worker(store, module, confinement, grace, quiet) for _ in range(size)]
        self._idle = list(self._workers)
        self._places = asyncio.Semaphore(size)
        self._queue, self._patience = queue, patience
        self._waiting = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._follows = self._closed = False

    async def start(self) -> None:
        """Start all processes; questions asked meanwhile wait."""
        for worker in self._workers:
            self._keep(worker.prepare())

    async def ask(self, order: Order, seconds: float, body: bytes = b"") -> Answer:
        """Answer an order within so many seconds, the waiting for a process not counted.

        Raises StoreBusy, DeadlineReached, LimitReached where the process dies of it, and what the handler raises.
        """
        if not self._follows:
            self._follows = True
            self._keep(self._follow())
        await self._take_place()
        worker = self._idle.pop()
        try:
            return await worker.ask(order, seconds, body)
        finally:
            # The next one asks another process while this one is made ready.
            self._idle.insert(0 if worker.needs_care else len(self._idle), worker)
            if worker.needs_care and not self._closed:
                self._keep(worker.prepare())
            self._places.release()

    async def ask_each(self, order: Order, seconds: float) -> None:
        """Ask every process the same, one after the other; questions go to the others first meanwhile."""
        for worker in self._workers:
            if worker in self._idle:
                self._idle.remove(worker)
                self._idle.insert(0, worker)
            with suppress(StandpointError):
                await worker.ask(order, seconds, b"")

    async def close(self) -> None:
        """End all processes, and start none any more."""
        self._closed = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for worker in self._workers:
            await worker.close()

    @property
    def pids(self) -> list[int]:
        """The processes that run now."""
        return [worker.pid for worker in self._workers if worker.pid]

    async def _follow(self) -> None:
        """Have processes that nobody asks go over to the newest state, so that the older ones can be removed."""
        known = signature_of(self._store)
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            if (now := signature_of(self._store)) != known:
                known = now
                for worker in self._idle:
                    self._keep(worker.freshen())

    async def _take_place(self) -> None:
        if self._places.locked() and self._waiting >= self._queue:
            raise StoreBusy("too many questions at once; ask again in a few seconds")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                await self._places.acquire()
        except TimeoutError:
            raise StoreBusy("the questions before this one take too long; ask again in a few seconds") from None
        finally:
            self._waiting -= 1

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class Worker:
    """One process at a time, started when needed."""

    def __init__(self, store: Path, module: str, confinement: Confinement, grace: float, quiet: bool) -> None:
        self._settings = {"store": str(store.absolute()), "parent": os.getpid(), **asdict(confinement)}
        self._module, self._grace, self._quiet = module, grace, quiet
        self._process: Process | None = None
        self._lock = asyncio.Lock()
        self._leftover: asyncio.Task[Answer] | None = None
        self._starting: asyncio.Task[Process] | None = None

    @property
    def pid(self) -> int | None:
        """The process that runs, if one does."""
        return self._process.pid if self._process and self._process.returncode is None else None

    @property
    def needs_care(self) -> bool:
        """Whether there is no process that could answer at once."""
        return self._leftover is not None or self._starting is not None or self.pid is None

    async def prepare(self) -> None:
        """Be ready for the next question: end what its asker has left, and have a process."""
        async with self._lock:
            with suppress(StandpointError):
                await self._ready()

    async def freshen(self) -> None:
        """Go over to the newest state of the store, if there is a process."""
        if self.pid is not None:
            with suppress(StandpointError):
                await self.ask({}, _START_SECONDS, b"")

    async def ask(self, order: Order, seconds: float, body: bytes) -> Answer:
        """Answer one order; see `Pool.ask`."""
        async with self._lock:
            process = await self._ready()
            exchange = asyncio.create_task(self._exchange(process, pack(order, body)))
            try:
                async with asyncio.timeout(seconds):
                    return await asyncio.shield(exchange)
            except TimeoutError:
                self._kill()
                await _let_end(exchange)
                raise DeadlineReached(f"the query was stopped after {seconds:g} s") from None
            except asyncio.CancelledError:
                self._leftover = exchange
                raise

    async def close(self) -> None:
        """End the process."""
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.wait([self._starting])
        self._kill()
        if self._process is not None:
            await self._process.wait()
        if self._leftover is not None:
            await _let_end(self._leftover)

    async def _ready(self) -> Process:
        """A process that waits for an order; StandpointError where none can be started."""
        if self._leftover is not None:
            await asyncio.wait([self._leftover], timeout=self._grace)
            if not self._leftover.done():
                self._kill()
            await _let_end(self._leftover)
            self._leftover = None
        if self._starting is not None or self._process is None or self.pid is None:
            return await self._start()
        return self._process

    async def _start(self) -> Process:
        # A start is not left halfway: what was begun for an asker that leaves is there for the next one.
        if self._starting is None:
            self._starting = asyncio.create_task(self._start_process())
            self._starting.add_done_callback(self._started)
        return await asyncio.shield(self._starting)

    async def _start_process(self) -> Process:
        self._process = process = await asyncio.create_subprocess_exec(
            *command_of(self._module),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL if self._quiet else None,
            env=environment(),
            limit=_READ_AHEAD,
            # Ctrl-C is for the server, which ends its processes, and not for each of them too.
            process_group=0,
        )
        try:
            async with asyncio.timeout(_START_SECONDS):
                await self._exchange(process, pack(self._settings))
        except TimeoutError:
            await self._end(process)
            raise StandpointError(f"the process that answers was not ready in {_START_SECONDS:g} s") from None
        except BaseException:
            await self._end(process)
            raise
        return process

    def _started(self, starting: asyncio.Task[Process]) -> None:
        self._starting = None
        # Whoever waits for it is told; nobody may be waiting any more.
        _ = starting.cancelled() or starting.exception()

    async def _exchange(self, process: Process, frame: bytes) -> Answer:
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(frame)
            await process.stdin.drain()
            length, size = HEAD.unpack(await process.stdout.readexactly(HEAD.size))
            facts: dict[str, Any] = json.loads(await process.stdout.readexactly(length))
            body = await process.stdout.readexactly(size)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise _death(await process.wait(), self._settings["memory"]) from None
        if "error" in facts:
            raise restore_error(facts)
        return Answer(facts, body)

    async def _end(self, process: Process) -> None:
        self._kill()
        await process.wait()

    def _kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()


def _death(code: int, memory: object) -> StandpointError:
    """What the end of a process in the middle of a question means."""
    if code > 0:
        return StandpointError("the process that answers has failed; its last words are in the log of the server")
    assert isinstance(memory, int)
    return LimitReached(f"the query needs more than {memory // 1024**2} MB of memory, or nests too deeply")


async def _let_end(exchange: asyncio.Task[Answer]) -> None:
    """Wait for an exchange whose answer nobody wants any more; who waits can be cancelled, the exchange cannot."""
    await asyncio.wait([exchange])
    _ = exchange.cancelled() or exchange.exception()
