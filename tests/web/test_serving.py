"""The server's side: stores that change, vanish and come back, sharing and remembering answers, and who is busy."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from live import TOKEN, is_alive, open_client, wait_for
from processes import children_of
from starlette.requests import ClientDisconnect, Request
from starlette.testclient import TestClient

from kg.errors import DeadlineReached, LimitReached, StandpointError, StoreBusy, UnknownName
from kg.stores import open_store
from kg.stores.orders import Answer, Confinement, describe_error, restore_error
from kg.stores.pool import Pool
from kg.web.serving import Desk
from kg.web.settings import Settings

CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HERE = Confinement(1 << 30, 1 << 20)


@pytest.fixture
def folder(store_with_records: Path, tmp_path: Path) -> Path:
    shutil.copytree(store_with_records, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def own(folder: Path) -> Iterator[TestClient]:
    with open_client(Settings(folder, token=TOKEN, workers=1, strangers=1)) as client:
        yield client


def order(sparql: str, result: Path) -> dict[str, Any]:
    forms = {"results": ["json"], "triples": ["nt"]}
    return {"kind": "query", "sparql": sparql, "default": [], "named": [], "base": "http://x/", "size": 1 << 20,
            "result": str(result), **forms}  # fmt: skip


def test_a_change_of_the_store_is_seen_at_once(own: TestClient, folder: Path) -> None:
    first = own.get("/q/actors.json")
    with open_store(folder, write=True) as store:
        store.retract(store.sources()[0].graph)
    second = own.get("/q/actors.json", headers={"If-None-Match": first.headers["etag"]})
    assert second.status_code == 200
    assert second.headers["etag"] != first.headers["etag"]
    assert len(second.json()["rows"]) < len(first.json()["rows"])


def test_where_all_stand_is_read_anew_after_a_change(own: TestClient, folder: Path) -> None:
    page = {"Accept": "text/html"}
    assert 'class="cell ' in own.get("/matrix", headers=page).text
    with open_store(folder, write=True) as store:
        for source in store.sources():
            store.retract(source.graph)
    assert "No position on record fits" in own.get("/matrix", headers=page).text
    assert "/matrix/cell" not in own.get("/matrix?rows=7", headers=page).text


def test_answers_go_on_while_somebody_writes(own: TestClient, folder: Path) -> None:
    with open_store(folder, write=True) as store, store.change("a change") as change:
        change.drop(store.sources()[0].graph)
        assert own.get("/q/positions.json?limit=1").json()["rows"]
        assert own.get("/sparql", params={"query": "ASK { ?s ?p 'Kenya' }"}).json()["boolean"] is True
        refused = own.post(
            "/sparql",
            data={"update": "INSERT DATA { GRAPH <http://e/g> { <a:b> <a:b> 1 } }"},
            headers={"Authorization": f"Bearer {TOKEN}"},
        )
        assert refused.status_code == 503
        assert refused.headers["retry-after"]
    assert own.get("/q/positions.json").json()["rows"], "what was not committed never was"


def test_a_store_that_vanishes_comes_back(own: TestClient, folder: Path) -> None:
    assert own.get("/healthz").status_code == 200
    away = folder.with_name("away")
    folder.rename(away)
    for path in ("/healthz", "/", "/q/actors.json", "/sparql?query=ASK%7B%7D", "/id/actor/ken", "/openapi.json"):
        response = own.get(path)
        assert response.status_code == 503, path
        assert response.headers["retry-after"]
    away.rename(folder)
    for path in ("/healthz", "/", "/q/actors.json", "/sparql?query=ASK%7B%7D"):
        assert own.get(path).status_code == 200, path


def test_processes_that_nobody_asks_let_go_of_an_old_state(own: TestClient, folder: Path) -> None:
    assert own.get("/sparql?query=ASK%7B%7D").status_code == own.get("/healthz").status_code == 200
    with open_store(folder, write=True) as store:
        store.retract(store.sources()[0].graph)
        newest = store.state.generation
    assert {path.name for path in (folder / "oxigraph").iterdir()} > {newest}, "the old state is still held"

    def swept() -> bool:
        with open_store(folder, write=True):  # a writer removes what nobody holds any more
            return {path.name for path in (folder / "oxigraph").iterdir()} == {newest}

    assert wait_for(swept)


def test_a_folder_that_is_no_store_is_told(tmp_path: Path) -> None:
    with open_client(Settings(tmp_path / "nothing", workers=1, strangers=1)) as client:
        assert client.get("/healthz").status_code == 503


def test_a_process_that_dies_is_replaced(folder: Path) -> None:
    async def run() -> None:
        pool = Pool(folder, "kg.stores.endpoint", HERE, size=1, queue=1)
        await pool.start()
        result = folder / "result"
        await pool.ask(order("ASK {}", result), 60)
        (first,) = pool.pids
        os.kill(first, 9)
        assert await asyncio.to_thread(wait_for, lambda: not is_alive(first))
        for _ in range(2):  # the first question may meet the dead one
            try:
                await pool.ask(order("ASK {}", result), 60)
                break
            except LimitReached:
                continue
        assert pool.pids != [first]
        await pool.close()
        assert not pool.pids

    asyncio.run(run())


def test_a_query_is_stopped_at_its_deadline_and_the_next_one_answered(folder: Path) -> None:
    async def run() -> None:
        pool = Pool(folder, "kg.stores.endpoint", HERE, size=1, queue=1)
        with pytest.raises(DeadlineReached, match=r"after 0\.5 s"):
            await pool.ask(order(CROSS, folder / "result"), 0.5)
        answer = await pool.ask(order("ASK {}", folder / "result"), 60)
        assert answer.facts["form"] == "json"
        await pool.close()
        assert not children_of(os.getpid()) & set(pool.pids)

    asyncio.run(run())


def test_each_process_is_asked_in_turn(folder: Path) -> None:
    async def run() -> None:
        pool = Pool(folder, "kg.stores.endpoint", HERE, size=2, queue=1)
        await pool.ask_each(order("ASK {}", folder / "result"), 60)
        assert len(pool.pids) == 2
        await pool.ask_each({"kind": "nothing of the kind"}, 60)  # what fails is nobody's business yet
        answer = await pool.ask(order("ASK {}", folder / "result"), 60)
        assert answer.facts["form"] == "json"
        await pool.close()
        assert not pool.pids

    asyncio.run(run())


def test_who_comes_too_late_is_told_so(folder: Path) -> None:
    async def run() -> None:
        pool = Pool(folder, "kg.stores.endpoint", HERE, size=1, queue=1, patience=0.3)
        slow = asyncio.create_task(pool.ask(order(CROSS, folder / "result"), 60))
        await asyncio.sleep(0)
        waiting = asyncio.create_task(pool.ask(order("ASK {}", folder / "result"), 60))
        await asyncio.sleep(0)
        with pytest.raises(StoreBusy, match="too many"):
            await pool.ask(order("ASK {}", folder / "result"), 60)
        with pytest.raises(StoreBusy, match="too long"):
            await waiting
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow
        await pool.ask(order("ASK {}", folder / "result"), 60)
        await pool.close()

    asyncio.run(run())


def test_a_process_that_starts_for_who_has_left_is_there_for_the_next(folder: Path) -> None:
    async def run() -> None:
        pool = Pool(folder, "kg.stores.endpoint", HERE, size=1, queue=1)
        leaving = asyncio.create_task(pool.ask(order("ASK {}", folder / "result"), 60))
        while not pool.pids:
            await asyncio.sleep(0)
        begun = pool.pids
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        await pool.ask(order("ASK {}", folder / "result"), 60)
        assert pool.pids == begun
        await pool.close()

    asyncio.run(run())


def test_a_pool_that_is_closed_while_it_starts_leaves_no_process(folder: Path) -> None:
    async def run() -> None:
        pool = Pool(folder, "kg.stores.endpoint", HERE, size=2, queue=1)
        await pool.start()
        while not pool.pids:
            await asyncio.sleep(0)
        await pool.close()
        assert pool.pids == []

    asyncio.run(run())


def test_a_result_has_a_limited_size(folder: Path) -> None:
    async def run() -> None:
        pool = Pool(folder, "kg.stores.endpoint", HERE, size=1, queue=1)
        with pytest.raises(LimitReached, match="1 MB; add a LIMIT"):
            await pool.ask(order("SELECT * { ?a ?b ?c . ?d ?e ?f }", folder / "result"), 60)
        await pool.close()

    asyncio.run(run())


class Slow:
    """Answers after a while, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked, self.ended = 0, asyncio.Event()

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    async def ask(self, order: Mapping[str, Any], seconds: float, body: bytes = b"") -> Answer:
        self.asked += 1
        try:
            await asyncio.wait_for(self.ended.wait(), 60)
        except asyncio.CancelledError:
            self.asked = -1
            raise
        return Answer({"state": "1"}, bytes(order.get("size", 0)))


