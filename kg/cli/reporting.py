"""What the user sees of a load: how far it is, while it runs, and what became of every source.

In: what the loader tells. Out: lines on stderr; on a terminal also bars with the rate and the time left.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.console import count, printable, say
from kg.pipeline.watching import Watch

if TYPE_CHECKING:
    from rich.progress import Progress

    from kg.pipeline.loading import Loaded
    from kg.pipeline.reading import Taken
    from kg.records import Document

_MOST_REJECTS = 20
_MOST_PARTIES = 10


@contextmanager
def watch_load(files: int, quiet: bool) -> Iterator[Watch]:
    """A watch that shows bars, where somebody is looking and wants to see them."""
    if quiet or not sys.stderr.isatty():
        yield Watch()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), "{task.fields[rate]}", TimeRemainingColumn())
    shown = (TextColumn(column) if isinstance(column, str) else column for column in columns)
    with Progress(*shown, console=Console(stderr=True), transient=True) as progress:
        yield _Bars(progress, files)


class _Bars(Watch):
    """Bars: one for the files, and for a dataset one of its own, with rows a second."""

    def __init__(self, progress: Progress, files: int) -> None:
        self._progress = progress
        self._files = progress.add_task("files", total=files, rate="", visible=files > 1)
        self._documents = 0
        self._dataset: Path | None = None

    def count_document(self) -> None:
        self._documents += 1
        elapsed = self._progress.tasks[self._files].elapsed or 1.0
        self._progress.update(self._files, rate=f"{self._documents / max(elapsed, 1):.1f} documents/s")

    def finish_file(self, path: Path) -> None:
        self._progress.advance(self._files)
        if self._dataset == path:
            self._progress.remove_task(self._progress.task_ids[-1])

    def read_on(self, path: Path, done: int, size: int, rows: int) -> None:
        if self._dataset != path:
            self._dataset = path
            self._progress.add_task(path.name, total=100, rate="")
        task = self._progress.tasks[-1]
        rate = f"{rows:,} rows, {rows / max(task.elapsed or 0, 0.1):,.0f} rows/s"
        self._progress.update(task.id, completed=int(100 * done / max(size, 1)), rate=rate)


def report(loaded: Loaded, quiet: bool, rejects: Path | None) -> None:
    """Say what became of a source; refused records and who is in no registry are named up to a point."""
    entry = loaded.entry
    if not quiet:
        held = ", ".join(count(number, kind) for kind, number in sorted(entry.records.items()))
        mended = f", with the mended rows of {entry.mended}" if entry.mended else ""
        what = f"the text of {entry.path} again" if loaded.outcome == "duplicate" else loaded.outcome
        # A file of records has many documents, and each of its lines would be the same without their names.
        of = f" {printable(' '.join(entry.title.split()))}:" if entry.kind == "records" else ""
        say(f"{printable(loaded.path)}:{of} {what}, {held or 'no records'}{mended}")
    _report_refused(loaded, rejects)
    if not quiet:
        _report_unresolved(loaded)
        for warning in loaded.warnings:
            say(f"{printable(loaded.path)}: {warning}")


def report_taken(document: Document, taken: Taken) -> None:
    """Say what of a document could not be read, or was refused."""
    if taken.problem:
        say(f"{document.id}: {taken.problem}")
    for reject in taken.rejects[:_MOST_REJECTS]:
        say(f"{document.id}: refused: {reject.reason}")
    if len(taken.rejects) > _MOST_REJECTS:
        say(f"{document.id}: and {len(taken.rejects) - _MOST_REJECTS:,} more refused")


def _report_refused(loaded: Loaded, rejects: Path | None) -> None:
    path = printable(loaded.path)
    for reject in loaded.rejects[:_MOST_REJECTS]:
        say(f"{path}:{reject.line}: refused: {reject.reason}" if reject.line else f"{path}: refused: {reject.reason}")
    more = loaded.refused - _MOST_REJECTS
    if more > 0:
        say(f"{path}: and {more:,} more refused ({rejects or '--rejects FILE writes them all'})")
    if loaded.refused_before:
        refused = count(loaded.refused_before, "record")
        say(f"{path}: {refused} of it refused when it was loaded; --again names them")


def _report_unresolved(loaded: Loaded) -> None:
    if not loaded.unresolved:
        return
    named = ", ".join(f"{name} ({rows:,})" for name, rows in loaded.unresolved[:_MOST_PARTIES])
    more = len(loaded.unresolved) - _MOST_PARTIES
    rest = f" and {more:,} more" if more > 0 else ""
    say(f"{printable(loaded.path)}: in no registry, so actors of their own: {named}{rest}")
