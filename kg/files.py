"""Files that appear whole under their names or not at all.

In: a path, and what a caller writes. Out: the file, in the place of an older one; after an error or an interruption the
older one is still there. What is no file, such as a pipe or /dev/null, is written to and never replaced.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import BinaryIO

from kg.errors import InputError, UsageError


@contextmanager
def open_whole(path: Path) -> Iterator[BinaryIO]:
    """A stream to a file that gets its name when all of it is on the disk. Raises InputError."""
    try:
        # A link stays one, and the file that it leads to is replaced.
        with path.open("wb") if _is_special(path) else _replacing(path.resolve()) as stream:
            yield stream
    except OSError as error:
        raise InputError(f"cannot be written: {(error.strerror or str(error)).lower()}", path=path) from error


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    # Of two processes that write one file, the last one wins, and neither writes into the other's.
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        # Where nothing can be written, nothing can be removed either.
        with suppress(OSError):
            part.unlink(missing_ok=True)


def unknown_suffix(path: str | PurePath, kind: str, known: Iterable[str]) -> UsageError:
    """The error of a file whose name says no format of a kind ("graphs"); `known` are the suffixes that do."""
    suffix = PurePath(path).suffix
    named = f"the suffix {suffix!r} of {path} names no format of {kind}"
    said = named if suffix else f"{path} has no suffix, which would name its format"
    return UsageError(f"{said}; expected one of {', '.join(known)}")


def _is_special(path: Path) -> bool:
    """Whether there is something else than a file: a device, a pipe, a folder."""
    return path.exists() and not path.is_file()
