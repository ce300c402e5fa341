"""`kg review` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Run


def find_claim(loaded: Run) -> str:
    answer = loaded("query", "claims", "--format", "json")
    rows = json.loads(answer.out)["rows"]
    return next(str(row["claim"]) for row in rows if "/position/uga" in row["claim"])


def test_a_claim_is_rejected_listed_and_withdrawn(loaded: Run) -> None:
    claim = find_claim(loaded)
    answer = loaded("review", "reject", claim, "--by", "Ada", "--reason", "That was last year.")
    assert (answer.code, answer.out) == (0, "")
    id = answer.err.split()[1].rstrip(":")
    assert claim.rpartition("/id/")[2] in answer.err
    assert "Uganda" not in loaded("query", "positions", "--format", "csv").out
    listed = " ".join(loaded("review", "list").out.split())
    assert id in listed
    assert "reject" in listed
    assert loaded("review", "withdraw", id[:5]).code == 0
    assert "Uganda" in loaded("query", "positions", "--format", "csv").out
    assert loaded("review", "list").err.endswith("0 decisions\n")
    assert loaded("review", "list", "--all").err.endswith("2 decisions\n")


def test_decisions_go_from_one_store_to_another(loaded: Run, tmp_path: Path) -> None:
    assert loaded("backup", tmp_path / "copy").code == 0
    claim = find_claim(loaded)
    assert loaded("review", "correct", claim, "--set", "stance=support", "--by", "Ada").code == 0
    assert loaded("review", "merge", "Water pact", "Construction of the dam", "--by", "Ada").code == 0
    assert loaded("review", "export", "decisions.jsonl").code == 0
    answer = loaded("review", "import", "decisions.jsonl", "--store", "copy")
    assert answer.err == "2 new decisions of 2 decisions; 0 found nothing to change\n"
    again = loaded("review", "import", "decisions.jsonl", "--store", "copy")
    assert again.err.startswith("0 new decisions of 2 decisions")
    one = loaded("export", "-", "--format", "nquads", "--everything")
    two = loaded("export", "-", "--format", "nquads", "--everything", "--store", "copy")
    assert one.out == two.out


def test_a_split_names_the_new_thing(loaded: Run) -> None:
    claim = find_claim(loaded)
    answer = loaded("review", "split", "Construction of the dam", claim, "--into", "Height of the dam", "--by", "Ada")
    assert answer.code == 0
    assert "Height of the dam" in loaded("query", "positions", "--format", "csv").out


def test_wrong_words_say_what_was_expected(loaded: Run, tmp_path: Path) -> None:
    claim = find_claim(loaded)
    assert loaded("review", "correct", claim, "--set", "stance").code == 2
    answer = loaded("review", "correct", claim, "--set", "stance=against", "--by", "Ada")
    assert answer.code == 2
    assert "expected one of support, oppose, mixed, uncertain" in answer.err
    (tmp_path / "bad.jsonl").write_text("{}\n", encoding="utf-8")
    answer = loaded("review", "import", "bad.jsonl")
    assert answer.code == 1
    assert "bad.jsonl:1: is no decision" in answer.err
    assert loaded("review", "list").err.endswith("0 decisions\n")
