"""What every request must pass and every response carries; slow clients; hostile texts in pages (test 25)."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Self

import pytest
import uvicorn
from conftest import RECORDS, write_records
from live import PATIENCE, open_client, wait_for
from pyoxigraph import Literal, NamedNode
from starlette.testclient import TestClient

from kg.pipeline.inputs import find_inputs
from kg.pipeline.loading import load
from kg.pipeline.reading import Reader
from kg.pipeline.shipped import open_for_loading
from kg.vocabulary import DEFAULT_BASE
from kg.web.guarding import name_of
from kg.web.pages import PAGES
from kg.web.rendering import address
from kg.web.server import configure
from kg.web.settings import Settings

BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8000", "[::1]:8000", "localhost:8000"])
def test_the_server_is_called_by_its_names(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


FOREIGN = [
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "",
    "localhost@evil.example",
    "[::1",
    "0",
]


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("path", ["/", "/healthz", "/sparql", "/static/standpoint.css", "/nowhere"])
def test_22_another_name_is_refused(client: TestClient, host: str, path: str) -> None:
    assert client.get(path, headers={"Host": host}).status_code == 403


def test_more_names_can_be_allowed(store_with_records: Path) -> None:
    with open_client(Settings(store_with_records, hosts=("graph.example",), workers=1, strangers=1)) as client:
        assert client.get("/healthz", headers={"Host": "Graph.example:80"}).status_code == 200
        assert client.get("/healthz", headers={"Host": "localhost"}).status_code == 403


@pytest.mark.parametrize("path", ["/", "/nowhere", "/healthz", "/q/actors.csv", "/static/standpoint.css", "/sparql"])
def test_every_response_has_its_policy(client: TestClient, path: str) -> None:
    headers = client.get(path, headers=BROWSER).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", ["/static/../settings.py", "/static/%2e%2e/settings.py", "/static/..%2fsettings.py"])
def test_files_of_the_program_are_not_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 405)


def test_a_query_from_a_page_of_another_origin_is_refused(client: TestClient) -> None:
    for origin in ("http://evil.example", "null", "http://localhost:9999"):
        assert client.post("/sparql", data={"query": "ASK {}"}, headers={"Origin": origin}).status_code == 403
    own = client.post("/sparql", data={"query": "ASK {}"}, headers={"Origin": "http://localhost:8000"})
    assert own.status_code == 200


def test_a_body_that_is_too_large_is_not_read(store_with_records: Path) -> None:
    with open_client(Settings(store_with_records, workers=1, strangers=1, max_body=1000)) as client:
        headers = {"Content-Type": "application/sparql-query"}
        assert client.post("/sparql", content=b"#" * 1001, headers=headers).status_code == 413

        def pieces() -> Iterator[bytes]:
            yield from [b"#" * 100] * 11

        assert client.post("/sparql", content=pieces(), headers=headers).status_code == 413


@pytest.mark.parametrize(("host", "name"), [("a:1", "a"), ("[::1]", "::1"), ("a/b", ""), ("a b", ""), ("[", "")])
def test_names_of_hosts(host: str, name: str) -> None:
    assert name_of(host) == name


class _Impatient:
    """A real server with short patience, in a thread."""

    def __init__(self, store: Path) -> None:
        settings = Settings(store, workers=1, strangers=1, head_seconds=0.5, body_seconds=0.5, stall_seconds=0.5)
        self.server = uvicorn.Server(configure(settings))
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]})

    def __enter__(self) -> Self:
        self.thread.start()
        assert wait_for(lambda: self.server.started)
        return self

    @property
    def port(self) -> int:
        port: int = self.socket.getsockname()[1]
        return port

    def is_left(self) -> bool:
        """Whether the server holds no connection."""
        return not self.server.server_state.connections

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(PATIENCE)
        self.socket.close()


@pytest.fixture(scope="module")
def impatient(store_with_records: Path) -> Iterator[_Impatient]:
    with _Impatient(store_with_records) as server:
        yield server


@pytest.fixture
def port(impatient: _Impatient) -> int:
    return impatient.port


def read_all(line: socket.socket) -> bytes:
    """All that comes until the other side ends it."""
    found = b""
    try:
        while piece := line.recv(65536):
            found += piece
    except ConnectionResetError:
        pass
    return found


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: "])
def test_a_client_that_says_nothing_is_left(port: int, said: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(said)
        assert read_all(line) == b""


def test_a_client_that_says_a_little_at_a_time_is_left(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(b"GET / HTTP/1.1\r\n")
        end = time.monotonic() + PATIENCE
        left = False
        while not left and time.monotonic() < end:
            try:
                line.sendall(b"X-A: b\r\n")
            except OSError:
                left = True
            time.sleep(0.05)
        assert left


def test_a_client_that_does_not_send_its_body_is_told(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        line.sendall(f"{head}Content-Length: 99\r\n\r\nASK".encode())
        assert read_all(line).startswith(b"HTTP/1.1 408 ")


def test_a_client_that_does_not_take_its_answer_is_left(impatient: _Impatient) -> None:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        line.settimeout(PATIENCE)
        line.connect(("127.0.0.1", impatient.port))
        query = "SELECT%20%2A%20%7B%20%3Fa%20%3Fb%20%3Fc%20.%20%3Fd%20%3Fe%20%3Ff%20%7D%20LIMIT%20100000"
        line.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        first = line.recv(100)
        assert first.startswith(b"HTTP/1.1 200 ")
        assert wait_for(impatient.is_left)
        length = int(re.search(rb"content-length: (\d+)", first + line.recv(4000))[1])  # type: ignore[index]
        assert len(read_all(line)) < length - 1_000_000


RUBBISH = [b"\x00\x01\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /" + b"a" * 100_000, b"PRI * HTTP/2.0\r\n\r\n"]


@pytest.mark.parametrize("said", RUBBISH)
def test_what_is_not_http_is_refused(port: int, said: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(said)
        assert not read_all(line).startswith(b"HTTP/1.1 2")
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert read_all(line).startswith(b"HTTP/1.1 200 ")


HOSTILE = (
    '<script>alert(1)</script>"><img src=x onerror=alert(1)> {{ 7*7 }} </td></title><a href="javascript:alert(1)">'
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server of a graph whose every text would be an attack where it is not escaped."""
    folder = tmp_path_factory.mktemp("hostile")
    text = f"{HOSTILE} wants the dam to be built. {HOSTILE} rejects it."
    records = [
        RECORDS[0] | {"text": text, "title": HOSTILE, "authors": [{"name": HOSTILE}], "publisher": HOSTILE},
        {"kind": "actor", "name": HOSTILE, "type": "state", "quote": HOSTILE},
        {"kind": "position", "id": "p1", "holder": HOSTILE, "stance": "support", "issue": HOSTILE, "quote": HOSTILE},
        {"kind": "position", "id": "p2", "holder": "Uganda", "stance": "oppose", "issue": HOSTILE, "quote": HOSTILE},
    ]
    with open_for_loading(folder / "store") as store:
        for _ in load(find_inputs([write_records(folder / "r.jsonl", records)]), store, Reader()):
            pass
    with open_client(Settings(folder / "store", workers=1, strangers=1)) as client:
        yield client


