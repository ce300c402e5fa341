"""Shards of records: the same as without, nothing done twice, nothing left over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run
from corpora import TEXTS, contents, make_work, read_parts, write_lines, write_texts
from pyarrow import parquet  # type: ignore[import-untyped,unused-ignore]

from kg.cluster.corpus import find_corpus
from kg.cluster.output import Done
from kg.cluster.run import write_corpus
from kg.pipeline.reading import Reader


def run(source: Path, folder: Path, batch: int = 300, jobs: int = 1) -> list[Done]:
    work = make_work(folder)
    return list(write_corpus(find_corpus([str(source)], batch), Reader(), work.output, jobs))


def test_shards_hold_what_is_printed_without_them(kg: Run, tmp_path: Path) -> None:
    docs = write_texts(tmp_path / "docs")
    printed = kg("extract", str(docs))
    done = kg("extract", str(docs), "--output", f"{tmp_path}/out/", "--batch", "1")
    assert (printed.code, done.code) == (0, 0)
    assert read_parts(tmp_path / "out").decode() == printed.out
    lines = kg("extract", str(write_lines(tmp_path / "docs.jsonl")), "--batch", "1")
    assert lines.out == printed.out


def test_a_second_run_reads_nothing_and_changes_nothing(tmp_path: Path) -> None:
    docs = write_texts(tmp_path / "docs")
    assert not any(one.skipped for one in run(docs, tmp_path / "out"))
    before = contents(tmp_path / "out")
    assert all(one.skipped for one in run(docs, tmp_path / "out"))
    assert contents(tmp_path / "out") == before


def test_a_run_that_was_stopped_is_taken_up(tmp_path: Path) -> None:
    docs = write_texts(tmp_path / "docs")
    whole = run(docs, tmp_path / "whole")
    work = make_work(tmp_path / "out")
    for _ in write_corpus(find_corpus([str(docs)], 300), Reader(), work.output):
        break
    assert not (tmp_path / "out" / "manifest.json").exists()
    assert [one.skipped for one in run(docs, tmp_path / "out")] == [True] + [False] * (len(whole) - 1)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_a_corpus_that_changed_leaves_no_old_shards(tmp_path: Path) -> None:
    docs = write_texts(tmp_path / "docs")
    run(docs, tmp_path / "out", batch=1)
    (docs / "report-0.txt").unlink()
    (docs / "report-4.txt").write_text("Togo supports the treaty.\n", encoding="utf-8")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    again = run(docs, tmp_path / "out", batch=1)
    assert [one.skipped for one in again] == [True, True, True, False]
    run(docs, tmp_path / "fresh", batch=1)
    found = contents(tmp_path / "out")
    assert found.pop("notes.txt") == b"mine"
    assert found == contents(tmp_path / "fresh")


def test_a_shard_that_was_cut_is_made_again(tmp_path: Path) -> None:
    docs = write_texts(tmp_path / "docs")
    run(docs, tmp_path / "out")
    before = contents(tmp_path / "out")
    first = next((tmp_path / "out").glob("part-000000-*"))
    first.write_bytes(first.read_bytes()[:-10])
    run(docs, tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_a_document_that_cannot_be_read_is_listed_and_the_others_go_on(kg: Run, tmp_path: Path) -> None:
    docs = write_texts(tmp_path / "docs")
    (docs / "report-2.txt").write_bytes(b"\xff\xfe\x00")
    (docs / "report-3.pdf").write_bytes(b"no pdf")
    done = kg("extract", str(docs), "--output", f"{tmp_path}/out/")
    assert done.code == 3
    assert "2 documents could not be read" in done.err
    listed = [json.loads(line) for line in (tmp_path / "out" / "problems.json").read_text().splitlines()]
    assert [Path(problem["document"]).name for problem in listed] == ["report-2.txt", "report-3.pdf"]
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["documents"] == 4


def test_lines_that_are_no_documents_are_listed(kg: Run, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "docs.jsonl", TEXTS[:1])
    with path.open("a") as stream:
        stream.write('{"id": "x"}\n{"kind": "actor", "name": "Kenya", "quote": "Kenya"}\nnot json\n')
    done = kg("extract", str(path))
    assert done.code == 3
    assert "text is missing" in done.err
    assert done.err.count("is no document") == 3
    assert '"report-0"' in done.out


def test_shards_of_parquet_hold_the_same_lines(kg: Run, tmp_path: Path) -> None:
    docs = write_texts(tmp_path / "docs")
    kg("extract", str(docs), "--output", f"{tmp_path}/out/", "--format", "parquet", "--batch", "1")
    rows = [
        row for path in sorted((tmp_path / "out").glob("*.parquet")) for row in parquet.read_table(path).to_pylist()
    ]
    assert "".join(f"{row['json']}\n" for row in rows) == kg("extract", str(docs)).out
    assert rows[0]["kind"] == "document"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--engine", "ray"), "name a folder with --output"),
        (("--format", "parquet"), "--format is for shards"),
        (("--engine", "ray", "--output", "out", "--explain"), "--explain is for documents"),
        (("--engine", "ray", "--output", "docs/report-0.txt"), "is a file; expected a folder"),
        (("--engine", "ray", "--output", "out", "--address", "127.0.0.1:9"), "no Ray cluster can be reached"),
    ],
)
def test_options_that_do_not_fit_are_usage_errors(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    write_texts(tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    done = kg("extract", "docs", *words)
    assert done.code == 2
    assert said in done.err
