"""The changes that a writer makes to a database that nobody else sees yet.

In: an Oxigraph database open for writing, quads, graph names. Out: the database edited; counts of its graphs. Nothing
here is atomic, nor has to be: the caller commits the whole or throws it away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import IO, cast

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.errors import UsageError
from kg.iris import Minter
from kg.stores.guard import syntax_error
from kg.things import TELLING
from kg.vocabulary import PROV, RDF, RDFS

Term = NamedNode | BlankNode | Literal | Triple
# A transaction takes about 1.5 kB of memory a quad. Above this number the bulk loader is faster and needs no more
# memory for more quads; below it, the small tables that it would write with every source are never merged.
MAX_TRANSACTION = 50_000
_THINGS_AT_ONCE = 2_000


def insert(database: pyoxigraph.Store, graph: NamedNode, quads: Iterable[Quad], shared: Iterable[Quad]) -> int:
    """Add the quads of one source, all of them in its graph, and those that it shares with others.

    The number of quads that wait in memory to be written to the disk.
    """
    return _add(database, chain(only_in(graph, quads), shared))


def put_constants(database: pyoxigraph.Store, graphs: Mapping[NamedNode, Iterable[Quad]]) -> None:
    """Replace whole graphs."""
    for graph, quads in graphs.items():
        _drop(database, graph)
        _add(database, only_in(graph, quads))


def drop_sources(database: pyoxigraph.Store, base: str, graphs: Sequence[NamedNode]) -> None:
    """Remove source graphs and what the provenance graph says of them alone."""
    for graph in graphs:
        _drop(database, graph)
        database.update(forgetting(graph, base))


def forgetting(graph: NamedNode, base: str) -> str:
    """The SPARQL update that removes what the provenance graph says of a source alone."""
    provenance = Minter(base).graph("provenance")
    return f"""DELETE {{ GRAPH {provenance} {{ ?load ?p ?o }} }} WHERE {{ GRAPH {provenance} {{
  {graph} {PROV.wasGeneratedBy} ?load . ?load ?p ?o .
  FILTER NOT EXISTS {{ ?other {PROV.wasGeneratedBy} ?load . FILTER(?other != {graph}) }} }} }} ;
DELETE WHERE {{ GRAPH {provenance} {{ {graph} ?p ?o }} }}"""


def run(database: pyoxigraph.Store, update: str) -> None:
    """Run a SPARQL update of our own; the empty text is none."""
    try:
        database.update(update)
    except SyntaxError as error:
        raise syntax_error(error) from error


def find_things(database: pyoxigraph.Store, graph: NamedNode) -> set[Term]:
    """The things that a source graph names in statements that derived ones follow from."""
    found = (database.quads_for_pattern(None, property, None, graph) for property in TELLING)
    return {quad.object for quads in found for quad in quads}


def run_over(database: pyoxigraph.Store, update: str, graph: NamedNode, things: Iterable[Term]) -> None:
    """Run a SPARQL update of our own that reads from a graph, which is there meanwhile, which things it is about.

    It is run for some of them at a time, so that its transactions are no larger for more, and once for none.
    """
    named = [thing for thing in things if isinstance(thing, NamedNode)]
    for start in range(0, max(len(named), 1), _THINGS_AT_ONCE):
        some = named[start : start + _THINGS_AT_ONCE]
        database.extend(Quad(thing, RDF.type, RDFS.Resource, graph) for thing in some)
        run(database, update)
        _drop(database, graph)


def count_graphs(database: pyoxigraph.Store, known: Mapping[str, int] | None = None) -> dict[str, int]:
    """How many quads each named graph has, by IRI; "" is the graph without a name, listed only if it has any.

    The sizes in `known` are taken as they are.
    """
    known = known or {}
    names = [graph.value for graph in database.named_graphs() if isinstance(graph, NamedNode)]
    counts = {name: known.get(name) or _count(database, f"GRAPH <{name}> {{ ?s ?p ?o }}") for name in names}
    unnamed = _count(database, "?s ?p ?o")
    return counts | ({"": unnamed} if unnamed else {})


def find_changes(database: pyoxigraph.Store, start: str, edit: Callable[[pyoxigraph.Store], None]) -> list[str]:
    """Edit a database, and say which of the graphs whose names begin so are others than before."""
    before = _digest_graphs(database, start)
    edit(database)
    after = _digest_graphs(database, start)
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _digest_graphs(database: pyoxigraph.Store, start: str) -> dict[str, str]:
    """A digest of each graph that isn't empty and whose name begins so, to be compared within one database only."""
    names = [graph for graph in database.named_graphs() if isinstance(graph, NamedNode)]
    sums = {graph.value: _Sum() for graph in names if graph.value.startswith(start)}
    for name, sum in sums.items():
        database.dump(cast("IO[bytes]", sum), RdfFormat.N_TRIPLES, from_graph=NamedNode(name))
    return {name: sum.hash.hexdigest() for name, sum in sums.items() if sum.size}


class _Sum:
    """A file that is only hashed."""

    def __init__(self) -> None:
        self.hash, self.size = hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""


def drop_empty(database: pyoxigraph.Store, counts: dict[str, int]) -> None:
    """Remove the graphs that have no quads, from the counts too."""
    for name in [name for name, count in counts.items() if not count]:
        database.remove_graph(NamedNode(name))
        del counts[name]


def _count(database: pyoxigraph.Store, pattern: str) -> int:
    rows = database.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    return int(next(rows)["n"].value)


def _add(database: pyoxigraph.Store, quads: Iterator[Quad]) -> int:
    first = list(islice(quads, MAX_TRANSACTION))
    rest = next(quads, None)
    if rest is None:
        database.extend(first)
        return len(first)
    database.bulk_extend(chain(first, [rest], quads))
    return 0


def _drop(database: pyoxigraph.Store, graph: NamedNode) -> None:
    """Remove a graph, in transactions of bounded size."""
    some = f"SELECT ?s ?p ?o WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }} LIMIT {MAX_TRANSACTION}"
    while next(database.quads_for_pattern(None, None, None, graph), None) is not None:
        database.update(f"DELETE {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ {{ {some} }} }}")
    database.remove_graph(graph)


def only_in(graph: NamedNode, quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads as they come; UsageError at one that stands in another graph."""
    for quad in quads:
        if quad.graph_name != graph:
            raise UsageError(f"a quad of {graph.value} stands in {quad.graph_name}")
        yield quad
