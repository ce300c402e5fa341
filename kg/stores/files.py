"""Files that are whole or not there, and locks that die with their process.

In: paths and text. Out: files written by way of a temporary file, fsync and rename, so that a crash leaves the old one
or the new one; the lock of the one writer, which names its holder. POSIX only (flock).
"""

from __future__ import annotations

import fcntl
import json
import os
import shlex
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import DiskFull, StoreError, StoreInUse

_MAX_COMMAND = 120


def now() -> str:
    """The time of day in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def store_error(store: Path, problem: str) -> StoreError:
    """The error of what the disk or the database says; a full disk is known by its words, whoever passes them on."""
    if "no space left" in problem.lower() or "disk quota exceeded" in problem.lower():
        return DiskFull(f"{store}: the disk is full; the store is as it was. Make room and do it again")
    return StoreError(f"{store}: {problem}")


def write_atomically(path: Path, text: Iterable[str]) -> None:
    """Write a file, a piece at a time, so that after a crash, of the machine even, it is the old one or the new one."""
    part = path.with_name(path.name + ".part")
    # A file name that is not UTF-8 has lone surrogates; backslashed they are what JSON too reads as the same.
    with part.open("w", encoding="utf-8", errors="backslashreplace") as stream:
        stream.writelines(text)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class WriterLock:
    """The lock of the one process that writes to a store; it ends with the process, however that ends."""

    def __init__(self, store: Path) -> None:
        """Take the lock at once, or raise StoreInUse."""
        self._descriptor = os.open(store / "writer.lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._name_holder()
        except BlockingIOError:
            holder = os.pread(self._descriptor, 4096, 0)
            os.close(self._descriptor)
            raise StoreInUse(f"{store} is in use: {_describe(holder)}") from None
        except BaseException:
            os.close(self._descriptor)
            raise

    def release(self) -> None:
        """Let go of the lock. The file stays: removing it would let two writers lock two files of one name."""
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)

    def _name_holder(self) -> None:
        command = shlex.join([Path(sys.argv[0]).name or "python", *sys.argv[1:]])[:_MAX_COMMAND]
        holder = {"pid": os.getpid(), "host": os.uname().nodename, "command": command, "since": now()}
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, json.dumps(holder).encode(), 0)


def _describe(holder: bytes) -> str:
    """One line about who holds a lock; the holder may be just writing its name."""
    try:
        data = json.loads(holder)
        who = f"process {data['pid']} on {data['host']} ({data['command']})"
        return f"{who} has been writing to it since {data['since']}; try again when it is done"
    except (ValueError, KeyError, TypeError):
        return "another process is writing to it; try again when it is done"
