"""What a server must bear, by number: the faults and abuses 7, 15 to 23, 25 and 26 of the list in SECURITY.md.

Each against a real server with its processes. Times here are deadlines for what must come to an end at all.
"""

from __future__ import annotations

import shutil
import signal
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from live import PATIENCE, TOKEN, Server, end, is_alive, serving, wait_for
from processes import processor_seconds

QUERY = {"Content-Type": "application/sparql-query"}
CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
SLOW = f"SELECT (COUNT(*) AS ?n) WHERE {{ {CROSS} }}"
DOUBLED = "BIND('0123456789abcdef' AS ?x0) " + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))


@pytest.fixture(scope="module")
def server(store_with_records: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    store = tmp_path_factory.mktemp("abused") / "store"
    shutil.copytree(store_with_records, store)
    with serving(store, "--timeout", "3", "--write") as running:
        wait_for(lambda: len(running.children()) >= 6)
        yield running


def state(server: Server) -> str:
    """What changes with every change of the store."""
    answer: dict[str, str] = server.client.get("/healthz").json()
    return answer["state"]


def answers(server: Server) -> bool:
    """Whether a query that takes no time is answered; on a busy machine even that may take longer than its seconds."""
    response = server.client.post("/sparql", content="ASK {}", headers=QUERY)
    return response.status_code == 200 and bool(response.json()["boolean"])


def is_idle(server: Server) -> bool:
    """Whether none of the server's processes computes: by the processor time that they use in a while."""
    before = {pid: processor_seconds(pid) for pid in server.children()}
    threading.Event().wait(0.5)
    return all(processor_seconds(pid) - used < 0.1 for pid, used in before.items())


@pytest.mark.parametrize(
    "sparql",
    [
        SLOW,
        f"SELECT * WHERE {{ {CROSS} }} ORDER BY ?f",
        "SELECT (COUNT(*) AS ?n) WHERE { ?a (<http://x/p>|^<http://x/p>|!<http://x/q>)* ?b . ?c !<http://x/z>* ?d . "
        "?e !<http://x/z>* ?f }",
        f"ASK {{ ?s {'/'.join(['<http://x/p>'] * 1000)} ?o }}",
    ],
    ids=["cartesian", "sort", "paths", "steps"],
)
def test_15_a_slow_query_is_stopped_and_nothing_goes_on(server: Server, sparql: str) -> None:
    response = server.client.post("/sparql", content=sparql, headers=QUERY)
    assert response.status_code in (400, 504), response.text  # memory may run out before the time does
    assert "stopped after 3 s" in response.text or "memory" in response.text
    assert wait_for(lambda: answers(server))
    assert wait_for(lambda: is_idle(server))


@pytest.mark.parametrize(
    "sparql",
    [
        "ASK {" + "{" * 20_000,
        "ASK { ?s ?p ?o FILTER(" + "(" * 20_000,
        f"ASK {{ {'UNION'.join(['{}'] * 9000)} }}",
        f"ASK {{ ?s ?p ?o FILTER({'!' * 60_000}?o) }}",
        "ASK { ?s ?p '" + "a" * 100_000 + "' }",
    ],
    ids=["braces", "parentheses", "unions", "nots", "long"],
)
def test_16_a_query_that_is_too_deep_or_too_long_is_refused(server: Server, sparql: str) -> None:
    response = server.client.post("/sparql", content=sparql, headers=QUERY)
    assert response.status_code in (400, 504)
    assert wait_for(lambda: answers(server))


def test_17_a_query_that_takes_all_memory_costs_its_own_process_only(server: Server) -> None:
    before = _memory(server.process.pid)
    response = server.client.post("/sparql", content=f"SELECT ?x40 WHERE {{ {DOUBLED} }}", headers=QUERY)
    assert response.status_code in (400, 504)
    assert "memory" in response.text or "stopped" in response.text
    assert wait_for(lambda: answers(server))
    assert _memory(server.process.pid) - before < 50 * 1024**2


def _memory(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096


def _leave(patient: Server) -> set[int]:
    """Ask something slow, and leave when somebody computes: the processes that are gone then."""
    before = patient.children()
    with patient.connect() as line:
        body = SLOW.encode()
        head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        line.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        assert wait_for(lambda: not is_idle(patient))
    assert wait_for(lambda: is_idle(patient))
    return before - patient.children()


def test_18_a_query_whose_client_leaves_is_stopped(store_with_records: Path) -> None:
    with serving(store_with_records, "--timeout", "600") as patient:
        assert wait_for(lambda: len(patient.children()) >= 6)
        assert wait_for(lambda: answers(patient))
        assert wait_for(lambda: is_idle(patient)), "what is read ahead has been read"
        # On a busy machine the client may have left before the query began: then nothing is to be stopped.
        assert any(_leave(patient) for _ in range(5)), "the process that computed is gone"
        assert wait_for(lambda: answers(patient))


def test_19_many_slow_queries_leave_pages_as_they_are(server: Server) -> None:
    def ask(number: int) -> tuple[int, str]:
        response = server.client.post("/sparql", content=f"{SLOW} # {number}", headers=QUERY)
        return response.status_code, response.headers.get("Retry-After", "")

    with ThreadPoolExecutor(50) as clients:
        asked = [clients.submit(ask, number) for number in range(50)]
        assert wait_for(lambda: any(one.done() for one in asked))
        statuses = [server.client.get(path).status_code for path in ("/healthz", "/", "/q/actors.json")]
        found = [one.result() for one in asked]
    assert statuses == [200, 200, 200]
    assert {status for status, _ in found} <= {503, 504}
    assert all(retry for status, retry in found if status == 503)
    assert any(status == 503 for status, _ in found)
    assert wait_for(lambda: answers(server))


def test_19_slow_canned_queries_leave_pages_as_they_are(store_with_records: Path, tmp_path: Path) -> None:
    (tmp_path / "slow.rq").write_text(f"#+ summary: How many are there?\n{SLOW}", encoding="utf-8")
    with serving(store_with_records, "--queries", str(tmp_path)) as own, ThreadPoolExecutor(6) as clients:
        asked = [clients.submit(own.client.get, f"/q/slow.json?limit={number}") for number in range(6)]
        assert wait_for(lambda: not is_idle(own))
        assert [own.client.get(path).status_code for path in ("/", "/healthz", "/names/actor.json")] == [200] * 3
        assert not any(one.done() and one.result().status_code == 200 for one in asked)
        own.process.terminate()
        clients.shutdown(wait=False, cancel_futures=True)


REACHING = [
    "SELECT * WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * WHERE { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * WHERE { BIND(<URL> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "SELECT * FROM <URL> WHERE { ?s ?p ?o }",
    "SELECT * FROM NAMED <URL> WHERE { GRAPH ?g { ?s ?p ?o } }",
    "PREFIX x: <URL> SELECT * FROM x:data WHERE { ?s ?p ?o }",
    "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
    "LOAD <URL>",
    "LOAD <URL> INTO GRAPH <http://example.org/g>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
]
HOSTS = ["127.0.0.1", "[::1]", "2130706433", "169.254.169.254"]


@pytest.mark.parametrize("sparql", REACHING)
def test_20_nothing_is_fetched(server: Server, sparql: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        for host in HOSTS:
            text = sparql.replace("URL", f"http://{host}:{listener.getsockname()[1]}/")
            kind = "update" if sparql.startswith(("LOAD", "INSERT")) else "query"
            headers = {"Authorization": f"Bearer {TOKEN}"}
            response = server.client.post("/sparql", data={kind: text}, headers=headers)
            assert response.status_code == 400, response.text
            assert any(word in response.json()["detail"] for word in ("SERVICE", "LOAD", "FROM"))
        with pytest.raises(TimeoutError):
            listener.accept()


INSERT = "INSERT DATA { GRAPH <http://example.org/g> { <http://example.org/s> <http://example.org/p> 1 } }"


@pytest.mark.parametrize("sparql", [INSERT, f"ASK {{}} ; {INSERT}", f"# ASK {{}}\n{INSERT}", "CLEAR ALL", "DROP ALL"])
def test_21_an_update_is_no_query(server: Server, sparql: str) -> None:
    before = state(server)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert server.client.get("/sparql", params={"query": sparql}, headers=headers).status_code == 400
    assert server.client.get("/sparql", params={"update": sparql}, headers=headers).status_code == 400
    assert server.client.post("/sparql", content=sparql, headers=QUERY | headers).status_code == 400
    assert state(server) == before


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer another-token-than-that"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": f"Bearer {TOKEN}", "Origin": "http://evil.example"},
        {"Authorization": f"Bearer {TOKEN}", "Origin": "null"},
        {"Authorization": f"Bearer {TOKEN}", "Host": "evil.example"},
        {"Origin": "http://evil.example"},
    ],
)
def test_22_nobody_else_writes(server: Server, headers: dict[str, str]) -> None:
    before = state(server)
    graph = {"graph": "http://example.org/g"}
    turtle = {"Content-Type": "text/turtle"}
    responses = [
        server.client.post("/sparql", data={"update": INSERT}, headers=headers),
        server.client.put("/graphs", params=graph, content="<a:b> <a:b> 1 .", headers=headers | turtle),
        server.client.delete("/graphs", params=graph, headers=headers),
    ]
    assert {response.status_code for response in responses} <= {401, 403}
    assert state(server) == before


