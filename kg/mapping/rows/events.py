"""Coded events as quads: an event record a row, with what it takes to ask who did what to whom, when, and who says so.

The row's id stands for passage and voices. A row has no status, since coders don't say whether a report tells a fact or
a plan, and mostly no label: its code is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.mapping.codes import EVENT_TYPES
from kg.mapping.rows.writer import RowWriter
from kg.rows import CodedEvent, Duplicate
from kg.vocabulary import RDF, RDFS, SP

_INITIATOR: Final = str(SP.initiator)
_RECIPIENT: Final = str(SP.recipient)


class EventWriter:
    """Writes coded events; duplicates say nothing new."""

    def __init__(self, writer: RowWriter) -> None:
        self._writer = writer
        self._types = {name: str(term) for name, term in EVENT_TYPES.items()}

    def write(self, rows: Iterable[CodedEvent | Duplicate]) -> Iterator[str]:
        """The quads of rows, in their order, one row at a time."""
        for row in rows:
            if type(row) is CodedEvent:
                yield self._write_event(row)

    def _write_event(self, row: CodedEvent) -> str:
        writer, year = self._writer, int(row.date[:4]) if row.date[:4].isdigit() else None
        event = writer.local("event", row.id)
        facts = writer.lines(
            event,
            (RDF.type, str(SP.EventRecord)),
            (SP.recordId, writer.text(row.id)),
            (SP.statedIn, str(writer.node)),
            (SP.eventType, self._types[row.type] if row.type else None),
            (SP.cameoCode, writer.text(row.code)),
            (SP.occurredAt, writer.time(row.date)),
            (SP.placeText, writer.text(row.place)),
            (SP.intensity, writer.decimal(row.intensity)),
            (SP.reportedBy, writer.publisher(row.publisher) if row.publisher else None),
            (SP.story, writer.text(row.story)),
            (RDFS.label, writer.text(row.label)),
            (SP.quoted, writer.text(row.quote)),
        )
        sides = [(_INITIATOR, party) for party in row.initiators] + [(_RECIPIENT, party) for party in row.recipients]
        return facts + "".join(
            f"{event} {side} {writer.actor(party, year)} {writer.graph} .\n" for side, party in sides
        )
