"""The Python face: a graph, its answers, and the forms that they take."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import RECORDS, Run, write_records

import kg
from kg.errors import (
    InputError,
    LimitReached,
    NotAStore,
    QuerySyntaxError,
    RemoteStoreError,
    StandpointError,
    StoreInUse,
    UnknownName,
    UsageError,
)
from kg.graph import Graph, Result
from kg.queries.catalogue import load_catalogue
from kg.resources import data_folder
from kg.stores import open_store
from kg.stores.guard import check_query

pytest.importorskip("pandas")
pytest.importorskip("polars")

TYPES = "CONSTRUCT { ?s a ?type } WHERE { ?s a ?type } LIMIT 5"


@pytest.fixture(scope="session")
def graph(store_with_records: Path) -> Iterator[Graph]:
    with kg.open(store_with_records) as opened:
        yield opened


@pytest.fixture
def own_store(store_with_records: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(store_with_records, tmp_path / "store"))


def test_rows_go_by_the_names_of_their_columns(graph: Graph) -> None:
    (row,) = graph.query("agreements", a="Kenya", b="uganda")
    assert (row.issue, row["stance_a"], row.stance_b) == ("Construction of the dam", "support", "oppose")
    assert row.positions_a == 1
    assert (row.iri("issue") or "").endswith("issue/construct-dam")
    assert row.iri("quote_a") is None
    assert dict(row)["quote_b"] == "Uganda rejects the dam unless Kenya pays"
    assert list(row) == list(graph.query("agreements", a="Kenya", b="Uganda").columns)
    assert "issue" in dir(row)


def test_a_column_that_is_not_there_is_named(graph: Graph) -> None:
    row = graph.query("positions", actor="Kenya")[0]
    with pytest.raises(KeyError, match="no column is called 'isue'; did you mean"):
        row["isue"]
    with pytest.raises(StandpointError):
        row.iri("isue")
    with pytest.raises(AttributeError, match="no column 'isue'; it has holder"):
        _ = row.isue


def test_an_answer_is_a_sequence(graph: Graph) -> None:
    sources = graph.sparql("SELECT ?n WHERE { VALUES ?n { 1 2 3 } }")
    assert len(sources) == 3
    assert [row.n for row in sources] == sources.column("n") == [1, 2, 3]
    assert sources[-1].n == 3
    assert sources[1:].column("n") == [2, 3]
    with pytest.raises(IndexError):
        sources[3]


@pytest.mark.parametrize("value", ["2001", 2001, date(2001, 5, 4)])
def test_arguments_are_texts_numbers_and_days(graph: Graph, value: str | int | date) -> None:
    assert len(graph.query("positions", actor="Kenya", since=value)) == 1
    assert len(graph.query("positions", actor="Kenya", since=None)) == 1


def test_several_things_are_a_list(tmp_path: Path, own_store: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.rq").write_text(
        """#+ summary: Which of these words come together?
