"""A SPARQL server as a store.

In: an address. Out: the answers of the server as pyoxigraph's results, what its ledger says is loaded, and for the one
writer changes. The server shows its newest state at every question. Its default graph must be the union of its named
graphs, as the canned queries expect.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pyoxigraph import NamedNode, Quad, QueryTriples

from kg.errors import LimitReached, StandpointError, UsageError
from kg.iris import Minter
from kg.stores.guard import check_query
from kg.stores.protocol import Results
from kg.stores.remote.address import read_address
from kg.stores.remote.changes import RemoteChange
from kg.stores.remote.client import DEFAULT_SECONDS, Client
from kg.stores.remote.credentials import find_credentials
from kg.stores.remote.discovery import find_endpoints, find_update
from kg.stores.remote.ledger import Ledger
from kg.stores.sources import SourceEntry
from kg.stores.writing import Writing

_APART = "ASK { { SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1 } FILTER NOT EXISTS { ?s ?p ?o } }"


class RemoteStore(Writing):
    """The store behind an address; `notices` says what the opening found."""

    def __init__(self, client: Client, base: str) -> None:
        self.base, self.notices = base, list[str]()
        self.path = client.address.given
        self._client = client
        self._ledger = Ledger(client, base)
        self._state = self._ledger.read()
        self._writes = False
        for words in sorted(set(self._state.unfinished.values())):
            self.notices.append(f"{words} was interrupted; do it again")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let others change the store."""
        if self._writes:
            self._writes = False
            with suppress(StandpointError):
                self._ledger.release()

    @contextmanager
    def closed_by_errors(self) -> Iterator[None]:
        """Close the store where what is done with it fails."""
        try:
            yield
        except BaseException:
            self.close()
            raise

    def begin_writing(self) -> None:
        """Become the one writer. Raises StoreInUse, UsageError where the server takes no changes."""
        self._ledger.take()
        self._writes = True
        with self.closed_by_errors():
            # What a writer that died has left of sources that the store had not.
            self._ledger.drop_unfinished(self._ledger.find_begun())
            self._state = self._ledger.read()

    def sources(self) -> list[SourceEntry]:
        """What is loaded, by id."""
        return sorted(self._state.sources, key=lambda entry: (entry.id, entry.graph.value))

    def query(self, sparql: str) -> Results:
        """Answer a query over the union of all graphs."""
        return self._client.query(sparql)

    def query_apart(self, sparql: str, timeout: float) -> Results:
        """Answer a query from outside within so many seconds; what it may cost is for the server to say."""
        check_query(sparql)
        return self._client.query(sparql, timeout)

    def quads(self, graph: NamedNode | None = None, subject: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph, or all, perhaps of one subject only, in no particular order."""
        for name in [graph] if graph is not None else self.graphs():
            for triple in self._triples(name, subject):
                yield Quad(triple.subject, triple.predicate, triple.object, name)

    def graphs(self) -> list[NamedNode]:
        """The named graphs of this store, sorted: those below its base, without the ledger."""
        rows: Any = self._client.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        ours = {row["g"] for row in rows if self._is_ours(row["g"])}
        return sorted(ours.difference(self._ledger.find_begun()), key=lambda name: name.value)

    def size(self) -> int:
        """How many quads there are."""
        counts, begun = self._counts(), set(self._ledger.find_begun())
        return sum(number for graph, number in counts.items() if self._is_ours(graph) and graph not in begun)

    def verify(self) -> list[str]:
        """Where the graphs of the sources are not of the sizes that the ledger says."""
        found = self._counts()
        return [
            f"graph {entry.graph.value} has {found.get(entry.graph, 0)} quads; the ledger says {entry.quads}"
            for entry in self.sources()
            if found.get(entry.graph, 0) != entry.quads
        ]

    @property
    def constants_digest(self) -> str:
        """The digest of the ontology and registry that the store holds; empty: none."""
        return self._state.constants

    @contextmanager
    def change(self, words: str) -> Iterator[RemoteChange]:
        """Make one change of any number of sources; what was not committed when this ends never was.

        Raises UsageError where the store is open for reading.
        """
        if not self._writes:
            raise UsageError(f"{self.path} is open for reading only")
        change = RemoteChange(self._client, self._ledger, self.base, self._state, words)
        try:
            yield change
        except BaseException as error:
            try:
                self._end(change)
            except StandpointError as second:  # of a server that is gone, say: why it is so was said first
                error.add_note(f"what was brought in is dropped by the next writer, since {second}")
            raise
        self._end(change)

    def _end(self, change: RemoteChange) -> None:
        change.close()
        self._state = self._ledger.read()

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Nothing more than each change promises by itself: a server can't take back several."""
        yield

    def _counts(self) -> dict[NamedNode, int]:
        """How many quads each named graph of the server has."""
        rows: Any = self._client.query("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        return {row["g"]: int(row["n"].value) for row in rows if isinstance(row["g"], NamedNode)}

    def _triples(self, graph: NamedNode, subject: NamedNode | None) -> Iterator[Any]:
        """The triples of a graph, all of them: fewer than the server counts are an error."""
        who = subject if subject is not None else "?s"
        rows: Any = self._client.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ {who} ?p ?o }} }}")
        if not (expected := int(next(rows)["n"].value)):
            return
        found = list(self._client.read(graph) if subject is None else self._construct(graph, str(who)))
        if len(found) != expected:
            raise LimitReached(f"{self.path} gave {len(found)} of the {expected} triples of {graph}; raise its limit")
        yield from found

    def _construct(self, graph: NamedNode, who: str) -> Iterator[Any]:
        triples = self._client.query(f"CONSTRUCT {{ {who} ?p ?o }} WHERE {{ GRAPH {graph} {{ {who} ?p ?o }} }}")
        assert isinstance(triples, QueryTriples)
        return triples

    def _is_ours(self, graph: object) -> bool:
        """Whether a graph holds data of this store, and not others' data or the ledger."""
        if not isinstance(graph, NamedNode):
            return False
        return graph.value.startswith(Minter(self.base).graph("").value) and graph != self._ledger.graph


def open_remote(
    store: Path | str, *, write: bool = False, base: str | None = None, seconds: float = DEFAULT_SECONDS
) -> RemoteStore:
    """Open the store behind an address or a file of addresses.

    Raises RemoteStoreError where nobody answers or the default graph leaves named graphs out, StoreInUse, UsageError.
    """
    address = read_address(store)
    credentials = find_credentials(address)
    address = find_endpoints(address, credentials, seconds)
    if write:
        address = find_update(address, credentials, seconds)
    client = Client(address, credentials, seconds)
    _check_union(client)
    opened = RemoteStore(client, base or address.base)
    if write:
        opened.begin_writing()
        with opened.closed_by_errors():
            _check_union(client)  # an empty store tells nothing before its ledger is begun
    return opened


def _check_union(client: Client) -> None:
    """Raise UsageError where questions see the default graph alone."""
    if bool(client.query(_APART)):
        hint = "start it so that the default graph is the union of the named graphs"
        raise UsageError(f"{client.address.given}: its queries see no named graphs; {hint}")
