"""The agreement matrix: issues by actors, with the stance of each on each; and the claims behind one cell.

In: a filter and which rows and columns, as the address says. Out: pages. The issues on which most actors stand come
first, and the actors who stand on most of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import UsageError
from kg.web.asking import Asked
from kg.web.claims import read_claims
from kg.web.facts import Named, read_names, tail_of
from kg.web.filters import POLICY_WORDS, address_with, read_filter
from kg.web.headlines import verb_of
from kg.web.looks import STANCES, look_of
from kg.web.paging import open_window
from kg.web.rendering import Page
from kg.web.standing import Stand, Standing, count_standings, rank, read_stands

_ISSUES: Final = 25
_ACTORS: Final = 20
_MOST: Final = 400
_MOST_CLAIMS: Final = 200
_PATH: Final = "/matrix"
_CELL_PATH: Final = "/matrix/cell"
# What of an address says which claims count, and not which of them are shown.
_FILTERS: Final = ("since", "until", "source", "once_per")


@dataclass(frozen=True)
class Cell:
    """One cell: where an actor stands, and the address of the claims."""

    standing: Standing
    href: str


@dataclass(frozen=True)
class Row:
    """An issue with its cells, None where an actor has no position."""

    issue: Named
    cells: tuple[Cell | None, ...]


def show(asked: Asked) -> Page:
    """The matrix."""
    wanted = read_filter(asked)
    stands = read_stands(asked, wanted)
    issues, _ = rank(stands)
    issues, rows = open_window(asked, issues, _PATH, asked.integer("rows", _ISSUES, _MOST) or _ISSUES)
    shown = set(issues)
    stands = [stand for stand in stands if stand.issue in shown]
    _, actors = rank(stands)
    actors, columns = open_window(asked, actors, _PATH, asked.integer("columns", _ACTORS, _MOST) or _ACTORS, "more")
    names = read_names(asked, [*issues, *actors])
    standings = count_standings(stands, wanted.once_per)
    facts = {
        "actors": [names[actor] for actor in actors],
        "table": [_row(asked, names, standings, issue, actors) for issue in issues],
        "rows": rows,
        "columns": columns,
        "given": asked.given,
        "policies": POLICY_WORDS,
        "legend": [look for word in STANCES if (look := look_of(word))],
    }
    return Page("matrix.html", "Who stands where", facts)


def show_cell(asked: Asked) -> Page:
    """The claims behind one cell. Raises UsageError where the address names no actor or issue."""
    wanted = read_filter(asked)
    who, issue = (_thing(asked, name) for name in ("actor", "issue"))
    stands = [stand for stand in read_stands(asked, wanted) if (stand.who, stand.issue) == (who, issue)]
    positions = list(dict.fromkeys(stand.position for stand in stands))
    names = read_names(asked, [who, issue])
    standing = next(iter(count_standings(stands, wanted.once_per).values()), None)
    facts = {
        "who": names[who],
        "issue": names[issue],
        "standing": standing,
        "verb": verb_of(standing.look) if standing else "",
        "claims": read_claims(asked, _newest_first(stands)[:_MOST_CLAIMS]),
        "hidden": max(0, len(positions) - _MOST_CLAIMS),
        "back": address_with(_PATH, {name: asked.given[name] for name in _FILTERS if name in asked.given}),
    }
    return Page("cell.html", f"{names[who].label}: {names[issue].label}", facts)


def cell_address(asked: Asked, standing: Standing, **filters: str) -> str:
    """The address of the claims behind a standing."""
    who, issue = (tail_of(node, asked.store.base) for node in (standing.who, standing.issue))
    return address_with(_CELL_PATH, {"actor": who, "issue": issue}, **filters)


def _newest_first(stands: list[Stand]) -> list[NamedNode]:
    ordered = sorted(stands, key=lambda stand: stand.first.toordinal() if stand.first else 0, reverse=True)
    return list(dict.fromkeys(stand.position for stand in ordered))


def _row(
    asked: Asked,
    names: dict[NamedNode, Named],
    standings: dict[tuple[NamedNode, NamedNode], Standing],
    issue: NamedNode,
    actors: list[NamedNode],
) -> Row:
    found = [standings.get((actor, issue)) for actor in actors]
    return Row(names[issue], tuple(Cell(each, _cell_address(asked, each)) if each else None for each in found))


def _cell_address(asked: Asked, standing: Standing) -> str:
    filters = {name: asked.given[name] for name in _FILTERS if name in asked.given}
    return cell_address(asked, standing, **filters)


def _thing(asked: Asked, name: str) -> NamedNode:
    if name not in asked.given:
        raise UsageError(f"{name} is missing: expected the address of one, such as {name}/…")
    return asked.thing(asked.given[name])
