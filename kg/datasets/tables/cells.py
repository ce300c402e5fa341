"""What the cells of a table mean: stances, dates, numbers, types.

In: a cell as text. Out: the word or the EDTF date that it stands for; ValueError, which says what was expected, for
what has no sure meaning. The words for stances are those of coding schemes: a sign, a vote, a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from kg.edtf import is_edtf
from kg.rows import Stance

# 0 is the middle of -1 and 1; a table in which it is a no says so in its layout.
_WORDS: Final[Mapping[Stance, tuple[str, ...]]] = {
    "support": ("support", "supports", "1", "+1", "+", "yes", "y", "true", "agree", "agrees", "pro", "for",
                "in favour", "in favor", "favour", "favor", "positive"),
    "oppose": ("oppose", "opposes", "-1", "-", "−", "−1", "no", "n", "false", "disagree", "disagrees", "contra", "con",
               "against", "negative"),
    "mixed": ("mixed", "0", "neutral", "+/-", "both", "partly"),
    "uncertain": ("uncertain", "unclear", "unknown", "?", "undecided"),
}  # fmt: skip
STANCES: Final[Mapping[str, Stance]] = {word: stance for stance, words in _WORDS.items() for word in words}
_TIMED: Final = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_DECIMAL: Final = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,12})?")


def read_stance(cell: str) -> Stance:
    """The stance that a word or a sign stands for."""
    stance = STANCES.get(cell.casefold())
    if stance is None:
        raise ValueError(
            f"the stance is {cell!r}; expected support, oppose, mixed or uncertain, or words like yes, against, -1"
        )
    return stance


def read_date(cell: str, format: str | None = None) -> str:
    """The EDTF date of a cell, by a format of strptime if one is given.

    Without one: EDTF, ISO 8601 with a time of day, which is left out, or day.month.year, which dots are used for.
    """
    if format and not is_edtf(cell):
        try:
            return datetime.strptime(cell, format).date().isoformat()
        except ValueError:
            raise ValueError(f"the date is {cell!r}; expected one like {format}") from None
    text = match[1] if (match := _TIMED.fullmatch(cell)) else cell
    if match := _DOTTED.fullmatch(text):
        text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    if is_edtf(text):
        return text
    hint = "; which is the day and which the month? say date_format in a layout" if "/" in cell else ""
    raise ValueError(f"the date is {cell!r}; expected a day, month or year like 2015-10-30, 2015-10, 2015{hint}")


def read_count(cell: str) -> int:
    """A whole number, not below 0."""
    if not (cell.isascii() and cell.isdigit()):
        raise ValueError(f"the count is {cell!r}; expected a whole number")
    return int(cell)


def read_confidence(cell: str) -> str:
    """A number from 0 to 1."""
    if not _DECIMAL.fullmatch(cell) or not 0 <= float(cell) <= 1:
        raise ValueError(f"the confidence is {cell!r}; expected a number from 0 to 1")
    return cell


def read_score(cell: str) -> str:
    """A decimal number."""
    if not _DECIMAL.fullmatch(cell):
        raise ValueError(f"the intensity is {cell!r}; expected a number")
    return cell


def read_word(cell: str, what: str, allowed: tuple[str, ...]) -> str:
    """One of some words, whose case and blanks don't count."""
    folded = cell.casefold().replace(" ", "_").replace("-", "_")
    found = next((word for word in allowed if word.casefold() == folded), None)
    if found is None:
        raise ValueError(f"the {what} is {cell!r}; expected {', '.join(allowed)}")
    return found
