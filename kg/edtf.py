"""Dates as sources give them: a closed subset of EDTF (ISO 8601-2), and the days that they can touch.

Accepted: a day `2015-10-30`, a month `2015-12`, a season `2015-21` (21 spring to 24 winter), a year `2015`, a decade
`201X`, a century `20XX`, the unknown date `XXXX`, each with a closing `?`, `~` or `%` (uncertain, approximate, both),
and intervals `a/b` of days, months, seasons and years, where `..` is an open end. Nothing else of EDTF; no times of
day, since politics is reported by the day.

The package `edtf` on PyPI (5.0.2) was tried first: with pyparsing 3.3 its grammar warns that interval ends come back as
lists, and its open ends are infinities instead of dates.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval", "unknown"]

UNKNOWN = "XXXX"
_SINGLE = re.compile(r"(?P<year>\d{4}|\d{3}X|\d\dXX|XXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<qualifier>[?~%]?)")
# The first and last month and day that a season of a year can touch, as the northern hemisphere counts it (by months
# and by solstices). A winter is named by the year that it begins or ends in.
_SEASONS = {
    21: ((0, 3, 1), (0, 6, 21)),
    22: ((0, 6, 1), (0, 9, 23)),
    23: ((0, 9, 1), (0, 12, 21)),
    24: ((-1, 12, 1), (1, 3, 20)),
}


@dataclass(frozen=True)
class Span:
    """The days that a date can touch: `earliest` and `latest` are inclusive, None means open or unknown."""

    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision


def parse_edtf(text: str) -> Span:
    """Read an EDTF date.

    Raises ValueError, which says what was expected, for anything outside the subset or the calendar.

    >>> parse_edtf("2015-02").latest
    datetime.date(2015, 2, 28)
    """
    if "/" not in text:
        return _parse_single(text)
    begin, end = text.split("/", 1)
    first = None if begin == ".." else _parse_single(begin)
    last = None if end == ".." else _parse_single(end)
    if first is None and last is None:
        raise ValueError(f"{text!r} is an interval without any end")
    earliest = first.earliest if first else None
    latest = last.latest if last else None
    if earliest and latest and earliest > latest:
        raise ValueError(f"{text!r} ends before it begins")
    return Span(text, earliest, latest, "interval")


def is_edtf(text: str) -> bool:
    """Whether `parse_edtf` reads the text."""
    try:
        parse_edtf(text)
    except ValueError:
        return False
    return True


def _parse_single(text: str) -> Span:
    match = _SINGLE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not an EDTF date such as 2015, 2015-12, 2015-12-18 or 2001/2003")
    year, month, day = match["year"], match["month"], match["day"]
    if year == UNKNOWN or "X" in year:
        if month:
            raise ValueError(f"{text!r} gives a month of an unknown year")
        if year == UNKNOWN:
            return Span(text, None, None, "unknown")
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        precision: Precision = "decade" if year[2] != "X" else "century"
        return Span(text, date(max(low, 1), 1, 1), date(high, 12, 31), precision)
    return _calendar_span(text, int(year), int(month or 0), int(day or 0))


def _calendar_span(text: str, year: int, month: int, day: int) -> Span:
    try:
        if day:
            at = date(year, month, day)
            return Span(text, at, at, "day")
        if month in _SEASONS:
            first, last = (date(year + years, *rest) for years, *rest in _SEASONS[month])
            return Span(text, first, last, "season")
        if month or "-" in text:
            days = calendar.monthrange(year, month)[1]
            return Span(text, date(year, month, 1), date(year, month, days), "month")
        return Span(text, date(year, 1, 1), date(year, 12, 31), "year")
    except ValueError as error:
        raise ValueError(f"{text!r} is not in the calendar") from error
