"""Letters to the editor below an editorial as parts of the document, each with the name that signs it.

Only letters that nobody can mistake are read: below a heading that announces them, each opened by a salutation. All
else stays text of the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.documents.comments import Comments, find_closing
from kg.documents.lines import Line, is_prose
from kg.documents.names import clean_name, is_person_name
from kg.passages import fold
from kg.records import Author, Furniture, Part

_HEADING = re.compile(
    r"(?:readers?'?s?'? |your )?letters(?: to the editors?| from (?:our )?readers)?:?|from our readers", re.IGNORECASE
)
_SALUTATION = re.compile(
    r"(?:(?:dear )?(?:sirs?|madam|sir or madam|editors?)|to the editors?)(?: ?[,:–—-].*)?", re.IGNORECASE
)
# What papers print below the last letter.
_INVITATION = re.compile(
    r"(?:please )?(?:send|email|e-mail|letters? (?:should|may|must|can)|write to|we welcome)\b.*", re.IGNORECASE
)


def find_letters(lines: Sequence[Line]) -> Comments:
    """The letters at the end of a page, or none. The lines are those of the whole text."""
    for first, line in enumerate(lines[:-1]):
        if _HEADING.fullmatch(fold(line.plain)) and _SALUTATION.fullmatch(lines[first + 1].plain):
            opens = [at for at in range(first + 1, len(lines)) if _SALUTATION.fullmatch(lines[at].plain)]
            last = next((at for at in find_closing(lines) if at > opens[-1]), len(lines))
            spans = list(zip(opens, [*opens[1:], last], strict=True))
            return _format_letters(lines, first, spans)
    return Comments()


def _format_letters(lines: Sequence[Line], first: int, spans: Sequence[tuple[int, int]]) -> Comments:
    heading = Furniture(start=lines[first].start, end=lines[first].end, what="other")
    parts: list[Part] = []
    furniture = [heading]
    for number, (opening, end) in enumerate(spans, 1):
        signature = _find_signature(lines[opening:end])
        author = Author(name=f"Letter writer {number}", anonymous=True)
        if signature:
            author = Author(name=_signed_name(signature), quote=signature.text)
            furniture.append(Furniture(start=signature.start, end=signature.end, what="byline"))
        stretch = lines[opening:end]
        parts.append(Part(id=f"letter-{number}", start=stretch[0].start, end=stretch[-1].end, authors=(author,)))
    return Comments(tuple(parts), tuple(furniture), range(first, spans[-1][1]))


def _find_signature(letter: Sequence[Line]) -> Line | None:
    """The line below the letter's last paragraph that names a person, with or without a place."""
    for line in reversed(letter[1:]):
        if _INVITATION.fullmatch(line.plain):
            continue
        if is_prose(line):
            return None
        if is_person_name(_signed_name(line)):
            return line
    return None


def _signed_name(line: Line) -> str:
    return clean_name(re.split(r"[,;(]", line.plain.lstrip("—–- "), maxsplit=1)[0])
