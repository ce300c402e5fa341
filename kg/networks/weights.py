"""Weights of ties: the definitions of Discourse Network Analyzer (DNA), for agreement that is yes or no.

x(i,j,k) is how many statements of node i on j have level k: 1 for support, 0 for opposition; who is of two minds counts
as both. Where agreement is ignored, each statement counts once, whatever its level.

One-mode networks, a tie of the nodes i and i':

    congruence    Σj Σk x(i,j,k) x(i',j,k)                           equation "congruence binary"
    conflict      Σj Σk x(i,j,k) x(i',j,1-k)                         "conflict binary"
    subtract      congruence - conflict                               "The Subtract Method"
    cooccurrence  Σj (Σk x(i,j,k)) (Σk x(i',j,k))                     "The Ignore Method"

divided, for a(i) = Σj Σk x(i,j,k), by

    average       (a(i) + a(i')) / 2
    jaccard       Σjk x(i,j,k)[x(i',j,k)=0] + Σjk x(i',j,k)[x(i,j,k)=0] + Σjk x(i,j,k) x(i',j,k)
    cosine        √a(i)² √a(i')²

Two-mode networks, a tie of i and j:

    ignore        Σk x(i,j,k)
    subtract      x(i,j,1) - x(i,j,0)
    combine       1 support only, 2 opposition only, 3 both

divided by

    activity      Σj Σk x(i,j,k)
    prominence    Σi Σk x(i,j,k)

Source: Leifeld, Gruber & Bossner, Discourse Network Analyzer Manual (DNA 2.0 beta 20, 2018), chapter "Methods for
Network Construction", github.com/leifeld/dna; `dna_network` of rDNA 3 keeps them. As there, the nodes of a one-mode
network are not tied to themselves, and a normalised weight without a divisor is 0.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

from kg.networks.choosing import Mention
from kg.networks.settings import Settings

# How many statements of a node on something have each level.
Cell = Counter[str]
# Cells by node and by what it is tied through.
Counts = dict[str, dict[str, Cell]]
Pair = tuple[str, str]
_CODES: Final = {(True, False): 1, (False, True): 2, (True, True): 3}


def count_mentions(mentions: Iterable[Mention]) -> Counts:
    """How often each node is tied through each thing, by level."""
    counts: Counts = {}
    for node, through, level, _ in mentions:
        counts.setdefault(node, {}).setdefault(through, Counter())[level] += 1
    return counts


def weigh(counts: Counts, settings: Settings) -> dict[Pair, float]:
    """The weights of all ties that are not 0; the pairs of a one-mode network are in the order of their IRIs."""
    weights = _weigh_two_mode(counts, settings) if settings.two_mode else _weigh_one_mode(counts, settings)
    return {pair: _as_int(weight) for pair, weight in weights if weight}


def agreeing(one: Cell, other: Cell) -> int:
    """How many pairs of statements on one thing have the same level."""
    return sum(number * other[level] for level, number in one.items())


def meeting(one: Cell, other: Cell) -> int:
    """How many pairs of statements there are on one thing."""
    return one.total() * other.total()


def _weigh_two_mode(counts: Counts, settings: Settings) -> Iterator[tuple[Pair, float]]:
    prominence: Counter[str] = Counter()
    for cells in counts.values():
        prominence.update({through: cell.total() for through, cell in cells.items()})
    for node, cells in counts.items():
        activity = _activity(cells)
        for through, cell in cells.items():
            divisor = {"activity": activity, "prominence": prominence[through]}.get(settings.normalise, 1)
            yield (node, through), _weigh_cell(cell, settings) / divisor


def _weigh_cell(cell: Cell, settings: Settings) -> int:
    match settings.agreement:
        case "subtract":
            return cell["support"] - cell["oppose"]
        case "combine":
            return _CODES[cell["support"] > 0, cell["oppose"] > 0]
        case "ignore":
            return cell.total()


def _weigh_one_mode(counts: Counts, settings: Settings) -> Iterator[tuple[Pair, float]]:
    sums: defaultdict[Pair, int] = defaultdict(int)
    for through in _sharers(counts).items():
        for one, other in combinations(sorted(through[1]), 2):
            sums[one, other] += _weigh_pair(counts[one][through[0]], counts[other][through[0]], settings)
    for (one, other), weight in sums.items():
        divisor = _divide(counts[one], counts[other], settings)
        yield (one, other), weight / divisor if divisor else 0


def _weigh_pair(one: Cell, other: Cell, settings: Settings) -> int:
    same, all = agreeing(one, other), meeting(one, other)
    match settings.kind:
        case "congruence":
            return same
        case "conflict":
            return all - same
        case "subtract":
            return same - (all - same)
        case _:
            return all


def _divide(one: Mapping[str, Cell], other: Mapping[str, Cell], settings: Settings) -> float:
    """What the weight of a pair is divided by."""
    match settings.normalise:
        case "average":
            return (_activity(one) + _activity(other)) / 2
        case "cosine":
            return _activity(one) * _activity(other)
        case "jaccard":
            shared = sum(agreeing(cell, other[through]) for through, cell in one.items() if through in other)
            return _alone(one, other) + _alone(other, one) + shared
        case _:
            return 1


def _alone(one: Mapping[str, Cell], other: Mapping[str, Cell]) -> int:
    """How many statements of one node have a thing and level that the other node has no statement of."""
    nothing = Cell()
    return sum(
        number
        for through, cell in one.items()
        for level, number in cell.items()
        if not other.get(through, nothing)[level]
    )


def _activity(cells: Mapping[str, Cell]) -> int:
    return sum(cell.total() for cell in cells.values())


def _sharers(counts: Counts) -> dict[str, list[str]]:
    """The nodes that are tied through each thing."""
    sharers: defaultdict[str, list[str]] = defaultdict(list)
    for node, cells in counts.items():
        for through in cells:
            sharers[through].append(node)
    return dict(sharers)


def _as_int(weight: float) -> float:
    return int(weight) if weight == int(weight) else weight
