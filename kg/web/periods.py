"""Periods of a timeline: how many claims lie in each year, month or day, as links that narrow a page to it.

In: claims with their days, and what stands after the question mark. Out: periods in order, none left out between the
first and the last; their step fits the time that is shown. A claim counts where its whole date lies in one period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from kg.web.finding import Spoken
from kg.web.times import tell_date

_MOST: Final = 60
_ENOUGH: Final = 0.6
# What is vaguer doesn't decide which time is shown.
_VAGUE: Final = timedelta(days=3 * 366)


@dataclass(frozen=True)
class Period:
    """A period, how many claims lie in it, their share of the fullest period's in per cent, and its address."""

    name: str
    count: int
    share: int
    href: str


@dataclass(frozen=True)
class _Step:
    """A kind of period: its name for a day, and the day on which the next one begins."""

    name: Callable[[date], str]
    after: Callable[[date], date]


def make_periods(
    spoken: Iterable[Spoken],
    path: str,
    every: Mapping[str, Sequence[str]],
    since: date | None = None,
    until: date | None = None,
) -> list[Period]:
    """The periods of claims, within some days, in the finest step that leaves few claims out; one alone is none."""
    days = [(each.first, each.last) for each in spoken if each.first and each.last]
    days = [(first, last) for first, last in days if last - first <= _VAGUE]
    if not days:
        return []
    begin = max(min(first for first, _ in days), since or date.min)
    end = min(max(last for _, last in days), until or date.max)
    best: list[Period] = []
    for step in _STEPS:
        names = list(_names(step, begin, end))
        counts = Counter(step.name(first) for first, last in days if step.name(first) == step.name(last))
        inside = sum(counts[name] for name in names)
        if inside and 1 < len(names) <= _MOST:
            best = [_period(name, counts[name], max(counts.values()), path, every) for name in names]
            if inside >= _ENOUGH * len(days):
                return best
    return best


def find_wider(since: str, until: str) -> tuple[str, str] | None:
    """The next wider period, where both ends of what is shown are one year, month or day; None for another time.

    >>> find_wider("2015-12", "2015-12"), find_wider("2015", "2015"), find_wider("2001", "2015")
    (('2015', '2015'), ('2010', '2019'), None)
    """
    if not since or since != until:
        return None
    wider = since.rpartition("-")[0]
    return (wider, wider) if wider else (f"{since[:3]}0", f"{since[:3]}9")


def tell_period(since: str, until: str) -> str:
    """A period in words."""
    return tell_date(since) if since == until else f"{since} – {until}"


def address_of(path: str, every: Mapping[str, Sequence[str]], since: str, until: str) -> str:
    """The address of a page narrowed to a period, from its first page on."""
    kept = [(name, text) for name, texts in every.items() if name not in ("since", "until", "page") for text in texts]
    period = [("since", since), ("until", until)] if since else []
    pairs = [(name, text) for name, text in (*kept, *period) if text]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _period(name: str, count: int, most: int, path: str, every: Mapping[str, Sequence[str]]) -> Period:
    decade = name.endswith("X")
    since, until = (name[:-1] + "0", name[:-1] + "9") if decade else (name, name)
    return Period(name, count, -(-100 * count // most), address_of(path, every, since, until))


def _names(step: _Step, first: date, last: date) -> Iterator[str]:
    """The names of all periods between two days; of too many, as many as show that."""
    day, known = first, 0
    while known <= _MOST and step.name(day) <= step.name(last):
        yield step.name(day)
        known += 1
        try:
            day = step.after(day)
        except (OverflowError, ValueError):  # the calendar ends with the year 9999
            return


def _decade(day: date) -> str:
    return f"{day.year // 10:03}X"


def _year(day: date) -> str:
    return f"{day.year:04}"


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def _next_decade(day: date) -> date:
    return date(day.year // 10 * 10 + 10, 1, 1)


def _next_year(day: date) -> date:
    return date(day.year + 1, 1, 1)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _next_day(day: date) -> date:
    return day + timedelta(days=1)


# The finest comes first.
_STEPS: Final = (
    _Step(date.isoformat, _next_day),
    _Step(_month, _next_month),
    _Step(_year, _next_year),
    _Step(_decade, _next_decade),
)
