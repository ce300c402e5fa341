"""A disk that takes no more: a clear error, the old data readable, and the next load works once there is room.

A disk of one's own needs the right to mount one; that a write fails in the midst of a load is tested without, by a
limit to the size of files, and a full disk by `/dev/full`.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from crash_runs import run, state, write_reports, write_votes

_MEGABYTE = 2**20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 80 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=80m", "tmpfs", folder], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("this system lets the tests mount no disk of their own")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _fill(disk: Path, leave: int) -> Path:
    """Fill a disk with a file, up to some bytes."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as stream:
        try:
            while stream.write(b"\1" * _MEGABYTE) == _MEGABYTE:
                pass
        except OSError:
            pass
        stream.truncate(max(0, stream.tell() - leave))
    return ballast


@pytest.mark.parametrize(
    ("what", "leave"), [("reports", 0), ("reports", 200_000), ("votes.csv", 200_000), ("votes.csv", 2_000_000)]
)
def test_a_load_on_a_full_disk_changes_nothing(disk: Path, tmp_path: Path, what: str, leave: int) -> None:
    write_reports(tmp_path / "reports", 12)
    write_votes(tmp_path / "votes.csv", 2)
    store, errors = disk / "store", tmp_path / "errors"
    assert run(["load", tmp_path / "votes.csv", "--store", store], errors) == 0
    write_votes(tmp_path / "votes.csv", 3000)
    before = state(store)
    ballast = _fill(disk, leave)
    load = ["load", tmp_path / what, "--store", store]
    assert run(load, errors, 0.0) == 1, errors.read_text()
    assert "the disk is full" in errors.read_text().splitlines()[-1]
    assert state(store) == before
    ballast.unlink()
    assert run(load, errors) == 0
    assert len(state(store)) > len(before)
    assert len(list((store / "oxigraph").iterdir())) == 1


def test_an_export_to_a_full_disk_leaves_no_half_file(disk: Path, tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    write_votes(tmp_path / "votes.csv", 50)
    assert run(["load", tmp_path / "votes.csv", "--store", tmp_path / "store"], errors) == 0
    _fill(disk, 20_000)
    assert run(["export", disk / "graph.nq", "--everything", "--store", tmp_path / "store"], errors) == 1
    assert "no space left on device" in errors.read_text()
    assert [path.name for path in disk.iterdir()] == ["ballast"]


@pytest.mark.parametrize(("what", "largest"), [("reports", 0), ("reports", 40_000), ("votes.csv", 100_000)])
def test_a_load_whose_writes_fail_changes_nothing(tmp_path: Path, what: str, largest: int) -> None:
    write_reports(tmp_path / "reports", 12)
    write_votes(tmp_path / "votes.csv", 2)
    store, errors = tmp_path / "store", tmp_path / "errors"
    assert run(["load", tmp_path / "votes.csv", "--store", store], errors) == 0
    write_votes(tmp_path / "votes.csv", 3000)
    before = state(store)
    load = ["load", tmp_path / what, "--store", store]
    assert run(load, errors, 0.0, largest) == 1
    assert not largest or "file too large" in errors.read_text().casefold()
    assert state(store) == before
    assert run(load, errors) == 0
    assert len(state(store)) > len(before)
    assert len(list((store / "oxigraph").iterdir())) == 1


def test_a_full_disk_is_named_by_what_cannot_be_written(tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    write_votes(tmp_path / "votes.csv", 50)
    assert run(["load", tmp_path / "votes.csv", "--store", tmp_path / "store"], errors) == 0
    (full := tmp_path / "graph.nq").symlink_to("/dev/full")
    assert run(["export", full, "--everything", "--store", tmp_path / "store"], errors) == 1
    assert "graph.nq: cannot be written: no space left on device" in errors.read_text()
    assert sorted(path.name for path in tmp_path.glob("graph*")) == ["graph.nq"]
