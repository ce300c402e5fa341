"""Merging: one event for what a document tells twice.

In: drafts of one document, then their records. Out: those that remain. Two words of one clause ("reach" and
"agreement") tell of one event, as does what is promised, demanded or threatened together with the promise. Two clauses
do where type and status are the same, parties, dates and places agree and the same word family tells of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction import grammar
from kg.extraction.events.triggers import Trigger, counted
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.records import Event, EventStatus, EventType, Participant


@dataclass(frozen=True)
class Draft:
    """An event before it is a record."""

    predication: Predication
    trigger: Trigger
    type: EventType
    status: EventStatus
    participants: tuple[Participant, ...]
    place: str | None

    @property
    def names(self) -> frozenset[str]:
        """The names of the participants."""
        return frozenset(p.actor for p in self.participants)


def one_a_clause(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that another one of the same clause covers."""
    by_head = {(d.predication.block.start, d.predication.head.i): d for d in drafts}
    covered = {id(other) for draft in drafts for other in _covered(draft, by_head)}
    return [d for d in drafts if id(d) not in covered and not _is_content(d, by_head)]


def _covered(draft: Draft, by_head: dict[tuple[int, int], Draft]) -> Iterator[Draft]:
    """The drafts that tell the same as this one and give way to it, or this one itself."""
    start = draft.predication.block.start
    for noun in _below(draft):
        other = by_head.get((start, noun.i))
        if other is None or other is draft or not draft.names & other.names:
            continue
        if draft.trigger.with_object and other.names <= draft.names and draft.predication.kind == "verb":
            yield other
        elif draft.type == other.type or other.predication.verb == draft.predication.verb:
            yield draft
    for noun in draft.predication.get("agent"):
        other = by_head.get((start, noun.i))
        if other is not None and other is not draft and _is_repeated(other, draft, nouns=True):
            yield other
    if (named := _named_beside(draft, by_head)) is not None:
        yield named
    if (outcome := _told_by_clause(draft, by_head)) is not None:
        yield outcome
    first = by_head.get((start, _carried_by(draft.predication)))
    if first is not None and first is not draft and _is_repeated(draft, first):
        yield draft


def _named_beside(draft: Draft, by_head: dict[tuple[int, int], Draft]) -> Draft | None:
    """The noun that a participle tells the same of, with no party more: "the blockade imposed by Niger"."""
    verb = draft.predication.verb
    noun = by_head.get((draft.predication.block.start, verb.head.i)) if verb.dep_ == "acl" else None
    same = noun is not None and noun is not draft and noun.type == draft.type and noun.names <= draft.names
    return noun if same else None


def _told_by_clause(draft: Draft, by_head: dict[tuple[int, int], Draft]) -> Draft | None:
    """The draft itself where it is a participle that tells the outcome: "shells struck the base, killing nine"."""
    verb = draft.predication.verb
    set_off = verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","
    above = (by_head.get((draft.predication.block.start, t.i)) for t in verb.ancestors)
    clause = next((other for other in above if other is not None and other.predication.kind == "verb"), None)
    return draft if set_off and clause is not None and clause.type == draft.type == "ASSAULT" else None


def _carried_by(predication: Predication) -> int:
    """The index of the verb that a predicate is coordinated with or a participle of ("signed it, promising to")."""
    participle = predication.verb.tag_ == "VBG" and predication.link == "adverbial"
    if participle and predication.parent is not None:
        return predication.parent.head.i
    return grammar.first_conjunct(predication.head).i


def _below(draft: Draft) -> list[Token]:
    """The nouns and clauses that fill the roles of a predicate, and what measures count."""
    roles = ("theme", "content", "on", "to", "of")
    direct = [t for role in roles for t in draft.predication.arguments.get(role, ())]
    return [*direct, *(c for t in direct for c in counted(t))]


def _is_repeated(draft: Draft, first: Draft, nouns: bool = False) -> bool:
    """Whether a coordinated verb adds no party ("shot down the plane and killed all"), nor the subject of a verb.

    "Russian air strikes killed dozens" is one event.
    """
    kinds = nouns or draft.predication.kind == first.predication.kind == "verb"
    return kinds and draft.type == first.type and draft.status == first.status and draft.names <= first.names


def _is_content(draft: Draft, by_head: dict[tuple[int, int], Draft]) -> bool:
    """Whether a plan is only what another event promises, demands, offers or threatens."""
    parent = draft.predication.parent
    if draft.status != "planned" or parent is None or draft.predication.link not in ("content", "theme", "to"):
        return False
    return (parent.block.start, parent.head.i) in by_head


def without_retold(events: Sequence[tuple[Draft, Event]]) -> list[tuple[Draft, Event]]:
    """The events without those told before in the same part of the document."""
    kept: list[tuple[Draft, Event]] = []
    told: dict[tuple[object, ...], list[tuple[Draft, Event]]] = {}
    for draft, event in events:
        alike = told.setdefault(_kin(draft, event), [])
        if not any(_is_retold(event, earlier) and not _is_another(draft, first) for first, earlier in alike):
            kept.append((draft, event))
            alike.append((draft, event))
    return kept


def _kin(draft: Draft, event: Event) -> tuple[object, ...]:
    """What two tellings of one event share: kind, part, status, and a word of one family ("invade", "invasion")."""
    return event.type, event.part, event.status, draft.predication.lemma[:4]


def _is_retold(event: Event, earlier: Event) -> bool:
    """Whether an event of the same kin is told again, with no other party, date or place."""
    parties, before = {p.actor for p in event.participants}, {p.actor for p in earlier.participants}
    dates = event.date is None or earlier.date is None or event.date == earlier.date
    places = event.place is None or earlier.place is None or event.place == earlier.place
    return (parties <= before or before <= parties) and dates and places


def _is_another(draft: Draft, earlier: Draft) -> bool:
    """Whether texts have other numbers, or one of several has its own: "three resolutions", "resolution 80/113"."""
    numbers, before = _numbers(draft), _numbers(earlier)
    if not numbers or numbers & before:
        return False
    return bool(before) or any(t.tag_ == "NNS" for t in earlier.predication.get("theme"))


def _numbers(draft: Draft) -> frozenset[str]:
    """The numbers that texts go by: those right behind the noun."""
    texts = draft.predication.get("theme")
    after = (t.nbor(1) for t in texts if t.i + 1 < len(t.doc))
    return frozenset(t.text for t in after if t.text[:1].isdigit())
