"""The network: actors, and the ties of those who stand alike or against each other, or are told to be related.

In: a filter, a kind of ties and how many, as the address says. Out: a page. Its tables hold all that is drawn, some
rows at a time; the drawing's data is fetched from `/network.json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.web.asking import Asked
from kg.web.facts import Named
from kg.web.filters import address_with
from kg.web.netting import KINDS, PATH, claims_address, read_net
from kg.web.paging import open_window
from kg.web.rendering import Page
from kg.web.ties import Tie

_LINES: Final = 60
_MEMBERS: Final = 60
_SHOWN: Final = ("most", "each", "ties", "page", "members")


@dataclass(frozen=True)
class Line:
    """A tie with the names of its ends, and where its claims are to be had."""

    tie: Tie
    one: Named
    other: Named
    href: str


@dataclass(frozen=True)
class Member:
    """An actor, its place in the drawing, how many ties it has, and the address of the network of these."""

    actor: Named
    place: int
    ties: int
    href: str


def show(asked: Asked) -> Page:
    """The network."""
    net = read_net(asked)
    names = net.names
    ties, lines = open_window(asked, net.ties, PATH, _LINES)
    placed, members = open_window(asked, list(enumerate(net.actors)), PATH, _MEMBERS, "members")
    facts = {
        "lines": [Line(tie, names[tie.one], names[tie.other], claims_address(asked, tie)) for tie in ties],
        "lines_window": lines,
        "members": [Member(actor, place, ties, _of(asked, actor)) for place, (actor, ties) in placed],
        "members_window": members,
        "hidden_actors": net.hidden_actors,
        "hidden_ties": net.hidden_ties,
        "data": address_with("/network.json", {k: v for k, v in asked.given.items() if k not in ("page", "members")}),
        "kinds": KINDS,
        "given": asked.given,
        "narrowed": [name for name in asked.given if name not in _SHOWN],
    }
    return Page("network.html", "Who stands with whom", facts)


def _of(asked: Asked, actor: Named) -> str:
    """The network of one actor."""
    return address_with(PATH, asked.given, actors=actor.node.value, page=None, members=None)
