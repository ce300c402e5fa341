"""Large sources in the place of older ones on real servers: what differs is changed, and nothing is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from servers import SERVERS
from store_samples import entry

from kg.stores.remote.store import RemoteStore, open_remote

GRAPH = entry("many").graph
# More than is moved within one update.
NUMBER = 31_000


# Of Jena there is nothing more to learn here than what the contract and the commands show of it.
@pytest.fixture(params=["oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RemoteStore]:
    with SERVERS[request.param](tmp_path) as url, open_remote(url, write=True) as opened:
        yield opened


def load(store: RemoteStore, first: int) -> None:
    """Things with numbers from the first on, in the place of all that were there."""
    lines = (f"<http://s/{i}> <http://p> <http://o> {GRAPH} .\n" for i in range(first, first + NUMBER))
    with store.change("a load") as change:
        change.put_bulk(lambda: entry("many"), GRAPH, lines)
        change.commit()


def counts(store: RemoteStore) -> dict[str, int]:
    """How many triples each graph of the server has, but for the ledger and what comes with a server."""
    rows: Any = store._client.query("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    found = {row["g"].value: int(row["n"].value) for row in rows}
    return {name: number for name, number in found.items() if name.startswith(store.base) and "ledger" not in name}


def test_a_large_source_takes_the_place_of_an_older_one(store: RemoteStore) -> None:
    for first in (0, 5, 5):
        load(store, first)
        assert counts(store) == {GRAPH.value: NUMBER}
        assert store.verify() == []
    gone, come = (store.query(f"ASK {{ GRAPH {GRAPH} {{ <http://s/{i}> ?p ?o }} }}") for i in (4, NUMBER + 4))
    assert (bool(gone), bool(come)) == (False, True)


def test_a_large_source_that_was_begun_is_dropped_in_parts(store: RemoteStore) -> None:
    with store.change("a load") as change:
        change.put_bulk(
            lambda: entry("many"), GRAPH, (f"<http://s/{i}> <http://p> <http://o> {GRAPH} .\n" for i in range(NUMBER))
        )
    assert counts(store) == {}
    assert store.sources() == []
