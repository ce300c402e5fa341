"""The network that an address asks for: its ties, the strongest first, and the actors at their ends.

In: a filter, a kind of ties and how many, as the address says. Out: a `Net`, for the page's tables and, as JSON, for
the browser that draws it: the same ties in the same order. Where they are drawn is the browser's.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import UsageError
from kg.web.asking import Asked
from kg.web.facts import Named, read_names
from kg.web.filters import Filter, address_with, read_filter
from kg.web.rendering import address
from kg.web.standing import read_stands
from kg.web.ties import Tie, backbone, find_relations, find_ties, narrow, strongest

PATH: Final = "/network"
_ACTORS: Final = 60
_MOST: Final = 600
_MOST_TIES: Final = 4000
_EACH: Final = 6
KINDS: Final = {
    "": "agreements and disagreements",
    "agree": "agreements",
    "disagree": "disagreements",
    "relation": "relations that are told",
}


@dataclass(frozen=True)
class Net:
    """Ties, the actors at their ends with how many each has, who has most first; and how many more there are."""

    ties: list[Tie]
    actors: list[tuple[Named, int]]
    hidden_ties: int
    hidden_actors: int

    @property
    def names(self) -> dict[NamedNode, Named]:
        """The names of the actors."""
        return {actor.node: actor for actor, _ in self.actors}


def read_net(asked: Asked) -> Net:
    """The network of an address. Raises what `read_filter` does, UsageError for an unknown kind of ties."""
    wanted, kind = read_filter(asked), asked.given.get("ties", "")
    if kind not in KINDS:
        raise UsageError(f"ties: {kind!r} is not one of {', '.join(filter(None, KINDS))}")
    ties = narrow(_find(asked, wanted, kind), kind, asked.integer("least", 1, 10_000), wanted.actors)
    kept = strongest(ties, asked.integer("most", _ACTORS, _MOST) or _ACTORS, wanted.actors)
    shown = backbone(kept, asked.integer("each", _EACH, 1000))[:_MOST_TIES]
    counts = Counter(node for tie in shown for node in (tie.one, tie.other))
    names = read_names(asked, counts)
    ranked = sorted(names.values(), key=lambda actor: (-counts[actor.node], actor.label, actor.node.value))
    hidden = len({node for tie in ties for node in (tie.one, tie.other)}) - len(names)
    return Net(shown, [(actor, counts[actor.node]) for actor in ranked], len(ties) - len(shown), hidden)


def claims_address(asked: Asked, tie: Tie) -> str:
    """The canned query that holds the claims behind a tie."""
    path, names, given = _claims(asked)
    ends = zip(names, (tie.one.value, tie.other.value), strict=False)  # one name asks for all of one end
    return address_with(path, {**dict(ends), **given})


def format_net(asked: Asked) -> str:
    """The network as JSON: actors, and ties that name them by their places."""
    net = read_net(asked)
    places = {actor.node: place for place, (actor, _) in enumerate(net.actors)}
    path, names, given = _claims(asked)
    told = {
        "actors": [
            {"iri": actor.node.value, "label": actor.label, "href": address(actor.node, asked.store.base), "ties": ties}
            for actor, ties in net.actors
        ],
        "ties": [[places[tie.one], places[tie.other], tie.lean, tie.strength, tie.words] for tie in net.ties],
        "claims": {"path": path, "names": names, "given": given},
    }
    return json.dumps(told, ensure_ascii=False)


def _claims(asked: Asked) -> tuple[str, tuple[str, ...], Mapping[str, str]]:
    """The address of the claims behind ties: its path, what the ends are called in it, and what else it asks for."""
    if asked.given.get("ties") == "relation":
        return "/queries/relations", ("actor",), {}
    given: dict[str, str] = {name: asked.given[name] for name in ("since", "until") if name in asked.given}
    return "/queries/agreements", ("a", "b"), given


def _find(asked: Asked, wanted: Filter, kind: str) -> list[Tie]:
    if kind == "relation":
        return asked.kept.recall("relations", lambda: find_relations(asked.run("relations")))
    # The others' positions are needed too: a tie has two ends.
    whole = replace(wanted, actors=())
    return asked.kept.recall(("ties", whole), lambda: find_ties(read_stands(asked, whole)))
