"""Events: what happened, is under way or is planned, by the PLOVER frames, with who took which part.

In: a reading. Out: Event records in text order; an event that a document tells twice is one record. Wishes,
possibilities and recommendations are positions, not events, and what nobody in the cast took part in is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.contexts import Standing, is_ongoing, standing
from kg.extraction.frames import Frame, find_frames, split_words, word_set
from kg.extraction.wording import capitalised, gerund
from kg.records import Event, EventStatus, Participant, Role

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.predications import Predication
    from kg.extraction.reading import Reading

_SLOTS: tuple[Role, ...] = ("agent", "recipient", "participant")
# Done at one go: the simple present tells of them as done.
_ACTS = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONSULT", "CONCEDE"})
# A bare noun of these ("the deal") tells of an event only with two parties.
_RECIPROCAL = frozenset({"AGREE", "COOPERATE", "CONSULT"})
_PLACES = ("in", "at", "near", "across", "inside", "throughout", "outside", "over")


@dataclass(frozen=True)
class Draft:
    """An event before it is a record."""

    predication: Predication
    frame: Frame
    status: EventStatus
    participants: tuple[Participant, ...]
    place: str | None


def read_events(reading: Reading) -> list[Event]:
    """Read the events of a document, in text order."""
    drafts = [d for p in reading.predications() if not p.block.heading and (d := _draft(p, reading)) is not None]
    return _merged([_record(draft, reading) for draft in _one_a_clause(drafts)])


def _draft(predication: Predication, reading: Reading) -> Draft | None:
    frame = next((f for f in find_frames("events", predication) if _fits(predication, f, reading)), None)
    if frame is None:
        return None
    status = _status(predication, frame)
    if status is None:
        return None
    participants = _participants(predication, frame, reading)
    reciprocal = (
        frame.get("type") in _RECIPROCAL and predication.kind == "noun" and predication.verb == predication.head
    )
    if reciprocal and len(participants) < 2:
        return None
    if not participants or {p.actor for p in participants} <= set(reading.cast.voice_of(predication.block)):
        return None
    return Draft(predication, frame, status, participants, _place(predication, reading))


def _fits(predication: Predication, frame: Frame, reading: Reading) -> bool:
    """Whether the entry's restrictions hold: a given object, a slot that must be filled, no mere comparison."""
    needed = frame.get("needs")
    if needed == "content" and not predication.get("content"):
        return False
    if needed in ("agent", "theme") and not reading.names(predication.get(needed), predication):
        return False
    if predication.kind == "noun" and predication.link == "as" and predication.direct:
        return False
    wanted = frame.get("only_objects")
    if wanted is not None and not any(t.lemma_ in split_words(wanted) for t in predication.get("theme")):
        return False
    return not (predication.kind == "noun" and grammar.children(predication.head, "cop"))


def _status(predication: Predication, frame: Frame) -> EventStatus | None:
    """The status of an event, None where it is a wish or a mere possibility."""
    where: Standing = standing(predication)
    if where == "planned":
        return "planned"
    if where == "attempted":
        return "ongoing" if predication.kind == "verb" or predication.verb != predication.head else None
    if predication.lemma == "agree" and predication.mood.tense == "present" and not predication.mood.perfect:
        return None  # a shared opinion, no act
    if where == "fact":
        if predication.verb.tag_ == "VB" and predication.link not in ("content",) and predication.kind == "verb":
            return None
        return "ongoing" if _ongoing(predication, frame) else "occurred"
    return "denied" if where == "prevented" and _is_denied(predication) else None


def _ongoing(predication: Predication, frame: Frame) -> bool:
    if predication.kind == "noun" and predication.verb == predication.head:
        parent = predication.parent
        return parent is not None and predication.direct and parent.kind == "verb" and is_ongoing(parent, False)
    act = frame.get("type") in _ACTS and not predication.mood.progressive
    return not act and is_ongoing(predication, bool(frame.get("state")))


def _is_denied(predication: Predication) -> bool:
    return any(above.lemma == "deny" for above in predication.above())


def _participants(predication: Predication, frame: Frame, reading: Reading) -> tuple[Participant, ...]:
    """Who took part, each in the first role found; two equals who met or agreed are both agents."""
    found: dict[str, Role] = {}
    for slot in _SLOTS:
        for role in frame.roles(slot):
            names = reading.names(_actors_of(predication.get(role), predication, reading), predication)
            for name in names:
                found.setdefault(name, slot)
            if names:
                break
    return tuple(Participant(actor=name, role=role) for name, role in found.items())


