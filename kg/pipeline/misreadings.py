"""What a reading missed, made up or read otherwise, record by record: the errors behind the scores.

In: the gold records on one text and those predicted. Out: a row for each error, in the order of the text. What matches
what is as for the scores (`kg.evaluation`); a position of another stance, and an event of another type or date, are one
row with both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from kg.evaluation import Pairs, match_records
from kg.passages import find_quotes
from kg.records import Actor, Event, Position, Relation, Resolution, SourcedRecord

Outcome = Literal["only coded", "only read", "other stance", "other type", "other date"]

_KINDS: Final = ("actor", "event", "resolution", "position", "relation")


class Misreading(NamedTuple):
    """One error: what was coded and what was read, in a few words, and the quotes behind them; "" for nothing."""

    text: str
    kind: str
    outcome: Outcome
    coded: str
    read: str
    quote_coded: str
    quote_read: str


def find_misreadings(
    name: str, text: str, gold: Sequence[SourcedRecord], predicted: Sequence[SourcedRecord]
) -> list[Misreading]:
    """The errors in one text, by kind, and those of a kind by their place in the text."""
    pairs = match_records(text, gold, predicted)
    right = {kind: pairs[kind] for kind in _KINDS}
    # A position of the right stance is no error, whatever else overlaps with it.
    coded, read = (_without(records, right["position"], side) for side, records in ((0, gold), (1, predicted)))
    turned = match_records(text, coded, read)["position~"]
    found = [*_differ(name, right["event"]), *(_tell(name, "other stance", *pair) for pair in turned)]
    matched = [pair for kind in _KINDS for pair in right[kind]] + turned
    found += [_tell(name, "only coded", record, None) for record in _without(gold, matched, 0)]
    found += [_tell(name, "only read", None, record) for record in _without(predicted, matched, 1)]
    return sorted(found, key=lambda row: (_KINDS.index(row.kind), _place(text, row.quote_coded or row.quote_read)))


def describe(record: SourcedRecord) -> str:
    """A record in a few words."""
    match record:
        case Actor():
            return record.name
        case Event():
            return f"{record.type} {record.date or 'undated'}: {record.label}"
        case Resolution():
            return record.label
        case Position():
            return f"{record.holder}: {record.stance} {record.issue}"
        case Relation():
            return f"{record.a} {record.type} {record.b}{f': {record.issue}' if record.issue else ''}"
    raise TypeError(f"{record.kind} is no kind of record that is scored")


def _without(records: Sequence[SourcedRecord], pairs: Pairs, side: int) -> list[SourcedRecord]:
    known = {id(pair[side]) for pair in pairs}
    return [record for record in records if id(record) not in known]


def _differ(name: str, pairs: Pairs) -> Iterator[Misreading]:
    for one, other in pairs:
        if not (isinstance(one, Event) and isinstance(other, Event)):
            continue
        if one.type != other.type:
            yield _tell(name, "other type", one, other)
        elif one.date is not None and one.date != other.date:
            yield _tell(name, "other date", one, other)


def _tell(name: str, outcome: Outcome, coded: SourcedRecord | None, read: SourcedRecord | None) -> Misreading:
    kind = next(record.kind for record in (coded, read) if record is not None)
    told = [describe(record) if record is not None else "" for record in (coded, read)]
    quotes = [record.quote if record is not None else "" for record in (coded, read)]
    return Misreading(name, kind, outcome, told[0], told[1], quotes[0], quotes[1])


def _place(text: str, quote: str) -> int:
    return min((start for start, _ in find_quotes(text, quote)), default=len(text))
