"""Refused rows: a file of them in their own format, and loads that are given up when there are too many."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import RECORDS, Run, write_records

VOTES = "resolution,date,member,vote\nS/RES/2254,2015-12-18,France,Yes\n"
WRONG = 'S/RES/2254,2015-12-18,Japan,Maybe\nS/RES/2254,2015-12-18,"Chad, Republic of",Perhaps\n'


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    (tmp_path / "votes.csv").write_text(VOTES + WRONG)
    return tmp_path / "votes.csv"


def test_refused_rows_load_again_once_they_are_mended(kg: Run, votes: Path, tmp_path: Path) -> None:
    assert kg("load", votes, "--rejects", "refused.csv").code == 3
    refused = (tmp_path / "refused.csv").read_text()
    assert refused == VOTES.splitlines(keepends=True)[0] + WRONG
    reasons = [line.split("\t") for line in (tmp_path / "refused.csv.reasons.tsv").read_text().splitlines()]
    assert [row[:3] for row in reasons[1:]] == [["2", str(votes), "3"], ["3", str(votes), "4"]]
    (tmp_path / "refused.csv").write_text(refused.replace("Maybe", "No").replace("Perhaps", "No"))
    assert kg("load", "refused.csv", "--rejects", "none.csv").code == 0
    assert not list(tmp_path.glob("none*"))


def test_refused_records_come_after_their_document(kg: Run, tmp_path: Path) -> None:
    wrong = RECORDS[1] | {"quote": "Peru"}
    write_records(tmp_path / "talks.jsonl", [*RECORDS, wrong])
    assert kg("load", "talks.jsonl", "--rejects", "refused.jsonl").code == 3
    document, record = map(json.loads, (tmp_path / "refused.jsonl").read_text().splitlines())
    assert (document["kind"], document["text"]) == ("document", RECORDS[0]["text"])
    assert record == wrong
    write_records(tmp_path / "refused.jsonl", [document, record | {"quote": RECORDS[1]["quote"]}])
    assert kg("load", "refused.jsonl").code == 0
    loaded = json.loads(kg("sources", "--format", "json").out)
    assert [source["records"].get("actor") for source in loaded] == [2, 1]


def test_more_refused_than_allowed_is_an_error_and_nothing_is_loaded(kg: Run, votes: Path, tmp_path: Path) -> None:
    answer = kg("load", votes, "--max-errors", "1", "--rejects", "refused.csv")
    assert answer.code == 1
    assert f"{votes}:4: the vote is 'Perhaps'" in answer.err
    assert kg("sources", "--format", "json").out.strip() == "[]"
    assert "Perhaps" in (tmp_path / "refused.csv").read_text()
    assert kg("load", votes, "--max-errors", "2").code == 3
    assert json.loads(kg("sources", "--format", "json").out)[0]["rejects"] == 2
    assert kg("load", votes, "--max-errors", "1").code == 1


def test_many_refused_rows_are_named_up_to_a_point(kg: Run, votes: Path) -> None:
    votes.write_text(VOTES + WRONG.splitlines(keepends=True)[0] * 50)
    answer = kg("load", votes)
    assert answer.err.count(": refused: ") == 20
    assert "and 30 more refused (--rejects FILE writes them all)" in answer.err
