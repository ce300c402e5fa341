"""SPARQL 1.1 over HTTP: queries, updates and graphs of one server. The home of SPARQLWrapper, which builds requests.

In: SPARQL, or triples for a graph. Out: pyoxigraph's results. Results are asked for as SPARQL JSON or Turtle and are
read whole and checked before any is given out: a page of a log-in, an answer cut short or one that the server has
limited is an error. Sending, waiting and trying again is for `transport`.
"""

from __future__ import annotations

import re
import urllib.request
import warnings
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

import pyoxigraph
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat

from kg import __version__
from kg.errors import LimitReached, QuerySyntaxError, RemoteStoreError, UsageError
from kg.stores.guard import syntax_error
from kg.stores.protocol import Results
from kg.stores.remote.address import Address
from kg.stores.remote.credentials import Credentials
from kg.stores.remote.transport import Answer, Refusal, host_of, send

DEFAULT_SECONDS: Final = 60.0
# A change of millions of triples may take its time.
CHANGE_SECONDS: Final = 900.0
_AGENT: Final = f"standpoint-kg/{__version__}"
_RESULTS: Final = ("application/sparql-results+json", "application/json")
_GRAPHS: Final = {
    "text/turtle": RdfFormat.TURTLE, "application/n-triples": RdfFormat.N_TRIPLES, "text/plain": RdfFormat.N_TRIPLES,
    "application/x-turtle": RdfFormat.TURTLE, "application/rdf+xml": RdfFormat.RDF_XML,
}  # fmt: skip
# Servers that answer with fewer rows than there are say so in a header, if at all: Virtuoso in these.
_LIMITED: Final = ("X-SPARQL-MaxRows", "X-SQL-State")


# How Virtuoso 7 answers ASK.
_VIRTUOSO_ASK: Final = ["__ASK_RETVAL"]
# How it writes a boolean, "1" or "0", which is right, but another literal than the "true" of all other stores.
_BIT: Final = re.compile(rb'("datatype": *"http://www\.w3\.org/2001/XMLSchema#boolean", *"value": *)"([01])"')
_BOOLEANS: Final = {value: f'{{"head":{{}},"boolean":{str(value).lower()}}}'.encode() for value in (True, False)}


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
        try:
            answer = self._send(_prepare(self.address.query, sparql, update=False), again=True, seconds=seconds)
        except QuerySyntaxError:
            _check_syntax(sparql)  # our own words name line and column, where it is no dialect of the server's
            raise
        if answer.media_type in _RESULTS:
            return self._read_results(answer)
        if answer.media_type in _GRAPHS:
            return _read_graph(answer, host_of(self.address.query))
        raise RemoteStoreError(_no_answer(self.address.query, answer))

    def update(self, sparql: str, seconds: float | None = None) -> None:
        """Run an update, once, within its deadline or so many seconds.

        Raises UsageError where no update endpoint is known, RemoteStoreError otherwise.
        """
        if self.address.update is None:
            raise UsageError(f"{self.address.given} can be asked and not changed: it names no update endpoint")
        request = _prepare(self.address.update, sparql, update=True)
        self._send(request, again=False, seconds=seconds or self._change_seconds)

    def add(self, graph: NamedNode, triples: Iterable[str]) -> None:
        """Add lines of N-Triples to a graph, by the Graph Store HTTP Protocol where there is an endpoint for it.

        Adding the same again changes nothing, yet an error leaves open whether it was done.
        """
        body = "".join(triples)
        if self.address.graph_store is None:
            self.update(f"INSERT DATA {{ GRAPH {graph} {{\n{body}}} }}")
            return
        url = _address_of(self.address.graph_store, graph)
        request = urllib.request.Request(url, body.encode(), method="POST")
        request.add_header("Content-Type", "application/n-triples")
        request.add_header("User-Agent", _AGENT)
        self._send(request, again=False, seconds=self._change_seconds)

    def read(self, graph: NamedNode) -> Iterable[Any]:
        """The triples of a graph, by the Graph Store HTTP Protocol, or by a query where that has no endpoint."""
        if self.address.graph_store is None:
            return self.query(f"CONSTRUCT WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}", self._change_seconds)  # type: ignore[return-value]
        url = _address_of(self.address.graph_store, graph)
        headers = {"Accept": "application/n-triples, text/turtle;q=0.5", "User-Agent": _AGENT}
        answer = self._send(urllib.request.Request(url, headers=headers), again=True, seconds=self._change_seconds)
        if answer.media_type not in _GRAPHS:
            raise RemoteStoreError(_no_answer(url, answer))
        try:
            return (quad.triple for quad in list(pyoxigraph.parse(answer.body, format=_GRAPHS[answer.media_type])))
        except SyntaxError as error:
            raise RemoteStoreError(f"{url}: its answer was cut off: {_one_line(error)}") from error

    def _send(self, request: urllib.request.Request, *, again: bool, seconds: float | None = None) -> Answer:
        answer = self._try(request, again, seconds or self.seconds)
        if isinstance(answer, Refusal) and answer.status == 401 and self._credentials.user and not self._digest:
            # Virtuoso offers Digest only to those who didn't come with Basic. What is refused so was not done.
            self._digest = True
            answer = self._try(request, again, seconds or self.seconds)
        if isinstance(answer, Refusal):
            raise _refused(request.full_url, answer, change=not again)
        return answer

    def _try(self, request: urllib.request.Request, again: bool, seconds: float) -> Answer | Refusal:
        request.unredirected_hdrs.pop("Authorization", None)
        if self._digest:
            handlers = self._credentials.handlers(request.full_url)
            return send(request, seconds, again=again, handlers=handlers)
        return send(self._signed(request), seconds, again=again)

    def _signed(self, request: urllib.request.Request) -> urllib.request.Request:
        for name, value in self._credentials.headers().items():
            # Unredirected headers go to this address and to none that it redirects to.
            request.add_unredirected_header(name, value)
        return request

    def _read_results(self, answer: Answer) -> Results:
        host, body = host_of(self.address.query), _BIT.sub(_write_boolean, answer.body)
        try:
            results = pyoxigraph.parse_query_results(body, format=QueryResultsFormat.JSON)
            if isinstance(results, QuerySolutions) and [v.value for v in results.variables] == _VIRTUOSO_ASK:
                yes = any(row[0] == Literal(1) for row in results)
                return pyoxigraph.parse_query_results(_BOOLEANS[yes], format=QueryResultsFormat.JSON)
            # Read to the end before any is used: a broken row must not come up after the first were.
            rows = len(list(results)) if isinstance(results, QuerySolutions) else 0
        except SyntaxError as error:
            told = "its answer is no SPARQL result, or was cut off"
            raise RemoteStoreError(f"{host}: {told}: {_one_line(error)}") from error
        _check_limits(answer, rows, host)
        return pyoxigraph.parse_query_results(body, format=QueryResultsFormat.JSON)


