"""Page furniture: lines that belong to the page and not to the report, by the patterns of `furniture.toml`.

Lines in, marks out: which line is furniture, and of what kind. What a pattern means is said beside it, in the table;
bylines and biographical notes are found elsewhere, because they carry facts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kg.documents.lines import Line, is_prose
from kg.passages import fold
from kg.records import Furniture

What = Literal["navigation", "share", "comment_form", "credit", "contact", "bio", "byline", "related", "other"]
Where = Literal["anywhere", "edge", "below"]
_RUN_WORDS = 20  # a longer line below a heading such as "You might also like" is no title of another article


@dataclass(frozen=True)
class LinePattern:
    """One entry of the table: what a line that it fits is, and where on the page it says so."""

    what: What
    where: Where
    pattern: re.Pattern[str]
    sentences: bool


@dataclass(frozen=True)
class RunPattern:
    """A heading that opens a list of short lines of the same kind."""

    what: What
    pattern: re.Pattern[str]


@cache
def line_patterns() -> tuple[LinePattern, ...]:
    """The packaged patterns of single lines."""
    return tuple(
        LinePattern(entry["what"], entry["where"], _compile(entry["pattern"]), entry.get("sentences", False))
        for entry in _table()["line"]
    )


@cache
def run_patterns() -> tuple[RunPattern, ...]:
    """The packaged headings that open a list."""
    return tuple(RunPattern(entry["what"], _compile(entry["pattern"])) for entry in _table()["run"])


def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("furniture.toml").read_text(encoding="utf-8"))


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def classify_line(line: Line, *places: Where) -> What | None:
    """What kind of furniture a line is in one of the places of a page, or None."""
    words = fold(line.plain)
    prose = is_prose(line)
    for entry in line_patterns():
        if entry.where in places and (entry.sentences or not prose) and entry.pattern.fullmatch(words):
            return entry.what
    return None


def classify_heading(line: Line) -> What | None:
    """What kind of list the line opens, as a heading below the report, or None."""
    words = fold(line.plain)
    return next((entry.what for entry in run_patterns() if entry.pattern.fullmatch(words)), None)


def mark_lines(lines: Sequence[Line], numbers: Iterable[int], *places: Where) -> dict[int, What]:
    """The furniture among the lines of these numbers, taken line by line."""
    found = {number: classify_line(lines[number], *places) for number in numbers}
    return {number: what for number, what in found.items() if what}


def mark_runs(lines: Sequence[Line], numbers: Sequence[int], marked: Mapping[int, What]) -> dict[int, What]:
    """The headings of lists among the lines of these numbers, and the short lines below each."""
    marks: dict[int, What] = {}
    running: What | None = None
    for number in numbers:
        line = lines[number]
        running = classify_heading(line) or running
        if is_prose(line) or line.words > _RUN_WORDS:
            running = None
        elif running and number not in marked:
            marks[number] = running
    return marks


def format_furniture(lines: Sequence[Line], marks: Mapping[int, What]) -> list[Furniture]:
    """The marked lines as stretches of the text, neighbours of one kind joined."""
    stretches: list[Furniture] = []
    last = -2
    for number, what in sorted(marks.items()):
        line = lines[number]
        if stretches and number == last + 1 and stretches[-1].what == what:
            stretches[-1] = Furniture(start=stretches[-1].start, end=line.end, what=what)
        else:
            stretches.append(Furniture(start=line.start, end=line.end, what=what))
        last = number
    return stretches
