"""Events: what happened, is under way or is planned, by PLOVER's types, with who took which part.

In: a reading. Out: Event records in text order; an event that a document tells twice is one record. Wishes,
possibilities, recommendations and views are positions, not events, and what nobody in the cast took part in is left
out. In a debate, what delegates support or agree with is left to positions too; what they demand, reject or blame is
an act.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extraction import grammar
from kg.extraction.dates.statement_day import StatementDay
from kg.extraction.events.implied import imply_participants
from kg.extraction.events.merging import Draft, one_a_clause, without_retold
from kg.extraction.events.participants import direct_recipients, find_place, read_participants
from kg.extraction.events.quotes import find_quote
from kg.extraction.events.status import find_status
from kg.extraction.events.topics import Topic
from kg.extraction.events.triggers import find_trigger
from kg.extraction.events.types import find_type
from kg.extraction.frames import Frame, find_frame
from kg.extraction.issues.wording import capitalised, gerund, without_article
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import DateFields, Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.traces import Trace, Traced, trace_clause
from kg.records import Event, Participant

# Bodies act by what they say, members of a debate do not.
_BODIES = ("igo", "government_body", "organisation", "coalition")
_A_DEBATE = 3
# A bare noun of these ("the deal") tells of an event only with two parties.
_RECIPROCAL = frozenset({"AGREE", "COOPERATE", "CONSULT"})


def read_events(reading: Reading) -> list[Event]:
    """Read the events of a document, in text order."""
    return [traced.record for traced in trace_events(reading)]


def trace_events(reading: Reading) -> list[Traced[Event]]:
    """Read the events of a document, each with the rule that made it."""
    drafts: list[Draft] = []
    topic = Topic(reading)
    for predication in reading.predications():
        if not predication.block.heading and (draft := _draft(predication, drafts, topic, reading)) is not None:
            drafts.append(draft)
    if _is_debate(reading):
        drafts = [draft for draft in drafts if not _is_speech(draft, reading)]
    told = one_a_clause(drafts)
    heads: dict[int, set[int]] = {}
    for draft in told:
        words = {draft.predication.head.i, draft.predication.verb.i}
        heads[draft.predication.block.start] = heads.get(draft.predication.block.start, set()) | words
    statement = StatementDay(reading.document, reading.block_list)
    kept = without_retold([(draft, _record(draft, heads, statement, reading)) for draft in told])
    return [Traced(event, _trace(draft)) for draft, event in kept]


def _draft(predication: Predication, told: Sequence[Draft], topic: Topic, reading: Reading) -> Draft | None:
    trigger = find_trigger(predication, reading)
    status = find_status(predication, trigger.frame) if trigger is not None else None
    if trigger is None or status is None:
        return None
    frame = trigger.frame
    named = read_participants(predication, frame, reading)
    participants = imply_participants(predication, frame, named, told, topic, reading)
    if not participants or {p.actor for p in participants} <= _people_speaking(predication, reading):
        return None
    if not _is_reciprocal_enough(predication, frame, participants, reading):
        return None
    if frame.get("attitude") and _is_view(predication, frame, participants, reading):
        return None
    kind = find_type(predication, frame, participants, reading)
    return Draft(predication, trigger, kind, status, participants, find_place(predication, reading))


def _is_reciprocal_enough(
    predication: Predication, frame: Frame, participants: tuple[Participant, ...], reading: Reading
) -> bool:
    """Whether a bare noun of what takes two ("the deal") has two parties, or is the meeting of one body."""
    bare = predication.kind == "noun" and predication.verb == predication.head
    if not bare or frame.get("type") not in _RECIPROCAL or len(participants) > 1:
        return True
    bodies = {a.name for a in reading.cast.actors if a.type in ("igo", "coalition")}
    gathers = predication.lemma in word_set("event_words", "gatherings")
    return gathers and all(p.actor in bodies for p in participants)


def _is_view(predication: Predication, frame: Frame, participants: tuple[Participant, ...], reading: Reading) -> bool:
    """Whether an attitude is no act: support for a thing, or what a speaker says of its own attitude."""
    if frame.get("type") == "SUPPORT" and not _is_backed(predication, frame, participants, reading):
        return True
    agents = {p.actor for p in participants if p.role == "agent"}
    if agents and agents <= _people_speaking(predication, reading):
        return True
    if predication.kind == "verb" and not agents and not grammar.is_passive(predication.verb):
        return True
    parent = predication.parent
    if parent is None or predication.link not in ("content", "parataxis") or find_frame("speech", parent) is None:
        return False
    speakers = set(reading.names(parent.get("agent"), parent))
    return bool(speakers & agents)


def _is_backed(predication: Predication, frame: Frame, participants: tuple[Participant, ...], reading: Reading) -> bool:
    """Whether support goes to somebody, or went to what is somebody's: "have backed the Venezuelan proposal"."""
    past = predication.mood.tense != "present" or predication.mood.perfect
    theirs = past and any(p.role != "agent" for p in participants)
    return theirs or bool(direct_recipients(predication, frame, reading))