def test_22_nobody_writes_to_a_server_that_is_read_only(store_with_records: Path) -> None:
    with serving(store_with_records) as readonly:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        assert readonly.client.post("/sparql", data={"update": INSERT}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        ('<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><rdf:RDF xmlns:rdf="x"/>', "application/rdf+xml"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "application/rdf+xml"),
        ('{"@context": "http://127.0.0.1:9/context", "a": "b"}', "application/ld+json"),
        ('{"@context": {"@vocab": "a:"}, "a": ' + '{"a": ' * 10_000 + "1" + "}" * 10_001, "application/ld+json"),
        ("<a:b> <a:b> " + "[ <a:b> " * 100_000 + "1" + " ]" * 100_000 + " .", "text/turtle"),
        ("<a:b> <a:b> " + "( " * 100_000 + ") " * 100_000 + " .", "text/turtle"),
    ],
    ids=["laughs", "entity", "context", "deep-json", "deep-turtle", "deep-list"],
)
def test_26_a_graph_that_is_a_trap_is_refused_or_harmless(server: Server, body: str, media_type: str) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": media_type}
    graph = {"graph": "http://example.org/trap"}
    response = server.client.put("/graphs", params=graph, content=body, headers=headers)
    assert response.status_code in (201, 204, 400)
    assert server.client.get("/healthz").status_code == 200
    assert server.client.delete("/graphs", params=graph, headers=headers).status_code in (204, 404)


