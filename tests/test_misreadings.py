"""What a reading missed, made up or read otherwise."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, write_records

from kg.pipeline.misreadings import find_misreadings
from kg.records import Document, SourcedRecord, parse_record

TEXT = "Kenya and Uganda signed the pact in May 2001. Kenya opposes the dam. Uganda backs it. Chad is their ally."
KENYA = {"kind": "actor", "name": "Kenya", "type": "state", "quote": "Kenya"}
CHAD = {"kind": "actor", "name": "Chad", "type": "state", "quote": "Chad"}
PACT = {
    "kind": "event", "label": "Pact", "type": "AGREE", "date": "2001-05", "quote": "Kenya and Uganda signed the pact",
    "participants": [{"actor": "Kenya"}, {"actor": "Uganda"}],
}  # fmt: skip
AGAINST = {"kind": "position", "holder": "Kenya", "stance": "oppose", "issue": "Dam", "quote": "Kenya opposes the dam"}
FOR = {"kind": "position", "holder": "Uganda", "stance": "support", "issue": "Dam", "quote": "Uganda backs it"}
ALLY = {"kind": "relation", "type": "ally", "a": "Chad", "b": "Kenya", "quote": "Chad is their ally"}


def records(*values: dict[str, Any]) -> list[SourcedRecord]:
    parsed = [parse_record(value) for value in values]
    return [record for record in parsed if not isinstance(record, Document)]


def errors(gold: list[dict[str, Any]], guess: list[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    found = find_misreadings("talks", TEXT, records(*gold), records(*guess))
    return [(row.kind, row.outcome, row.coded, row.read) for row in found]


@pytest.mark.parametrize(
    ("gold", "guess", "expected"),
    [
        ([KENYA, PACT, AGAINST, ALLY], [KENYA, PACT, AGAINST, ALLY], []),
        ([KENYA], [CHAD], [("actor", "only coded", "Kenya", ""), ("actor", "only read", "", "Chad")]),
        (
            [PACT],
            [PACT | {"type": "CONSULT"}],
            [("event", "other type", "AGREE 2001-05: Pact", "CONSULT 2001-05: Pact")],
        ),
        ([PACT], [PACT | {"date": None}], [("event", "other date", "AGREE 2001-05: Pact", "AGREE undated: Pact")]),
        # What was coded without a date says nothing of dates.
        ([PACT | {"date": None}], [PACT], []),
        (
            [AGAINST],
            [AGAINST | {"stance": "mixed"}],
            [("position", "other stance", "Kenya: oppose Dam", "Kenya: mixed Dam")],
        ),
        # The right one is no error, and the other one is of nothing that was coded.
        ([AGAINST], [AGAINST | {"stance": "mixed"}, AGAINST], [("position", "only read", "", "Kenya: mixed Dam")]),
        ([ALLY], [], [("relation", "only coded", "Chad ally Kenya", "")]),
    ],
)
def test_each_error_is_a_row(
    gold: list[dict[str, Any]], guess: list[dict[str, Any]], expected: list[tuple[str, str, str, str]]
) -> None:
    assert errors(gold, guess) == expected


def test_errors_stand_in_the_order_of_the_text() -> None:
    assert [row[2] for row in errors([FOR, AGAINST, CHAD], [])] == ["Chad", "Kenya: oppose Dam", "Uganda: support Dam"]


def test_errors_are_written_beside_the_scores(kg: Run, tmp_path: Path) -> None:
    document = {"kind": "document", "id": "talks", "text": TEXT}
    write_records(tmp_path / "coded.jsonl", [document, AGAINST, FOR])
    write_records(tmp_path / "read.jsonl", [document, AGAINST])
    done = kg("eval", "coded.jsonl", "read.jsonl", "--errors", "errors.csv")
    assert done.code == 0
    assert "position" in done.out
    (row,) = csv.DictReader(io.StringIO((tmp_path / "errors.csv").read_text(encoding="utf-8")))
    assert (row["outcome"], row["coded"], row["quote_coded"]) == (
        "only coded",
        "Uganda: support Dam",
        "Uganda backs it",
    )
    assert kg("eval", "coded.jsonl", "read.jsonl", "read.jsonl", "--errors", "errors.csv").code == 2