def _write_boolean(found: re.Match[bytes]) -> bytes:
    return found[1] + (b'"true"' if found[2] == b"1" else b'"false"')


def _prepare(endpoint: str, sparql: str, *, update: bool) -> urllib.request.Request:
    """The request of a query or an update, as SPARQLWrapper writes it: by POST, which has no limit of length."""
    from SPARQLWrapper import JSON, POST, TURTLE, URLENCODED, SPARQLWrapper

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SPARQLWrapper guesses the form of a query, and says where it can't
        wrapper = SPARQLWrapper(endpoint, updateEndpoint=endpoint, agent=_AGENT)
        wrapper.setQuery(sparql)
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(URLENCODED)
        graphs = wrapper.queryType in ("CONSTRUCT", "DESCRIBE")
        wrapper.setReturnFormat(TURTLE if graphs else JSON)
        if wrapper.isSparqlUpdateRequest() != update:
            wrapper.queryType = "INSERT" if update else "SELECT"
        request: urllib.request.Request = wrapper._createRequest()
    if not graphs and not update:
        request.add_header("Accept", ", ".join(_RESULTS))
    return request


def _address_of(graph_store: str, graph: NamedNode) -> str:
    """Where a graph is read and changed (SPARQL 1.1 Graph Store HTTP Protocol, 4.2)."""
    return f"{graph_store}{'&' if '?' in graph_store else '?'}graph={quote(graph.value, safe='')}"


def _check_syntax(sparql: str) -> None:
    try:
        pyoxigraph.Store().query(sparql)
    except SyntaxError as error:
        raise syntax_error(error) from error


def _read_graph(answer: Answer, host: str) -> Results:
    triples = pyoxigraph.Store()
    try:
        triples.load(answer.body, format=_GRAPHS[answer.media_type])
    except SyntaxError as error:
        raise RemoteStoreError(
            f"{host}: its answer is no {answer.media_type}, or was cut off: {_one_line(error)}"
        ) from error
    return triples.query("CONSTRUCT WHERE { ?s ?p ?o }")


def _check_limits(answer: Answer, rows: int, host: str) -> None:
    """Raise LimitReached where the server says that it held back rows."""
    most = answer.headers.get(_LIMITED[0], "")
    if (most.isdigit() and rows >= int(most)) or answer.headers.get(_LIMITED[1], "").upper().startswith("S1TAT"):
        raise LimitReached(
            f"{host} gives at most {rows} rows, and there may be more; raise its limit, or ask for fewer"
        )


def _refused(url: str, refusal: Refusal, *, change: bool) -> Exception:
    """The error that a status of HTTP means, in words that say what to do."""
    host, status = host_of(url), refusal.status
    said = _one_line(re.sub(r"<[^>]*>", " ", refusal.text))[:300]
    match status:
        case 400:
            return QuerySyntaxError(f"{host} cannot read the {'update' if change else 'query'}: {said}")
        case 401:
            hint = "set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN, or use ~/.netrc"
            return RemoteStoreError(f"{host} wants a log-in, or another one; {hint}")
        case 403:
            return RemoteStoreError(f"{host} doesn't allow this {'change' if change else 'query'} to this user: {said}")
        case 404:
            return RemoteStoreError(f"{url}: there is nothing at this address of {host}; check its path")
        case 405 | 501:
            return RemoteStoreError(
                f"{host} takes no {'changes' if change else 'queries'} there (HTTP {status}): {said}"
            )
        case 429 | 502 | 503 | 504:
            return RemoteStoreError(f"{host} is busy or down (HTTP {status}); try again later: {said}")
        case _:
            doubt = "; whether the change was made is not known" if change and status >= 500 else ""
            return RemoteStoreError(f"{host} failed (HTTP {status}): {said}{doubt}")


def _no_answer(url: str, answer: Answer) -> str:
    if answer.media_type in ("text/html", "application/xhtml+xml"):
        return f"{url} answers with a web page, a log-in perhaps, and not with SPARQL results; check address and log-in"
    return f"{url} answers with {answer.media_type}, and not with SPARQL results"


def _one_line(text: object) -> str:
    return " ".join(str(text).split())
