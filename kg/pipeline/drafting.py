"""Inputs to drafts: reading, linking, mapping and validating every source before any is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Quad

from kg.datasets.dna_records import read_dna
from kg.documents.reader import read_document
from kg.errors import ConformanceError
from kg.iris import Minter
from kg.jsonl import Batch, Reject, stream_batches
from kg.linking import decide_actors
from kg.mapping import Source, map_source, provenance_quads
from kg.pipeline.checking import check
from kg.pipeline.inputs import Input
from kg.pipeline.reading import Reader, Taken
from kg.pipeline.shipped import get_registry
from kg.records import Document, SourcedRecord, format_record
from kg.validation import Violation, format_violation


@dataclass(frozen=True)
class Draft:
    """A source that is ready to be stored: its quads, the records that they stand for, and those that were refused.

    `shared` are the quads of graphs that all sources share: time spans and provenance.
    """

    document: Document
    source: Source
    shared: tuple[Quad, ...]
    records: Mapping[str, int]
    rejects: tuple[Reject, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Work:
    """One document to draft: of a records file with its records, else still to be read; `number` is its file's."""

    number: int
    file: Input
    batch: Batch | None


def open_inputs(files: Sequence[Input], text: Document | None) -> Iterator[Work]:
    """The documents of all files, one at a time. Raises InputError."""
    for number, file in enumerate(files):
        if file.kind == "document":
            yield Work(number, file, None)
        else:
            batches = read_dna(file.path) if file.format == "dna" else stream_batches(file.path, text)
            yield from (Work(number, file, batch) for batch in batches)


def draft_work(reader: Reader, minter: Minter, work: Work) -> tuple[int, Draft]:
    """The draft of a document, with the place of its file."""
    batch = work.batch or Batch(read_document(work.file.path), (), ())
    return work.number, draft(work.file, batch, reader, minter)


def check_documents(files: Sequence[Input]) -> None:
    """Read all documents once without keeping any: a bad one among many should not be found after hours of reading."""
    for file in files:
        if file.kind == "document":
            read_document(file.path)


def draft(file: Input, batch: Batch, reader: Reader, minter: Minter) -> Draft:
    """Extract (from a document), link, map and validate; records that do not conform are refused until the rest does.

    Raises ConformanceError where the document itself does not conform.
    """
    document = batch.document
    taken = Taken(reader.code(batch.records)) if file.kind == "records" else reader.take(document)
    kept, rejects = taken.records, [*batch.rejects, *taken.rejects]
    while True:
        decisions = decide_actors(kept, get_registry(), _makers(document))
        source = map_source(document, kept, decisions, minter)
        violations = check(source, minter)
        guilty = _find_guilty(file, violations, source)
        if not guilty:
            break
        rejects += [_refuse(kept[index], why) for index, why in sorted(guilty.items())]
        kept = [record for index, record in enumerate(kept) if index not in guilty]
    provenance = provenance_quads(source.graph, file.sha256, reader.tool_for(file), minter)
    warnings = [*batch.warnings, *(format_violation(violation) for violation in violations)]
    if taken.problem:
        warnings.append(taken.problem)
    counts = dict(Counter(str(record.kind) for record in kept))
    return Draft(document, source, (*source.times, *provenance), counts, tuple(rejects), tuple(warnings))


def _refuse(record: SourcedRecord, why: str) -> Reject:
    return Reject(0, f"{record.kind} “{record.quote}”: {why}", format_record(record))


def _makers(document: Document) -> list[str]:
    """Who made the document, and perhaps stands in none of its records."""
    authors = [author.name for author in document.authors if not author.anonymous]
    return [*authors, *([document.publisher] if document.publisher else [])]


def _find_guilty(file: Input, violations: Sequence[Violation], source: Source) -> dict[int, str]:
    """Which records do not conform and why: those whose claim, or a node below their claim, is in focus.

    Raises ConformanceError where none of the violations can be laid at a record's door.
    """
    faults = [violation for violation in violations if violation.severity == "violation"]
    claims = {claim.value: index for claim, index in source.records.items()}
    guilty: dict[int, str] = {}
    for fault in faults:
        name = getattr(fault.focus, "value", "")
        while name and name not in claims:
            name = name.rpartition("/")[0]
        if name:
            guilty.setdefault(claims[name], fault.message)
    if faults and not guilty:
        raise ConformanceError(str(file.path), [format_violation(fault) for fault in faults])
    return guilty
