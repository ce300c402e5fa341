"""Dates that count from another one: from the document's date ("last month", "two weeks ago") or the one told last.

In: the match of a form of `date_forms` and its context. Out: the EDTF date, or None where what it counts from is not
known or not precise enough, and its basis. Weeks gone by are used loosely (the calendar week or the last seven days):
they give the month where the whole week lies in it; else the week as an interval or a day as about. Next week is the
calendar week.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.edtf import Span
from kg.extraction.dates.parts import TIMES, Atom, Context, parse_atom
from kg.extraction.lexicons.reading import read_numbers
from kg.records import DateBasis

Read = tuple[str | None, DateBasis]


def read_direction(match: re.Match[str], context: Context) -> Read:
    """Last month, this year, next Friday, last December: counted from the document's date."""
    published, word = context.published, match["direction"].lower()
    if published is None or published.latest is None or (word in ("past", "coming") and match["unit"] != "year"):
        return None, "inferred"
    step = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}[word]
    if match["month"]:
        return _month_near(published, read_numbers(TIMES, "months")[match["month"].rstrip(".")], step), "inferred"
    if match["weekday"]:
        return _weekday_near(context.day(), read_numbers(TIMES, "weekdays")[match["weekday"]], step), "inferred"
    return _unit_near(published, match["unit"], step), "inferred"


def _month_near(published: Span, month: int, step: int) -> str | None:
    latest = published.latest
    if latest is None or (published.precision == "year" and step == 0):
        return None
    if published.precision == "year":
        return Atom(latest.year + step, month).edtf() if step < 0 else None
    later, earlier = month > latest.month, month < latest.month
    year = latest.year + (-1 if step < 0 and not earlier else 1 if step > 0 and not later else 0)
    return Atom(year, month).edtf()


def _weekday_near(day: date | None, weekday: int, step: int) -> str | None:
    if day is None:
        return None
    back = (day.weekday() - weekday) % 7
    if step > 0:
        return (day + timedelta(7 - back)).isoformat()
    return (day - timedelta(back or (7 if step < 0 else 0))).isoformat()


def _unit_near(published: Span, unit: str, step: int) -> str | None:
    latest = published.latest
    if latest is None or unit == "decade":
        return None
    if unit == "year":
        return f"{latest.year + step:04}"
    if published.precision == "year":
        return None
    if unit == "month":
        return _month_moved(latest.year, latest.month, step)
    if published.precision != "day":
        return None
    monday = latest - timedelta(latest.weekday()) + timedelta(7 * step)
    return _week(monday, coming=step > 0) if unit == "week" else None


def _week(monday: date, *, coming: bool) -> str:
    sunday = monday + timedelta(6)
    same = (monday.year, monday.month) == (sunday.year, sunday.month)
    return f"{monday:%Y-%m}" if same and not coming else f"{monday.isoformat()}/{sunday.isoformat()}"


def _about(day: date, slack: int) -> str:
    """A day that is known up to some days: its month, where all these lie in it; else the day as about."""
    same = (day - timedelta(slack)).month == (day + timedelta(slack)).month
    return f"{day:%Y-%m}" if same else day.isoformat() + "~"


def _month_moved(year: int, month: int, step: int) -> str:
    index = year * 12 + month - 1 + step
    return f"{index // 12:04}-{index % 12 + 1:02}"


def read_same(match: re.Match[str], context: Context) -> Read:
    """That day, the same year: the date mentioned last, where it is precise enough."""
    last, unit = context.last, match["unit"]
    if last is None or not re.fullmatch(r"\d{4}(-\d\d){0,2}", last):
        return None, "inferred"
    length = {"year": 4, "month": 7, "week": 0}.get(unit, 10)
    return (last[:length] if length and len(last) >= length else None), "inferred"


def read_of_year(match: re.Match[str], context: Context) -> Read:
    """May of this year, 26 July last year, October of that year: the year from the document or the date before it."""
    atom, year = parse_atom(match["a"]), _year_meant(match["which"], context)
    return Atom(year, atom.month, atom.day).edtf(), "inferred"


def read_season(match: re.Match[str], context: Context) -> Read:
    """Last summer, that autumn, that October: the year that it lies in, with the month where that is named."""
    if not match["a"]:
        year = _year_meant(match["which"], context)
        return (f"{year:04}-{read_numbers(TIMES, 'seasons')[match['name']]}" if year else None), "inferred"
    month = read_numbers(TIMES, "months")[match["a"].rstrip(".")]
    which = match["which"].lower()
    if which in _COUNTED and context.published is not None:
        return _month_near(context.published, month, _COUNTED[which]), "inferred"
    return Atom(_year_meant(which, context), month).edtf(), "inferred"