def test_26_a_packed_body_is_not_unpacked(server: Server) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle", "Content-Encoding": "gzip"}
    graph = {"graph": "http://example.org/g"}
    response = server.client.put("/graphs", params=graph, content=b"\x1f\x8b" + bytes(100), headers=headers)
    assert response.status_code == 415


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_7_a_signal_ends_a_server_under_load_with_its_processes(
    store_with_records: Path, number: signal.Signals
) -> None:
    with serving(store_with_records, "--timeout", "600") as loaded:
        assert wait_for(lambda: len(loaded.children()) >= 6)
        with ThreadPoolExecutor(4) as clients:
            for place in range(4):
                clients.submit(loaded.client.post, "/sparql", content=f"{SLOW} # {place}", headers=QUERY)
            assert wait_for(lambda: not is_idle(loaded))
            before = loaded.children()
            assert end(loaded, number) == 0
        assert wait_for(lambda: not any(map(is_alive, before)))


def test_processes_end_with_a_server_that_is_killed(store_with_records: Path) -> None:
    with serving(store_with_records) as killed:
        assert wait_for(lambda: len(killed.children()) >= 6)
        before = killed.children()
        killed.process.kill()
        killed.process.wait(PATIENCE)
        assert wait_for(lambda: not any(map(is_alive, before)))
