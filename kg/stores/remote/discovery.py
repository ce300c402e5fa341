"""Where a server is asked, changed and loaded, found out from one address.

In: the address that a user typed. Out: the same with all endpoints that are known. What a service description says
comes first (SPARQL 1.1 Service Description), then the paths that well-known servers use (`servers.toml`). Endpoints are
only asked, never changed, to find out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pyoxigraph import QueryBoolean

from kg.errors import QuerySyntaxError, RemoteStoreError
from kg.stores.remote.address import Address
from kg.stores.remote.client import Client
from kg.stores.remote.credentials import Credentials
from kg.stores.remote.refusals import NoEndpoint
from kg.stores.remote.transport import Unreachable

_ASK = "ASK { }"


@dataclass(frozen=True)
class Layout:
    """The paths of one kind of server: `address` is what its users call its address; `{}` in the others is that."""

    server: str
    address: str
    query: str
    update: str = ""
    graph_store: str = ""

    def fit(self, url: str) -> Address | None:
        """The endpoints of a server of this kind at an address; None where the address isn't of this form."""
        match = re.fullmatch(self.address, url)
        if match is None:
            return None
        places = (match.expand(path) if path else None for path in (self.query, self.update, self.graph_store))
        query, update, graph_store = places
        assert query is not None
        return Address(url, query, update, graph_store)


@cache
def read_layouts() -> tuple[Layout, ...]:
    """The kinds of servers of `servers.toml`, in the order in which they are tried."""
    table = tomllib.loads(Path(__file__).with_name("servers.toml").read_text("utf-8"))
    return tuple(Layout(server, **paths) for server, paths in table.items())


def find_endpoints(address: Address, credentials: Credentials, seconds: float) -> Address:
    """The address with its endpoints; the file of a user who names them himself is taken at its word.

    Raises RemoteStoreError where no endpoint answers a query.
    """
    if address.given.endswith(".toml"):
        return address
    problems: list[Exception] = []
    for candidate in _candidates(address):
        client = Client(candidate, credentials, seconds)
        try:
            if isinstance(client.query(_ASK), QueryBoolean):
                return replace(candidate, base=address.base, user=address.user)
            problems.append(RemoteStoreError(f"{candidate.query} doesn't answer ASK with yes or no"))
        except Unreachable:
            raise
        except (RemoteStoreError, QuerySyntaxError) as error:
            problems.append(error)
    telling = [problem for problem in problems if not isinstance(problem, NoEndpoint)]
    if telling:
        raise telling[0]
    paths = ", ".join(dict.fromkeys(urlsplit(each.query).path or "/" for each in _candidates(address)))
    hint = "check the address, or name its endpoints in a file (docs/stores.md)"
    raise RemoteStoreError(f"{address.given}: no SPARQL endpoint answers there (tried: {paths}); {hint}")


def _candidates(address: Address) -> Iterator[Address]:
    """What the endpoints may be, the likeliest first; each query endpoint once."""
    url = address.query.rstrip("/")
    seen: set[str] = set()
    for layout in read_layouts():
        found = layout.fit(url)
        if found is not None and found.query not in seen:
            seen.add(found.query)
            yield found
