"""The commands with a server for a store: the same answers, the same bytes, the same words as with a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import RECORDS, Run, write_records
from pyoxigraph import NamedNode
from servers import SERVERS
from store_samples import entry, quads

from kg.errors import StoreInUse
from kg.stores.remote.changes import RemoteChange
from kg.stores.remote.store import open_remote


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty server."""
    with SERVERS[request.param](tmp_path) as url:
        yield url


def test_a_load_reload_and_retraction_leave_what_a_folder_has(
    server: str, kg: Run, records_file: Path, tmp_path: Path
) -> None:
    assert kg("load", records_file).code == 0
    done = kg("load", records_file, "--store", server)
    assert done.code == 0, done.err
    assert f"{server} holds 1 source" in done.err
    assert kg("verify", "--store", server).code == 0
    for name, options in (("folder.nq", ()), ("server.nq", ("--store", server))):
        assert kg("export", "--everything", tmp_path / name, *options).code == 0
    assert (tmp_path / "server.nq").read_bytes() == (tmp_path / "folder.nq").read_bytes()
    assert "unchanged" in kg("load", records_file, "--store", server).err
    (source,) = json.loads(kg("sources", "--format", "json", "--store", server).out)
    assert kg("retract", source["id"], "--store", server).code == 0
    kg("load", records_file, "--store", server)
    assert kg("export", "--everything", tmp_path / "again.nq", "--store", server).code == 0
    assert (tmp_path / "again.nq").read_bytes() == (tmp_path / "folder.nq").read_bytes()


def test_a_file_of_two_documents_loses_one_gets_it_back_and_goes_whole(server: str, kg: Run, tmp_path: Path) -> None:
    other = [RECORDS[0] | {"id": "b", "text": "Kenya wants the dam to be built soon."}, RECORDS[1]]
    file = write_records(tmp_path / "two.jsonl", [*RECORDS, *other])
    kg("load", file, "--store", server)
    kg("export", "--everything", tmp_path / "before.nq", "--store", server)
    first, _ = json.loads(kg("sources", "--format", "json", "--store", server).out)
    assert kg("retract", first["id"], "--store", server).code == 0
    assert kg("load", file, "--store", server).code == 0
    assert kg("export", "--everything", tmp_path / "after.nq", "--store", server).code == 0
    assert (tmp_path / "after.nq").read_bytes() == (tmp_path / "before.nq").read_bytes()
    assert "retracted 2 sources of" in kg("retract", file, "--store", server).err
    assert json.loads(kg("sources", "--format", "json", "--store", server).out) == []


def test_a_query_of_ones_own_is_answered_and_may_not_reach_elsewhere(server: str, kg: Run, tmp_path: Path) -> None:
    (tmp_path / "own.rq").write_text("SELECT (COUNT(*) AS ?n) WHERE { <http://nowhere> ?p ?o }", encoding="utf-8")
    assert json.loads(kg("query", tmp_path / "own.rq", "--store", server, "-f", "json").out)["rows"] == [{"n": 0}]
    (tmp_path / "own.rq").write_text("SELECT * WHERE { SERVICE <http://x/> { ?s ?p ?o } }", encoding="utf-8")
    assert kg("query", tmp_path / "own.rq", "--store", server).code == 2


def test_a_second_writer_is_told_who_writes(server: str) -> None:
    with open_remote(server, write=True), pytest.raises(StoreInUse, match="process"):
        open_remote(server, write=True)
    with open_remote(server, write=True) as after:
        assert after.notices == []


def test_what_was_not_committed_leaves_no_trace(server: str) -> None:
    with open_remote(server, write=True) as store:
        store.replace_source(entry("vienna"), quads("vienna"))
        before = store.size()
        with store.change("a test") as change:
            change.put_bulk(lambda: entry("x"), NamedNode("http://g"), _lines(70_000))
        assert store.size() == before
        assert [found.id for found in store.sources()] == ["vienna"]


def test_more_than_a_request_holds_is_stored_whole(server: str) -> None:
    graph = entry("many").graph
    with open_remote(server, write=True) as store:
        with store.change("a load of many") as change:
            change.put_bulk(lambda: entry("many"), graph, _lines(65_000, str(graph)))
            change.commit()
        assert store.find_source("many").quads == 65_000
        assert store.size() == 65_000
        assert list(store.verify()) == []


def test_a_change_that_broke_off_is_told_and_put_right_by_the_next_load(server: str) -> None:
    with open_remote(server, write=True) as store:
        store.replace_source(entry("vienna"), quads("vienna"))
        store._ledger.mark_unfinished([entry("vienna").graph], "the load of vienna")
    with open_remote(server, write=True) as store:
        assert store.notices == ["the load of vienna was interrupted; do it again"]
        store.replace_source(entry("vienna"), quads("vienna"))
    with open_remote(server) as store:
        assert store.notices == []
        assert store.size() == 40


def test_what_a_killed_writer_has_begun_is_seen_by_nobody_and_dropped_by_the_next(server: str) -> None:
    with open_remote(server, write=True) as store:
        store.replace_source(entry("vienna"), quads("vienna"))
        before = store.size()
        change = RemoteChange(store._client, store._ledger, store.base, store._state, "the load of many")
        change.put_bulk(lambda: entry("many"), entry("many").graph, _lines(31_000, str(entry("many").graph)))
    with open_remote(server) as reader:
        assert reader.notices == ["the load of many was interrupted; do it again"]
        assert reader.size() == before
        assert entry("many").graph not in reader.graphs()
    with open_remote(server, write=True):
        pass
    with open_remote(server) as after:
        assert after.notices == []
        assert sum(after._counts()[graph] for graph in after.graphs()) == before


def test_another_source_does_not_hide_one_that_broke_off(server: str) -> None:
    with open_remote(server, write=True) as store:
        store.replace_source(entry("vienna"), quads("vienna"))
        store._ledger.mark_unfinished([entry("vienna").graph], "the load of vienna")
        store.replace_source(entry("geneva"), quads("geneva"))
    with open_remote(server) as store:
        assert store.notices == ["the load of vienna was interrupted; do it again"]


@pytest.mark.parametrize("number", [100, 31_000])
def test_a_source_put_twice_in_one_change_is_stored_once(server: str, number: int) -> None:
    graph = entry("many").graph
    with open_remote(server, write=True) as store:
        with store.change("a load of many") as change:
            for lines in (_lines(number, str(graph), "first"), _lines(number, str(graph))):
                change.put_bulk(lambda: entry("many"), graph, lines)
            change.commit()
        assert store.find_source("many").quads == store.size() == number
        assert list(store.verify()) == []


def test_a_large_source_is_replaced_by_another_one(server: str) -> None:
    graph = entry("many").graph
    with open_remote(server, write=True) as store:
        for number, name in ((31_000, "first"), (32_000, "second")):
            with store.change("a load of many") as change:
                change.put_bulk(lambda: entry("many"), graph, _lines(number, str(graph), name))
                change.commit()
        assert store.size() == 32_000
        assert list(store.verify()) == []


def _lines(number: int, graph: str = "<http://g>", name: str = "p") -> Iterator[str]:
    for at in range(0, number, 100):
        yield "".join(f"<http://s/{i}> <http://{name}> <http://o/{i}> {graph} .\n" for i in range(at, at + 100))
