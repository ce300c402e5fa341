"""Every canned query has the same answer on a server as in a folder, whatever dialect the server speaks."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, parse
from servers import oxigraph_server, virtuoso_server

from kg.queries.arguments import fill_query
from kg.queries.catalogue import load_catalogue
from kg.queries.names import NameIndex
from kg.queries.results import read_table
from kg.resources import data_folder
from kg.stores.remote.store import RemoteStore, open_remote

DATA = Path(__file__).resolve().parent.parent / "data" / "queries"
CASES: dict[Path, dict[str, Any]] = {path: json.loads(path.read_text("utf-8")) for path in sorted(DATA.glob("*.json"))}
CATALOGUE = load_catalogue([data_folder("queries")])
Open = Callable[..., RemoteStore]
SERVERS = {"oxigraph": oxigraph_server, "virtuoso": virtuoso_server}
# Each case with the server and the graphs that it is asked of.
ASKED = [((kind, "graph", *case.get("with", ())), path) for kind in SERVERS for path, case in CASES.items()]


@pytest.fixture(scope="module")
def server_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """Opens a server of a kind with some graphs, each once for all cases."""
    opened: dict[tuple[str, ...], RemoteStore] = {}
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("KG_STORE_USER", "dba")
        patch.setenv("KG_STORE_PASSWORD", "dba")

        def open_server(kind: str, *names: str) -> RemoteStore:
            if (kind, *names) not in opened:
                url = stack.enter_context(SERVERS[kind](tmp_path_factory.mktemp(kind)))
                store = stack.enter_context(open_remote(url, write=True))
                _fill(store, names)
                opened[kind, *names] = store
            return opened[kind, *names]

        yield open_server


def _fill(store: RemoteStore, names: Iterable[str]) -> None:
    lines: dict[NamedNode, list[str]] = defaultdict(list)
    for name in names:
        for quad in parse(path=str(DATA / f"{name}.trig"), format=RdfFormat.TRIG):
            assert isinstance(quad.graph_name, NamedNode)
            lines[quad.graph_name].append(f"{quad.triple} .\n")
    for graph, triples in lines.items():
        store._client.add(graph, triples)


@pytest.mark.parametrize(("where", "path"), ASKED, ids=[f"{where[0]}-{path.stem}" for where, path in ASKED])
def test_a_query_gives_the_rows_of_its_case(server_of: Open, where: tuple[str, ...], path: Path) -> None:
    case, store = CASES[path], server_of(*where)
    sparql = fill_query(CATALOGUE.get(path.stem.partition(".")[0]), case["params"], NameIndex(store.query))
    answer = store.query(sparql)
    assert isinstance(answer, QuerySolutions)
    assert [list(row) for row in read_table(answer, store.query).texts()] == case["rows"]