#+ params: {words: {type: text, help: some words}}
SELECT ?given WHERE { BIND($words AS ?given) }""",
        encoding="utf-8",
    )
    with kg.open(own_store, queries=tmp_path / "own") as opened:
        assert opened.query("mine", words=["Kenya", "Uganda"])[0].given == "Kenya; Uganda"


def test_a_word_of_python_is_written_with_an_underscore(graph: Graph) -> None:
    words: dict[str, Any] = {"class": "cooperation"}
    asked = graph.query("events", class_="cooperation")
    assert asked.table == graph.query("events", **words).table


@pytest.mark.parametrize(
    ("name", "arguments", "error", "says"),
    [
        ("agrements", {}, UnknownName, "no query is called 'agrements'; did you mean agreements"),
        ("agreements", {"a": "Keyna", "b": "Uganda"}, UnknownName, "did you mean .*Kenya"),
        ("agreements", {"a": "Kenya"}, UsageError, "needs a value for b"),
        ("agreements", {"a": "Kenya", "b": "Uganda", "c": "x"}, UnknownName, "no parameter of agreements"),
        ("positions", {"since": "spring"}, UsageError, "spring"),
    ],
)
def test_a_wrong_question_says_what_is_wrong(
    graph: Graph, name: str, arguments: dict[str, Any], error: type[StandpointError], says: str
) -> None:
    with pytest.raises(error, match=says):
        graph.query(name, **arguments)


def test_a_limit_is_never_silent(graph: Graph) -> None:
    result = graph.query("evidence", limit=1)
    assert (len(result), result.truncated) == (1, True)
    assert repr(result) == "<Result of evidence: 1 row (truncated: there are more)>"
    assert "truncated" in str(result)
    assert "truncated" in result._repr_html_()
    constructed = graph.sparql(TYPES, limit=2)
    assert (len(constructed), constructed.truncated, len(constructed.to_rdflib())) == (2, True, 2)


def test_queries_and_names_can_be_found(graph: Graph) -> None:
    asked = {row.query: row.parameters for row in graph.queries}
    assert asked["agreements"] == "a, b, [once_per], [since], [until]"
    assert {"Kenya", "Uganda"} <= set(graph.names())
    assert "Construction of the dam" in graph.names("issue")


def test_sources_say_where_they_come_from(graph: Graph) -> None:
    (source,) = graph.sources
    assert (source.source, source.claims) == ("Talks on the Nile", 5)


def test_queries_of_ones_own_stand_beside_the_others(
    own_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.rq").write_text("#+ summary: Is it so?\nASK {}", encoding="utf-8")
    with kg.open(own_store, queries=tmp_path / "own") as opened:
        assert opened.query("mine")[0].answer is True
        assert "agreements" in opened.queries.column("query")
    monkeypatch.setenv("KG_QUERIES", str(tmp_path / "own"))
    with kg.open(own_store) as opened:
        assert opened.query("mine")[0].answer is True


def test_pandas_gets_a_type_for_each_column(graph: Graph) -> None:
    result = graph.sparql(
        """SELECT ?n ?share ?day ?at ?own ?text ?nothing ?s WHERE {
        { BIND(1 AS ?n) BIND(0.5 AS ?share) BIND("1648-10-24"^^<http://www.w3.org/2001/XMLSchema#date> AS ?day)
          BIND("2015-12-18T10:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> AS ?at) BIND(true AS ?own)
          BIND("x" AS ?text) BIND(<https://w3id.org/standpoint/ontology#support> AS ?s) } UNION { BIND(1 AS ?y) } }"""
    )
    frame = result.to_pandas()
    assert [str(kind) for kind in frame.dtypes][:5] == [
        *("Int64", "float64", "datetime64[s]", "datetime64[us, UTC]", "boolean")
    ]
    assert frame["day"].dt.year.iloc[0] == 1648
    assert frame["n"].iloc[0] == 1
    assert frame["n"].isna().tolist() == [False, True]
    assert frame["text"].iloc[0] == "x"
    assert frame["nothing"].isna().all()
    assert "s_iri" not in frame
    assert result.to_pandas(iris=True)["s_iri"].iloc[0].endswith("#support")
    polars = result.to_polars(iris=True)
    assert polars.columns == [*result.columns, "s_iri"]
    assert polars["day"].to_list() == [date(1648, 10, 24), None]
    assert polars["s"].to_list() == ["support", None]


def test_frames_of_no_rows_have_their_columns(graph: Graph) -> None:
    nothing = graph.sparql("SELECT ?a ?b WHERE { ?a ?b 'no such text' }")
    assert list(nothing.to_pandas().columns) == nothing.to_polars().columns == ["a", "b"]
    assert len(nothing.to_pandas()) == len(nothing.to_polars()) == 0


def test_rdflib_gets_what_an_export_holds(graph: Graph, tmp_path: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph.export(tmp_path / "graph.nq")
    dataset = graph.to_rdflib()
    lines = (tmp_path / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert sum(len(named) for named in dataset.graphs()) == len(lines)
    graph.export(tmp_path / "graph.ttl")
    expected = rdflib.Graph().parse(data=(tmp_path / "graph.ttl").read_text(encoding="utf-8"), format="turtle")
    assert {triple for named in dataset.graphs() for triple in named} == set(expected)
    assert len(graph.sparql(TYPES).to_rdflib()) == 5
    with pytest.raises(UsageError, match="CONSTRUCT"):
        graph.query("size").to_rdflib()


@pytest.mark.parametrize("suffix", ["csv", "tsv", "json", "md", "html", "parquet", "xlsx", "srj", "srx"])
def test_an_answer_is_saved_as_its_file_is_called(graph: Graph, tmp_path: Path, suffix: str) -> None:
    graph.query("positions", actor="Kenya").save(tmp_path / f"answer.{suffix}")
    assert (tmp_path / f"answer.{suffix}").stat().st_size > 100
    with pytest.raises(UsageError, match=r"\.docx"):
        graph.query("positions", actor="Kenya").save(tmp_path / "answer.docx")


def test_python_and_the_command_line_give_the_same(loaded: Run, tmp_path: Path) -> None:
    args = ("query", "agreements", "--a", "Kenya", "--b", "Uganda")
    with kg.open(tmp_path / "store") as opened:
        result = opened.query("agreements", a="Kenya", b="Uganda")
        graph_text = tmp_path / "python.ttl"
        opened.export(graph_text)
    for name in ("csv", "json", "html"):
        assert loaded(*args, "--format", name).out == result.to_text(name)
    assert loaded("export", "-").out == graph_text.read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(result.to_text(), newline="")))
    assert rows[0]["issue"] == result[0].issue


def test_a_notebook_shows_a_table(graph: Graph) -> None:
    shown = graph.query("agreements", a="Kenya", b="Uganda")._repr_html_()
    assert "<table>" in shown
    assert "Kenya wants the dam to be built" in shown
    assert "<script" not in shown


def test_an_answer_has_a_picture(graph: Graph, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    picture = graph.query("agreements", a="Kenya", b="Uganda").plot()
    assert picture._repr_svg_().startswith("<svg")
    assert "Construction of the dam" in picture.svg.replace("\n", " ")
    picture.save(tmp_path / "picture.html")
    assert "<svg" in (tmp_path / "picture.html").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="this query has no picture of its own; say which: matrix"):
        graph.sparql("ASK {}").plot()


def test_sparql_of_ones_own_is_kept_in(graph: Graph) -> None:
    with pytest.raises(QuerySyntaxError, match="line 1"):
        graph.sparql("SELECT * WHERE { ?s ?p }")
    with pytest.raises(UsageError, match="SERVICE"):
        graph.sparql("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with pytest.raises(LimitReached):
        graph.sparql("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", timeout=1)


def test_a_canned_query_can_have_a_deadline(own_store: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    slow = "#+ summary: How many?\nSELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    (tmp_path / "own" / "slow.rq").write_text(slow, encoding="utf-8")
    with kg.open(own_store, queries=tmp_path / "own") as opened:
        here, apart = (opened.query("positions", actor="Kenya", timeout=timeout) for timeout in (None, 60))
        assert here.table == apart.table
        with pytest.raises(LimitReached, match="after 1 s"):
            opened.query("slow", timeout=1)


@pytest.mark.parametrize("name", load_catalogue([data_folder("queries")]).names)
def test_every_canned_query_may_run_apart(name: str) -> None:
    check_query(load_catalogue([data_folder("queries")]).get(name).sparql)


@pytest.mark.parametrize("suffix", ["ttl", "trig", "nq"])
def test_a_file_of_rdf_is_a_graph_too(graph: Graph, tmp_path: Path, suffix: str) -> None:
    graph.export(tmp_path / f"graph.{suffix}")
    with kg.open(tmp_path / f"graph.{suffix}") as opened:
        assert opened.query("agreements", a="Kenya", b="Uganda")[0].verdict == "disagree"
        assert opened.sparql("ASK { ?s a <https://w3id.org/standpoint/ontology#Position> }")[0].answer is True
        assert len(opened.sparql(TYPES).to_rdflib()) == 5
        assert len(opened.sources) == 0
        opened.export(tmp_path / f"again.{suffix}")
        with pytest.raises(UsageError, match="SERVICE"):
            opened.sparql("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
        with pytest.raises(UsageError, match="a file of RDF cannot"):
            opened.load("x.txt")
        with pytest.raises(UnknownName):
            opened.export(tmp_path / "x.ttl", sources=["talks"])
    assert (tmp_path / f"again.{suffix}").read_bytes() == (tmp_path / f"graph.{suffix}").read_bytes()


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("@prefix a: <https://a.example/> .\na:b a:c\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.ttl:3:"):
        kg.open(tmp_path / "bad.ttl")
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    with pytest.raises(InputError, match="is no RDF file"):
        kg.open(tmp_path / "notes.txt")


def test_what_is_no_graph_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(NotAStore, match="kg load"):
        kg.open(tmp_path / "missing")
    with pytest.raises(RemoteStoreError, match=r"http://127\.0\.0\.1:9"):
        kg.open("http://127.0.0.1:9/query")


def test_documents_are_loaded_from_python(tmp_path: Path) -> None:
    records = write_records(tmp_path / "talks.jsonl", RECORDS)
    with kg.open(tmp_path / "new", create=True) as opened:
        assert len(opened.query("positions")) == 0
        (loaded,) = opened.load(records)
        assert (loaded.source, loaded.outcome, loaded.claims, loaded.refused) == ("Talks on the Nile", "loaded", 5, 0)
        assert len(opened.query("positions", actor="Kenya")) == 1
        assert opened.load(records).column("outcome") == ["unchanged"]
        with pytest.raises(InputError):
            opened.load(tmp_path / "missing.txt")
        assert len(opened.query("positions", actor="Kenya")) == 1
    with kg.open(tmp_path / "new", create=True) as again:
        assert len(again.sources) == 1


def test_a_store_that_is_written_to_can_be_asked(own_store: Path, tmp_path: Path) -> None:
    records = write_records(tmp_path / "talks.jsonl", RECORDS)
    with open_store(own_store, write=True), kg.open(own_store) as opened:
        assert len(opened.query("positions", actor="Kenya")) == 1
        with pytest.raises(StoreInUse):
            opened.load(records)
        assert len(opened.query("positions", actor="Kenya")) == 1


@pytest.mark.parametrize(("call", "package"), [("to_pandas", "pandas"), ("to_polars", "polars")])
def test_a_missing_package_is_named(graph: Graph, monkeypatch: pytest.MonkeyPatch, call: str, package: str) -> None:
    result: Result = graph.query("size")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError, match=rf"{package}: pip install 'standpoint-kg\[frames\]'"):
        getattr(result, call)()


def test_the_package_imports_nothing_before_it_is_used() -> None:
    program = (
        "import sys, kg; print(sorted({name.split('.')[0] for name in sys.modules} - set(sys.stdlib_module_names)))"
    )
    shown = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True).stdout
    loaded = set(eval(shown))
    assert "kg" in loaded
    assert not loaded & {"pyoxigraph", "pandas", "polars", "rdflib", "pydantic", "spacy", "typer", "yaml"}
