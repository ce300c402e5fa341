"""Positions, resolutions and actors that rows of a table state, as claims without a passage.

The words that a row quotes are a literal (`sp:quoted`), since their text is not here. A position of several holders is
a claim of each, as a text's is. A name means whom it means in a text, whatever the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode

from kg.codebook.normal import normal_form
from kg.iris import slug
from kg.mapping.codes import ACTOR_TYPES, RESOLUTION_STATUSES, RESOLUTION_TYPES, STANCES
from kg.mapping.resolutions import find_symbol, normalise_symbol, resolution_slug
from kg.mapping.rows.events import EventWriter
from kg.mapping.rows.writer import RowWriter
from kg.rows import CodedActor, CodedEvent, CodedPosition, CodedResolution
from kg.vocabulary import DCTERMS, RDF, SP

Coded = CodedPosition | CodedEvent | CodedResolution | CodedActor

# Terms as text, made once: a position has a dozen, and there are millions of positions.
_POSITION: Final = str(SP.Position)
_HOLDER: Final = str(SP.holder)
_ON_BEHALF_OF: Final = str(SP.onBehalfOf)
_PREDICATES: Final = tuple(
    map(
        str,
        (RDF.type, SP.recordId, SP.statedIn, SP.issue, SP.issueText, SP.stance, SP.heldDuring, SP.quoted, SP.statement,
         SP.reportedBy, DCTERMS.source, SP.confidence, SP.coder),
    )
)  # fmt: skip


class StatementWriter:
    """Writes the rows of tables."""

    def __init__(self, writer: RowWriter) -> None:
        self._writer = writer
        self._events = EventWriter(writer)
        self._stances = {name: str(term) for name, term in STANCES.items()}
        self._issues: dict[str, tuple[str, str | None]] = {}

    def write(self, rows: Iterable[Coded]) -> Iterator[str]:
        """The quads of rows, in their order, one row at a time."""
        for row in rows:
            match row:
                case CodedPosition():
                    yield self._write_position(row)
                case CodedEvent():
                    yield from self._events.write((row,))
                case CodedResolution():
                    yield self._write_resolution(row)
                case CodedActor():
                    yield self._write_actor(row)

    def _write_position(self, row: CodedPosition) -> str:
        writer = self._writer
        lines = "" if row.issue in self._issues else self._meet_issue(row)
        issue, wording = self._issues[row.issue]
        publisher = writer.publisher(row.publisher) if row.publisher else None
        common = (
            _POSITION,
            writer.text(row.id),
            str(writer.node),
            issue,
            wording,
            self._stances[row.stance],
            writer.time(row.date),
            writer.text(row.quote),
            writer.text(row.statement),
            publisher,
            writer.text(row.source),
            writer.decimal(row.confidence),
            writer.text(row.coder),
        )
        facts = [f"{name} {value}" for name, value in zip(_PREDICATES, common, strict=True) if value is not None]
        facts += [f"{_ON_BEHALF_OF} {writer.actor(party)}" for party in row.on_behalf_of]
        for number, holder in enumerate(row.holders):
            claim = writer.local("position", f"{row.id}-{number + 1}" if number else row.id)
            said = [*facts, f"{_HOLDER} {writer.actor(holder)}"]
            lines += "".join([f"{claim} {fact} {writer.graph} .\n" for fact in said])
        return lines

    def _write_resolution(self, row: CodedResolution) -> str:
        writer = self._writer
        name = normalise_symbol(row.symbol) if row.symbol else find_symbol(row.label)
        return writer.lines(
            writer.local("resolution-record", row.id),
            (RDF.type, str(SP.ResolutionRecord)),
            (SP.recordId, writer.text(row.id)),
            (SP.statedIn, str(writer.node)),
            (SP.aboutResolution, str(self._resolution(row.label, row.symbol))),
            (SP.name, writer.text(row.label)),
            (SP.symbol, writer.text(name)),
            (SP.resolutionType, str(RESOLUTION_TYPES[row.type])),
            (SP.resolutionStatus, str(RESOLUTION_STATUSES[row.status]) if row.status else None),
            (SP.adoptedBy, writer.actor(row.body) if row.body else None),
            *((SP.party, writer.actor(party)) for party in row.parties),
            (SP.adoptedAt, writer.time(row.date)),
            (SP.yesCount, writer.number(row.votes_for)),
            (SP.noCount, writer.number(row.votes_against)),
            (SP.abstainCount, writer.number(row.abstentions)),
            (SP.quoted, writer.text(row.quote)),
            (DCTERMS.source, writer.text(row.source)),
        )

    def _write_actor(self, row: CodedActor) -> str:
        writer = self._writer
        return writer.lines(
            writer.local("actor-record", f"row-{row.id}"),
            (RDF.type, str(SP.ActorRecord)),
            (SP.recordId, writer.text(row.id)),
            (SP.statedIn, str(writer.node)),
            (SP.aboutActor, writer.actor(row.party)),
            (SP.name, writer.text(row.party.name)),
            (SP.actorType, str(ACTOR_TYPES[row.party.type] if row.party.type else SP.Actor)),
            *((SP.alias, writer.text(alias)) for alias in row.aliases),
            (SP.role, writer.text(row.role)),
            (SP.affiliation, writer.actor(row.affiliation) if row.affiliation else None),
            (DCTERMS.source, writer.text(row.source)),
        )

    def _meet_issue(self, row: CodedPosition) -> str:
        """Note what a position is about, under the key of texts; a UN symbol is a resolution, described here."""
        name = row.issue
        if not find_symbol(name):
            node = self._writer.minter.thing("issue", slug(normal_form(name).key or name))
            self._issues[name] = str(node), self._writer.text(name)
            return ""
        self._issues[name] = str(self._resolution(name, None)), self._writer.text(name)
        return self._write_resolution(CodedResolution(id=f"{row.id}-issue", label=name))

    def _resolution(self, label: str, symbol: str | None) -> NamedNode:
        return self._writer.minter.thing("resolution", resolution_slug(label, symbol))
