"""Tables of one's own in a store: loaded, asked, validated, tried."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from conftest import Run

from kg.stores import open_store
from kg.validation import validate

TABLE = """actor,issue,stance,date,quote,source
Russia,lifting of sanctions,support,2015-10-30,"Lift them, now",Reuters
Turkey; Nowhereland,lifting of sanctions,against,2015-11,,https://news.example/1
Iran,S/RES/2254,maybe,,,
Iran,S/RES/2254,yes,2015-12-18,,
"""
OTHERS = {
    "events.csv": "type,date,agent,recipient,label,quote\nconsult,2015-10-30,Russia,Turkey,Talks,they met\n",
    "decisions.csv": "symbol,label,body,date,yes\nS/RES/2254,On Syria,UN Security Council,2015-12-18,15\n",
    "actors.csv": "name,type,aliases,affiliation\nNowhereland,state,Noland,Arab League\n",
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_rows_are_claims_that_conform(table: Path, tmp_path: Path, kg: Run) -> None:
    for name, text in OTHERS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    store = tmp_path / "kg"
    done = kg("load", table, *(tmp_path / name for name in OTHERS), "--store", store)
    assert "own.csv:4: refused: the stance is 'maybe'" in done.err
    with open_store(store) as opened:
        assert len(opened.sources()) == 4
        assert validate(opened.quads()) == []


def test_queries_show_the_quotes_of_rows(table: Path, tmp_path: Path, kg: Run) -> None:
    store = tmp_path / "kg"
    kg("load", table, "--store", store)
    answer = kg("query", "positions", "--store", store, "--format", "csv").out
    columns = ("holder", "stance", "issue", "date", "quote", "voices", "document")
    found = [tuple(row[column] for column in columns) for row in csv.DictReader(io.StringIO(answer))]
    assert ("Russia", "support", "lifting of sanctions", "2015-10-30", "Lift them, now", "Reuters", "own") in found
    assert ("Nowhereland", "oppose", "lifting of sanctions", "2015-11", "", "", "own") in found
    answer = kg("query", "agreements", "--a", "Russia", "--b", "Turkey", "--store", store, "--format", "csv").out
    assert "lifting of sanctions,disagree,support" in answer


def test_a_dry_run_shows_and_stores_nothing(table: Path, tmp_path: Path, kg: Run) -> None:
    store = tmp_path / "kg"
    shown = kg("load", "--dry-run", table, "--store", store).out
    assert "actor   ->  holder" in shown
    assert "1. id: 2, holders: Russia, issue: lifting of sanctions, stance: support" in shown
    assert "1 of the first 4 would be refused" in shown
    assert not store.exists()


def test_codes_of_states_are_the_states_of_the_registry(tmp_path: Path, kg: Run) -> None:
    table, store = tmp_path / "own.csv", tmp_path / "kg"
    table.write_text("ccode1,ccode2,type,date\n651,530,accuse,2020-07-01\n651,999,accuse,2020\n", encoding="utf-8")
    other = tmp_path / "said.csv"
    other.write_text("actor,issue,stance\nEGY,the dam,no\nETH,the dam,yes\n", encoding="utf-8")
    assert "in no registry, so actors of their own: 999 (1)" in kg("load", table, other, "--store", store).err
    assert "Egypt" in kg("query", "events", "--a", "Ethiopia", "--store", store, "--format", "csv").out
    answer = kg("query", "agreements", "--a", "Egypt", "--b", "Ethiopia", "--store", store, "--format", "csv").out
    assert "the dam,disagree" in answer


def test_a_layout_goes_with_its_table(tmp_path: Path, kg: Run) -> None:
    table, layout, store = tmp_path / "wer.csv", tmp_path / "wer.toml", tmp_path / "kg"
    table.write_text("Wer;Was;Haltung\nRussia;Frieden;dagegen\n", encoding="utf-8")
    text = 'delimiter = ";"\n[columns]\nholder = "Wer"\nissue = "Was"\nstance = "Haltung"\n[values.stance]\ndagegen = '
    layout.write_text(text + '"oppose"\n', encoding="utf-8")
    kg("load", table, "--columns", layout, "--store", store)
    assert "unchanged" in kg("load", table, "--columns", layout, "--store", store).err
    layout.write_text(text + '"support"\n', encoding="utf-8")
    assert "replaced" in kg("load", table, "--columns", layout, "--store", store).err


def test_wrong_columns_are_an_error(tmp_path: Path, kg: Run) -> None:
    table = tmp_path / "own.csv"
    table.write_text("actr,issue,stance\nRussia,x,yes\n", encoding="utf-8")
    done = kg("load", table, "--store", tmp_path / "kg")
    assert "own.csv:1: has the columns actr, issue, stance; expected" in done.err
