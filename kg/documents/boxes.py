"""The words of HTML boxes as blocks of text: one for each run of words in one box, in reading order, none lost.

Beautiful Soup's tags in, strings out.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import NavigableString

_BOXES = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)


def read_boxes(tag: Tag) -> list[str]:
    """The blocks below a tag; white space is made single, no-break spaces stay."""
    from bs4 import Comment

    strings = [string for string in tag.find_all(string=True) if not isinstance(string, Comment)]
    runs = groupby(strings, key=_box_of)
    return [words for _, run in runs if (words := tidy("".join(run)))]


def tidy(words: str) -> str:
    """The words with one space where HTML has any amount of white space."""
    return re.sub(r"[ \t\r\n\f]+", " ", words).strip(" ")


def _box_of(string: NavigableString) -> int:
    return next((id(parent) for parent in string.parents if parent.name in _BOXES), 0)
