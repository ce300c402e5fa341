"""Dataset files as text: plain, gzip or zip, line by line.

In: a path. Out: its first bytes, its lines, its rows. What is not UTF-8 stays visible as lone surrogates, so that one
bad row can be refused and the others kept; a line beyond all measure is an error of the file.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import InputError

# No row of a dataset of this field comes near it; a "line" above it is a file of another kind.
MAX_LINE = 16 * 2**20
_HEAD = 64 * 2**10
_BROKEN = (OSError, EOFError, zipfile.BadZipFile, zlib.error)


def read_head(path: Path, size: int = _HEAD) -> bytes:
    """The first bytes of what a file holds, unpacked. Raises InputError."""
    with open_bytes(path) as stream:
        return stream.read(size)


@contextmanager
def open_bytes(path: Path) -> Iterator[IO[bytes]]:
    """What a file holds, unpacked: gzip by content, a zip archive with one file in it. Raises InputError."""
    try:
        with path.open("rb") as file:
            magic = file.read(4)
            file.seek(0)
            if magic.startswith(b"\x1f\x8b"):
                with gzip.open(file) as stream:
                    yield stream  # type: ignore[misc]
            elif magic == b"PK\x03\x04" and path.suffix.casefold() == ".zip":
                with zipfile.ZipFile(file) as archive, archive.open(_only_member(archive, path)) as stream:
                    yield stream
            else:
                yield file
    except _BROKEN as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"cannot be read to its end: {reason.lower()}", path=path) from error


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file with their numbers, without line ends; a byte order mark is dropped. Raises InputError."""
    with open_bytes(path) as stream:
        buffered = io.BufferedReader(stream, 2**20)  # type: ignore[type-var]
        number = 0
        while raw := buffered.readline(MAX_LINE + 1):
            number += 1
            if len(raw) > MAX_LINE:
                raise InputError(f"the line has more than {MAX_LINE:,} bytes; expected a row", path=path, line=number)
            if number == 1:
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            yield number, raw.decode("utf-8", "surrogateescape").rstrip("\r\n")


def read_rows(path: Path, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """The rows of a delimited file (RFC 4180 quoting), each with the number of its last line. Raises InputError."""
    lines = (f"{line}\n" for _, line in read_lines(path))
    rows = csv.reader(lines, delimiter=delimiter)
    try:
        for row in rows:
            yield rows.line_num, row
    except csv.Error as error:
        raise InputError(f"is no table: {error}", path=path, line=rows.line_num) from error


def is_text(cells: Sequence[str]) -> bool:
    """Whether a row could be decoded whole."""
    return not any("\udc80" <= letter <= "\udcff" for cell in cells if not cell.isascii() for letter in cell)


def _only_member(archive: zipfile.ZipFile, path: Path) -> str:
    names = [name for name in archive.namelist() if not name.endswith("/") and not name.startswith("__MACOSX")]
    if len(names) != 1:
        raise InputError(f"the archive holds {len(names)} files; expected one", path=path)
    return names[0]
