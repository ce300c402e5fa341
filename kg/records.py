"""The interchange model: documents and the sourced records that readers of texts, people and other tools hand over.

One record is one JSON object with a `kind`. Every record but a document quotes the words that state it, with offsets
in the document's text: Unicode code points, from 0, end excluded. Dates are EDTF, confidences are 0 to 1. Actors are
named, not numbered: a record speaks of "Russia", and linking decides which thing that is. "A; B" as a holder means
both, jointly.

No RDF, no files and no judgement about names here.
"""

from __future__ import annotations

import json
import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, model_validator

from kg.edtf import parse_edtf

# The categories Cc and Cs of Unicode without what ends lines and pages.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def _check_words(text: str) -> str:
    if not text.replace(";", " ").strip():  # ";" is what separates joint holders
        raise ValueError("must not be empty")
    if bad := _CONTROL.search(text):
        raise ValueError(f"must not hold the control character U+{ord(bad[0]):04X}")
    return text


def _check_edtf(text: str) -> str:
    parse_edtf(text)
    return text


def split_names(names: str) -> tuple[str, ...]:
    """The actors that a name field speaks of, once each.

    >>> split_names("Angela Merkel; François Hollande")
    ('Angela Merkel', 'François Hollande')
    """
    return tuple(dict.fromkeys(name.strip() for name in names.split(";") if name.strip()))


Words = Annotated[str, AfterValidator(_check_words)]
Edtf = Annotated[str, AfterValidator(_check_edtf), Field(description="EDTF date: 2015, 2015-12, 2015-12-18, 2001/2003")]
Offset = Annotated[int, Field(ge=0, description="Unicode code points from the start of the text")]
Confidence = Annotated[float, Field(ge=0, le=1)]

ActorType = Literal[
    "state", "person", "igo", "government_body", "armed_group", "coalition", "organisation", "population", "commenter"
]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
]  # fmt: skip
EventStatus = Literal["occurred", "ongoing", "planned", "hypothetical", "denied"]
Role = Literal["agent", "recipient", "participant"]
ResolutionType = Literal["resolution", "treaty", "agreement", "joint_statement", "authorisation", "law"]
ResolutionStatus = Literal["proposed", "adopted", "rejected", "implemented", "ended"]
Stance = Literal["support", "oppose", "mixed", "uncertain"]
RelationType = Literal["agree", "disagree", "ally", "member_of", "role_in", "rival"]
Manner = Literal[
    "own_voice", "direct_quote", "indirect_speech", "inference", "official_record", "human_coding", "machine_coding"
]
Certainty = Literal["certain", "probable", "possible"]
DateBasis = Literal["stated", "document", "inferred"]
ConditionType = Literal["if", "unless", "only_after", "until", "only_for"]
ACTOR_TYPES: tuple[ActorType, ...] = get_args(ActorType)
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
RELATION_TYPES: tuple[RelationType, ...] = get_args(RelationType)
RESOLUTION_TYPES: tuple[ResolutionType, ...] = get_args(ResolutionType)
STANCES: tuple[Stance, ...] = get_args(Stance)


class Model(BaseModel):
    """What all models share: fields that nobody declared are an error, and nothing changes after it was checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Stretch(Model):
    """A stretch of the document's text."""

    start: Offset
    end: Offset

    @model_validator(mode="after")
    def _check_order(self) -> Stretch:
        if self.end <= self.start:
            raise ValueError(f"end ({self.end}) must be greater than start ({self.start})")
        return self


class Furniture(Stretch):
    """A stretch that belongs to the page, not to the report: it keeps its offsets and is not read."""

    what: Literal["navigation", "share", "comment_form", "credit", "contact", "bio", "byline", "related", "other"]


class Author(Model):
    """Who wrote a document or a part of it, as the document names them."""

    name: Words
    role: Words | None = None
    affiliation: Words | None = None
    quote: Words | None = Field(default=None, description="the words of the document that say so")
    anonymous: bool = Field(default=False, description="the document does not name them: 'Commenter 3'")


