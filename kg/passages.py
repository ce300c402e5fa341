"""Quotes in texts: finding them by a fold that keeps every offset, and checking them.

Offsets are Unicode code points, from 0, end excluded. What is stored is the original slice, never the folded one.
"""

from __future__ import annotations

import re
from functools import lru_cache

# One character to one character, so that offsets in the folded text are offsets in the text.
_FOLD = str.maketrans(
    {
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\n": " ", "\r": " ",
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Replace typographic spaces, quotation marks and dashes by plain ones; the length stays the same."""
    return text.translate(_FOLD)


@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    return fold(text)


def find_quotes(text: str, quote: str) -> list[tuple[int, int]]:
    """All places where `quote` stands in `text`, as (start, end); white space, quotation marks and dashes loosely."""
    words = fold(quote).split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    return [match.span() for match in pattern.finditer(_folded(text))]


def find_quote(text: str, quote: str, near: int | None = None) -> tuple[int, int] | None:
    """Where `quote` stands in `text`, as (start, end), or None.

    Of several places the first is taken, or the one whose start is nearest to `near`.
    """
    places = find_quotes(text, quote)
    if not places:
        return None
    return places[0] if near is None else min(places, key=lambda place: abs(place[0] - near))


def utf16_to_code_point(text: str, offset: int) -> int:
    """The code-point offset of a UTF-16 offset, as JavaScript, Java and DNA count it.

    >>> utf16_to_code_point("🕊 peace", 3)
    2
    """
    units = 0
    for index, character in enumerate(text):
        if units >= offset:
            return index
        units += 2 if ord(character) > 0xFFFF else 1
    return len(text)
