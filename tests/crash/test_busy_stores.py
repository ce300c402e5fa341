"""Stores in use: by a second writer, by queries, by a backup; and loads that come twice or in another order."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from crash_runs import run, start, state, write_reports, write_votes

from kg.stores import copies, open_store


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with some reports."""
    write_reports(tmp_path / "reports", 2)
    assert run(["load", tmp_path / "reports", "--store", tmp_path / "store"], tmp_path / "errors") == 0
    return tmp_path / "store"


def test_a_second_load_is_told_who_loads_while_queries_and_backups_go_on(store: Path, tmp_path: Path) -> None:
    before = state(store)
    first = start(["load", write_votes(tmp_path / "votes.csv", 4000), "--store", store], tmp_path / "first")
    deadline = time.monotonic() + 20
    while not (store / "pending.json").exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert first.pid is not None
    os.kill(first.pid, signal.SIGSTOP)
    try:
        begin = time.monotonic()
        assert run(["load", tmp_path / "reports", "--store", store], tmp_path / "second") == 6
        assert time.monotonic() - begin < 10
        (line,) = (tmp_path / "second").read_text().splitlines()
        assert f"process {first.pid} on " in line
        assert run(["query", "documents", "--store", store, "-o", tmp_path / "a.csv"], tmp_path / "query") == 0
        copies.backup(store, tmp_path / "backup")
    finally:
        os.kill(first.pid, signal.SIGCONT)
    first.join()
    assert first.exitcode == 0
    assert state(tmp_path / "backup") == before
    copies.restore(tmp_path / "backup", store, replace=True)
    assert state(store) == before


def test_loads_that_come_together_add_up_to_what_they_would_one_by_one(tmp_path: Path) -> None:
    files = sorted(write_reports(tmp_path / "more", 4).iterdir())
    load = ["load", "--store"]
    for file in files:
        assert run([*load, tmp_path / "serial", file], tmp_path / "errors") == 0
    waiting = list(files)
    while waiting:
        running = [(file, start([*load, tmp_path / "together", file], tmp_path / file.stem)) for file in waiting]
        for _, process in running:
            process.join()
        assert {process.exitcode for _, process in running} <= {0, 6}
        waiting = [file for file, process in running if process.exitcode == 6]
        assert len(waiting) < len(running)
    assert state(tmp_path / "together") == state(tmp_path / "serial")


def test_the_same_file_twice_and_in_another_order_is_the_same_graph(store: Path, tmp_path: Path) -> None:
    votes = write_votes(tmp_path / "votes.csv", 20)
    load = ["load", votes, "--store", store]
    assert run(load, tmp_path / "errors") == 0
    once = state(store)
    assert run([*load, "--again"], tmp_path / "errors") == 0
    assert state(store) == once
    header, *rows = votes.read_text().splitlines()
    groups = [rows[index : index + 12] for index in range(0, len(rows), 12)]
    random.Random(5).shuffle(groups)
    votes.write_text("\n".join([header, *(row for group in groups for row in reversed(group))]) + "\n")
    assert run(load, tmp_path / "errors") == 0
    assert _without_hashes(state(store)) == _without_hashes(once)


def _without_hashes(lines: list[str]) -> list[str]:
    """The graph without what is said of the load, which knows the file by its bytes."""
    return [line for line in lines if "/graph/provenance>" not in line]


@pytest.mark.parametrize(
    ("pattern", "cut"), [("oxigraph/*/MANIFEST-*", True), ("oxigraph/*/*.sst", False), ("journal.json", True),
                         ("journal.json", False)],
)  # fmt: skip
def test_verify_names_what_is_damaged(store: Path, tmp_path: Path, pattern: str, cut: bool) -> None:
    assert run(["verify", "--store", store], tmp_path / "errors") == 0
    file = max(store.glob(pattern), key=lambda path: path.stat().st_size)
    data = file.read_bytes()
    middle = len(data) // 2
    file.write_bytes(data[:middle] if cut else data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
    assert run(["verify", "--store", store], tmp_path / "errors") == 1
    (line,) = (tmp_path / "errors").read_text().splitlines()
    assert file.name in line
    assert run(["backup", tmp_path / "backup", "--store", store], tmp_path / "errors") == 1
    assert not list(tmp_path.glob("backup*"))
    with pytest.raises(Exception, match=file.name):
        copies.restore(store, tmp_path / "other")
    assert not list(tmp_path.glob("other*"))


def test_a_damaged_store_is_replaced_by_a_backup(store: Path, tmp_path: Path) -> None:
    before = state(store)
    copies.backup(store, tmp_path / "backup")
    (store / "journal.json").write_text("{")
    restore = ["restore", tmp_path / "backup", "--store", store]
    assert run(restore, tmp_path / "errors") == 2
    assert "--replace" in (tmp_path / "errors").read_text()
    assert run([*restore, "--replace"], tmp_path / "errors") == 0
    assert state(store) == before
    with open_store(store, write=True) as opened:
        assert opened.notices == []
    assert len(list((store / "oxigraph").iterdir())) == 1
