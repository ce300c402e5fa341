"""Rows of coded events as they are read: cells by their columns, days, scores, and what one story tells twice.

In: lines of tab-separated files, in which a quote is a letter like any other. Out: cells, or why they cannot be used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from kg.datasets.files import DatasetFile, is_text
from kg.errors import InputError
from kg.rows import CodedEvent, Duplicate, Reject

Cells = Sequence[str]
# An event, and the keys by which its row is known to tell the same as another one.
Told = tuple[CodedEvent, tuple[Hashable, ...]]

_SUFFIXES: Final = re.compile(r"(?:\.(?:csv|tsv|tab|txt|gz|zip))+$", re.IGNORECASE)
_OTHERS: Final = re.compile(r"[^a-z0-9]+")
_DAY: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)", re.ASCII)
_SCORE: Final = re.compile(r"[+-]?\d{1,3}(?:\.\d+)?", re.ASCII)
_MOST: Final = 10
# Rows of one story stand near each other: the sample of ICEWS has them at most 11 rows apart.
_REMEMBERED: Final = 250_000


class Recent:
    """The keys of the last quarter to half a million rows, so that memory stays flat in files of any length."""

    def __init__(self, size: int = _REMEMBERED) -> None:
        self._size = size
        self._new: set[int] = set()
        self._old: set[int] = set()

    def add(self, keys: tuple[Hashable, ...]) -> bool:
        """Remember the keys of a row; whether one of them was known."""
        known = False
        for key in map(hash, keys):
            known = known or key in self._new or key in self._old
            self._new.add(key)
        if len(self._new) >= self._size:
            self._old, self._new = self._new, set()
        return known


def read_rows(
    file: DatasetFile, read_row: Callable[[Cells], Told], *, header: bool
) -> Iterator[CodedEvent | Duplicate | Reject]:
    """The events of a file; `read_row` raises ValueError for cells that cannot be used. Raises InputError."""
    recent = Recent()
    for line, text in file.lines():
        if (header and line == 1) or not text.strip():
            continue
        try:
            event, keys = read_row(text.split("\t"))
        except ValueError as error:
            yield Reject(line, str(error), text)
            continue
        yield Duplicate(line) if recent.add(keys) else event


def find_columns(file: DatasetFile, needed: Sequence[str]) -> tuple[list[int], int]:
    """Where the needed columns stand in a file with a header, and how many there are. Raises InputError."""
    _, text = next(iter(file.lines()), (1, ""))
    columns = [column.strip().strip('"') for column in text.split("\t")]
    if missing := [name for name in needed if name not in columns]:
        problem = f"has no column {', '.join(missing)}; expected a tab-separated header with {', '.join(needed)}"
        raise InputError(problem, path=file.path, line=1)
    return [columns.index(name) for name in needed], len(columns)


def has_columns(head: bytes, *names: str) -> bool:
    """Whether a file begins with a tab-separated header that names these columns."""
    columns = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].replace(b'"', b"").split(b"\t")
    return {name.encode() for name in names} <= {column.strip() for column in columns}


def pick(cells: Cells, places: Sequence[int], width: int) -> list[str]:
    """The needed cells of a row, without what stands for nothing. Raises ValueError for a row of another width."""
    if len(cells) != width:
        raise ValueError(f"has {len(cells)} cells; expected {width}")
    picked = ["" if (cell := cells[place].strip()) in ("NA", "None") else cell for place in places]
    if not is_text(picked):
        raise ValueError("is not in UTF-8; expected text that can be decoded")
    return picked


@lru_cache(maxsize=1 << 12)
def read_day(text: str) -> str:
    """A day as EDTF. Raises ValueError for a day that there is not.

    >>> read_day("20240229")
    '2024-02-29'
    """
    try:
        if match := _DAY.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        pass
    raise ValueError(f"the date is {text!r}; expected a day like 2024-02-29")


@lru_cache(maxsize=1 << 12)
def read_score(text: str) -> str | None:
    """A score of intensity as a decimal number; None for an empty cell. Raises ValueError for what is none."""
    if not text:
        return None
    if not _SCORE.fullmatch(text) or abs(float(text)) > _MOST:
        raise ValueError(f"the intensity is {text!r}; expected a number from -{_MOST} to {_MOST}")
    return text.removeprefix("+")


def name_dataset(kind: str, path: Path) -> str:
    """The id of a dataset that is published in many files: its kind and the file's name.

    >>> name_dataset("gdelt", Path("20170701.export.CSV.zip"))
    'gdelt-20170701-export'
    """
    words = _OTHERS.sub("-", _SUFFIXES.sub("", path.name).casefold()).strip("-")
    return words if words.startswith(kind) else f"{kind}-{words or 'events'}"
