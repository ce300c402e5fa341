"""The network: actors, and the ties of those who stand alike or against each other, or are told to be related.

In: a filter, a kind of ties and how many, as the address says. Out: a page. Its table holds all that is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import UsageError
from kg.web.asking import Asked
from kg.web.facts import Named, read_names
from kg.web.filters import Filter, address_with, read_filter
from kg.web.rendering import Page
from kg.web.standing import read_stands
from kg.web.ties import Tie, backbone, find_relations, find_ties, narrow, strongest

_PATH: Final = "/network"
_ACTORS: Final = 60
_MOST: Final = 600
_MOST_TIES: Final = 2000
_EACH: Final = 6
KINDS: Final = {
    "": "agreements and disagreements",
    "agree": "agreements",
    "disagree": "disagreements",
    "relation": "relations that are told",
}


@dataclass(frozen=True)
class Line:
    """A tie with the names of its ends, and where its claims are to be had."""

    tie: Tie
    one: Named
    other: Named
    href: str


@dataclass(frozen=True)
class Member:
    """An actor, how many ties it has, and the address of the network of these."""

    actor: Named
    ties: int
    href: str


def show(asked: Asked) -> Page:
    """The network."""
    wanted = read_filter(asked)
    kind = asked.given.get("ties", "")
    if kind not in KINDS:
        raise UsageError(f"ties: {kind!r} is not one of {', '.join(filter(None, KINDS))}")
    ties = narrow(_find(asked, wanted, kind), kind, asked.integer("least", 1, 10_000), wanted.actors)
    kept = strongest(ties, asked.integer("most", _ACTORS, _MOST) or _ACTORS, wanted.actors)
    shown = backbone(kept, asked.integer("each", _EACH, 1000))[:_MOST_TIES]
    ends = [node for tie in shown for node in (tie.one, tie.other)]
    names = read_names(asked, ends)
    facts = {
        "lines": [Line(tie, names[tie.one], names[tie.other], _address(asked, tie)) for tie in shown],
        "members": _members(asked, names, ends),
        "hidden_actors": len({node for tie in ties for node in (tie.one, tie.other)}) - len(names),
        "hidden_ties": len(ties) - len(shown),
        "kinds": KINDS,
        "given": asked.given,
        "narrowed": [name for name in asked.given if name not in ("most", "each", "ties")],
    }
    return Page("network.html", "Who stands with whom", facts)


def _find(asked: Asked, wanted: Filter, kind: str) -> list[Tie]:
    if kind == "relation":
        return find_relations(asked.run("relations"))
    # The others' positions are needed too: a tie has two ends.
    return find_ties(read_stands(asked, replace(wanted, actors=())))


def _members(asked: Asked, names: dict[NamedNode, Named], ends: Sequence[NamedNode]) -> list[Member]:
    counts = {node: ends.count(node) for node in names}
    ranked = sorted(names, key=lambda node: (-counts[node], names[node].label, node.value))
    return [Member(names[node], counts[node], address_with(_PATH, asked.given, actors=node.value)) for node in ranked]


def _address(asked: Asked, tie: Tie) -> str:
    """The canned query that holds the claims behind a tie."""
    if tie.relations:
        return address_with("/queries/relations", {"actor": tie.one.value})
    asked_for = {"a": tie.one.value, "b": tie.other.value}
    asked_for |= {name: asked.given[name] for name in ("since", "until") if name in asked.given}
    return address_with("/queries/agreements", asked_for)