class Part(Stretch):
    """A document that is part of the page: a reader's comment, a letter below an editorial."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$", description="unique in the document: comment-3")]
    title: Words | None = None
    authors: tuple[Author, ...] = ()
    published: Edtf | None = None


class Document(Model):
    """One text with its source.

    `text` is exactly what offsets count in. `id` names the document inside one stream of records; in the graph the text
    itself gives it its name.
    """

    kind: Literal["document"] = "document"
    id: Words
    text: Annotated[str, Field(min_length=1)]
    title: Words | None = None
    authors: tuple[Author, ...] = ()
    publisher: Words | None = None
    published: Edtf | None = None
    source: Words | None = Field(default=None, description="the address that it was published at")
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] = "en"
    parts: tuple[Part, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    edition: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] | None = Field(
        default=None, description="which coding of the text this is, where it stands beside others of the same text"
    )

    @model_validator(mode="after")
    def _check_stretches(self) -> Document:
        for stretch in (*self.parts, *self.furniture):
            if stretch.end > len(self.text):
                raise ValueError(f"a part or furniture ends at {stretch.end}, after the text's end at {len(self.text)}")
        return self


class Attribution(Model):
    """One link of the chain of voices: who says it, and how that is presented."""

    sources: Annotated[tuple[Words, ...], Field(min_length=1)]
    manner: Manner
    cue: Words | None = Field(default=None, description="the reporting words, verbatim: 'say they believe'")


class Condition(Model):
    """What a position is made to depend on, with its own passage where the text has one."""

    type: ConditionType
    text: Words
    start: Offset | None = None
    end: Offset | None = None


class Sourced(Model):
    """What every record that quotes a text shares.

    `document` may be left out where the stream holds one document. Without `start` and `end` the quote is looked for in
    the text. `attribution` goes from the voice of the document inwards; without it the authors speak, or, where a
    `coder` is named, are coded as speaking.
    """

    id: Words | None = None
    document: Words | None = None
    part: str | None = Field(default=None, description="the id of the part of the document that states it")
    quote: Words
    start: Offset | None = None
    end: Offset | None = None
    attribution: tuple[Attribution, ...] = ()
    certainty: Certainty | None = Field(default=None, description="how sure the source is")
    confidence: Confidence | None = Field(default=None, description="how sure the extractor or coder is")
    coder: Words | None = Field(default=None, description="who coded it, where a person or another tool did")

    @model_validator(mode="after")
    def _check_offsets(self) -> Sourced:
        if (self.start is None) != (self.end is None):
            raise ValueError("start and end must be given together")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"end ({self.end}) must be greater than start ({self.start})")
        return self


class Dated(Sourced):
    """A record with a date of its own: the date, the words that give it, and what it rests on."""

    date: Edtf | None = None
    date_text: Words | None = None
    date_basis: DateBasis | None = None


class Actor(Sourced):
    """An actor that the document speaks of, under its common full English name."""

    kind: Literal["actor"] = "actor"
    name: Words
    type: ActorType
    aliases: tuple[Words, ...] = ()
    role: Words | None = None
    affiliation: Words | None = None
    anonymous: bool = Field(default=False, description="nobody in particular beyond this document: 'Commenter 3'")


class Participant(Model):
    """An actor's part in an event."""

    actor: Words
    role: Role = "participant"


class Event(Dated):
    """Something that happened, is under way, was planned or is denied."""

    kind: Literal["event"] = "event"
    label: Words
    type: EventType
    status: EventStatus = "occurred"
    participants: Annotated[tuple[Participant, ...], Field(min_length=1)]
    place: Words | None = None
    resolution: Words | None = Field(default=None, description="label or symbol of the decision that it is about")


class Resolution(Dated):
    """A formal decision or instrument: not its text and not the vote on it."""

    kind: Literal["resolution"] = "resolution"
    label: Words
    type: ResolutionType
    symbol: Words | None = None
    body: Words | None = None
    parties: tuple[Words, ...] = ()
    status: ResolutionStatus | None = None
    votes_for: Annotated[int, Field(ge=0)] | None = None
    votes_against: Annotated[int, Field(ge=0)] | None = None
    abstentions: Annotated[int, Field(ge=0)] | None = None


class Position(Dated):
    """What an actor is said to want, hold, favour or reject about an issue.

    `issue` is a proposition with one polarity, worded neutrally, or the label or symbol of a resolution. Where it is
    a codebook's, `code` is the id of the codebook's entry and `wording` the source's own issue.
    `attributed_by` says who reports it where that is not the holder. `revises` names the positions that, as the source
    says, it replaced.
    """

    kind: Literal["position"] = "position"
    holder: Words
    on_behalf_of: Words | None = None
    stance: Stance
    issue: Words
    code: Words | None = None
    wording: Words | None = None
    statement: Words | None = None
    target: Words | None = None
    attributed_by: Words | None = None
    condition: Words | None = None
    conditions: tuple[Condition, ...] = ()
    revises: tuple[Words, ...] = ()


class Relation(Dated):
    """A stated relation between two actors; `issue` only for agree and disagree, coded as positions are."""

    kind: Literal["relation"] = "relation"
    type: RelationType
    a: Words
    b: Words
    issue: Words | None = None
    code: Words | None = None
    wording: Words | None = None

    @model_validator(mode="after")
    def _check_issue(self) -> Relation:
        if (self.issue is None) == (self.type in ("agree", "disagree")):
            raise ValueError("issue belongs to agree and disagree, and only to them")
        return self


SourcedRecord = Actor | Event | Resolution | Position | Relation
Record = Annotated[Document | SourcedRecord, Field(discriminator="kind")]
KINDS = ("document", "actor", "event", "resolution", "position", "relation")

_ADAPTER: TypeAdapter[Document | SourcedRecord] = TypeAdapter(Record)


def parse_record(value: object) -> Document | SourcedRecord:
    """Check one record. Raises pydantic's ValidationError, which names each field and what was expected of it."""
    return _ADAPTER.validate_python(value)


def parse_record_line(line: str) -> Document | SourcedRecord:
    """Check one record that is written as JSON. Raises ValidationError."""
    return _ADAPTER.validate_json(line)


def format_record(record: Document | SourcedRecord) -> str:
    """One record as one line of JSON, `kind` first, without the fields that say nothing."""
    fields = record.model_dump(mode="json", exclude_none=True)
    said = {name: value for name, value in fields.items() if value is not False and value != []}
    return json.dumps({"kind": record.kind} | said, ensure_ascii=False)


def json_schema() -> dict[str, JsonValue]:
    """The JSON Schema (draft 2020-12) of one line of a records file."""
    schema = _ADAPTER.json_schema(by_alias=True)
    head: dict[str, JsonValue] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/standpoint/records.schema.json",
        "title": "Standpoint record",
        "description": "One line of a records file (JSON Lines).",
    }
    return {**head, **schema}
