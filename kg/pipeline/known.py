"""What was loaded before, file by file: what need not be read again, and what has to give way.

In: an open store. Out: entries of sources by the file that they were loaded from.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.pipeline.inputs import Input, add_mended
from kg.pipeline.reading import Reader
from kg.stores import SourceEntry, WritableStore

if TYPE_CHECKING:
    from pyoxigraph import NamedNode


class Known:
    """What was loaded before, by file."""

    def __init__(self, store: WritableStore, reader: Reader) -> None:
        self._reader = reader
        self._entries: dict[str, list[SourceEntry]] = {}
        for entry in store.sources():
            self._entries.setdefault(entry.path, []).append(entry)

    def graphs(self, file: Input) -> set[NamedNode]:
        """The graphs of what was loaded from this file."""
        return {entry.graph for entry in self._entries.get(place_of(file), ())}

    def with_mended(self, file: Input) -> Input:
        """A dataset with the mended rows that were loaded with it before, as long as they are there."""
        entry = next(iter(self._entries.get(place_of(file), ())), None)
        mended = Path(entry.mended) if entry and entry.mended else None
        if mended is None or file.dataset is None or file.mended or not mended.is_file():
            return file
        return add_mended(file, mended)

    def unchanged(self, file: Input) -> list[SourceEntry]:
        """What was loaded from this file, if by the same tool from the same bytes; else nothing."""
        found = self._entries.get(place_of(file), [])
        key = (file.sha256, self._reader.tool_for(file))
        return found if all((entry.input_sha256, entry.tool) == key for entry in found) else []


def place_of(file: Input) -> str:
    """Where a file lies, as a store names it."""
    return str(file.path.resolve())