def request_of(*messages: str) -> Request:
    """A request whose client does this, and then waits."""
    said = list(messages)

    async def receive() -> dict[str, Any]:
        if said:
            return {"type": said.pop(0)}
        await asyncio.sleep(60)
        raise AssertionError

    return Request({"type": "http", "method": "GET", "headers": [], "path": "/"}, receive)


def test_those_who_ask_the_same_share_one_question(tmp_path: Path) -> None:
    async def run() -> None:
        slow = Slow()
        desk = Desk(slow, tmp_path, 60, 1000, {})
        asked = [asyncio.create_task(desk.ask(request_of(), {"kind": "x"})) for _ in range(5)]
        other = asyncio.create_task(desk.ask(request_of(), {"kind": "y"}))
        await asyncio.sleep(0.05)
        assert slow.asked == 2
        slow.ended.set()
        assert len({tag for _, tag in await asyncio.gather(*asked)}) == 1
        await other

    asyncio.run(run())


def test_a_question_ends_when_the_last_asker_has_left(tmp_path: Path) -> None:
    async def run() -> None:
        slow = Slow()
        desk = Desk(slow, tmp_path, 60, 1000, {})
        stays = asyncio.create_task(desk.ask(request_of(), {"kind": "x"}))
        with pytest.raises(ClientDisconnect):
            await desk.ask(request_of("http.request", "http.disconnect"), {"kind": "x"})
        assert slow.asked == 1
        stays.cancel()
        with pytest.raises(asyncio.CancelledError):
            await stays
        await asyncio.sleep(0.05)
        assert slow.asked == -1

    asyncio.run(run())


def test_answers_are_remembered_as_far_as_there_is_room(folder: Path) -> None:
    async def run() -> None:
        quick = Slow()
        quick.ended.set()
        desk = Desk(quick, folder, 60, 16 * (1024 + 100), {})

        async def ask(name: str, size: int = 100) -> None:
            await desk.ask(request_of(), {"kind": name, "size": size})

        await ask("a")
        await ask("a")
        assert quick.asked == 1
        await ask("large", 101)
        await ask("large", 101)
        assert quick.asked == 3, "one answer takes a part of the room only"
        for number in range(16):
            await ask(str(number))
        assert quick.asked == 19
        await ask("a")
        assert quick.asked == 20, "the oldest was let go"
        await ask("15")
        assert quick.asked == 20

    asyncio.run(run())


@pytest.mark.parametrize(
    "error", [UnknownName("actor", "Kenia", ["Kenya"]), DeadlineReached("late"), StandpointError("wrong")]
)
def test_errors_come_through_from_the_process(error: StandpointError) -> None:
    restored = restore_error(describe_error(error))
    assert type(restored) is type(error)
    assert str(restored) == str(error)
    assert vars(restored) == vars(error)
