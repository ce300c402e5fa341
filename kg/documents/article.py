"""What the text of a page says of itself: title, authors, date, outlet, comments, and which of its lines are furniture.

The page is seen as a head (up to the first paragraph), the report, a tail (below the last paragraph) and comments.
Pure: text in, findings out. Facts from elsewhere (a file's own metadata, a sidecar) may be handed in and are taken
for granted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.documents.byline import BYLINE, find_head_credits, find_tail_credits, merge_credits, parse_bio
from kg.documents.comments import Comments, find_comments
from kg.documents.dates import (
    find_agency,
    find_dateline,
    find_embargo_date,
    find_line_date,
    find_title_date,
    parse_written_date,
)
from kg.documents.found import Credit, Facts
from kg.documents.furniture import What, classify_line, format_furniture, mark_lines, mark_runs
from kg.documents.letters import find_letters
from kg.documents.lines import Line, is_prose, split_lines
from kg.documents.names import find_outlet, is_outlet_name
from kg.passages import fold
from kg.records import Furniture, Part

_TITLE_CHARACTERS = 200
_TITLE_WORDS = 29
_FACT_WORDS = 16
_NOTHING = Facts()


@dataclass(frozen=True)
class Article:
    """What was found in a text; `credits` still hold the stretches that are furniture if their author is one."""

    title: str | None
    published: str | None
    publisher: str | None
    credits: tuple[Credit, ...]
    comments: Comments
    furniture: tuple[Furniture, ...]


@dataclass(frozen=True)
class _Layout:
    """Line numbers of the report's own lines, by place; `title` is None where the text opens with a paragraph."""

    title: int | None
    head: list[int]
    body: list[int]
    tail: list[int]


def read_article(
    text: str, known: Facts = _NOTHING, parts: Sequence[Part] = (), furniture: Sequence[Furniture] = ()
) -> Article:
    """Find what the text says of itself.

    `parts` are the comments at its end and `furniture` the stretches that are not read, where the file marks them.
    """
    lines = split_lines(text)
    comments = _take_parts(lines, parts) if parts else _find_parts(lines)
    left = [
        n
        for n, line in enumerate(lines)
        if not any(mark.start <= line.start and line.end <= mark.end for mark in furniture)
    ]
    own = [number for number in left if number not in comments.lines]
    marks = mark_lines(lines, own, "anywhere")
    layout = _lay_out(lines, own, marks, known.title)
    marks |= mark_lines(lines, (n for n in layout.head + layout.tail if n not in marks), "edge")
    marks |= mark_lines(lines, (n for n in layout.tail if n not in marks), "below")
    marks |= mark_runs(lines, layout.tail, marks)
    marks |= _mark_repeated_title(lines, layout, marks)
    return _collect(text, lines, layout, marks, known, comments)


def _find_parts(lines: Sequence[Line]) -> Comments:
    comments = find_comments(lines)
    return comments if comments.parts or comments.furniture else find_letters(lines)


def _take_parts(lines: Sequence[Line], parts: Sequence[Part]) -> Comments:
    first = next(n for n, line in enumerate(lines) if line.start >= parts[0].start)
    return Comments(tuple(parts), (), range(first, len(lines)))


def _collect(
    text: str, lines: Sequence[Line], layout: _Layout, marks: dict[int, What], known: Facts, comments: Comments
) -> Article:
    published = _mark_date(lines, layout, marks) or _find_day(lines, layout, marks)
    publisher = _mark_outlet(lines, layout, marks) or _find_agency(lines, layout)
    credits = _find_credits(text, lines, layout, marks, known)
    title = lines[layout.title].plain if layout.title is not None else None
    return Article(title, published, publisher, credits, comments, tuple(format_furniture(lines, marks)))


def find_dated_outlet(line: str) -> str | None:
    """The paper before a comma and the date of its issue.

    >>> find_dated_outlet("The Hill Gazette, 1 July 2020")
    'The Hill Gazette'
    """
    name, comma, rest = line.partition(",")
    return name.strip() if comma and is_outlet_name(name) and parse_written_date(rest) else None


# ---- head, report, tail


def _lay_out(lines: Sequence[Line], own: Sequence[int], marks: dict[int, What], known_title: str | None) -> _Layout:
    candidate = _find_title_line(lines, own, marks, known_title)
    after = list(own) if candidate is None else [n for n in own if n > candidate]
    prose = [n for n in after if n not in marks and is_prose(lines[n]) and not classify_line(lines[n], "edge")]
    told = [n for n in prose if parse_bio(lines[n].text) is None] or prose
    if not told:  # nothing but short lines: all of it is the report
        is_title = candidate is not None and _is_title(lines, candidate, after, marks, known_title)
        return _Layout(candidate, [], after, []) if is_title else _Layout(None, [], list(own), [])
    head = [n for n in own if n < told[0] and n != candidate]
    body = [n for n in own if told[0] <= n <= told[-1]]
    tail = [n for n in own if n > told[-1]]
    if candidate is not None and not _is_title(lines, candidate, head, marks, known_title):
        return _Layout(
            None, [n for n in head if n < candidate], [candidate, *(n for n in head if n > candidate), *body], tail
        )
    return _Layout(candidate, head, body, tail)


