"""Scores of predicted records against gold records: per kind precision, recall and F1.

In come two lists of records on one text, out go counts. Each gold record matches at most one prediction; pairs are
taken greedily, best overlap first. What matches what:

actor       a name or alias in common (case-folded, a leading "the" dropped)
event       quotes overlap by at least half of the shorter, and a participant in common
resolution  the same symbol where both have one, else labels that share half of the shorter's words
position    the same holder and stance, and quotes that overlap as above; "position~" leaves the stance out
relation    the same type and pair, and for agree and disagree also overlapping quotes

A name stands for a gold actor if it is one of its names, or a name of the predicted actor that matched it. Two people
who code the same text are compared in the same way; how far their stances agree beyond chance is Krippendorff's alpha.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kg.passages import find_quotes, fold
from kg.records import Actor, Event, Position, Relation, Resolution, SourcedRecord

ROWS = ("actor", "event", "resolution", "position", "position~", "relation")
Rank = tuple[float, ...]
R = TypeVar("R", bound=SourcedRecord)
Pairs = list[tuple[SourcedRecord, SourcedRecord]]
_KINDS: dict[str, type[SourcedRecord]] = {
    "actor": Actor, "event": Event, "resolution": Resolution, "position": Position, "position~": Position,
    "relation": Relation,
}  # fmt: skip
_STOP = frozenset({"the", "a", "an", "of", "on", "in", "to", "for", "and"})
_QUOTED = ("agree", "disagree")


@dataclass
class Counts:
    """How many gold and predicted records there are, and how many pairs matched; sums add up over documents."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.gold + other.gold, self.predicted + other.predicted, self.matched + other.matched)

    @property
    def precision(self) -> float | None:
        return self.matched / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        return self.matched / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        total = self.gold + self.predicted
        return 2 * self.matched / total if total else None


@dataclass
class Scores:
    """Counts per row of ROWS, how many matched events have the right type and date, and how stances were matched.

    `stances` counts the pairs of stances, the gold one first, of the positions that match with the stance left out.
    """

    rows: dict[str, Counts] = field(default_factory=lambda: {row: Counts() for row in ROWS})
    event_types: int = 0
    dated_events: int = 0
    event_dates: int = 0
    stances: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def type_accuracy(self) -> float | None:
        """The share of matched events with the right type."""
        matched = self.rows["event"].matched
        return self.event_types / matched if matched else None

    @property
    def date_accuracy(self) -> float | None:
        """The share of matched events with the right date, where the gold has a date."""
        return self.event_dates / self.dated_events if self.dated_events else None

    @property
    def stance_accuracy(self) -> float | None:
        """The share of positions that match with the stance left out in which the stance is the same, too."""
        pairs = self.stances.total()
        return sum(count for (a, b), count in self.stances.items() if a == b) / pairs if pairs else None

    @property
    def stance_alpha(self) -> float | None:
        """Krippendorff's alpha of these stances, as names; None where all of them are one stance.

        Of two coders and no missing values: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section B.
        """
        values: Counter[str] = Counter()
        for pair, count in self.stances.items():
            for stance in pair:
                values[stance] += count
        total = values.total()
        unlike = total * total - sum(count * count for count in values.values())
        if not unlike:
            return None
        observed = 2 * sum(count for (a, b), count in self.stances.items() if a != b)
        return 1 - (total - 1) * observed / unlike

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            {row: self.rows[row] + other.rows[row] for row in ROWS},
            self.event_types + other.event_types,
            self.dated_events + other.dated_events,
            self.event_dates + other.event_dates,
            self.stances + other.stances,
        )


def score(text: str, gold: Sequence[SourcedRecord], predicted: Sequence[SourcedRecord]) -> Scores:
    """Score the records predicted for one text against its gold records."""
    result = Scores()
    for row, pairs in match_records(text, gold, predicted).items():
        kind = _KINDS[row]
        result.rows[row] = Counts(len(_of(kind, gold)), len(_of(kind, predicted)), len(pairs))
        if row == "event":
            result.event_types = sum(getattr(a, "type", None) == getattr(b, "type", None) for a, b in pairs)
            dates = [(getattr(a, "date", None), getattr(b, "date", None)) for a, b in pairs]
            result.dated_events = sum(wanted is not None for wanted, _ in dates)
            result.event_dates = sum(wanted is not None and wanted == guess for wanted, guess in dates)
        if row == "position~":
            stances = ((a.stance, b.stance) for a, b in pairs if isinstance(a, Position) and isinstance(b, Position))
            result.stances = Counter(stances)
    return result


def match_records(text: str, gold: Sequence[SourcedRecord], predicted: Sequence[SourcedRecord]) -> dict[str, Pairs]:
    """Which gold record each predicted record stands for: pairs of (gold, predicted), by row of ROWS."""
    comparison = _Comparison(text, gold, predicted)
    return {
        "actor": comparison.pairs(Actor, _rank_actors),
        "event": comparison.pairs(Event, comparison.rank_events),
        "resolution": comparison.pairs(Resolution, _rank_resolutions),
        "position": comparison.pairs(Position, comparison.rank_positions),
        "position~": comparison.pairs(Position, comparison.rank_holders),
        "relation": comparison.pairs(Relation, comparison.rank_relations),
    }


