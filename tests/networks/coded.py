"""Statements as a coder would write them: node, stance, issue, document, day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from kg.networks import Network, Settings, build
from kg.networks.statements import Stance, Statement, Thing

_STANCES = {"+": "support", "-": "oppose", "±": "mixed", "?": "uncertain"}


def code(line: str, number: int = 0) -> Statement:
    """`A + x d1 2015-12-18 "quote"`; a date may be left out, or be two days with a slash between them."""
    words, _, quote = line.partition(' "')
    actor, stance, issue, document, *days = words.split()
    first, _, last = days[0].partition("/") if days else ("", "", "")
    return Statement(
        claim=f"urn:claim:{number:03}",
        things={
            "actor": (f"urn:{actor}",),
            "issue": (f"urn:{issue}",),
            "document": (f"urn:{document}",),
            "author": (),
            "person": (),
        },
        stance=cast(Stance, _STANCES[stance]),
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last or first) if first else None,
        quote=quote.rstrip('"'),
    )


def code_all(lines: str) -> list[Statement]:
    """A statement a line."""
    return [code(line.strip(), number) for number, line in enumerate(lines.strip().splitlines())]


def name_all(iris: Iterable[str]) -> dict[str, Thing]:
    """Things that are called as their IRIs end."""
    return {iri: Thing(iri, iri.removeprefix("urn:")) for iri in iris}


def build_all(lines: str, settings: Settings) -> list[Network]:
    """The networks of some statements."""
    return build(code_all(lines), name_all, settings)


def tie(network: Network) -> dict[str, float]:
    """The weights of a network by the ends of ties: `A-B`."""
    return {
        f"{edge.source.removeprefix('urn:')}-{edge.target.removeprefix('urn:')}": edge.weight for edge in network.edges
    }
