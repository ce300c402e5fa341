"""SPARQL 1.1 over HTTP: queries, updates and graphs of one server. The home of SPARQLWrapper, which builds requests.

In: SPARQL, or triples for a graph. Out: pyoxigraph's results, or an error. Results are asked for as SPARQL JSON or
Turtle; reading them is for `results`, what a refusal means for `refusals`, sending, waiting and trying again for
`transport`.
"""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

import pyoxigraph
from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, Triple

from kg.errors import LimitReached, QuerySyntaxError, RemoteStoreError, UsageError
from kg.stores.guard import syntax_error
from kg.stores.protocol import Results
from kg.stores.remote.address import Address
from kg.stores.remote.connections import host_of
from kg.stores.remote.credentials import Credentials
from kg.stores.remote.refusals import explain_refusal, no_answer, one_line
from kg.stores.remote.results import GRAPHS, HINT, RESULTS, read_graph, read_results
from kg.stores.remote.transport import Answer, Clock, Refusal, send
from kg.version import __version__

DEFAULT_SECONDS: Final = 60.0
# A change of millions of triples may take its time.
CHANGE_SECONDS: Final = 900.0
_AGENT: Final = f"standpoint-kg/{__version__}"
# Servers that limit answers in silence have limits like 1,000 or 10,000.
_ROUND: Final = 1_000
_GRAPH_FORMS: Final = ("CONSTRUCT", "DESCRIBE")


class Client:
    """Speaks with the endpoints of one address; `seconds` and `change_seconds` are the deadlines of each call."""

    def __init__(
        self,
        address: Address,
        credentials: Credentials,
        seconds: float = DEFAULT_SECONDS,
        change_seconds: float = CHANGE_SECONDS,
    ) -> None:
        self.address, self.seconds, self._change_seconds = address, seconds, change_seconds
        self._credentials, self._digest = credentials, False

    def query(self, sparql: str, seconds: float | None = None) -> Results:
        """Answer a query over whatever the server takes for its default graph, within the deadline or so many seconds.

        Raises QuerySyntaxError where the server can't read it, LimitReached at the deadline and for an answer that the
        server has limited, RemoteStoreError for all else that isn't a whole answer.
        """
        clock = Clock(seconds or self.seconds)
        try:
            answer = self._send(_prepare_query(self.address.query, sparql), clock, again=True)
        except QuerySyntaxError:
            _check_syntax(sparql)  # our own words name line and column, where it is no dialect of the server's
            raise
        if answer.media_type in RESULTS:
            results, rows = read_results(answer, host_of(self.address.query))
            if rows and rows % _ROUND == 0:
                self._check_whole(sparql, rows, clock)
            return results
        if answer.media_type in GRAPHS:
            return read_graph(answer, host_of(self.address.query))
        raise RemoteStoreError(no_answer(self.address.query, answer))

    def update(self, sparql: str, seconds: float | None = None) -> None:
        """Run an update, once, within its deadline or so many seconds.

        Raises UsageError where no update endpoint is known, RemoteStoreError otherwise.
        """
        if self.address.update is None:
            raise UsageError(f"{self.address.given} can be asked and not changed: it names no update endpoint")
        request = _prepare_update(self.address.update, sparql)
        self._send(request, Clock(seconds or self._change_seconds), again=False)

    def add(self, graph: NamedNode, triples: Iterable[str]) -> None:
        """Add lines of N-Triples to a graph, by the Graph Store HTTP Protocol where there is an endpoint for it.

        Adding the same again changes nothing, yet an error leaves open whether it was done.
        """
        if self.address.graph_store is None:
            self.update(f"INSERT DATA {{ GRAPH {graph} {{\n{''.join(triples)}}} }}")
            return
        body = "".join(triples).encode()
        request = urllib.request.Request(_address_of(self.address.graph_store, graph), body, method="POST")
        request.add_header("Content-Type", "application/n-triples")
        request.add_header("User-Agent", _AGENT)
        self._send(request, Clock(self._change_seconds), again=False)

    def read(self, graph: NamedNode) -> Iterable[Triple]:
        """The triples of a graph, by the Graph Store HTTP Protocol, or by a query where that has no endpoint."""
        if self.address.graph_store is None:
            found = self.query(f"CONSTRUCT WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}", self._change_seconds)
            if not isinstance(found, QueryTriples):
                raise RemoteStoreError(f"{host_of(self.address.query)}: its answer to CONSTRUCT is no graph")
            return found
        return self._get(_address_of(self.address.graph_store, graph), Clock(self._change_seconds))

    def describe(self) -> Iterable[Triple]:
        """What the endpoint says of itself where it is asked nothing (SPARQL 1.1 Service Description, 2)."""
        return self._get(self.address.query.partition("?")[0], Clock(self.seconds))

    def _get(self, url: str, clock: Clock) -> Iterable[Triple]:
        """The triples at an address."""
        headers = {"Accept": "application/n-triples, text/turtle;q=0.5", "User-Agent": _AGENT}
        answer = self._send(urllib.request.Request(url, headers=headers), clock, again=True)
        if answer.media_type not in GRAPHS:
            raise RemoteStoreError(no_answer(url, answer))
        try:
            form = GRAPHS[answer.media_type]
            return (quad.triple for quad in list(pyoxigraph.parse(answer.body, format=form, base_iri=url)))
        except SyntaxError as error:
            raise RemoteStoreError(f"{url}: its answer was cut off: {one_line(error)}") from error

    def _send(self, request: urllib.request.Request, clock: Clock, *, again: bool) -> Answer:
        answer = self._try(request, clock, again)
        if isinstance(answer, Refusal) and answer.status == 401 and self._credentials.user and not self._digest:
            # Virtuoso offers Digest only to those who didn't come with Basic. What is refused so was not done.
            self._digest = True
            answer = self._try(request, clock, again)
        if isinstance(answer, Refusal):
            raise explain_refusal(request.full_url, answer, change=not again, who=self._credentials.who)
        return answer

    def _try(self, request: urllib.request.Request, clock: Clock, again: bool) -> Answer | Refusal:
        request.unredirected_hdrs.pop("Authorization", None)
        if self._digest:
            handlers = self._credentials.handlers(request.full_url)
            return send(request, clock, again=again, handlers=handlers)
        return send(self._signed(request), clock, again=again)

    def _check_whole(self, sparql: str, rows: int, clock: Clock) -> None:
        """Raise LimitReached where a server counts more rows than it gave: many say nothing of their limits."""
        prologue, select = cut_prologue(sparql)
        counting = f"{prologue}SELECT (COUNT(*) AS ?n) WHERE {{ {{ {select}\n}} }}"
        answer = self._send(_prepare_query(self.address.query, counting), clock, again=True)
        host = host_of(self.address.query)
        found, _ = read_results(answer, host)
        if not isinstance(found, QuerySolutions) or not isinstance(number := next(found)["n"], Literal):
            raise RemoteStoreError(f"{host}: its answer to COUNT is no number")
        if (there := int(number.value)) != rows:
            raise LimitReached(f"{host} gave {rows} of {there} rows; {HINT}")

    def _signed(self, request: urllib.request.Request) -> urllib.request.Request:
        for name, value in self._credentials.headers().items():
            # Unredirected headers go to this address and to none that it redirects to.
            request.add_unredirected_header(name, value)
        return request


