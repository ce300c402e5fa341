"""Ties between actors: the issues on which two of them stand alike or against each other, and what relations are told.

In: positions, or the answer of the canned query `relations`. Out: a `Tie` for each pair, the strongest first. What a
tie counts is what `kg.networks` calls congruence and conflict, each issue once: who is of two minds on an issue, or is
told to be, stands with both sides; who is uncertain with none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from pyoxigraph import NamedNode

from kg.queries.results import Table
from kg.web.standing import Stand

_SIDES: Final = {"support": ("for",), "oppose": ("against",), "mixed": ("for", "against")}


@dataclass(frozen=True)
class Tie:
    """Two actors, on how many issues they agree and disagree, and what they are said to be to each other."""

    one: NamedNode
    other: NamedNode
    agree: int = 0
    disagree: int = 0
    relations: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The word for it: agree, disagree, both, or relation."""
        if self.relations:
            return "relation"
        return "both" if self.agree and self.disagree else "agree" if self.agree else "disagree"

    @property
    def lean(self) -> str:
        """What it mostly is: agree or disagree where that is told twice as often as the other, else its kind."""
        if self.kind != "both" or max(self.agree, self.disagree) < 2 * min(self.agree, self.disagree):
            return self.kind
        return "agree" if self.agree > self.disagree else "disagree"

    @property
    def strength(self) -> int:
        """How much it counts."""
        return self.agree + self.disagree + len(self.relations)

    @property
    def words(self) -> str:
        """What it says."""
        told = [f"agree on {self.agree}"] * bool(self.agree) + [f"disagree on {self.disagree}"] * bool(self.disagree)
        return ", ".join(told) or ", ".join(self.relations)


def find_ties(stands: Iterable[Stand]) -> list[Tie]:
    """The ties of actors who stand on the same issues."""
    sides: dict[NamedNode, dict[NamedNode, set[str]]] = defaultdict(lambda: defaultdict(set))
    for stand in stands:
        sides[stand.issue][stand.who].update(_SIDES.get(stand.stance, ()))
    agree: Counter[tuple[NamedNode, NamedNode]] = Counter()
    disagree: Counter[tuple[NamedNode, NamedNode]] = Counter()
    for actors in sides.values():
        for one, other in combinations(sorted(actors, key=_iri), 2):
            mine, theirs = actors[one], actors[other]
            agree[one, other] += bool(mine & theirs)
            disagree[one, other] += any(side != against for side in mine for against in theirs)
    ties = (Tie(*pair, agree[pair], disagree[pair]) for pair in agree)
    return _order(tie for tie in ties if tie.strength)


def find_relations(table: Table) -> list[Tie]:
    """The ties of actors who are said to be something to each other."""
    found: dict[tuple[NamedNode, NamedNode], dict[str, None]] = defaultdict(dict)
    for one, relation, other, *_ in table.rows:
        if isinstance(one, NamedNode) and isinstance(other, NamedNode):
            found[one, other][table.text(relation)] = None
    return _order(Tie(*pair, relations=tuple(words)) for pair, words in found.items())


def narrow(ties: Iterable[Tie], kind: str, least: int, actors: Sequence[NamedNode]) -> list[Tie]:
    """The ties of one kind ("" is any), of some strength, at which one of some actors is, if any are named."""
    chosen = set(actors)
    fitting = (tie for tie in ties if kind in ("", tie.kind) or tie.kind == "both")
    return [tie for tie in fitting if tie.strength >= least and (not chosen or chosen & {tie.one, tie.other})]


def strongest(ties: Sequence[Tie], most: int, first: Sequence[NamedNode]) -> list[Tie]:
    """The ties among the actors with the strongest ties in all, so many of them; those named come first."""
    weights: dict[NamedNode, int] = defaultdict(int)
    for tie in ties:
        weights[tie.one] += tie.strength
        weights[tie.other] += tie.strength
    ranked = sorted(weights, key=lambda node: (node not in first, -weights[node], node.value))
    kept = set(ranked[:most])
    return [tie for tie in ties if {tie.one, tie.other} <= kept]


def backbone(ties: Iterable[Tie], each: int) -> list[Tie]:
    """The ties that are among so many strongest ones of one of their ends; 0 is all. They must come strongest first."""
    counts: Counter[NamedNode] = Counter()
    kept = []
    for tie in ties:
        if not each or min(counts[tie.one], counts[tie.other]) < each:
            counts.update((tie.one, tie.other))
            kept.append(tie)
    return kept


def _order(ties: Iterable[Tie]) -> list[Tie]:
    return sorted(ties, key=lambda tie: (-tie.strength, tie.one.value, tie.other.value))


def _iri(node: NamedNode) -> str:
    return node.value
