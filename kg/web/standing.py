"""Where actors stand: the current positions on record, counted for each actor and issue.

In: a filter. Out: positions, and a `Standing` for each actor and issue that has one. A spokesperson's position counts
for the one on whose behalf it is held; positions that a source says were given up are left out, as in the canned
queries.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pyoxigraph import NamedNode

from kg.pictures.palette import Look
from kg.web.asking import Asked
from kg.web.facts import Value, ask_rows, words_of
from kg.web.filters import Filter
from kg.web.looks import STANCES, join

_POSITIONS: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?p ?who ?issue ?stance ?page ?first ?last ?limited WHERE {
  ?p a sp:Position ; sp:holder ?holder ; sp:issue ?issue ; sp:stance ?stance ; sp:statedIn ?document .
  FILTER NOT EXISTS { ?newer sp:revises ?p }
  OPTIONAL { ?p sp:onBehalfOf ?principal } BIND(COALESCE(?principal, ?holder) AS ?who)
  OPTIONAL { ?document dcterms:isPartOf ?whole } BIND(COALESCE(?whole, ?document) AS ?page)
  OPTIONAL { ?p sp:heldDuring ?held } OPTIONAL { ?document sp:publishedAt ?published }
  BIND(COALESCE(?held, ?published, sp:TimeSpan) AS ?span)
  OPTIONAL { ?span sp:earliest ?first } OPTIONAL { ?span sp:latest ?last }
  OPTIONAL { ?p sp:condition ?condition BIND(true AS ?limited) }
}"""


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
    stands = map(_stand, ask_rows(asked, _POSITIONS))
    return sorted((stand for stand in stands if _passes(stand, wanted)), key=lambda stand: stand.position.value)


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


def _stand(row: tuple[Value | None, ...]) -> Stand:
    position, who, issue, stance, document, first, last, limited = row
    nodes = [node for node in (position, who, issue, document) if isinstance(node, NamedNode)]
    word = words_of(stance) if stance is not None else ""
    return Stand(*nodes, word, _day(first), _day(last), limited is not None)


def _day(value: Value | None) -> date | None:
    return None if value is None else date.fromisoformat(value.value)


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _year(day: date) -> int:
    return day.year


_PERIODS: Final = {"week": _week, "month": _month, "year": _year}
