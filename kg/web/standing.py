"""Where actors stand: the current positions on record, counted for each actor and issue.

In: a filter. Out: positions, and a `Standing` for each actor and issue that has one. A spokesperson's position counts
for the one on whose behalf it is held; positions that a source says were given up are left out, as in the canned
queries.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final

from pyoxigraph import NamedNode

from kg.pictures.palette import Look
from kg.queries.parameters import fill
from kg.vocabulary import DCTERMS, SP
from kg.web.asking import Asked
from kg.web.facts import Value, as_node, ask_rows, read_column, words_of
from kg.web.filters import Filter
from kg.web.looks import STANCES, join

# The positions of one actor, or on one issue.
_OF_ONE: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT DISTINCT ?p WHERE { ?p $property $one ; sp:stance ?stance }"""
_ROLES: Final = {"actors": (SP.holder, SP.onBehalfOf), "issues": (SP.issue,)}
_NONE: Final[Sequence[Value]] = ()


@dataclass(frozen=True)
class Stand:
    """One position of one actor on one issue, with the document that it counts for."""

    position: NamedNode
    who: NamedNode
    issue: NamedNode
    document: NamedNode
    stance: str
    first: date | None
    last: date | None
    conditional: bool

    def unit(self, policy: str) -> object:
        """What is counted once: a document, or a week, month or year that the whole date lies in."""
        if policy == "each":
            return self.position
        if self.first is None or self.last is None or policy == "document":
            return self.document
        ends = [_PERIODS[policy](day) for day in (self.first, self.last)]
        return ends[0] if ends[0] == ends[1] else self.document


@dataclass(frozen=True)
class Standing:
    """All positions of one actor on one issue."""

    who: NamedNode
    issue: NamedNode
    counts: Mapping[str, int]
    documents: int
    conditional: int
    positions: int

    @property
    def look(self) -> Look:
        """Sign and colour; of several stances that of sources that differ."""
        return join(tuple(self.counts))

    @property
    def contested(self) -> bool:
        """Whether sources have the actor on both sides."""
        return len(self.counts) > 1

    @property
    def all_conditional(self) -> bool:
        """Whether there is no position without a condition."""
        return self.conditional == self.positions

    @property
    def total(self) -> int:
        """How many count."""
        return sum(self.counts.values())

    def words(self) -> str:
        """What is counted, for who hears the page."""
        told = ", ".join(f"{stance} ({count})" for stance, count in self.counts.items())
        limits = "only on conditions" if self.all_conditional else "partly on conditions" if self.conditional else ""
        return ", ".join(filter(None, [told, limits, "sources differ" if self.contested else ""]))


def read_stands(asked: Asked, wanted: Filter) -> list[Stand]:
    """The current positions that pass a filter, by their IRIs."""
    return [stand for stand in _read(asked, wanted) if _passes(stand, wanted)]


def _read(asked: Asked, wanted: Filter) -> list[Stand]:
    """Positions, by their IRIs: of one actor or issue, where only one is wanted, else all."""
    for name, chosen in (("issues", wanted.issues), ("actors", wanted.actors)):
        if len(chosen) == 1:
            return _make_stands(asked, _find_positions(asked, _ROLES[name], chosen[0]))
    return asked.kept.recall("stands", lambda: _make_stands(asked, read_column(asked, SP.stance)))


def _find_positions(asked: Asked, roles: Iterable[NamedNode], thing: NamedNode) -> list[Value]:
    found = (ask_rows(asked, fill(_OF_ONE, {"property": role, "one": thing})) for role in roles)
    return list(dict.fromkeys(row[0] for rows in found for row in rows))


def _make_stands(asked: Asked, positions: Iterable[Value]) -> list[Stand]:
    columns = _Columns(asked)
    stands = (stand for position in positions for stand in columns.stands_of(position))
    return sorted(stands, key=lambda stand: (stand.position.value, stand.who.value))


