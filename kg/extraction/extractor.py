"""The extractor: from a document to its records.

In: a document. Out: actors, resolutions, events, positions and relations in text order, with ids (a1, r1, e1, p1,
l1 …), offsets, quotes that are slices of the text, and confidences; or the same with what each rests on. Order and
numbers depend on the text alone. It reads no files and judges no names.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.cast.actors import find_actors
from kg.extraction.cast.authors import UNNAMED_AUTHOR
from kg.extraction.confidence import busy_actors, how_sure
from kg.extraction.decisions.resolutions import trace_resolutions
from kg.extraction.events.events import trace_events
from kg.extraction.explanations import Explanation, explain
from kg.extraction.positions.positions import trace_positions
from kg.extraction.reading import Reading
from kg.extraction.relations.relations import trace_relations
from kg.extraction.text.english import load_pipeline, read_blocks
from kg.extraction.tokens.collection import without_collection
from kg.extraction.traces import Trace, Traced
from kg.records import Actor, Document, Event, Position, Resolution, SourcedRecord
from kg.registry import Registry
from kg.version import __version__

_LETTERS = {"actor": "a", "resolution": "r", "event": "e", "position": "p", "relation": "l"}
_ORDER = tuple(_LETTERS)
_WRITING, _SIGNING = Trace("cast.authors/author"), Trace("voices.own_voices/signed")


class Extractor:
    """Reads documents by rules on an English pipeline; `tool` names it for the provenance."""

    def __init__(self, registry: Registry, pipeline: str | None = None) -> None:
        """`pipeline` is a spaCy pipeline with Universal Dependencies labels; None is the packaged one."""
        self._registry, self._pipeline = registry, pipeline
        self.tool = f"standpoint-kg {__version__} rules, pipeline {pipeline or 'en_standpoint'}"

    @without_collection()
    def extract(self, document: Document) -> list[SourcedRecord]:
        """Read the records of one document, in text order."""
        reading = self.read(document)
        records = [traced.record for traced in self._trace(reading)]
        for block in reading.block_list:
            block.doc.release()
        return records

    @without_collection()
    def explain(self, document: Document) -> list[Explanation]:
        """Read the records of one document, in text order, each with its rule and the words that it rests on."""
        reading = self.read(document)
        return [explain(traced, reading) for traced in self._trace(reading)]

    def _trace(self, reading: Reading) -> list[Traced[SourcedRecord]]:
        document = reading.document
        resolutions = trace_resolutions(document, reading.blocks, reading.cast, reading.times)
        named = [traced.record for traced in resolutions]
        found: list[Traced[SourcedRecord]] = [
            *_actors(reading),
            *resolutions,
            *(Traced(_about(event.record, named), event.trace) for event in trace_events(reading)),
            *trace_positions(reading),
            *trace_relations(reading, self._registry),
        ]
        busy = busy_actors(traced.record for traced in found)
        return _numbered([_judged(traced, document, busy) for traced in found], document)

    @without_collection()
    def read(self, document: Document) -> Reading:
        """Parse a document and find who takes part in it."""
        blocks = read_blocks(document, load_pipeline(self._pipeline))
        return Reading(document, blocks, find_actors(document, blocks, self._registry))


def _judged(traced: Traced[SourcedRecord], document: Document, busy: frozenset[str]) -> Traced[SourcedRecord]:
    """The record with how sure it is."""
    sure = how_sure(traced, document.text, busy)
    return Traced(traced.record.model_copy(update={"confidence": sure}), traced.trace)


def _actors(reading: Reading) -> list[Traced[Actor]]:
    """The actors with those that only sign, without the unnamed author where somebody else's words are all there is."""
    own = reading.voices.own
    written = [own.by_block.get(id(block.doc)) for block in reading.block_list if not block.heading]
    named = bool(written) and all(written)
    listed = [a for a in reading.cast.actors if not (named and a.anonymous and a.name == UNNAMED_AUTHOR)]
    cast = [Traced(actor, reading.cast.traces.get(actor.name, _WRITING)) for actor in listed]
    return [*cast, *(Traced(actor, _SIGNING) for actor in own.added)]


def _about(event: Event, resolutions: Sequence[Resolution]) -> Event:
    """The event with the decision that its words name, if it isn't named yet."""
    if event.resolution is not None or event.start is None or event.end is None:
        return event
    for resolution in resolutions:
        named = resolution.symbol or resolution.label
        if resolution.start is not None and resolution.end is not None and _overlap(event, resolution):
            return event.model_copy(update={"resolution": named})
    return event


def _overlap(event: Event, resolution: Resolution) -> bool:
    starts = [event.start or 0, resolution.start or 0]
    ends = [event.end or 0, resolution.end or 0]
    return max(starts) < min(ends) and event.type in ("AGREE", "SUPPORT", "REJECT", "COOPERATE", "CONSULT")


def _numbered(found: Sequence[Traced[SourcedRecord]], document: Document) -> list[Traced[SourcedRecord]]:
    """The records in text order with ids; raises AssertionError if one doesn't quote the text at its offsets."""
    placed = sorted(found, key=lambda t: (t.record.start or 0, _ORDER.index(t.record.kind), t.record.end or 0))
    counts = dict.fromkeys(_LETTERS, 0)
    numbered: list[Traced[SourcedRecord]] = []
    final: dict[str, str] = {}
    for record, trace in ((traced.record, traced.trace) for traced in placed):
        assert record.start is not None, f"{record.kind} without offsets: {record.quote!r}"
        assert document.text[record.start : record.end] == record.quote, f"{record.quote!r} is not at {record.start}"
        counts[record.kind] += 1
        name = f"{_LETTERS[record.kind]}{counts[record.kind]}"
        final[record.id or name] = name
        numbered.append(Traced(record.model_copy(update={"id": name, "document": document.id}), trace))
    return [Traced(_renamed(traced.record, final), traced.trace) for traced in numbered]


def _renamed(record: SourcedRecord, final: dict[str, str]) -> SourcedRecord:
    """The record with its references to others under their final ids."""
    if not isinstance(record, Position) or not record.revises:
        return record
    return record.model_copy(update={"revises": tuple(final[name] for name in record.revises)})