def cut_prologue(sparql: str) -> tuple[str, str]:
    """The prefixes of a query or an update, and the rest."""
    prologue = re.match(r"(?:\s*(?:#[^\n]*\n|BASE\s+<[^>]*>|PREFIX\s+\S*:\s*<[^>]*>))*\s*", sparql, re.IGNORECASE)
    end = prologue.end() if prologue else 0
    return sparql[:end], sparql[end:]


def _prepare_query(endpoint: str, sparql: str) -> urllib.request.Request:
    """The request of a query, as SPARQLWrapper writes it: by POST, which has no limit of length."""
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

    wrapper = SPARQLWrapper(endpoint, agent=_AGENT)
    # Not by `setQuery`, which looks for the form with an expression that takes longer than many an answer.
    wrapper.queryString, wrapper.queryType = sparql, _form_of(sparql)
    wrapper.setMethod(POST)
    graphs = wrapper.queryType in _GRAPH_FORMS
    wrapper.setReturnFormat(TURTLE if graphs else JSON)
    request: urllib.request.Request = wrapper._createRequest()
    if not graphs:
        request.add_header("Accept", ", ".join(RESULTS))
    return request


def _form_of(sparql: str) -> str:
    """The form of a query; what isn't one is asked as if it were SELECT, and the server says what is wrong with it."""
    word = re.match(r"\w*", cut_prologue(sparql)[1])
    form = word[0].upper() if word else ""
    return form if form in ("ASK", *_GRAPH_FORMS) else "SELECT"


def _prepare_update(endpoint: str, sparql: str) -> urllib.request.Request:
    """The request of an update, as SPARQLWrapper writes it: the update itself by POST, which no form need hold."""
    from SPARQLWrapper import INSERT, JSON, POST, POSTDIRECTLY, SPARQLWrapper

    wrapper = SPARQLWrapper(endpoint, agent=_AGENT)
    # Not by `setQuery`, which looks for the kind of update with an expression that takes longer than the server.
    wrapper.queryString, wrapper.queryType = sparql, INSERT
    wrapper.setMethod(POST)
    wrapper.setRequestMethod(POSTDIRECTLY)
    wrapper.setReturnFormat(JSON)
    request: urllib.request.Request = wrapper._createRequest()
    request.full_url = endpoint  # without the "?" for parameters that it has not
    return request


def _address_of(graph_store: str, graph: NamedNode) -> str:
    """Where a graph is read and changed (SPARQL 1.1 Graph Store HTTP Protocol, 4.2)."""
    return f"{graph_store}{'&' if '?' in graph_store else '?'}graph={quote(graph.value, safe='')}"


def _check_syntax(sparql: str) -> None:
    try:
        pyoxigraph.Store().query(sparql)
    except SyntaxError as error:
        raise syntax_error(error) from error
