"""Names become IRIs: exactly, with suggestions on a miss, and never by guessing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store

from kg.errors import UnknownName, UsageError
from kg.queries.arguments import fill_query, read_arguments
from kg.queries.catalogue import parse_query
from kg.queries.names import NameIndex, fold
from kg.vocabulary import PREFIXES, XSD, data_prefixes

BASE = "https://w3id.org/standpoint/id/"
DATA = Path(__file__).resolve().parent.parent / "data" / "queries"
Ask = Callable[[str], QuerySolutions | QueryBoolean | QueryTriples]


def ask_of(store: Store) -> Ask:
    return lambda sparql: store.query(sparql, use_default_graph_as_union=True)


@pytest.fixture(scope="module")
def names() -> NameIndex:
    store = Store()
    store.load(path=str(DATA / "graph.trig"), format=RdfFormat.TRIG)
    return NameIndex(ask_of(store))


def names_of(trig: str) -> NameIndex:
    named = {**PREFIXES, **data_prefixes(), "x": "https://example.org/"}
    prefixes = "".join(f"@prefix {name}: <{base}> .\n" for name, base in named.items())
    store = Store()
    store.load((prefixes + trig).encode(), format=RdfFormat.TRIG)
    return NameIndex(ask_of(store))


@pytest.mark.parametrize(
    ("kind", "text", "iri"),
    [
        ("actor", "Egypt", "actor/egy"),
        ("actor", "  the EGYPT ", "actor/egy"),
        ("actor", "The United\u00a0States", "actor/usa"),
        ("actor", "U.S.", "actor/usa"),
        ("actor", "actor:egy", "actor/egy"),
        ("actor", "egy", "actor/egy"),
        ("actor", f"<{BASE}actor/egy>", "actor/egy"),
        ("actor", f"{BASE}actor/egy", "actor/egy"),
        ("actor", "Abiy Desta", "actor/abiy-desta"),
        ("actor", "Georgia", "actor/geo"),
        ("issue", "“binding rules for droughts”", "issue/binding-rules-for-droughts"),
        ("issue", "S/RES/2580", "resolution/s-res-2580"),
        ("resolution", "resolution 2580", "resolution/s-res-2580"),
        ("document", "talks on the dam resume", "doc/talks-on-the-dam-resume-da84423bf0aa"),
        ("document", "https://horn-review.example/talks", "doc/talks-on-the-dam-resume-da84423bf0aa"),
    ],
)
def test_name_is_found(names: NameIndex, kind: str, text: str, iri: str) -> None:
    assert names.resolve(kind, text) == NamedNode(BASE + iri)


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("actor", "Egipt", "no actor is called 'Egipt'; did you mean Egypt"),
        ("actor", "Egyptian", "no actor is called 'Egyptian'; did you mean Egypt"),
        ("actor", "", "no actor is called ''"),
        ("actor", "qqqqqq", "no actor is called 'qqqqqq'"),
        ("issue", "Egypt", "no issue is called 'Egypt'"),
        ("actor", "actor:atlantis", "no actor is called 'actor:atlantis'"),
        ("actor", "https://example.org/x> ?p ?o } #", "no actor is called"),
        ("actor", 'actor:egy" . }', "no actor is called"),
        ("resolution", "2580", "no resolution is called '2580'; did you mean \"Resolution 2580\"?"),
    ],
)
def test_miss_names_the_nearest(names: NameIndex, kind: str, text: str, message: str) -> None:
    with pytest.raises(UnknownName) as caught:
        names.resolve(kind, text)
    assert str(caught.value).startswith(message)


def test_a_state_goes_by_its_capital_and_codes_where_nothing_else_does() -> None:
    names = names_of("""x:g { x:isl a sp:State ; rdfs:label 'Iceland' ;
        sp:iso2 'IS' ; sp:iso3 'ISL' ; sp:capital 'Reykjavík' .
        x:is a sp:ArmedGroup ; rdfs:label 'Islamic State' ; skos:altLabel 'IS' }""")
    for text in ("ISL", "isl", "Reykjavík"):
        assert names.resolve("actor", text) == NamedNode("https://example.org/isl")
    assert names.resolve("actor", "IS") == NamedNode("https://example.org/is")


def test_name_of_several_things_lists_them() -> None:
    names = names_of("x:g { x:1 a sp:State ; rdfs:label 'Georgia' . x:2 a sp:Organization ; rdfs:label 'georgia' }")
    with pytest.raises(UsageError) as caught:
        names.resolve("actor", "Georgia")
    several = "'Georgia' names several actors: <https://example.org/1>, <https://example.org/2>"
    assert str(caught.value) == f"{several}; give the one you mean by its IRI"


@pytest.mark.parametrize("role", ["holder", "party", "relationTo", "reportedBy"])
def test_actor_that_sources_mention_comes_first(role: str) -> None:
    registry = "x:registry { actor:geo a sp:State ; rdfs:label 'Georgia' }"
    things = "x:things { actor:georgia a sp:Organization ; rdfs:label 'Georgia' }"
    source = f"x:doc {{ x:claim sp:{role} actor:georgia ; sp:statedIn x:document }}"
    assert names_of(f"{registry} {things} {source}").resolve("actor", "Georgia") == NamedNode(BASE + "actor/georgia")


def test_name_written_exactly_so_wins_where_a_source_mentions_it() -> None:
    things = "x:things { x:1 a sp:State ; rdfs:label 'Georgia' . x:2 a sp:State ; rdfs:label 'GEORGIA' }"
    said = "x:doc { x:c sp:holder x:1 , x:2 ; sp:statedIn x:d }"
    names = names_of(f"{things} {said}")
    assert names.resolve("actor", "GEORGIA") == NamedNode("https://example.org/2")
    with pytest.raises(UsageError, match="names several actors"):
        names.resolve("actor", "georgia")
    only_one_said = names_of(f"{things} x:doc {{ x:c sp:holder x:2 ; sp:statedIn x:d }}")
    assert only_one_said.resolve("actor", "Georgia") == NamedNode("https://example.org/2")


@pytest.mark.parametrize("kind", ["actor", "issue", "resolution", "document"])
@pytest.mark.parametrize(
    "text",
    ['"', "'", "\\", "\n", "\0", ">", "} #", '" } ; DROP ALL #', "\\u0022", "<a>", "$a", "?x", "x" * 10_000, "\ud800"],
)
def test_no_text_breaks_out_of_a_name(names: NameIndex, kind: str, text: str) -> None:
    with pytest.raises(UnknownName):
        names.resolve(kind, text)


def test_label_wins_over_the_last_part_of_an_iri() -> None:
    country = "actor:can a sp:State ; rdfs:label 'Canada' ."
    others = "x:can a sp:Organization ; rdfs:label 'Cans' . x:3 a sp:State ; rdfs:label 'Can'"
    names = names_of(f"x:g {{ {country} {others} }}")
    assert names.resolve("actor", "CAN") == NamedNode("https://example.org/3")


def test_other_base_has_its_own_compact_iris() -> None:
    store = Store()
    store.load(b"<https://a.example/actor/rus> <https://a.example/p> 1 .", format=RdfFormat.TURTLE)
    assert (
        NameIndex(ask_of(store), "https://a.example/").resolve("actor", "actor:rus").value
        == "https://a.example/actor/rus"
    )


def test_labels_can_be_offered(names: NameIndex) -> None:
    assert names.labels("resolution") == ("Declaration of San Telmo", "Resolution 2580", "S/RES/2580")


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The  Kremlin", "kremlin"),
        ("'Kremlin'", "kremlin"),
        ("Côte d’Ivoire", "côte d'ivoire"),
        ("STRASSE", "strasse"),
        ("Theresa", "theresa"),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


QUERY = parse_query(
    "#+ summary: s\n#+ params:\n#+   a: {type: actor, required: true, help: whose}\n"
    "#+   n: {type: integer, default: 3}\n#+   t: {type: text}\nSELECT * { ?s ?p $a, $n, $t }",
    "test",
)


def test_arguments_have_defaults_and_may_be_left_out(names: NameIndex) -> None:
    terms = read_arguments(QUERY, {"a": "Egypt"}, names)
    assert terms == {"a": NamedNode(BASE + "actor/egy"), "n": Literal("3", datatype=XSD.integer)}


MANY = parse_query(
    "#+ summary: s\n#+ params:\n#+   a: {type: actor, many: true}\nASK { ?s ?p ?o FILTER(?o IN ($a)) }", "many"
)


def test_several_names_make_a_list(names: NameIndex) -> None:
    sparql = fill_query(MANY, {"a": "Egypt; actor:egy ;"}, names)
    assert sparql.endswith(f"FILTER(?o IN (<{BASE}actor/egy>, <{BASE}actor/egy>)) }}")
    with pytest.raises(UnknownName, match="no actor is called 'Egpyt'; did you mean Egypt"):
        fill_query(MANY, {"a": "Egpyt; Egypt"}, names)
    with pytest.raises(UsageError, match="a: ' ; ' names nothing"):
        fill_query(MANY, {"a": " ; "}, names)


def test_a_missing_argument_without_a_help_is_named_alone(names: NameIndex) -> None:
    query = parse_query("#+ summary: s\n#+ params:\n#+   a: {type: actor, required: true}\nASK { ?s ?p $a }", "test")
    with pytest.raises(UsageError, match=r"^test needs a value for a \(actor\)$"):
        read_arguments(query, {}, names)


def test_missing_and_unknown_arguments_are_refused(names: NameIndex) -> None:
    with pytest.raises(UsageError, match=r"test needs a value for a \(actor: whose\)"):
        read_arguments(QUERY, {}, names)
    with pytest.raises(UnknownName, match="no parameter of test is called 'b'"):
        read_arguments(QUERY, {"a": "Egypt", "b": "x"}, names)
