"""Claims: what one source says, each with its passage, where it is stated, and the chain of voices.

In: grounded records. Out: claims in the source's graph. The IRI of a claim is made of what it is about and where it
stands: position `holder.issue.start`, agreement `a.b.issue.start`, relation `type.a.b.start`, event-record
`type.initiators.start`, resolution-record `resolution.start`, actor-record `actor.start`. Where two different records
have one key, the second gets `.2` at the end, the third `.3`, in the order of the records; records that are equal but
for their id are one claim.

An actor that no record describes and the registry doesn't know still needs a label. Whoever names it first brings an
actor record with it, of that passage and the class sp:Actor: "this source calls it so, and says no more". Formal
decisions that only an event names get a record if their wording says what kind of decision they are; else the event
keeps silent about them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode

from kg.errors import RecordError
from kg.iris import Minter, digest
from kg.mapping.codes import (
    ACTOR_TYPES,
    AGREEMENTS,
    CERTAINTIES,
    CONDITION_TYPES,
    DATE_BASES,
    EVENT_STATUSES,
    EVENT_TYPES,
    MANNERS,
    RELATION_TYPES,
    RESOLUTION_STATUSES,
    RESOLUTION_TYPES,
    ROLES,
    STANCES,
)  # fmt: skip
from kg.mapping.conditions import read_conditions
from kg.mapping.names import Names
from kg.mapping.resolutions import find_kind, find_symbol, normalise_symbol, resolution_slug
from kg.mapping.statements import Statements, write_decimal
from kg.mapping.texts import Text
from kg.mapping.voices import read_voices
from kg.records import (
    Actor,
    Condition,
    Dated,
    Event,
    Position,
    Relation,
    Resolution,
    Sourced,
    SourcedRecord,
)  # fmt: skip
from kg.vocabulary import RDF, RDFS, SP


class Claims:
    """The claims of one source.

    `records` says which record (by its index) made each claim; `named` who was named, how, where and by which record
    first; `described` whom an actor record describes.
    """

    def __init__(self, text: Text, names: Names, statements: Statements, minter: Minter) -> None:
        self._text, self._names, self._minter, self._say = text, names, minter, statements.say
        self.records: dict[NamedNode, int] = {}
        self.named: dict[NamedNode, tuple[str, Sourced, int | None]] = {}
        self.described: set[NamedNode] = set()
        self._index: int | None = None
        self._used: dict[NamedNode, int] = {}
        self._positions: dict[str, dict[NamedNode, NamedNode]] = {}

    def map_records(self, records: Iterable[SourcedRecord]) -> None:
        """Map all records, then tie positions to those that they revise."""
        revisions: list[tuple[Position, dict[NamedNode, NamedNode]]] = []
        done: dict[SourcedRecord, dict[NamedNode, NamedNode]] = {}
        for self._index, record in enumerate(records):
            said = record.model_copy(update={"id": None, "document": None})
            if said not in done:
                done[said] = self._map_record(record)
            if isinstance(record, Position):
                self._positions[record.id or ""] = done[said]
                revisions.append((record, done[said]))
        self._index = None
        for position, claims in revisions:
            self._tie_revisions(position, claims)

    def name_others(self) -> None:
        """Give an actor record to everybody who is named and neither described nor in the registry."""
        for actor, (name, record, index) in list(self.named.items()):
            if actor not in self.described and not self._names.is_registered(actor):
                self._index = index
                self.describe_actor(actor, name, SP.Actor, record)
        self._index = None

    def _map_record(self, record: SourcedRecord) -> dict[NamedNode, NamedNode]:
        """The positions that the record makes, by their holders; other kinds make none."""
        match record:
            case Position():
                return {holder: self._map_position(record, holder) for holder in self._actors(record, record.holder)}
            case Event():
                self._map_event(record)
            case Resolution():
                self._map_resolution(record)
            case Actor():
                self._map_actor(record)
            case Relation():
                self._map_relation(record)
        return {}

    # ---- kinds

    def _map_position(self, record: Position, holder: NamedNode) -> NamedNode:
        issue = self._names.issue(record.issue)
        claim = self._claim(record, SP.Position, "position", _key(holder), _key(issue), holder=holder)
        self._say(claim, SP.holder, holder)
        self._say(claim, SP.onBehalfOf, *(a for a in self._actors(record, record.on_behalf_of) if a != holder))
        self._say(claim, SP.issue, issue)
        self._say(claim, SP.issueText, record.issue)
        self._say(claim, SP.stance, STANCES[record.stance])
        self._say(claim, SP.statement, record.statement)
        self._say(claim, SP.target, *self._actors(record, record.target))
        self._date(claim, SP.heldDuring, record)
        for condition in read_conditions(record):
            self._map_condition(claim, condition, record)
        return claim

    def _map_condition(self, claim: NamedNode, condition: Condition, record: Position) -> None:
        node = NamedNode(f"{claim.value}/condition/{digest(condition.text, 8)}")
        self._say(claim, SP.condition, node)
        self._say(node, RDF.type, SP.Condition)
        self._say(node, SP.conditionType, CONDITION_TYPES[condition.type])
        self._say(node, SP.conditionText, condition.text)
        has_place = condition.start is not None and condition.end is not None
        self._say(node, SP.evidence, self._text.passage(*_place(condition if has_place else record)))

    def _tie_revisions(self, record: Position, claims: dict[NamedNode, NamedNode]) -> None:
        """A holder's position revises that holder's older ones; if the holder had none there, all of the record's."""
        for id in record.revises:
            older = self._positions.get(id, {})
            for holder, claim in claims.items():
                self._say(claim, SP.revises, *([older[holder]] if holder in older else older.values()))

    def _map_event(self, record: Event) -> None:
        roles = [(ROLES[p.role], actor) for p in record.participants for actor in self._actors(record, p.actor)]
        initiators = (_key(actor) for role, actor in roles if role == SP.initiator)
        claim = self._claim(record, SP.EventRecord, "event-record", record.type.lower(), *dict.fromkeys(initiators))
        self._say(claim, RDFS.label, record.label)
        self._say(claim, SP.eventType, EVENT_TYPES.get(record.type))
        self._say(claim, SP.eventStatus, EVENT_STATUSES[record.status])
        for role, actor in roles:
            self._say(claim, role, actor)
        self._say(claim, SP.place, self._names.place(record.place) if record.place else None)
        self._say(claim, SP.placeText, record.place)
        self._date(claim, SP.occurredAt, record)
        if record.resolution:
            self._say(claim, SP.aboutResolution, self._find_resolution(record, record.resolution))

    def _find_resolution(self, event: Event, name: str) -> NamedNode | None:
        """The decision that an event names; one that no record describes gets a record, if its name says its kind."""
        found = self._names.find_resolution(name)
        kind = find_kind(name)
        if found or kind is None:
            return found
        node = self._minter.thing("resolution", resolution_slug(name))
        claim = self._claim(_bare(event), SP.ResolutionRecord, "resolution-record", _key(node))
        self._say(claim, SP.aboutResolution, node)
        self._say(claim, SP.name, name)
        self._say(claim, SP.symbol, find_symbol(name))
        self._say(claim, SP.resolutionType, RESOLUTION_TYPES[kind])
        return node

    def _map_resolution(self, record: Resolution) -> None:
        node = self._names.resolution(record)
        claim = self._claim(record, SP.ResolutionRecord, "resolution-record", _key(node))
        self._say(claim, SP.aboutResolution, node)
        self._say(claim, SP.name, record.label)
        self._say(claim, SP.symbol, normalise_symbol(record.symbol) if record.symbol else find_symbol(record.label))
        self._say(claim, SP.resolutionType, RESOLUTION_TYPES[record.type])
        self._say(claim, SP.resolutionStatus, RESOLUTION_STATUSES[record.status] if record.status else None)
        self._say(claim, SP.adoptedBy, *self._actors(record, record.body))
        self._say(claim, SP.party, *self._actors(record, "; ".join(record.parties)))
        self._say(claim, SP.yesCount, record.votes_for)
        self._say(claim, SP.noCount, record.votes_against)
        self._say(claim, SP.abstainCount, record.abstentions)
        self._date(claim, SP.adoptedAt, record)

    def _map_relation(self, record: Relation) -> None:
        for a in self._actors(record, record.a):
            for b in self._actors(record, record.b):
                self._map_pair(record, a, b)

    def _map_pair(self, record: Relation, a: NamedNode, b: NamedNode) -> None:
        if record.issue is None:
            claim = self._claim(record, SP.RelationClaim, "relation", record.type.replace("_", "-"), _key(a), _key(b))
            self._say(claim, SP.relationType, RELATION_TYPES[record.type])
            self._say(claim, SP.relationFrom, a)
            self._say(claim, SP.relationTo, b)
        else:
            issue = self._names.issue(record.issue)
            claim = self._claim(record, SP.AgreementClaim, "agreement", _key(a), _key(b), _key(issue))
            self._say(claim, SP.agreement, AGREEMENTS[record.type])
            self._say(claim, SP.party, a, b)
            self._say(claim, SP.issue, issue)
            self._say(claim, SP.issueText, record.issue)
        self._date(claim, SP.heldDuring, record)

    def _map_actor(self, record: Actor) -> None:
        for actor in self._actors(record, record.name):
            claim = self.describe_actor(actor, record.name, ACTOR_TYPES[record.type], record)
            self._say(claim, SP.alias, *(alias for alias in record.aliases if alias != record.name))
            self.describe_post(claim, record.role, record.affiliation, record)

    def describe_actor(self, actor: NamedNode, name: str, type: NamedNode, record: Sourced) -> NamedNode:
        """Say what the source calls an actor and takes it for; the passage is the record's."""
        claim = self._claim(record, SP.ActorRecord, "actor-record", _key(actor))
        self._say(claim, SP.aboutActor, actor)
        self._say(claim, SP.name, name)
        self._say(claim, SP.actorType, type)
        self.described.add(actor)
        return claim

    def describe_post(self, claim: NamedNode, role: str | None, affiliation: str | None, record: Sourced) -> None:
        """Add to an actor record what the actor does, and where."""
        self._say(claim, SP.role, role)
        self._say(claim, SP.affiliation, *self._actors(record, affiliation))

    # ---- what all kinds share

    def _claim(
        self, record: Sourced, type: NamedNode, kind: str, *key: str, holder: NamedNode | None = None
    ) -> NamedNode:
        start, end = _place(record)
        claim = self._mint(kind, *key, str(start))
        self._say(claim, RDF.type, type)
        self._say(claim, SP.evidence, self._text.passage(start, end))
        self._say(claim, SP.statedIn, self._text.stated_in(record.part))
        self._say(claim, SP.certainty, CERTAINTIES[record.certainty] if record.certainty else None)
        self._say(claim, SP.confidence, None if record.confidence is None else write_decimal(record.confidence))
        self._attribute(claim, record, holder)
        return claim

    def _mint(self, kind: str, *key: str) -> NamedNode:
        name = self._minter.local(self._names.node, kind, *key)
        self._used[name] = count = self._used.get(name, 0) + 1
        claim = name if count == 1 else self._minter.local(self._names.node, kind, *key, str(count))
        if self._index is not None:
            self.records[claim] = self._index
        return claim

    def _attribute(self, claim: NamedNode, record: Sourced, holder: NamedNode | None) -> None:
        for level, voice in enumerate(read_voices(record, holder, self._names)):
            self._note(record, voice.sources)
            node = NamedNode(f"{claim.value}/by/{level}")
            self._say(claim, SP.attribution, node)
            self._say(claim, SP.reportedBy, *(voice.sources if level == 0 else ()))
            self._say(node, RDF.type, SP.Attribution)
            self._say(node, SP.level, level)
            self._say(node, SP.source, *voice.sources)
            self._say(node, SP.manner, MANNERS[voice.manner])
            self._say(node, SP.cue, voice.cue)

    def _date(self, claim: NamedNode, property: NamedNode, record: Dated) -> None:
        """The date, its words, and what it rests on: the words, unless the record says otherwise."""
        basis = record.date_basis or ("stated" if record.date and record.date_text else None)
        self._say(claim, property, self._text.time(record.date))
        self._say(claim, SP.timeText, record.date_text)
        self._say(claim, SP.timeBasis, DATE_BASES[basis] if basis else None)

    def _actors(self, record: Sourced, names: str | None) -> tuple[NamedNode, ...]:
        """The actors of a name field, noted as named by this record."""
        actors = self._names.actors(names, record.part) if names else {}
        self._note(record, actors)
        return tuple(actors)

    def _note(self, record: Sourced, actors: Mapping[NamedNode, str]) -> None:
        for actor, name in actors.items():
            self.named.setdefault(actor, (name, _bare(record), self._index))


def _key(node: NamedNode) -> str:
    """The slug at the end of an IRI."""
    return node.value.rsplit("/", 1)[1]


def _place(record: Sourced | Condition) -> tuple[int, int]:
    if record.start is None or record.end is None:
        raise RecordError(f"a record that is not tied to its text cannot be mapped: {record!r:.80}")
    return record.start, record.end


def _bare(record: Sourced) -> Sourced:
    """Only the passage of a record, without what else it says: its voice is the authors'."""
    return Sourced(quote=record.quote, start=record.start, end=record.end, part=record.part)
