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
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from kg.extraction.dates import relative as relative_dates
from kg.extraction.dates.parts import TIMES, Atom, Context, any_of, parse_atom, resolve
from kg.extraction.lexicons.reading import read_numbers, read_rows, read_texts
from kg.jsonvalues import as_text
from kg.records import DateBasis


@lru_cache(maxsize=1)
def _parts() -> dict[str, str]:
    """The regular expressions of the parts of dates, those of the lexicon filled in."""
    months = read_numbers(TIMES, "months")
    short = {name for name in months if len(name) < 5} - {"May", "June", "July"}
    parts = {
        "month": rf"(?:{any_of(set(months) - short)}\b|{any_of(short)}\b\.?)",
        "month_name": any_of(months),
        "weekday": any_of(read_numbers(TIMES, "weekdays")),
        "named": any_of(read_texts(TIMES, "named")),
        **{name: any_of(read_numbers(TIMES, name)) for name in ("numbers", "decades", "ordinals")},
    }
    for name, pattern in read_texts(TIMES, "parts").items():
        parts[name] = _fill(pattern, parts)
    return parts


def _fill(pattern: str, parts: Mapping[str, str]) -> str:
    return re.sub(r"«(\w+)»", lambda place: parts[place[1]], pattern)


Reader = Callable[[re.Match[str], Context], "tuple[str | None, DateBasis]"]


def _read_atom(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    words = match["date"] if "date" in match.re.groupindex else match[0]
    return resolve(parse_atom(words), context)


def _read_named(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    return read_texts(TIMES, "named")[match[0]], "stated"


def _read_interval(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    """From one date to another; what the first leaves out it takes from the second."""
    first, second = parse_atom(match["a"]), parse_atom(match["b"])
    if second.year is None and re.fullmatch(r"\d\d", match["b"]) and first.year:
        second = Atom(first.year // 100 * 100 + int(match["b"]))
    if first == Atom():
        return None, "stated"
    basis: DateBasis = "stated" if second.year else "inferred"
    year = second.year or context.year_for(second)
    second = Atom(year, second.month, second.day)
    first = Atom(first.year or year, first.month or (second.month if first.day else None), first.day)
    begin, end = first.edtf(), second.edtf()
    return (f"{begin}/{end}" if begin and end else None), basis


def _read_days(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    """May 3-5, 2012."""
    first, last = parse_atom(match["a"]), parse_atom(match["c"])
    year = int(match["y"]) if match["y"] else context.year_for(first)
    begin, end = Atom(year, first.month, first.day).edtf(), Atom(year, first.month, last.day).edtf()
    return (f"{begin}/{end}" if begin and end else None), "stated" if match["y"] else "inferred"


def _read_years(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    """In 1985 and 1986: the span of years that follow each other; others are two dates."""
    first, second = int(match["a"]), int(match["b"])
    return (f"{first}/{second}" if second == first + 1 else None), "stated"


def _read_open(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    edtf, basis = resolve(parse_atom(match["a"]), context)
    if edtf is None:
        return None, basis
    return (f"{edtf}/.." if match["word"].lower() in ("since", "after") else f"../{edtf}"), basis


def _read_numeric(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    """30/10/2015 or 10/30/2015: only where one of the two can be no month."""
    first, second = int(match["d1"]), int(match["d2"])
    if first <= 12 and second <= 12 and first != second:
        return None, "stated"
    day, month = (first, second) if first > 12 else (second, first)
    return Atom(int(match["y"]), month, day).edtf(), "stated"


def _read_decade(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    groups = match.groupdict()
    if decade := groups.get("decade"):
        return (f"{decade[:3]}X" if decade.endswith("0") else None), "stated"
    digit = groups["digit"] or read_numbers(TIMES, "decades")[groups["word"]]
    return f"19{digit}X", "inferred"


def _read_century(match: re.Match[str], context: Context) -> tuple[str | None, DateBasis]:
    number = match["number"]
    century = int(number) if number.isdigit() else read_numbers(TIMES, "ordinals")[number]
    return f"{century - 1:02}XX", "stated"


_READERS: Mapping[str, Reader] = {
    "ago": relative_dates.read_ago,
    "atom": _read_atom,
    "century": _read_century,
    "day": relative_dates.read_day,
    "days": _read_days,
    "decade": _read_decade,
    "direction": relative_dates.read_direction,
    "end": relative_dates.read_end,
    "interval": _read_interval,
    "named": _read_named,
    "near": relative_dates.read_near,
    "numeric": _read_numeric,
    "of_year": relative_dates.read_of_year,
    "open": _read_open,
    "same": relative_dates.read_same,
    "season": relative_dates.read_season,
    "season_of": relative_dates.read_season_of,
    "soon": relative_dates.read_soon,
    "step": relative_dates.read_step,
    "weekday": relative_dates.read_weekday,
    "years": _read_years,
}


class DateForm(NamedTuple):
    """A way of writing dates, who reads its matches, and what every text that has a match has; None: not known."""

    pattern: re.Pattern[str]
    read: Reader
    needs: re.Pattern[str] | None


@lru_cache(maxsize=1)
def date_forms() -> tuple[DateForm, ...]:
    """The forms of dates with their readers, those that must be tried first standing first."""
    return tuple(
        DateForm(
            _compiled(as_text(row["pattern"])),
            _READERS[as_text(row["reads"])],
            _compiled(as_text(row["needs"])) if "needs" in row else None,
        )
        for row in read_rows(TIMES, "form")
    )


def forms_in(text: str) -> list[DateForm]:
    """The forms that a text may have, by what they need, which several share."""
    asked: dict[re.Pattern[str] | None, bool] = {None: True}
    found = []
    for form in date_forms():
        if form.needs is not None and form.needs not in asked:
            asked[form.needs] = form.needs.search(text) is not None
        if asked[form.needs]:
            found.append(form)
    return found


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_fill(pattern, _parts()))
