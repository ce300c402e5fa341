"""Loads that are killed at some instant: every source is as before or as after, and loading again makes good."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest
from crash_runs import run, start, state, write_reports, write_votes

from kg.stores import open_store

KILLS = 10


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of one small dataset, and sources to add to it."""
    folder = tmp_path_factory.mktemp("crash")
    write_votes(folder / "votes.csv", 2)
    assert run(["load", folder / "votes.csv", "--store", folder / "store"], folder / "errors") == 0
    write_reports(folder / "reports", 6)
    write_votes(folder / "votes.csv", 500, "No")
    return folder


@pytest.mark.parametrize(("what", "seconds"), [("reports", 0.0), ("votes.csv", 5.0)])
def test_a_load_may_be_killed_at_any_instant(filled: Path, tmp_path: Path, what: str, seconds: float) -> None:
    before = state(filled / "store")
    args = ["load", filled / what, "--store", tmp_path / "store"]
    begin = time.monotonic()
    shutil.copytree(filled / "store", tmp_path / "store")
    assert run(args, tmp_path / "errors", seconds) == 0
    needed = time.monotonic() - begin
    after = state(tmp_path / "store")
    for number, share in enumerate(random.Random(f"{what} 11").random() for _ in range(KILLS)):
        shutil.rmtree(tmp_path / "store")
        shutil.copytree(filled / "store", tmp_path / "store")
        process = start(args, tmp_path / "errors", seconds)
        time.sleep(needed * share)
        process.kill()
        process.join()
        _check_tidy(tmp_path / "store", killed=process.exitcode == -signal.SIGKILL)
        found = set(state(tmp_path / "store"))
        assert what == "reports" or sorted(found) in (before, after)
        assert _whole_sources(found, set(before), set(after)), number
        if number % 3 == 0:
            assert run(args, tmp_path / "errors", seconds) == 0
            assert state(tmp_path / "store") == after


def _check_tidy(store: Path, killed: bool) -> None:
    """The next command says what was interrupted, and nothing is left of it."""
    pending = (store / "pending.json").exists()
    with open_store(store) as opened:
        assert len(opened.notices) == pending
        assert all(" was interrupted " in notice for notice in opened.notices)
    assert killed or not pending
    assert not (store / "pending.json").exists()
    # A state that its reader, or a loader that is just dying, still holds is left to the next writer.
    open_store(store, write=True).close()
    assert len(list((store / "oxigraph").iterdir())) == 1
    assert not list(store.glob("oxigraph/*/bulk-*"))


def _whole_sources(found: set[str], before: set[str], after: set[str]) -> bool:
    """Whether each source graph is as it was before or as it is after."""
    graphs = {line.rpartition(" ")[2] for line in before | after}
    own = [graph for graph in graphs if "/graph/doc/" in graph or "/graph/dataset/" in graph]
    assert own
    return all(
        {line for line in found if line.endswith(graph)}
        in ({line for line in before if line.endswith(graph)}, {line for line in after if line.endswith(graph)})
        for graph in own
    )


def test_a_loader_that_is_killed_leaves_the_store_as_it_was(filled: Path, tmp_path: Path) -> None:
    write_votes(tmp_path / "votes.csv", 4000)
    shutil.copytree(filled / "store", tmp_path / "store")
    before = state(tmp_path / "store")
    process = start(["load", tmp_path / "votes.csv", "--store", tmp_path / "store"], tmp_path / "errors")
    assert process.pid is not None
    os.kill(_find_loader(process.pid), signal.SIGKILL)
    process.join()
    assert process.exitcode == 1
    assert "the loader ended with -9" in (tmp_path / "errors").read_text()
    assert state(tmp_path / "store") == before
    _check_tidy(tmp_path / "store", killed=False)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("what", ["reports", "votes.csv"])
def test_an_interrupted_load_never_was(filled: Path, tmp_path: Path, what: str, number: signal.Signals) -> None:
    shutil.copytree(filled / "store", tmp_path / "store")
    before = state(tmp_path / "store")
    if what == "votes.csv":
        write_votes(tmp_path / what, 4000)
    source = filled / what if what == "reports" else tmp_path / what
    process = start(["load", source, "--store", tmp_path / "store"], tmp_path / "errors", seconds=0.0)
    assert process.pid is not None
    _wait_for(tmp_path / "store", "pending.json")
    os.kill(process.pid, number)
    begin = time.monotonic()
    process.join()
    assert time.monotonic() - begin < 3
    assert process.exitcode == 130
    assert state(tmp_path / "store") == before
    _check_tidy(tmp_path / "store", killed=False)


@pytest.mark.parametrize("patience", [0.0, 2.0])
def test_an_interruption_waits_until_what_was_committed_is_undone(
    filled: Path, tmp_path: Path, patience: float
) -> None:
    shutil.copytree(filled / "store", tmp_path / "store")
    before = state(tmp_path / "store")
    journal = (tmp_path / "store/journal.json").read_text()
    args = ["load", filled / "reports", "--store", tmp_path / "store"]
    process = start(args, tmp_path / "errors", seconds=0.0, patience=patience)
    assert process.pid is not None
    deadline = time.monotonic() + 60
    while (tmp_path / "store/journal.json").read_text() == journal:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    # `timeout` sends its signal twice.
    os.kill(process.pid, signal.SIGTERM)
    os.kill(process.pid, signal.SIGTERM)
    process.join()
    assert process.exitcode == 130
    assert state(tmp_path / "store") == before
    _check_tidy(tmp_path / "store", killed=False)


def _find_loader(parent: int) -> int:
    """The child process that a command loads a dataset with."""
    children = Path(f"/proc/{parent}/task/{parent}/children")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for child in children.read_text().split():
            if b"kg.stores.bulk" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        time.sleep(0.01)
    raise AssertionError("there is no loader")


def _wait_for(folder: Path, pattern: str) -> None:
    deadline = time.monotonic() + 60
    while not list(folder.glob(pattern)):
        assert time.monotonic() < deadline, f"no {pattern} appears"
        time.sleep(0.005)


def test_an_interrupted_export_leaves_no_file(tmp_path: Path) -> None:
    write_votes(tmp_path / "votes.csv", 6000)
    store, target = tmp_path / "store", tmp_path / "graph.nq"
    assert run(["load", tmp_path / "votes.csv", "--store", store], tmp_path / "errors") == 0
    process = start(["export", target, "--everything", "--store", store], tmp_path / "errors")
    _wait_for(tmp_path, "graph.nq.*.part")
    assert process.pid is not None
    os.kill(process.pid, signal.SIGINT)
    begin = time.monotonic()
    process.join()
    assert time.monotonic() - begin < 3
    assert process.exitcode == 130
    assert not list(tmp_path.glob("graph.nq*"))
