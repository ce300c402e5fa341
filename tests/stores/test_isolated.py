"""Queries from outside: what they may not be, and what happens to those that take too much."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples
from store_samples import entry, quads

from kg.errors import LimitReached, NotAStore, QuerySyntaxError, StandpointError, UsageError
from kg.stores import isolated, open_store
from kg.stores.guard import MAX_BYTES, MAX_NESTING, check_query
from kg.stores.isolated import run_isolated

MEMORY = 1 << 30


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("isolated") / "store"
    with open_store(path, write=True, create=True) as store:
        store.replace_source(entry("vienna"), quads("vienna", size=2000))
    return path


def test_results_are_those_of_a_query_in_this_process(folder: Path) -> None:
    sparql = "SELECT ?s ?o ?none WHERE { ?s ?p ?o } ORDER BY ?o LIMIT 5"
    with open_store(folder) as store:
        here, there = store.query(sparql), run_isolated(folder, sparql, timeout=20)
        assert isinstance(here, QuerySolutions)
        assert isinstance(there, QuerySolutions)
        assert [variable.value for variable in there.variables] == ["s", "o", "none"]
        assert [list(row) for row in there] == [list(row) for row in here]


def test_each_form_of_query_has_its_result(folder: Path) -> None:
    answer = run_isolated(folder, "ASK { ?s ?p ?o }", timeout=20)
    assert isinstance(answer, QueryBoolean)
    assert answer
    for sparql in ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 7", "DESCRIBE ?s WHERE { ?s ?p ?o } LIMIT 1"):
        triples = run_isolated(folder, sparql, timeout=20)
        assert isinstance(triples, QueryTriples)
        assert len(list(triples)) >= 7


def test_a_query_sees_the_newest_state_while_a_writer_is_open(folder: Path) -> None:
    with open_store(folder, write=True) as store:
        store.replace_source(entry("geneva"), quads("geneva"))
        found = run_isolated(folder, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", timeout=20)
        assert isinstance(found, QuerySolutions)
        assert len(list(found)) == 2
        store.retract(entry("geneva").graph)


def test_a_syntax_error_names_line_and_column(folder: Path) -> None:
    with pytest.raises(QuerySyntaxError, match="line 2, column 8"):
        run_isolated(folder, "SELECT *\n  WERE { ?s ?p ?o }", timeout=20)


def test_a_folder_that_is_no_store_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotAStore, match=str(tmp_path)):
        run_isolated(tmp_path, "ASK {}", timeout=20)


CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
DOUBLED = "BIND('0123456789abcdef' AS ?x0) " + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))


@pytest.mark.parametrize(
    "sparql",
    [
        f"SELECT (COUNT(*) AS ?n) WHERE {{ {CROSS} }}",
        f"SELECT * WHERE {{ {CROSS} }} ORDER BY ?f",
        f"SELECT * WHERE {{ {CROSS} FILTER(?a = ?z) }}",
        "SELECT (COUNT(*) AS ?n) WHERE { ?a (<http://x/p>|^<http://x/p>|!<http://x/q>)* ?b . ?c !<http://x/z>* ?d }",
        f"CONSTRUCT {{ ?a ?b ?i }} WHERE {{ {CROSS} }}",
        f"SELECT (STRLEN(?x40) AS ?n) WHERE {{ {DOUBLED} }}",
        f"ASK {{ ?s {'/'.join(['<http://x/p>'] * 1000)} ?o }}",
        f"ASK {{ {'UNION'.join(['{}'] * 9000)} }}",
        f"ASK {{ ?s ?p ?o FILTER({' && '.join(['?o'] * 10_000)}) }}",
        f"ASK {{ ?s ?p ?o FILTER({'!' * 60_000}?o) }}",
    ],
    ids=["count", "sort", "filter", "paths", "construct", "memory", "steps", "unions", "ands", "nots"],
)
def test_a_query_that_takes_too_much_is_stopped(folder: Path, sparql: str) -> None:
    start = time.monotonic()
    with pytest.raises(LimitReached) as caught:
        run_isolated(folder, sparql, timeout=2, memory=MEMORY)
    assert time.monotonic() - start < 4
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("brackets", ["{}", "()", "[]", "{(", "({["])
def test_nesting_is_limited(folder: Path, brackets: str) -> None:
    with pytest.raises(LimitReached, match="nests"):
        check_query("ASK {\n" + brackets[0] * MAX_NESTING)
    check_query("ASK { ?s ?p '''" + brackets[0] * 10 * MAX_NESTING + "''' }")
    check_query(brackets * MAX_NESTING if brackets in ("{}", "()", "[]") else "")


def test_length_is_limited_in_bytes() -> None:
    check_query("#" + "a" * (MAX_BYTES - 1))
    with pytest.raises(LimitReached, match=f"{MAX_BYTES + 1} bytes"):
        check_query("#" + "é" * (MAX_BYTES // 2))


def test_a_result_has_a_limited_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "MAX_RESULT", 1 << 20)
    with pytest.raises(LimitReached, match="1 MB; add a LIMIT"):
        run_isolated(folder, "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }", timeout=20)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


REACHING = [
    "SELECT * WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * WHERE { service silent <URL> { ?s ?p ?o } }",
    "SELECT * WHERE { BIND(<URL> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * WHERE { SERVICE:x{ ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p true.SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p trueSERVICESILENT<URL>{ ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p 1e5SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * WHERE { ?s <http://x/\\u0041#> ?o . SERVICE <URL> { ?s ?p ?o } }",
    'SELECT * WHERE { ?s ?p "\\"" . SERVICE <URL> { ?s ?p ?o } # "\n}',
    "SELECT * FROM <URL> WHERE { ?s ?p ?o }",
    "SELECT * FROM NAMED <URL> WHERE { ?s ?p ?o }",
    "SELECT*FROMNAMED<file:///etc/passwd> WHERE { ?s ?p ?o }",
    "LOAD <URL>",
]


@pytest.mark.parametrize("sparql", REACHING)
def test_a_query_reaches_for_nothing(folder: Path, listener: socket.socket, sparql: str) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    with pytest.raises(UsageError, match=r"SERVICE|FROM|LOAD"):
        run_isolated(folder, sparql.replace("URL", url), timeout=5)
    with pytest.raises(TimeoutError):
        listener.accept()


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * WHERE { ?service ?from 'SERVICE' }",
        '# FROM here\nSELECT * WHERE { ?s <http://x/SERVICE> """LOAD"""@from }',
        "PREFIX load: <http://x/load/> PREFIX ex: <http://x/> SELECT * WHERE { ?s ex:from load:a }",
        "SELECT * WHERE { ?s ?p ?o FILTER(?s < ?o && ?o > ?s) }",
    ],
)
def test_a_name_may_look_like_a_keyword(folder: Path, sparql: str) -> None:
    assert isinstance(run_isolated(folder, sparql, timeout=20), QuerySolutions)


def _run_child(order: dict[str, object]) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "kg.stores.child"],
        input=json.dumps(order).encode(),
        capture_output=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


def _may_leave_network() -> bool:
    return subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode == 0


@pytest.mark.skipif(not _may_leave_network(), reason="this system lets no process leave the network")
def test_the_child_has_no_network_even_for_a_query_that_slipped_through(
    folder: Path, tmp_path: Path, listener: socket.socket
) -> None:
    sparql = f"SELECT * WHERE {{ SERVICE <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
    limits = {"memory": MEMORY, "seconds": 5, "bytes": 1 << 20}
    answer = _run_child({"store": str(folder), "sparql": sparql, "result": str(tmp_path / "result"), **limits})
    assert answer["error"] == "StoreError"
    with pytest.raises(TimeoutError):
        listener.accept()


def test_the_child_imports_little() -> None:
    code = "import sys, kg.stores.child; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert not {"pydantic", "typer", "rdflib", "spacy", "rich", "rapidfuzz"} & set(done.stdout.split())


def _children() -> set[str]:
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return set(children.read_text().split()) if children.exists() else set()


def test_no_child_is_left(folder: Path) -> None:
    before = _children()  # the fork server of other tests, say
    with pytest.raises(StandpointError):
        run_isolated(folder, f"SELECT (COUNT(*) AS ?n) WHERE {{ {CROSS} }}", timeout=0.5)
    assert _children() <= before