def _find_title_line(
    lines: Sequence[Line], own: Sequence[int], marks: dict[int, What], known_title: str | None
) -> int | None:
    """The known title's line near the top, or the first line that is no furniture and not too long for one."""
    top = [n for n in own[:20] if n not in marks]
    if known_title:
        return next((n for n in top if _key(lines[n].plain) == _key(known_title)), None)
    first = next(
        (n for n in top if not classify_line(lines[n], "edge") and not parse_written_date(lines[n].plain)), None
    )
    if first is None or lines[first].words > _TITLE_WORDS or len(lines[first].text) > _TITLE_CHARACTERS:
        return None
    return first


def _is_title(
    lines: Sequence[Line], candidate: int, head: Sequence[int], marks: dict[int, What], known_title: str | None
) -> bool:
    """Whether the first line is a title: no clause, no part of a paragraph, no sentence unless a head follows it."""
    line = lines[candidate]
    if known_title:
        return True
    if line.text.endswith((",", ";", ":")) or (len(line.plain) < 3):
        return False
    below = [n for n in head if n > candidate]
    is_head = any(n in marks or _is_head_line(lines[n]) for n in below)
    stands_alone = candidate + 1 >= len(lines) or lines[candidate + 1].blanks_before > 0
    return is_head or (stands_alone and not line.text.endswith("."))


def _is_head_line(line: Line) -> bool:
    return bool(
        classify_line(line, "edge")
        or (not is_prose(line) and find_line_date(line.plain))
        or parse_bio(line.text)
        or (BYLINE.fullmatch(line.plain) and not is_prose(line))
    )


def _mark_repeated_title(lines: Sequence[Line], layout: _Layout, marks: dict[int, What]) -> dict[int, What]:
    if layout.title is None:
        return {}
    title = _key(lines[layout.title].plain)
    return {n: "other" for n in layout.head if n > layout.title and n not in marks and _key(lines[n].plain) == title}


def _key(words: str) -> str:
    return fold(" ".join(words.split())).casefold().lstrip("# ").rstrip(".")


# ---- facts; each marks the lines that say nothing else


def _mark_date(lines: Sequence[Line], layout: _Layout, marks: dict[int, What]) -> str | None:
    """The first date in a line of the head, of the dateline, or labelled "Published" in the tail."""
    for number in layout.head:
        if lines[number].words <= _FACT_WORDS and (date := find_line_date(lines[number].plain)):
            marks.setdefault(number, "byline")
            return date
    if layout.body and (date := find_dateline(lines[layout.body[0]].plain)):
        return date
    for number in layout.tail:
        words = lines[number].plain
        if (
            number not in marks
            and words.lower().startswith(("published", "posted"))
            and (date := parse_written_date(words))
        ):
            marks[number] = "byline"
            return date
    return None


def _find_day(lines: Sequence[Line], layout: _Layout, marks: dict[int, What]) -> str | None:
    """The day on which the title says that something was said, else the first on which the text may be published."""
    if layout.title is not None and (date := find_title_date(lines[layout.title].plain)):
        return date
    return next((date for n in sorted(marks) if (date := find_embargo_date(lines[n].plain))), None)


def _find_agency(lines: Sequence[Line], layout: _Layout) -> str | None:
    """The agency in the dateline of the first paragraph."""
    return find_agency(lines[layout.body[0]].plain) if layout.body else None


def _mark_outlet(lines: Sequence[Line], layout: _Layout, marks: dict[int, What]) -> str | None:
    """A line below the last paragraph, or in the head, that is the name of a known outlet and nothing else."""
    for number in [*layout.tail, *layout.head]:
        if number not in marks and (outlet := find_outlet(lines[number].plain)):
            if number in layout.head and _continues_card(lines, number):
                continue
            marks[number] = "credit"
            return outlet
    return next((outlet for n in layout.head if (outlet := find_dated_outlet(lines[n].plain))), None)


def _continues_card(lines: Sequence[Line], number: int) -> bool:
    """Whether the line stands in a block with others, as affiliations in an author's card do."""
    beside = lines[number + 1].blanks_before == 0 if number + 1 < len(lines) else False
    return beside or (number > 0 and lines[number].blanks_before == 0)


def _find_credits(
    text: str, lines: Sequence[Line], layout: _Layout, marks: dict[int, What], known: Facts
) -> tuple[Credit, ...]:
    free = [n for n in layout.head if n not in marks and (layout.title is None or n > layout.title)]
    dates = [n for n in layout.head if marks.get(n) == "byline" and find_line_date(lines[n].plain)]
    head = find_head_credits(text, lines, sorted(free + dates)) if layout.title is not None or known.title else []
    names = [credit.author.name for credit in head] + [author.name for author in known.authors]
    told = "\n".join(lines[n].text for n in layout.body)
    notes = [n for n in layout.tail if n not in marks]
    tail = find_tail_credits(lines, notes, names, told)
    return tuple(merge_credits([*head, *tail]))