def _people_speaking(predication: Predication, reading: Reading) -> set[str]:
    """The people whose words these are: what they hold is a position, unlike what a ministry declares."""
    people = {a.name for a in reading.cast.actors if a.type in ("person", "commenter")}
    return people & set(reading.cast.voice_of(predication.block))


def _is_debate(reading: Reading) -> bool:
    """Whether a document reports a debate: several delegates of actors take the floor."""
    delegates = word_set("event_words", "delegates")
    heads = [t for b, _ in reading.blocks for t in b.doc if t.lemma_.lower() in delegates]
    return sum(1 for t in heads if reading.voices.speaker_or_actor(t)) >= _A_DEBATE


def _is_speech(draft: Draft, reading: Reading) -> bool:
    """Whether a member of a debate only says what it is for, at no date of its own."""
    if draft.type not in word_set("event_words", "debate_types") and (draft.type != "REQUEST" or _is_addressed(draft)):
        return False
    if draft.predication.kind == "noun" and draft.predication.verb == draft.predication.head:
        return False
    agents = {p.actor for p in draft.participants if p.role == "agent"}
    bodies = {a.name for a in reading.cast.actors if a.type in _BODIES}
    told = str(reading.date(draft.predication).get("date_text") or "") in reading.clause(draft.predication).text
    dated = told and bool(reading.date(draft.predication))
    return bool(agents) and not agents & bodies and not dated


def _is_addressed(draft: Draft) -> bool:
    """Whether somebody is asked: "called on the parties to", unlike "called for a pause"."""
    predication = draft.predication
    told = bool(predication.get("on", "upon", "to")) or bool(predication.get("theme") and predication.get("content"))
    return told or any(p.role != "agent" for p in draft.participants)


def _record(draft: Draft, heads: Mapping[int, set[int]], statement: StatementDay, reading: Reading) -> Event:
    predication = draft.predication
    others = heads[predication.block.start] - {predication.head.i, predication.verb.i}
    quote = find_quote(predication, others, reading)
    return Event(
        **reading.common(predication, quote), **_date(predication, statement, reading), label=_label(draft, reading),
        type=draft.type, status=draft.status,
        participants=draft.participants, place=draft.place,
    )  # fmt: skip


def _date(predication: Predication, statement: StatementDay, reading: Reading) -> DateFields:
    """The date that the text gives, or that of the statement that does it."""
    if found := reading.event_date(predication):
        return found
    day = statement.of(predication.verb, predication.block)
    return {"date": day, "date_basis": "document"} if day else {}


def _trace(draft: Draft) -> Trace:
    return trace_clause(f"events.triggers/{draft.type}", draft.predication, draft.trigger.frame)


def _label(draft: Draft, reading: Reading) -> str:
    """Who did what to whom, in a few words: "Russia: attack on Islamic State"."""
    predication = draft.predication
    words = reading.issues.describe(predication) or gerund(predication.lemma)
    agents = [p.actor for p in draft.participants if p.role == "agent"]
    missing = [name for name in agents if name not in words]
    return f"{' and '.join(missing)}: {without_article(words)}" if missing else capitalised(words)
