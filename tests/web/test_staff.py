"""Who answers: made ready when the server starts, and anew when the store has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from live import PATIENCE

from kg.stores.orders import JOURNAL, Order
from kg.web.settings import Settings
from kg.web.staff import Staff, hire


@dataclass(frozen=True)
class Counted(Staff):
    """A staff that says how large the journal was when it was made ready."""

    journal: Path = Path()
    sizes: list[int] = field(default_factory=list)

    async def make_ready(self, always: Order) -> None:
        self.sizes.append(self.journal.stat().st_size)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.01)


def test_processes_are_made_ready_at_the_start_and_after_each_change(tmp_path: Path) -> None:
    journal = tmp_path / JOURNAL
    journal.write_text("1")
    hired = hire(Settings(tmp_path, workers=1, strangers=1))
    staff = Counted(hired.pages, hired.strangers, None, None, journal=journal)

    async def watch() -> None:
        following = asyncio.create_task(staff.keep_ready(tmp_path, {}, 0.02))
        try:
            await until(lambda: staff.sizes == [1])
            journal.write_text("22")
            await until(lambda: len(staff.sizes) > 1)
            journal.write_text("333")
            await until(lambda: staff.sizes[-1] == 3)
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)

    asyncio.run(watch())
    assert staff.sizes[0] == 1


def test_a_server_of_sparql_is_not_watched() -> None:
    staff = hire(Settings("http://127.0.0.1:9/sparql", workers=1, strangers=1))

    async def watch() -> None:
        async with asyncio.timeout(PATIENCE):
            await staff.keep_ready("http://127.0.0.1:9/sparql", {})
        await staff.close()

    asyncio.run(watch())
