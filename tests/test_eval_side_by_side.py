"""`kg eval GOLD PREDICTED...`: several readers in one table, several texts in one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conftest import RECORDS, TEXT, Run, write_records


def test_readers_stand_side_by_side(kg: Run, tmp_path: Path) -> None:
    for folder, count in {"gold": 6, "careful": 4, "thorough": 6}.items():
        (tmp_path / folder).mkdir()
        suffix = ".gold.jsonl" if folder == "gold" else ".jsonl"
        write_records(tmp_path / folder / f"talks{suffix}", RECORDS[:count])
    (tmp_path / "gold" / "talks.txt").write_text(TEXT, encoding="utf-8", newline="")
    table = kg("eval", "gold", "careful", "thorough")
    assert table.code == 0
    shown = [line.split() for line in table.out.splitlines()]
    assert ["position", "careful", "2", "1", "1", "1.000", "0.500", "0.667"] in shown
    assert ["position", "thorough", "2", "2", "2", "1.000", "1.000", "1.000"] in shown
    figures = json.loads(kg("eval", "gold", "careful", "thorough", "--format", "json").out)
    assert {name: scores["position"]["recall"] for name, scores in figures.items()} == {"careful": 0.5, "thorough": 1}
    assert kg("eval", "gold", "careful", "nowhere").err.startswith("kg: nowhere: cannot be read")


def named(document: str, text: str, *positions: tuple[str, str]) -> list[dict[str, Any]]:
    """A document, and what two states say in it."""
    return [
        {"kind": "document", "id": document, "text": text},
        *({"kind": "position", "holder": holder, "stance": stance, "issue": "The dam", "document": document,
           "quote": text[:19]} for holder, stance in positions),
    ]  # fmt: skip


FIRST, SECOND = "They met in Juba to talk.", "They met in Wau to talk again."


def test_of_predictions_on_several_texts_those_on_the_gold_text_count(kg: Run, tmp_path: Path) -> None:
    coded = named("two", SECOND, ("Kenya", "support"), ("Chad", "oppose"))
    (tmp_path / "gold").mkdir()
    write_records(tmp_path / "gold" / "two.gold.jsonl", coded[1:])
    (tmp_path / "gold" / "two.txt").write_text(SECOND, encoding="utf-8", newline="")
    both = named("one", FIRST, ("Mali", "support")) + named("two", SECOND, ("Kenya", "support"))
    write_records(tmp_path / "all.jsonl", both)
    figures = json.loads(kg("eval", "gold", "all.jsonl", "--format", "json").out)
    assert [figures["two"]["position"][key] for key in ("gold", "predicted", "matched")] == [2, 1, 1]
    # By its words, where the ids are others.
    write_records(tmp_path / "all.jsonl", named("1", FIRST) + named("2", SECOND, ("Kenya", "support")))
    assert json.loads(kg("eval", "gold", "all.jsonl", "--format", "json").out) == figures
    write_records(tmp_path / "all.jsonl", named("1", FIRST) + named("2", FIRST * 2))
    assert "all.jsonl: holds no records on the text two, only on 1, 2" in kg("eval", "gold", "all.jsonl").err


def test_gold_records_of_several_texts_are_scored_text_by_text(kg: Run, tmp_path: Path) -> None:
    gold = named("one", FIRST, ("Mali", "support")) + named("two", SECOND, ("Kenya", "support"))
    write_records(tmp_path / "sample.jsonl", gold)
    write_records(tmp_path / "read.jsonl", gold[:2] + named("two", SECOND, ("Kenya", "oppose")))
    figures = json.loads(kg("eval", "sample.jsonl", "read.jsonl", "--format", "json").out)
    assert [figures[name]["position"]["matched"] for name in ("one", "two", "total")] == [1, 0, 1]
    assert figures["total"]["stance_accuracy"] == 0.5


def test_a_folder_without_any_file_of_the_gold_is_an_error(kg: Run, tmp_path: Path) -> None:
    for folder in ("gold", "read"):
        (tmp_path / folder).mkdir()
    write_records(tmp_path / "gold" / "talks.gold.jsonl", RECORDS)
    write_records(tmp_path / "read" / "all.jsonl", RECORDS)
    done = kg("eval", "gold", "read")
    assert (done.code, "read: holds no talks.jsonl" in done.err) == (1, True)


def test_the_text_stands_where_texts_says_or_beside_the_gold(kg: Run, tmp_path: Path) -> None:
    bare = [record for record in RECORDS if record["kind"] != "document"]
    for folder in ("gold", "read", "texts"):
        (tmp_path / folder).mkdir()
    write_records(tmp_path / "gold" / "talks.gold.jsonl", bare)
    write_records(tmp_path / "read" / "talks.jsonl", bare)
    missing = kg("eval", "gold", "read")
    assert missing.code != 0
    assert "the text of these records was not found: no talks.txt in" in missing.err
    text = tmp_path / "texts" / "talks.txt"
    text.write_text(TEXT, encoding="utf-8", newline="")
    for texts in ("texts", "texts/talks.txt"):
        figures = json.loads(kg("eval", "gold", "read", "--texts", texts, "--format", "json").out)
        assert figures["total"]["position"]["matched"] == 2
    text.rename(tmp_path / "gold" / "talks.txt")
    assert kg("eval", "gold", "read").code == 0
