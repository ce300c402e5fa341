"""The ledger of a server, a graph of its own: which sources it holds, who is changing it, what was left unfinished.

In: a client and the base of the IRIs. Out: entries as the journal of a folder has them; the lease of the one writer. A
lease ends by itself after a while, by the server's clock, so that a writer that died keeps nobody out for long.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.errors import RemoteStoreError, StoreInUse
from kg.iris import Minter
from kg.stores.remote.client import Client
from kg.stores.sources import SourceEntry, format_entry, parse_entry
from kg.vocabulary import Namespace

LEASE: Final = timedelta(minutes=10)
_GRAPHS_AT_ONCE: Final = 500
_TRIPLES_AT_ONCE: Final = 20_000
# How the store is kept is no part of its data, nor of the ontology.
_TERMS: Final = Namespace("https://w3id.org/standpoint/ledger#")
_ENTRY, _CONSTANTS, _UNFINISHED = _TERMS.entry, _TERMS.constants, _TERMS.unfinished
_WRITER, _SINCE = _TERMS.writer, _TERMS.since


@dataclass(frozen=True)
class State:
    """What a ledger says: the digest of ontology and registry, the sources, and what an unended change touched."""

    constants: str = ""
    sources: tuple[SourceEntry, ...] = ()
    unfinished: Mapping[str, str] = field(default_factory=dict)


class Ledger:
    """The ledger of one server; `token` tells this process from all others."""

    def __init__(self, client: Client, base: str) -> None:
        self.graph = Minter(base).graph("ledger")
        self.token = f"{secrets.token_hex(8)} {socket.gethostname()} {os.getpid()}"
        self._client = client

    def read(self) -> State:
        """What the ledger says now. Raises RemoteStoreError where it can't be read."""
        entries: list[SourceEntry] = []
        constants, unfinished = "", {}
        try:
            for subject, key, value in self._rows():
                if key == _ENTRY:
                    entries.append(parse_entry(json.loads(value)))
                elif key == _CONSTANTS:
                    constants = value
                elif key == _UNFINISHED:
                    unfinished[subject] = value
        except (ValueError, KeyError, TypeError) as error:
            raise RemoteStoreError(f"the ledger {self.graph} can't be read: {error}") from error
        return State(constants, tuple(entries), unfinished)

    def take(self) -> None:
        """Become the one writer. Raises StoreInUse where somebody else is."""
        name = self._client.address.given
        holder = self._holder()
        if holder is not None and holder[0] != self.token and not holder[1]:
            _, host, process = holder[0].split(" ")
            raise StoreInUse(f"process {process} on {host} is changing {name}; wait until it is done")
        self.renew()
        holder = self._holder()
        if holder is None or holder[0] != self.token:
            raise StoreInUse(f"another process has just begun to change {name}; wait until it is done")

    def renew(self) -> None:
        """Hold on to the lease for another while."""
        lease = self._lease("?w", "?t")
        self._client.update(
            f"DELETE {{ {lease} }} INSERT {{ {self._lease(str(Literal(self.token)), '?now')} }} "
            f"WHERE {{ BIND(NOW() AS ?now) OPTIONAL {{ {lease} }} }}"
        )

    def release(self) -> None:
        """Let others change the store."""
        self._client.update(f"DELETE WHERE {{ {self._lease('?w', '?t')} }}", self._client.seconds)

    def mark_unfinished(self, graphs: Iterable[NamedNode], words: str) -> None:
        """Say which graphs a change is about to touch, before it does."""
        lines = "".join(f"{graph} {_UNFINISHED} {Literal(words)} .\n" for graph in graphs)
        if lines:
            self._client.update(f"INSERT DATA {{ GRAPH {self.graph} {{\n{lines}}} }}")

    def drop_unfinished(self, graphs: Sequence[NamedNode]) -> None:
        """Drop graphs that a change has begun and not put in place, and forget them."""
        for at in range(0, len(graphs), _GRAPHS_AT_ONCE):
            some = graphs[at : at + _GRAPHS_AT_ONCE]
            self._empty(some)
            steps = [f"DROP SILENT GRAPH {graph}" for graph in some]
            self._client.update(" ;\n".join([*steps, self._forgetting(some)]), self._client.seconds)

    def _empty(self, graphs: Sequence[NamedNode]) -> None:
        """Take most of what large graphs hold out of them, in parts that need no more memory of the server for more."""
        listed = " ".join(map(str, graphs))
        rows: Any = self._client.query(
            f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
        )
        for graph, number in [(row["g"], int(row["n"].value)) for row in rows]:
            said = f"GRAPH {graph} {{ ?s ?p ?o }}"
            for _ in range(number // _TRIPLES_AT_ONCE):
                some = f"SELECT ?s ?p ?o WHERE {{ {said} }} LIMIT {_TRIPLES_AT_ONCE}"
                self._client.update(f"DELETE {{ {said} }} WHERE {{ {{ {some} }} }}", self._client.seconds)

    def find_begun(self) -> list[NamedNode]:
        """The graphs that a change has begun and not put in place: of sources that are new, and of its own."""
        state = self.read()
        known = {entry.graph.value for entry in state.sources}
        return [NamedNode(name) for name in sorted(state.unfinished) if name not in known]

    def entering(self, entries: Sequence[SourceEntry], gone: Iterable[NamedNode], constants: str) -> str:
        """The update that writes entries, takes out others and says that the change of all of them is complete."""
        subjects = dict.fromkeys([*gone, *(entry.graph for entry in entries)])
        forgetting = f"{self._forgetting(subjects)} ;\n" if subjects else ""
        lines = "".join(f"{entry.graph} {_ENTRY} {_literal(entry)} .\n" for entry in entries)
        return (
            f"{forgetting}"
            f"DELETE WHERE {{ GRAPH {self.graph} {{ {self.graph} {_CONSTANTS} ?o }} }} ;\n"
            f"INSERT DATA {{ GRAPH {self.graph} {{\n{lines}{self.graph} {_CONSTANTS} {Literal(constants)} .\n}} }}"
        )

    def _forgetting(self, graphs: Iterable[NamedNode]) -> str:
        """The update that takes out all that the ledger says of graphs."""
        subjects, said = " ".join(map(str, graphs)), f"GRAPH {self.graph} {{ ?s ?p ?o }}"
        return f"DELETE {{ {said} }} WHERE {{ VALUES ?s {{ {subjects} }} {said} }}"

    def _lease(self, writer: str, since: str) -> str:
        return f"GRAPH {self.graph} {{ {self.graph} {_WRITER} {writer} ; {_SINCE} {since} }}"

    def _rows(self) -> Iterable[tuple[str, NamedNode, str]]:
        rows: Any = self._client.query(f"SELECT ?s ?p ?o WHERE {{ GRAPH {self.graph} {{ ?s ?p ?o }} }}")
        return [(row["s"].value, row["p"], row["o"].value) for row in rows]

    def _holder(self) -> tuple[str, bool] | None:
        """Who holds the lease, and whether it is over by the server's own clock."""
        answer = self._client.query(f"SELECT ?w ?t (NOW() AS ?now) WHERE {{ {self._lease('?w', '?t')} }}")
        assert isinstance(answer, QuerySolutions)
        for row in answer:
            writer, since, now = (getattr(row[name], "value", "") for name in ("w", "t", "now"))
            return writer, datetime.fromisoformat(now) - datetime.fromisoformat(since) > LEASE
        return None


def _literal(entry: SourceEntry) -> Literal:
    return Literal(json.dumps(format_entry(entry), ensure_ascii=False, sort_keys=True))
