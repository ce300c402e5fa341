"""Input that cannot be used: the file, the row and what was expected are named, and the store stays as it was."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Run
from test_own_tables import write_excel

HEADER = "resolution,date,member,vote\n"
GOOD = "S/RES/2254,2015-12-18,France,Yes\n"
STANCES = "actor,issue,stance\nFrance,Dam,support\n"


@pytest.fixture
def store(kg: Run, tmp_path: Path) -> str:
    """What a store says of itself that holds something already."""
    (tmp_path / "before.csv").write_text(HEADER + GOOD, encoding="utf-8")
    assert kg("load", "before.csv").code == 0
    return kg("sources", "--format", "json").out


def refuses(kg: Run, store: str, path: Path, *words: str) -> None:
    """Loading the file is an error with these words in one line, and changes nothing."""
    done = kg("load", path)
    assert done.code == 1, done.err
    (line,) = done.err.splitlines()
    assert line.startswith(f"kg: {path}")
    assert [word for word in words if word not in line] == []
    assert kg("sources", "--format", "json").out == store


def test_wrong_columns(kg: Run, store: str, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("who,which way\nFrance,up\n", encoding="utf-8")
    refuses(kg, store, path, "own.csv:1: has the columns who, which way; expected")


def test_wrong_columns_of_a_companion(kg: Run, store: str, tmp_path: Path) -> None:
    (tmp_path / "un_votes.csv").write_text("rcid,country,country_code,vote\n1,France,FR,yes\n", encoding="utf-8")
    (tmp_path / "un_roll_calls.csv").write_text("rcid,day\n1,x\n", encoding="utf-8")
    (tmp_path / "un_roll_call_issues.csv").write_text("rcid,short_name,issue\n", encoding="utf-8")
    done = kg("load", "un_votes.csv")
    assert done.code == 1
    assert "un_roll_calls.csv:1: has the columns rcid, day; expected rcid, session" in done.err
    assert kg("sources", "--format", "json").out == store


@pytest.mark.parametrize(("packed", "words"), [("zip", "is cut short or damaged"), ("gz", "cannot be read to its end")])
def test_a_truncated_archive(kg: Run, store: str, tmp_path: Path, packed: str, words: str) -> None:
    path = tmp_path / f"votes.csv.{packed}"
    rows = HEADER + "".join(f"S/RES/{n},2015-12-18,France,{'Yes' if n % 3 else 'No'}\n" for n in range(9_000))
    if packed == "gz":
        path.write_bytes(gzip.compress(rows.encode()))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("votes.csv", rows)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    refuses(kg, store, path, words)


def test_mixed_encodings_refuse_only_their_rows(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "stances.csv"
    rows = ["Côte d'Ivoire,Dam,support", "Türkiye,Dam,oppose", "Peru,Dam,oppose"]
    encoded = [rows[0].encode(), rows[1].encode("latin-1"), rows[2].encode()]
    path.write_bytes(b"actor,issue,stance\n" + b"\n".join(encoded) + b"\n")
    done = kg("load", path, "--rejects", "refused.csv")
    assert (done.code, f"{path}:3: refused: is not UTF-8" in done.err, "2 positions" in done.err) == (3, True, True)
    assert encoded[1] in (tmp_path / "refused.csv").read_bytes()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("S/RES/2255,2024-02-31,France,Yes\n", "the date is '2024-02-31'; expected"),
        ("S/RES/2255,2024-02-28,France,Perhaps\n", "the vote is 'Perhaps'; expected yes, no, abstain or absent"),
        ("S/RES/2255,2024-02-28,France\n", "has 3 cells; expected 4: resolution, date, member, vote"),
    ],
)
def test_a_bad_row_among_good_ones(kg: Run, tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "votes.csv"
    path.write_text(HEADER + GOOD + row, encoding="utf-8")
    done = kg("load", path)
    assert (done.code, f"{path}:3: refused: {reason}" in done.err, "1 vote" in done.err) == (3, True, True), done.err


def test_an_unknown_code_of_votes_in_numbers(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "voeten.csv"
    path.write_text("rcid,ccode,vote,date,session,unres\n1,220,7,2015-12-18,70,R/70/1\n", encoding="utf-8")
    assert f"{path}:2: refused: the vote is '7'; expected 1, 2, 3, 8 or 9" in kg("load", path).err


def test_a_database_of_something_else(kg: Run, store: str, tmp_path: Path) -> None:
    path = tmp_path / "notes.dna"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE notes (text TEXT)")
        database.commit()
    refuses(kg, store, path, "expected", "DNA")


def test_excel_with_merged_headers(kg: Run, store: str, tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    path = tmp_path / "own.xlsx"
    write_excel(path, [["Who", "", "Which way"], ["Arland", "x", 1]], merged="A1:B1")
    refuses(kg, store, path, "own.xlsx:1: has the columns Who, Which way; expected")


# The command, and then the most memory that it had, in kB. The system's own measure of a child counts its parent's too.
MEASURED = """
from kg.cli import main
try:
    main()
finally:
    print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.parametrize(
    ("name", "start", "words"),
    [
        ("stances.csv.gz", STANCES, ":3: the line has more than 16,777,216 bytes; expected a row"),
        ("votes.csv.gz", HEADER + GOOD, ":3: the line has more than 16,777,216 bytes; expected a row"),
    ],
)
def test_a_line_of_five_gigabytes(tmp_path: Path, name: str, start: str, words: str) -> None:
    path = tmp_path / name
    # Members of a gzip file may follow each other; so its five gigabytes lie on five megabytes of disk.
    path.write_bytes(gzip.compress(start.encode()) + gzip.compress(b"x" * 2**24) * 320)
    command = [sys.executable, "-c", MEASURED, "load", str(path), "--store", str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"{name}{words}" in done.stderr
    assert int(done.stdout) < 400 * 1024


def test_a_records_file_whose_line_does_not_end(kg: Run, store: str, tmp_path: Path) -> None:
    path = tmp_path / "talks.jsonl"
    path.write_bytes(b'{"kind": "document", "id": "a", "text": "b"}\n')
    with path.open("r+b") as file:
        file.truncate(2**27)
    refuses(kg, store, path, "talks.jsonl:2: the line has more than 67,108,864 bytes; expected one JSON object a line")
