"""What a person is told who asks wrongly: one line, which names the option and the next step."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

from kg.cli.app import COMMANDS
from kg.cli.console import decode_typed

QUERY_OPTIONS = "--actor, --issue, --stance, --since, --until"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "query positions --holder Rusia",
            f"is called '--holder'; there are {QUERY_OPTIONS}; kg query positions --help",
        ),
        ("query positions --actr x", "did you mean --actor? kg query positions --help explains it"),
        ("query positions --actor", "kg: --actor needs a value\n"),
        ("query positions Kenya", f"kg: Kenya stands without its option; there are {QUERY_OPTIONS}; "),
        ("query positions --limit -1", "kg: --limit: -1 is less than 0; kg query positions --help explains it"),
        ("query positions --limit few", "kg: --limit: 'few' is not a whole number; "),
        ("query positions --timeout soon", "kg: --timeout: 'soon' is not a number; "),
        ("query positions --format excel", "kg: --format: 'excel' is not one of 'table', 'csv', "),
        ("query -s here size", "kg: -s stands after the command, as in kg query NAME -s; "),
        ("query --timeout 300 vote-pairs", "kg: --timeout stands after the command, as in kg query NAME --timeout; "),
        ("query --format csv size", "kg: --format stands after the command, "),
        ("--store here query size", "kg: --store stands after the command, as in kg NAME --store; "),
        ("query size -s ''", "kg: --store: '' is no name; expected a file or a folder, "),
        ("load ''", "kg: PATH...: '' is no name; "),
        ("query agreements", "kg: agreements needs --a ACTOR ("),
        ("query agreements --a Kenya", "(the other), as in kg query agreements --a Russia --b 'United States'"),
        ("query quotes", "no query is called 'quotes'; did you mean quotations?"),
        ("load", "kg: kg load needs PATH... (Documents, records, "),
        ("load talks.txt --dryrun", "did you mean --dry-run? kg load --help explains it"),
        ("load talks.txt --min-confidence 5", "kg: --min-confidence: 5.0 is not between 0.0 and 1.0; "),
        ("load -", "kg: kg load reads files"),
        ("schema yaml", "kg: yaml is one word too many; kg schema --help explains it"),
        ("review lst", "kg: no command is called 'lst'; did you mean list?"),
        ("review correct doc:x", "kg: kg review correct needs --set PROPERTY=VALUE ("),
        ("--bogus", "kg: no option of kg is called '--bogus'; kg --help explains it"),
        ("xyzzy", "kg: no command is called 'xyzzy'; there are load, extract, "),
        ("export graph.gexf", "kg network graph.gexf writes one"),
        ("export graph", "graph has no suffix, which would name its format; expected one of .ttl, "),
        ("query stances --plot a.html -o a.html", "--plot and --output name the same file"),
    ],
)
def test_a_wrong_line_is_answered_in_one(kg: Run, line: str, says: str) -> None:
    answer = kg(*shlex.split(line))
    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err
    assert answer.err.startswith("kg: ")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("query agreements --a Keyna --b Uganda", "kg: --a: no actor is called 'Keyna'; did you mean Kenya?"),
        ("query agreements --a Kenya --b kenya", "kg: --b: names the same as a, and the query is about two"),
        ("query positions --issue Kenya", "kg: --issue: no issue is called 'Kenya', but an actor is; kg query issues"),
        ("query positions --since soon", "kg: --since: 'soon' is not an EDTF date"),
        ("query votes-with --actor Kenya --min-votes some", "kg: --min-votes: 'some' is not a whole number"),
        (
            "query positions --since 2002 --until 2001",
            "kg: the time ends on 2001-12-31, before it begins on 2002-01-01",
        ),
        ("report Kenya --since 2002 --until 2001", "kg: the time ends on 2001-12-31, before it begins on 2002-01-01"),
        ("network ties.csv --window '200 years'", "take a shorter one, or partial windows (--partial-windows)"),
        ("network ties.csv --nodes country", "no variable is called 'country'; there are actor, holder, person, "),
    ],
)
def test_a_wrong_value_is_named_with_its_option(loaded: Run, line: str, says: str) -> None:
    answer = loaded(*shlex.split(line))
    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err
    assert answer.err.count("\n") == 1


def test_a_mistyped_store_leads_to_those_beside_it(loaded: Run, tmp_path: Path) -> None:
    for name in ("trade", "stoer"):
        assert loaded("restore", "store", "--store", name).code == 0
    (tmp_path / "empty").mkdir()
    answer = loaded("query", "size", "--store", "stor")
    assert answer.code == 1
    assert answer.err.endswith(", or name a store that lies beside it: stoer, store, trade\n")


def test_a_backup_that_cannot_be_made_is_named_as_it_was_typed(loaded: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert loaded("backup", "file/b").err == "kg: file/b: cannot be made: not a directory\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do everything")
def test_what_may_not_be_read_or_written_is_told_with_the_way_out(loaded: Run, tmp_path: Path) -> None:
    for name, mode in (("shut", 0o000), ("sealed", 0o555)):
        (tmp_path / name).mkdir(mode=mode)
    assert "shut: cannot be read: permission denied; ask its owner" in loaded("extract", "shut").err
    assert "sealed/b: cannot be made: permission denied; name a folder" in loaded("backup", "sealed/b").err


def test_the_name_of_a_file_in_an_error_steers_no_terminal(kg: Run) -> None:
    answer = kg("load", "a\x1b[2Jb.txt")
    assert (answer.code, answer.out) == (1, "")
    assert "a\\x1b[2Jb.txt" in answer.err
    assert answer.err.rstrip("\n").isprintable()


@pytest.mark.parametrize("line", ["help", "help query", "query help", "help query positions", "review help merge"])
def test_help_before_a_command_is_help_after_it(kg: Run, line: str) -> None:
    words = line.split()
    rest = [word for word in words if word != "help"]
    assert kg(*words) == kg(*rest, "--help")


def test_no_command_at_all_is_answered_by_the_help(kg: Run) -> None:
    answer = kg()
    assert (answer.code, answer.out) == (2, "")
    assert all(name in answer.err for name in COMMANDS)


@pytest.mark.parametrize(
    "line",
    [
        "extract talks.txt -o talks.txt",
        "query all.rq -o all.rq",
        "export all.rq --construct all.rq",
        "diff store talks.jsonl -o talks.jsonl",
    ],
)
def test_nothing_is_written_over_what_is_read(loaded: Run, tmp_path: Path, line: str) -> None:
    for name, text in (("talks.txt", "Kenya talks."), ("all.rq", "ASK { ?s ?p ?o }"), ("talks.jsonl", "{}")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.glob("*.*")}
    answer = loaded(*line.split())
    assert answer.code == 2
    assert "is read; name another file to write" in answer.err
    assert {path: path.read_bytes() for path in tmp_path.glob("*.*")} == before


@pytest.mark.parametrize("place", ["nothing", "void", "talks.txt"])
def test_what_is_no_backup_is_not_restored(kg: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "void").mkdir()
    (tmp_path / "talks.txt").write_text("Kenya talks.", encoding="utf-8")
    answer = kg("restore", place)
    assert (answer.code, answer.err) == (1, f"kg: {place}: holds no backup; expected a folder that `kg backup` made\n")


def test_a_file_of_no_bytes_is_no_graph_that_conforms(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").touch()
    assert kg("validate", "empty.ttl").err == "kg: empty.ttl: is empty; expected RDF\n"


def test_a_damaged_file_is_told_of_once(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.4 and then nothing")
    answer = kg("load", "damaged.pdf")
    assert (answer.code, answer.err.count("\n")) == (1, 1)


def test_a_document_goes_by_the_beginning_of_its_id(loaded: Run) -> None:
    named = loaded("query", "evidence", "--document", "talks", "-f", "csv").out
    assert named == loaded("query", "evidence", "-f", "csv").out
    assert named.count("\n") > 1


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("kg qu", ["query"]),
        ("kg query posit", ["positions"]),
        ("kg query positions --stance o", ["oppose"]),
        ("kg query nosuch --a", []),
        ("kg query gone.rq --f", []),
        ("kg review me", ["merge"]),
    ],
)
def test_a_shell_completes_a_line_without_a_word_of_error(
    kg: Run, monkeypatch: pytest.MonkeyPatch, line: str, offered: list[str]
) -> None:
    monkeypatch.setenv("_KG_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split()) - 1))
    answer = kg()
    assert (answer.out.split(), answer.err) == (offered, "")


@pytest.mark.skipif(os.name != "posix", reason="streams are closed by a shell")
@pytest.mark.parametrize(
    ("line", "code", "out", "err"),
    [
        ("query - <&-", 2, "", "kg: stdin is closed; name a file with the query\n"),
        ("laod 2>&-", 2, "", ""),
        ("schema x 2>/dev/full", 2, "", ""),
        ("--version >&-", 0, "", ""),
    ],
)
def test_a_stream_may_be_closed(tmp_path: Path, line: str, code: int, out: str, err: str) -> None:
    command = f"{shlex.quote(sys.executable)} -m kg {line}"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, out, err)


def test_a_name_is_read_as_it_was_typed_whatever_the_locale() -> None:
    assert decode_typed("T\udcc3\udcbcrkiye") == decode_typed("Türkiye") == "Türkiye"
