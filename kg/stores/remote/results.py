"""What a server answers to a question, read to its end and checked before any of it is given out.

In: an answer of `transport`. Out: pyoxigraph's results. An answer cut short, or one that the server says to have
limited, is an error; what a server writes in its own way is put right.
"""

from __future__ import annotations

import re
from typing import Final

import pyoxigraph
from pyoxigraph import Literal, QueryResultsFormat, QuerySolutions, RdfFormat

from kg.errors import LimitReached, RemoteStoreError
from kg.stores.protocol import Results
from kg.stores.remote.refusals import one_line
from kg.stores.remote.transport import Answer

RESULTS: Final = ("application/sparql-results+json", "application/json")
GRAPHS: Final = {
    "text/turtle": RdfFormat.TURTLE, "application/n-triples": RdfFormat.N_TRIPLES, "text/plain": RdfFormat.N_TRIPLES,
    "application/x-turtle": RdfFormat.TURTLE, "application/rdf+xml": RdfFormat.RDF_XML,
}  # fmt: skip
# Servers that answer with fewer rows than there are say so in a header, if at all: Virtuoso in these.
_LIMITED: Final = ("X-SPARQL-MaxRows", "X-SQL-State")
HINT: Final = "raise its limit, or ask for fewer"
# How Virtuoso 7 answers ASK.
_VIRTUOSO_ASK: Final = ["__ASK_RETVAL"]
# What some write in another way than all other stores, which is right and yet another literal: Virtuoso a boolean as
# "1" or "0", Jena a decimal as "50.0" for "50".
_TYPED: Final = rb'("datatype" *: *"http://www\.w3\.org/2001/XMLSchema#%b" *, *"value" *: *"'
_BIT: Final = re.compile(_TYPED % b"boolean" + rb')([01])"')
_DECIMAL: Final = re.compile(_TYPED % b"decimal" + rb'[+-]?[0-9]+)(\.[0-9]*?)0*"')
_BOOLEANS: Final = {value: f'{{"head":{{}},"boolean":{str(value).lower()}}}'.encode() for value in (True, False)}


def read_results(answer: Answer, host: str) -> tuple[Results, int]:
    """The results, and how many rows they have. Raises RemoteStoreError, LimitReached."""
    body = _DECIMAL.sub(_write_decimal, _BIT.sub(_write_boolean, answer.body))
    try:
        results = pyoxigraph.parse_query_results(body, format=QueryResultsFormat.JSON)
        if isinstance(results, QuerySolutions) and [v.value for v in results.variables] == _VIRTUOSO_ASK:
            yes = any(row[0] == Literal(1) for row in results)
            return pyoxigraph.parse_query_results(_BOOLEANS[yes], format=QueryResultsFormat.JSON), 0
        # Read to the end before any is used: a broken row must not come up after the first were.
        rows = len(list(results)) if isinstance(results, QuerySolutions) else 0
    except SyntaxError as error:
        told = "its answer is no SPARQL result, or was cut off"
        raise RemoteStoreError(f"{host}: {told}: {one_line(error)}") from error
    _check_limits(answer, rows, host)
    return pyoxigraph.parse_query_results(body, format=QueryResultsFormat.JSON), rows


def read_graph(answer: Answer, host: str) -> Results:
    """The triples of an answer. Raises RemoteStoreError."""
    triples = pyoxigraph.Store()
    try:
        triples.load(answer.body, format=GRAPHS[answer.media_type])
    except SyntaxError as error:
        raise RemoteStoreError(
            f"{host}: its answer is no {answer.media_type}, or was cut off: {one_line(error)}"
        ) from error
    return triples.query("CONSTRUCT WHERE { ?s ?p ?o }")


def _check_limits(answer: Answer, rows: int, host: str) -> None:
    """Raise LimitReached where the server says that it held back rows."""
    most = answer.headers.get(_LIMITED[0], "")
    if (most.isdigit() and rows >= int(most)) or answer.headers.get(_LIMITED[1], "").upper().startswith("S1TAT"):
        raise LimitReached(f"{host} gives at most {rows} rows, and there may be more; {HINT}")


def _write_boolean(found: re.Match[bytes]) -> bytes:
    return found[1] + (b'true"' if found[2] == b"1" else b'false"')


def _write_decimal(found: re.Match[bytes]) -> bytes:
    return found[1] + (b"" if found[2] == b"." else found[2]) + b'"'
