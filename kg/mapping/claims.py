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

from kg.iris import Minter, digest
from kg.mapping.codes import (
    ACTOR_TYPES,
    AGREEMENTS,
    CONDITION_TYPES,
    EVENT_STATUSES,
    EVENT_TYPES,
    RELATION_TYPES,
    RESOLUTION_STATUSES,
    RESOLUTION_TYPES,
    ROLES,
    STANCES,
)  # fmt: skip
from kg.mapping.conditions import read_conditions
from kg.mapping.names import Names
from kg.mapping.resolutions import find_kind, find_symbol, normalise_symbol, resolution_slug
from kg.mapping.sourcing import Sourcing, get_place, keep_passage
from kg.mapping.statements import Statements
from kg.mapping.texts import Text
from kg.records import (
    Actor,
    Condition,
    Event,
    Position,
    Relation,
    Resolution,
    Sourced,
    SourcedRecord,
)  # fmt: skip
from kg.vocabulary import RDF, RDFS, SP


class Claims:
    """The claims of one source. `described` are those whom an actor record describes."""

    def __init__(self, text: Text, names: Names, statements: Statements, minter: Minter) -> None:
        self._text, self._names, self._minter, self._say = text, names, minter, statements.say
        self._sourcing = Sourcing(text, names, statements, minter)
        self.described: set[NamedNode] = set()
        self._positions: dict[str, dict[NamedNode, NamedNode]] = {}

    @property
    def records(self) -> Mapping[NamedNode, int]:
        """Which record, by its index, made each claim."""
        return self._sourcing.records

    def map_records(self, records: Iterable[SourcedRecord]) -> None:
        """Map all records, then tie positions to those that they revise."""
        revisions: list[tuple[Position, dict[NamedNode, NamedNode]]] = []
        done: dict[SourcedRecord, dict[NamedNode, NamedNode]] = {}
        for self._sourcing.index, record in enumerate(records):
            said = record.model_copy(update={"id": None, "document": None})
            if said not in done:
                done[said] = self._map_record(record)
            if isinstance(record, Position):
                self._positions[record.id or ""] = done[said]
                revisions.append((record, done[said]))
        self._sourcing.index = None
        for position, claims in revisions:
            self._tie_revisions(position, claims)

    def name_others(self) -> None:
        """Give an actor record to everybody who is named and neither described nor in the registry."""
        for actor, (name, record, index) in list(self._sourcing.named.items()):
            if actor not in self.described and not self._names.is_registered(actor):
                self._sourcing.index = index
                self.describe_actor(actor, name, SP.Actor, record)
        self._sourcing.index = None

    def _map_record(self, record: SourcedRecord) -> dict[NamedNode, NamedNode]:
        """The positions that the record makes, by their holders; other kinds make none."""
        match record:
            case Position():
                return {
                    holder: self._map_position(record, holder)
                    for holder in self._sourcing.actors(record, record.holder)
                }
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
        issue = self._names.issue(record.issue, record.code)
        claim = self._sourcing.claim(record, SP.Position, "position", _key(holder), _key(issue), holder=holder)
        self._say(claim, SP.holder, holder)
        self._say(claim, SP.onBehalfOf, *(a for a in self._sourcing.actors(record, record.on_behalf_of) if a != holder))
        self._say(claim, SP.issue, issue)
        self._word_issue(claim, record)
        self._say(claim, SP.stance, STANCES[record.stance])
        self._say(claim, SP.statement, record.statement)
        self._say(claim, SP.target, *self._sourcing.actors(record, record.target))
        self._sourcing.date(claim, SP.heldDuring, record)
        for condition in read_conditions(record):
            self._map_condition(claim, condition, record)
        return claim

    def _word_issue(self, claim: NamedNode, record: Position | Relation) -> None:
        """How the source words the issue, and what the codebook calls it."""
        self._say(claim, SP.issueText, record.wording or record.issue)
        self._say(claim, SP.issueLabel, record.issue if record.code else None)

    def _map_condition(self, claim: NamedNode, condition: Condition, record: Position) -> None:
        node = NamedNode(f"{claim.value}/condition/{digest(condition.text, 8)}")
        self._say(claim, SP.condition, node)
        self._say(node, RDF.type, SP.Condition)
        self._say(node, SP.conditionType, CONDITION_TYPES[condition.type])
        self._say(node, SP.conditionText, condition.text)
        has_place = condition.start is not None and condition.end is not None
        self._say(node, SP.evidence, self._text.passage(*get_place(condition if has_place else record)))

    def _tie_revisions(self, record: Position, claims: dict[NamedNode, NamedNode]) -> None:
        """A holder's position revises that holder's older ones; if the holder had none there, all of the record's."""
        for id in record.revises:
            older = self._positions.get(id, {})
            for holder, claim in claims.items():
                self._say(claim, SP.revises, *([older[holder]] if holder in older else older.values()))

    def _map_event(self, record: Event) -> None:
        roles = [
            (ROLES[p.role], actor) for p in record.participants for actor in self._sourcing.actors(record, p.actor)
        ]
        initiators = (_key(actor) for role, actor in roles if role == SP.initiator)
        claim = self._sourcing.claim(
            record, SP.EventRecord, "event-record", record.type.lower(), *dict.fromkeys(initiators)
        )
        self._say(claim, RDFS.label, record.label)
        self._say(claim, SP.eventType, EVENT_TYPES.get(record.type))
        self._say(claim, SP.eventStatus, EVENT_STATUSES[record.status])
        for role, actor in roles:
            self._say(claim, role, actor)
        self._say(claim, SP.place, self._names.place(record.place) if record.place else None)
        self._say(claim, SP.placeText, record.place)
        self._sourcing.date(claim, SP.occurredAt, record)
        if record.resolution:
            self._say(claim, SP.aboutResolution, self._find_resolution(record, record.resolution))

    def _find_resolution(self, event: Event, name: str) -> NamedNode | None:
        """The decision that an event names; one that no record describes gets a record, if its name says its kind."""
        found = self._names.find_resolution(name)
        kind = find_kind(name)
        if found or kind is None:
            return found
        node = self._minter.thing("resolution", resolution_slug(name))
        claim = self._sourcing.claim(keep_passage(event), SP.ResolutionRecord, "resolution-record", _key(node))
        self._say(claim, SP.aboutResolution, node)
        self._say(claim, SP.name, name)
        self._say(claim, SP.symbol, find_symbol(name))
        self._say(claim, SP.resolutionType, RESOLUTION_TYPES[kind])
        return node

    def _map_resolution(self, record: Resolution) -> None:
        node = self._names.resolution(record)
        claim = self._sourcing.claim(record, SP.ResolutionRecord, "resolution-record", _key(node))
        self._say(claim, SP.aboutResolution, node)
        self._say(claim, SP.name, record.label)
        self._say(claim, SP.symbol, normalise_symbol(record.symbol) if record.symbol else find_symbol(record.label))
        self._say(claim, SP.resolutionType, RESOLUTION_TYPES[record.type])
        self._say(claim, SP.resolutionStatus, RESOLUTION_STATUSES[record.status] if record.status else None)
        self._say(claim, SP.adoptedBy, *self._sourcing.actors(record, record.body))
        self._say(claim, SP.party, *self._sourcing.actors(record, "; ".join(record.parties)))
        self._say(claim, SP.yesCount, record.votes_for)
        self._say(claim, SP.noCount, record.votes_against)
        self._say(claim, SP.abstainCount, record.abstentions)
        self._sourcing.date(claim, SP.adoptedAt, record)

    def _map_relation(self, record: Relation) -> None:
        for a in self._sourcing.actors(record, record.a):
            for b in self._sourcing.actors(record, record.b):
                self._map_pair(record, a, b)

    def _map_pair(self, record: Relation, a: NamedNode, b: NamedNode) -> None:
        if record.issue is None:
            claim = self._sourcing.claim(
                record, SP.RelationClaim, "relation", record.type.replace("_", "-"), _key(a), _key(b)
            )
            self._say(claim, SP.relationType, RELATION_TYPES[record.type])
            self._say(claim, SP.relationFrom, a)
            self._say(claim, SP.relationTo, b)
        else:
            issue = self._names.issue(record.issue, record.code)
            claim = self._sourcing.claim(record, SP.AgreementClaim, "agreement", _key(a), _key(b), _key(issue))
            self._say(claim, SP.agreement, AGREEMENTS[record.type])
            self._say(claim, SP.party, a, b)
            self._say(claim, SP.issue, issue)
            self._word_issue(claim, record)
        self._sourcing.date(claim, SP.heldDuring, record)

    def _map_actor(self, record: Actor) -> None:
        self._sourcing.actors(record, record.name)
        for actor, name in self._names.actors(record.name).items():
            claim = self.describe_actor(actor, name, ACTOR_TYPES[record.type], record)
            self._say(claim, SP.alias, *(alias for alias in record.aliases if alias != name))
            self.describe_post(claim, record.role, record.affiliation, record)

    def describe_actor(self, actor: NamedNode, name: str, type: NamedNode, record: Sourced) -> NamedNode:
        """Say what the source calls an actor and takes it for; the passage is the record's."""
        claim = self._sourcing.claim(record, SP.ActorRecord, "actor-record", _key(actor))
        self._say(claim, SP.aboutActor, actor)
        self._say(claim, SP.name, name)
        self._say(claim, SP.actorType, type)
        self.described.add(actor)
        return claim

    def describe_post(self, claim: NamedNode, role: str | None, affiliation: str | None, record: Sourced) -> None:
        """Add to an actor record what the actor does, and where."""
        self._say(claim, SP.role, role)
        self._say(claim, SP.affiliation, *self._sourcing.actors(record, affiliation))


def _key(node: NamedNode) -> str:
    """The slug at the end of an IRI."""
    return node.value.rsplit("/", 1)[1]
