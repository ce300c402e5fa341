"""English text, parsed: a document's blocks with tags, lemmas, dependencies and names for every token.

In comes a Document, out come blocks: paragraphs, headings, list items, each parsed on its own, so that a heading
never runs into the sentence below it. Page furniture and what is no prose are left out; a reader's comment never
shares a block with the text above it. Token offsets are exact: token `t` stands at `block.start + t.idx` in the
document's text.

Labels are Universal Dependencies' (nsubj, obj, obl, nsubj:pass, acl:relcl …) with Penn tags in `tag_`, as the
packaged pipeline gives them; trees with ClearNLP's labels (spaCy's English pipelines) are turned into such trees,
and whoever loads a pipeline with other labels gets the records that these allow. What sentences mean is not decided
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.extraction.text.arithmetic import on_one_core, use_numpy
from kg.extraction.text.parses import parse
from kg.extraction.text.prose import cut_long, is_prose
from kg.extraction.tokens import Doc, Token
from kg.passages import fold
from kg.records import Document

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGED = Path(__file__).resolve().parent.parent / "model" / "en_standpoint"

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*|\f|\r\n[^\S\n]*\r\n\s*|\u2029")
_MARKER = re.compile(r"(?P<heading>#{1,6})\s+|(?:[•·▪‣◦*–-]|\d{1,3}[.)]|\([a-z0-9]{1,3}\)|>)\s+")
_CLOSING = re.compile(r"[.?!…:;][\"'”’)\]»]*$|[\"”»]$")
_QUESTION = re.compile(r"[^.?!]*\?")
_LONGEST_WRAPPED_LINE = 120
_SHORTEST_WRAPPED_LINE = 40
_LONGEST_HEADING = 120


@dataclass(frozen=True, eq=False)
class Block:
    """A stretch of a document, parsed; `start` is the offset of its first character in Document.text."""

    doc: Doc
    start: int
    part: str | None
    heading: bool

    def span(self, first: Token, last: Token) -> tuple[int, int]:
        """The stretch of the document from one token to another, the last included."""
        return self.start + first.idx, self.start + last.idx + len(last)


@lru_cache(maxsize=4)
def load_pipeline(name: str | None = None) -> Language:
    """Load the packaged pipeline, or an installed spaCy pipeline (or a folder that holds one) by name.

    Raises UsageError where there is none of that name, or where it has no tagger or no parser.
    """
    import spacy

    try:
        nlp = spacy.load(PACKAGED if name is None else name)
    except OSError as error:
        raise UsageError(
            f"no spaCy pipeline is called {name!r}; install it (python -m spacy download {name}) or leave the name out"
        ) from error
    missing = [factory for factory in ("tagger", "parser") if factory not in _factories(nlp)]
    if missing:
        raise UsageError(f"the pipeline {name!r} has no {' and no '.join(missing)}: texts cannot be read with it")
    use_numpy(nlp)
    return nlp


def _factories(nlp: Language) -> set[str]:
    return {nlp.get_pipe_meta(pipe).factory for pipe in nlp.pipe_names}


def read_blocks(document: Document, nlp: Language) -> list[Block]:
    """Cut a document into blocks and parse them, in text order."""
    cuts = list(_cut_blocks(document))
    docs = parse((document.text[cut.start : cut.end] for cut in cuts), nlp)
    with on_one_core():
        return [Block(doc, cut.start, cut.part, cut.heading) for cut, doc in zip(cuts, docs, strict=True)]


def has_words(document: Document) -> bool:
    """Whether a document has anything to parse: a block with a letter in it."""
    return any(any(map(str.isalpha, document.text[cut.start : cut.end])) for cut in _cut_blocks(document))


# "LIMA, May 3 (Andina) - ": where and when a report was filed, before its first sentence.
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’/ -]{2,30}(?:, [^-–—\n.]{1,40})?(?: \([^()\n]{1,40}\))?\s+[-–—]+\s+(?=[A-Z“\"‘])"
)


@dataclass(frozen=True)
class _Cut:
    start: int
    end: int
    part: str | None
    heading: bool


def _cut_blocks(document: Document) -> Iterator[_Cut]:
    text, title = document.text, " ".join(fold(document.title or "").split())
    for start, end in _readable(document):
        part = _part_at(document, start)
        for first, last in _paragraphs(text, start, end):
            for begin, stop, item, marked in _lines(text, first, last, title):
                line = text[begin:stop]
                heading = marked or (not item and _is_heading(line, title))
                if is_prose(line):
                    if (dateline := _DATELINE.match(text, begin, stop)) is not None:
                        yield _Cut(begin, dateline.end(), part, heading=False)
                        begin = dateline.end()
                    yield from (_Cut(*piece, part, heading) for piece in cut_long(text, begin, stop))


def _readable(document: Document) -> Iterator[tuple[int, int]]:
    """The stretches between furniture, cut where a part begins or ends."""
    borders = {0, len(document.text)}
    for stretch in (*document.parts, *document.furniture):
        borders |= {stretch.start, stretch.end}
    places = sorted(borders)
    for start, end in pairwise(places):
        if not any(page.start <= start and end <= page.end for page in document.furniture):
            yield start, end


def _part_at(document: Document, offset: int) -> str | None:
    """The innermost part that holds the offset."""
    around = [part for part in document.parts if part.start <= offset < part.end]
    return min(around, key=lambda part: part.end - part.start).id if around else None


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in _BLANK_LINE.finditer(text, start, end):
        yield at, gap.start()
        at = gap.end()
    yield at, end


def _lines(text: str, start: int, end: int, title: str) -> Iterator[tuple[int, int, bool, bool]]:
    """The blocks of a paragraph as (start, end, is a list item, is marked as a heading).

    A line break inside running text does not cut; list items and short lines without closing punctuation do.
    """
    lines = [match.span() for match in re.compile(r"\S[^\n\r]*\S|\S").finditer(text, start, end)]
    longest = max((last - first for first, last in lines), default=0)
    at = 0
    while at < len(lines):
        begin, stop = lines[at]
        while at + 1 < len(lines) and _goes_on(text[slice(*lines[at])], text[slice(*lines[at + 1])], longest, title):
            at += 1
            stop = lines[at][1]
        marker = _MARKER.match(text, begin, stop)
        yield (marker.end() if marker else begin), stop, bool(marker), bool(marker and marker["heading"])
        at += 1


def _goes_on(line: str, following: str, longest: int, title: str) -> bool:
    """Whether the line break between two lines is inside running text."""
    if _MARKER.match(following) or line.startswith("#") or _is_title(line, title):
        return False
    if following[:1].islower() and not _CLOSING.search(line):
        return True
    wrapped = longest <= _LONGEST_WRAPPED_LINE and len(line) >= max(_SHORTEST_WRAPPED_LINE, 0.6 * longest)
    return wrapped


def _is_title(line: str, title: str) -> bool:
    return bool(title) and " ".join(fold(line).split()) == title


def _is_heading(line: str, title: str) -> bool:
    if _is_title(line, title):
        return True
    short = len(line) <= _LONGEST_HEADING and "\n" not in line
    return short and (not _CLOSING.search(line) or _QUESTION.fullmatch(line) is not None)
