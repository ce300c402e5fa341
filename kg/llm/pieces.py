"""Pieces: the overlapping passages of a document that a model is given one at a time.

In: a document and a budget in tokens. Out: stretches that begin and end with a sentence, each with as many as fit; the
last sentences of one are the first of the next. Furniture is in none of them. Tokens are estimated (four bytes of
UTF-8 each), since every model counts its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.records import Document, Part

_BYTES: Final = 4
_PARAGRAPH: Final = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*\n))*")
_END: Final = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_a-z])")
_GAPS: Final = re.compile(r"[^\S\n]*\n\s*\n[^\S\n]*")
Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A stretch of a document, in its text without furniture (each of whose characters is a line's end here)."""

    start: int
    end: int
    plain: str

    @property
    def text(self) -> str:
        """Its words."""
        return self.plain[self.start : self.end]


def tokens(text: str) -> int:
    """About how many tokens a text has."""
    return -(-len(text.encode("utf-8", "surrogatepass")) // _BYTES)


def split(document: Document, budget: int, overlap: int) -> list[Piece]:
    """The pieces of a document, in its order, of at most `budget` tokens."""
    plain = without_furniture(document)
    return _fill(plain, list(_sentences(plain, 0, len(plain), budget)), budget, overlap)


def halve(piece: Piece) -> list[Piece]:
    """The piece in at least two smaller ones; the piece alone where it is one word or has none."""
    budget = max(tokens(piece.text) // 2, 1)
    found = _fill(piece.plain, list(_sentences(piece.plain, piece.start, piece.end, budget)), budget, 0)
    return found if len(found) > 1 else [piece]


def show(piece: Piece, document: Document) -> str:
    """The words of a piece as a model is shown them: without gaps, each part of the page under a line that names it."""
    shown, place = [], piece.start
    for part in _parts_in(document, piece):
        shown += [piece.plain[place : max(part.start, place)], f"\n\n[{_name(part)}]\n\n"]
        place = max(part.start, place)
    return _GAPS.sub("\n\n", "".join((*shown, piece.plain[place : piece.end]))).strip()


def without_furniture(document: Document) -> str:
    """The text with furniture blanked out; every offset stays."""
    text = document.text
    for stretch in document.furniture:
        text = text[: stretch.start] + "\n" * (stretch.end - stretch.start) + text[stretch.end :]
    return text


def _parts_in(document: Document, piece: Piece) -> list[Part]:
    found = [part for part in document.parts if part.start < piece.end and part.end > piece.start]
    return sorted(found, key=lambda part: (part.start, -part.end))


def _name(part: Part) -> str:
    names = ", ".join(author.name for author in part.authors)
    return f"{part.id}{f' by {names}' if names else ''}"


def _sentences(plain: str, start: int, end: int, budget: int) -> Iterator[Span]:
    for paragraph in _PARAGRAPH.finditer(plain, start, end):
        begin = paragraph.start()
        for stop in (*(match.end() for match in _END.finditer(plain, begin, paragraph.end())), paragraph.end()):
            if plain[begin:stop].strip():
                yield from _cut(plain, (begin, stop), budget)
            begin = stop


def _cut(plain: str, span: Span, budget: int) -> Iterator[Span]:
    """A sentence that is longer than the budget in stretches that are not, between words where it has any."""
    begin, end = span
    while tokens(plain[begin:end]) > budget:
        # As many code points as surely fit; a code point has at most four bytes.
        reach = begin + budget
        while reach < end and tokens(plain[begin : reach + budget]) <= budget:
            reach += budget
        stop = max(plain.rfind(" ", begin + 1, reach), plain.rfind("\n", begin + 1, reach)) + 1 or reach
        yield begin, stop
        begin = stop
    if plain[begin:end].strip():
        yield begin, end


def _fill(plain: str, sentences: Sequence[Span], budget: int, overlap: int) -> list[Piece]:
    pieces: list[Piece] = []
    first = 0
    while first < len(sentences):
        last = first
        while last + 1 < len(sentences) and tokens(plain[sentences[first][0] : sentences[last + 1][1]]) <= budget:
            last += 1
        pieces.append(Piece(sentences[first][0], sentences[last][1], plain))
        if last + 1 == len(sentences):
            break
        first = _step_back(plain, sentences, (first, last), budget, overlap)
    return pieces


def _step_back(plain: str, sentences: Sequence[Span], piece: tuple[int, int], budget: int, overlap: int) -> int:
    """Where the next piece begins: with the last sentences of this one, if the next sentence fits in after them."""
    (first, last), start = piece, piece[1] + 1
    end, new = sentences[last][1], sentences[last + 1][1]
    while start - 1 > first and tokens(plain[sentences[start - 1][0] : end]) <= overlap:
        start -= 1
    while start <= last and tokens(plain[sentences[start][0] : new]) > budget:
        start += 1
    return start
