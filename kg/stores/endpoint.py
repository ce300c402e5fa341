"""The process that answers SPARQL of strangers, one query after the other: `python -m kg.stores.endpoint`.

In: orders (see `orders`) with a query, the graphs that it is about, the forms wanted for solutions and for graphs, and
a file; or with the name of a graph. Out: the result in that file, whole or not at all, and its form as a fact. A query
that names a graph which is not there by FROM is refused: somebody expects that it is fetched.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat, serialize

from kg.errors import StandpointError, UnknownName, UsageError
from kg.jsonvalues import as_number, as_text, as_texts
from kg.stores.confining import limit_error
from kg.stores.datasets import Dataset, find_dataset, read_dataset
from kg.stores.embedded import EmbeddedStore
from kg.stores.guard import check_query
from kg.stores.orders import Answer, Order, serve_orders
from kg.stores.protocol import Results, Store
from kg.vocabulary import PREFIXES, data_prefixes

RESULTS: Final = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
TRIPLES: Final = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
_BOOLEANS: Final = ("json", "xml")
_REACHING: Final = ("SERVICE", "LOAD")


def answer_query(store: Store, order: Order) -> Answer:
    """Write the result of `sparql` into the file `result`; `results` and `triples` are the forms wanted, best first."""
    try:
        found = _ask(store, as_text(order["sparql"]), read_dataset(order), as_text(order["base"]))
        form = choose_form(found, as_texts(order["results"]), as_texts(order["triples"]))
        if isinstance(found, QueryTriples):
            serialize(found, as_text(order["result"]), TRIPLES[form], prefixes=PREFIXES | data_prefixes(store.base))
        else:
            found.serialize(as_text(order["result"]), RESULTS[form])
    except (OSError, RuntimeError, ValueError) as error:
        raise limit_error(error, as_number(order["size"])) or StandpointError(" ".join(str(error).split())) from error
    return Answer({"form": form, "graph": isinstance(found, QueryTriples)})


def answer_graph(store: Store, order: Order) -> Answer:
    """Write the triples of one graph into a file; `graph` is its IRI, None the graph without a name."""
    graph = None if order["graph"] is None else NamedNode(as_text(order["graph"]))
    if graph is not None and graph not in store.graphs():
        raise UnknownName("graph", graph.value)
    form = next(iter(as_texts(order["triples"])))
    try:
        if isinstance(store, EmbeddedStore):
            store.dump(graph, as_text(order["result"]), TRIPLES[form])
        elif graph is not None:
            serialize((quad.triple for quad in store.quads(graph)), as_text(order["result"]), TRIPLES[form])
        else:
            raise UsageError("a server of somebody else is asked for named graphs only")
    except (OSError, RuntimeError, ValueError) as error:
        raise limit_error(error, as_number(order["size"])) or StandpointError(" ".join(str(error).split())) from error
    return Answer({"form": form, "graph": True})


def answer_order(store: Store, order: Order) -> Answer:
    """Answer an order by its `kind`."""
    return answer_graph(store, order) if order["kind"] == "graph" else answer_query(store, order)


def choose_form(found: Results, results: list[str], triples: list[str]) -> str:
    """The best of the forms wanted that a result can have. Raises UnknownName where there is none."""
    if isinstance(found, QueryTriples):
        wanted, known = triples, tuple(TRIPLES)
    else:
        wanted, known = results, _BOOLEANS if isinstance(found, QueryBoolean) else tuple(RESULTS)
    for form in wanted:
        if form in known:
            return form
    raise UnknownName("form of this result", ", ".join(wanted) or "what Accept asks for", known)


def _ask(store: Store, sparql: str, dataset: Dataset, base: str) -> Results:
    if not isinstance(store, EmbeddedStore):
        if dataset:
            raise UsageError("a server of somebody else is asked about its default graph only")
        check_query(sparql)
        return store.query(sparql)
    check_query(sparql, _REACHING)
    named = find_dataset(sparql)
    if named and not dataset:
        known = {graph.value for graph in store.graphs()}
        for iri in named:
            if iri not in known:
                raise UsageError(
                    f"the query uses FROM <{iri}>, which is no graph of this store, and nothing is fetched"
                )
    return store.query_over(sparql, dataset, base)


if __name__ == "__main__":
    serve_orders(answer_order)
