"""`kg query`: where answers go and in which format, and queries that take too long."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Run
from processes import children_of, processor_seconds

from kg.formats.names import SUFFIXES

SLOW = """#+ summary: How many combinations are there?
SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"""
# The rows themselves take the time, not the first answer of the engine.
SLOW_ROWS = """#+ summary: Is there a row?
SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?a), STR(?d), STR(?g)) = "none") }"""


@pytest.fixture
def own_queries(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "slow.rq").write_text(SLOW, encoding="utf-8")
    (folder / "slow-rows.rq").write_text(SLOW_ROWS, encoding="utf-8")
    return folder


def start(store: Path, *args: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kg.cli", "query", *map(str, args), "--store", str(store)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_for_the_engine(command: int) -> None:
    """Wait until the command, or the process that it started for the query, has worked longer than a start takes."""
    deadline = time.monotonic() + 60
    while _worked(command) < 2.0:
        assert time.monotonic() < deadline, "nothing works on the query"
        time.sleep(0.05)


def _worked(process: int) -> float:
    """Processor seconds of a process and the processes that it started."""
    return processor_seconds(process) + sum(_worked(child) for child in children_of(process))


@pytest.mark.parametrize("suffix", [suffix for suffixes in SUFFIXES.values() for suffix in suffixes])
def test_the_suffix_of_the_file_tells_the_format(loaded: Run, tmp_path: Path, suffix: str) -> None:
    assert loaded("query", "evidence", "-o", f"answer{suffix}").code == 0
    assert (tmp_path / f"answer{suffix}").stat().st_size > 100


def test_a_text_file_gets_the_table_of_the_terminal(loaded: Run, tmp_path: Path) -> None:
    answer = loaded("query", "positions", "--actor", "Kenya", "-o", "answer.txt")
    assert answer.out == ""
    assert "1 row" in answer.err
    assert "Kenya wants the dam to be built" in (tmp_path / "answer.txt").read_text(encoding="utf-8")


def test_another_suffix_is_refused(loaded: Run, tmp_path: Path) -> None:
    answer = loaded("query", "positions", "--actor", "Kenya", "-o", "answer.docx")
    assert answer.code == 2
    assert "answer.docx" in answer.err
    assert ".xlsx" in answer.err
    assert not (tmp_path / "answer.docx").exists()


def test_an_answer_goes_wherever_it_is_sent(loaded: Run) -> None:
    printed = loaded("query", "positions", "--actor", "Kenya", "-o", "-", "-f", "html").out
    assert "<dt>actor</dt><dd>Kenya</dd>" in printed


@pytest.mark.parametrize("name", ["xlsx", "parquet"])
def test_a_terminal_gets_no_bytes_that_are_no_text(store_with_records: Path, name: str) -> None:
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "kg.cli", "query", "size", "-f", name, "--store", str(store_with_records)]
    try:
        answer = subprocess.run(command, stdout=terminal, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(terminal)
        os.close(controller)
    assert answer.returncode == 2
    assert answer.stderr == f"kg: {name} is no text to show on a terminal; name a file with --output\n".encode()


@pytest.mark.parametrize("limit", ["--format=csv", "--format=html", "--output=answer.xlsx"])
def test_a_limit_is_never_silent(loaded: Run, limit: str) -> None:
    assert "1 row (truncated: there are more)" in loaded("query", "evidence", "--limit", "1", limit).err


@pytest.mark.parametrize("name", ["slow", "slow-rows"])
def test_a_canned_query_without_end_is_stopped(store_with_records: Path, own_queries: Path, name: str) -> None:
    begin = time.monotonic()
    asked = start(store_with_records, "--queries", own_queries, name, "--timeout", "0.5")
    out, err = asked.communicate()
    assert (asked.returncode, out, err) == (5, b"", b"kg: the query was stopped after 0.5 s\n")
    assert time.monotonic() - begin < 20


@pytest.mark.parametrize(
    ("name", "number"),
    [("slow", signal.SIGINT), ("slow-rows", signal.SIGINT), ("slow", signal.SIGTERM), ("slow.rq", signal.SIGINT)],
)
def test_an_interrupted_query_ends_at_once(store_with_records: Path, own_queries: Path, name: str, number: int) -> None:
    asked = start(store_with_records, "--queries", own_queries, own_queries / name if "." in name else name)
    try:
        wait_for_the_engine(asked.pid)
        begin = time.monotonic()
        asked.send_signal(number)
        out, err = asked.communicate(timeout=60)
    finally:
        asked.kill()
    assert (asked.returncode, out, err) == (130, b"", b"kg: interrupted\n")
    assert time.monotonic() - begin < 5


def test_a_query_whose_terminal_is_gone_ends_too(store_with_records: Path, own_queries: Path) -> None:
    asked = start(store_with_records, "--queries", own_queries, "slow")
    assert asked.stdout is not None
    assert asked.stderr is not None
    try:
        wait_for_the_engine(asked.pid)
        asked.stdout.close()
        asked.stderr.close()
        asked.send_signal(signal.SIGTERM)
        assert asked.wait(timeout=60) == 130
    finally:
        asked.kill()
