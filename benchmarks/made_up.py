"""A made-up corpus of realistic shape: documents with their records, a table of coded rows, roll calls.

In: a number. Out: documents with their records, rows. Document number 7 is the same in a corpus of 100 and of 500, and
nothing depends on the clock. Loading them is for who asks. A document has as many records of each kind
as the five seeds have on average; few actors and issues are named often and many seldom, and new ones keep coming, as
in any growing collection of texts (Zipf's and Heaps' laws).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from kg.mapping.rows.statements import Coded
from kg.records import Document, SourcedRecord, parse_record
from kg.registry import load_registry
from kg.rows import CodedEvent, CodedPosition, Party, RollCall, VoteOption, Votes

FIRST_DAY = date(2010, 1, 1)
MAKES = (
    "closing",
    "opening",
    "funding",
    "patrolling",
    "renaming",
    "mapping",
    "taxing",
    "guarding",
    "sharing",
    "dredging",
)
THINGS = ("harbour", "pipeline", "border", "railway", "dam", "airfield", "fishery", "archive", "strait", "glacier")
PLACES = ("Norvale", "Estmark", "Telmo", "Quarrin", "Lisse", "Omar Bay", "Vintra", "Halden", "Sorre", "Adula")
GIVEN = ("Ana", "Boris", "Chen", "Dalia", "Emeka", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kofi", "Leila")
FAMILY = ("Abara", "Brandt", "Cortez", "Dumont", "Eriksen", "Farouk", "Galanis", "Horvat", "Ivanenko", "Jansen")
HOUSES = ("Harbour Post", "Morning Ledger", "Vintra Courier", "Open Review", "Delta Wire", "City Gazette", "North Star")
EVENTS = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION")
STANCES = ("support", "support", "support", "oppose", "oppose", "mixed", "uncertain")
RELATIONS = ("agree", "agree", "disagree", "disagree", "ally", "rival", "member_of")


@cache
def _states() -> tuple[tuple[str, str], ...]:
    found = [(entry.name, entry.iso3) for entry in load_registry().entries if entry.type == "state" and entry.iso3]
    random.Random(1).shuffle(found)
    return tuple((name, iso3) for name, iso3 in found if iso3)


def _pick(rng: random.Random, pool: int) -> int:
    """One of a pool, the first ones often and the last ones seldom."""
    return int(pool * rng.random() ** 2.5)


def _state(rng: random.Random) -> str:
    return _states()[_pick(rng, 120)][0]


def _person(rng: random.Random, number: int) -> str:
    chosen = _pick(rng, int(10 + 4 * number**0.8))
    return f"{GIVEN[chosen % 12]} {FAMILY[chosen // 12 % 10]}" + (f" {chosen // 120 + 1}th" if chosen >= 120 else "")


def _issue(rng: random.Random, number: int) -> str:
    chosen = _pick(rng, int(20 + 8 * number**0.8))
    words = f"{MAKES[chosen % 10]} of the {THINGS[chosen // 10 % 10]} of {PLACES[chosen // 100 % 10]}"
    return words + (f" {chosen // 1000 + 1}" if chosen >= 1000 else "")


def _symbol(rng: random.Random, number: int) -> str:
    return f"S/RES/{2000 + _pick(rng, int(5 + number**0.8))}"


@dataclass
class _Writer:
    """Writes one document, sentence by sentence, with the records that each sentence states."""

    number: int
    rng: random.Random
    text: str = ""
    records: list[dict[str, Any]] = field(default_factory=list)

    def say(self, sentence: str, **record: Any) -> None:
        start = len(self.text)
        self.text += sentence + " "
        self.records.append({**record, "quote": sentence, "start": start, "end": start + len(sentence)})

    def actor(self) -> str:
        return _state(self.rng) if self.rng.random() < 0.7 else _person(self.rng, self.number)

    def day(self) -> date:
        return FIRST_DAY + timedelta(days=5 * self.number + self.rng.randrange(-200, 1))

    def date(self) -> dict[str, str]:
        """A date for two records of five; half of them vague."""
        length = self.rng.choice((4, 7, 10, 10))
        dated = {"date": self.day().isoformat()[:length], "date_basis": "stated"}
        return dated if self.rng.random() < 0.4 else {}

    def voices(self, holder: str) -> list[dict[str, Any]]:
        """Whom the text cites: nobody, the holder, somebody else, or somebody who cites another."""
        told, drawn = [{"sources": ["The paper"], "manner": "own_voice"}], self.rng.random()
        if drawn < 0.3:
            return []
        source = holder if drawn < 0.75 else self.actor()
        told.append(
            {"sources": [source], "manner": self.rng.choice(("direct_quote", "indirect_speech")), "cue": "said"}
        )
        if drawn > 0.95:
            told.append({"sources": [holder], "manner": "indirect_speech", "cue": "told"})
        return told

    def say_position(self) -> None:
        holder, rng = self.actor(), self.rng
        issue = _symbol(rng, self.number) if rng.random() < 0.04 else _issue(rng, self.number)
        stance, extra = rng.choice(STANCES), dict[str, Any](self.date())
        if rng.random() < 0.15:
            extra["on_behalf_of"] = _state(rng)
        if rng.random() < 0.08:
            extra["conditions"] = [{"type": "if", "text": f"if {_state(rng)} agrees"}]
        if rng.random() < 0.02 and any(record["kind"] == "position" for record in self.records):
            extra["revises"] = [next(record["id"] for record in self.records if record["kind"] == "position")]
        self.say(
            f"{holder} takes the view {stance} on the {issue}, sentence {len(self.records)}.",
            kind="position", id=f"p{len(self.records)}", holder=holder, stance=stance, issue=issue,
            attribution=self.voices(holder), confidence=rng.randrange(50, 99) / 100, **extra,
        )  # fmt: skip

    def say_event(self) -> None:
        a, b, rng = self.actor(), self.actor(), self.rng
        kind = rng.choice(EVENTS)
        self.say(
            f"{a} and {b} met over {kind.lower()}, sentence {len(self.records)}.",
            kind="event", label=f"{a} does {kind.lower()} to {b}", type=kind, place=rng.choice(PLACES),
            status=rng.choice(("occurred",) * 7 + ("ongoing", "planned", "denied")),
            confidence=rng.randrange(50, 99) / 100,
            participants=[{"actor": a, "role": "agent"}, {"actor": b, "role": "recipient"}], **self.date(),
        )  # fmt: skip

    def say_relation(self) -> None:
        kind, a, b = self.rng.choice(RELATIONS), self.actor(), self.actor()
        extra = {"issue": _issue(self.rng, self.number)} if kind in ("agree", "disagree") else {}
        self.say(
            f"{a} and {b} are known as {kind}, sentence {len(self.records)}.",
            kind="relation",
            type=kind,
            a=a,
            b=b,
            **extra,
        )

    def say_resolution(self) -> None:
        symbol, rng = _symbol(self.rng, self.number), self.rng
        self.say(
            f"The Council adopted {symbol}, sentence {len(self.records)}.",
            kind="resolution", label=f"Resolution {symbol[6:]}", symbol=symbol, type="resolution", status="adopted",
            body="United Nations Security Council", votes_for=15, parties=[_state(rng), _state(rng)], **self.date(),
        )  # fmt: skip

    def say_actor(self) -> None:
        name = _person(self.rng, self.number)
        self.say(
            f"{name} is a minister, sentence {len(self.records)}.",
            kind="actor", name=name, type="person", role="minister", affiliation=_state(self.rng),
        )  # fmt: skip


def make_document(number: int) -> tuple[Document, list[SourcedRecord]]:
    """One document with its records; each kind about as often as in the seeds."""
    writer = _Writer(number, random.Random(number))
    tasks = [writer.say_position] * 12 + [writer.say_event] * 6 + [writer.say_relation] * 4
    tasks += [writer.say_resolution] + [writer.say_actor] * 3
    writer.rng.shuffle(tasks)
    for task in tasks:
        task()
    author, rng = f"Reporter {number % (5 + int(number**0.7))}", writer.rng
    published = None if rng.random() < 0.05 else writer.day().isoformat()
    document = Document(
        id=f"d{number}", text=writer.text, title=f"Report number {number}", authors=({"name": author},),  # type: ignore[arg-type]
        publisher=rng.choice(HOUSES), published=published, source=f"https://news.example.org/{number}",
    )  # fmt: skip
    records = [parse_record(record) for record in writer.records]
    return document, [record for record in records if not isinstance(record, Document)]


def make_rows(documents: int) -> Iterator[Coded]:
    """Two rows of a table a document: a position and an event."""
    for number in range(documents):
        rng = random.Random(f"row {number}")
        day = (FIRST_DAY + timedelta(days=5 * number)).isoformat()
        names = [Party(name=_state(rng)) for _ in range(3)]
        yield CodedPosition(
            f"p{number}", (names[0],), _issue(rng, number), rng.choice(("support", "oppose")), day, f"Words {number}.",
            publisher=rng.choice(HOUSES), coder="A. Coder",
        )  # fmt: skip
        yield CodedEvent(f"e{number}", day, "042", "CONSULT", (names[1],), (names[2],), publisher=rng.choice(HOUSES))


def make_votes(documents: int) -> Iterator[RollCall | Votes]:
    """A roll call of sixty states for every fifth document."""
    for number in range(0, documents, 5):
        rng = random.Random(f"vote {number}")
        symbol = _symbol(rng, number)
        day = (FIRST_DAY + timedelta(days=5 * number)).isoformat()
        topic = rng.choice(("Human rights", "Disarmament", "Economic development"))
        body = Party(name="United Nations General Assembly")
        yield RollCall(f"v{number}", body, day, symbol, symbol, "whole", f"On {symbol}", f"Vote {number}", (topic,))
        options: Sequence[VoteOption] = ("yes", "yes", "no", "abstain", "absent")
        yield Votes(f"v{number}", {Party(iso3=iso3): rng.choice(options) for _, iso3 in _states()[:60]})
