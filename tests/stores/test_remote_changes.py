"""Changes of a server that fails in the midst of them: the first error is told, and nothing is dropped by mistake."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from faulty_server import NOTHING, Faulty, Reply, faulty_server
from pyoxigraph import Quad
from store_samples import MINTER, entry

from kg.errors import InputError, LimitReached, RemoteStoreError
from kg.stores.remote.address import Address
from kg.stores.remote.changes import RemoteChange
from kg.stores.remote.client import Client
from kg.stores.remote.credentials import Credentials
from kg.stores.remote.ledger import Ledger, State
from kg.stores.remote.store import RemoteStore
from kg.vocabulary import DEFAULT_BASE, RDFS

GONE = Reply(b"shutting down", status=500, media_type="text/plain")
PATIENCE = 2.0
HANGS = Reply(pause=60.0)
GRAPH = entry("many").graph


@pytest.fixture
def server() -> Iterator[Faulty]:
    with faulty_server() as told:
        yield told


def open_writer(server: Faulty, seconds: float = 30.0, change_seconds: float = 60.0) -> RemoteStore:
    """A store on a server that is fine until a test says otherwise; that it is the one writer is taken for granted."""
    server.replies = [NOTHING]
    address = Address(server.url, f"{server.url}/query", f"{server.url}/update", f"{server.url}/store")
    store = RemoteStore(Client(address, Credentials(), seconds, change_seconds), DEFAULT_BASE)
    store._writes = True
    return store


def fill(change: RemoteChange, number: int) -> None:
    change.put_bulk(
        lambda: entry("many"), GRAPH, (f"<http://s/{i}> <http://p> <http://o> {GRAPH} .\n" for i in range(number))
    )


def load_what_breaks(store: RemoteStore, server: Faulty, then: Reply) -> None:
    """Bring something in, and break off while the server does something else."""
    with store.change("a load") as change:
        fill(change, 10_001)
        server.replies = [then]
        raise InputError("is broken")


def load_to_the_end(store: RemoteStore, server: Faulty, then: Reply) -> None:
    """Let the marks of the ledger and the triples pass, and the update that puts all in place not."""
    with store.change("a load") as change:
        fill(change, 2_001)
        server.replies = [NOTHING, NOTHING, NOTHING, then, NOTHING]
        change.commit()


def hang_up(store: RemoteStore, server: Faulty) -> None:
    with store:
        server.replies = [HANGS]
        raise InputError("is broken")


def updates(server: Faulty) -> list[str]:
    """What the server was told to change, in this order."""
    return [body.decode() for _, path, _, body in server.requests if path.startswith("/update")]


@pytest.mark.parametrize("reply", [GONE, HANGS], ids=["refuses", "hangs"])
def test_the_error_that_ended_a_change_is_told_when_the_server_is_gone_too(server: Faulty, reply: Reply) -> None:
    store = open_writer(server, seconds=PATIENCE)
    with pytest.raises(InputError, match="is broken") as caught:
        load_what_breaks(store, server, reply)
    (note,) = caught.value.__notes__
    assert "the next writer" in note
    assert server.url in note
    assert len([body for *_, body in server.requests if b"COUNT" in body]) == 1


def test_what_was_brought_in_and_not_committed_is_dropped_and_forgotten(server: Faulty) -> None:
    with pytest.raises(InputError, match="is broken"):
        load_what_breaks(open_writer(server), server, NOTHING)
    marked, dropped = updates(server)
    assert "INSERT DATA" in marked
    assert str(GRAPH) in marked
    assert f"DROP SILENT GRAPH {GRAPH}" in dropped
    assert "ledger" in dropped


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (GONE, RemoteStoreError),
        (Reply(b"x", length=10, headers={"Connection": "close"}), RemoteStoreError),
        (HANGS, LimitReached),
    ],
    ids=["refused", "cut", "late"],
)
def test_a_commit_whose_end_is_not_known_takes_nothing_away(
    server: Faulty, reply: Reply, error: type[Exception]
) -> None:
    store = open_writer(server, change_seconds=PATIENCE)
    with pytest.raises(error, match=r"failed|not known|no whole answer"):
        load_to_the_end(store, server, reply)
    assert not any(f"DROP SILENT GRAPH {GRAPH}" in update for update in updates(server))


def test_the_end_of_a_command_does_not_wait_for_a_server_that_hangs(server: Faulty) -> None:
    store = open_writer(server, seconds=PATIENCE)
    with pytest.raises(InputError, match="is broken"):
        hang_up(store, server)


# ---- what is sent


def test_what_comes_with_the_program_needs_no_second_place_in_a_store_that_had_none(server: Faulty) -> None:
    registry = MINTER.graph("registry")
    with open_writer(server).change("a load") as change:
        change.put_constants({registry: [Quad(registry, RDFS.label, registry, registry)] * 2_001}, "digest")
        change.commit()
    marked, committed = updates(server)
    assert f"{registry} " in marked
    assert not any("staged" in update or "DROP" in update for update in (marked, committed))
    assert any(path.startswith("/store?graph=") and body.count(b"\n") == 2_001 for _, path, _, body in server.requests)


def test_an_update_is_sent_as_it_is(server: Faulty) -> None:
    with open_writer(server).change("a load") as change:
        fill(change, 1)
        change.commit()
    posted = [(headers["Content-Type"], body) for _, path, headers, body in server.requests if path == "/update"]
    assert {media_type for media_type, _ in posted} == {"application/sparql-update"}
    assert b"<http://s/0> <http://p> <http://o> ." in posted[-1][1]


def test_what_changes_no_triple_derives_nothing(server: Faulty) -> None:
    store = open_writer(server)
    for number in (1, 0):
        with store.change("a load") as change:
            fill(change, number)
            change.commit("INSERT { ?s ?p 1 } WHERE { ?s ?p 2 }")
    assert ["?p 1" in update for update in updates(server) if "constants" in update] == [True, False]


def test_a_change_that_is_in_place_is_no_error_when_what_it_leaves_cannot_be_dropped(server: Faulty) -> None:
    server.always = {"/update": NOTHING, "/store": NOTHING, "/query": GONE}
    address = Address(server.url, f"{server.url}/query", f"{server.url}/update", f"{server.url}/store")
    client = Client(address, Credentials(), PATIENCE)
    ledger = Ledger(client, DEFAULT_BASE)
    change = RemoteChange(client, ledger, DEFAULT_BASE, State(sources=(entry("many"),)), "a load")
    fill(change, 30_001)
    change.commit()
    committed = updates(server)[-1]
    (staged,) = {word for update in updates(server) for word in update.split() if "staged" in word}
    assert f"DELETE {{ GRAPH {GRAPH}" in committed
    assert f"DROP SILENT GRAPH {GRAPH}" not in committed
    forgotten = committed[committed.index("VALUES") :]
    assert staged not in forgotten  # so that the next writer knows of it
