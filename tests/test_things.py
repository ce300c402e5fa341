from __future__ import annotations

import itertools
import time

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.iris import Minter
from kg.things import derive, derive_update
from kg.vocabulary import RDF, RDFS, SKOS, SP

MINTER = Minter("https://example.test/id/")
THINGS, TIME, REGISTRY = MINTER.graph("things"), MINTER.graph("time"), MINTER.graph("registry")
A, B, C = (MINTER.graph(f"doc/{name}") for name in "abc")
NORLAND = MINTER.thing("actor", "norland")


def record(graph: NamedNode, key: str, **said: object) -> list[Quad]:
    """A node of a source graph; texts become literals."""
    node = NamedNode(f"{graph.value.replace('/graph/', '/')}/{key}")
    quads = []
    for name, value in said.items():
        predicate = RDF.type if name == "a" else SP[name]
        for one in value if isinstance(value, tuple) else (value,):
            quads.append(Quad(node, predicate, one if isinstance(one, NamedNode) else Literal(str(one)), graph))
    return quads


def actor(graph: NamedNode, name: str, type: NamedNode = SP.State, *aliases: str) -> list[Quad]:
    key = f"actor-record/{name.casefold().replace(' ', '-')}"
    return record(graph, key, a=SP.ActorRecord, aboutActor=NORLAND, name=name, actorType=type, alias=aliases)


def span(date: str) -> list[Quad]:
    node = MINTER.time(date)
    return [Quad(node, RDF.type, SP.TimeSpan, TIME), Quad(node, SP.edtf, Literal(date), TIME)]


def make(*quads: list[Quad]) -> Store:
    store = Store()
    for some in quads:
        store.extend(some)
        derive(store, MINTER.base)
    return store


def things(store: Store) -> set[tuple[str, str, str]]:
    found = store.quads_for_pattern(None, None, None, THINGS)
    return {tuple(str(t.value) for t in (q.subject, q.predicate, q.object)) for q in found}  # type: ignore[union-attr,misc]


def said(store: Store, property: NamedNode, subject: NamedNode = NORLAND) -> set[str]:
    return {q.object.value for q in store.quads_for_pattern(subject, property, None, THINGS)}  # type: ignore[union-attr]


def test_label_is_the_first_name_and_the_others_are_other_names() -> None:
    store = make(actor(A, "Norland", SP.State, "NL"), actor(B, "Kingdom of Norland"))
    assert said(store, RDFS.label) == {"Kingdom of Norland"}
    assert said(store, SKOS.altLabel) == {"Norland", "NL"}


def test_actor_has_every_type_that_a_source_gives() -> None:
    store = make(actor(A, "Norland"), actor(B, "Norlands", SP.Coalition))
    assert said(store, RDF.type) == {SP.State.value, SP.Coalition.value}


def test_plain_actor_only_where_no_source_says_better() -> None:
    assert said(make(actor(A, "Norland", SP.Actor)), RDF.type) == {SP.Actor.value}
    assert said(make(actor(A, "Norland", SP.Actor), actor(B, "Norlands")), RDF.type) == {SP.State.value}


def test_issues_places_and_resolutions_are_named() -> None:
    issue, resolution, place = (MINTER.thing(kind, "x") for kind in ("issue", "resolution", "place"))
    store = make(
        record(A, "position/1", a=SP.Position, issue=issue, issueText="The port"),
        record(B, "agreement/1", a=SP.AgreementClaim, issue=issue, issueText="A port"),
        record(A, "resolution-record/1", a=SP.ResolutionRecord, aboutResolution=resolution, name="Resolution X"),
        record(A, "position/2", a=SP.Position, issue=resolution, issueText="S/RES/1"),
        record(A, "event-record/1", a=SP.EventRecord, place=place, placeText="Estmouth", aboutResolution=resolution),
    )
    assert things(store) == {
        (node.value, property.value, value)
        for node, type, label in (
            (issue, SP.Issue, "A port"), (resolution, SP.Resolution, "Resolution X"), (place, SP.Place, "Estmouth"),
        )
        for property, value in ((RDF.type, type.value), (RDFS.label, label))
    }  # fmt: skip


def test_what_the_registry_describes_is_left_out() -> None:
    registry = [Quad(NORLAND, RDF.type, SP.State, REGISTRY), Quad(NORLAND, RDFS.label, Literal("Norland"), REGISTRY)]
    assert things(make(registry, actor(A, "Norlandia", SP.Coalition, "NL"))) == set()


def test_other_graphs_are_no_sources() -> None:
    assert things(make(actor(MINTER.graph("inferred/x"), "Norland"))) == set()
    assert things(make(actor(MINTER.graph("dataset/votes"), "Norland"))) != set()
    assert things(make(actor(NamedNode("https://other.test/graph/doc/a"), "Norland"))) == set()


def make_source(graph: NamedNode, year: str, *records: Quad) -> list[Quad]:
    return [*records, *record(graph, "position/1", heldDuring=MINTER.time(year)), *span(year)]


SOURCES = (
    make_source(A, "2015", *actor(A, "Norland", SP.Actor)),
    make_source(B, "2016", *actor(B, "Kingdom of Norland", SP.State, "NL")),
    make_source(C, "2015", *actor(C, "Norland", SP.Coalition)),
)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_order_of_loading_does_not_matter(order: tuple[int, ...]) -> None:
    assert set(make(*(SOURCES[place] for place in order))) == set(make(*SOURCES))


@pytest.mark.parametrize("gone", range(3))
def test_retracting_a_source_equals_never_having_loaded_it(gone: int) -> None:
    store = make(*SOURCES)
    store.remove_graph(SOURCES[gone][0].graph_name)
    derive(store, MINTER.base)
    spans = [*span("2015"), *span("2016")]
    rest = [[*(quad for quad in source if quad.graph_name != TIME), *spans] for source in SOURCES]
    assert set(store) == set(make(*(source for place, source in enumerate(rest) if place != gone)))


def test_time_span_that_nothing_refers_to_vanishes() -> None:
    store = make([*record(A, "position/1", heldDuring=MINTER.time("2015")), *span("2015"), *span("1999")])
    assert {q.subject for q in store.quads_for_pattern(None, None, None, TIME)} == {MINTER.time("2015")}


def test_deriving_twice_changes_nothing() -> None:
    store = make(*SOURCES)
    before = set(store)
    derive(store, MINTER.base)
    assert set(store) == before


def test_empty_store_stays_empty() -> None:
    assert len(make([])) == 0


def test_update_is_one_text_without_placeholders() -> None:
    assert "$" not in derive_update(MINTER.base)


def test_many_sources_are_derived_quickly() -> None:
    store = Store()
    for source in range(50):
        graph = MINTER.graph(f"doc/{source}")
        for claim in range(200):
            issue = MINTER.thing("issue", str(claim))
            store.extend(record(graph, f"position/{claim}", a=SP.Position, issue=issue, issueText=f"Issue {claim}"))
        store.extend(actor(graph, f"Norland {source}"))
    start = time.process_time()
    derive(store, MINTER.base)
    assert time.process_time() - start < 3
