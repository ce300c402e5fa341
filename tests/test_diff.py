"""`kg diff` between stores, exports, and what a load of files would make."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from conftest import RECORDS, Run, write_records


@pytest.fixture
def changed(loaded_here: Run, tmp_path: Path) -> Run:
    """`kg` with a store, its backup, and a records file in which Uganda has changed its mind."""
    assert loaded_here("backup", "old").code == 0
    records = [record | {"stance": "support"} if record.get("id") == "p2" else record for record in RECORDS]
    write_records(tmp_path / "talks.jsonl", records)
    return loaded_here


def test_store_and_its_backup_are_the_same(changed: Run) -> None:
    outcome = changed("diff", "old", "store", "--exit-code")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "no differences\n")


def test_load_of_one_source_anew_tells_the_new_stance(changed: Run) -> None:
    assert changed("load", "talks.jsonl").code == 0
    outcome = changed("diff", "old", "store")
    assert outcome.code == 0
    assert outcome.out.startswith("position:\n~ Uganda on “Construction of the dam”\n    stance: oppose → support\n")
    assert outcome.err == "1 changed\n"


def test_exit_code_tells_a_difference_when_asked(changed: Run) -> None:
    assert changed("diff", "store", "talks.jsonl", "--exit-code").code == 1
    assert changed("diff", "store", "talks.jsonl").code == 0


def test_file_is_compared_with_its_own_source_only(changed: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Brazil supports the treaty on fisheries, said the minister.\n", encoding="utf-8")
    assert changed("load", "other.txt").code == 0
    outcome = changed("diff", "store", "talks.jsonl")
    assert outcome.err == "1 changed\n"


def test_two_files_are_both_loaded(changed: Run, tmp_path: Path) -> None:
    write_records(tmp_path / "before.jsonl", RECORDS)
    assert changed("diff", "before.jsonl", "talks.jsonl").err == "1 changed\n"


def test_store_and_its_exports_are_the_same(changed: Run) -> None:
    for name in ("a.ttl", "a.nq"):
        assert changed("export", name).code == 0
        assert changed("diff", name, "store", "--exit-code").code == 0


def test_rows_and_patches(changed: Run, tmp_path: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(changed("diff", "store", "talks.jsonl", "-f", "csv").out))
    assert (row["change"], row["property"], row["before"], row["after"]) == ("changed", "stance", "oppose", "support")
    assert changed("diff", "store", "talks.jsonl", "-o", "d.json").code == 0
    assert json.loads((tmp_path / "d.json").read_text())["rows"][0]["after"] == "support"
    lines = changed("diff", "store", "talks.jsonl", "-f", "nquads").out.splitlines()
    assert [line[:2] for line in lines if "#stance>" in line] == ["- ", "+ "]
    assert "<urn:standpoint:added> {" in changed("diff", "store", "talks.jsonl", "-f", "trig").out


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("nowhere.nq", "store"), 1, "does not exist"),
        (("store", "nowhere"), 1, "does not exist"),
        (("talks.jsonl", "store"), 2, "name it second"),
        (("store", "old", "-o", "a.pdf"), 2, "names no format"),
    ],
)
def test_wrong_sides_are_refused(changed: Run, args: tuple[str, ...], code: int, words: str) -> None:
    outcome = changed("diff", *args)
    assert outcome.code == code
    assert words in outcome.err


def test_nothing_is_left_behind_and_nothing_changed(changed: Run, tmp_path: Path) -> None:
    journal = (tmp_path / "store" / "journal.json").read_bytes()
    before = sorted(path.name for path in tmp_path.iterdir())
    assert changed("diff", "store", "talks.jsonl").code == 0
    assert (tmp_path / "store" / "journal.json").read_bytes() == journal
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    shutil.rmtree(tmp_path / "old")
