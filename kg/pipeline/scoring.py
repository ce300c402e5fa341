"""Records files scored against gold records files.

In: a file of gold records or a folder of them, and one of predictions. Out: the scores of each text, and their sum. Of
predictions on several texts those count that are on the text of the gold records, by its id or its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kg.documents.reader import read_document
from kg.errors import InputError, RecordError
from kg.evaluation import Scores, score
from kg.jsonl import Reject, read_records
from kg.pipeline.inputs import RECORDS_SUFFIX
from kg.records import Document, SourcedRecord

GOLD_SUFFIX = ".gold.jsonl"


@dataclass
class _Coded:
    """The records on one text, and the text where their file has it."""

    document: Document | None = None
    records: list[SourcedRecord] = field(default_factory=list)


class Sample(NamedTuple):
    """One text with what was coded and what was read in it."""

    name: str
    text: str
    gold: Sequence[SourcedRecord]
    predicted: Sequence[SourcedRecord]


def evaluate(gold: Path, predicted: Path, texts: Path | None = None) -> dict[str, Scores]:
    """Score a records file, or each of a folder's, against gold records; the last scores, "total", are their sum.

    The text is the document record among the predictions or the gold records, else `texts` (a document, or a folder
    of NAME.txt), else NAME.txt beside the gold. A file that a folder of predictions lacks counts as empty, unless it
    lacks all. Raises InputError.
    """
    results = {one.name: score(one.text, one.gold, one.predicted) for one in read_samples(gold, predicted, texts)}
    return results | {"total": sum(results.values(), Scores())}


def read_samples(gold: Path, predicted: Path, texts: Path | None = None) -> Iterator[Sample]:
    """The texts of gold records with the predictions on them. Raises InputError."""
    golds = sorted(gold.glob(f"*{GOLD_SUFFIX}")) if gold.is_dir() else [gold]
    if not golds:
        raise InputError(f"holds no *{GOLD_SUFFIX}", path=gold)
    files = [_place_predictions(predicted, path) for path in golds]
    if predicted.is_dir() and not any(file.is_file() for file in files):
        raise InputError(f"holds no {files[0].name}, nor a file of another name of the gold", path=predicted)
    for path, file in zip(golds, files, strict=True):
        guesses = _read_coded(file) if file.is_file() or not predicted.is_dir() else [_Coded()]
        for name, known in _name_texts(path):
            guess = _choose(guesses, name, known, path, texts, file)
            document = guess.document or known.document
            text = document.text if document else _find_text(path, name, texts)
            yield Sample(name, text, known.records, guess.records)


def _place_predictions(predicted: Path, gold: Path) -> Path:
    return predicted / f"{_name(gold)}{RECORDS_SUFFIX}" if predicted.is_dir() else predicted


def _name(gold: Path) -> str:
    return gold.name.removesuffix(GOLD_SUFFIX)


def _name_texts(path: Path) -> Iterator[tuple[str, _Coded]]:
    """The gold records of each text: of one by the name of the file, of several by the ids of their documents."""
    known = _read_coded(path)
    for coded in known:
        yield (coded.document.id if coded.document and len(known) > 1 else _name(path)), coded


def _choose(guesses: Sequence[_Coded], name: str, known: _Coded, gold: Path, texts: Path | None, file: Path) -> _Coded:
    """The predictions on one text. Raises InputError where a file of several texts has none on it."""
    if len(guesses) == 1:
        return guesses[0]
    coded = {guess.document.id: guess for guess in guesses if guess.document}
    if name in coded:
        return coded[name]
    text = known.document.text if known.document else _find_text(gold, name, texts)
    same = next((guess for guess in coded.values() if guess.document and guess.document.text == text), None)
    if same is None:
        raise InputError(f"holds no records on the text {name}, only on {', '.join(coded)}", path=file)
    return same


def _read_coded(path: Path) -> list[_Coded]:
    """All records of a file by their texts; the first bad line is an error: a score that leaves some out means nothing.

    Records before any document, or in a file that has none, are on one text that the file does not hold.
    """
    last = _Coded()
    found: dict[str | None, _Coded] = {None: last}
    for line, record in read_records(path):
        if isinstance(record, Reject):
            raise RecordError(record.reason, path=path, line=line)
        if isinstance(record, Document):
            last = found.setdefault(record.id, _Coded(record))
        else:
            (found.get(record.document, last) if record.document else last).records.append(record)
    return [coded for coded in found.values() if coded.document or coded.records] or [_Coded()]


def _find_text(gold: Path, name: str, texts: Path | None) -> str:
    if texts is not None and texts.is_file():
        return read_document(texts).text
    folders = [texts] if texts else [gold.parent, gold.resolve().parent.parent]
    found = next((folder / f"{name}.txt" for folder in folders if (folder / f"{name}.txt").is_file()), None)
    if found is None:
        raise InputError(f"the text of these records was not found: no {name}.txt in {folders[0]}", path=gold)
    return read_document(found).text
