"""Graphs as compressed shards of N-Quads for the bulk loaders of servers, with a manifest and the loaders' commands.

In: quads. Out: a folder that appears whole or not at all. A subject's quads stand in one shard, chosen by a hash of its
IRI: bulk loaders share files among their threads, so that shards have to be alike in size, and one graph of a dataset
may be larger than all others together, which rules out a shard for each graph. The lines of a shard are sorted. Blank
nodes have names inside one file only, so that all lines that name one stand in a shard of their own.

The lines are the same to the byte on every machine; what they compress to depends on the version of zlib, so that the
manifest has the hashes of both. Nothing is sent anywhere.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final
from zlib import crc32

from pyoxigraph import Quad, Triple

from kg.errors import InputError, UsageError
from kg.export.lines import MEMORY, group_lines, split_line

MANIFEST: Final = "manifest.json"
COMMANDS: Final = "LOADING.txt"
MOST_SHARDS: Final = 512  # each is an open file, of which many systems allow a thousand
_BLANK: Final = "blank-nodes.nq.gz"
_LEVEL: Final = 6
_AT_A_TIME: Final = 1 << 18  # bytes that go to the compressor at once


@dataclass(frozen=True)
class Shard:
    """One file: its name, its size in bytes, its quads, its SHA-256 and that of the lines that it holds."""

    name: str
    size: int
    quads: int
    sha256: str
    sha256_lines: str


def write_shards(
    quads: Iterable[Quad] | Iterable[Triple], folder: Path, number: int, memory: int = MEMORY
) -> list[Shard]:
    """Write a graph as `number` shards, and one more if it has blank nodes; an older folder of shards is replaced.

    Takes about `memory` bytes, whatever the size of the graph. Raises UsageError where the folder holds something else,
    and InputError for what N-Quads cannot hold or what cannot be written.
    """
    if not 1 <= number <= MOST_SHARDS:
        raise UsageError(f"{number} is no number of shards; expected 1 to {MOST_SHARDS}")
    with _replacing(folder) as part:
        shards = _write(quads, part, number, memory)
        (part / COMMANDS).write_text(_read_commands(), encoding="utf-8")
        total = {"format": "N-Quads, gzip", "quads": sum(s.quads for s in shards), "shards": list(map(asdict, shards))}
        (part / MANIFEST).write_text(json.dumps(total, indent=1) + "\n", encoding="utf-8")
    return shards


def _write(quads: Iterable[Quad] | Iterable[Triple], folder: Path, number: int, memory: int) -> list[Shard]:
    with ExitStack() as stack:
        writers = [stack.enter_context(_Writer(folder / f"part-{place:05}.nq.gz")) for place in range(number)]
        blank: _Writer | None = None
        for subject, rests in group_lines(quads, memory):
            writer, head = writers[crc32(subject) % number], subject + b" "
            lines = [head + rest for rest in sorted(set(rests))]
            named = [line for line in lines if not _names_blank_node(line)] if b"_:" in b"".join(lines) else lines
            if len(named) < len(lines):
                blank = blank or stack.enter_context(_Writer(folder / _BLANK))
                blank.write([line for line in lines if _names_blank_node(line)])
            writer.write(named)
    return [writer.shard() for writer in (*writers, *([blank] if blank else []))]


def _names_blank_node(line: bytes) -> bool:
    """Whether a term of the line is a blank node, and not only its text says so."""
    return b"_:" in line and any(term.startswith("_:") for term in split_line(line.decode()))


class _Writer:
    """Lines into one compressed file without a date or a name, counted and hashed on the way."""

    def __init__(self, path: Path) -> None:
        self._path, self._quads, self._lines = path, 0, sha256()
        self._waiting = bytearray()

    def __enter__(self) -> _Writer:
        self._raw = self._path.open("wb")
        self._stream = gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=self._raw, mtime=0)
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        with self._raw:
            if kind is None:
                self._flush()
                self._stream.close()
                self._raw.flush()
                os.fsync(self._raw.fileno())

    def write(self, lines: list[bytes]) -> None:
        if lines:
            self._quads += len(lines)
            self._waiting += b"\n".join(lines) + b"\n"
            if len(self._waiting) > _AT_A_TIME:
                self._flush()

    def _flush(self) -> None:
        self._lines.update(self._waiting)
        self._stream.write(self._waiting)
        self._waiting.clear()

    def shard(self) -> Shard:
        """What the file, closed by now, holds."""
        with self._path.open("rb") as stream:
            whole = sha256()
            while data := stream.read(1 << 20):
                whole.update(data)
        size = self._path.stat().st_size
        return Shard(self._path.name, size, self._quads, whole.hexdigest(), self._lines.hexdigest())


@contextmanager
def _replacing(folder: Path) -> Iterator[Path]:
    """A new folder that takes the place of an older one when all of it was written."""
    _check_replaceable(folder)
    part = folder.resolve().with_name(f"{folder.resolve().name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        yield part
        if folder.exists():
            shutil.rmtree(folder)
        part.rename(folder.resolve())
    except OSError as error:
        raise InputError(f"cannot be written: {(error.strerror or str(error)).lower()}", path=folder) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _check_replaceable(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; expected a folder for the shards")
    if folder.is_dir() and any(folder.iterdir()) and not _is_ours(folder):
        raise UsageError(f"{folder} holds something else than shards; expected a new or empty folder")


def _is_ours(folder: Path) -> bool:
    """Whether there is nothing in the folder but what is written here."""
    names = {path.name for path in folder.iterdir()}
    return MANIFEST in names and all(name in (MANIFEST, COMMANDS) or name.endswith(".nq.gz") for name in names)


def _read_commands() -> str:
    return Path(__file__).with_name("loaders.txt").read_text(encoding="utf-8")
