"""A writer that dies: at every step of a change, and in the middle of a large one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_samples import DERIVE, PROVENANCE, THINGS, entry, graph, quads, shared

from kg.stores import open_store

# The writer counts what it does to files (audit events of Python, raised before the deed), anew once it has renamed the
# journal, which is the commit; it sends itself a signal at the step that it is told.
WRITER = """
import os, sys
from store_samples import *
from kg.stores import open_store
folder, size, when, last, number = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
part, steps = "before", 0
def count(event, arguments):
    global part, steps
    if event not in FILE_EVENTS:
        return
    steps += 1
    renames = event == "os.rename" and str(arguments[1]).endswith("journal.json")
    if (part, steps) == (when, last) or (renames and when == "commit"):
        os.kill(os.getpid(), number)
    if renames:
        part, steps = "after", 0
FILE_EVENTS = {"open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree", "os.truncate"}
with open_store(folder, write=True) as store:
    sys.addaudithook(count)
    print("open", flush=True)
    store.replace_source(entry("vienna", "2"), quads("vienna", "2", size), shared("vienna", "2"), derive=DERIVE)
"""
SMALL, LARGE = 40, 120_000
STEPS = [
    *(("before", step, "1") for step in [1, 2, *sorted(random.Random(7).sample(range(3, 45), 4))]),
    ("commit", 0, "1"),
    *(("after", step, "2") for step in (1, 2, 5, 12)),
]


def _start(
    folder: Path, size: int, when: str = "never", last: int = 0, number: int = signal.SIGKILL
) -> subprocess.Popen[str]:
    here = Path(__file__).parent
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(size), when, str(last), str(int(number))],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parents[1])])},
    )


def _fill(folder: Path) -> Path:
    with open_store(folder, write=True, create=True) as store:
        for name in ("vienna", "geneva"):
            store.replace_source(entry(name), quads(name), shared(name), derive=DERIVE)
    return folder


def _check_whole(folder: Path, size: int = SMALL) -> str:
    """The version of the source that the store holds, after checking that it holds that one and no other."""
    with open_store(folder) as store:
        assert store.verify() == []
        version = next(
            str(v) for v in (1, 2) if store.find_source("vienna").input_sha256 == entry("vienna", str(v)).input_sha256
        )
        assert set(store.quads(graph("vienna"))) == set(quads("vienna", version, size if version == "2" else SMALL))
        assert set(store.quads(graph("geneva"))) == set(quads("geneva"))
        assert set(shared("vienna", version)[1:]) <= set(store.quads(PROVENANCE))
        assert len(list(store.quads(PROVENANCE))) == 4
        assert len(list(store.quads(THINGS))) == 1
        return version


def _check_after_crash(folder: Path, size: int = SMALL) -> str:
    """Readers and then the next writer find the store before or after; the writer says which, and loads again."""
    version, pending = _check_whole(folder, size), (folder / "pending.json").exists()
    with open_store(folder, write=True) as store:
        end = "after it was complete" if version == "2" else "and undone"
        assert [end in notice and "/reports/vienna.txt" in notice for notice in store.notices] == [True] * pending
        assert len(list((folder / "oxigraph").iterdir())) == 1
        assert not list(folder.glob("oxigraph/*/bulk-*"))
        assert _check_whole(folder, size) == version
        store.replace_source(entry("vienna", "2"), quads("vienna", "2"), shared("vienna", "2"), derive=DERIVE)
    assert _check_whole(folder) == "2"
    return version


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize(("when", "step", "expected"), STEPS)
def test_a_writer_may_die_at_any_step(
    tmp_path: Path, when: str, step: int, expected: str, number: signal.Signals
) -> None:
    folder = _fill(tmp_path / "store")
    writer = _start(folder, SMALL, when, step, number)
    writer.communicate()
    assert writer.returncode == -number
    assert _check_after_crash(folder) == expected


@pytest.mark.parametrize("part", [0.2, 0.5, 0.8])
def test_a_large_load_may_be_killed_at_any_time(tmp_path: Path, part: float) -> None:
    folder = _fill(tmp_path / "store")
    with _start(_fill(tmp_path / "timed"), LARGE) as whole:
        assert whole.stdout is not None
        whole.stdout.readline()
        start = time.monotonic()
    needed = time.monotonic() - start
    with _start(folder, LARGE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(needed * part)
        writer.kill()
    _check_after_crash(folder, LARGE)
