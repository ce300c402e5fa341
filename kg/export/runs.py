"""Sorted records in temporary files: what of a sort does not fit into memory.

In: records (a key and a value, both bytes) in the order of their keys, a run at a time. Out: the records of all runs
in one order. The files have no name where the system allows it, so that not even a killed process leaves one behind.
"""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from typing import IO, Final, Self

from kg.errors import DiskFull

# N-Quads escape control characters, so none of these stands in a term.
_END: Final = b"\n"
_BETWEEN: Final = b"\x02"
Record = tuple[bytes, bytes]


class Runs:
    """Runs of sorted records; neither keys nor values hold a line feed or the character U+0002."""

    def __init__(self) -> None:
        self._files: list[IO[bytes]] = []
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def __len__(self) -> int:
        return len(self._files)

    def put(self, records: Iterable[Record]) -> None:
        """Store a run. Raises DiskFull where there is no room for temporary files."""
        try:
            file = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
            file.writelines(key + _BETWEEN + value + _END for key, value in records)
            file.seek(0)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            place = tempfile.gettempdir()
            raise DiskFull(f"no room for sorting in {place}; TMPDIR says where temporary files go") from error
        self._files.append(file)

    def merge(self, records: Iterable[Record]) -> Iterator[Record]:
        """All records by their keys, with a last run that was never stored; equal keys stand side by side."""
        if not self._files:
            return iter(records)
        return merge(records, *map(_read, self._files), key=_get_key)


def _read(file: IO[bytes]) -> Iterator[Record]:
    for line in file:
        key, _, value = line[: -len(_END)].partition(_BETWEEN)
        yield key, value


def _get_key(record: Record) -> bytes:
    return record[0]
