"""Decisions of the review in words: what each is about, what it did, and whether it counts.

In: a review and some of its decisions. Out: a `Line` each. A claim is told by what it says, also one that a decision
has taken out of the graph: what was taken out stands with the decision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.review import Decision, Review
from kg.web.asking import Asked
from kg.web.chronicle import plain_words
from kg.web.claims import KINDS, NAMED
from kg.web.facts import Facts, Named, Value, first_text, local_name, nodes_of, read_facts, read_names, tail_of
from kg.web.filters import address_with
from kg.web.headlines import headline

PATH: Final = "/review"


@dataclass(frozen=True)
class Line:
    """A decision, in words; `about` is a text and an address each."""

    decision: Decision
    about: tuple[tuple[str, str | None], ...]
    outcome: str
    withdrawn: bool


def tell_decisions(asked: Asked, review: Review, decisions: Iterable[Decision]) -> list[Line]:
    """The lines of decisions."""
    listed = list(decisions)
    things = [NamedNode(iri) for decision in listed for iri in decision.about]
    names = _name(asked, review, things)
    return [_line(asked, review, decision, names) for decision in listed]


def _line(asked: Asked, review: Review, decision: Decision, names: Mapping[NamedNode, str]) -> Line:
    nodes = [NamedNode(iri) for iri in decision.about]
    about = tuple((names[node], _address(node) if "/doc/" in node.value else None) for node in nodes)
    outcome = [f"{name}: {value}" for name, value in decision.changes.items()]
    if decision.into:
        outcome.append(f"into {decision.name or tail_of(NamedNode(decision.into), asked.store.base)}")
    if decision.contrary:
        outcome.append("as its contrary")
    if decision.withdraws:
        outcome.append(f"decision {decision.withdraws}")
    counts = decision in review.in_force or decision.verdict == "withdraw"
    return Line(decision, about, ", ".join(outcome), not counts)


def _address(claim: NamedNode) -> str:
    return address_with(PATH, {"claim": claim.value})


def _name(asked: Asked, review: Review, things: Iterable[NamedNode]) -> dict[NamedNode, str]:
    """What each thing is called, or what each claim says, in which words."""
    wanted = set(things)
    facts = {**_withheld(review, wanted), **read_facts(asked, wanted)}
    passages = {node for each in facts.values() for node in nodes_of(each, "evidence")}
    facts |= {**_withheld(review, passages), **read_facts(asked, passages)}
    names = read_names(asked, [*wanted, *(node for each in facts.values() for node in nodes_of(each, *NAMED))])
    return {node: _tell(facts.get(node, {}), facts, names) or names[node].label for node in wanted}


def _tell(claim: Facts, facts: Mapping[NamedNode, Facts], names: Mapping[NamedNode, Named]) -> str:
    """A claim with its words; "" for what is no claim."""
    kinds = (KINDS.get(local_name(kind), "") for kind in nodes_of(claim, "type"))
    kind = next(filter(None, kinds), "")
    quotes = (first_text(facts.get(passage, {}), "exact") for passage in nodes_of(claim, "evidence"))
    quote = next(filter(None, quotes), "")
    said = plain_words(headline(kind, claim, names)) if kind else ""
    return f"{said}: “{quote}”" if said and quote else said


def _withheld(review: Review, nodes: set[NamedNode]) -> dict[NamedNode, Facts]:
    """What decisions took out of the graph of some claims and passages."""
    found: dict[NamedNode, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for effect in review.effects:
        for quad in effect.withheld:
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and subject in nodes and isinstance(value, NamedNode | Literal):
                found[subject][local_name(quad.predicate)].append(value)
    return dict(found)
