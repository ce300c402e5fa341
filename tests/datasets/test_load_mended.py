"""Refused rows that are mended and loaded: with the rows of their file, whatever that is, and in no other's place."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import Run
from event_files import ICEWS, icews_row, write_table

ROLL_CALLS = "rcid,session,importantvote,date,unres,amend,para,short,descr\n1,1,0,1946-01-01,R/1/66,0,0,Seats,On it\n"
ISSUES = "rcid,short_name,issue\n1,me,Palestinian conflict\n"
VOTES = "rcid,country,country_code,vote\n1,France,FR,yes\n1,Japan,JP,maybe\n1,Peru,PE,no\n"
TABLES = {
    "stances.csv": "actor,issue,stance\nFrance,Dam,support\nJapan,Dam,fond of\nPeru,Dam,oppose\n",
    "stances.tsv": "actor\tissue\tstance\nFrance\tDam\tsupport\nJapan\tDam, upper\tfond of\nPeru\tDam\toppose\n",
    "council.csv": "resolution,date,member,vote\nS/RES/2254,2015-12-18,France,Y\nS/RES/2254,2015-12-18,Japan,fond of\n",
}


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    """Votes of the General Assembly, one of them unreadable; its refused row lies in a folder apart."""
    for name, text in (("un_votes", VOTES), ("un_roll_calls", ROLL_CALLS), ("un_roll_call_issues", ISSUES)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "apart").mkdir()
    return tmp_path / "un_votes.csv"


def mend(path: Path, wrong: str, right: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(wrong) == 1
    path.write_text(text.replace(wrong, right), encoding="utf-8")


def sources(kg: Run) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(kg("sources", "--format", "json").out)
    return found


def test_mended_votes_join_the_others(kg: Run, votes: Path) -> None:
    assert kg("load", votes, "--rejects", "apart/refused.csv").code == 3
    mend(votes.parent / "apart/refused.csv", "maybe", "abstain")
    done = kg("load", "apart/refused.csv")
    assert (done.code, "1 roll call, 3 votes" in done.err) == (0, True)
    (source,) = sources(kg)
    assert (source["path"], source["rejects"], source["records"]) == (str(votes), 0, {"roll call": 1, "vote": 3})
    assert "unchanged" in kg("load", votes).err
    assert kg("load", votes, "--again").code == 0
    assert sources(kg)[0]["records"] == {"roll call": 1, "vote": 3}


def test_what_is_loaded_is_what_the_mended_file_alone_would_be(kg: Run, votes: Path, tmp_path: Path) -> None:
    kg("load", votes, "--rejects", "apart/refused.csv")
    mend(tmp_path / "apart/refused.csv", "maybe", "abstain")
    kg("load", "apart/refused.csv")
    kg("export", "--everything", "mended.nq")
    mend(votes, "maybe", "abstain")
    kg("load", votes, "--store", "other")
    kg("export", "--everything", "--store", "other", "whole.nq")
    mended, whole = (
        [line for line in (tmp_path / name).read_text().splitlines() if "/graph/provenance>" not in line]
        for name in ("mended.nq", "whole.nq")
    )
    assert mended == whole


def test_a_mended_row_that_contradicts_another_is_refused_by_its_place(kg: Run, votes: Path) -> None:
    kg("load", votes, "--rejects", "apart/refused.csv")
    mend(votes.parent / "apart/refused.csv", "Japan,JP,maybe", "Peru,PE,yes")
    done = kg("load", "apart/refused.csv")
    assert done.code == 3
    assert "refused.csv:2: Peru has voted no in this roll call already" in done.err


@pytest.mark.parametrize("name", sorted(TABLES))
def test_mended_rows_of_other_tables_load_with_them(kg: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TABLES[name], encoding="utf-8")
    assert kg("load", name, "--rejects", "refused.csv").code == 3
    mend(tmp_path / "refused.csv", "fond of", "no" if name == "council.csv" else "support")
    before = sources(kg)[0]
    assert kg("load", "refused.csv").code == 0
    (after,) = sources(kg)
    assert (after["id"], after["rejects"]) == (before["id"], 0)
    kinds = [dict(source["records"]) for source in (before, after)]  # type: ignore[call-overload]
    kind = "vote" if name == "council.csv" else "position"
    assert kinds[1][kind] == kinds[0][kind] + 1


def test_mended_events_load_with_the_others(kg: Run, tmp_path: Path) -> None:
    wrong = icews_row(Event_ID="77", Event_Date="2018-02-31", Story_ID="9")
    write_table(tmp_path / "icews.tab", ICEWS, icews_row(), wrong)
    assert kg("load", "icews.tab", "--rejects", "refused.tab").code == 3
    mend(tmp_path / "refused.tab", "2018-02-31", "2018-03-01")
    done = kg("load", "refused.tab")
    assert (done.code, "2 events" in done.err) == (0, True)


def test_the_file_of_mended_rows_is_not_written_over(kg: Run, votes: Path) -> None:
    kg("load", votes, "--rejects", "apart/refused.csv")
    done = kg("load", "apart/refused.csv", "--rejects", "apart/refused.csv")
    assert (done.code, "name another file" in done.err) == (1, True)
    assert "maybe" in (votes.parent / "apart/refused.csv").read_text()


def test_mended_rows_that_are_gone_are_missed_aloud(kg: Run, votes: Path) -> None:
    kg("load", votes, "--rejects", "apart/refused.csv")
    mend(votes.parent / "apart/refused.csv", "maybe", "abstain")
    kg("load", "apart/refused.csv")
    shutil.rmtree(votes.parent / "apart")
    done = kg("load", votes)
    assert (done.code, "are not there any more" in done.err) == (3, True)


def test_refused_rows_of_two_files_belong_to_neither(kg: Run, tmp_path: Path) -> None:
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_text(TABLES["stances.csv"], encoding="utf-8")
    kg("load", "one.csv", "two.csv", "--rejects", "refused.csv")
    done = kg("load", "refused.csv")
    assert (done.code, "refused rows of 2 files; expected one" in done.err) == (1, True)
    (tmp_path / "two.csv").unlink()


def test_rows_whose_file_is_gone_do_not_take_its_place(kg: Run, votes: Path) -> None:
    kg("load", votes, "--rejects", "apart/refused.csv")
    votes.unlink()
    done = kg("load", "apart/refused.csv")
    assert (done.code, f"refused rows of {votes}, which is not there" in done.err) == (1, True)
