"""Inputs to drafts to the store: linking, mapping and validating every source, then replacing it whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pyoxigraph import Quad

from kg.documents import read_document
from kg.errors import ConformanceError
from kg.iris import Minter
from kg.jsonl import Batch, Reject, read_batches
from kg.linking import decide_actors
from kg.mapping import Source, map_source, provenance_quads
from kg.pipeline.checking import check
from kg.pipeline.inputs import Input
from kg.pipeline.reading import TOOL, Reader
from kg.records import Document
from kg.registry import load_registry
from kg.stores import EmbeddedStore, SourceEntry
from kg.things import derive_update
from kg.validation import Violation, format_violation

Outcome = Literal["loaded", "replaced", "unchanged"]


@dataclass(frozen=True)
class Loaded:
    """What became of one source: its entry in the store, the records that were refused, and the shapes' warnings."""

    path: Path
    outcome: Outcome
    entry: SourceEntry
    rejects: tuple[Reject, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A source that is ready to be stored: its quads, the records that they stand for, and those that were refused."""

    document: Document
    source: Source
    records: Mapping[str, int]
    rejects: tuple[Reject, ...]
    warnings: tuple[str, ...]


def load(
    inputs: Sequence[Input],
    store: EmbeddedStore,
    reader: Reader,
    *,
    text: Document | None = None,
    strict: bool = False,
    again: bool = False,
) -> Iterator[Loaded]:
    """Load files into a store, with one report a source; a file that did not change since it was loaded is left alone.

    `text` is the document that records without one speak of; `again` reads unchanged files too. With `strict` a refused
    record is an error. Raises InputError before anything is stored, ConformanceError and StoreError.
    """
    unchanged = {} if again else {file: _find_unchanged(file, store, reader) for file in inputs}
    batches = {file: _read_batches(file, text) for file in inputs if not unchanged.get(file)}
    drafts = ((file, [_prepare(file, batch, reader, store, strict) for batch in batches[file]]) for file in batches)
    # One refused record must leave the store as it was, so all sources are made ready before the first is stored.
    ready = iter(list(drafts)) if strict else drafts
    for file in inputs:
        if file not in batches:
            yield from (Loaded(file.path, "unchanged", entry) for entry in unchanged[file])
        else:
            yield from _store_drafts(*next(ready), store, reader)


def retract(store: EmbeddedStore, source: str) -> SourceEntry:
    """Take one source out, by id, path, document or graph. Raises UnknownName."""
    return store.retract(store.find_source(source).graph, derive_update(store.base))


def _prepare(file: Input, batch: Batch, reader: Reader, store: EmbeddedStore, strict: bool) -> Draft:
    records = batch.records if file.kind == "records" else reader.read(batch.document)
    draft = _draft(file, replace(batch, records=tuple(records)), Minter(store.base))
    if strict and draft.rejects:
        raise ConformanceError(str(file.path), [str(reject) for reject in draft.rejects])
    return draft


def _draft(file: Input, batch: Batch, minter: Minter) -> Draft:
    """Link, map and validate; records that do not conform are refused until the rest does."""
    kept, rejects = list(batch.records), list(batch.rejects)
    while True:
        source = map_source(batch.document, kept, decide_actors(kept, load_registry()), minter)
        violations = check(source, minter)
        faults = [violation for violation in violations if violation.severity == "violation"]
        if not faults:
            warnings = tuple(format_violation(violation) for violation in violations)
            counts = dict(Counter(str(record.kind) for record in kept))
            return Draft(batch.document, source, counts, tuple(rejects), warnings)
        guilty = _find_guilty(faults, source)
        if not guilty:
            raise ConformanceError(str(file.path), [format_violation(fault) for fault in faults])
        rejects += [Reject(0, f"{kept[i].kind} “{kept[i].quote}”: {why}", "") for i, why in sorted(guilty.items())]
        kept = [record for index, record in enumerate(kept) if index not in guilty]


def _find_guilty(faults: Iterable[Violation], source: Source) -> dict[int, str]:
    """Which records the violations speak of: those whose claim, or a node below their claim, is in focus."""
    claims = {claim.value: index for claim, index in source.records.items()}
    guilty: dict[int, str] = {}
    for fault in faults:
        name = getattr(fault.focus, "value", "")
        while name and name not in claims:
            name = name.rpartition("/")[0]
        if name:
            guilty.setdefault(claims[name], fault.message)
    return guilty


def _store_drafts(file: Input, drafts: Sequence[Draft], store: EmbeddedStore, reader: Reader) -> Iterator[Loaded]:
    """Store the sources of one file, in the place of what was loaded from its path before."""
    older = {entry.graph for entry in store.sources() if entry.path == _place(file)}
    leftover = older - {draft.source.graph for draft in drafts}
    for draft in drafts:
        outcome: Outcome = "replaced" if older else "loaded"
        # A document's old text goes in the transaction that brings its new one.
        old = leftover.pop() if len(drafts) == 1 and len(leftover) == 1 else None
        entry = store.replace_source(
            _entry(file, draft, reader), draft.source.quads, _shared(file, draft, store, reader), old,
            derive_update(store.base),
        )  # fmt: skip
        yield Loaded(file.path, outcome, entry, draft.rejects, draft.warnings)
    for graph in sorted(leftover, key=lambda graph: graph.value):
        store.retract(graph, derive_update(store.base))


def _entry(file: Input, draft: Draft, reader: Reader) -> SourceEntry:
    document = draft.source.document
    return SourceEntry(
        graph=draft.source.graph,
        document=document,
        id=document.value.rpartition("/")[2],
        title=draft.document.title or draft.document.id,
        path=_place(file),
        input_sha256=file.sha256,
        tool=_tool_of(file, reader),
        kind=file.kind,
        records=draft.records,
        rejects=len(draft.rejects),
    )


def _shared(file: Input, draft: Draft, store: EmbeddedStore, reader: Reader) -> list[Quad]:
    provenance = provenance_quads(draft.source.graph, file.sha256, _tool_of(file, reader), Minter(store.base))
    return [*draft.source.times, *provenance]


def _find_unchanged(file: Input, store: EmbeddedStore, reader: Reader) -> list[SourceEntry]:
    """What was loaded from this file, if by the same tool from the same bytes; else nothing."""
    found = [entry for entry in store.sources() if entry.path == _place(file)]
    same = all((entry.input_sha256, entry.tool) == (file.sha256, _tool_of(file, reader)) for entry in found)
    return found if same else []


def _read_batches(file: Input, text: Document | None) -> list[Batch]:
    if file.kind == "records":
        return read_batches(file.path, text)
    return [Batch(read_document(file.path), (), ())]


def _tool_of(file: Input, reader: Reader) -> str:
    return f"{TOOL} records" if file.kind == "records" else reader.tool


def _place(file: Input) -> str:
    return str(file.path.resolve())
