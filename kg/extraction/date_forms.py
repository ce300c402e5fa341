"""The forms in which English writes dates, and how each becomes an EDTF date.

`date_forms` gives regular expressions over folded text, each with the function that reads its matches; a reader gets
the match and the context (the document's date, the date mentioned last) and answers with the date, or None where it
cannot be known, and with its basis. Words stand in `lexicons/times.toml`. Where in a text dates stand, and what is
none, is `times`' business.

dateparser 1.5 was tried first: it put 31 of 40 dates of the tests on a day inside the right span, without saying how
precise they are, and read a date in each of eight sentences that have none ("Resolution 1973", "1500 tanks", "they
may march").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.edtf import Span, is_edtf
from kg.records import DateBasis

LEXICON = Path(__file__).resolve().parent / "lexicons" / "times.toml"


@dataclass(frozen=True)
class _Atom:
    """A date as far as the words give it."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def edtf(self) -> str | None:
        """The EDTF date, or None where the year is missing or the calendar has no such day."""
        if self.year is None:
            return None
        text = f"{self.year:04}" + (f"-{self.month:02}" if self.month else "") + (f"-{self.day:02}" if self.day else "")
        return text if is_edtf(text) else None


@dataclass(frozen=True)
class Context:
    """What an incomplete date can rest on: the document's date, and the date mentioned last."""

    published: Span | None
    last: str | None
    year_told: int | None

    def year_for(self, atom: _Atom) -> int | None:
        """The year of a month or day that is given without one.

        A year that the story has been told in goes first; else the latest such date not after the document's own.
        """
        if self.year_told is not None and self._is_before(self.year_told):
            return self.year_told
        if self.published is None or self.published.latest is None:
            return None
        latest = self.published.latest
        first = (atom.month or 1, atom.day or 1)
        return latest.year - (first > (latest.month, latest.day))

    def _is_before(self, year: int) -> bool:
        return self.published is None or self.published.latest is None or year < self.published.latest.year

    def day(self) -> date | None:
        """The document's day, where it is known to the day."""
        known = self.published is not None and self.published.precision == "day"
        return self.published.earliest if known and self.published else None


@lru_cache(maxsize=1)
def read_words() -> dict[str, Any]:
    return tomllib.loads(LEXICON.read_text(encoding="utf-8"))


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@lru_cache(maxsize=1)
def _parts() -> dict[str, str]:
    """The regular expressions of the parts of dates, those of the lexicon filled in."""
    words = read_words()
    short = {name for name in words["months"] if len(name) < 5} - {"May", "June", "July"}
    parts = {
        "month": rf"(?:{_any(set(words['months']) - short)}\b|{_any(short)}\b\.?)",
        "weekday": _any(words["weekdays"]),
        **{name: _any(words[name]) for name in ("numbers", "named", "decades", "ordinals")},
    }
    for name, pattern in words["parts"].items():
        parts[name] = _fill(pattern, parts)
    return parts


def _fill(pattern: str, parts: Mapping[str, str]) -> str:
    return re.sub(r"«(\w+)»", lambda place: parts[place[1]], pattern)


Reader = Callable[[re.Match[str], Context], "tuple[str | None, DateBasis]"]


def _parse_atom(words: str) -> _Atom:
    """The year, month and day that the words name."""
    months = read_words()["months"]
    if iso := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words):
        return _Atom(int(iso[1]), int(iso[2]), int(iso[3]))
    year = re.search(r"\b\d{4}\b", words)
    month = re.search(_any(months) + r"\b", words)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words)
    return _Atom(int(year[0]) if year else None, months[month[0]] if month else None, int(day[1]) if day else None)