def read_season_of(match: re.Match[str], context: Context) -> Read:
    """The spring of 1968."""
    return f"{int(match['y']):04}-{read_numbers(TIMES, 'seasons')[match['name']]}", "stated"


_COUNTED = {"last": -1, "this": 0, "next": 1}


def _year_meant(which: str, context: Context) -> int | None:
    """The year that "this", "last" or "next" counts from the document's date, the others from the date before it."""
    words = " ".join(which.lower().split())
    if words in _COUNTED:
        latest = context.published.latest if context.published else None
        return latest.year + _COUNTED[words] if latest else None
    if context.last is None or not re.match(r"\d{4}(?![\dX])", context.last):
        return None
    step = 1 if words.endswith(("following", "next")) else -1 if words.endswith("previous") else 0
    return int(context.last[:4]) + step


def read_step(match: re.Match[str], context: Context) -> Read:
    """The following day, two years later, the year before: counted from the date mentioned last."""
    back = (match["later"] or "").lower() in ("earlier", "before", "previously") or match["step"] == "previous"
    count = (count_of(match["n"]) if match["n"] else 1) or 0
    if context.last is None or not count:
        return None, "inferred"
    return moved(context.last, match["unit"], -count if back else count), "inferred"


def read_soon(match: re.Match[str], context: Context) -> Read:
    """Within hours: the day mentioned last; days or weeks later: its month, where it cannot have ended."""
    last, days = context.last, {"day": 7, "week": 21}.get(match["unit"].lower(), 0)
    if last is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", last):
        return None, "inferred"
    day = date.fromisoformat(last)
    if match["unit"].lower() == "hour":
        return last, "inferred"
    later = day + timedelta(days)
    return (f"{day:%Y-%m}" if later.month == day.month else f"{last}/{later.isoformat()}"), "inferred"


def read_ago(match: re.Match[str], context: Context) -> Read:
    """Three years ago, two weeks ago: counted from the document's date."""
    count, unit = count_of(match["n"]), match["unit"]
    if context.published is None or count is None or unit == "decade":
        return None, "inferred"
    return moved(context.published.edtf, unit, -count), "inferred"


def read_end(match: re.Match[str], context: Context) -> Read:
    """The end of the year, later this month: the year that the story is told in, else the document's."""
    if match["unit"] == "year" and context.year_told is not None:
        return f"{context.year_told:04}", "inferred"
    return (_unit_near(context.published, match["unit"], 0) if context.published else None), "inferred"


def read_day(match: re.Match[str], context: Context) -> Read:
    """On the 22nd: of the month that was mentioned last."""
    if context.last is None or not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", context.last):
        return None, "inferred"
    year, month = (int(part) for part in context.last.split("-")[:2])
    return Atom(year, month, int(match["day"])).edtf(), "inferred"


def count_of(words: str) -> int | None:
    """The number that a word or figure says ("three", "a", "12")."""
    return int(words) if words.isdigit() else read_numbers(TIMES, "numbers").get(words.lower())


def moved(edtf: str, unit: str, step: int) -> str | None:
    """A date moved by days, weeks, months or years; None where the date is less precise than the unit."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", edtf):
        return None
    if unit == "fortnight":
        unit, step = "week", 2 * step
    numbers = [int(number) for number in edtf.split("-")]
    if len(numbers) > 1 and numbers[1] > 12:  # a season
        numbers = numbers[:1]
    if unit == "year":
        return f"{numbers[0] + step:04}"
    if unit == "month" and len(numbers) > 1:
        return _month_moved(numbers[0], numbers[1], step)
    if unit in ("day", "week") and len(numbers) > 2:
        moved = date(*numbers) + timedelta(step * (7 if unit == "week" else 1))
        return _about(moved, 3) if unit == "week" else moved.isoformat()
    return None


def read_near(match: re.Match[str], context: Context) -> Read:
    """Yesterday, last night, today, this morning, tomorrow."""
    day = context.day()
    if day is None:
        return None, "inferred"
    words = " ".join(match[0].lower().split())
    step = {"yesterday": -1, "last night": -1, "last evening": -1, "tomorrow": 1}.get(words, 0)
    return (day + timedelta(step)).isoformat(), "inferred"


def read_weekday(match: re.Match[str], context: Context) -> Read:
    """A weekday alone is the last one up to the document's day (reports look back), the next one of what is to come."""
    weekday = read_numbers(TIMES, "weekdays")[match["date"]]
    return _weekday_near(context.day(), weekday, 1 if context.ahead else 0), "inferred"
