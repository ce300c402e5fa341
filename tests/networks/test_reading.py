"""Statements and things as they stand in a graph, and names as people type them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store

from kg.errors import UnknownName, UsageError
from kg.networks import Settings, Window, read_networks
from kg.networks.reading import describe_networks, parse_variable, resolve_things
from kg.networks.statements import read_statements, read_things
from kg.queries.names import NameIndex

BASE = "https://w3id.org/standpoint/id/"
GRAPH = """
@prefix sp: <https://w3id.org/standpoint/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/standpoint/id/> .

<graph/things> {
  <actor/nor> a sp:State ; rdfs:label "Norland" ; sp:iso3 "NRL" ; skos:altLabel "Kingdom of Norland" .
  <actor/ada> a sp:Person ; rdfs:label "Ada Holm" .
  <actor/desk> a sp:Organization ; rdfs:label "Harbour Desk" .
  <issue/toll> a sp:Issue ; rdfs:label "A toll at the strait" .
  <time/2015> sp:earliest "2015-01-01"^^xsd:date ; sp:latest "2015-12-31"^^xsd:date .
  <time/2016-02-03> sp:earliest "2016-02-03"^^xsd:date ; sp:latest "2016-02-03"^^xsd:date .
}
<graph/doc/one> {
  <doc/one> a sp:Document ; dcterms:title "Toll talks" ; dcterms:publisher <actor/desk> ;
    dcterms:creator <actor/ada> ; sp:publishedAt <time/2016-02-03> .
  <p/1> a sp:Position ; sp:holder <actor/ada> ; sp:onBehalfOf <actor/nor> ; sp:issue <issue/toll> ;
    sp:stance sp:support ; sp:statedIn <doc/one> ; sp:condition <p/1/c> ; sp:heldDuring <time/2015> ;
    sp:evidence <q/1> , <q/2> .
  <q/1> oa:exact "We want a toll." . <q/2> oa:exact "A toll, please." .
  <p/2> a sp:Position ; sp:holder <actor/nor> ; sp:issue <issue/toll> ; sp:stance sp:oppose ; sp:statedIn <doc/one> .
  <p/3> a sp:Position ; sp:holder <actor/nor> ; sp:issue <issue/toll> ; sp:stance sp:mixed ; sp:statedIn <doc/one> ;
    sp:revises <p/2> .
  <r/1> a sp:ActorRecord ; sp:aboutActor <actor/ada> ; sp:alias "A. Holm" ; sp:affiliation <actor/nor> .
}
"""


def iri(name: str) -> str:
    return BASE + name


def ask_graph(sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
    store = Store()
    store.load(GRAPH.encode(), format=RdfFormat.TRIG)
    return store.query(sparql, use_default_graph_as_union=True)


def test_a_statement_has_its_things_its_date_and_its_words() -> None:
    one, two, three = read_statements(ask_graph)
    assert dict(one.things) == {
        "actor": (iri("actor/nor"),), "holder": (iri("actor/ada"),), "person": (iri("actor/ada"),),
        "organisation": (iri("actor/nor"),), "issue": (iri("issue/toll"),), "document": (iri("doc/one"),),
        "author": (iri("actor/ada"),), "publisher": (iri("actor/desk"),),
    }  # fmt: skip
    assert (one.stance, one.first, one.last) == ("support", date(2015, 1, 1), date(2015, 12, 31))
    assert (one.quote, one.conditional, one.given_up) == ("A toll, please.", True, False)
    # Without a date of its own it has that of its document; a state is an organisation and no person.
    assert (two.first, two.given_up, two.things["person"]) == (date(2016, 2, 3), True, ())
    assert two.things["organisation"] == (iri("actor/nor"),)
    assert (three.stance, three.quote) == ("mixed", "")


def test_things_have_what_the_registry_and_the_records_say() -> None:
    things = read_things(ask_graph, [iri("actor/nor"), iri("actor/ada"), iri("doc/one"), iri("actor/who")])
    assert (things[iri("actor/nor")].type, things[iri("actor/nor")].aliases) == ("State", ("Kingdom of Norland",))
    ada = things[iri("actor/ada")]
    assert (things[iri("actor/nor")].iso3, ada.iso3) == ("NRL", "")
    assert (ada.label, ada.type, ada.aliases, ada.affiliations) == ("Ada Holm", "Person", ("A. Holm",), ("Norland",))
    assert things[iri("doc/one")].label == "Toll talks"
    assert things[iri("actor/who")].label == "who"


def test_what_was_given_up_is_left_out_unless_it_is_asked_for() -> None:
    (network,) = read_networks(ask_graph, Settings("affiliation"))
    assert [edge.weight for edge in network.edges] == [2]
    (network,) = read_networks(ask_graph, Settings("affiliation", given_up=True))
    assert [edge.weight for edge in network.edges] == [3]
    assert describe_networks([network]) == ["affiliation network: 2 nodes, 1 ties, 3 statements"]


def test_documents_can_be_chosen() -> None:
    with pytest.raises(UsageError, match="no positions here"):
        read_networks(ask_graph, Settings("affiliation"), {iri("doc/two")})


def test_what_is_in_no_window_is_counted() -> None:
    networks = read_networks(ask_graph, Settings("affiliation", window=Window(1, "months")))
    # The position of 2015 lies in no month, and the one of February 2016 in a month that the time ends in.
    assert [network.unplaced for network in networks] == [2] * 13
    assert "2 statements are in no window" in describe_networks(networks)[1]


def test_names_are_those_of_the_graph_and_of_dna() -> None:
    names = NameIndex(ask_graph, BASE)
    found = resolve_things(["concept=a toll at the strait", "actor=Norland", "organization=Norland"], names)
    assert found == {
        "issue": {iri("issue/toll")}, "actor": {iri("actor/nor")}, "organisation": {iri("actor/nor")},
    }  # fmt: skip
    with pytest.raises(UnknownName, match="no actor is called 'Norlan'; did you mean Norland"):
        resolve_things(["actor=Norlan"], names)
    with pytest.raises(UsageError, match="'Norland' is not VARIABLE=NAME"):
        resolve_things(["Norland"], names)
    with pytest.raises(UnknownName, match="no variable is called 'isue'; did you mean issue"):
        parse_variable("isue")


def test_the_graph_of_the_queries_makes_a_network() -> None:
    store = Store()
    path = Path(__file__).parents[1] / "data" / "queries" / "graph.trig"
    store.load(path.read_bytes(), format=RdfFormat.TRIG)
    (network,) = read_networks(lambda query: store.query(query, use_default_graph_as_union=True), Settings("subtract"))
    signs = {frozenset({edge.source[len(BASE) :], edge.target[len(BASE) :]}): edge.weight for edge in network.edges}
    assert signs[frozenset({"actor/egy", "actor/eth"})] < 0
