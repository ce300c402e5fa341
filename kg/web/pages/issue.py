"""The page of an issue: who is for it and who against, since when, according to whom.

In: an issue. Out: a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from kg.pictures.palette import Look
from kg.queries.parameters import fill
from kg.web.asking import Asked
from kg.web.claims import read_claims
from kg.web.facts import Named, ask_rows, read_facts, read_names, text_of
from kg.web.filters import Filter
from kg.web.finding import find_claims, find_tellers, of_kind
from kg.web.looks import STANCES, look_of
from kg.web.pages.actor import entries_of
from kg.web.pages.matrix import cell_address
from kg.web.paging import open_window
from kg.web.questions import find_questions
from kg.web.rendering import Page, address
from kg.web.standing import Standing, count_standings, read_stands

_CLAIMS: Final = 20
_FEW: Final = 12
_CAMP: Final = 60
_WORDINGS: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT ?text (COUNT(DISTINCT ?claim) AS ?claims) WHERE { ?claim sp:issue $issue ; sp:issueText ?text }
GROUP BY ?text ORDER BY DESC(?claims) ?text LIMIT 12"""


@dataclass(frozen=True)
class Member:
    """An actor in a camp, and the address of its claims."""

    who: Named
    standing: Standing
    href: str


@dataclass(frozen=True)
class Camp:
    """All who have one stance; an actor of several stances is in several."""

    look: Look
    members: list[Member]
    hidden: int


def show(asked: Asked, node: NamedNode) -> Page:
    """The page."""
    facts = about(asked, node)
    return Page("issue.html", facts["names"][node].label, facts)  # type: ignore[index]


def about(asked: Asked, node: NamedNode) -> dict[str, object]:
    """What the pages of issues, and of resolutions that are issues, show of positions on them."""
    spoken = find_claims(asked, node)
    path = address(node, asked.store.base) or ""
    positions = of_kind(spoken, "position", "agreement")
    shown, window = open_window(asked, positions, path, _CLAIMS, "claims")
    tellers = find_tellers(asked, node)[:_FEW]
    return {
        "node": node,
        "facts": read_facts(asked, [node]).get(node, {}),
        "camps": camps(asked, node),
        "entries": entries_of(asked, spoken),
        "claims": read_claims(asked, (each.claim for each in shown)),
        "claims_window": window,
        "tellers": tellers,
        "wordings": _wordings(asked, node),
        "questions": find_questions(asked, node, "issue"),
        "names": read_names(asked, [node, *(teller.node for teller in tellers)]),
    }


def _wordings(asked: Asked, node: NamedNode) -> list[tuple[str, int]]:
    """The ways in which texts put an issue, and how many claims do."""
    rows = ask_rows(asked, fill(_WORDINGS, {"issue": node}))
    return [(text_of(text), int(text_of(claims))) for text, claims in rows]


def camps(asked: Asked, node: NamedNode) -> list[Camp]:
    """Who stands where on an issue."""
    wanted = Filter(issues=(node,))
    standings = list(count_standings(read_stands(asked, wanted), wanted.once_per).values())
    names = read_names(asked, [standing.who for standing in standings])
    found = [(look_of(word), _members(asked, word, standings, names)) for word in STANCES]
    return [Camp(look, members[:_CAMP], max(0, len(members) - _CAMP)) for look, members in found if look and members]


def _members(asked: Asked, word: str, standings: list[Standing], names: Mapping[NamedNode, Named]) -> list[Member]:
    """Who has a stance, those with most claims first."""
    those = [each for each in standings if word in each.counts]
    ordered = sorted(those, key=lambda each: (-each.counts[word], each.who.value))
    return [Member(names[each.who], each, cell_address(asked, each)) for each in ordered]
