"""Error classes: why gold records were missed, and which rules make the records that are wrong.

In: the gold records of one text, what was found there, and the pairs that match. Out: counts by kind and class. The
classes are told from the records alone, so that they mean the same whatever the rules are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kg.evaluation import Pairs, key
from kg.passages import find_quotes
from kg.records import Actor, Event, Position, Relation, SourcedRecord, split_names

Classes = Counter[tuple[str, str]]


class Misses:
    """Tells why gold records of one text have no match."""

    def __init__(
        self, text: str, gold: Sequence[SourcedRecord], found: Sequence[SourcedRecord], pairs: Mapping[str, Pairs]
    ) -> None:
        self._text, self._gold, self._found, self._pairs = text, gold, found, pairs
        self._meant = dict(self._names())

    def classes(self) -> Classes:
        """How many gold records were missed, by kind and class."""
        hit = {id(wanted) for row in self._pairs if row != "position~" for wanted, _ in self._pairs[row]}
        return Counter((record.kind, self._class_of(record)) for record in self._gold if id(record) not in hit)

    def _names(self) -> Iterator[tuple[str, str]]:
        """Each name that the text's reading uses, with the gold actor's that it means."""
        for pair in self._pairs["actor"]:
            wanted, found = (record for record in pair if isinstance(record, Actor))
            for name in (found.name, *found.aliases, wanted.name, *wanted.aliases):
                yield key(name), key(wanted.name)

    def _who(self, *names: str | None) -> set[str]:
        parts = [key(part) for name in names for part in split_names(name or "")]
        return {self._meant.get(part, part) for part in parts}

    def _class_of(self, record: SourcedRecord) -> str:
        if isinstance(record, Position):
            return self._of_position(record)
        if isinstance(record, Event):
            return "other parties" if self._near(record) else "no reader fired"
        if isinstance(record, Relation):
            return self._of_relation(record)
        return str(getattr(record, "type", "missed"))

    def _of_position(self, record: Position) -> str:
        if any(wanted is record for wanted, _ in self._pairs["position~"]):
            return "wrong stance"
        if near := [p for p in self._near(record) if isinstance(p, Position)]:
            same = any(self._who(p.holder) & self._who(record.holder) for p in near)
            return "taken by another" if same else "wrong holder"
        matched = {id(found) for _, found in self._pairs["position~"]}
        spare = [p for p in self._found if isinstance(p, Position) and id(p) not in matched]
        elsewhere = any(self._who(p.holder) & self._who(record.holder) and p.stance == record.stance for p in spare)
        return "passage elsewhere" if elsewhere else "no reader fired"

    def _of_relation(self, record: Relation) -> str:
        pair = self._who(record.a, record.b)
        others = [r for r in self._found if isinstance(r, Relation)]
        if any(self._who(r.a, r.b) == pair and r.type != record.type for r in others):
            return "other type"
        if any(self._who(r.a, r.b) == pair for r in others):
            return "passage elsewhere"
        return (
            "wrong pair" if any(r.type == record.type for r in others if r in self._near(record)) else "no reader fired"
        )

    def _near(self, record: SourcedRecord) -> list[SourcedRecord]:
        """What was found of the same kind in the same words: they share half of the shorter quote."""
        places = find_quotes(self._text, record.quote)
        return [r for r in self._found if r.kind == record.kind and any(_share(r, place) for place in places)]


def _share(record: SourcedRecord, place: tuple[int, int]) -> bool:
    start, end = record.start or 0, record.end or 0
    common = min(end, place[1]) - max(start, place[0])
    return common > 0 and 2 * common >= min(end - start, place[1] - place[0])


def format_misses(missed: Classes, gold: Mapping[str, int]) -> Iterator[str]:
    """A table of classes: how many gold records of a kind were missed for which reason, and their share."""
    yield f"missed\n  {'kind':<12}{'class':<34}{'records':>8}{'of gold':>9}"
    for (kind, name), number in sorted(missed.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        yield f"  {kind:<12}{name:<34}{number:>8}{number / gold[kind]:>9.2f}"


def format_false(made: Counter[str], wrong: Counter[str]) -> Iterator[str]:
    """A table of the rules that made wrong records, those that made most of them first."""
    yield f"wrong\n  {'rule':<46}{'wrong':>8}{'made':>9}"
    for rule, number in sorted(wrong.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {rule:<46}{number:>8}{made[rule]:>9}"