class _Checker(HTMLParser):
    """Collects what a page may not have."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            address = (value or "").strip().casefold()
            if name.startswith("on") or name == "style":
                self.wrong.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action", "formaction") and not re.match(r"(https?:)?/|[#?]|$", address):
                self.wrong.append(f"{tag} {name}={value}")
            if name in ("src", "data") and not address.startswith("/"):
                self.wrong.append(f"{tag} {name}={value}")
        if tag in ("iframe", "object", "embed", "style") or (tag == "script" and not dict(attrs).get("src")):
            self.wrong.append(tag)


def addresses_of(client: TestClient) -> list[str]:
    """The pages of the menu, and those of everything that the graph says something of."""
    told = "FILTER EXISTS { ?s ?p ?o FILTER(CONTAINS(STR(?o), 'script')) }"
    query = f"SELECT DISTINCT ?s {{ ?s a ?c FILTER(CONTAINS(STR(?s), '/id/')) {told} }}"
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    things = [row["s"]["value"].partition("/id/")[2].partition("#")[0] for row in rows]
    return [*(place.path for place in PAGES if place.menu), *(f"/id/{thing}" for thing in dict.fromkeys(things))]


def test_25_hostile_texts_are_shown_as_texts(hostile: TestClient) -> None:
    addresses = addresses_of(hostile)
    assert len(addresses) > 4
    shown = 0
    for place in [*addresses, f"/id/actor/{HOSTILE}", f"/{HOSTILE}", f"/q/positions.html?actor={HOSTILE}"]:
        page = hostile.get(place, headers=BROWSER)
        assert page.status_code in (200, 404, 422), place
        if not page.headers["content-type"].startswith("text/html"):
            continue
        checker = _Checker()
        checker.feed(page.text)
        if not place.startswith("/q/"):
            assert checker.wrong == [], place
        assert "<script>alert" not in page.text
        assert "onerror=alert(1)>" not in page.text.replace("onerror=alert(1)&gt;", "")
        assert "49" not in re.findall(r"\{\{ ?7\*7 ?\}\}|\b49\b", page.text)
        shown += "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert shown > 3


@pytest.mark.parametrize(
    ("iri", "link"),
    [
        ("https://w3id.org/standpoint/id/actor/rus", "/id/actor/rus"),
        ("https://w3id.org/standpoint/id/doc/a#char=1,2", "/id/doc/a#char=1,2"),
        ("https://w3id.org/standpoint/id/actor/a?b", "/id/actor/a%3Fb"),
        ("https://example.org/a", "https://example.org/a"),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        ("data:text/html,<script>alert(1)</script>", None),
        ("vbscript:x", None),
        ("file:///etc/passwd", None),
        ("urn:x:y", None),
    ],
)
def test_25_only_addresses_of_the_web_are_links(iri: str, link: str | None) -> None:
    assert address(NamedNode(iri.replace("<", "%3C").replace(">", "%3E")), DEFAULT_BASE) == link


def test_25_a_text_is_no_link() -> None:
    assert address(Literal("https://example.org"), DEFAULT_BASE) is None
