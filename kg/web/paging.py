"""Which of many things one page shows, and the addresses of the pages before and after it.

In: things in order, and what the address says. Out: those of the page, and a `Window` for its links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from kg.web.asking import Asked

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
    before = _address(asked, path, name, at - 1) if at > 1 else None
    after = _address(asked, path, name, at + 1) if start + number < len(things) else None
    return shown, Window(start + 1 if shown else 0, start + len(shown), len(things), before, after)


def _address(asked: Asked, path: str, name: str, at: int) -> str:
    """The address of another page, with all else that is given, however often."""
    kept = [(other, text) for other, texts in asked.every.items() if other != name for text in texts if text.strip()]
    return f"{path}?{urlencode([*kept, (name, at)])}"
