"""`kg load --dry-run` as text: how the first of each file is understood.

In: inputs. Out: lines on stdout. Nothing is stored, and no store is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from kg.pipeline.inputs import Input
    from kg.pipeline.trial import Trial
    from kg.records import Document

_REJECTS = 5


def show_trials(inputs: Sequence[Input], text: Document | None) -> None:
    """Print how each file is understood, one after the other. Raises InputError."""
    from kg.pipeline.trial import try_inputs

    for trial in try_inputs(inputs, text):
        typer.echo("\n".join(_format(trial)))


def _format(trial: Trial) -> Iterator[str]:
    yield f"{trial.file.path}: {trial.what}"
    width = max((len(column) for column, _ in trial.columns), default=0)
    for column, field in trial.columns:
        yield f"  {column.ljust(width)}  ->  {field}"
    if trial.unread:
        yield f"  not read: {', '.join(trial.unread)}"
    for number, record in enumerate(trial.records, 1):
        yield f"  {number}. {record}" if trial.file.kind != "document" else f"  {record}"
    if trial.rejects:
        yield f"  {len(trial.rejects)} of the first {trial.looked_at:,} would be refused:"
        for reject in trial.rejects[:_REJECTS]:
            yield f"    {reject}"
    yield "  nothing was stored"
