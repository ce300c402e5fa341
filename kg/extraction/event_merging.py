"""Merging: one event for what a document tells twice.

In: drafts of one document, then their records. Out: those that remain. Two words of one clause ("reach" and
"agreement") tell of one event, as does what is promised, demanded or threatened together with the promise. Two clauses
do where type and status are the same, parties, dates and places agree and they have a word in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.frames import Frame, word_set
from kg.extraction.predications import Predication
from kg.records import Event, EventStatus, Participant


@dataclass(frozen=True)
class Draft:
    """An event before it is a record."""

    predication: Predication
    frame: Frame
    status: EventStatus
    participants: tuple[Participant, ...]
    place: str | None


def one_a_clause(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that another one of the same clause covers."""
    by_head = {(d.predication.block.start, d.predication.head.i): d for d in drafts}
    return [d for d in drafts if not _is_covered(d, by_head) and not _is_content(d, by_head)]


def _is_covered(draft: Draft, by_head: dict[tuple[int, int], Draft]) -> bool:
    """Whether a noun below the verb tells the same."""
    start = draft.predication.block.start
    below = [
        t for role in ("theme", "content", "on", "to", "of") for t in draft.predication.arguments.get(role, ())
    ]  # fmt: skip
    others = [by_head.get((start, t.i)) for t in below]
    return any(other is not None and other is not draft and _is_same(draft, other) for other in others)


def _is_same(verb: Draft, noun: Draft) -> bool:
    names = {p.actor for p in verb.participants} & {p.actor for p in noun.participants}
    same = verb.frame.get("type") == noun.frame.get("type")
    return bool(names) and (same or noun.predication.verb == verb.predication.verb)


def _is_content(draft: Draft, by_head: dict[tuple[int, int], Draft]) -> bool:
    """Whether a plan is only what another event promises, demands, offers or threatens."""
    parent = draft.predication.parent
    if draft.status != "planned" or parent is None or draft.predication.link not in ("content", "theme", "to"):
        return False
    return (parent.block.start, parent.head.i) in by_head


def without_retold(events: Sequence[Event]) -> list[Event]:
    """The events without those told before in the same part of the document."""
    kept: list[Event] = []
    for event in events:
        if not any(_is_retold(event, earlier) for earlier in kept):
            kept.append(event)
    return kept


def _is_retold(event: Event, earlier: Event) -> bool:
    if event.type != earlier.type or event.part != earlier.part or event.status != earlier.status:
        return False
    parties, before = {p.actor for p in event.participants}, {p.actor for p in earlier.participants}
    subset = parties <= before or before <= parties
    dates = event.date is None or earlier.date is None or event.date == earlier.date
    places = event.place is None or earlier.place is None or event.place == earlier.place
    names = {word for name in parties | before for word in _content_words(name)}
    words = _content_words(event.label) & _content_words(earlier.label) - names
    return subset and dates and places and bool(words)


def _content_words(text: str) -> set[str]:
    words = text.lower().replace(":", " ").replace("'s", " ").split()
    return {word for word in words if len(word) > 3 and not word.endswith("ing")} - word_set("modality", "negations")
