"""The process that changes graphs beside a store's own, for who has the token: `python -m kg.stores.updating`.

In: orders (see `orders`): a SPARQL update, or a graph to put in place, to add to or to drop. Out: whether it was there
before. Each is one change of the store, by its one writer: whole, or undone and refused where a graph of a source, or
one that comes with the program, would be another. It keeps a process of its own so that it can be stopped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from kg.errors import InputError, QuerySyntaxError, UnknownName
from kg.jsonvalues import as_list, as_number, as_text
from kg.stores.datasets import add_using, read_dataset
from kg.stores.guard import check_query, syntax_error
from kg.stores.opening import open_store
from kg.stores.orders import Answer, Order, serve_orders
from kg.stores.protocol import Store

_REACHING: Final = ("SERVICE", "LOAD")
_TYPES: Final = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
MEDIA_TYPES: Final = tuple(_TYPES)
# Entities of XML can make a gigabyte of a kilobyte.
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_Graph = NamedNode | DefaultGraph


def answer_order(store: Store, order: Order) -> Answer:
    """Make the change of an order: its `kind` is update, put, add or drop."""
    found = {"update": _update, "put": _put, "add": _put, "drop": _drop}[as_text(order["kind"])](store, order)
    return Answer({"existed": found})


def _update(store: Store, order: Order) -> bool:
    """Run a SPARQL update."""
    text, dataset, base = as_text(order["sparql"]), read_dataset(order), as_text(order["base"])
    check_query(text, _REACHING, as_number(order["size"]))

    def edit(database: pyoxigraph.Store) -> None:
        try:
            database.update(add_using(text, dataset) if dataset else text, base_iri=base)
        except SyntaxError as error:
            raise QuerySyntaxError(str(syntax_error(error)).replace("the query", "the update", 1)) from error

    _change(store, "a SPARQL update", edit)
    return True


def _put(store: Store, order: Order) -> bool:
    """Put triples in the place of a graph, or add them to it."""
    graph = _graph(order)
    quads = [quad for part in _parts(order) for quad in _parse(part, as_text(order["base"]), graph)]

    def edit(database: pyoxigraph.Store) -> None:
        if order["kind"] == "put":
            database.remove_graph(graph) if isinstance(graph, NamedNode) else database.clear_graph(graph)
        database.extend(quads)

    existed = _exists(store, graph)
    _change(store, f"the writing of graph {_name(graph)}", edit, graph)
    return existed


def _drop(store: Store, order: Order) -> bool:
    """Drop a graph. Raises UnknownName where there is none."""
    graph = _graph(order)
    if not _exists(store, graph):
        raise UnknownName("graph", _name(graph))

    def edit(database: pyoxigraph.Store) -> None:
        database.remove_graph(graph) if isinstance(graph, NamedNode) else database.clear_graph(graph)

    _change(store, f"the removal of graph {_name(graph)}", edit, graph)
    return True


def _change(store: Store, words: str, edit: Callable[[pyoxigraph.Store], None], graph: _Graph | None = None) -> None:
    with open_store(store.path, write=True) as writer, writer.change(words) as change:
        change.edit(edit, graph)
        change.commit()


def _parts(order: Order) -> Iterator[tuple[bytes, str]]:
    """The parts of the body, each with its media type."""
    body = order.get("body", b"")
    assert isinstance(body, bytes)
    for start, end, media_type in map(as_list, as_list(order["parts"])):
        yield body[as_number(start) : as_number(end)], as_text(media_type)


def _parse(part: tuple[bytes, str], base: str, graph: _Graph) -> list[Quad]:
    """The quads of one part of the body."""
    data, media_type = part
    format = _TYPES[media_type]
    if format == RdfFormat.RDF_XML and _DOCTYPE.search(data):
        raise InputError("the body has a DOCTYPE, which is not read")
    try:
        found = list(pyoxigraph.parse(data, format, base_iri=base, rename_blank_nodes=True))
    except SyntaxError as error:
        raise InputError(f"the body is not {media_type}: {' '.join(str(error).split())}") from error
    except ValueError as error:
        raise InputError(f"the body cannot be read: {error}") from error
    if any(quad.graph_name != DefaultGraph() for quad in found):
        raise InputError("the body names graphs of its own; one graph is to be written")
    return [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in found]


def _graph(order: Order) -> _Graph:
    return DefaultGraph() if order["graph"] is None else NamedNode(as_text(order["graph"]))


def _exists(store: Store, graph: _Graph) -> bool:
    return isinstance(graph, DefaultGraph) or graph in store.graphs()


def _name(graph: _Graph) -> str:
    return graph.value if isinstance(graph, NamedNode) else "without a name"


if __name__ == "__main__":
    serve_orders(answer_order)
