"""Types of events where the trigger alone doesn't settle them.

In: a predication with its frame and who took part. Out: PLOVER's type, or OTHER. Taking a place by force is an
assault, taking a person or a ship coerces; exercises of several are cooperation; leaving a body reduces relations,
leaving talks rejects them; arms that go to nobody show force; what unknown hands did is OTHER (so the coding rules for
gold records, after PLOVER's "Codebook", https://github.com/openeventdata/PLOVER).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.frames import Frame
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.records import EVENT_TYPES, EventType, Participant


def find_type(
    predication: Predication, frame: Frame, participants: Sequence[Participant], reading: Reading
) -> EventType:
    """Find the type of an event."""
    kind = frame.choice("type", EVENT_TYPES)
    words = {predication.lemma, *(t.lemma_.lower() for t in predication.get("theme"))}
    if kind == "COERCE" and predication.lemma in word_set("event_words", "taking"):
        return "ASSAULT" if any(is_place(t, reading) for t in predication.get("theme", "of")) else kind
    if kind in ("OTHER", "RETREAT") and predication.get("content") and _is_adverse(predication):
        return "REJECT"
    if kind == "RETREAT" and _withdraws_from_talks(predication):
        return "REJECT"
    if kind == "REJECT" and predication.lemma.startswith("walk") and _leaves_body(participants, reading):
        return "SANCTION"
    if kind == "AID" and predication.lemma in ("send", "dispatch") and _is_sent_to_nobody(predication, participants):
        return "MOBILIZE"
    if kind == "MOBILIZE" and words & word_set("event_words", "exercises") and _is_joint(predication, participants):
        return "COOPERATE"
    if kind == "ASSAULT" and not any(p.role == "agent" for p in participants) and not _attackers(predication):
        return "OTHER" if words & word_set("event_words", "unclaimed") else kind
    return kind


def _withdraws_from_talks(predication: Predication) -> bool:
    """Whether it is talks or a pact that somebody withdraws from, not a place."""
    leaves = predication.lemma.startswith(("withdraw", "pull", "exit", "leave", "quit"))
    return leaves and bool(_nouns(predication, "from", "of") & word_set("event_words", "talking"))


def _nouns(predication: Predication, *roles: str) -> set[str]:
    return {t.lemma_.lower() for role in roles for t in predication.get(role)}


def _attackers(predication: Predication) -> list[Token]:
    """Those who are said to attack, be it by a plain noun ("gunmen"); no weapons."""
    weapons = word_set("event_words", "weapons")
    return [t for t in predication.get("agent", "by") if t.lemma_.lower() not in weapons]


def _leaves_body(participants: Sequence[Participant], reading: Reading) -> bool:
    """Whether it is a body of states that somebody walks out of, not talks."""
    bodies = {a.name for a in reading.cast.actors if a.type in ("igo", "coalition")}
    return any(p.actor in bodies and p.role != "agent" for p in participants)


def _is_sent_to_nobody(predication: Predication, participants: Sequence[Participant]) -> bool:
    """Whether arms or troops are sent somewhere, not to somebody: "sent armoured vehicles to the border"."""
    forces = _nouns(predication, "theme") & word_set("event_words", "materiel")
    return bool(forces) and not any(p.role == "recipient" for p in participants)


def _is_adverse(predication: Predication) -> bool:
    """Whether a court says no: "ruled that the claim has no basis"."""
    said = (token for clause in predication.get("content") for token in clause.subtree)
    return any({t.lower_, t.lemma_.lower()} & word_set("event_words", "adverse") for t in said)


def is_place(token: Token, reading: Reading) -> bool:
    """Whether a noun is a piece of land: a common noun of place, or a name that is nobody's or a state's."""
    if not token.tag_.startswith("NNP"):
        return token.lemma_.lower() in word_set("event_words", "places")
    acting = {a.name for a in reading.cast.actors if a.type not in ("state", "population")}
    return not set(reading.voices.speaker_or_actor(token)) & acting


def _is_joint(predication: Predication, participants: Sequence[Participant]) -> bool:
    """Whether several hold it together."""
    nouns = (predication.head, *predication.get("theme"))
    said = any(
        c.lower_ in ("joint", "jointly", "combined", "trilateral", "together") for n in nouns for c in n.children
    )
    several = sum(1 for p in participants if p.role == "agent") > 1
    return said or several or bool(predication.get("with"))
