"""Servers by their address: what goes wrong on the way is said, in time; no change is lost or doubled in silence."""

from __future__ import annotations

import socket
import sys
import time
import types
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from faulty_server import JSON, PAGE, ROWS, YES, Faulty, Reply, faulty_server
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions

from kg.errors import LimitReached, QuerySyntaxError, RemoteStoreError, UsageError
from kg.stores import is_address, open_any
from kg.stores.remote.address import Address, read_address
from kg.stores.remote.client import Client
from kg.stores.remote.connections import Sockets
from kg.stores.remote.credentials import Credentials, find_credentials
from kg.stores.remote.discovery import find_endpoints, find_update, read_layouts

ASK = "ASK { ?s ?p ?o }"


def thousand(times: int) -> bytes:
    """So many thousand rows."""
    rows = ",".join(['{"x":{"type":"literal","value":"one"}}'] * 1000 * times)
    return f'{{"head":{{"vars":["x"]}},"results":{{"bindings":[{rows}]}}}}'.encode()


def count(number: int) -> bytes:
    """The answer to a counting query."""
    value = f'{{"type":"literal","datatype":"http://www.w3.org/2001/XMLSchema#integer","value":"{number}"}}'
    return f'{{"head":{{"vars":["n"]}},"results":{{"bindings":[{{"n":{value}}}]}}}}'.encode()


