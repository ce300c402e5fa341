"""Documents, records and datasets into the store of a graph, from Python as from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Literal

from kg.pipeline.inputs import find_inputs
from kg.pipeline.loading import Loaded, load
from kg.pipeline.reading import Reader
from kg.pipeline.shipped import open_for_loading
from kg.queries.results import Table

_COLUMNS = ("source", "outcome", "claims", "refused", "file")


def create_store(folder: Path, base: str | None) -> None:
    """Make an empty store in a folder where there is none."""
    open_for_loading(folder, base).close()


def load_paths(store: Path | str, paths: Sequence[Path]) -> Table:
    """Load files and folders, and report each source in a row. Raises as `kg.pipeline.loading.load` does."""
    inputs = find_inputs(paths)
    with open_for_loading(Path(store)) as opened:
        return Table(_COLUMNS, tuple(_row(loaded) for loaded in load(inputs, opened, Reader())))


def _row(loaded: Loaded) -> tuple[Literal, ...]:
    entry = loaded.entry
    refused = loaded.refused or loaded.refused_before
    claims = sum(entry.records.values())
    return (
        Literal(entry.title or entry.id),
        Literal(loaded.outcome),
        Literal(claims),
        Literal(refused),
        Literal(loaded.path.name),
    )
