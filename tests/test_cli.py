"""The command line as a user meets it: what it prints where, and the exit code of everything that can go wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import pytest
from conftest import RECORDS, Run, write_records

from kg.cli.app import COMMANDS
from kg.cli.console import exit_code
from kg.errors import (
    ConformanceError,
    DocumentError,
    LimitReached,
    NotAStore,
    QuerySyntaxError,
    RemoteStoreError,
    StandpointError,
    StoreInUse,
    UnknownName,
)


def test_help_names_every_command(kg: Run) -> None:
    shown = kg("--help")
    assert shown.code == 0
    assert all(f"  {name} " in shown.out for name in COMMANDS)


@pytest.mark.parametrize("command", list(COMMANDS))
def test_each_command_explains_itself(kg: Run, command: str) -> None:
    assert "Usage: kg" in kg(command, "--help").out


def test_version(kg: Run) -> None:
    assert kg("--version").out.startswith("kg 0.")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DocumentError("x"), 1),
        (NotAStore("x"), 1),
        (UnknownName("actor", "x"), 2),
        (ConformanceError("x", ["y"]), 3),
        (QuerySyntaxError("x"), 4),
        (LimitReached("x"), 5),
        (StoreInUse("x"), 6),
        (RemoteStoreError("x"), 7),
    ],
)
def test_each_kind_of_error_has_its_exit_code(error: StandpointError, code: int) -> None:
    assert exit_code(error) == code


# ---- the round


def test_load_reports_what_it_stored(kg: Run, records_file: Path) -> None:
    first = kg("load", records_file)
    assert first.code == 0
    assert first.out == ""
    assert "loaded, 2 actors, 2 positions, 1 relation" in first.err
    assert "unchanged" in kg("load", records_file).err


def test_each_document_of_a_file_is_named(kg: Run, tmp_path: Path) -> None:
    other = RECORDS[0] | {"id": "b", "title": "Talks\u00a0on\nthe Volta", "text": "Kenya talks."}
    write_records(tmp_path / "two.jsonl", [*RECORDS, other])
    first, second, _ = kg("load", tmp_path / "two.jsonl").err.splitlines()
    assert first.endswith("two.jsonl: Talks on the Nile: loaded, 2 actors, 2 positions, 1 relation")
    assert second.endswith("two.jsonl: Talks on the Volta: loaded, no records")


def test_the_name_of_a_file_steers_no_terminal_and_stays_on_its_line(kg: Run, tmp_path: Path) -> None:
    write_records(tmp_path / "a\nb\x1b[31m.jsonl", RECORDS)
    assert "a\\nb\\x1b[31m.jsonl: Talks on the Nile: loaded" in kg("load", tmp_path).err


def test_loading_twice_adds_nothing(loaded_here: Run, records_file: Path, tmp_path: Path) -> None:
    loaded_here("export", "one.nq", "--everything")
    loaded_here("load", records_file, "--again")
    loaded_here("export", "two.nq", "--everything")
    assert (tmp_path / "one.nq").read_bytes() == (tmp_path / "two.nq").read_bytes()


def test_retract_and_load_is_byte_identical(loaded_here: Run, records_file: Path, tmp_path: Path) -> None:
    loaded_here("export", "one.nq", "--everything")
    assert loaded_here("retract", "talks-on-the-nile").code == 0
    assert loaded_here("sources", "--format", "json").out.strip() == "[]"
    loaded_here("export", "none.nq", "--everything")
    assert b"Construction of the dam" not in (tmp_path / "none.nq").read_bytes()
    loaded_here("load", records_file)
    loaded_here("export", "two.nq", "--everything")
    assert (tmp_path / "one.nq").read_bytes() == (tmp_path / "two.nq").read_bytes()


def test_a_changed_file_replaces_its_source(loaded_here: Run, records_file: Path) -> None:
    changed = [RECORDS[0] | {"text": "Kenya rejects the pact."}, RECORDS[1]]
    write_records(records_file, changed)
    assert "replaced" in loaded_here("load", records_file).err
    (source,) = json.loads(loaded_here("sources", "--format", "json").out)
    assert source["records"] == {"actor": 1}


def test_the_agreements_come_with_their_quotes(loaded: Run) -> None:
    answer = loaded("query", "agreements", "--a", "Kenya", "--b", "uganda", "--format", "json")
    assert answer.code == 0
    (row,) = json.loads(answer.out)["rows"]
    assert row["issue"].endswith("construct-dam") or row["issue"] == "Construction of the dam"
    assert row["quote_a"] == "Kenya wants the dam to be built"
    assert row["quote_b"] == "Uganda rejects the dam unless Kenya pays"


def test_queries_are_listed_and_explained(kg: Run) -> None:
    assert "agreements" in kg("query").out
    explained = kg("query", "agreements", "--help").out
    assert "--a" in explained
    assert "actor" in explained


@pytest.mark.parametrize(("suffix", "begins"), [("csv", "s,label"), ("json", "{"), ("md", "|"), ("tsv", "s\tlabel")])
def test_answers_are_written_in_the_format_of_the_file(loaded: Run, tmp_path: Path, suffix: str, begins: str) -> None:
    query = "SELECT ?s ?label WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?s"
    (tmp_path / "labels.rq").write_text(query, encoding="utf-8")
    assert loaded("query", "labels.rq", "-o", f"out.{suffix}", "--limit", "2").code == 0
    assert (tmp_path / f"out.{suffix}").read_text(encoding="utf-8").startswith(begins)


def test_sparql_comes_from_stdin(loaded: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ASK { ?p a <https://w3id.org/standpoint/ontology#Position> }"))
    )
    assert "true" in loaded("query", "-", "--format", "csv").out


def test_a_construct_is_printed_as_turtle(loaded: Run, tmp_path: Path) -> None:
    query = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t . FILTER(?t = <https://w3id.org/standpoint/ontology#Position>) }"
    (tmp_path / "types.rq").write_text(query, encoding="utf-8")
    printed = loaded("query", "types.rq").out
    assert "a sp:Position" in printed
    assert loaded("export", "-", "--construct", "types.rq").out == printed


@pytest.mark.parametrize("suffix", ["ttl", "trig", "nq", "jsonld", "rdf"])
def test_the_graph_is_exported_in_every_format(loaded: Run, tmp_path: Path, suffix: str) -> None:
    assert loaded("export", f"graph.{suffix}").code == 0
    assert "Construction of the dam" in (tmp_path / f"graph.{suffix}").read_text(encoding="utf-8")


def test_a_store_and_its_export_conform(loaded: Run) -> None:
    assert loaded("validate").code == 0
    loaded("export", "graph.trig")
    assert loaded("validate", "graph.trig").code == 0


def test_the_schema_is_json(kg: Run) -> None:
    assert json.loads(kg("schema").out)["title"] == "Standpoint record"


def test_eval_scores_records_against_themselves(kg: Run, records_file: Path) -> None:
    figures = json.loads(kg("eval", records_file, records_file, "--format", "json").out)
    assert figures["total"]["position"] == {
        "gold": 2, "predicted": 2, "matched": 2, "precision": 1.0, "recall": 1.0, "f1": 1.0,
    }  # fmt: skip
    assert "position~" in kg("eval", records_file, records_file).out


# ---- bad input


def test_nothing_is_loaded_yet(kg: Run) -> None:
    answer = kg("query", "size")
    assert answer.code == 1
    assert "kg load" in answer.err


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("gone.txt", None, "gone.txt: does not exist"),
        ("empty.txt", b"", "empty.txt"),
        ("binary.txt", b"\x00\x01\x02" * 50, "binary.txt"),
        ("latin.txt", "Côte d’Ivoire".encode("cp1252"), "latin.txt:1"),
        ("table.xyz", b"x", "table.xyz"),
        ("empty.jsonl", b"", "empty.jsonl"),
        ("lost.jsonl", b'{"kind":"actor","name":"Kenya","type":"state","quote":"x"}\n', "lost.jsonl:1"),
    ],
)
def test_an_input_that_cannot_be_used_changes_nothing(
    kg: Run, records_file: Path, tmp_path: Path, name: str, data: bytes | None, says: str
) -> None:
    path = tmp_path / name if data is None else write(tmp_path / name, data)
    answer = kg("load", records_file, path)
    assert answer.code == 1
    assert says in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    if (tmp_path / "store").exists():
        assert json.loads(kg("sources", "--format", "json").out) == []


def test_a_folder_without_documents(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    answer = kg("load", tmp_path / "void")
    assert answer.code == 1
    assert "void" in answer.err


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{broken", "not a JSON object"),
        ('{"kind":"opinion"}', "kind must be one of"),
        ('{"kind":"actor","name":"Chad","type":"state","quote":"Chad is not here"}', "the quote is not in the text"),
        ('{"kind":"position","holder":"Kenya","stance":"for","issue":"x","quote":"Kenya"}', "stance must be one of"),
        ('{"kind":"position","holder":"Kenya","stance":"oppose","issue":"x","quote":"Kenya","date":"May"}', "date"),
        ('{"kind":"event","label":"x","type":"AGREE","participants":[],"quote":"Kenya"}', "participants"),
        ('{"kind":"actor","name":"Kenya","type":"state","quote":"Kenya","start":4,"end":9}', "found at"),
    ],
)
def test_a_bad_record_is_refused_with_its_line_and_the_rest_is_loaded(
    kg: Run, records_file: Path, line: str, says: str
) -> None:
    records_file.write_text(records_file.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    answer = kg("load", records_file)
    assert answer.code == 3
    assert f"{records_file}:{len(RECORDS) + 1}: refused" in answer.err
    assert says in answer.err
    (source,) = json.loads(kg("sources", "--format", "json").out)
    assert source["records"] == {"actor": 2, "position": 2, "relation": 1}
    assert source["rejects"] == 1


def test_strict_loads_nothing(kg: Run, records_file: Path) -> None:
    records_file.write_text(records_file.read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    answer = kg("load", "--strict", records_file)
    assert answer.code == 1
    assert json.loads(kg("sources", "--format", "json").out) == []


def test_refused_records_of_an_unchanged_file_are_not_forgotten(kg: Run, records_file: Path) -> None:
    records_file.write_text(records_file.read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    kg("load", records_file)
    again = kg("load", records_file)
    assert again.code == 3
    assert "unchanged" in again.err
    assert "1 record of it refused" in again.err
    strict = kg("load", "--strict", records_file)
    assert strict.code == 1
    assert "not a JSON object" in strict.err


def test_a_file_name_may_be_anything_that_the_system_allows(kg: Run, records_file: Path, tmp_path: Path) -> None:
    odd = tmp_path / "Bericht \udcff “ü” ⚑.jsonl"
    records_file.rename(odd)
    assert kg("load", odd).code == 0
    assert "unchanged" in kg("load", odd).err
    assert kg("sources").code == 0
    (source,) = json.loads(kg("sources", "--format", "json").out)
    assert source["path"] == str(odd)
    assert kg("retract", odd).code == 0


def test_an_empty_store_says_so(loaded_here: Run, records_file: Path) -> None:
    loaded_here("retract", records_file)
    shown = loaded_here("sources")
    assert (shown.code, shown.out) == (0, "")
    assert "holds 0 sources" in shown.err


@pytest.mark.parametrize("command", [("sources",), ("load", "talks.jsonl"), ("query", "documents"), ("export", "-")])
def test_a_server_that_is_not_there_is_named(
    kg: Run, records_file: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    answer = kg(*command, "--store", "http://127.0.0.1:9/query")
    assert (answer.code, answer.out) == (7, "")
    assert "http://127.0.0.1:9: nothing answers there" in answer.err
    assert not list(tmp_path.glob("http*"))


@pytest.mark.parametrize("command", [("backup", "copy"), ("restore", "copy")])
def test_what_needs_a_folder_says_so(kg: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    answer = kg(*command, "--store", "http://127.0.0.1:9/query")
    assert answer.code in (1, 2)
    assert not list(tmp_path.glob("http*"))


def test_a_store_below_a_file_is_an_error(kg: Run, records_file: Path, tmp_path: Path) -> None:
    answer = kg("load", records_file, "--store", records_file / "store")
    assert answer.code == 1
    assert answer.err == f"kg: {records_file / 'store'}: not a directory\n"


def test_a_file_that_cannot_be_written_is_named(loaded: Run, records_file: Path) -> None:
    answer = loaded("export", records_file / "graph.ttl")
    assert (answer.code, answer.err) == (1, f"kg: {records_file / 'graph.ttl'}: cannot be written: not a directory\n")


@pytest.mark.parametrize("command", ["query mentions --format csv", "query mentions", "export -", "schema", "sources"])
def test_a_full_disk_behind_stdout_is_one_line(store_with_records: Path, command: str) -> None:
    with open("/dev/full", "wb") as full:
        answer = _run_apart(command, store_with_records, stdout=full)
    assert answer.returncode == 1
    assert answer.stderr.decode().splitlines()[-1] == "kg: stdout: no space left on device"
    assert b"Traceback" not in answer.stderr


@pytest.mark.parametrize("command", ["sources", "query evidence", "query evidence -f csv", "query evidence -f xlsx"])
def test_a_pipe_that_is_closed_early_ends_in_silence(store_with_records: Path, command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as pipe:
        answer = _run_apart(command, store_with_records, stdout=pipe)
    assert answer.returncode == 141
    assert b"Traceback" not in answer.stderr
    assert b"Exception" not in answer.stderr
    assert b"kg:" not in answer.stderr


def test_stdout_takes_every_character(store_with_records: Path) -> None:
    answer = _run_apart("query evidence", store_with_records, environment={"PYTHONIOENCODING": "ascii"})
    assert answer.returncode == 0
    assert b"\\u201cKenya" in answer.stdout or b"Kenya" in answer.stdout


def _run_apart(
    command: str, store: Path, stdout: IO[bytes] | int = subprocess.PIPE, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run `kg` in a process of its own, whose stdout is a real one."""
    arguments = [sys.executable, "-m", "kg.cli", *command.split()]
    environment = {**os.environ, "KG_STORE": str(store), **(environment or {})}
    return subprocess.run(arguments, stdout=stdout, stderr=subprocess.PIPE, env=environment, check=False)


