"""Files into a store: what changed since it was loaded, and every changed source in the place of the old one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.iris import Minter
from kg.pipeline.inputs import Input
from kg.pipeline.parallel import map_in_order
from kg.pipeline.reading import Reader
from kg.stores import EmbeddedStore, SourceEntry
from kg.things import derive_update

if TYPE_CHECKING:
    from kg.jsonl import Reject
    from kg.pipeline.drafting import Draft
    from kg.records import Document

Outcome = Literal["loaded", "replaced", "unchanged", "duplicate"]


@dataclass(frozen=True)
class Loaded:
    """What became of one source: its entry in the store, the records that were refused, and the shapes' warnings.

    A duplicate has the text of the entry's file, which stays the source.
    """

    path: Path
    outcome: Outcome
    entry: SourceEntry
    rejects: tuple[Reject, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def refused_before(self) -> int:
        """How many records of an unchanged file were refused when it was loaded."""
        return self.entry.rejects if self.outcome == "unchanged" else 0


def load(
    inputs: Sequence[Input],
    store: EmbeddedStore,
    reader: Reader,
    *,
    text: Document | None = None,
    strict: bool = False,
    again: bool = False,
    jobs: int = 1,
) -> Iterator[Loaded]:
    """Load files into a store, with one report a source; a file that did not change since it was loaded is left alone.

    `text` is the document that records without one speak of; `again` reads unchanged files too; `jobs` processes share
    the reading. With `strict` a refused record is an error. Raises InputError before anything is stored,
    ConformanceError and StoreError.
    """
    known = {} if again else {file: _find_unchanged(file, store, reader) for file in inputs}
    # With `strict` a file with refused records is read again, to fail as it would in an empty store.
    unchanged = {
        file: found for file, found in known.items() if found and not (strict and any(e.rejects for e in found))
    }
    changed = [file for file in inputs if file not in unchanged and file.kind != "dataset"]
    drafts = _make_drafts(changed, reader, Minter(store.base), text, strict, jobs)
    for file in inputs:
        if file in unchanged:
            yield from (Loaded(file.path, "unchanged", entry) for entry in unchanged[file])
        elif file.kind == "dataset":
            yield _store_dataset(file, store, reader)
        else:
            yield from _store_drafts(file, next(drafts), store, reader)


def retract(store: EmbeddedStore, source: str) -> SourceEntry:
    """Take one source out, by id, path, document or graph. Raises UnknownName."""
    return store.retract(store.find_source(source).graph, derive_update(store.base))


def _make_drafts(
    files: Sequence[Input], reader: Reader, minter: Minter, text: Document | None, strict: bool, jobs: int
) -> Iterator[list[Draft]]:
    """The drafts of each file; all are opened before the first is drafted, so that a bad one changes nothing."""
    if not files:
        return iter(())
    # Reading and checking take most of a second to import, which unchanged files must not wait for.
    from kg.pipeline.drafting import draft_all, open_input

    opened = [(file, open_input(file, text)) for file in files]
    drafts = map_in_order(partial(draft_all, reader, minter, strict), opened, min(jobs, len(opened)))
    # One refused record must leave the store as it was, so all sources are made ready before the first is stored.
    return iter(list(drafts)) if strict else drafts


def _store_dataset(file: Input, store: EmbeddedStore, reader: Reader) -> Loaded:
    """Stream one dataset into the store, in the place of what was loaded of it before."""
    from kg.pipeline.datasets import DatasetLoad

    assert file.dataset is not None
    dataset, tool = DatasetLoad(file.path, file.dataset, Minter(store.base)), reader.tool_for(file)
    known = any(entry.graph == dataset.graph for entry in store.sources())

    def describe() -> SourceEntry:
        return SourceEntry(
            graph=dataset.graph,
            document=dataset.node,
            id=dataset.source.id,
            title=dataset.source.title,
            path=_place(file),
            input_sha256=file.sha256,
            tool=tool,
            kind=file.kind,
            records=dict(dataset.tally.rows),
            rejects=len(dataset.tally.rejects),
        )

    entry = store.replace_bulk(describe, dataset.graph, dataset.lines(file.sha256, tool), derive_update(store.base))
    return Loaded(file.path, "replaced" if known else "loaded", entry, tuple(dataset.tally.rejects))


def _store_drafts(file: Input, drafts: Sequence[Draft], store: EmbeddedStore, reader: Reader) -> Iterator[Loaded]:
    """Store the sources of one file, in the place of what was loaded from its path before."""
    older = {entry.graph for entry in store.sources() if entry.path == _place(file)}
    leftover = older - {draft.source.graph for draft in drafts}
    for draft in drafts:
        if twin := _find_twin(draft, file, store):
            yield Loaded(file.path, "duplicate", twin, draft.rejects, draft.warnings)
            continue
        # A document's old text goes in the transaction that brings its new one.
        old = leftover.pop() if len(drafts) == 1 and len(leftover) == 1 else None
        entry = store.replace_source(
            _entry(file, draft, reader),
            draft.source.quads,
            draft.shared,
            old,
            derive_update(store.base),
        )
        yield Loaded(file.path, "replaced" if older else "loaded", entry, draft.rejects, draft.warnings)
    for graph in sorted(leftover, key=lambda graph: graph.value):
        store.retract(graph, derive_update(store.base))


def _find_twin(draft: Draft, file: Input, store: EmbeddedStore) -> SourceEntry | None:
    """The source of the same text that was loaded from another file, if that file is still there."""
    for entry in store.sources():
        if entry.graph == draft.source.graph and entry.path != _place(file) and Path(entry.path).exists():
            return entry
    return None


def _entry(file: Input, draft: Draft, reader: Reader) -> SourceEntry:
    document = draft.source.document
    return SourceEntry(
        graph=draft.source.graph,
        document=document,
        id=document.value.rpartition("/")[2],
        title=draft.document.title or draft.document.id,
        path=_place(file),
        input_sha256=file.sha256,
        tool=reader.tool_for(file),
        kind=file.kind,
        records=draft.records,
        rejects=len(draft.rejects),
    )


def _find_unchanged(file: Input, store: EmbeddedStore, reader: Reader) -> list[SourceEntry]:
    """What was loaded from this file, if by the same tool from the same bytes; else nothing."""
    found = [entry for entry in store.sources() if entry.path == _place(file)]
    same = all((entry.input_sha256, entry.tool) == (file.sha256, reader.tool_for(file)) for entry in found)
    return found if same else []


def _place(file: Input) -> str:
    return str(file.path.resolve())
