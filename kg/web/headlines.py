"""The line that says what a claim claims: words and links to the things that it is about.

In: the facts of a claim and the names of things. Out: pieces in order, words or things. The stance of a position is a
piece of its own kind, to be shown with its sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from kg.pictures.palette import Look
from kg.web.facts import Facts, Named, first_text, first_word, nodes_of
from kg.web.looks import look_of


@dataclass(frozen=True)
class Sign:
    """A stance or a verdict with its verb."""

    look: Look
    words: str


Piece = str | Named | Sign
Names = Mapping[NamedNode, Named]
_RELATIONS: Final[Mapping[str, str]] = {
    "ally": "is an ally of",
    "member of": "is a member of",
    "role in": "holds an office in",
    "rival": "is a rival of",
}


_VERBS: Final[Mapping[str, tuple[str, str]]] = {
    "support": ("supports", "support"),
    "oppose": ("opposes", "oppose"),
    "mixed": ("is of two minds on", "are of two minds on"),
    "uncertain": ("is uncertain on", "are uncertain on"),
    "agree": ("agrees", "agree"),
    "disagree": ("disagrees", "disagree"),
}


def headline(kind: str, facts: Facts, names: Names) -> tuple[Piece, ...]:
    """The pieces of the line of a claim of that kind."""
    return tuple(_KINDS.get(kind, _other)(facts, names))


def verb_of(look: Look) -> str:
    """The verb of one actor's stance."""
    return _VERBS[look.word][0] if look.word in _VERBS else "differs by source on"


def _position(facts: Facts, names: Names) -> Iterator[Piece]:
    yield from _listed(facts, names, "holder")
    if nodes_of(facts, "onBehalfOf"):
        yield " for "
        yield from _listed(facts, names, "onBehalfOf")
    yield _sign(facts, "stance", "onBehalfOf" if nodes_of(facts, "onBehalfOf") else "holder")
    yield from _listed(facts, names, "issue")


def _event(facts: Facts, names: Names) -> Iterator[Piece]:
    yield first_text(facts, "label") or first_word(facts, "eventType").lower() or "event"
    status = first_word(facts, "eventStatus")
    if status and status != "occurred":
        yield f" ({status})"


def _agreement(facts: Facts, names: Names) -> Iterator[Piece]:
    yield from _listed(facts, names, "party")
    yield _sign(facts, "agreement", "party")
    if nodes_of(facts, "issue"):
        yield "on "
        yield from _listed(facts, names, "issue")


def _relation(facts: Facts, names: Names) -> Iterator[Piece]:
    word = first_word(facts, "relationType")
    yield from _listed(facts, names, "relationFrom")
    yield f" {_RELATIONS.get(word, word)} "
    yield from _listed(facts, names, "relationTo")
    if role := first_text(facts, "role"):
        yield f" ({role})"


def _resolution(facts: Facts, names: Names) -> Iterator[Piece]:
    yield from _listed(facts, names, "aboutResolution")
    if status := first_word(facts, "resolutionStatus"):
        yield f", {status}"
    if nodes_of(facts, "adoptedBy"):
        yield " by "
        yield from _listed(facts, names, "adoptedBy")
    counts = [first_text(facts, name) for name in ("yesCount", "noCount", "abstainCount")]
    if counts[0]:
        yield f" ({counts[0]} for, {counts[1] or 0} against, {counts[2] or 0} abstaining)"


def _vote(facts: Facts, names: Names) -> Iterator[Piece]:
    yield "Vote on "
    yield from _listed(facts, names, "decides")
    counts = [len(nodes_of(facts, name)) for name in ("votedYes", "votedNo", "abstained")]
    yield f": {counts[0]} yes, {counts[1]} no, {counts[2]} abstaining"


def _actor(facts: Facts, names: Names) -> Iterator[Piece]:
    yield from _listed(facts, names, "aboutActor")
    told = [first_word(facts, "actorType"), first_text(facts, "role")]
    if any(told):
        yield f": {', '.join(filter(None, told))}"


def _other(facts: Facts, names: Names) -> Iterator[Piece]:
    yield first_text(facts, "label") or first_text(facts, "statement") or "Claim"


def _sign(facts: Facts, name: str, subject: str) -> Piece:
    word = first_word(facts, name)
    look = look_of(word)
    several = len(nodes_of(facts, subject)) > 1
    return Sign(look, _VERBS[word][several]) if look and word in _VERBS else f" {word} "


def _listed(facts: Facts, names: Names, *properties: str) -> Iterator[Piece]:
    """Things with commas and an "and" between them."""
    found = [names[node] for node in nodes_of(facts, *properties) if node in names]
    for number, name in enumerate(found):
        if number:
            yield " and " if number == len(found) - 1 else ", "
        yield name


_KINDS: Final[Mapping[str, Callable[[Facts, Names], Iterator[Piece]]]] = {
    "position": _position,
    "event": _event,
    "agreement": _agreement,
    "relation": _relation,
    "resolution": _resolution,
    "vote": _vote,
    "actor": _actor,
}
