"""Where a server is asked, changed and loaded, found out from one address.

In: the address that a user typed. Out: the same with all endpoints that are known: by the paths that well-known
servers use (`servers.toml`), and for changes by what the endpoint says of itself (SPARQL 1.1 Service Description).
Endpoints are only asked, never changed, to find out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, QueryBoolean

from kg.errors import LimitReached, QuerySyntaxError, RemoteStoreError
from kg.stores.remote.address import Address
from kg.stores.remote.client import Client
from kg.stores.remote.connections import host_of
from kg.stores.remote.credentials import Credentials
from kg.stores.remote.refusals import NoEndpoint
from kg.stores.remote.transport import Unreachable
from kg.vocabulary import Namespace

_ASK = "ASK { }"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_UPDATES = SD.SPARQL11Update


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


def find_update(address: Address, credentials: Credentials, seconds: float) -> Address:
    """The address with the endpoint for changes that its service description names; as it is where it names none.

    One on another host, as of a server behind a proxy, is left aside, for no log-in goes there; so is all that is said
    where a user names the endpoints himself.
    """
    if address.given.endswith(".toml"):
        return address
    try:
        said = list(Client(address, credentials, seconds).describe())
    except (RemoteStoreError, QuerySyntaxError, LimitReached):  # few servers describe themselves
        return address
    takers = {each.subject for each in said if (each.predicate, each.object) == (SD.supportedLanguage, _UPDATES)}
    named = [each.object for each in said if each.predicate == SD.endpoint and each.subject in takers]
    places = {place.value for place in named if isinstance(place, NamedNode)}
    here = [place for place in places if host_of(place) == host_of(address.query)]
    if len(here) != 1 or here[0] == address.update:
        return address
    return replace(address, update=here[0], graph_store=None)


def _candidates(address: Address) -> Iterator[Address]:
    """What the endpoints may be, the likeliest first; each query endpoint once."""
    url = address.query.rstrip("/")
    seen: set[str] = set()
    for layout in read_layouts():
        found = layout.fit(url)
        if found is not None and found.query not in seen:
            seen.add(found.query)
            yield found
