"""Every canned query has the same answer on a server as in a folder."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, parse
from servers import oxigraph_server

from kg.queries.arguments import fill_query
from kg.queries.catalogue import load_catalogue
from kg.queries.names import NameIndex
from kg.queries.results import read_table
from kg.resources import data_folder
from kg.stores import Store
from kg.stores.remote.store import RemoteStore, open_remote

DATA = Path(__file__).resolve().parent.parent / "data" / "queries"
CASES: dict[Path, dict[str, Any]] = {path: json.loads(path.read_text("utf-8")) for path in sorted(DATA.glob("*.json"))}
CATALOGUE = load_catalogue([data_folder("queries")])
# Each case with the graphs that it is asked of.
ASKED = [(("graph", *case.get("with", ())), path) for path, case in CASES.items()]


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A server with the graphs of a case."""
    with oxigraph_server(tmp_path_factory.mktemp("server")) as url, open_remote(url, write=True) as store:
        _fill(store, request.param)
        yield store


def _fill(store: RemoteStore, names: tuple[str, ...]) -> None:
    lines: dict[NamedNode, list[str]] = defaultdict(list)
    for name in names:
        for quad in parse(path=str(DATA / f"{name}.trig"), format=RdfFormat.TRIG):
            assert isinstance(quad.graph_name, NamedNode)
            lines[quad.graph_name].append(f"{quad.triple} .\n")
    for graph, triples in lines.items():
        store._client.add(graph, triples)


@pytest.mark.parametrize(("server", "path"), ASKED, indirect=["server"], ids=[path.stem for path in CASES])
def test_a_query_gives_the_rows_of_its_case(server: Store, path: Path) -> None:
    case = CASES[path]
    sparql = fill_query(CATALOGUE.get(path.stem.partition(".")[0]), case["params"], NameIndex(server.query))
    answer = server.query(sparql)
    assert isinstance(answer, QuerySolutions)
    assert [list(row) for row in read_table(answer, server.query).texts()] == case["rows"]
