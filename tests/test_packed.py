"""Packed files give what they hold, or an error that names them."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.packed import open_unpacked


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_what_is_read_is_unpacked_by_its_first_bytes(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    (path := tmp_path / "talks.jsonl").write_bytes(pack(b"one\ntwo\n"))
    with open_unpacked(path) as stream:
        assert stream.readlines() == [b"one\n", b"two\n"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_that_was_cut_short_is_an_error(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    data = os.urandom(10_000)
    (path := tmp_path / "talks.jsonl.packed").write_bytes(pack(data)[:-40])
    with (
        pytest.raises(InputError, match=r"talks\.jsonl\.packed: cannot be unpacked to its end"),
        open_unpacked(path) as stream,
    ):
        stream.read()


def test_what_cannot_be_unpacked_says_so(tmp_path: Path) -> None:
    (path := tmp_path / "talks.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd\x24\x00")
    with pytest.raises(InputError, match="Zstandard"), open_unpacked(path) as stream:
        stream.read()
