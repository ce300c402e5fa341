"""Files that a load leaves out: they are told of, and what goes with other files is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

from kg.errors import DocumentError
from kg.pipeline.inputs import find_inputs
from kg.pipeline.left_out import describe_left_out

RECORDS = '{"kind": "document", "id": "d", "text": "Kenya backs the pact."}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one document and one file of records."""
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "a.txt").write_text("Kenya backs the pact.", encoding="utf-8")
    (folder / "b.jsonl").write_text(RECORDS, encoding="utf-8")
    return folder


def _left_out(folder: Path, *used: Path) -> str:
    return describe_left_out([folder], find_inputs([folder]), used)


@pytest.mark.parametrize(
    "name",
    ["a.txt.meta.json", "README.rtf", "LICENSE", ".hidden.rtf", ".git/config", "c.csv.reasons.tsv", "store/store.json",
     "store/oxigraph/000001-ab/000007.sst"],
)  # fmt: skip
def test_what_goes_with_others_is_not_counted(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("x", encoding="utf-8")
    (folder / "store").mkdir(exist_ok=True)
    (folder / "store/store.json").write_text("{}", encoding="utf-8")
    assert _left_out(folder) == ""


def test_others_are_counted_by_suffix(folder: Path) -> None:
    for name in ("a.rtf", "b.RTF", "below/c.odt", "Makefile", "used.odt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")
    said = _left_out(folder, folder / "used.odt")
    assert said == "left out, of no kind that is read: 2 .rtf, 1 .odt, 1 without a suffix"


@pytest.mark.parametrize("name", ["c.jsonl", "c.txt", "c.csv"])
def test_an_empty_file_is_named_and_the_folder_loaded(kg: Run, folder: Path, name: str) -> None:
    (folder / name).touch()
    answer = kg("load", str(folder))
    assert answer.code == 0
    assert f"left out, empty: {folder / name}\n" in answer.err
    assert kg("load", str(folder), "--quiet").err == ""


@pytest.mark.parametrize("name", ["c.jsonl", "c.txt"])
def test_an_empty_file_that_is_named_stops_the_load(kg: Run, folder: Path, name: str) -> None:
    (folder / name).touch()
    assert kg("load", str(folder), str(folder / name)).code == 1


def test_a_folder_of_empty_files_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(DocumentError, match="holds empty files only"):
        find_inputs([tmp_path])
