"""Where the record of one actor is not of one mind: for and against one issue, at the same time or later.

In: the current positions of an actor. Out: a `Difference` for each issue with positions on both sides. As in the
canned queries, what has no date can always be at the same time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode

from kg.web.standing import Stand


@dataclass(frozen=True)
class Side:
    """The positions with one stance: how many, and between which days they lie; None where that is not known."""

    stance: str
    count: int
    first: date | None
    last: date | None

    @property
    def when(self) -> str:
        """Between which days, as EDTF."""
        if self.first is None or self.last is None:
            return "XXXX"
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"


@dataclass(frozen=True)
class Difference:
    """Both sides of an issue, the earlier first; `together` where they can have been held at the same time."""

    issue: NamedNode
    before: Side
    after: Side
    together: bool


def find_differences(stands: Iterable[Stand]) -> list[Difference]:
    """The differences in the positions of one actor, those that can be at the same time first."""
    sides: dict[NamedNode, dict[str, list[Stand]]] = defaultdict(lambda: defaultdict(list))
    for stand in stands:
        sides[stand.issue][stand.stance].append(stand)
    found = [
        _compare(issue, by["support"], by["oppose"])
        for issue, by in sides.items()
        if {"support", "oppose"} <= by.keys()
    ]
    return sorted(found, key=lambda each: (not each.together, each.issue.value))


def _compare(issue: NamedNode, for_it: Sequence[Stand], against: Sequence[Stand]) -> Difference:
    together = any(_overlap(one, other) for one in for_it for other in against)
    sides = sorted((_side(for_it), _side(against)), key=lambda side: side.first or date.max)
    return Difference(issue, sides[0], sides[1], together)


def _overlap(one: Stand, other: Stand) -> bool:
    return not (_before(one, other) or _before(other, one))


def _before(one: Stand, other: Stand) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


def _side(stands: Sequence[Stand]) -> Side:
    firsts = [stand.first for stand in stands]
    lasts = [stand.last for stand in stands]
    known = None not in firsts and None not in lasts
    ends = (min(filter(None, firsts)), max(filter(None, lasts))) if known else (None, None)
    return Side(stands[0].stance, len({stand.position for stand in stands}), *ends)
