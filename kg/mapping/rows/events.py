"""Coded events as quads: an event record a row, with what it takes to ask who did what to whom, when, and who says so.

The row's id stands for passage and voices. A row has no status, since coders don't say whether a report tells a fact or
a plan, and mostly no label: its code is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.mapping.codes import EVENT_TYPES
from kg.mapping.rows.writer import RowWriter
from kg.rows import CodedEvent, Duplicate
from kg.vocabulary import RDF, RDFS, SP

# As they are written, since rows ask for them millions of times.
_TYPE, _LABEL, _EVENT_RECORD = str(RDF.type), str(RDFS.label), str(SP.EventRecord)
_RECORD_ID, _STATED_IN, _REPORTED_BY, _STORY = str(SP.recordId), str(SP.statedIn), str(SP.reportedBy), str(SP.story)
_EVENT_TYPE, _CAMEO_CODE, _INTENSITY = str(SP.eventType), str(SP.cameoCode), str(SP.intensity)
_OCCURRED_AT, _PLACE_TEXT, _QUOTED = str(SP.occurredAt), str(SP.placeText), str(SP.quoted)
_INITIATOR, _RECIPIENT = str(SP.initiator), str(SP.recipient)


class EventWriter:
    """Writes coded events; duplicates say nothing new."""

    def __init__(self, writer: RowWriter) -> None:
        self._writer = writer
        self._dataset = str(writer.node)
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
            (_TYPE, _EVENT_RECORD),
            (_RECORD_ID, writer.text(row.id)),
            (_STATED_IN, self._dataset),
            (_EVENT_TYPE, self._types[row.type] if row.type else None),
            (_CAMEO_CODE, writer.text(row.code)),
            (_OCCURRED_AT, writer.time(row.date)),
            (_PLACE_TEXT, writer.text(row.place)),
            (_INTENSITY, writer.decimal(row.intensity)),
            (_REPORTED_BY, writer.publisher(row.publisher) if row.publisher else None),
            (_STORY, writer.text(row.story)),
            (_LABEL, writer.text(row.label)),
            (_QUOTED, writer.text(row.quote)),
        )
        sides = [(_INITIATOR, party) for party in row.initiators] + [(_RECIPIENT, party) for party in row.recipients]
        return facts + "".join(
            f"{event} {side} {writer.actor(party, year)} {writer.graph} .\n" for side, party in sides
        )