def key(name: str) -> str:
    """A name as names are compared.

    >>> key("The  United States")
    'united states'
    """
    return " ".join(fold(name).split()).casefold().removeprefix("the ")


class _Comparison:
    """The records of one text, with who is who among them."""

    def __init__(self, text: str, gold: Sequence[SourcedRecord], predicted: Sequence[SourcedRecord]) -> None:
        self.text, self.gold, self.predicted = text, gold, predicted
        self.places: dict[str, list[tuple[int, int]]] = {}
        self.meanings = self._meanings()

    def _meanings(self) -> dict[str, set[str]]:
        golds, guesses = _of(Actor, self.gold), _of(Actor, self.predicted)
        meanings: defaultdict[str, set[str]] = defaultdict(set)
        for actor in golds:
            for name in _names(actor):
                meanings[name].add(key(actor.name))
        # A canonical name is never read as another actor's alias.
        meanings.update({key(actor.name): {key(actor.name)} for actor in golds})
        known = frozenset(meanings)
        for gold, guess in _match(golds, guesses, _rank_actors):
            for name in set(_names(guess)) - known:
                meanings[name].add(key(gold.name))
        return dict(meanings)

    def who(self, names: str | None) -> set[str]:
        """The gold actors that "A; B" stands for; a name that no gold actor has stands for itself."""
        keys = [key(part) for part in (names or "").split(";")]
        return {meaning for name in keys if name for meaning in self.meanings.get(name, {name})}

    def pairs(self, kind: type[R], rank: Callable[[R, R], Rank | None]) -> Pairs:
        """The matching pairs of one kind of record."""
        return [(a, b) for a, b in _match(_of(kind, self.gold), _of(kind, self.predicted), rank)]

    def _find(self, quote: str) -> list[tuple[int, int]]:
        if quote not in self.places:
            self.places[quote] = find_quotes(self.text, quote)
        return self.places[quote]

    def _overlap(self, a: SourcedRecord, b: SourcedRecord) -> Rank | None:
        """How much the quotes share: of the shorter, then of both together; None below half of the shorter."""
        best: Rank | None = None
        for start, end in self._find(a.quote):
            for begin, stop in self._find(b.quote):
                common, shorter = min(end, stop) - max(start, begin), min(end - start, stop - begin)
                if common > 0 and 2 * common >= shorter:
                    rank = (common / shorter, common / (max(end, stop) - min(start, begin)))
                    best = rank if best is None else max(best, rank)
        return best

    def rank_events(self, a: Event, b: Event) -> Rank | None:
        mine, theirs = ({i for p in event.participants for i in self.who(p.actor)} for event in (a, b))
        overlap = self._overlap(a, b)
        if overlap is None or not mine & theirs:
            return None
        return (*overlap, len(mine & theirs) / len(mine | theirs), float(a.type == b.type))

    def rank_holders(self, a: Position, b: Position) -> Rank | None:
        return self._overlap(a, b) if self.who(a.holder) & self.who(b.holder) else None

    def rank_positions(self, a: Position, b: Position) -> Rank | None:
        return self.rank_holders(a, b) if a.stance == b.stance else None

    def rank_relations(self, a: Relation, b: Relation) -> Rank | None:
        (one, two), (left, right) = ((self.who(relation.a), self.who(relation.b)) for relation in (a, b))
        same_pair = (one & left and two & right) or (one & right and two & left)
        if a.type != b.type or not same_pair:
            return None
        overlap = self._overlap(a, b)
        return overlap if overlap or a.type in _QUOTED else (0.0, 0.0)


def _of(kind: type[R], records: Iterable[SourcedRecord]) -> list[R]:
    return [record for record in records if isinstance(record, kind)]


def _match(gold: Sequence[R], predicted: Sequence[R], rank: Callable[[R, R], Rank | None]) -> list[tuple[R, R]]:
    ranked = [
        (tuple(-number for number in found), g, p)
        for g, wanted in enumerate(gold)
        for p, guess in enumerate(predicted)
        if (found := rank(wanted, guess)) is not None
    ]
    pairs: dict[int, int] = {}
    for _, g, p in sorted(ranked):
        if g not in pairs and p not in pairs.values():
            pairs[g] = p
    return [(gold[g], predicted[p]) for g, p in pairs.items()]


def _names(actor: Actor) -> list[str]:
    return [name for name in map(key, (actor.name, *actor.aliases)) if name]


def _rank_actors(a: Actor, b: Actor) -> Rank | None:
    mine, theirs = _names(a), _names(b)
    common = set(mine) & set(theirs)
    if not common:
        return None
    return (float(mine[0] == theirs[0]), float(mine[0] in common or theirs[0] in common), float(len(common)))


def _rank_resolutions(a: Resolution, b: Resolution) -> Rank | None:
    if a.symbol and b.symbol:
        return (2.0,) if key(a.symbol).replace(" ", "") == key(b.symbol).replace(" ", "") else None
    mine, theirs = (frozenset(re.findall(r"\w+", key(r.label))) - _STOP for r in (a, b))
    numbers = [frozenset(word for word in words if word.isdigit()) for words in (mine, theirs)]
    common, same_number = mine & theirs, bool(numbers[0] & numbers[1])
    if not common or 2 * len(common) < min(len(mine), len(theirs)) or (all(numbers) and not same_number):
        return None
    return (len(common) / len(mine | theirs),) if len(common) > 1 or same_number or mine == theirs else None
