"""How wide text is on a terminal, and lines that fit: letters of Chinese, Japanese and Korean take two cells each.

A text comes in; a number of cells, or lines, go out. Widths are those of Unicode Standard Annex 11; marks that sit on
the letter before them take none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_NO_WIDTH = frozenset(("Mn", "Me", "Cf"))


def measure(text: str) -> int:
    """The width of a text in cells of a terminal.

    >>> measure("Egypt"), measure("埃及"), measure("E\u0301gypte")
    (5, 4, 6)
    """
    return len(text) if text.isascii() else sum(map(_measure_letter, text))


def pad(text: str, width: int, right: bool = False) -> str:
    """The text with spaces behind it, or before it, up to a width."""
    spaces = " " * (width - measure(text))
    return spaces + text if right else text + spaces


def wrap(text: str, width: int) -> list[str]:
    """The text as lines of at most that width, broken at spaces, and within a word that is wider than a line.

    >>> wrap("the war of others", 8)
    ['the war', 'of', 'others']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and measure(lines[-1]) + 1 + measure(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines += _break(word, width)
    return lines or [""]


def _break(word: str, width: int) -> Iterator[str]:
    """The pieces of a word, each as wide as a line holds; a letter that is wider than a line stays whole."""
    if measure(word) <= width:
        yield word
        return
    piece, filled = "", 0
    for letter in word:
        wide = _measure_letter(letter)
        if piece and filled + wide > width:
            yield piece
            piece, filled = "", 0
        piece, filled = piece + letter, filled + wide
    yield piece


def _measure_letter(letter: str) -> int:
    if unicodedata.category(letter) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