def test_a_parameter_called_as_a_shared_option_is_wins(loaded: Run, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    write(
        tmp_path / "own" / "mine.rq",
        b"""#+ summary: Whose positions?
#+ params:
#+   store: {type: actor, required: true, help: whose}
#+   format: {type: choice, choices: [x, y], default: x, help: of no use}
#+   limit: {type: integer, default: 3, help: how many}
PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT ?holder WHERE { ?p a sp:Position ; sp:holder ?holder FILTER(?holder = $store && $format != "y") } LIMIT $limit
""",
    )
    asked = ("query", "--queries", "own", "mine", "--store", "Kenya", "-f", "csv", "-s", tmp_path / "store")
    assert loaded(*asked, "--limit", "1").out.splitlines() == ["holder", "Kenya"]
    assert loaded(*asked, "--limit", "0").out.splitlines() == ["holder"]
    assert loaded(*asked, "--format", "y").out.splitlines() == ["holder"]


def test_no_parameter_is_called_help(loaded: Run, tmp_path: Path) -> None:
    write(tmp_path / "mine.rq", b"#+ summary: s\n#+ params: {help: {type: text}}\nASK { ?s ?p $help }")
    answer = loaded("query", "mine.rq")
    assert (answer.code, answer.err) == (
        2,
        "kg: mine.rq: a parameter cannot be called help; --help explains the query\n",
    )


def test_predictions_that_are_not_there_are_no_empty_ones(kg: Run, records_file: Path) -> None:
    answer = kg("eval", records_file, "gone.jsonl", "--texts", records_file)
    assert (answer.code, answer.err) == (1, "kg: gone.jsonl: cannot be read: no such file or directory\n")


def test_offsets_are_code_points(loaded: Run) -> None:
    # The dove is one code point and two UTF-16 units; the line ends are CRLF.
    text = RECORDS[0]["text"]
    assert isinstance(text, str)
    rows = json.loads(loaded("query", "evidence", "--actor", "Kenya", "--format", "json").out)["rows"]
    assert rows
    for row in rows:
        assert text[row["start"] : row["end"]] == row["quote"]


def test_a_quote_in_another_writing_is_stored_as_the_text_has_it(kg: Run, records_file: Path) -> None:
    quote = '"Kenya wants the dam to be built," the envoy'
    records = [*RECORDS[:3], RECORDS[3] | {"quote": quote}]
    write_records(records_file, records)
    assert kg("load", records_file).code == 0
    kg("export", "graph.ttl")
    assert "“Kenya wants the dam to be built,” the envoy" in Path("graph.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("agreements", "--a", "Keyna", "--b", "Uganda"), 2, "Kenya"),
        (("agreements", "--a", "Kenya"), 2, "b"),
        (("agreements", "--x", "Kenya"), 2, "--x"),
        (("agrements",), 2, "agreements"),
        (("period", "--since", "spring", "--until", "2001"), 2, "spring"),
        (("gone.rq",), 1, "gone.rq"),
        (("bad.rq",), 4, "bad.rq: the query is not SPARQL: line 1"),
        (("latin.rq",), 1, "latin.rq: is not UTF-8 text"),
        (("empty.rq",), 4, "empty.rq: the query is empty"),
        (("update.rq",), 4, ""),
        (("service.rq",), 2, "SERVICE"),
    ],
)
def test_a_wrong_question_is_answered_in_one_line(
    loaded: Run, tmp_path: Path, args: tuple[str, ...], code: int, says: str
) -> None:
    write(tmp_path / "latin.rq", b"ASK { ?s ?p '\xe9' }")
    write(tmp_path / "empty.rq", b"\n")
    write(tmp_path / "bad.rq", b"SELECT * WHERE { ?s ?p }")
    write(tmp_path / "update.rq", b"DELETE WHERE { ?s ?p ?o }")
    write(tmp_path / "service.rq", b"SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    answer = loaded("query", *args)
    assert answer.code == code
    assert says in answer.err
    assert "Traceback" not in answer.err


def test_a_query_without_end_is_stopped(loaded: Run, tmp_path: Path) -> None:
    write(tmp_path / "slow.rq", b"SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    answer = loaded("query", "slow.rq", "--timeout", "1")
    assert answer.code == 5
    assert "1 s" in answer.err


def test_a_text_in_another_language_is_said_to_be_one(kg: Run, tmp_path: Path) -> None:
    text = (
        "Die Regierung lehnt den Vorschlag der Nachbarn ab, weil er die Grenze für alle schließen würde, die fliehen."
    )
    write(tmp_path / "bericht.txt", text.encode())
    extracted = kg("extract", "bericht.txt")
    assert [json.loads(line)["kind"] for line in extracted.out.splitlines()] == ["document"]
    assert "not read as English" in extracted.err
    loaded = kg("load", "bericht.txt")
    assert loaded.code == 0
    assert "not read as English" in loaded.err


def test_a_folder_that_is_no_store(kg: Run, records_file: Path, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    write(tmp_path / "store" / "holiday.jpg", b"x")
    for args in (("load", records_file), ("sources",), ("query", "size")):
        answer = kg(*args)
        assert answer.code == 1
        assert str(tmp_path / "store") in answer.err
    assert (tmp_path / "store" / "holiday.jpg").exists()


def test_a_store_in_use_names_who_holds_it(loaded: Run, records_file: Path, tmp_path: Path) -> None:
    hold = (
        "import sys; from kg.stores import open_store\n"
        "with open_store(sys.argv[1], write=True): print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, str(tmp_path / "store")]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"open\n"
    try:
        refused = loaded("load", "--again", records_file)
        asked = loaded("query", "size")
    finally:
        holder.communicate()
    assert refused.code == 6
    assert str(holder.pid) in refused.err
    assert asked.code == 0


def test_exports_appear_whole_or_not_at_all(loaded: Run, tmp_path: Path) -> None:
    answer = loaded("export", "missing-folder/graph.ttl")
    assert answer.code == 1
    assert "missing-folder" in answer.err
    assert loaded("export", "graph.docx").code == 2
    assert not list(tmp_path.glob("graph*"))


def test_an_unknown_source(loaded: Run) -> None:
    answer = loaded("retract", "talks-on-the-niel")
    assert answer.code == 2
    assert "talks-on-the-nile" in answer.err
