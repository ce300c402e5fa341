"""What every store promises, run over every kind of store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples
from servers import SERVERS
from store_samples import DERIVE, MINTER, PROVENANCE, THINGS, TIME, document, entry, graph, quads, shared

from kg.errors import QuerySyntaxError, UnknownName
from kg.stores import Store, open_store
from kg.stores.remote.store import open_remote
from kg.vocabulary import RDFS, SP

NAMES = ("vienna", "geneva-1", "geneva-2")
Filled = Callable[[Path], AbstractContextManager[Store]]


@contextmanager
def _embedded(folder: Path) -> Iterator[Store]:
    with open_store(folder / "store", write=True, create=True) as writer:
        for name in NAMES:
            writer.replace_source(entry(name), quads(name), shared(name), derive=DERIVE)
    with open_store(folder / "store") as reader:
        yield reader


@contextmanager
def _remote(kind: str, folder: Path) -> Iterator[Store]:
    with SERVERS[kind](folder) as url:
        with open_remote(url, write=True) as writer:
            for name in NAMES:
                writer.replace_source(entry(name), quads(name), shared(name), derive=DERIVE)
        with open_remote(url) as reader:
            yield reader


# Another kind of store joins the contract with one function that gives it the same three sources.
STORES: dict[str, Filled] = {"embedded": _embedded, **{kind: partial(_remote, kind) for kind in SERVERS}}


@pytest.fixture(params=STORES, scope="module")
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with STORES[request.param](tmp_path_factory.mktemp(request.param)) as filled:
        yield filled


def _rows(store: Store, sparql: str) -> list[list[str | None]]:
    found = store.query(sparql)
    assert isinstance(found, QuerySolutions)
    return [[str(term) if term is not None else None for term in row] for row in found]


def test_sources_are_listed_by_id(store: Store) -> None:
    sources = store.sources()
    assert [source.id for source in sources] == sorted(NAMES)
    assert {(source.quads, source.records["actor"], source.rejects) for source in sources} == {(40, 1, 0)}
    assert all(source.loaded_at.endswith("Z") for source in sources)


@pytest.mark.parametrize(
    "text",
    [
        "vienna",
        "vie",
        document("vienna").value,
        graph("vienna").value,
        "/reports/vienna.txt",
        "/reports/../reports/vienna.txt",
    ],
)
def test_a_source_is_found_by_whatever_names_it(store: Store, text: str) -> None:
    assert store.find_source(text).id == "vienna"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("viena", "vienna"), ("The Talks of Vienna!", "vienna"), ("geneva", "geneva-1"), ("va-2", "geneva-2")],
)
def test_a_source_that_is_not_there_has_suggestions(store: Store, text: str, suggestion: str) -> None:
    with pytest.raises(UnknownName) as caught:
        store.find_source(text)
    assert suggestion in caught.value.suggestions


@pytest.mark.parametrize("text", ["", "\0", "nothing like it"])
def test_a_source_that_is_like_none_has_none(store: Store, text: str) -> None:
    with pytest.raises(UnknownName):
        store.find_source(text)


def test_quads_come_back_as_they_were_put_in(store: Store) -> None:
    for name in NAMES:
        assert set(store.quads(graph(name))) == set(quads(name))
    assert set(store.quads(PROVENANCE)) | set(store.quads(TIME)) == {quad for name in NAMES for quad in shared(name)}
    assert store.size() == len(list(store.quads())) == 3 * 40 + 8 + 1


def test_graphs_are_sorted(store: Store) -> None:
    expected = [*(graph(name) for name in NAMES), PROVENANCE, TIME, THINGS]
    assert list(store.graphs()) == sorted(expected, key=lambda name: name.value)


def test_a_query_sees_the_union_of_all_graphs(store: Store) -> None:
    rows = _rows(
        store,
        f"SELECT ?label WHERE {{ ?claim {SP.aboutActor} ?a . ?a {RDFS.label} ?label }} LIMIT 1",
    )
    assert rows == [['"Freedonia geneva-1 1"']]


def test_a_query_may_name_a_graph(store: Store) -> None:
    rows = _rows(store, f"SELECT ?n WHERE {{ GRAPH {graph('vienna')} {{ ?claim {SP.name} ?n }} }}")
    assert rows == [['"Freedonia vienna 1"']]


def test_each_form_of_query_has_its_result(store: Store) -> None:
    assert isinstance(store.query("SELECT * { ?s ?p ?o }"), QuerySolutions)
    answer = store.query("ASK { ?s ?p ?o }")
    assert isinstance(answer, QueryBoolean)
    assert answer
    assert answer.serialize(format=QueryResultsFormat.JSON) == b'{"head":{},"boolean":true}'
    graph_ = store.query(f"CONSTRUCT WHERE {{ ?s {SP.name} ?o }}")
    assert isinstance(graph_, QueryTriples)
    assert len(list(graph_)) == 3


def test_a_syntax_error_names_line_and_column(store: Store) -> None:
    with pytest.raises(QuerySyntaxError, match="line 2, column 10") as caught:
        store.query("SELECT * {\n  ?s ?p }")
    assert "\n" not in str(caught.value)


def test_the_base_is_known(store: Store) -> None:
    assert store.base == MINTER.base


def test_a_graph_that_is_not_there_is_empty(store: Store) -> None:
    nothing: list[Quad] = list(store.quads(NamedNode("http://example.org/none")))
    assert nothing == []
