"""`kg eval GOLD PREDICTED...`: several readers in one table."""

from __future__ import annotations

import json
from pathlib import Path

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
