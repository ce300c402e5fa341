from __future__ import annotations

import io
import random
import tempfile
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize
from rdflib.compare import isomorphic

from kg.errors import DiskFull, InputError, UsageError
from kg.export import FORMATS, Format, guess_format, select, shared_graphs, write
from kg.iris import Minter
from kg.vocabulary import DCTERMS, PREFIXES, RDF, RDFS, SP, XSD, data_prefixes

MINTER = Minter("https://example.test/id/")
PREFIX = PREFIXES | data_prefixes(MINTER.base)
GRAPH = MINTER.graph("doc/a")
ALL: tuple[Format, ...] = tuple(FORMATS)
# Names of the formats in pyoxigraph and rdflib.
OXIGRAPH = {
    "turtle": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML, "ntriples": RdfFormat.N_TRIPLES,
}  # fmt: skip
RDFLIB = {
    "turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml",
}  # fmt: skip
TRIPLES = ("turtle", "ntriples", "rdfxml")
GOLDEN = sorted((Path(__file__).parent / "data" / "mapping").glob("*/expected.trig"))


def export(quads: list[Quad] | list[Triple], format: Format, base: str | None = MINTER.base) -> bytes:
    stream = io.BytesIO()
    write(quads, format, stream, PREFIX, base=base)
    return stream.getvalue()


def quad(value: Literal | NamedNode | BlankNode, graph: NamedNode | None = GRAPH) -> Quad:
    node, property = MINTER.document("A", "a"), DCTERMS.title
    return Quad(node, property, value, graph) if graph else Quad(node, property, value)


def read_oxigraph(data: bytes, format: Format) -> set[Quad]:
    return set(parse(data, format=OXIGRAPH[format]))


def read_rdflib(data: bytes, format: Format) -> set[tuple[object, ...]]:
    dataset = rdflib.Dataset()
    dataset.parse(data=data.decode(), format=RDFLIB[format])
    return {(s, p, o, str(g or "")) for s, p, o, g in dataset.quads()}


def union(quads: set[Quad]) -> set[Triple]:
    return {quad.triple for quad in quads}


# rdflib 7.6 warns about its own parser's use of itself.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
]

# ---- the same graph when it is read back

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r")
TEXTS = st.text(CHARACTERS) | st.sampled_from(
    ['"""', "\\", "\\u0007", "a\r\nb", "'", "@en", "^^", " .", "<>", "\u2028", "_:b --ltr"]
)
NUMBERS = st.sampled_from(
    ["0", "-0", "007", "+1", "1.0", "-1.50", ".5", "1e3", "true", "1", "2015-1-8", "", "99999999999999999999"]
)
DATATYPES = st.sampled_from(
    [XSD.integer, XSD.decimal, XSD.boolean, XSD.double, XSD.date, XSD.string, NamedNode("urn:x:")]
)
LITERALS = (
    TEXTS.map(Literal)
    | st.builds(lambda text, tag: Literal(text, language=tag), TEXTS, st.sampled_from(["en", "de-at", "zh-hant-tw"]))
    | st.builds(lambda text, datatype: Literal(text, datatype=datatype), NUMBERS, DATATYPES)
)
ENDS = st.text(st.sampled_from("aZ09_-.~%,=/#:?&()'*;@!$é漢🕊"), max_size=8).map(lambda end: end.replace("%", "%20"))
STARTS = st.sampled_from(
    [
        MINTER.base,
        *(f"{MINTER.base}{kind}" for kind in ("doc/", "actor/", "doc/a#char=")),
        SP.base,
        "http://x.test/",
        "urn:x:",
    ]
)
IRIS = st.builds(lambda start, end: start + end, STARTS, ENDS).filter(lambda iri: iri.count("#") < 2).map(NamedNode)
PREDICATES = st.sampled_from([RDF.type, RDFS.label, SP.holder, DCTERMS.title, NamedNode("http://x.test/é-1.2")])
QUADS = st.lists(st.builds(Quad, IRIS, PREDICATES, IRIS | LITERALS, st.just(GRAPH) | IRIS), max_size=8)
HEALTH = [HealthCheck.too_slow, HealthCheck.filter_too_much]


