"""The page of an actor: where it stands, since when, who says so, and where the record is not of one mind.

In: an actor. Out: a page. Everything on it leads to the claims and their words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from kg.queries.parameters import fill
from kg.queries.results import Table
from kg.vocabulary import SP
from kg.web.asking import Asked
from kg.web.chronicle import Entry, make_entries
from kg.web.claims import Claim, read_claims
from kg.web.differing import Difference, find_differences
from kg.web.facts import Facts, Named, first_text, nodes_of, read_facts, read_names, words_of
from kg.web.filters import Filter
from kg.web.finding import Spoken, count_told, find_claims, find_tellers, of_kind
from kg.web.pages.matrix import cell_address
from kg.web.paging import Window, open_window
from kg.web.questions import find_questions
from kg.web.rendering import Page, address
from kg.web.standing import Stand, Standing, count_standings, read_stands

_STANDS: Final = 30
_CLAIMS: Final = 20
_FEW: Final = 12
_FEWER: Final = 5
_MOST_ENTRIES: Final = 400
_VOTED: Final = (
    "PREFIX sp: <https://w3id.org/standpoint/ontology#> ASK { ?vote sp:votedYes|sp:votedNo|sp:abstained $actor }"
)
_NAMES: Final = {"altLabel": "also called", "iso3": "code", "capital": "capital"}


@dataclass(frozen=True)
class Stood:
    """An issue that an actor stands on, and the address of the claims."""

    issue: Named
    standing: Standing
    href: str


def show(asked: Asked, node: NamedNode) -> Page:
    """The page."""
    facts = read_facts(asked, [node])[node]
    spoken = find_claims(asked, node)
    positions_of = read_stands(asked, Filter(actors=(node,)))
    stands, window = _stands(asked, node, positions_of)
    path = address(node, asked.store.base) or ""
    positions = of_kind(spoken, "position")
    shown, claims_window = open_window(asked, positions, path, _CLAIMS, "claims")
    tellers = find_tellers(asked, node)
    page = {
        "node": node,
        "kind": ", ".join(sorted(words_of(kind) for kind in nodes_of(facts, "type") if kind.value.startswith(SP.base))),
        "details": _details(asked, facts),
        "counts": _counts(spoken, count_told(asked, node)),
        "stands": stands,
        "stands_window": window,
        "differences": _differences(asked, positions_of),
        "revised": _read(asked, [each for each in positions if each.revised][:_FEWER]),
        "votes": _votes(asked, node),
        "questions": find_questions(asked, node, "actor"),
        "entries": entries_of(asked, spoken),
        "relations": _read(asked, of_kind(spoken, "relation", "agreement")[:_FEWER]),
        "events": _read(asked, of_kind(spoken, "event")[:_FEWER]),
        "resolutions": _read(asked, of_kind(spoken, "resolution")[:_FEWER]),
        "claims": _read(asked, shown),
        "claims_window": claims_window,
        "tellers": tellers[:_FEW],
        "names": read_names(asked, [node, *(teller.node for teller in tellers[:_FEW])]),
    }
    return Page("actor.html", page["names"][node].label, page)  # type: ignore[index]


def entries_of(asked: Asked, spoken: list[Spoken]) -> list[Entry]:
    """What a timeline of claims holds: the newest that have a date."""
    dated = [each for each in of_kind(spoken, "position", "event", "resolution") if each.first or each.last]
    return make_entries(asked, dated[:_MOST_ENTRIES])


def _stands(asked: Asked, node: NamedNode, stands: list[Stand]) -> tuple[list[Stood], Window]:
    standings = count_standings(stands, "each").values()
    ordered = sorted(standings, key=lambda each: (-each.total, each.issue.value))
    shown, window = open_window(asked, ordered, address(node, asked.store.base) or "", _STANDS, "stands")
    names = read_names(asked, [each.issue for each in shown])
    return [Stood(names[each.issue], each, cell_address(asked, each)) for each in shown], window


def _votes(asked: Asked, node: NamedNode) -> Table | None:
    """How a state's votes fit its words; None where it never voted."""
    if not asked.store.query(fill(_VOTED, {"actor": node})):
        return None
    return asked.run("said-vs-voted", actor=node.value, limit=_FEW)


def _differences(asked: Asked, stands: list[Stand]) -> list[tuple[Named, Difference, str]]:
    """The first differences, with the names of their issues and the addresses of their claims."""
    found = find_differences(stands)[:_FEW]
    names = read_names(asked, [each.issue for each in found])
    standings = count_standings(stands, "each")
    cells = {issue: cell_address(asked, standing) for (_, issue), standing in standings.items()}
    return [(names[each.issue], each, cells[each.issue]) for each in found]


def _read(asked: Asked, spoken: list[Spoken]) -> list[Claim]:
    return read_claims(asked, (each.claim for each in spoken))


def _counts(spoken: list[Spoken], told: int) -> list[tuple[int, str]]:
    kinds = {"position": "positions", "event": "events", "agreement": "agreements and disagreements told",
             "relation": "relations", "resolution": "resolutions"}  # fmt: skip
    counted = [(len(of_kind(spoken, kind)), words) for kind, words in kinds.items()]
    return [pair for pair in [*counted, (told, "claims told by it")] if pair[0]]


def _details(asked: Asked, facts: Facts) -> list[tuple[str, str, str | None]]:
    """What is known of an actor apart from claims: a word, a value, perhaps a link."""
    told: list[tuple[str, str, str | None]] = [
        (word, ", ".join(value.value for value in facts.get(name, ())), None) for name, word in _NAMES.items()
    ]
    if item := first_text(facts, "wikidata"):
        told.append(("Wikidata", item.rpartition("/")[2], address(NamedNode(item), asked.store.base)))
    return [detail for detail in told if detail[1]]
