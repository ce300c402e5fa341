"""Readers' comments below an article as parts of the document, each with its own author.

Two shapes are read: numbered comments (" 3. text …"), and comments below a heading, each opened by whoever wrote it
(see `openings`). A numbered list inside or at the end of an article is not a list of comments; where that is in doubt,
it stays text of the article. The words that tell them apart are data (`comments.toml`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.documents.dates import parse_written_date
from kg.documents.furniture import classify_line
from kg.documents.lines import Line, is_prose, mark_line
from kg.documents.names import clean_name
from kg.documents.openings import SAYS, Opening, name_openings
from kg.passages import fold
from kg.records import Author, Furniture, Part

_MARKER = re.compile(r"(?P<number>\d{1,4})[.)]\s+(?=\S)")


@dataclass(frozen=True)
class Comments:
    """The comments of a page: the parts, what is furniture in and around them, and the lines that belong to either."""

    parts: tuple[Part, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    lines: range = range(0)


@dataclass(frozen=True)
class _Item:
    """One comment by line numbers: where it opens, up to where it goes, and where its text begins in the first line."""

    first: int
    end: int
    number: int
    offset: int


@dataclass(frozen=True)
class _Words:
    heading: re.Pattern[str]
    first_person: re.Pattern[str]
    page: re.Pattern[str]


@cache
def _words() -> _Words:
    table = tomllib.loads(Path(__file__).with_name("comments.toml").read_text(encoding="utf-8"))
    return _Words(*(re.compile(table[name], re.IGNORECASE) for name in ("heading", "first_person", "page")))


def find_comments(lines: Sequence[Line]) -> Comments:
    """The comments at the end of a page, or none. The lines are those of the whole text."""
    places = [n for n in range(1, len(lines)) if _may_open(lines, n)]
    if places:
        closing = find_closing(lines)
        for first in reversed(places):
            items = _read_run(lines, first, closing)
            if _are_comments(lines, items):
                return _format_comments(lines, items)
    return _find_headed(lines)


def _may_open(lines: Sequence[Line], first: int) -> bool:
    """Whether comments may begin with this line: a number one after a heading, or after a gap and no announcement."""
    line, before = lines[first], lines[first - 1]
    marker = _MARKER.match(line.text)
    if marker is None or int(marker["number"]) != 1 or not line.blanks_before:
        return False
    return _is_heading(before) or (line.blanks_before >= 2 and not before.text.endswith((":", ";", ",")))


def _is_heading(line: Line) -> bool:
    return _words().heading.fullmatch(fold(line.plain)) is not None


def find_closing(lines: Sequence[Line]) -> list[int]:
    """The lines of furniture below the last paragraph of the page, be it the article's or a comment's."""
    furniture: list[int] = []
    for number in range(len(lines) - 1, -1, -1):
        if classify_line(lines[number], "anywhere", "edge", "below"):
            furniture.insert(0, number)
        elif is_prose(lines[number]):
            break
    return furniture


def _read_run(lines: Sequence[Line], first: int, closing: Sequence[int]) -> list[_Item]:
    """The items 1, 2, 3 … from this line on, equally far indented, each after a blank line."""
    starts: list[tuple[int, int]] = []
    for at in range(first, len(lines)):
        line = lines[at]
        if line.indent != lines[first].indent or not line.blanks_before:
            continue
        marker = _MARKER.match(line.text)
        if marker and int(marker["number"]) == len(starts) + 1:
            starts.append((at, line.start + marker.end()))
    last = next((at for at in closing if at > starts[-1][0]), len(lines))
    ends = [*(at for at, _ in starts[1:]), last]
    numbered = enumerate(zip(starts, ends, strict=True), 1)
    return [_Item(at, end, number, offset) for number, ((at, offset), end) in numbered]


def _are_comments(lines: Sequence[Line], items: Sequence[_Item]) -> bool:
    """Whether numbered items are readers' comments and not a list that the article itself makes."""
    if _is_heading(lines[items[0].first - 1]):
        return True
    return len(items) >= 2 and _keep_to_their_indent(lines, items) and _speak_of_the_page(lines, items)


def _keep_to_their_indent(lines: Sequence[Line], items: Sequence[_Item]) -> bool:
    """Whether further paragraphs of each item are set in below its number, so that no text of an article follows."""
    return all(lines[at].indent > lines[item.first].indent for item in items for at in range(item.first + 1, item.end))