@pytest.fixture
def server() -> Iterator[Faulty]:
    with faulty_server() as told:
        yield told


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No log-in of whoever runs the tests is used."""
    for name in ("KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))


def client(server: Faulty, seconds: float = 5.0, credentials: Credentials | None = None) -> Client:
    address = Address(server.url, f"{server.url}/query", f"{server.url}/update", f"{server.url}/store")
    return Client(address, credentials or Credentials(), seconds, seconds)


def test_an_answer_comes_back_as_terms(server: Faulty) -> None:
    assert isinstance(client(server).query(ASK), QueryBoolean)
    server.replies = [Reply(ROWS)]
    rows = client(server).query("SELECT ?x { ?x ?p ?o }")
    assert isinstance(rows, QuerySolutions)
    assert [row["x"].value for row in rows] == ["one"]
    server.replies = [Reply(b"<http://s> <http://p> 1 .", media_type="text/turtle")]
    assert [str(t.object) for t in client(server).query("CONSTRUCT WHERE { ?s ?p ?o }")] == [  # type: ignore[union-attr]
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    ]


@pytest.mark.parametrize(
    ("sparql", "asked"),
    [
        ("# CONSTRUCT is what this is not\nPREFIX a: <http://a#>\nselect ?x { ?x a:construct ?y }", "json"),
        ("PREFIX select: <http://a#> construct where { ?s ?p ?o }", "turtle"),
        ("DESCRIBE <http://a>", "turtle"),
        ("{ no query }", "json"),
    ],
)
def test_the_form_of_a_query_says_what_is_asked_for(server: Faulty, sparql: str, asked: str) -> None:
    with suppress(RemoteStoreError):
        client(server).query(sparql)
    ((_, _, headers, _),) = server.requests
    assert asked in headers["Accept"]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("boolean", "1", "true"), ("boolean", "0", "false"), ("integer", "1", "1"),
        ("decimal", "50.0", "50"), ("decimal", "-0.250", "-0.25"), ("decimal", "33.3", "33.3"),
        ("decimal", "100", "100"), ("string", "50.0", "50.0"),
    ],
)  # fmt: skip
def test_a_value_is_one_literal_however_it_is_written(server: Faulty, kind: str, value: str, expected: str) -> None:
    cell = f'{{ "type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#{kind}", "value": "{value}" }}'
    server.replies = [Reply(ROWS.replace(b'{"type":"literal","value":"one"}', cell.encode()))]
    rows = client(server).query("SELECT ?x { ?x ?p ?o }")
    assert isinstance(rows, QuerySolutions)
    assert [row["x"].value for row in rows] == [expected]


def test_json_is_asked_for_and_the_query_is_sent_whole(server: Faulty) -> None:
    client(server).query(f"{ASK} # {'x' * 100_000}")
    method, _, headers, body = server.requests[0]
    assert method == "POST"
    assert "json" in headers["Accept"]
    assert "xml" not in headers["Accept"]
    assert len(body) > 100_000


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (PAGE, "web page"),
        (Reply(b"<sparql/>", media_type="application/sparql-results+xml"), "not with SPARQL results"),
        (Reply(b'{"head":{"vars":["x"]},"results":{"bind'), "cut off"),
        (Reply(ROWS[:-20]), "cut off"),
        (Reply(b"[]"), "no SPARQL result"),
        (Reply(b"<http://s> <http://p> ", media_type="text/turtle"), "cut off"),
    ],
)
def test_what_is_no_whole_answer_is_an_error(server: Faulty, reply: Reply, words: str) -> None:
    server.replies = [reply]
    with pytest.raises(RemoteStoreError, match=words):
        client(server).query(ASK)


def test_a_body_shorter_than_announced_is_an_error(server: Faulty) -> None:
    server.replies = [Reply(ROWS, length=len(ROWS) + 5, headers={"Connection": "close"})]
    with pytest.raises(RemoteStoreError, match="cut off"):
        client(server).query(ASK)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(ROWS, headers={"X-SPARQL-MaxRows": "1"}),
        Reply(ROWS, headers={"X-SQL-State": "S1TAT"}),
    ],
)
def test_an_answer_that_the_server_has_limited_is_an_error(server: Faulty, reply: Reply) -> None:
    server.replies = [reply]
    with pytest.raises(LimitReached, match="at most 1 rows"):
        client(server).query(ASK)


@pytest.mark.parametrize(
    "replies",
    [
        [Reply(pause=60.0)],
        [Reply(YES * 40, drip=2.0)],
        [Reply(status=503, pause=0.3)],
        [Reply(b"no", status=500, drip=60.0, length=1000)],
        [Reply(status=401), Reply(pause=60.0)],
        [Reply(status=429), Reply(pause=60.0)],
        [Reply(status=307, headers={"Location": "/there"}), Reply(pause=60.0)],
        [Reply(thousand(10)), Reply(pause=60.0)],
    ],
    ids=["hangs", "drips", "busy", "drips an error", "log-in", "busy, then hangs", "redirect", "count"],
)
def test_no_call_waits_longer_than_its_deadline(server: Faulty, replies: list[Reply]) -> None:
    asked = client(server, seconds=0.5, credentials=Credentials("ada", "secret"))
    calls: tuple[Callable[[], object], ...] = (
        lambda: asked.query(ASK), lambda: asked.update("INSERT DATA { <http://s> <http://p> 1 }"),
    )  # fmt: skip
    for call in calls:
        server.replies = list(replies)
        start = time.monotonic()
        with suppress(LimitReached, RemoteStoreError):  # an update may be refused before
            call()
        assert time.monotonic() - start < 20.0


def test_what_is_connected_after_its_deadline_is_cut_too() -> None:
    sockets = Sockets()
    for late in (False, True):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            sockets.add(ours)
            if not late:
                sockets.cut()
            ours.settimeout(30.0)
            assert ours.recv(1) == b""


def test_rows_that_a_server_holds_back_in_silence_are_counted(server: Faulty) -> None:
    sparql = "PREFIX : <http://p#>\n# all of them\nSELECT ?x { ?x :y ?z }"
    for there in (10_000, 10_001):
        server.replies = [Reply(thousand(10)), Reply(count(there)), Reply()]
        if there == 10_000:
            assert len(list(client(server).query(sparql))) == there  # type: ignore[arg-type]
            continue
        with pytest.raises(LimitReached, match="gave 10000 of 10001 rows; raise its limit, or ask for fewer"):
            client(server).query(sparql)
    asked = unquote_plus(server.requests[1][3].decode())
    assert "PREFIX : <http://p#>\n# all of them\nSELECT (COUNT(*) AS ?n) WHERE { { SELECT ?x { ?x :y ?z }\n} }" in asked


def test_rows_of_no_round_number_are_not_counted(server: Faulty) -> None:
    server.replies = [Reply(ROWS)]
    client(server).query("SELECT ?x { ?x ?p ?o }")
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again(server: Faulty, status: int) -> None:
    server.replies = [Reply(status=status), Reply(status=status), Reply()]
    assert bool(client(server).query(ASK))
    assert len(server.requests) == 3


def test_the_pause_that_a_server_asks_for_is_kept(server: Faulty) -> None:
    server.replies = [Reply(status=429, headers={"Retry-After": "1"}), Reply()]
    start = time.monotonic()
    assert bool(client(server).query(ASK))
    assert time.monotonic() - start >= 1.0


def test_a_pause_beyond_the_deadline_is_not_waited_for(server: Faulty) -> None:
    server.replies = [Reply(status=503, headers={"Retry-After": "20"})]
    start = time.monotonic()
    with pytest.raises(LimitReached, match="busy"):
        client(server, seconds=10.0).query(ASK)
    assert time.monotonic() - start < 5.0


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_change_is_sent_once(server: Faulty, status: int) -> None:
    server.replies = [Reply(status=status), Reply()]
    with pytest.raises(RemoteStoreError):
        client(server).update("INSERT DATA { <http://s> <http://p> 1 }")
    assert len(server.requests) == 1


def test_a_change_whose_end_is_not_known_is_said_to_be_so(server: Faulty) -> None:
    server.replies = [Reply(b"x", length=10, headers={"Connection": "close"})]
    with pytest.raises(RemoteStoreError, match="not known"):
        client(server).update("INSERT DATA { <http://s> <http://p> 1 }")


def test_questions_follow_redirects_on_the_same_host_with_their_body(server: Faulty) -> None:
    server.replies = [Reply(status=307, headers={"Location": f"{server.url}/there"}), Reply()]
    assert bool(client(server).query(ASK))
    assert server.requests[1][1] == "/there"
    assert b"ASK" in server.requests[1][3]


def test_no_redirect_leads_to_another_host(server: Faulty) -> None:
    with faulty_server() as other:
        server.replies = [Reply(status=307, headers={"Location": f"{other.url}/there"})]
        with pytest.raises(RemoteStoreError, match="another host"):
            client(server, credentials=Credentials("ada", "secret")).query(ASK)
        assert other.requests == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_changes_follow_no_redirect(server: Faulty, status: int) -> None:
    server.replies = [Reply(status=status, headers={"Location": f"{server.url}/there"})]
    with pytest.raises(RemoteStoreError, match="changes follow nobody"):
        client(server).update("INSERT DATA { <http://s> <http://p> 1 }")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (400, QuerySyntaxError, "cannot read"),
        (401, RemoteStoreError, "KG_STORE_PASSWORD"),
        (403, RemoteStoreError, "doesn't allow"),
        (404, RemoteStoreError, "nothing at this address"),
        (405, RemoteStoreError, "takes no queries"),
        (500, RemoteStoreError, "failed"),
    ],
)
def test_each_refusal_says_what_to_do(server: Faulty, status: int, error: type[Exception], words: str) -> None:
    server.replies = [Reply(b"<p>no</p>", status=status, media_type="text/html")]
    with pytest.raises(error, match=words):
        client(server).query(ASK)


def test_a_syntax_error_has_line_and_column(server: Faulty) -> None:
    server.replies = [Reply(b"parse error", status=400, media_type="text/plain")]
    with pytest.raises(QuerySyntaxError, match="line 1, column"):
        client(server).query("SELECT * {")


def test_nobody_there() -> None:
    with pytest.raises(RemoteStoreError, match="nothing answers there"):
        Client(Address("x", "http://127.0.0.1:9/query"), Credentials(), 2.0).query(ASK)


def test_triples_are_added_to_a_graph_by_its_name(server: Faulty) -> None:
    client(server).add(NamedNode("http://example.org/g?a=1&b"), ["<http://s> <http://p> 1 .\n"])
    _, path, headers, body = server.requests[0]
    assert path == "/store?graph=http%3A%2F%2Fexample.org%2Fg%3Fa%3D1%26b"
    assert headers["Content-Type"] == "application/n-triples"
    assert body == b"<http://s> <http://p> 1 .\n"


def test_a_store_without_an_update_endpoint_is_not_changed(server: Faulty) -> None:
    with pytest.raises(UsageError, match="not changed"):
        Client(Address(server.url, server.url), Credentials()).update("CLEAR ALL")
    assert server.requests == []


# ---- addresses and log-ins


@pytest.mark.parametrize("text", ["http://example.org/sparql", "http:/example.org/sparql", "https://a.b:1/x"])
def test_an_address_survives_being_taken_for_a_path(text: str) -> None:
    assert is_address(Path(text))
    assert read_address(Path(text)).query.startswith(("http://", "https://"))


def test_folders_are_no_addresses(tmp_path: Path) -> None:
    assert not is_address(tmp_path)
    assert not is_address("kg-store")
    assert not is_address("C:/kg-store")


def test_a_file_names_all_addresses(tmp_path: Path) -> None:
    file = tmp_path / "archive.toml"
    file.write_text('query = "https://x.org/q"\nupdate = "https://x.org/u"\nuser = "ada"\n', encoding="utf-8")
    assert is_address(file)
    found = read_address(file)
    assert (found.query, found.update, found.graph_store, found.user) == (
        "https://x.org/q", "https://x.org/u", None, "ada",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('query = "ftp://x"', "begins with http"),
        ('update = "https://x.org"', "needs query"),
        ('query = "https://x.org"\npasswort = "p"', "'passwort' is not one of"),
        ("query = ", "names no store"),
    ],
)
def test_a_file_that_names_no_store(tmp_path: Path, text: str, words: str) -> None:
    (file := tmp_path / "archive.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=words):
        read_address(file)


def test_a_password_in_an_address_is_refused() -> None:
    with pytest.raises(UsageError, match="seen by others") as caught:
        read_address("https://ada:secret@example.org/sparql")
    assert "secret" not in str(caught.value)


def test_log_ins_come_from_the_environment_then_from_netrc(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, server: Faulty
) -> None:
    address = Address(server.url, server.url)
    assert find_credentials(address).headers() == {}
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ada password s1\n", encoding="utf-8")
    (tmp_path / "netrc").chmod(0o600)
    assert find_credentials(address) == Credentials("ada", "s1")
    monkeypatch.setenv("KG_STORE_USER", "bo")
    monkeypatch.setenv("KG_STORE_PASSWORD", "s2")
    assert find_credentials(address) == Credentials("bo", "s2")
    monkeypatch.setenv("KG_STORE_TOKEN", "t")
    assert find_credentials(address).headers() == {"Authorization": "Bearer t"}
    assert "s2" not in repr(find_credentials(address))


def test_a_password_that_netrc_lacks_comes_from_the_systems_keyring(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    address = Address("https://db.example.org/sparql", "https://db.example.org/sparql", user="ada")
    keyring = types.ModuleType("keyring")
    passwords = {("db.example.org", "ada"): "s3"}
    vars(keyring)["get_password"] = lambda service, name: passwords.get((service, name))
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    assert find_credentials(address) == Credentials("ada", "s3")
    monkeypatch.setenv("KG_STORE_USER", "bo")
    assert find_credentials(address) == Credentials()
    (tmp_path / "netrc").write_text("machine db.example.org login bo password s4\n", encoding="utf-8")
    (tmp_path / "netrc").chmod(0o600)
    assert find_credentials(address) == Credentials("bo", "s4")


def test_a_log_in_is_sent_with_every_request(server: Faulty) -> None:
    client(server, credentials=Credentials("ada", "secret")).query(ASK)
    assert server.requests[0][2]["Authorization"] == "Basic YWRhOnNlY3JldA=="


@pytest.mark.parametrize("text", ["htp://localhost:7878", "ftp://localhost", "file:///tmp/kg"])
def test_another_kind_of_address_makes_no_folder(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="begins with http:// or https://"):
        open_any(Path(text), write=True, create=True)
    assert not list(tmp_path.iterdir())


def test_a_wrong_password_is_tried_once_in_each_way(server: Faulty) -> None:
    server.replies = [Reply(b"", status=401)]
    with pytest.raises(RemoteStoreError, match=r"doesn't accept the log-in of the user 'ada'; check it$"):
        client(server, credentials=Credentials("ada", "wrong")).query(ASK)
    assert len(server.requests) == 2


# ---- discovery


def test_the_endpoints_of_an_address_are_found_by_asking(server: Faulty) -> None:
    server.replies = [Reply(b"", status=404), Reply()]
    found = find_endpoints(Address(server.url, server.url), Credentials(), 5.0)
    assert found.query == f"{server.url}/sparql"
    assert found.update == f"{server.url}/sparql-auth"
    assert all(body.startswith(b"query=") for *_, body in server.requests)


def test_an_address_where_nothing_answers_sparql(server: Faulty) -> None:
    server.replies = [PAGE]
    with pytest.raises(RemoteStoreError, match="web page"):
        find_endpoints(Address(server.url, server.url), Credentials(), 5.0)


@pytest.mark.parametrize(
    ("url", "server", "update"),
    [
        ("http://h/sparql", "virtuoso-endpoint", "http://h/sparql-auth"),
        ("http://h/repositories/news", "rdf4j", "http://h/repositories/news/statements"),
        ("http://h:7878", "oxigraph", "http://h:7878/update"),
        ("http://h:7878/query", "oxigraph-endpoint", "http://h:7878/update"),
        ("http://h/ds", "fuseki", "http://h/ds/update"),
        ("http://h/ds/query", "fuseki-endpoint", "http://h/ds/update"),
        ("http://h/ds/sparql", "fuseki-endpoint", "http://h/ds/update"),
    ],
)
def test_the_likeliest_layout_comes_first(url: str, server: str, update: str) -> None:
    first = next(layout for layout in read_layouts() if layout.fit(url) is not None)
    assert first.server == server
    found = first.fit(url)
    assert found is not None
    assert found.update == update


DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
[] a sd:Service ; sd:endpoint <{ask}> ; sd:supportedLanguage sd:SPARQL11Query .
[] a sd:Service ; sd:endpoint <{change}> ; sd:supportedLanguage sd:SPARQL11Update .
"""


