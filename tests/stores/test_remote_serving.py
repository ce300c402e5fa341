"""`kg serve` for the graph of a SPARQL server: the same faces, read only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import RECORDS, write_records
from servers import free_port, oxigraph_server
from starlette.testclient import TestClient

from kg.pipeline.inputs import find_inputs
from kg.pipeline.loading import load
from kg.pipeline.reading import Reader
from kg.pipeline.shipped import open_for_loading
from kg.web.app import make_app
from kg.web.settings import Settings

BROWSER = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("remote-serving")
    with oxigraph_server(folder, "serve") as url:
        with open_for_loading(Path(url)) as store:
            for _ in load(find_inputs([write_records(folder / "r.jsonl", RECORDS)]), store, Reader()):
                pass
        with TestClient(make_app(Settings(url)), base_url="http://localhost") as client:
            yield client


def test_pages_and_queries_are_answered(remote: TestClient) -> None:
    assert "Talks on the Nile" in remote.get("/", headers=BROWSER).text
    assert remote.get("/id/actor/ken", headers=BROWSER).status_code == 200
    assert [row["quote"] for row in remote.get("/q/positions.json?actor=Kenya").json()["rows"]]
    assert remote.get("/healthz").json()["quads"] > 100
    assert "etag" not in remote.get("/q/actors.json").headers, "nobody says when the server's graph changes"


def test_sparql_is_passed_on(remote: TestClient) -> None:
    answer = remote.get("/sparql", params={"query": "ASK { ?s ?p 'Kenya' }"})
    assert answer.json()["boolean"] is True
    assert remote.get("/sparql", params={"query": "DESCRIBE <http://x>"}).status_code == 200
    for wrong in ("ASK {", "ASK { SERVICE <http://127.0.0.1:9/> {} }", "ASK FROM <http://x> {}"):
        assert remote.get("/sparql", params={"query": wrong}).status_code == 400
    named = {"query": "ASK {}", "default-graph-uri": "http://x"}
    assert remote.get("/sparql", params=named).status_code == 400


def test_graphs_are_read_and_not_written(remote: TestClient) -> None:
    graph = {"graph": "https://w3id.org/standpoint/id/graph/registry"}
    assert "Kenya" in remote.get("/graphs", params=graph).text
    assert remote.put("/graphs", params=graph, content="").status_code == 403
    assert remote.post("/sparql", data={"update": "DROP ALL"}).status_code == 403


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    settings = Settings(f"http://127.0.0.1:{free_port()}/")
    with TestClient(make_app(settings), base_url="http://localhost") as client:
        for path in ("/", "/healthz", "/q/actors.json", "/sparql?query=ASK%7B%7D"):
            assert client.get(path).status_code == 503