@pytest.mark.parametrize("format", ALL)
@settings(max_examples=60, deadline=None, suppress_health_check=HEALTH)
@given(quads=QUADS)
def test_pyoxigraph_reads_back_the_same_graph(format: Format, quads: list[Quad]) -> None:
    back = read_oxigraph(export(quads, format), format)
    if format in TRIPLES:
        assert union(back) == union(set(quads))
    else:
        assert back == set(quads)


@pytest.mark.parametrize("format", ["turtle", "trig", "nquads", "ntriples", "rdfxml"])
@settings(max_examples=40, deadline=None, suppress_health_check=HEALTH)
@given(quads=QUADS)
def test_rdflib_reads_back_the_same_graph(format: Format, quads: list[Quad]) -> None:
    # What rdflib reads from pyoxigraph's own writer is what it takes the graph for.
    expected = read_rdflib(serialize(quads, format=RdfFormat.N_QUADS) or b"", "nquads")
    back = read_rdflib(export(quads, format), format)
    if format in TRIPLES:
        assert {row[:3] for row in back} == {row[:3] for row in expected}
    else:
        assert back == expected


@pytest.mark.parametrize("format", ALL)
@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_real_graphs_survive(format: Format, path: Path) -> None:
    quads = list(parse(path.read_bytes(), format=RdfFormat.TRIG))
    data = export(quads, format)
    assert union(read_oxigraph(data, format)) == union(set(quads))
    expected = read_rdflib(serialize(quads, format=RdfFormat.N_QUADS) or b"", "nquads")
    assert {row[:3] for row in read_rdflib(data, format)} == {row[:3] for row in expected}


# ---- the same bytes


@pytest.mark.parametrize("format", ALL)
@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_bytes_depend_on_the_graph_only(format: Format, path: Path) -> None:
    quads = list(parse(path.read_bytes(), format=RdfFormat.TRIG))
    shuffled = quads + quads[:20]
    random.Random(7).shuffle(shuffled)
    store = Store()
    store.bulk_extend(shuffled)
    assert export(quads, format) == export(shuffled, format) == export(list(store), format)


@pytest.mark.parametrize("format", ["turtle", "trig", "nquads", "ntriples"])
def test_blank_nodes_get_stable_names(format: Format) -> None:
    def make() -> list[Quad]:
        one, two = BlankNode(), BlankNode()
        return [quad(one), quad(two), Quad(one, RDFS.label, Literal("x"), GRAPH), Quad(two, RDFS.label, two, GRAPH)]

    assert export(make(), format) == export(list(reversed(make())), format)
    graph, expected = rdflib.Graph(), rdflib.Graph()
    graph.parse(data=export(make(), "turtle"), format="turtle")
    expected.parse(data=serialize([q.triple for q in make()], format=RdfFormat.TURTLE), format="turtle")
    assert isomorphic(graph, expected)


@pytest.fixture(scope="module")
def crowd() -> list[Quad]:
    """More quads than are taken in at a time, several of a subject and many that end alike, in no order."""
    quads = [
        Quad(
            NamedNode(f"urn:s:{number % 997}"),
            RDF.type if number % 5 else RDFS.label,
            NamedNode(f"urn:o:{number % 13}") if number % 3 else Literal(f"line\n {number}"),
            MINTER.graph(f"doc/{number % 4}"),
        )
        for number in range(70_000)
    ]
    random.Random(3).shuffle(quads)
    return quads


# So few bytes that most wait in files, some of a subject in one and some in another.
FEW = 1 << 18


@pytest.mark.parametrize("format", ["turtle", "trig", "nquads", "ntriples"])
def test_what_does_not_fit_into_memory_is_written_the_same(format: Format, crowd: list[Quad]) -> None:
    bounded = io.BytesIO()
    write(iter(crowd), format, bounded, PREFIX, base=MINTER.base, memory=FEW)
    assert bounded.getvalue() == export(crowd, format)


@pytest.mark.parametrize("memory", [FEW, 1 << 28])
def test_blank_nodes_that_come_late_are_named_too(memory: int, crowd: list[Quad]) -> None:
    stream = io.BytesIO()
    write([*crowd, quad(BlankNode("late"))], "nquads", stream, memory=memory)
    assert set(parse(stream.getvalue(), format=RdfFormat.N_QUADS)) == {*crowd, quad(BlankNode("c14n0"))}


