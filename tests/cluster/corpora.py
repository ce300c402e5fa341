"""Small corpora to read: the same documents as files, as lines, and as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from kg.cluster.output import Format, Output
from kg.cluster.work import Work
from kg.pipeline.reading import Reader

TEXTS = [
    f"The government of {one} rejects the border treaty with {other}. {other} “wants the dam to be built” in {year}.\n"
    for year, (one, other) in enumerate(
        [("Kenya", "Uganda"), ("Chile", "Peru"), ("Norway", "Iceland"), ("Ghana", "Togo"), ("Oman", "Yemen")], 2001
    )
]


def write_texts(folder: Path, texts: Iterable[str] = TEXTS) -> Path:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"report-{number}.txt").write_text(text, encoding="utf-8")
    return folder


def write_lines(path: Path, texts: Iterable[str] = TEXTS) -> Path:
    lines = [json.dumps({"id": f"report-{n}", "text": text}, ensure_ascii=False) for n, text in enumerate(texts)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def make_work(folder: Path | str, format: Format = "jsonl") -> Work:
    return Work(Reader(), Output(str(folder), format))


def read_parts(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("part-*")))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
