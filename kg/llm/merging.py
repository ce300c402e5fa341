"""The same told twice: by two overlapping pieces of a text, or by two readers of it.

In: records with offsets. Out: each once. Two are the same if they are of one kind and

actor       have a name in common
event       have the same type and participants, and their quotes overlap
resolution  have the same symbol, or the same label
position    have the same holders and stance, and their quotes overlap
relation    have the same type and pair, and their quotes overlap

Quotes overlap by at least half of the shorter; each record is at most one other's. Names are the same where they are
one entry of the registry, or are written alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from kg.llm.answers import give_voice
from kg.records import Actor, Document, Event, Position, Relation, Resolution, SourcedRecord, split_names
from kg.registry import fold_name

if TYPE_CHECKING:
    from kg.registry import Registry

# A second reader who says the same halves the doubt. That is a convention: nobody has measured it.
_DOUBT_LEFT: Final = 0.5
_HALF: Final = 0.5
_SUREST: Final = 0.99
_LETTERS: Final = {"actor": "a", "resolution": "r", "event": "e", "position": "p", "relation": "l"}
_ORDER: Final = tuple(_LETTERS)
Rank = tuple[float, ...]
Who = Callable[[str], frozenset[str]]


def naming(registry: Registry) -> Who:
    """What a name field's names are compared by."""

    def who(names: str) -> frozenset[str]:
        found = ((registry.find_by_name(name), name) for name in split_names(names))
        return frozenset(entries[0].id if len(entries) == 1 else fold_name(name) for entries, name in found)

    return who


def merge(pieces: Iterable[Sequence[SourcedRecord]], who: Who) -> list[SourcedRecord]:
    """The records of all pieces of one document, each once, in text order."""
    merged: list[SourcedRecord] = []
    for records in pieces:
        # What one piece tells twice in the very same fields is one; two issues of one sentence are two.
        fresh = _unite_names(list(dict.fromkeys(records)), who)
        twins = {right: left for left, right in find_pairs(merged, fresh, who)}
        for number, record in enumerate(fresh):
            if number in twins:
                merged[twins[number]] = _joined(merged[twins[number]], record)
            else:
                merged.append(record)
    return sorted(merged, key=_place)


def number(records: Iterable[SourcedRecord], prefix: str = "") -> list[SourcedRecord]:
    """The records with ids, counted by kind in their order: a1, p1, p2 …"""
    counts = dict.fromkeys(_LETTERS, 0)
    numbered = []
    for record in records:
        counts[record.kind] += 1
        id = f"{prefix}{_LETTERS[record.kind]}{counts[record.kind]}"
        numbered.append(record.model_copy(update={"id": id}))
    return numbered


def combine(
    document: Document, rules: Sequence[SourcedRecord], model: Sequence[SourcedRecord], coder: str, registry: Registry
) -> list[SourcedRecord]:
    """What both readers say, in text order: `coder` says of each record who made it.

    Where they agree the rules' record stands, surer than it was, as both readers'; all others stand side by side. The
    model's records, which name it already, get ids that no rule gives.
    """
    twins = dict(find_pairs(rules, model, naming(registry)))
    said = [
        _by_both(record, coder, model[twins[number]], document) if number in twins else _by(record, coder, document)
        for number, record in enumerate(rules)
    ]
    agreed = set(twins.values())
    added = number([record for index, record in enumerate(model) if index not in agreed], "m")
    return sorted([*said, *added], key=_place)


