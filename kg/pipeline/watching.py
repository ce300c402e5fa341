"""How far a load is, told to whoever watches it.

In: what the loader does. Out: calls of a `Watch`, whose methods do nothing here. It decides nothing and prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.pipeline.datasets import DatasetLoad

_EVERY: Final = 1_000


class Watch:
    """Is told of every document, of every file's end, and every now and then how far a dataset has been read."""

    def count_document(self) -> None:
        """One more document is ready to be stored."""

    def finish_file(self, path: Path) -> None:
        """A file is done with."""

    def read_on(self, path: Path, done: int, size: int, rows: int) -> None:
        """`done` of the `size` bytes of a dataset, and so many rows, have been read."""

    def follow(self, dataset: DatasetLoad, lines: Iterable[str]) -> Iterator[str]:
        """The lines of a dataset, counted on their way."""
        file = dataset.file
        for number, line in enumerate(lines):
            if number % _EVERY == 0:
                self.read_on(file.path, file.done, file.size, sum(dataset.tally.rows.values()))
            yield line
