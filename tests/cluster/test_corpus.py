"""What there is to read: every document once, in order, cut anywhere."""

from __future__ import annotations

import gzip
import sys
from datetime import date
from pathlib import Path
from typing import Any

import fsspec  # type: ignore[import-untyped,unused-ignore]
import pytest
from corpora import TEXTS, write_lines, write_texts
from pyarrow import parquet, table  # type: ignore[import-untyped,unused-ignore]

from kg.cluster.corpus import find_corpus
from kg.cluster.items import open_items
from kg.cluster.output import Output
from kg.errors import InputError, UsageError
from kg.records import Document


def read_all(path: Path | str, batch: int, scratch: Path) -> list[Document]:
    batches = find_corpus([str(path)], batch).batches()
    found = []
    for one in batches:
        (place := scratch / f"scratch-{batch}-{one.number}").mkdir()
        found += [item.read() for item in open_items(one.pieces, place)]
    return found


@pytest.mark.parametrize("batch", [1, 7, 100, 129, 130, 131, 1000])
def test_lines_are_read_once_wherever_the_file_is_cut(tmp_path: Path, batch: int) -> None:
    path = write_lines(tmp_path / "docs.jsonl")
    assert [document.text for document in read_all(path, batch, tmp_path)] == TEXTS


def test_a_last_line_without_an_end_and_blank_lines_are_fine(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "docs.jsonl")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n\r\n").rstrip())
    for batch in (50, 10_000):
        assert [document.text for document in read_all(path, batch, tmp_path)] == TEXTS


@pytest.mark.parametrize("batch", [1, 200, 100_000])
def test_rows_are_documents_whatever_is_empty_in_them(tmp_path: Path, batch: int) -> None:
    rows = {
        "id": [f"r{n}" for n in range(5)],
        "text": TEXTS,
        "published": [date(2001, 5, 4), None, None, None, None],
        "authors": [[{"name": "A. Diallo", "role": None}], None, [], None, None],
    }
    parquet.write_table(table(rows), tmp_path / "docs.parquet", row_group_size=2)
    found = read_all(tmp_path / "docs.parquet", batch, tmp_path)
    assert [document.text for document in found] == TEXTS
    assert found[0].published == "2001-05-04"
    assert found[0].authors[0].name == "A. Diallo"


def test_packed_lines_are_read_as_a_whole(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "docs.jsonl").read_bytes()
    (path := tmp_path / "docs.jsonl.gz").write_bytes(gzip.compress(lines))
    for batch in (1, 10_000):
        assert [document.text for document in read_all(path, batch, tmp_path)] == TEXTS


def test_packed_lines_are_read_up_to_the_damage(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "docs.jsonl").read_bytes()
    (path := tmp_path / "docs.jsonl.gz").write_bytes(gzip.compress(lines)[:-4])
    *items, damage = (item for one in find_corpus([str(path)]).batches() for item in open_items(one.pieces, tmp_path))
    assert [item.read().text for item in items] == TEXTS[: len(items)]
    with pytest.raises(InputError, match="cannot be unpacked to its end"):
        damage.read()


def test_files_of_this_machine_need_no_fsspec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    write_lines(tmp_path / "docs.jsonl")
    assert [document.text for document in read_all(tmp_path, 100, tmp_path)] == TEXTS
    assert len(read_all(tmp_path / "*.jsonl", 10_000, tmp_path)) == len(TEXTS)
    output = Output(str(tmp_path / "run"), "jsonl")
    assert output.find_done(0, "") is None
    with pytest.raises(UsageError, match="the address memory://bucket needs fsspec"):
        find_corpus(["memory://bucket"])


def test_batches_are_sized_by_text(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "docs")
    (folder / "report-1.txt").write_text(TEXTS[1] * 20, encoding="utf-8")
    held = [[Path(piece.path).stem for piece in one.pieces] for one in find_corpus([str(folder)], 700).batches()]
    assert held == [["report-0"], ["report-1"], ["report-2", "report-3"], ["report-4"]]


def test_an_address_gives_the_same_documents_with_their_sidecars(tmp_path: Path) -> None:
    bucket = fsspec.filesystem("memory")
    folder = write_texts(tmp_path / "docs")
    for path in folder.iterdir():
        bucket.pipe_file(f"/bucket/docs/{path.name}", path.read_bytes())
    bucket.pipe_file("/bucket/docs/report-0.txt.meta.json", b'{"title": "Of the treaty"}')
    bucket.pipe_file("/bucket/docs/README.txt", b"About these files.")
    found = read_all("memory://bucket/docs", 300, tmp_path)
    assert [document.id for document in found] == [f"report-{n}" for n in range(5)]
    assert found[0].title == "Of the treaty"
    bucket.rm("/bucket", recursive=True)


@pytest.mark.parametrize(
    ("path", "error", "words"),
    [
        ("nowhere", InputError, "does not exist"),
        ("nowhere.jsonl", InputError, "does not exist"),
        ("empty", InputError, "is empty or does not exist; expected files that end in .txt"),
        ("pictures", InputError, "holds no documents; expected files that end in .txt"),
        ("memory://no/bucket", InputError, "is empty or does not exist"),
        ("unheard://of/this", UsageError, "nothing here knows addresses that begin with unheard://"),
        ("false.parquet", InputError, "is no Parquet file"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, error: type[Exception], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("pictures").mkdir()
    Path("pictures/map.png").write_bytes(b"png")
    Path("false.parquet").write_bytes(b"PAR0" * 10)
    with pytest.raises(error, match=words):
        list(find_corpus([path]).batches())


def test_a_folder_without_documents_stands_for_its_files_of_many(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    write_lines(tmp_path / "docs" / "a.jsonl")
    assert len(read_all(tmp_path / "docs", 100, tmp_path)) == 5


def test_an_empty_bucket_is_said_in_one_line(kg: Any, tmp_path: Path) -> None:
    done = kg("extract", "memory://no/bucket", "--output", f"{tmp_path / 'out'}/")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("kg: memory://no/bucket: is empty or does not exist; expected files that end in .txt")
    assert done.err.count("\n") == 1
