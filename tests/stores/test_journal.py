"""What the files beside the database say, and that nothing else is taken for them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from store_samples import entry

from kg.errors import NotAStore, StoreDamaged
from kg.stores.journal import (
    Journal,
    Pending,
    Seal,
    create,
    exists,
    is_unfinished,
    read_base,
    read_journal,
    read_pending,
    write_journal,
    write_pending,
)

BASE = "https://example.org/id/"
JOURNAL = Journal(
    generation="g2",
    constants="c0ffee",
    graphs={"https://example.org/b": 2, "https://example.org/a": 1},
    files={"MANIFEST-1": Seal(7, "cd"), "CURRENT": Seal(16, "ab")},
    sources=(entry("wien-é", path="/reports/caf\udce9.txt"), entry("geneva")),
)
WRITTEN: dict[str, Any] = {
    "version": 1,
    "generation": "g2",
    "constants": "c0ffee",
    "graphs": {"https://example.org/a": 1, "https://example.org/b": 2},
    "files": {"CURRENT": [16, "ab"], "MANIFEST-1": [7, "cd"]},
    "check": "e63957ecdaf43f2177379370198664b3fa78d4d828167831dac3aff5275d6a1d",
}


def _written(store: Path) -> str:
    return (store / "journal.json").read_text("utf-8")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_journal(tmp_path, JOURNAL)
    assert read_journal(tmp_path) == JOURNAL


def test_what_the_file_says_is_frozen(tmp_path: Path) -> None:
    # Another form or check would leave the stores that people have unread.
    write_journal(tmp_path, JOURNAL)
    data = json.loads(_written(tmp_path))
    first, second = data.pop("sources")
    assert (data, list(data["graphs"]), list(data["files"])) == (WRITTEN, [*WRITTEN["graphs"]], [*WRITTEN["files"]])
    assert (first["id"], first["path"], first["records"]) == ("wien-é", "/reports/caf\udce9.txt", {"actor": 1})
    assert second["graph"] == "https://w3id.org/standpoint/id/graph/doc/geneva"
    assert "wien-é" in _written(tmp_path)


def test_the_check_is_of_what_is_said_and_not_of_its_order(tmp_path: Path) -> None:
    write_journal(tmp_path, JOURNAL)
    data = json.loads(_written(tmp_path))
    (tmp_path / "journal.json").write_text(json.dumps(data, sort_keys=True))
    assert read_journal(tmp_path) == JOURNAL


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ('"g2"', '"g1"'),
        ("c0ffee", "coffee"),
        ("org/b", "org/c"),
        ('b": 2', 'b": 3'),
        ("16", "17"),
        ('"ab"', '"ac"'),
        ("talks of geneva", "talks in geneva"),
        ('"check": "', '"check": "0'),
    ],
)
def test_a_journal_that_somebody_has_edited_is_damaged(tmp_path: Path, said: str, instead: str) -> None:
    write_journal(tmp_path, JOURNAL)
    assert said in _written(tmp_path)
    (tmp_path / "journal.json").write_text(_written(tmp_path).replace(said, instead), "utf-8")
    with pytest.raises(StoreDamaged) as caught:
        read_journal(tmp_path)
    problem = "cannot be read; restore a backup, or load the sources into a new folder"
    assert str(caught.value) == f"{tmp_path / 'journal.json'} {problem}"


def test_a_journal_from_before_there_were_checks_is_read(tmp_path: Path) -> None:
    write_journal(tmp_path, JOURNAL)
    data = json.loads(_written(tmp_path))
    del data["check"]
    (tmp_path / "journal.json").write_text(json.dumps(data), "utf-8")
    assert read_journal(tmp_path) == JOURNAL
    for name in data:
        rest = {key: value for key, value in data.items() if key != name}
        (tmp_path / "journal.json").write_text(json.dumps(rest), "utf-8")
        with pytest.raises(StoreDamaged):
            read_journal(tmp_path)


@pytest.mark.parametrize("name", ["graphs", "files", "sources"])
@pytest.mark.parametrize("value", [3, ["x"], {"x": "y"}, "x", None])
def test_a_list_in_the_place_of_a_table_is_damage(tmp_path: Path, name: str, value: object) -> None:
    write_journal(tmp_path, JOURNAL)
    data = json.loads(_written(tmp_path)) | {name: value}
    del data["check"]
    (tmp_path / "journal.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(StoreDamaged):
        read_journal(tmp_path)


def test_a_missing_journal_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged) as caught:
        read_journal(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / 'journal.json'} is missing, so nobody knows what the store should hold; "
        "restore a backup, or load the sources into a new folder"
    )


def test_a_journal_of_another_version_is_said_to_be_one(tmp_path: Path) -> None:
    write_journal(tmp_path, JOURNAL)
    (tmp_path / "journal.json").write_text(_written(tmp_path).replace('"version": 1', '"version": 2'), "utf-8")
    told = r"journal\.json is of version 2, and this Standpoint reads version 1; update Standpoint"
    with pytest.raises(NotAStore, match=told):
        read_journal(tmp_path)


def test_a_new_store_is_empty_and_says_its_base(tmp_path: Path) -> None:
    assert not exists(tmp_path)
    create(tmp_path, BASE)
    assert exists(tmp_path)
    written = '{\n "format": "standpoint-store",\n "version": 1,\n "base": "https://example.org/id/"\n}\n'
    assert (tmp_path / "store.json").read_text("utf-8") == written
    assert (read_base(tmp_path), read_journal(tmp_path)) == (BASE, Journal())


def test_a_store_is_one_only_when_its_journal_stands(tmp_path: Path) -> None:
    (tmp_path / "journal.json.part").mkdir()
    with pytest.raises(IsADirectoryError):
        create(tmp_path, BASE)
    assert not exists(tmp_path)


@pytest.mark.parametrize("name", ["writer.lock", "journal.json", "journal.json.part", "store.json.part"])
def test_what_a_creation_leaves_when_it_is_cut_short_is_known(tmp_path: Path, name: str) -> None:
    assert is_unfinished(tmp_path)
    (tmp_path / name).touch()
    assert is_unfinished(tmp_path)
    (tmp_path / "letters.txt").touch()
    assert not is_unfinished(tmp_path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "its store.json cannot be read"),
        ("[]", "its store.json cannot be read"),
        ('{"format": "standpoint-store", "version": 1}', "its store.json cannot be read"),
        ('{"format": "other", "version": 1, "base": ""}', "its store.json says 'other'"),
    ],
)
def test_a_folder_of_something_else_is_said_to_be_that(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "store.json").write_text(text)
    with pytest.raises(NotAStore) as caught:
        read_base(tmp_path)
    assert str(caught.value) == f"{tmp_path} is not a Standpoint store: {problem}"


def test_a_store_of_another_version_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "store.json").write_text('{"format": "standpoint-store", "version": 2, "base": ""}')
    told = r"store\.json is of version 2, and this Standpoint reads version 1; update Standpoint"
    with pytest.raises(NotAStore, match=told):
        read_base(tmp_path)


def test_a_change_under_way_is_told_until_it_is_none(tmp_path: Path) -> None:
    assert read_pending(tmp_path) is None
    write_pending(tmp_path, Pending("g3", "retract caf\udce9.txt"))
    assert read_pending(tmp_path) == Pending("g3", "retract caf\udce9.txt")
    assert json.loads((tmp_path / "pending.json").read_text("utf-8"))["generation"] == "g3"
    write_pending(tmp_path, None)
    write_pending(tmp_path, None)
    assert read_pending(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "[]", '{"generation": "g3"}', '{"change": "load"}'])
def test_what_is_no_change_under_way_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "pending.json").write_text(text)
    assert read_pending(tmp_path) is None