def _actors_of(tokens: Sequence[Token], near: Predication, reading: Reading) -> list[Token]:
    """The words that stand for actors: a filler, or the name in it ("arms to the government of Syria")."""
    found = []
    for token in tokens:
        if reading.names([token], near):
            found.append(token)
            continue
        inner = [
            c
            for c in token.children
            if c.dep_ in ("nmod:poss", "compound", "amod", "nmod") and reading.names([c], near)
        ]
        found.extend(inner[:1])
    return found


def _place(predication: Predication, reading: Reading) -> str | None:
    """Where it happened: a name under a locative preposition, of the predicate or of its object."""
    words = [predication.head, predication.verb, *predication.get("theme"), *predication.get("on", "against")]
    for word in words:
        for child in word.children:
            if child.dep_ in ("obl", "nmod") and grammar.preposition(child) in _PLACES and child.tag_.startswith("NNP"):
                if reading.is_date(child, predication.block):
                    continue
                names = reading.names([child], predication)
                return names[0] if names else _name(child)
    return None


def _name(token: Token) -> str:
    """A place name with the proper nouns that belong to it."""
    joined = ("flat", "compound", "amod", "nmod:desc")
    parts = [
        t for t in token.subtree if t.tag_.startswith("NNP") and (t == token or (t.head == token and t.dep_ in joined))
    ]
    return " ".join(part.text for part in parts)


def _one_a_clause(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that another one of the same words covers: "reach" before "agreement"."""
    by_head = {(d.predication.block.start, d.predication.head.i): d for d in drafts}
    kept = []
    for draft in drafts:
        predication = draft.predication
        covered = [
            other for token in predication.get("theme", "content", "on", "to")
            if (other := by_head.get((predication.block.start, token.i))) is not None and _same(draft, other)
        ]  # fmt: skip
        if not covered:
            kept.append(draft)
    return kept


def _same(verb: Draft, noun: Draft) -> bool:
    names = {p.actor for p in verb.participants} & {p.actor for p in noun.participants}
    same = verb.frame.get("type") == noun.frame.get("type")
    return bool(names) and (same or noun.predication.verb == verb.predication.verb)


def _record(draft: Draft, reading: Reading) -> Event:
    predication = draft.predication
    return Event(
        **reading.common(predication), **reading.event_date(predication), label=_label(draft, reading),
        type=draft.frame.get("type"),
        status=draft.status, participants=draft.participants, place=draft.place,
        confidence=draft.frame.get("confidence", 0.5),
    )  # fmt: skip


def _label(draft: Draft, reading: Reading) -> str:
    """Who did what to whom, in a few words: "Russia: attack on Islamic State"."""
    predication = draft.predication
    words = reading.issues.describe(predication) or gerund(predication.lemma)
    agents = [p.actor for p in draft.participants if p.role == "agent"]
    missing = [name for name in agents if name not in words]
    return f"{' and '.join(missing)}: {words}" if missing else capitalised(words)


def _merged(events: Sequence[Event]) -> list[Event]:
    """The events without those told before: same type and parties, dates and places that agree, a word in common."""
    kept: list[Event] = []
    for event in events:
        if not any(_is_retold(event, earlier) for earlier in kept):
            kept.append(event)
    return kept


def _is_retold(event: Event, earlier: Event) -> bool:
    if event.type != earlier.type or event.part != earlier.part:
        return False
    parties, before = {p.actor for p in event.participants}, {p.actor for p in earlier.participants}
    subset = parties <= before or before <= parties
    dates = event.date is None or earlier.date is None or event.date == earlier.date
    places = event.place is None or earlier.place is None or event.place == earlier.place
    words = _content_words(event.label) & _content_words(earlier.label) - {
        w for n in parties | before for w in _content_words(n)
    }
    return subset and dates and places and len(words) >= 1 and event.status == earlier.status


def _content_words(text: str) -> set[str]:
    words = text.lower().replace(":", " ").replace("'s", " ").split()
    return {word for word in words if len(word) > 3 and not word.endswith("ing")} - word_set("modality", "negations")
