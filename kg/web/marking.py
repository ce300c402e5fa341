"""A text cut into stretches, so that passages that overlap can be shown: each stretch knows all passages it lies in.

In: a text, its passages, its parts and its furniture, all with offsets in code points. Out: blocks (the report, each
comment), of paragraphs, of stretches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg.records import Document, Part

_BREAK: Final = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True)
class Passage:
    """Words of a text that claims rest on. `kinds` are those of the claims."""

    number: int
    start: int
    end: int
    words: str
    kinds: tuple[str, ...]
    claims: tuple[int, ...] = ()
    prefix: str = ""
    suffix: str = ""

    @property
    def anchor(self) -> str:
        """The fragment of its address (RFC 5147)."""
        return f"char={self.start},{self.end}"


@dataclass(frozen=True)
class Stretch:
    """A stretch of text with nothing that begins or ends inside it; `opening` are the passages that begin with it."""

    text: str
    passages: tuple[Passage, ...] = ()
    opening: tuple[Passage, ...] = ()
    furniture: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of all claims that rest on it."""
        return tuple(sorted({kind for passage in self.passages for kind in passage.kinds}))

    @property
    def claim(self) -> int | None:
        """The claim that it leads to: one of the shortest of its passages, of one that only names an actor last."""
        shortest = min(self.passages, key=lambda each: (each.kinds == ("actor",), each.end - each.start), default=None)
        return shortest.claims[0] if shortest and shortest.claims else None


@dataclass(frozen=True)
class Block:
    """The report itself, or a document that is part of the page."""

    part: Part | None
    paragraphs: tuple[tuple[Stretch, ...], ...]


def mark(document: Document, passages: Iterable[Passage]) -> list[Block]:
    """The blocks of a document in the order of its text; what lies between parts belongs to the report."""
    marker = _Marker(document, sorted(passages, key=lambda passage: (passage.start, -passage.end)))
    blocks, at = [], 0
    for part in sorted(document.parts, key=lambda part: part.start):
        blocks += [marker.block(None, at, part.start), marker.block(part, max(at, part.start), part.end)]
        at = max(at, part.end)
    blocks.append(marker.block(None, at, len(document.text)))
    return [block for block in blocks if block.paragraphs]


class _Marker:
    def __init__(self, document: Document, passages: Sequence[Passage]) -> None:
        self._text, self._passages = document.text, passages
        self._furniture = document.furniture
        places = [(each.start, each.end) for each in passages]
        places += [(each.start, each.end) for each in document.furniture]
        self._cuts = sorted({end for place in places for end in place})

    def block(self, part: Part | None, start: int, end: int) -> Block:
        paragraphs = (tuple(self._stretches(*place)) for place in self._paragraphs(start, end))
        return Block(part, tuple(paragraph for paragraph in paragraphs if paragraph))

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = start
        for gap in _BREAK.finditer(self._text, start, end):
            if gap.start() > at:
                yield at, gap.start()
            at = gap.end()
        if self._text[at:end].strip():
            yield at, end

    def _stretches(self, start: int, end: int) -> Iterator[Stretch]:
        cuts = [start, *(cut for cut in self._cuts if start < cut < end), end]
        near = [passage for passage in self._passages if passage.start < end and passage.end > start]
        for first, last in pairwise(cuts):
            inside = tuple(passage for passage in near if passage.start <= first and passage.end >= last)
            opening = tuple(passage for passage in inside if max(passage.start, start) == first)
            yield Stretch(
                self._text[first:last],
                inside,
                tuple(passage for passage in opening if passage.start >= start),
                next((each.what for each in self._furniture if each.start <= first and each.end >= last), ""),
            )
