"""Files into a store: what changed since it was loaded, and every changed source in the place of the old one.

In: inputs and an open store. Out: a report of every source once it is in the store. An error or an interruption undoes
the whole load; a process that is killed leaves each source as it was before or as it is after.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.iris import Minter
from kg.pipeline.groups import Group
from kg.pipeline.inputs import Input
from kg.pipeline.known import Known, place_of
from kg.pipeline.parallel import map_in_order
from kg.pipeline.reading import Reader
from kg.pipeline.refusals import Refusals
from kg.pipeline.twins import find_twin, warn_of
from kg.pipeline.watching import Watch
from kg.stores import NewSource, SourceEntry, WritableStore

if TYPE_CHECKING:
    from kg.pipeline.drafting import Draft
    from kg.records import Document
    from kg.review import Review
    from kg.rows import Reject
    from kg.stores import Change

Outcome = Literal["loaded", "replaced", "unchanged", "duplicate"]


@dataclass(frozen=True)
class Loaded:
    """What became of one source: its entry in the store, the records that were refused, and the shapes' warnings.

    Of a dataset, whose refused rows may be millions, `rejects` are the first ones; `refused` is how many there were,
    and `unresolved` names the parties that are in no registry, with the number of their rows, most first. A duplicate
    has the text of the entry's file, which stays the source.
    """

    path: Path
    outcome: Outcome
    entry: SourceEntry
    rejects: tuple[Reject, ...] = ()
    warnings: tuple[str, ...] = ()
    refused: int = 0
    unresolved: tuple[tuple[str, int], ...] = ()

    @property
    def refused_before(self) -> int:
        """How many records of an unchanged file were refused when it was loaded."""
        return self.entry.rejects if self.outcome == "unchanged" else 0


def load(
    inputs: Sequence[Input],
    store: WritableStore,
    reader: Reader,
    *,
    text: Document | None = None,
    refusals: Refusals | None = None,
    again: bool = False,
    jobs: int = 1,
    watch: Watch | None = None,
) -> Generator[Loaded, None, None]:
    """Load files into a store, with one report a source; a file that did not change since it was loaded is left alone.

    `text` is the document that records without one speak of; `refusals` say how many records may be refused and take
    them; `again` reads unchanged files too; `jobs` processes share the reading; `watch` is told how far it is. Raises
    InputError, TooManyRefused, ConformanceError, StoreError, and then nothing is loaded; so too if this iterator is
    closed before its end.
    """
    refusals = refusals or Refusals()
    known = Known(store, reader)
    inputs = [known.with_mended(file) for file in inputs]
    unchanged = {} if again else {file: found for file in inputs if (found := known.unchanged(file))}
    before = sum(entry.rejects for found in unchanged.values() for entry in found)
    if refusals.limit is not None and before > refusals.limit:
        # So that files with refused records fail as they would in an empty store.
        unchanged = {file: found for file, found in unchanged.items() if not any(entry.rejects for entry in found)}
    changed = [file for file in dict.fromkeys(inputs) if file not in unchanged]
    if not changed:
        yield from (Loaded(file.path, "unchanged", entry) for file in inputs for entry in unchanged[file])
        return
    # The review takes longer to import than an unchanged file takes to be told, which does without.
    from kg.review import Review

    words = f"the load of {changed[0].path}" if len(changed) == 1 else f"part of the load of {len(changed)} files"
    with store.all_or_nothing(), Group[Loaded](store, words) as group:
        run = _Run(store, group, known, Review(store), reader, refusals, watch or Watch(), many=len(changed) > 1)
        drafts = run.make_drafts([file for file in changed if file.kind != "dataset"], text, jobs)
        for file in dict.fromkeys(inputs):
            if file in unchanged:
                for entry in unchanged[file]:
                    group.report(Loaded(file.path, "unchanged", entry))
            elif file.kind == "dataset":
                yield from run.commit()
                run.store_dataset(file)
                yield from run.commit()
            else:
                yield from run.store_drafts(file, next(drafts))
            run.watch.finish_file(file.path)
        yield from run.commit()


@dataclass(frozen=True)
class _Run:
    """One load while it runs."""

    store: WritableStore
    group: Group[Loaded]
    known: Known
    review: Review
    reader: Reader
    refusals: Refusals
    watch: Watch
    many: bool

    def make_drafts(self, files: Sequence[Input], text: Document | None, jobs: int) -> Iterator[Iterator[Draft]]:
        """The drafts of each file, made while they are asked for."""
        if not files:
            return
        # Reading and checking take most of a second to import, which unchanged files must not wait for.
        from kg.pipeline.drafting import check_documents, draft_work, open_inputs

        if len(files) > 1:
            check_documents(files)
        work = partial(draft_work, self.reader, Minter(self.store.base))
        # Several processes are worth their start for several documents only.
        jobs = 1 if len(files) == 1 and files[0].kind == "document" else self.reader.processes(jobs)
        drafts = map_in_order(work, open_inputs(files, text), jobs)
        for _, of_file in groupby(drafts, itemgetter(0)):
            yield (draft for _, draft in of_file)

    def store_drafts(self, file: Input, drafts: Iterator[Draft]) -> Iterator[Loaded]:
        """Store the sources of one file, in the place of what was loaded from its path before."""
        older, stored = self.known.graphs(file), []
        outcome: Outcome = "replaced" if older else "loaded"
        change = self._change(file)
        for draft in drafts:
            self.refusals.take(file, draft.rejects, draft.document)
            twin = find_twin(change, draft, file)
            if not twin:
                self._put(change, NewSource(self._describe(file, draft), draft.source.quads, draft.shared))
                stored.append(draft.source.graph)
            reported = outcome if not twin else "duplicate"
            entry = twin or change.find(draft.source.graph)
            assert entry is not None
            warnings = (*draft.warnings, *warn_of(twin, draft, file))
            self.group.report(Loaded(file.path, reported, entry, draft.rejects, warnings, refused=len(draft.rejects)))
            self.watch.count_document()
            if file.kind == "records" and self.group.is_due:
                yield from self.commit()
                change = self._change(file)
        for graph in sorted(older - set(stored), key=lambda graph: graph.value):
            change.drop(graph)
        change.complete(stored, file.sha256)
        if self.group.is_due:
            yield from self.commit()

    def store_dataset(self, file: Input) -> None:
        """Stream one dataset into the store, in the place of what was loaded of it before."""
        from kg.pipeline.datasets import DatasetLoad

        assert file.dataset is not None
        refused, tool = self.refusals.begin(file), self.reader.tool_for(file)
        dataset = DatasetLoad(file.path, file.dataset, Minter(self.store.base), refused.take, file.layout, file.mended)
        change = self._change(file)
        before = change.find(dataset.graph)
        older = self.known.graphs(file) - {dataset.graph}

        def describe() -> SourceEntry:
            return SourceEntry(
                graph=dataset.graph,
                document=dataset.node,
                id=dataset.source.id,
                title=dataset.source.title,
                path=place_of(file),
                input_sha256=file.sha256,
                tool=tool,
                kind=file.kind,
                records=dict(dataset.tally.rows),
                rejects=refused.count,
                mended=str(file.mended.path.resolve()) if file.mended else "",
            )

        change.put_bulk(describe, dataset.graph, self.watch.follow(dataset, dataset.lines(file.sha256, tool)))
        for graph in sorted(older, key=lambda graph: graph.value):
            change.drop(graph)
        entry = change.find(dataset.graph)
        assert entry is not None
        gone = before.mended if before and not file.mended else ""
        warnings = (f"the mended rows of {gone} are not there any more, so it is loaded without them",) if gone else ()
        unresolved = tuple((party.label, rows) for party, rows in dataset.parties.unresolved.most_common())
        self.group.report(
            Loaded(
                file.path,
                "replaced" if before else "loaded",
                entry,
                tuple(refused.first),
                warnings,
                refused=refused.count,
                unresolved=unresolved,
            )
        )

    def commit(self) -> Iterator[Loaded]:
        """End the group; the reports, with entries as they are stored now."""
        done = self.group.commit()
        names = {loaded.entry.graph for loaded in done}
        entries = {entry.graph: entry for entry in self.store.sources() if entry.graph in names} if done else {}
        for loaded in done:
            yield replace(loaded, entry=entries.get(loaded.entry.graph, loaded.entry))

    def _put(self, change: Change, source: NewSource) -> None:
        """Store a source as reviewed, with what the review did to it."""
        before = self.review.effects
        change.put(self.review.apply_to(source))
        if self.review.effects != before:
            change.put(self.review.source())

    def _change(self, file: Input) -> Change:
        return self.group.change(str(file.path) if self.many else "")

    def _describe(self, file: Input, draft: Draft) -> SourceEntry:
        """The entry of a source; it has no hash before all of its file is stored."""
        document = draft.source.document
        return SourceEntry(
            graph=draft.source.graph,
            document=document,
            id=document.value.rpartition("/")[2],
            title=draft.document.title or draft.document.id,
            path=place_of(file),
            input_sha256="",
            tool=self.reader.tool_for(file),
            kind=file.kind,
            records=draft.records,
            rejects=len(draft.rejects),
        )
