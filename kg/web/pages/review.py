"""The page of the review: claims that nobody has judged yet, least sure first, and what was decided.

In: a claim, a kind of claims, or nothing, as the address says. Out: a page. Decisions are posted by its script.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import UnknownName, UsageError
from kg.review import Decision, Review
from kg.review.terms import CORRECTIONS
from kg.vocabulary import SP
from kg.web.asking import Asked
from kg.web.claims import KINDS, Claim, read_claims
from kg.web.facts import as_node, ask_rows
from kg.web.filters import address_with
from kg.web.rendering import Page
from kg.web.surroundings import read_around
from kg.web.verdicts import PATH, tell_decisions

_AT_ONCE: Final = 20
_CLASSES: Final = MappingProxyType({kind: name for name, kind in KINDS.items() if kind != "vote"})
_WAITING: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT ?claim WHERE {{ ?claim a sp:{0} ; sp:evidence ?passage . OPTIONAL {{ ?claim sp:confidence ?confidence }}
  FILTER NOT EXISTS {{ ?decision sp:concerns ?claim }} }} GROUP BY ?claim
ORDER BY (MIN(COALESCE(?confidence, 2))) ?claim LIMIT {1} OFFSET {2}"""


@dataclass(frozen=True)
class Field:
    """What of a claim can be corrected: its words, where there is a list of them, else whether it names a thing."""

    name: str
    words: tuple[str, ...]
    names: str


@dataclass(frozen=True)
class Waiting:
    """A claim with what can be corrected in it, and what was decided about it."""

    claim: Claim
    fields: tuple[Field, ...]
    decisions: tuple[Decision, ...]


def show(asked: Asked) -> Page:
    """The review as a whole, or of one claim. Raises UnknownName for a claim that is not there."""
    review = Review(asked.store)
    if "claim" in asked.given:
        return _show_claim(asked, review, asked.given["claim"])
    kind = asked.given.get("kind", "position")
    if kind not in _CLASSES:
        raise UsageError(f"kind: {kind!r} is not one of {', '.join(_CLASSES)}")
    at = asked.integer("page", 1, 100_000) or 1
    rows = ask_rows(asked, _WAITING.format(_CLASSES[kind], _AT_ONCE + 1, (at - 1) * _AT_ONCE))
    claims = read_claims(asked, [as_node(row[0]) for row in rows[:_AT_ONCE]])
    facts = {
        "waiting": [_waiting(review, claim) for claim in claims],
        "lines": tell_decisions(asked, review, reversed(review.decisions)),
        "kind": kind,
        "kinds": tuple(_CLASSES),
        "before": address_with(PATH, asked.given, page=at - 1) if at > 1 else None,
        "after": address_with(PATH, asked.given, page=at + 1) if len(rows) > _AT_ONCE else None,
        "one": False,
        "around": {},
    }
    return Page("review.html", "Review", facts)


def _show_claim(asked: Asked, review: Review, iri: str) -> Page:
    try:
        claims = read_claims(asked, [NamedNode(iri)])
    except ValueError as error:
        raise UsageError(f"claim: {iri!r} is no IRI") from error
    lines = tell_decisions(asked, review, [each for each in reversed(review.decisions) if iri in each.about])
    if not claims and not lines:
        raise UnknownName("claim", iri)
    facts = {
        "waiting": [_waiting(review, claim) for claim in claims],
        "lines": lines,
        "kind": "",
        "kinds": tuple(_CLASSES),
        "before": None,
        "after": None,
        "one": True,
        "around": read_around(asked, claims),
    }
    return Page("review.html", "Review of a claim", facts)


def _waiting(review: Review, claim: Claim) -> Waiting:
    made = tuple(decision for decision in review.in_force if claim.node.value in decision.about)
    return Waiting(claim, _fields(claim), made)


def _fields(claim: Claim) -> tuple[Field, ...]:
    properties = CORRECTIONS.get(SP[_CLASSES[claim.kind]], {}) if claim.kind in _CLASSES else {}
    names: Mapping[str, str] = {"issue": "issue", "holder": "actor"}
    return tuple(Field(name, tuple(codes), names.get(name, "")) for name, (_, codes) in properties.items())