def find_pairs(
    left: Sequence[SourcedRecord], right: Sequence[SourcedRecord], who: Who
) -> list[tuple[int, int]]:  # fmt: skip
    """Which records are the same, as numbers in both lists; the likest first, each at most once."""
    ranked = [
        (tuple(-figure for figure in rank), i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if one.kind == other.kind and (rank := _likeness(one, other, who)) is not None
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(ranked):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return sorted(pairs.items())


def _likeness(one: SourcedRecord, other: SourcedRecord, who: Who) -> Rank | None:
    """How much two records are the same, best highest; None where they are not."""
    shared = _overlap(one, other)
    if shared < _HALF and not isinstance(one, Actor | Resolution):
        return None
    match one, other:
        case Actor(), Actor():
            common = _names(one, who) & _names(other, who)
            return (float(one.name == other.name), float(len(common))) if common else None
        case Resolution(), Resolution():
            return (1.0,) if _same_decision(one, other) else None
        case Event(), Event():
            same = one.type == other.type and _taking_part(one, who) == _taking_part(other, who)
        case Position(), Position():
            same = one.stance == other.stance and who(one.holder) == who(other.holder)
        case Relation(), Relation():
            same = one.type == other.type and _pair(one, who) == _pair(other, who)
        case _:
            return None
    alike = fold_name(getattr(one, "issue", None) or "") == fold_name(getattr(other, "issue", None) or "")
    return (float(alike), shared) if same else None


def _overlap(one: SourcedRecord, other: SourcedRecord) -> float:
    """The share of the shorter quote that both have."""
    (start, end), (begin, stop) = ((record.start or 0, record.end or 0) for record in (one, other))
    shorter = min(end - start, stop - begin)
    return max(min(end, stop) - max(start, begin), 0) / shorter if shorter > 0 else 0.0


def _names(actor: Actor, who: Who) -> frozenset[str]:
    return frozenset().union(*(who(name) for name in (actor.name, *actor.aliases)))


def _taking_part(event: Event, who: Who) -> frozenset[str]:
    return frozenset().union(*(who(participant.actor) for participant in event.participants))


def _pair(relation: Relation, who: Who) -> tuple[frozenset[str], ...]:
    sides = (who(relation.a), who(relation.b))
    directed = relation.type in ("member_of", "role_in")
    return sides if directed else tuple(sorted(sides, key=sorted))


def _same_decision(one: Resolution, other: Resolution) -> bool:
    if one.symbol and other.symbol:
        return fold_name(one.symbol) == fold_name(other.symbol)
    return fold_name(one.label) == fold_name(other.label)


def _unite_names(records: Sequence[SourcedRecord], who: Who) -> list[SourcedRecord]:
    """The records of one piece with every actor and decision once, however often it was listed."""
    united: list[SourcedRecord] = []
    for record in records:
        listed = isinstance(record, Actor | Resolution)
        twin = next((i for i, a in enumerate(united) if listed and _is_one(a, record, who)), None)
        if twin is None:
            united.append(record)
        else:
            united[twin] = _joined(united[twin], record)
    return united


def _is_one(one: SourcedRecord, other: SourcedRecord, who: Who) -> bool:
    return one.kind == other.kind and _likeness(one, other, who) is not None


def _joined(first: SourcedRecord, second: SourcedRecord) -> SourcedRecord:
    """The first of two that are the same; an actor with the names of both."""
    if not isinstance(first, Actor) or not isinstance(second, Actor):
        return first
    names = dict.fromkeys((*first.aliases, second.name, *second.aliases))
    return first.model_copy(update={"aliases": tuple(name for name in names if name != first.name)})


def _by(record: SourcedRecord, coder: str, document: Document) -> SourcedRecord:
    """The record with its maker; with a voice too, or the maker would be taken for a person's coding."""
    voiced = record if record.attribution else give_voice(record, document)
    return voiced.model_copy(update={"coder": coder})


def _by_both(record: SourcedRecord, coder: str, twin: SourcedRecord, document: Document) -> SourcedRecord:
    sure = record.confidence
    raised = None if sure is None else max(sure, min(round(1 - (1 - sure) * _DOUBT_LEFT, 2), _SUREST))
    return _by(record, f"{coder}; {twin.coder}", document).model_copy(update={"confidence": raised})


def _place(record: SourcedRecord) -> tuple[int, int, int]:
    return record.start or 0, _ORDER.index(record.kind), record.end or 0
