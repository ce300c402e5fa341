"""Which of many things one page shows, and the addresses of the pages before and after it.

In: things in order, and what the address says. Out: those of the page, and a `Window` for its links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.web.asking import Asked
from kg.web.filters import address_with

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Window:
    """Which of how many are shown, and where the others are to be had."""

    first: int
    last: int
    total: int
    before: str | None
    after: str | None


def open_window(
    asked: Asked, things: Sequence[Thing], path: str, number: int, name: str = "page"
) -> tuple[list[Thing], Window]:
    """The things on the page that the address names by `name`; one after the last is the last."""
    at = asked.integer(name, 1, 1_000_000) or 1
    at = min(at, max(1, -(-len(things) // number)))
    start = (at - 1) * number
    shown = list(things[start : start + number])
    before = address_with(path, asked.given, **{name: at - 1}) if at > 1 else None
    after = address_with(path, asked.given, **{name: at + 1}) if start + number < len(things) else None
    return shown, Window(start + 1 if shown else 0, start + len(shown), len(things), before, after)
