"""Texts as lines and blocks with their offsets, so that every finder can say where its find stands.

A line is trimmed of white space at both ends; a block is a run of lines without a blank one. Offsets are code points
in the text. Nothing is decided here about what a line means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.records import Furniture

_LINE = re.compile(r"[^\r\n\f\u2028\u2029]+")
_PROSE_END = (".", "?", "!", "…", ".”", "?”", "!”", '."', '?"', '!"', ".)", ".’", ".'")


@dataclass(frozen=True)
class Line:
    """One line of the text: its trimmed words, where they stand, how far they are set in, the blank lines before."""

    start: int
    end: int
    text: str
    indent: int
    blanks_before: int

    @property
    def words(self) -> int:
        """How many words the line has."""
        return len(self.text.split())

    @property
    def plain(self) -> str:
        """The words with one plain space between them (no-break spaces are white space too)."""
        return " ".join(self.text.split())


def split_lines(text: str) -> list[Line]:
    """The lines of the text that are not blank, in order."""
    lines: list[Line] = []
    end = 0
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if not words:
            continue
        indent = len(match.group()) - len(match.group().lstrip())
        start = match.start() + indent
        lines.append(Line(start, start + len(words), words, indent, _count_blanks(text[end:start], first=not lines)))
        end = start + len(words)
    return lines


def is_prose(line: Line) -> bool:
    """Whether the line is a paragraph of running text, as opposed to a heading, a name, a date or a button."""
    return line.words >= 30 or (line.words >= 10 and line.plain.endswith(_PROSE_END))


def _count_blanks(between: str, first: bool) -> int:
    breaks = len(re.findall(r"\r\n|[\r\n\f\u2028\u2029]", between))
    return breaks if first else max(0, breaks - 1)


def mark_line(line: Line, what: str) -> Furniture:
    """The line as furniture of that kind."""
    return Furniture.model_validate({"start": line.start, "end": line.end, "what": what})
