"""Bulk loading in a process of its own: `python -m kg.stores.bulk FOLDER PARENT` reads N-Quads from standard input.

In: lines of N-Quads and the folder of a database that nobody has open. Out: the database with them. The loader of
Oxigraph holds on to its process while it works, so that making lines and loading them would take turns; in two
processes they run at the same time, the pipe between them keeps memory flat, and an interruption is felt at once.
Lines are not parsed strictly: whoever writes millions of them has checked the few terms that they repeat.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import IO

import pyoxigraph

from kg.stores.files import store_error

_LINES_AT_ONCE = 2_000
# Sorting takes most of the time. Two loaders use two cores, and pieces of this size keep memory flat: at some 250,000
# quads each, half of what one loader takes for a million. Smaller ones leave more tables to search.
_LOADERS, _PIECE = 2, 64 * 2**20
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of linux/prctl.h


def load_lines(folder: Path, lines: Iterable[str]) -> None:
    """Add quads to the database of a folder. Whatever `lines` raises ends the loader and is raised.

    Raises StoreError where the loader cannot go on, DiskFull on a full disk.
    """
    command = [sys.executable, "-m", "kg.stores.bulk", str(folder), str(os.getpid())]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as loader:
        try:
            _feed(loader, lines)
            problem = loader.stderr.read().decode(errors="replace").strip() if loader.stderr else ""
            loader.wait()
        except BaseException:
            loader.kill()
            raise
        if loader.returncode != 0:
            raise store_error(folder.parent.parent, problem or f"the loader ended with {loader.returncode}")


def _feed(loader: subprocess.Popen[bytes], lines: Iterable[str]) -> None:
    assert loader.stdin is not None
    rest = iter(lines)
    # A loader that has given up closes the pipe: its own words say why.
    with suppress(BrokenPipeError), loader.stdin as pipe:
        while some := "".join(islice(rest, _LINES_AT_ONCE)):
            pipe.write(some.encode())


def _load(database: pyoxigraph.Store, stream: IO[bytes]) -> None:
    """Load a stream in pieces, some at a time: one loader alone waits for its end before it sorts."""

    def load(piece: bytes) -> None:
        database.bulk_load(piece, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)

    with ThreadPoolExecutor(_LOADERS) as pool:
        running: set[Future[None]] = set()
        for piece in _cut(stream):
            running.add(pool.submit(load, piece))
            if len(running) == _LOADERS:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for each in done:
                    each.result()
        for each in running:
            each.result()


def _cut(stream: IO[bytes]) -> Iterator[bytes]:
    """A stream in pieces of whole lines."""
    rest = b""
    while some := stream.read(_PIECE):
        rest += some
        if cut := rest.rfind(b"\n") + 1:
            yield rest[:cut]
            rest = rest[cut:]
    if rest:
        yield rest


def main() -> None:
    """Load standard input into the database of the folder named on the command line, for a process by its id."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != int(sys.argv[2]):
        sys.exit("the process that lines were to come from is gone")
    try:
        database = pyoxigraph.Store(sys.argv[1])
        _load(database, sys.stdin.buffer)
        database.flush()
    except (OSError, RuntimeError, ValueError, SyntaxError) as error:
        sys.exit(" ".join(str(error).split()))


if __name__ == "__main__":
    main()
