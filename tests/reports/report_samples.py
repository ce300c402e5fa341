"""Reports on the made-up graphs of the query cases: the same four reports and the votes of one day."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.queries.catalogue import Catalogue, load_catalogue
from kg.queries.names import Answer, Ask, NameIndex
from kg.reports.dossier import make_report
from kg.reports.model import Report
from kg.reports.subjects import find_subject
from kg.resources import data_folder

DATA = Path(__file__).resolve().parent.parent / "data"
CATALOGUE: Catalogue = load_catalogue([data_folder("queries")])
ACTOR = "https://w3id.org/standpoint/id/actor/"


@cache
def open_graph() -> Store:
    """The graphs of the query cases, not to be changed."""
    store = Store()
    for name in ("graph", "votes"):
        store.load(path=str(DATA / "queries" / f"{name}.trig"), format=RdfFormat.TRIG)
    return store


def ask_of(store: Store) -> Ask:
    """A callable that answers SPARQL over all graphs."""

    def ask(sparql: str) -> Answer:
        return store.query(sparql, use_default_graph_as_union=True)

    return ask


def copy_with(*triples: tuple[str, str, str]) -> Store:
    """The graph with a few more triples of IRIs."""
    store = Store()
    store.extend(list(open_graph()))
    graph = NamedNode("https://example.org/graph")
    for subject, predicate, value in triples:
        store.add(Quad(NamedNode(subject), NamedNode(predicate), NamedNode(value), graph))
    return store


def report_on(name: str, since: str | None = None, until: str | None = None, store: Store | None = None) -> Report:
    """The dossier on a name."""
    ask = ask_of(store or open_graph())
    return make_report(find_subject(name, NameIndex(ask), ask), ask, CATALOGUE, since, until)
