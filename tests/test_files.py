"""Files are whole or not there; what is no file is written to and not replaced."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.files import open_whole


def write(path: Path, data: bytes) -> None:
    with open_whole(path) as stream:
        stream.write(data)


def write_half(path: Path) -> None:
    with open_whole(path) as stream:
        stream.write(b"half")
        stream.flush()
        raise ZeroDivisionError


def test_an_older_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    write(path, b"old")
    with pytest.raises(ZeroDivisionError):
        write_half(path)
    assert path.read_bytes() == b"old"
    write(path, b"new")
    assert path.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["answer.csv"]


def test_two_processes_do_not_write_into_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "answer.csv"
    with open_whole(path) as stream:
        stream.write(b"first")
        monkeypatch.setattr(os, "getpid", lambda: 1)
        write(path, b"second")
        assert path.read_bytes() == b"second"
    assert path.read_bytes() == b"first"
    assert [file.name for file in tmp_path.iterdir()] == ["answer.csv"]


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    write(pipe, b"data")
    reader.join()
    assert received == [b"data"]
    assert pipe.is_fifo()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    write(target := tmp_path / "far" / "file", b"old")
    (link := tmp_path / "link").symlink_to(target)
    write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["missing/file", "."])
def test_what_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write(tmp_path / name, b"x")
    assert not list(tmp_path.iterdir())
