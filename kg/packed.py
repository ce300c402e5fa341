"""Packed files: what they hold, told by their first bytes and not by their names.

In: a file or a stream, packed by gzip, bzip2 or xz, or not packed. Out: a stream of what it holds. Archives of several
files are none of this.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, cast

from kg.errors import InputError

# What packed files are called besides: `talks.jsonl.gz`.
PACKED: Final = (".gz", ".bz2", ".xz", ".zst")
# How they begin (RFC 1952, the manual of bzip2, the .xz file format, RFC 8878).
_GZIP, _BZIP2, _XZ, _ZSTANDARD = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd"


@contextmanager
def open_unpacked(path: Path) -> Iterator[BinaryIO]:
    """A stream of what a file holds, unpacked where it is gzip, bzip2 or xz. Raises InputError."""
    with path.open("rb") as raw, unpack(raw, path) as stream:
        yield stream


@contextmanager
def unpack(raw: BinaryIO, name: Path | str) -> Iterator[BinaryIO]:
    """What a stream holds, unpacked; `name` is what errors call it. Raises InputError."""
    start = raw.read(6)
    raw.seek(0)
    if start.startswith(_ZSTANDARD):
        raise InputError("is packed by Zstandard, which is not read here; unpack it, or pack it by gzip", path=name)
    if not start.startswith((_GZIP, _BZIP2, _XZ)):
        yield raw
        return
    import zlib
    from lzma import LZMAError

    try:
        with _open_packed(raw, start) as stream:
            yield stream
    except (EOFError, zlib.error, LZMAError, OSError) as error:
        raise InputError(f"cannot be unpacked to its end: {str(error).lower()}", path=name) from error


def _open_packed(raw: BinaryIO, start: bytes) -> BinaryIO:
    """The stream of what is packed by gzip, bzip2 or xz."""
    # Each is imported when it is needed: most commands read no packed file.
    if start.startswith(_GZIP):
        import gzip

        return cast("BinaryIO", gzip.open(raw))
    if start.startswith(_BZIP2):
        import bz2

        return cast("BinaryIO", bz2.open(raw))
    import lzma

    return cast("BinaryIO", lzma.open(raw))