def _read_atom(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    words = match["date"] if "date" in match.re.groupindex else match[0]
    return _resolve(_parse_atom(words), context)


def _resolve(atom: _Atom, context: Context) -> tuple[str | None, DateBasis]:
    if atom.year is not None:
        return atom.edtf(), "stated"
    return _Atom(context.year_for(atom), atom.month, atom.day).edtf(), "inferred"


def _read_named(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    return read_words()["named"][match[0]], "stated"


def _read_interval(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    """From one date to another; what the first leaves out it takes from the second."""
    first, second = _parse_atom(match["a"]), _parse_atom(match["b"])
    if second.year is None and re.fullmatch(r"\d\d", match["b"]) and first.year:
        second = _Atom(first.year // 100 * 100 + int(match["b"]))
    if first == _Atom():
        return None, "stated"
    basis: DateBasis = "stated" if second.year else "inferred"
    year = second.year or context.year_for(second)
    second = _Atom(year, second.month, second.day)
    first = _Atom(first.year or year, first.month or (second.month if first.day else None), first.day)
    begin, end = first.edtf(), second.edtf()
    return (f"{begin}/{end}" if begin and end else None), basis


def _read_days(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    """May 3-5, 2012."""
    year, first, last = int(match["y"]), _parse_atom(match["a"]), _parse_atom(match["c"])
    begin, end = _Atom(year, first.month, first.day).edtf(), _Atom(year, first.month, last.day).edtf()
    return (f"{begin}/{end}" if begin and end else None), "stated"


def _read_open(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    edtf, basis = _resolve(_parse_atom(match["a"]), context)
    if edtf is None:
        return None, basis
    return (f"{edtf}/.." if match["word"].lower() in ("since", "after") else f"../{edtf}"), basis


def _read_numeric(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    """30/10/2015 or 10/30/2015: only where one of the two can be no month."""
    first, second = int(match["d1"]), int(match["d2"])
    if first <= 12 and second <= 12 and first != second:
        return None, "stated"
    day, month = (first, second) if first > 12 else (second, first)
    return _Atom(int(match["y"]), month, day).edtf(), "stated"


def _read_decade(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    groups = match.groupdict()
    if decade := groups.get("decade"):
        return (f"{decade[:3]}X" if decade.endswith("0") else None), "stated"
    digit = groups["digit"] or read_words()["decades"][groups["word"]]
    return f"19{digit}X", "inferred"


def _read_century(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    number = match["number"]
    century = int(number) if number.isdigit() else read_words()["ordinals"][number]
    return f"{century - 1:02}XX", "stated"


def _read_direction(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    """Last month, this year, next Friday, last December: counted from the document's date."""
    published, word = context.published, match["direction"].lower()
    if published is None or published.latest is None or (word in ("past", "coming") and match["unit"] != "year"):
        return None, "inferred"
    step = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}[word]
    if match["month"]:
        return _month_near(published, read_words()["months"][match["month"].rstrip(".")], step), "inferred"
    if match["weekday"]:
        return _weekday_near(context.day(), read_words()["weekdays"][match["weekday"]], step), "inferred"
    return _unit_near(published, match["unit"], step), "inferred"


def _month_near(published: Span, month: int, step: int) -> str | None:
    latest = published.latest
    if latest is None or (published.precision == "year" and step == 0):
        return None
    if published.precision == "year":
        return _Atom(latest.year + step, month).edtf() if step < 0 else None
    later, earlier = month > latest.month, month < latest.month
    year = latest.year + (-1 if step < 0 and not earlier else 1 if step > 0 and not later else 0)
    return _Atom(year, month).edtf()


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
        index = latest.year * 12 + latest.month - 1 + step
        return f"{index // 12:04}-{index % 12 + 1:02}"
    if published.precision != "day":
        return None
    monday = latest - timedelta(latest.weekday()) + timedelta(7 * step)
    return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}" if unit == "week" else None


def _read_same(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    """That day, the same year: the date mentioned last, where it is precise enough."""
    last, unit = context.last, match["unit"]
    if last is None or not re.fullmatch(r"\d{4}(-\d\d){0,2}", last):
        return None, "inferred"
    length = {"year": 4, "month": 7, "week": 0}.get(unit, 10)
    return (last[:length] if length and len(last) >= length else None), "inferred"


def _read_step(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    """The following day, two years later: counted from the date mentioned last."""
    last = context.last
    if last is None or not re.fullmatch(r"\d{4}(-\d\d){0,2}", last):
        return None, "inferred"
    forward = match["later"] == "later" if match["n"] else match["step"] != "previous"
    count = (_count(match["n"]) if match["n"] else 1) or 0
    return _moved(last, match["unit"], count if forward else -count) if count else None, "inferred"


def _read_ago(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    """Three years ago, two weeks ago: counted from the document's date, weeks only about."""
    count, unit = _count(match["n"]), match["unit"]
    if context.published is None or count is None or unit == "decade":
        return None, "inferred"
    if unit == "week":
        moved = _moved(context.published.edtf, "day", -7 * count)
        return (moved + "~" if moved else None), "inferred"
    return _moved(context.published.edtf, unit, -count), "inferred"


def _count(words: str) -> int | None:
    return int(words) if words.isdigit() else read_words()["numbers"].get(words.lower())


def _moved(edtf: str, unit: str, step: int) -> str | None:
    """A date moved by days, months or years, as precise as the unit; None where the date is less precise than that."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", edtf):
        return None
    numbers = [int(number) for number in edtf.split("-")]
    if unit == "year":
        return f"{numbers[0] + step:04}"
    if unit == "month" and len(numbers) > 1:
        index = numbers[0] * 12 + numbers[1] - 1 + step
        return f"{index // 12:04}-{index % 12 + 1:02}"
    if unit == "day" and len(numbers) > 2:
        return (date(*numbers) + timedelta(step)).isoformat()
    return None


def _read_near(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    day = context.day()
    if day is None:
        return None, "inferred"
    step = {"yesterday": -1, "tomorrow": 1}.get(match[0].lower(), 0)
    return (day + timedelta(step)).isoformat(), "inferred"


def _read_weekday(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    """A weekday alone is the last one up to the document's day: reports look back."""
    return _weekday_near(context.day(), read_words()["weekdays"][match["date"]], 0), "inferred"


_READERS: Mapping[str, Reader] = {
    "ago": _read_ago,
    "atom": _read_atom,
    "century": _read_century,
    "days": _read_days,
    "decade": _read_decade,
    "direction": _read_direction,
    "interval": _read_interval,
    "named": _read_named,
    "near": _read_near,
    "numeric": _read_numeric,
    "open": _read_open,
    "same": _read_same,
    "step": _read_step,
    "weekday": _read_weekday,
}


@lru_cache(maxsize=1)
def date_forms() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """The forms of dates with their readers, those that must be tried first standing first."""
    return tuple(
        (re.compile(_fill(form["pattern"], _parts())), _READERS[form["reads"]]) for form in read_words()["form"]
    )