class _Columns:
    """The properties of all positions and of their documents and dates, each read at once."""

    def __init__(self, asked: Asked) -> None:
        self._stance, self._holder, self._issue, self._document, self._behalf, self._condition = (
            read_column(asked, each)
            for each in (SP.stance, SP.holder, SP.issue, SP.statedIn, SP.onBehalfOf, SP.condition)
        )
        self._held, self._published, self._first, self._last = (
            read_column(asked, each) for each in (SP.heldDuring, SP.publishedAt, SP.earliest, SP.latest)
        )
        self._whole = read_column(asked, DCTERMS.isPartOf)
        self._revised = {old for olds in read_column(asked, SP.revises).values() for old in olds}
        self._words: dict[Value, str] = {}

    def stands_of(self, position: Value) -> Iterator[Stand]:
        """The stands of one position: one of each whom it is held by or for, on each issue."""
        if position in self._revised:
            return
        columns = (self._holder, self._issue, self._stance, self._document)
        for holder, issue, stance, document in product(*(column.get(position, _NONE) for column in columns)):
            days = self._days(position, document)
            page = self._whole.get(document, (document,))[0]
            for who in self._behalf.get(position, (holder,)):
                nodes = as_node(position), as_node(who), as_node(issue), as_node(page)
                yield Stand(*nodes, self._word(stance), *days, position in self._condition)

    def _days(self, position: Value, document: Value) -> tuple[date | None, date | None]:
        for span in self._held.get(position) or self._published.get(document) or ():
            return _day(self._first.get(span)), _day(self._last.get(span))
        return None, None

    def _word(self, stance: Value) -> str:
        if stance not in self._words:
            self._words[stance] = words_of(stance)
        return self._words[stance]


def count_standings(stands: Iterable[Stand], policy: str) -> dict[tuple[NamedNode, NamedNode], Standing]:
    """The standing of each actor on each issue."""
    cells: dict[tuple[NamedNode, NamedNode], list[Stand]] = defaultdict(list)
    for stand in stands:
        cells[stand.who, stand.issue].append(stand)
    return {key: _count(found, policy) for key, found in cells.items()}


def rank(stands: Iterable[Stand]) -> tuple[list[NamedNode], list[NamedNode]]:
    """Issues on which most actors stand first, and actors who stand on most issues first; then those spoken of most."""
    listed = list(stands)
    pairs = {(stand.who, stand.issue) for stand in listed}
    breadth = Counter(issue for _, issue in pairs) + Counter(who for who, _ in pairs)
    depth = Counter(stand.issue for stand in listed) + Counter(stand.who for stand in listed)

    def order(nodes: Iterable[NamedNode]) -> list[NamedNode]:
        return sorted(set(nodes), key=lambda node: (-breadth[node], -depth[node], node.value))

    return order(issue for _, issue in pairs), order(who for who, _ in pairs)


def _count(stands: list[Stand], policy: str) -> Standing:
    units = {(stand.stance, stand.unit(policy)) for stand in stands}
    counts = Counter(stance for stance, _ in units)
    ordered = {stance: counts[stance] for stance in STANCES if counts[stance]}
    limited = len({stand.position for stand in stands if stand.conditional})
    documents, positions = ({stand.document for stand in stands}, {stand.position for stand in stands})
    return Standing(stands[0].who, stands[0].issue, ordered, len(documents), limited, len(positions))


def _passes(stand: Stand, wanted: Filter) -> bool:
    if wanted.actors and stand.who not in wanted.actors:
        return False
    if wanted.issues and stand.issue not in wanted.issues:
        return False
    if wanted.source is not None and stand.document != wanted.source:
        return False
    return wanted.covers(stand.first, stand.last)


def _day(values: Sequence[Value] | None) -> date | None:
    return date.fromisoformat(values[0].value) if values else None


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _year(day: date) -> int:
    return day.year


_PERIODS: Final = {"week": _week, "month": _month, "year": _year}
