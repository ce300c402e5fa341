"""Two graphs side by side, subject by subject in sorted order: what one has and the other lacks.

In: two sides. Out: for each subject that differs, its N-Quads lines on both sides. Two sorted streams are walked
through together; lines that do not fit into memory wait in temporary files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pyoxigraph import Quad, Triple

from kg.differences.sides import Side
from kg.export.lines import group_lines

# Bytes of lines that each side holds at a time, about.
MEMORY: Final = 1 << 27

Group = tuple[bytes, list[bytes]]


class Pair(NamedTuple):
    """A subject with what follows it in its lines, on both sides; a side without the subject has none."""

    subject: bytes
    before: frozenset[bytes]
    after: frozenset[bytes]


def compare(before: Side, after: Side, memory: int = MEMORY) -> Iterator[Pair]:
    """All subjects, those that are equal too, in the order of code points."""
    with_graphs = before.has_graphs and after.has_graphs
    sides = (group_lines(_fit(side, with_graphs), memory) for side in (before, after))
    return walk(*sides)


def walk(before: Iterable[Group], after: Iterable[Group]) -> Iterator[Pair]:
    """Two streams of groups, each sorted by subject, as pairs.

    >>> [pair.subject for pair in walk([(b"<a>", [b"x"])], [(b"<b>", [b"y"])])]
    [b'<a>', b'<b>']
    """
    lefts, rights = iter(before), iter(after)
    left, right = next(lefts, None), next(rights, None)
    nothing: frozenset[bytes] = frozenset()
    while left or right:
        if right is None or (left is not None and left[0] < right[0]):
            assert left is not None
            yield Pair(left[0], frozenset(left[1]), nothing)
            left = next(lefts, None)
        elif left is None or right[0] < left[0]:
            yield Pair(right[0], nothing, frozenset(right[1]))
            right = next(rights, None)
        else:
            yield Pair(left[0], frozenset(left[1]), frozenset(right[1]))
            left, right = next(lefts, None), next(rights, None)


def _fit(side: Side, with_graphs: bool) -> Iterable[Quad] | Iterable[Triple]:
    """The quads of a side, or their triples where the other side knows no graphs."""
    return side.quads() if with_graphs else (quad.triple for quad in side.quads())
