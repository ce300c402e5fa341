"""Records files scored against gold records files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.documents.reader import read_document
from kg.errors import InputError, RecordError
from kg.evaluation import Scores, score
from kg.jsonl import Reject, read_records
from kg.pipeline.inputs import RECORDS_SUFFIX
from kg.records import Document, SourcedRecord

GOLD_SUFFIX = ".gold.jsonl"


def evaluate(gold: Path, predicted: Path, texts: Path | None = None) -> dict[str, Scores]:
    """Score a records file, or each of a folder's, against gold records; the last scores, "total", are their sum.

    The text is the document record among the predictions, else `texts` (a document, or a folder of NAME.txt), else
    NAME.txt beside the gold. A file that a folder of predictions lacks counts as empty. Raises InputError.
    """
    golds = sorted(gold.glob(f"*{GOLD_SUFFIX}")) if gold.is_dir() else [gold]
    if not golds:
        raise InputError(f"holds no *{GOLD_SUFFIX}", path=gold)
    results = {}
    for path in golds:
        name = path.name.removesuffix(GOLD_SUFFIX)
        known = _read_strictly(path)
        guesses = _read_predictions(predicted, name)
        text = next((record.text for record in guesses if isinstance(record, Document)), None)
        results[name] = score(text or _find_text(path, name, texts), _sourced(known), _sourced(guesses))
    return results | {"total": sum(results.values(), Scores())}


def _read_predictions(predicted: Path, name: str) -> list[Document | SourcedRecord]:
    if not predicted.is_dir():
        return _read_strictly(predicted)
    path = predicted / f"{name}{RECORDS_SUFFIX}"
    return _read_strictly(path) if path.is_file() else []


def _read_strictly(path: Path) -> list[Document | SourcedRecord]:
    """All records of a file; the first bad line is an error, since a score that leaves records out means nothing."""
    records = []
    for line, record in read_records(path):
        if isinstance(record, Reject):
            raise RecordError(record.reason, path=path, line=line)
        records.append(record)
    return records


def _sourced(records: Iterable[Document | SourcedRecord]) -> list[SourcedRecord]:
    return [record for record in records if not isinstance(record, Document)]


def _find_text(gold: Path, name: str, texts: Path | None) -> str:
    if texts is not None and texts.is_file():
        return read_document(texts).text
    folders = [texts] if texts else [gold.parent, gold.resolve().parent.parent]
    found = next((folder / f"{name}.txt" for folder in folders if (folder / f"{name}.txt").is_file()), None)
    if found is None:
        raise InputError(f"the text of these records was not found: no {name}.txt in {folders[0]}", path=gold)
    return read_document(found).text
