"""The tie between a record and the words that state it.

In: a record as it came and its document. Out: the same record with checked offsets and the text's own slice as its
quote. What is wrong is refused, never mended in silence.
"""

from __future__ import annotations

from typing import Any, Final

from kg.errors import RecordError
from kg.jsonl.problems import quote_value
from kg.passages import find_quote, fold
from kg.records import Condition, Document, Part, Position, SourcedRecord

# A condition without offsets is looked for this many code points before and after its quote.
_NEAR: Final = 300


def ground(record: SourcedRecord, document: Document) -> SourcedRecord:
    """Tie a record to its words: offsets filled in or checked, the quote replaced by the text's own slice.

    A record that lies within a part of the document becomes that part's. Raises RecordError where the quote is not in
    the text (or not in the part that the record names), and where given offsets are wrong: they are not mended.
    """
    named = _get_part(record.part, document)
    if record.start is None or record.end is None:
        start, end = _find(record.quote, document.text, named)
    else:
        start, end = _check_place("quote", record.quote, record.start, record.end, document.text)
    part = named or _part_around(start, end, document)
    if named is not None and not (named.start <= start and end <= named.end):
        raise RecordError(f"the quote at {start} to {end} is outside of {named.id} ({named.start} to {named.end})")
    changes: dict[str, Any] = {
        "start": start, "end": end, "quote": document.text[start:end], "part": part.id if part else None
    }  # fmt: skip
    if isinstance(record, Position):
        changes["conditions"] = tuple(_ground_condition(c, start, end, document.text) for c in record.conditions)
    return record.model_copy(update=changes)


def _get_part(id: str | None, document: Document) -> Part | None:
    if id is None:
        return None
    part = next((part for part in document.parts if part.id == id), None)
    if part is None:
        known = ", ".join(part.id for part in document.parts) or "none"
        raise RecordError(f"the document has no part {id!r} (it has: {known})")
    return part


def _part_around(start: int, end: int, document: Document) -> Part | None:
    around = [part for part in document.parts if part.start <= start and end <= part.end]
    return min(around, key=lambda part: part.end - part.start, default=None)


def _find(quote: str, text: str, part: Part | None) -> tuple[int, int]:
    if part is not None and (place := find_quote(text[part.start : part.end], quote)):
        return part.start + place[0], part.start + place[1]
    place = find_quote(text, quote)
    if place is None:
        raise RecordError(f"the quote is not in the text: {quote_value(quote)}")
    return place


def _check_place(what: str, quote: str, start: int, end: int, text: str) -> tuple[int, int]:
    """The given offsets, if the text holds the quote there. Raises RecordError that says where it was found instead."""
    if _same_words(text[start:end], quote):
        return start, end
    place = find_quote(text, quote, near=start)
    if place is None:
        raise RecordError(f"the {what} is not in the text: {quote_value(quote)}")
    raise RecordError(
        f"the {what} is not at {start} to {end}; it was found at {place[0]} to {place[1]} "
        "(offsets are counted in code points from 0, end excluded)"
    )


def _same_words(part: str, quote: str) -> bool:
    return part == quote or (part == part.strip() and fold(part).split() == fold(quote).split())


def _ground_condition(condition: Condition, start: int, end: int, text: str) -> Condition:
    if condition.start is not None and condition.end is not None:
        place: tuple[int, int] | None = _check_place("condition", condition.text, condition.start, condition.end, text)
    else:
        place = _find_near(condition.text, start, end, text)
    if place is None:
        return condition.model_copy(update={"start": None, "end": None})
    return condition.model_copy(update={"start": place[0], "end": place[1], "text": text[place[0] : place[1]]})


def _find_near(words: str, start: int, end: int, text: str) -> tuple[int, int] | None:
    """Where the words stand inside the quote, or else in its surroundings."""
    low = max(start - _NEAR, 0)
    for first, last in ((start, end), (low, end + _NEAR)):
        if place := find_quote(text[first:last], words, near=start - first):
            return first + place[0], first + place[1]
    return None
