"""Two sides to compare: stores and exports as they are; documents, records and datasets as a load would make them.

In: two paths. Out: two sides. What is loaded anew goes into a store of its own in a temporary folder; of the other
side, if it is a store, only the sources count that these files were or would be: the answer is what the load changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.differences.sides import Side, StoreSide, is_store, open_side
from kg.errors import InputError, UsageError
from kg.export.formats import FORMATS
from kg.pipeline.inputs import find_inputs
from kg.pipeline.loading import load
from kg.pipeline.reading import Reader
from kg.pipeline.shipped import open_for_loading
from kg.vocabulary import DEFAULT_BASE

_EXPORTS = tuple(suffix for suffixes in FORMATS.values() for suffix in suffixes)


@contextmanager
def open_sides(before: Path, after: Path) -> Iterator[tuple[Side, Side]]:
    """Open both sides. Raises NotAStore, StoreDamaged, InputError, UsageError, and what a load raises."""
    for path in (before, after):
        if not path.exists():
            raise InputError("does not exist; expected a store, an exported file, or files to load", path=path)
    with ExitStack() as stack:
        if _is_graph(before) and _is_graph(after):
            yield stack.enter_context(open_side(before)), stack.enter_context(open_side(after))
        elif _is_graph(before):
            old = stack.enter_context(open_side(before))
            new = stack.enter_context(_load_anew(after, _base(old)))
            yield _narrow(old, new), _narrow(new, new)
        elif _is_graph(after):
            raise UsageError(f"{before} is no store and no export; name it second, to see what its load would change")
        else:
            old = stack.enter_context(_load_anew(before, DEFAULT_BASE))
            yield old, stack.enter_context(_load_anew(after, DEFAULT_BASE))


def _is_graph(path: Path) -> bool:
    return is_store(path) or (not path.is_dir() and path.suffix.lower() in _EXPORTS)


def _base(side: Side) -> str:
    return side.store.base if isinstance(side, StoreSide) else DEFAULT_BASE


@contextmanager
def _load_anew(path: Path, base: str) -> Iterator[StoreSide]:
    """What a load of a file or folder makes, in a store that is gone afterwards."""
    with TemporaryDirectory() as folder, open_for_loading(Path(folder, "store"), base) as store:
        for _ in load(find_inputs([path]), store, Reader()):
            pass
        yield StoreSide(store)


def _narrow(side: Side, new: StoreSide) -> Side:
    """A store without the sources that other files are, and without what is derived from all."""
    if not isinstance(side, StoreSide):
        return side
    paths, graphs = ({getattr(entry, name) for entry in new.store.sources()} for name in ("path", "graph"))
    entries = [entry for entry in side.store.sources() if entry.path in paths or entry.graph in graphs]
    return replace(side, only=tuple(entry.graph for entry in entries))
