"""The parts of dates: year, month and day as far as words give them, and what an incomplete date can rest on.

In: the words of a date. Out: an `Atom`, and with its `Context` (the document's date, the date mentioned last, the year
that a story is told in) an EDTF date. Words stand in `lexicons/times.toml`. How dates are written is `date_forms`'
business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.edtf import Span, is_edtf
from kg.extraction.lexicons.reading import read_numbers, word_set
from kg.records import DateBasis

# The lexicon of dates.
TIMES = "times"
# How many days ahead a day without a year is still the coming one.
_AT_HAND = 30


@dataclass(frozen=True)
class Atom:
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
    """What an incomplete date can rest on: the document's date, the date mentioned last, whether it is yet to come."""

    published: Span | None
    last: str | None
    year_told: int | None
    ahead: bool = False

    def year_for(self, atom: Atom) -> int | None:
        """The year of a month or day that is given without one.

        A year that the story has been told in goes first; else the latest such date not after the document's own, or
        the first one after it of what is yet to come.
        """
        if self.year_told is not None and self._is_before(self.year_told) and not self.ahead:
            return self.year_told
        if self.published is None or self.published.latest is None:
            return None
        latest = self.published.latest
        first = (atom.month or 1, atom.day or 1)
        if self._is_at_hand(atom, latest):
            return latest.year + ((atom.month or 1) < latest.month)
        if self.ahead:
            last = (atom.month or 12, atom.day or 31)
            return latest.year + (last < (latest.month, latest.day))
        return latest.year - (first > (latest.month, latest.day))

    def _is_at_hand(self, atom: Atom, latest: date) -> bool:
        """Whether a day without a year lies within the weeks after the document: nobody means the one a year ago."""
        if atom.month is None or atom.day is None or self.published is None or self.published.precision != "day":
            return False
        ahead = [Atom(latest.year + step, atom.month, atom.day).edtf() for step in (0, 1)]
        days = [(date.fromisoformat(day) - latest).days for day in ahead if day is not None]
        return any(0 < away <= _AT_HAND for away in days)

    def _is_before(self, year: int) -> bool:
        return self.published is None or self.published.latest is None or year < self.published.latest.year

    def day(self) -> date | None:
        """The document's day, where it is known to the day."""
        known = self.published is not None and self.published.precision == "day"
        return self.published.earliest if known and self.published else None


def date_words(name: str) -> frozenset[str]:
    """A list of words of the lexicon of dates."""
    return word_set(TIMES, "words", name)


def any_of(words: Iterable[str]) -> str:
    """A regular expression for one of the words, longer ones first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def parse_atom(words: str) -> Atom:
    """The year, month and day that the words name."""
    months = read_numbers(TIMES, "months")
    if iso := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words):
        return Atom(int(iso[1]), int(iso[2]), int(iso[3]))
    year = re.search(r"\b\d{4}\b", words)
    month = re.search(any_of(months) + r"\b", words)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words)
    return Atom(int(year[0]) if year else None, months[month[0]] if month else None, int(day[1]) if day else None)


def resolve(atom: Atom, context: Context) -> tuple[str | None, DateBasis]:
    """The date of an atom, its year from the context where it has none."""
    if atom.year is not None:
        return atom.edtf(), "stated"
    return Atom(context.year_for(atom), atom.month, atom.day).edtf(), "inferred"