@pytest.mark.parametrize(
    ("change", "update"),
    [("/changes", "{url}/changes"), ("http://elsewhere.example/changes", "{url}/guess"), ("", "{url}/ask")],
    ids=["on the host", "on another host", "the same"],
)
def test_a_service_description_names_the_endpoint_for_changes(server: Faulty, change: str, update: str) -> None:
    said = DESCRIPTION.format(ask="", change=change).encode()
    server.always["/ask"] = Reply(said, media_type="text/turtle")
    guess = Address(server.url, f"{server.url}/ask?all=", f"{server.url}/guess", f"{server.url}/data")
    found = find_update(guess, Credentials(), 5.0)
    assert found.update == update.format(url=server.url)
    assert (found.graph_store is None) == (found.update != guess.update)
    assert [command for command, *_ in server.requests] == ["GET"]


@pytest.mark.parametrize(
    "reply", [PAGE, Reply(b"", status=400), Reply(b"sd:Service", media_type="text/turtle")], ids=["page", "400", "cut"]
)
def test_a_server_that_does_not_describe_itself_is_taken_for_what_it_is(server: Faulty, reply: Reply) -> None:
    server.replies = [reply]
    guess = Address(server.url, server.url, f"{server.url}/guess")
    assert find_update(guess, Credentials(), 5.0) == guess


def test_results_of_json_types_only(server: Faulty) -> None:
    server.replies = [Reply(YES, media_type="application/json"), Reply(YES, media_type=JSON)]
    assert bool(client(server).query(ASK))
    assert bool(client(server).query(ASK))
