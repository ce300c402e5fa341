"""Networks as plain data: nodes and ties with all that is known of them, ready for any format.

In: statements, what is known of their things, settings. Out: `Network`s, one for each window of time, in one order for
one graph. What a weight is, is defined in `kg.networks.weights`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.errors import UsageError
from kg.networks.choosing import Mention, choose, cut, find_mentions
from kg.networks.settings import Settings, Variable
from kg.networks.statements import Statement, Thing
from kg.networks.weights import Counts, Pair, agreeing, count_mentions, meeting, weigh

Value = str | int | float
# What tells the things of a list in one cell apart; commas and semicolons stand in names.
SEPARATOR: Final = " | "
_QUOTES, _LONGEST = 3, 300


@dataclass(frozen=True)
class Node:
    """A node: its IRI, a label that no other node of the network has, its variable, what is known of it."""

    iri: str
    label: str
    variable: Variable
    facts: Mapping[str, Value]


@dataclass(frozen=True)
class Edge:
    """A tie of two nodes, by their IRIs; it has no direction."""

    source: str
    target: str
    weight: float
    facts: Mapping[str, Value]


@dataclass(frozen=True)
class Network:
    """Nodes and ties. `first` and `last` bound its statements where a window or a filter does; `unplaced` have no date
    precise enough for any window."""

    settings: Settings
    nodes: Sequence[Node]
    edges: Sequence[Edge]
    first: date | None = None
    last: date | None = None
    statements: int = 0
    unplaced: int = 0

    def of(self, variable: Variable) -> list[Node]:
        """The nodes of one variable: the rows, or the columns, of its matrix."""
        return [node for node in self.nodes if node.variable == variable]


def build(
    statements: Sequence[Statement], things: Callable[[Iterable[str]], Mapping[str, Thing]], settings: Settings
) -> list[Network]:
    """The networks of all windows, or the one without. Raises UsageError where there would be no node in any."""
    mentions = choose(statements, settings)
    everyone = [mention for statement in statements for mention in find_mentions(statement, settings)]
    named = everyone if settings.isolates else mentions
    known = things({iri for mention in named for iri in (mention.node, mention.through)})
    if not mentions:
        raise UsageError(_explain_nothing(statements, everyone, settings))
    slices = cut(mentions, settings)
    placed = {mention.statement.claim for part in slices for mention in part.mentions}
    unplaced = len({mention.statement.claim for mention in mentions} - placed)
    return [
        _Builder(part.mentions, everyone if settings.isolates else part.mentions, known, settings).build(
            part.first, part.last, unplaced
        )
        for part in slices
    ]


def _explain_nothing(statements: Sequence[Statement], everyone: Sequence[Mention], settings: Settings) -> str:
    if not statements:
        return "there are no positions here, so there is no network; load documents, records or a coded database first"
    if not everyone:
        return f"none of the {len(statements)} positions names both {settings.nodes} and {settings.through}"
    return f"the choices leave none of the {len(statements)} positions; allow more dates or names"


class _Builder:
    """One network while it is built."""

    def __init__(
        self, mentions: Sequence[Mention], named: Sequence[Mention], things: Mapping[str, Thing], settings: Settings
    ) -> None:
        self._mentions, self._named, self._things, self._settings = mentions, named, things, settings
        self._cells: defaultdict[Pair, list[Statement]] = defaultdict(list)
        for mention in mentions:
            self._cells[mention.node, mention.through].append(mention.statement)

    def build(self, first: date | None, last: date | None, unplaced: int) -> Network:
        counts = count_mentions(self._mentions)
        ties = weigh(counts, self._settings)
        least = self._settings.min_weight
        kept = {pair: weight for pair, weight in ties.items() if least is None or abs(weight) >= least}
        nodes = self._nodes()
        places = {node.iri: place for place, node in enumerate(nodes)}
        describe = self._describe_two_mode if self._settings.two_mode else self._describe_one_mode
        edges = []
        for pair, weight in kept.items():
            source, target = sorted(pair, key=places.__getitem__)
            edges.append(Edge(source, target, weight, describe(pair, weight, counts)))
        edges.sort(key=lambda edge: (places[edge.source], places[edge.target]))
        claims = {mention.statement.claim for mention in self._mentions}
        return Network(self._settings, nodes, edges, first, last, len(claims), unplaced)

    def _nodes(self) -> list[Node]:
        """The nodes by variable and label. Those that share a label get the end of their IRI behind it."""
        settings = self._settings
        found = [(settings.nodes, iri) for iri in sorted({mention.node for mention in self._named})]
        if settings.two_mode:
            found += [(settings.through, iri) for iri in sorted({mention.through for mention in self._named})]
        said: defaultdict[str, dict[str, Statement]] = defaultdict(dict)
        for node, through, _, statement in self._mentions:
            for iri in (node, through):
                said[iri][statement.claim] = statement
        shared = Counter(self._label(iri) for _, iri in found)
        nodes = [
            Node(
                iri,
                self._label(iri) if shared[self._label(iri)] == 1 else f"{self._label(iri)} ({_slug(iri)})",
                variable,
                self._describe_node(iri, variable, list(said[iri].values())),
            )
            for variable, iri in found
        ]
        return sorted(nodes, key=lambda node: (node.variable != settings.nodes, node.label, node.iri))

    def _label(self, iri: str) -> str:
        return self._things[iri].label

    def _describe_node(self, iri: str, variable: Variable, said: Sequence[Statement]) -> dict[str, Value]:
        thing = self._things[iri]
        return {
            "variable": variable,
            "type": thing.type,
            "iri": iri,
            "iso3": thing.iso3,
            "alias": SEPARATOR.join(thing.aliases),
            "affiliation": SEPARATOR.join(thing.affiliations),
            "claims": len(said),
            **_count_stances(said),
            **_describe(said),
        }

    def _describe_two_mode(self, pair: Pair, weight: float, counts: Counts) -> dict[str, Value]:
        said = list({statement.claim: statement for statement in self._cells[pair]}.values())
        signs = _count_stances(said)
        for_it, against = bool(signs["support"] or signs["mixed"]), bool(signs["oppose"] or signs["mixed"])
        sign = {(True, False): "support", (False, True): "oppose", (True, True): "both"}.get((for_it, against), "none")
        return {
            "strength": abs(weight),
            "sign": sign,
            "claims": len(said),
            **signs,
            **_describe(said),
            "quotes": self._quote([pair]),
        }

    def _describe_one_mode(self, pair: Pair, weight: float, counts: Counts) -> dict[str, Value]:
        one, other = counts[pair[0]], counts[pair[1]]
        shared = sorted(one.keys() & other.keys(), key=lambda iri: (self._label(iri), iri))
        same = {iri: agreeing(one[iri], other[iri]) for iri in shared}
        met = {iri: meeting(one[iri], other[iri]) for iri in shared}
        agreed, differed = [iri for iri in shared if same[iri]], [iri for iri in shared if met[iri] > same[iri]]
        carriers = {"congruence": agreed, "conflict": differed}.get(self._settings.kind, shared)
        said = {statement.claim: statement for iri in carriers for node in pair for statement in self._cells[node, iri]}
        facts: dict[str, Value] = {"strength": abs(weight), "sign": "positive" if weight > 0 else "negative"}
        if self._settings.signed:
            facts["congruence"] = sum(same.values())
            facts["conflict"] = sum(met.values()) - sum(same.values())
            facts["agree_on"] = SEPARATOR.join(map(self._label, agreed))
            facts["differ_on"] = SEPARATOR.join(map(self._label, differed))
        else:
            facts["meet_on"] = SEPARATOR.join(map(self._label, shared))
        quotes = self._quote([(node, iri) for iri in carriers for node in pair])
        return {**facts, "shared": len(carriers), **_describe(list(said.values())), "quotes": quotes}

    def _quote(self, cells: Sequence[Pair]) -> str:
        """The first words of the first cells that have any, with who says them."""
        found = []
        for node, through in cells:
            quote = next((statement.quote for statement in self._cells[node, through] if statement.quote), "")
            if quote:
                found.append(f"{self._label(node)}: {_shorten(quote)}")
        return SEPARATOR.join(found[: _QUOTES if self._settings.two_mode else _QUOTES + 1])


def _count_stances(said: Iterable[Statement]) -> dict[str, Value]:
    stances = Counter(statement.stance for statement in said)
    return {stance: stances[stance] for stance in ("support", "oppose", "mixed", "uncertain")}


def _describe(said: Sequence[Statement]) -> dict[str, Value]:
    """How many documents some statements stand in, how many set conditions, and when they were made."""
    first = [statement.first for statement in said if statement.first]
    last = [statement.last for statement in said if statement.last]
    return {
        "documents": len({statement.document for statement in said}),
        "conditional": sum(statement.conditional for statement in said),
        "first_date": min(first).isoformat() if first else "",
        "last_date": max(last).isoformat() if last else "",
    }


def _slug(iri: str) -> str:
    return iri.rpartition("/")[2]


def _shorten(quote: str) -> str:
    words = " ".join(quote.split())
    return f"“{words}”" if len(words) <= _LONGEST else f"“{words[: _LONGEST - 1]}…”"
