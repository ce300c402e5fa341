"""The first page: what is loaded, who and what is spoken of most, where they are divided, and the newest claims.

In: a store. Out: a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from pyoxigraph import NamedNode

from kg.stores.sources import SourceEntry
from kg.web.asking import Asked
from kg.web.claims import read_claims
from kg.web.facts import Named, read_names
from kg.web.filters import Filter
from kg.web.rendering import Page
from kg.web.standing import Stand, rank, read_stands

_ACTORS: Final = 16
_ISSUES: Final = 10
_NEWEST: Final = 6
_SOURCES: Final = 10
_COUNTED: Final = ("position", "event", "relation", "resolution")


@dataclass(frozen=True)
class Divided:
    """An issue with how many actors are for it, against it, and neither."""

    issue: Named
    supporters: int
    opponents: int
    others: int


def show(asked: Asked) -> Page:
    """The page."""
    stands = read_stands(asked, Filter())
    sources = sorted(asked.store.sources(), key=lambda entry: (entry.loaded_at, entry.id), reverse=True)
    issues, actors = rank(stands)
    broad = Counter(who for who, _ in {(stand.who, stand.issue) for stand in stands})
    names = read_names(asked, actors[:_ACTORS])
    facts = {
        "figures": _figures(sources, len(actors), len(issues)),
        "actors": [(names[actor], broad[actor]) for actor in actors[:_ACTORS]],
        "issues": _divided(asked, stands, issues),
        "newest": read_claims(asked, _newest(stands)),
        "sources": sources[:_SOURCES],
        "titles": read_names(asked, [entry.document for entry in sources[:_SOURCES]]),
        "more": max(0, len(sources) - _SOURCES),
    }
    return Page("overview.html", "Overview", facts)


def _figures(sources: Iterable[SourceEntry], actors: int, issues: int) -> list[tuple[int, str]]:
    listed = list(sources)
    records = sum((Counter(entry.records) for entry in listed), Counter[str]())
    counted = [(records[kind], f"{kind}s") for kind in _COUNTED]
    told = [(len(listed), "sources"), (actors, "actors with a position"), (issues, "issues"), *counted]
    return [(number, words) for number, words in told if number]


def _divided(asked: Asked, stands: Iterable[Stand], issues: list[NamedNode]) -> list[Divided]:
    """The issues on which most actors stand, those first that have them on both sides."""
    sides: dict[NamedNode, dict[str, set[NamedNode]]] = {issue: {} for issue in issues}
    for stand in stands:
        sides[stand.issue].setdefault(stand.stance, set()).add(stand.who)

    def count(issue: NamedNode, *stances: str) -> int:
        return len(set().union(*(sides[issue].get(stance, set()) for stance in stances)))

    def weight(issue: NamedNode) -> tuple[int, int]:
        return min(count(issue, "support"), count(issue, "oppose")), len(set().union(*sides[issue].values()))

    first = sorted(issues, key=lambda issue: weight(issue), reverse=True)[:_ISSUES]
    names = read_names(asked, first)
    return [
        Divided(names[issue], count(issue, "support"), count(issue, "oppose"), count(issue, "mixed", "uncertain"))
        for issue in first
    ]


def _newest(stands: Iterable[Stand]) -> list[NamedNode]:
    """The positions of the latest days, of as many documents as there are."""
    dated = sorted((stand for stand in stands if stand.last), key=lambda stand: stand.last or date.min, reverse=True)
    seen: Counter[NamedNode] = Counter()
    found: dict[NamedNode, int] = {}
    for stand in dated:
        if stand.position not in found:
            found[stand.position] = seen[stand.document]
            seen[stand.document] += 1
    days = {stand.position: (stand.last or date.min).toordinal() for stand in dated}
    return sorted(found, key=lambda position: (found[position], -days[position], position.value))[:_NEWEST]