@pytest.mark.parametrize("before", [[], [quad(BlankNode())]])
def test_control_characters_that_come_late_are_refused_before_anything_is_written(
    before: list[Quad], crowd: list[Quad]
) -> None:
    stream = io.BytesIO()
    with pytest.raises(InputError, match=r"control character U\+0007"):
        write([*before, *crowd, quad(Literal("\a"))], "turtle", stream, memory=FEW)
    assert stream.getvalue() == b""


def test_a_full_disk_is_told_with_its_place(monkeypatch: pytest.MonkeyPatch, crowd: list[Quad]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no full disk here")
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: full.open("r+b", buffering=0))
    with pytest.raises(DiskFull, match=r"no room for sorting in .*; TMPDIR says where"):
        write(crowd, "nquads", io.BytesIO(), memory=FEW)


# ---- pleasant to read


def test_turtle_reads_from_the_document_to_what_is_shared() -> None:
    document = MINTER.document("A", "a")
    passages = [MINTER.passage(document, start, start + 5) for start in (100, 20)]
    claim = MINTER.local(document, "position", "rus.x", "20")
    by = NamedNode(f"{claim.value}/by/0")
    russia = MINTER.thing("actor", "rus")
    quads = [
        Quad(russia, RDFS.label, Literal("Russia")), Quad(russia, SP.iso3, Literal("RUS")),
        Quad(russia, RDF.type, SP.State),
        Quad(by, RDF.type, SP.Attribution), Quad(by, SP.level, Literal(0)), Quad(claim, RDF.type, SP.Position),
        Quad(claim, SP.confidence, Literal("0.9", datatype=XSD.decimal)), Quad(document, RDF.type, SP.Document),
        *(Quad(claim, SP.evidence, passage) for passage in passages),
        *(Quad(passage, RDF.type, SP.Passage) for passage in passages),
    ]  # fmt: skip
    name = document.value.removeprefix(MINTER.base)
    assert export(quads, "turtle").decode() == (
        f"""\
@base <https://example.test/id/> .
@prefix actor: <https://example.test/id/actor/> .
@prefix doc: <https://example.test/id/doc/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sp: <https://w3id.org/standpoint/ontology#> .

{name.replace("doc/", "doc:")} a sp:Document .

<{name}#char=20,25> a sp:Passage .

<{name}#char=100,105> a sp:Passage .

<{name}/position/rus.x.20> a sp:Position ;
    sp:confidence 0.9 ;
    sp:evidence <{name}#char=20,25> , <{name}#char=100,105> .

<{name}/position/rus.x.20/by/0> a sp:Attribution ;
    sp:level 0 .

actor:rus a sp:State ;
    rdfs:label "Russia" ;
    sp:iso3 "RUS" .
"""
    )


def test_trig_has_a_block_for_each_graph() -> None:
    quads = [quad(Literal("b"), MINTER.graph("doc/b")), quad(Literal("0"), None), quad(Literal("a"))]
    lines = export(quads, "trig").decode().splitlines()
    assert [line for line in lines if line.endswith(("{", "}"))] == ["<graph/doc/a> {", "}", "<graph/doc/b> {", "}"]


@pytest.mark.parametrize(
    ("literal", "written"),
    [
        (Literal(7), "7"), (Literal("-7", datatype=XSD.integer), "-7"),
        (Literal("07", datatype=XSD.integer), '"07"^^xsd:integer'),
        (Literal("0.5", datatype=XSD.decimal), "0.5"), (Literal("1", datatype=XSD.decimal), '"1"^^xsd:decimal'),
        (Literal(True), "true"), (Literal("1", datatype=XSD.boolean), '"1"^^xsd:boolean'),
        (Literal("2015-01-08", datatype=XSD.date), '"2015-01-08"^^xsd:date'), (Literal("x", language="en"), '"x"@en'),
        (Literal('a "b"\n\\'), r'"a \"b\"\n\\"'), (Literal("7"), '"7"'),
    ],
)  # fmt: skip
def test_literals_are_shortened_where_that_loses_nothing(literal: Literal, written: str) -> None:
    assert f"dcterms:title {written} ." in export([quad(literal)], "turtle").decode()


