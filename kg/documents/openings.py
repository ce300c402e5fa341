"""The lines that open a reader's comment by saying who wrote it, in the shapes that pages without numbers use.

Lines below a heading in, openings by line number out: "Somebody says:" alone, a short line with a name right above the
text ("Markus, Vienna"), or a name and a colon before it ("Markus: I disagree"). Whether the heading announces comments
is judged by `comments`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.documents.byline import NOBODY
from kg.documents.dates import parse_written_date
from kg.documents.lines import Line
from kg.documents.names import clean_name

SAYS = re.compile(
    r"(?P<name>\S.{0,58}?\S)(?: (?:on|at) (?P<date>.{6,60}?))? (?:says|said|wrote|writes|commented) ?:?", re.IGNORECASE
)
# A user's name is one to four words; a place or a date may follow it.
_NAME = r"@?[^\W_][\w.'’-]*(?: [^\W_][\w.'’-]*){0,3}"
_ALONE = re.compile(rf"(?P<name>{_NAME})(?P<rest>(?:,| [(|·•–—-] ?| on | at ).{{2,60}})?")
_BEFORE = re.compile(rf"(?P<name>{_NAME})(?: ?\([^)]{{2,40}}\))?:\s+(?=\S)")
_SENTENCE_END = (".", "!", "?", ";", ":", ",", "…", "-")
_MOST_WORDS = 9


@dataclass(frozen=True)
class Opening:
    """Who opens a comment (None: nobody by name), when, where the name ends and where the text begins."""

    kind: Literal["says", "alone", "before"]
    name: str | None
    published: str | None
    name_end: int
    text_at: int


def name_openings(lines: Sequence[Line], first: int) -> dict[int, Opening]:
    """The lines from `first` on that open a comment, all in the shape of the first; empty where that is none."""
    read = _read_opening(lines, first)
    if read is None:
        return {}
    found = {at: opening for at in range(first, len(lines)) if (opening := _read_opening(lines, at)) is not None}
    return {at: opening for at, opening in found.items() if opening.kind == read.kind}


def _read_opening(lines: Sequence[Line], at: int) -> Opening | None:
    """How a line opens a comment: it stands below a blank line and says who speaks."""
    line = lines[at]
    if not line.blanks_before:
        return None
    if said := SAYS.fullmatch(line.plain):
        return Opening("says", clean_name(said["name"]), None, line.end, line.end)
    if _stands_above_text(lines, at) and (alone := _ALONE.fullmatch(line.plain)):
        published = parse_written_date(
            (alone["rest"] or "").strip(" ,()|·•–—-").removeprefix("on ").removeprefix("at ")
        )
        return Opening("alone", _named(alone["name"]), published, line.end, line.end)
    if before := _BEFORE.match(line.text):
        end = line.start + before.end()
        return Opening("before", _named(before["name"]), None, end, end)
    return None


def _stands_above_text(lines: Sequence[Line], at: int) -> bool:
    """Whether a short line that is no sentence has another line right below."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    short = lines[at].words <= _MOST_WORDS and not lines[at].plain.endswith(_SENTENCE_END)
    return short and below is not None and not below.blanks_before


def _named(name: str) -> str | None:
    """The name under which somebody writes; None for "Anonymous" and the like."""
    return None if name.casefold().lstrip("@") in NOBODY else clean_name(name)
