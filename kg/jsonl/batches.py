"""Batches: one document with the records that hold of it, and the lines refused on the way.

A document comes before the records that speak of it: either they follow it at once, or all documents stand first, so
that no more than one document with its records is kept in memory. A record that names no document speaks of the last
one given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError, RecordError
from kg.jsonl.grounding import ground
from kg.jsonl.lines import BadLine, get_name, read_lines
from kg.records import Document, Position, SourcedRecord
from kg.rows import Reject


@dataclass(frozen=True)
class Batch:
    """One document, the records that hold of it (grounded, in the order of their lines), and the lines refused.

    `warnings` say what of its file could not be read as records at all.
    """

    document: Document
    records: tuple[SourcedRecord, ...]
    rejects: tuple[Reject, ...]
    warnings: tuple[str, ...] = ()


def read_batches(source: Path | Iterable[bytes], text: Document | None = None) -> list[Batch]:
    """Read all batches of a records file; see `stream_batches`."""
    return list(stream_batches(source, text))


def stream_batches(source: Path | Iterable[bytes], text: Document | None = None) -> Iterator[Batch]:
    """Read the batches of a records file, one document at a time.

    `text` is what records before any document record speak of. Raises InputError where the file cannot be read,
    or where it holds no document to ground any record in.
    """
    grouping = _Grouping(get_name(source))
    if text is not None:
        grouping.open(text)
    for line, raw, record in read_lines(source):
        if isinstance(record, Document):
            yield from grouping.take_document(line, raw, record)
        elif isinstance(record, BadLine):
            grouping.refuse(line, record.reason, raw, maybe_document=record.maybe_document)
        else:
            grouping.take_record(line, raw, record)
    yield from grouping.finish()


@dataclass
class _Open:
    """A document whose records are still being read."""

    document: Document
    records: list[tuple[int, str, SourcedRecord]] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)


class _Grouping:
    """The documents being read, and the lines refused since the last batch."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.opened: dict[str, _Open] = {}
        self.closed: dict[str, int] = {}
        self.last: str | None = None
        self.lost: int | None = None
        self.rejects: list[Reject] = []
        self.line = 0
        self.gave_batch = False

    def refuse(self, line: int, reason: str, raw: str, *, maybe_document: bool) -> None:
        self.line = line
        self.rejects.append(Reject(line, reason, raw))
        # Records after a refused document must not be taken for the one before it.
        if maybe_document:
            self.last, self.lost = None, line

    def open(self, document: Document) -> None:
        self.opened[document.id] = _Open(document)
        self.last = document.id

    def take_document(self, line: int, raw: str, document: Document) -> Iterator[Batch]:
        known = self.opened.get(document.id)
        if document.id in self.closed or (known and known.document.text != document.text):
            reason = f"document: a document with the id {document.id!r} was given before"
            self.refuse(line, reason, raw, maybe_document=True)
            return
        if known:
            self.last = document.id
            return
        yield from self._close(other for other in list(self.opened.values()) if other.records)
        self.line = line
        self.open(document)

    def take_record(self, line: int, raw: str, record: SourcedRecord) -> None:
        self.line = line
        try:
            target = self._get_open(record.document)
            self._check_id(record, target)
            grounded = ground(record, target.document)
        except RecordError as error:
            self.rejects.append(Reject(line, f"{record.kind}: {error.problem}", raw))
            return
        if record.id is not None:
            target.ids[record.id] = line
        target.records.append((line, raw, grounded))

    def finish(self) -> Iterator[Batch]:
        yield from self._close(list(self.opened.values()))
        if self.gave_batch:
            return
        first = self.rejects[0]
        more = f" (and {len(self.rejects) - 1} more lines refused)" if len(self.rejects) > 1 else ""
        raise InputError(f"no document to read records of: {first.reason}{more}", path=self.name, line=first.line)

    def _get_open(self, id: str | None) -> _Open:
        wanted = self.last if id is None else id
        if wanted is None and self.lost is not None:
            raise RecordError(f"names no document, and line {self.lost}, which may be its own, was refused")
        if wanted is None:
            raise RecordError("no document was given before this record; expected a record of kind document first")
        if wanted in self.opened:
            return self.opened[wanted]
        if wanted in self.closed:
            ended = self.closed[wanted]
            raise RecordError(
                f"the records of document {wanted!r} ended at line {ended}; they must follow their document"
            )
        raise RecordError(f"no document {wanted!r} was given before this record")

    @staticmethod
    def _check_id(record: SourcedRecord, target: _Open) -> None:
        if record.id is not None and record.id in target.ids:
            raise RecordError(f"the id {record.id!r} was given to line {target.ids[record.id]} of the same document")

    def _close(self, documents: Iterable[_Open]) -> Iterator[Batch]:
        for opened in documents:
            records, dangling = _check_revisions(opened.records)
            rejects = sorted((*self.rejects, *dangling), key=lambda reject: reject.line)
            self.rejects = []
            del self.opened[opened.document.id]
            self.closed[opened.document.id] = self.line
            self.gave_batch = True
            yield Batch(opened.document, records, tuple(rejects))


def _check_revisions(
    records: list[tuple[int, str, SourcedRecord]],
) -> tuple[tuple[SourcedRecord, ...], list[Reject]]:
    """Refuse positions that revise what is no other position of the document, until all that is left holds."""
    rejects: list[Reject] = []
    while True:
        positions = {record.id for _, _, record in records if isinstance(record, Position)}
        dangling = {line: missing for line, _, record in records if (missing := _find_missing(record, positions))}
        if not dangling:
            return tuple(record for _, _, record in records), rejects
        for line, raw, _ in records:
            if line in dangling:
                reason = f"position: revises must name another position of the document; there is no {dangling[line]!r}"
                rejects.append(Reject(line, reason, raw))
        records = [item for item in records if item[0] not in dangling]


def _find_missing(record: SourcedRecord, positions: set[str | None]) -> str | None:
    if not isinstance(record, Position):
        return None
    return next((id for id in record.revises if id == record.id or id not in positions), None)