def test_prefixes_and_base_are_declared_only_if_used() -> None:
    assert export([], "turtle") == b""
    data = export([Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("sp:x"))], "turtle")
    assert data == b'\n<urn:a> <urn:b> "sp:x" .\n'


# ---- what cannot be written


@pytest.mark.parametrize("format", ALL)
@pytest.mark.parametrize("character", ["\0", "\a", "\b", "\x1b", "\x7f", "\x85"])
def test_control_characters_are_refused(format: Format, character: str) -> None:
    stream = io.BytesIO()
    with pytest.raises(InputError, match=f"title> of <.*> holds the control character U\\+{ord(character):04X}"):
        write([quad(Literal(f"a\\{character}"))], format, stream)
    assert stream.getvalue() == b""


def test_words_that_look_like_escapes_are_no_control_characters() -> None:
    export([quad(Literal("\\u0007 \\b \\\\b"))], "turtle")


@pytest.mark.parametrize("literal", [Literal("\f"), Literal("\ufffe")])
def test_what_xml_cannot_hold_is_refused_there_only(literal: Literal) -> None:
    assert read_oxigraph(export([quad(literal)], "trig"), "trig") == {quad(literal)}
    with pytest.raises(InputError, match="XML"):
        export([quad(literal)], "rdfxml")


@pytest.mark.parametrize("iri", ["urn:x:", "http://x.test/12", "http://x.test/", f"{RDF.base}li"])
def test_property_that_is_no_name_in_xml_is_refused_there(iri: str) -> None:
    with pytest.raises(InputError, match=r"cannot name the property .*; write Turtle instead"):
        export([Quad(NamedNode("urn:a"), NamedNode(iri), Literal("x"))], "rdfxml")


@pytest.mark.parametrize("format", ALL)
def test_what_only_rdf_1_2_can_say_is_refused(format: Format) -> None:
    about = Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal("x"))
    with pytest.raises(InputError, match=r"only RDF 1\.2"):
        export([Quad(NamedNode("urn:a"), NamedNode("urn:b"), about)], format)


# ---- formats and selection


@pytest.mark.parametrize(
    ("path", "format"),
    [
        ("a.ttl", "turtle"),
        ("b/a.TRIG", "trig"),
        ("a.nq", "nquads"),
        ("a.nt", "ntriples"),
        ("a.jsonld", "jsonld"),
        ("a.b.rdf", "rdfxml"),
    ],
)
def test_format_is_guessed_from_the_suffix(path: str, format: str) -> None:
    assert guess_format(path) == guess_format(Path(path)) == format


@pytest.mark.parametrize("path", ["a", "a.csv", ".ttl/a", "a.n3"])
def test_unknown_suffix_is_refused_with_those_known(path: str) -> None:
    with pytest.raises(UsageError, match=r"expected one of \.ttl, "):
        guess_format(path)


def test_selected_source_stands_on_its_own() -> None:
    document, russia, time_span = MINTER.document("A", "a"), MINTER.thing("actor", "rus"), MINTER.time("2015")
    said = [Quad(document, DCTERMS.creator, russia, GRAPH), Quad(document, SP.publishedAt, time_span, GRAPH)]
    described = [
        Quad(russia, SP.partOf, MINTER.thing("actor", "un"), MINTER.graph("registry")),
        Quad(time_span, RDF.type, SP.TimeSpan, MINTER.graph("time")),
    ]
    others = [
        Quad(russia, SP.role, Literal("x"), MINTER.graph("doc/b")),
        Quad(SP.State, RDFS.label, Literal("x"), MINTER.graph("ontology")),
        Quad(MINTER.thing("actor", "un"), RDFS.label, Literal("UN"), MINTER.graph("registry")),
    ]  # fmt: skip
    store = Store()
    store.extend([*said, *described, *others])
    found = list(
        select(
            lambda subject, graph: store.quads_for_pattern(subject, None, None, graph), [GRAPH], shared_graphs(MINTER)
        )
    )
    assert len(found) == len(set(found))
    assert set(found) == {*said, *described}
