"""Where things lie on a timeline: from dated items to marks that do not lie on each other.

Items with their first and last days come in, marks with their ends and levels go out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.pictures.frame import Spec
from kg.pictures.labels import join_facts
from kg.pictures.palette import Look

# The length of the axis and how far the levels of one line are apart, in pixels.
LENGTH, LEVEL = 640, 18
# Half a sign, with the letter beside it, in pixels.
_BEFORE, _AFTER = 8, 22
_LEAST, _VAGUE = timedelta(days=7), timedelta(days=3000)

Window = tuple[date, date]


@dataclass(frozen=True)
class Item:
    """One row of an answer: its line, its days (both included; None is open), and whether they only frame its time."""

    name: str
    first: date | None
    last: date | None
    vague: bool
    word: str
    conditional: bool
    facts: tuple[str, ...]


def place_items(items: Sequence[Item], looks: Mapping[str, Look]) -> tuple[list[Spec], Window]:
    """The marks of all items, equal ones as one, and the days between which they lie."""
    window = _window(items)
    merged: defaultdict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in items:
        merged[item.name, item.first, item.last, item.vague, item.word].append(item)
    marks = [_mark(same, looks, window) for same in merged.values()]
    _set_levels(marks, window)
    return marks, window


def _window(items: Sequence[Item]) -> Window:
    """All days, with some room at both ends; more at an end that a mark leaves open.

    What is only known by its decade or century does not stretch the axis where there is anything nearer.
    """
    near = [
        item for item in items if not item.vague or not item.first or not item.last or item.last - item.first < _VAGUE
    ]
    days = [day for item in near or items for day in (item.first, item.last) if day]
    first, last = min(days), max(days)
    room = max((last - first) / 40, _LEAST)
    before = room * (3 if any(item.first is None or item.first < first for item in items) else 1)
    after = room * (3 if any(item.last is None or item.last > last for item in items) else 1)
    return _shift(first, -before), _shift(last, after)


def _mark(same: Sequence[Item], looks: Mapping[str, Look], window: Window) -> Spec:
    item = same[0]
    look = looks[item.word]
    first, last = max(item.first or window[0], window[0]), min(item.last or window[1], window[1])
    # A period ends with its last day, not with that day's first hour.
    until = last if first == last or last == window[1] else _shift(last, timedelta(days=1))
    return {
        "line": item.name,
        "from": first.isoformat(),
        "until": until.isoformat(),
        "middle": (first + (until - first) / 2).isoformat(),
        "vague": item.vague,
        "kind": look.legend,
        # On a dark bar of its own colour a sign needs a white line.
        "line_colour": "#ffffff" if until != first and not item.vague else look.line,
        "sign": look.sign + "*" * any(one.conditional for one in same),
        "back": "◂" * (item.first is None or item.first < window[0]),
        "on": "▸" * (item.last is None or item.last > window[1]),
        "about": join_facts([one.facts for one in same]),
    }


def _set_levels(marks: Sequence[Spec], window: Window) -> None:
    """Put marks of one line that would touch on levels of their own, the earliest uppermost."""
    ends: defaultdict[str, list[float]] = defaultdict(list)
    for mark in sorted(marks, key=lambda mark: (mark["middle"], mark["until"])):
        middle = _pixel(mark["middle"], window)
        left = min(_pixel(mark["from"], window), middle - _BEFORE)
        right = max(_pixel(mark["until"], window), middle + (_AFTER if mark["sign"] else _BEFORE))
        levels = ends[mark["line"]]
        level = next((number for number, end in enumerate(levels) if end <= left), len(levels))
        levels[level : level + 1] = [right]
        mark["level"] = level


def _pixel(day: str, window: Window) -> float:
    return LENGTH * (date.fromisoformat(day) - window[0]) / (window[1] - window[0])


def _shift(day: date, by: timedelta) -> date:
    """The day moved, no further than the calendar goes."""
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min
