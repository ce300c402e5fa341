"""Quotes in texts: finding them by a fold that keeps every offset, and checking them.

Offsets are Unicode code points, from 0, end excluded. What is stored is the original slice, never the folded one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

# One character to one character, so that offsets in the folded text are offsets in the text.
_FOLD = str.maketrans(
    {
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\n": " ", "\r": " ",
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    }
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_RUN = re.compile(r"\s{2,}")


def fold(text: str) -> str:
    """Replace typographic spaces, quotation marks and dashes by plain ones; the length stays the same."""
    return text.translate(_FOLD)


class _Squeezed(NamedTuple):
    """A folded text, each run of white space as one space; from `ends[i]` on, `gone[i]` characters are gone."""

    text: str
    ends: list[int]
    gone: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the text as it was."""
        return self._place(start), self._place(end - 1) + 1

    def _place(self, offset: int) -> int:
        return offset + self.gone[bisect_right(self.ends, offset) - 1]


@lru_cache(maxsize=8)
def _squeeze(text: str) -> _Squeezed:
    folded, ends, gone = fold(text), [0], [0]
    for run in _RUN.finditer(folded):
        gone.append(gone[-1] + len(run[0]) - 1)
        ends.append(run.end() - gone[-1])
    return _Squeezed(_SPACE.sub(" ", folded), ends, gone)


def find_quotes(text: str, quote: str) -> list[tuple[int, int]]:
    """All places where `quote` stands in `text`, as (start, end); white space, quotation marks and dashes loosely."""
    words = fold(quote).split()
    if not words:
        return []
    squeezed, sought, places, start = _squeeze(text), " ".join(words), [], 0
    while (start := squeezed.text.find(sought, start)) >= 0:
        places.append(squeezed.place(start, start + len(sought)))
        start += len(sought)
    return places


def find_quote(text: str, quote: str, near: int | None = None) -> tuple[int, int] | None:
    """Where `quote` stands in `text`, as (start, end), or None.

    Of several places the first is taken, or the one whose start is nearest to `near`.
    """
    places = find_quotes(text, quote)
    if not places:
        return None
    return places[0] if near is None else min(places, key=lambda place: abs(place[0] - near))