def _speak_of_the_page(lines: Sequence[Line], items: Sequence[_Item]) -> bool:
    """Whether readers are heard: half of the items in the first person or on the page, a quarter on the page."""
    texts = [fold(" ".join(line.plain for line in lines[item.first : item.end])) for item in items]
    on_page = sum(bool(_words().page.search(text)) for text in texts)
    heard = sum(bool(_words().page.search(text) or _words().first_person.search(text)) for text in texts)
    return heard * 2 >= len(items) and on_page * 4 >= len(items)


def _format_comments(lines: Sequence[Line], items: Sequence[_Item]) -> Comments:
    parts: list[Part] = []
    furniture: list[Furniture] = []
    first = items[0].first
    if _is_heading(lines[first - 1]):
        first -= 1
        furniture.append(mark_line(lines[first], "other"))
    for item in items:
        if classify_line(lines[item.first], "anywhere") == "other":  # a pingback stands in the numbered list
            furniture += [mark_line(line, "other") for line in lines[item.first : item.end]]
            continue
        furniture.append(Furniture(start=lines[item.first].start, end=item.offset, what="other"))
        part, inside = _format_comment(lines, item)
        parts.append(part)
        furniture += inside
    return Comments(tuple(parts), tuple(furniture), range(first, items[-1].end))


def _format_comment(lines: Sequence[Line], item: _Item) -> tuple[Part, list[Furniture]]:
    """One comment: its stretch, who wrote it and when, and the furniture inside it."""
    opening = lines[item.first]
    head = Line(
        item.offset, opening.end, opening.text[item.offset - opening.start :], opening.indent, opening.blanks_before
    )
    body = [head, *lines[item.first + 1 : item.end]]
    while len(body) > 1 and classify_line(body[-1], "anywhere"):
        body.pop()
    name, published, furniture = _read_opening(body)
    rest = [*body, *lines[item.first + len(body) : item.end]]
    furniture += [mark_line(line, what) for line in rest if (what := classify_line(line, "anywhere"))]
    author = _author(name, item.number)
    part = Part(
        id=f"comment-{item.number}", authors=(author,), published=published, start=item.offset, end=body[-1].end
    )
    return part, furniture


def _read_opening(body: Sequence[Line]) -> tuple[str | None, str | None, list[Furniture]]:
    """Name and date of "Somebody says:", with the date in the same line or the next one."""
    said = SAYS.fullmatch(body[0].plain)
    if said is None or len(body) < 2:
        return None, None, []
    furniture = [mark_line(body[0], "byline")]
    published = parse_written_date(said["date"]) if said["date"] else parse_written_date(body[1].plain)
    if published and not said["date"]:
        furniture.append(mark_line(body[1], "byline"))
    return clean_name(said["name"]), published, furniture


def _find_headed(lines: Sequence[Line]) -> Comments:
    """Comments without numbers below a heading that counts or announces them, each opened by who wrote it."""
    for first, line in enumerate(lines):
        if not _is_heading(line) or first + 1 == len(lines):
            continue
        names = name_openings(lines, first + 1)
        if names and next(iter(names)) == first + 1:
            return _format_headed(lines, first, names)
    return Comments()


def _format_headed(lines: Sequence[Line], heading: int, names: Mapping[int, Opening]) -> Comments:
    """The comments of a heading; `names` says what line opens each."""
    opens = list(names)
    closing = next((at for at in find_closing(lines) if at > opens[-1] + 1), len(lines))
    parts: list[Part] = []
    furniture = [mark_line(lines[heading], "other")]
    for number, (at, end) in enumerate(zip(opens, [*opens[1:], closing], strict=True), 1):
        item, opening = _Item(at, end, number, lines[at].start), names[at]
        if opening.text_at == lines[at].end and end <= at + 1:
            continue  # a name with nothing said
        part, inside = _format_comment(lines, item)
        if opening.kind != "says":
            author = _author(opening.name, number)
            part = part.model_copy(update={"authors": (author,), "published": part.published or opening.published})
            inside.append(Furniture(start=lines[at].start, end=opening.name_end, what="byline"))
        parts.append(part)
        furniture += inside
    if not parts:
        return Comments()
    return Comments(tuple(parts), tuple(furniture), range(heading, closing))


def _author(name: str | None, number: int) -> Author:
    return Author(name=name) if name else Author(name=f"Commenter {number}", anonymous=True)
