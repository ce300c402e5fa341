"""The files below folders that a load leaves out: empty ones, and those of kinds that nothing reads.

In: what was to be loaded, and what is. Out: one line for people, or none. Not counted are hidden files, stores, files
that speak about their folder, and what goes with another file: metadata, companions of datasets, reasons of refusals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from kg.datasets.kinds import files_of
from kg.documents.files import is_about_folder, is_sidecar
from kg.pipeline.inputs import Input, files_in, is_empty
from kg.pipeline.mending import reasons_of

_MOST_NAMES: Final = 5
_REASONS: Final = reasons_of(Path("rows")).name.removeprefix("rows")
_OF_STORES: Final = "store.json"


def describe_left_out(paths: Iterable[Path], inputs: Sequence[Input], used: Iterable[Path | None] = ()) -> str:
    """What of the folders among the paths is not loaded, or nothing; `used` are files that the load uses besides."""
    known = {file.resolve() for file in (*_files_of(inputs), *filter(None, used))}
    left = {file.resolve(): file for path in paths if path.is_dir() for file in _candidates(path)}
    files = [file for whole, file in left.items() if whole not in known]
    empty = [str(file) for file in files if is_empty(file)]
    kinds = Counter(file.suffix.lower() or "without a suffix" for file in files if not is_empty(file))
    said = [f"empty: {', '.join(empty[:_MOST_NAMES])}{', …' if empty[_MOST_NAMES:] else ''}"] if empty else []
    if kinds:
        counts = (f"{number:,} {kind}" for kind, number in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
        said.append(f"of no kind that is read: {', '.join(counts)}")
    return f"left out, {'; '.join(said)}" if said else ""


def _files_of(inputs: Iterable[Input]) -> Iterator[Path]:
    for file in inputs:
        yield from files_of(file.path, file.dataset) if file.dataset else [file.path]
        if file.layout:
            yield file.layout
        if file.mended:
            yield file.mended.path


def _candidates(folder: Path) -> Iterator[Path]:
    files = files_in(folder)
    stores = {file.parent for file in files if file.name == _OF_STORES}
    for file in files:
        goes_with = is_sidecar(file) or is_about_folder(file.name) or file.name.endswith(_REASONS)
        if not goes_with and stores.isdisjoint(file.parents):
            yield file
