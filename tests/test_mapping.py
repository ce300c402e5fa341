"""Golden graphs lie in data/mapping/CASE/: document.json, records.jsonl, decisions.json (some), expected.trig.

`python tests/test_mapping.py` writes the expected graphs anew, to be read before they are committed.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.edtf import Precision
from kg.errors import RecordError
from kg.export import write
from kg.iris import Minter, digest
from kg.jsonl import read_batches
from kg.mapping import Source, codes, map_source, provenance_quads, registry_quads
from kg.mapping.conditions import read_conditions
from kg.mapping.resolutions import find_kind, find_symbol, normalise_symbol, resolution_slug
from kg.mapping.statements import write_decimal
from kg.records import (
    Actor,
    ActorType,
    Author,
    Certainty,
    ConditionType,
    DateBasis,
    Document,
    EventStatus,
    EventType,
    Manner,
    Part,
    Position,
    RelationType,
    ResolutionStatus,
    ResolutionType,
    Role,
    SourcedRecord,
    Stance,
)  # fmt: skip
from kg.registry import Decision, Entry, Registry
from kg.resources import data_folder
from kg.things import derive
from kg.validation import validate
from kg.vocabulary import DCTERMS, OA, PREFIXES, RDF, RDFS, SKOS, SP, data_prefixes

CASES = sorted((Path(__file__).parent / "data" / "mapping").iterdir())
MINTER = Minter()
DOCUMENT = Document(
    id="d", title="On ports", text="Norland wants the port. Sudland does not want the port, Norland says."
)


def map_case(case: Path) -> tuple[Document, Source]:
    document = Document.model_validate_json((case / "document.json").read_text("utf-8"))
    (batch,) = read_batches(case / "records.jsonl", document)
    assert not batch.rejects
    return document, map_source(document, batch.records, read_decisions(case), MINTER)


def read_decisions(case: Path) -> dict[str, Decision]:
    path = case / "decisions.json"
    found = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return {name: Decision(name, said["judgement"], said["entry"], (), "") for name, said in found.items()}


def format_case(case: Path) -> bytes:
    _, source = map_case(case)
    stream = io.BytesIO()
    write([*source.quads, *source.times], "trig", stream, PREFIXES | data_prefixes(), base=MINTER.base)
    return stream.getvalue()


def position(**fields: object) -> Position:
    said = {"holder": "Norland", "stance": "support", "issue": "The port", "quote": "Norland wants the port"}
    return Position.model_validate({**said, "start": 0, "end": 22} | fields)


def map_records(
    *records: SourcedRecord, document: Document = DOCUMENT, decisions: Mapping[str, Decision] | None = None
) -> Source:
    return map_source(document, records, decisions or {}, MINTER)


def find(source: Source, property: NamedNode, subject: NamedNode | None = None) -> set[str]:
    return {
        q.object.value
        for q in source.quads
        if q.predicate == property and subject in (None, q.subject) and isinstance(q.object, NamedNode | Literal)
    }


def claims(source: Source, type: NamedNode) -> list[str]:
    """The keys of all claims of a class, sorted."""
    found = [q.subject for q in source.quads if q.predicate == RDF.type and q.object == type]
    return sorted(node.value.rsplit("/", 1)[1] for node in found if isinstance(node, NamedNode))


# ---- whole graphs


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_graph_is_the_expected_one(case: Path) -> None:
    _, source = map_case(case)
    expected = set(parse((case / "expected.trig").read_bytes(), format=RdfFormat.TRIG))
    assert {*source.quads, *source.times} == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mapping_is_the_same_to_the_byte(case: Path) -> None:
    assert format_case(case) == format_case(case) == (case / "expected.trig").read_bytes()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_stores_keep_every_term_as_it_was_written(case: Path) -> None:
    _, source = map_case(case)
    store = Store()
    store.extend(source.quads)
    assert set(store) == set(source.quads)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_passages_are_slices_of_the_text(case: Path) -> None:
    document, source = map_case(case)
    passages = [q.subject for q in source.quads if q.object == SP.Passage]
    assert passages
    for passage in passages:
        assert isinstance(passage, NamedNode)
        ((start,), (end,), (exact,)) = (find(source, property, passage) for property in (OA.start, OA.end, OA.exact))
        assert document.text[int(start) : int(end)] == exact


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_quads_are_sorted_in_one_graph_and_without_blank_nodes(case: Path) -> None:
    _, source = map_case(case)
    assert {quad.graph_name for quad in source.quads} == {source.graph}
    assert {quad.graph_name for quad in source.times} == {MINTER.graph("time")}
    assert list(source.quads) == sorted(set(source.quads), key=str)
    assert all(isinstance(term, NamedNode) for quad in source.quads for term in (quad.subject, quad.predicate))
    assert all(isinstance(quad.object, NamedNode | Literal) for quad in source.quads)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_actor_is_described_or_registered(case: Path) -> None:
    _, source = map_case(case)
    registered = {MINTER.thing("actor", d.entry) for d in read_decisions(case).values() if d.entry}
    described = {quad.object for quad in source.quads if quad.predicate == SP.aboutActor}
    actors = {q.object for q in source.quads if isinstance(q.object, NamedNode) and "/actor/" in q.object.value}
    assert actors - described <= registered


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_claims_know_their_records(case: Path) -> None:
    _, source = map_case(case)
    records = (case / "records.jsonl").read_text("utf-8").splitlines()
    for claim, index in source.records.items():
        assert claim.value.startswith(f"{source.document.value}/")
        assert index < len(records)
    positions = {q.subject for q in source.quads if q.predicate == SP.stance}
    assert positions <= source.records.keys()


def test_graphs_conform_to_the_shapes() -> None:
    store = Store()
    council = Entry(id="un-security-council", name="UN Security Council", type="igo")
    registry = Registry([Entry(id="ssd", name="Sudland", type="state"), council])
    store.extend(registry_quads(registry, MINTER))
    for case in CASES:
        _, source = map_case(case)
        store.extend([*source.quads, *source.times, *provenance_quads(source.graph, "ab" * 32, "by hand", MINTER)])
    derive(store, MINTER.base)
    assert [f"{found.severity} {found.focus} {found.message}" for found in validate(store)] == []


# ---- closed lists


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (codes.ACTOR_TYPES, get_args(ActorType)),
        (codes.EVENT_TYPES, [word for word in get_args(EventType) if word != "OTHER"]),
        (codes.EVENT_STATUSES, get_args(EventStatus)),
        (codes.ROLES, get_args(Role)),
        (codes.RESOLUTION_TYPES, get_args(ResolutionType)),
        (codes.RESOLUTION_STATUSES, get_args(ResolutionStatus)),
        (codes.STANCES, get_args(Stance)),
        (codes.AGREEMENTS, [word for word in get_args(RelationType) if word in ("agree", "disagree")]),
        (codes.RELATION_TYPES, [word for word in get_args(RelationType) if word not in ("agree", "disagree")]),
        (codes.MANNERS, get_args(Manner)),
        (codes.CERTAINTIES, get_args(Certainty)),
        (codes.DATE_BASES, get_args(DateBasis)),
        (codes.CONDITION_TYPES, get_args(ConditionType)),
        (codes.PRECISIONS, get_args(Precision)),
    ],
)
def test_every_word_has_its_term_and_the_ontology_says_the_same(
    table: Mapping[str, NamedNode], words: list[str]
) -> None:
    assert list(table) == list(words)
    ontology = Store()
    ontology.load(path=str(data_folder("ontology") / "standpoint.ttl"), format=RdfFormat.TURTLE)
    for word, term in table.items():
        notations = {q.object.value for q in ontology.quads_for_pattern(term, SKOS.notation, None)}  # type: ignore[union-attr]
        assert notations == {word}


# ---- names


@pytest.mark.parametrize(
    ("decision", "actor"),
    [
        (None, "actor/norland"),
        (Decision("Norland", "new", None, (), ""), "actor/norland"),
        (Decision("Norland", "same", "nor", ("nor",), ""), "actor/nor"),
        (Decision("Norland", "unsure", None, ("nor",), ""), None),
    ],
)
def test_decision_says_which_actor_a_name_is(decision: Decision | None, actor: str | None) -> None:
    source = map_records(position(), decisions={"Norland": decision} if decision else {})
    expected = f"{MINTER.base}{actor}" if actor else f"{source.document.value}/actor/norland"
    assert find(source, SP.holder) == {expected}


def test_new_actor_never_takes_the_slug_of_a_state() -> None:
    assert find(map_records(position(holder="Che")), SP.holder) == {f"{MINTER.base}actor/che-{digest('Che', 8)}"}


def test_alias_stands_for_the_actor_of_its_record() -> None:
    actor = Actor(name="Norland", type="state", aliases=("Norland City",), quote="Norland", start=0, end=7)
    assert find(map_records(actor, position(holder="Norland City")), SP.holder) == {f"{MINTER.base}actor/norland"}


def test_alias_of_two_actors_stands_for_itself() -> None:
    actors = [
        Actor(name=n, type="state", aliases=("the Republic",), quote="Norland", start=0, end=7) for n in ("A1", "B1")
    ]
    assert find(map_records(*actors, position(holder="the Republic")), SP.holder) == {
        f"{MINTER.base}actor/the-republic"
    }


def test_commenter_is_known_to_the_document_only_whatever_was_decided() -> None:
    actor = Actor(name="Norland", type="commenter", quote="Norland", start=0, end=7)
    source = map_records(actor, position(), decisions={"Norland": Decision("Norland", "same", "nor", (), "")})
    assert find(source, SP.holder) == {f"{source.document.value}/actor/norland"}


# ---- claims


def test_claims_with_one_key_are_told_apart_in_their_order() -> None:
    source = map_records(position(), position(stance="oppose"), position(statement="It does"))
    assert claims(source, SP.Position) == ["norland.port.0", "norland.port.0.2", "norland.port.0.3"]
    assert sorted(source.records.values()) == [0, 0, 1, 2]


def test_equal_records_are_one_claim() -> None:
    source = map_records(position(id="a"), position(id="b"), position(id="c", stance="mixed", revises=["b"]))
    assert claims(source, SP.Position) == ["norland.port.0", "norland.port.0.2"]
    assert find(source, SP.revises) == {f"{source.document.value}/position/norland.port.0"}


def test_revision_ties_each_holder_to_its_own_position() -> None:
    old = position(id="old", holder="Norland; Sudland")
    source = map_records(old, position(id="new", holder="Sudland", stance="oppose", start=2, end=24, revises=["old"]))
    assert find(source, SP.revises) == {f"{source.document.value}/position/sudland.port.0"}


@pytest.mark.parametrize(
    ("fields", "manners"),
    [
        ({}, ["inference"]),
        ({"attributed_by": "Ana Brook"}, ["inference"]),
        ({"holder": "Ana Brook"}, ["ownVoice"]),
        ({"attributed_by": "Sudland"}, ["ownVoice", "indirectSpeech"]),
        ({"attribution": [{"sources": ["the author"], "manner": "human_coding"}]}, ["humanCoding"]),
    ],
)
def test_voices_by_default(fields: dict[str, object], manners: list[str]) -> None:
    document = DOCUMENT.model_copy(update={"authors": (Author(name="Ana Brook"),)})
    source = map_records(position(**fields), document=document)
    (claim,) = (q.subject for q in source.quads if q.object == SP.Position)
    assert isinstance(claim, NamedNode)
    chain = [find(source, SP.manner, NamedNode(f"{claim.value}/by/{level}")) for level in range(len(manners) + 1)]
    assert chain == [{SP[manner].value} for manner in manners] + [set()]
    assert find(source, SP.reportedBy, claim) == {f"{MINTER.base}actor/ana-brook"}


def test_unnamed_author_is_an_actor_of_the_document() -> None:
    source = map_records(position())
    assert find(source, DCTERMS.creator) == {f"{source.document.value}/actor/author"}
    assert "the author of On ports" in find(source, SP.name)


def test_record_of_the_author_describes_whoever_that_is() -> None:
    record = Actor(name="Author", type="person", anonymous=True, quote="Norland", start=0, end=7)
    source = map_records(record, position(holder="the author"))
    assert find(source, SP.aboutActor) == find(source, SP.holder) == {f"{source.document.value}/actor/author"}
    assert find(source, SP.name) == {"the author of On ports"}
    assert find(source, SP.actorType) == {SP.Person.value}


def test_author_in_a_comment_is_the_documents() -> None:
    part = Part(id="comment-1", start=0, end=22, authors=(Author(name="Bo"),))
    document = DOCUMENT.model_copy(update={"parts": (part,), "authors": (Author(name="Ana Brook"),)})
    source = map_records(position(holder="the author", part="comment-1"), document=document)
    assert find(source, SP.holder) == {f"{MINTER.base}actor/ana-brook"}


def test_condition_without_a_type_gets_one_from_its_words() -> None:
    def kind(words: str) -> str:
        return read_conditions(position(condition=words))[0].type

    assert [kind("unless paid"), kind("once paid"), kind("until May"), kind("only for a year"), kind("all agree")] == [
        "unless", "only_after", "until", "only_for", "if",
    ]  # fmt: skip


def test_record_without_offsets_is_refused() -> None:
    with pytest.raises(RecordError, match="not tied to its text"):
        map_records(position(start=None, end=None))


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("\n\x0c ; A port\r\nB", "A port"),
        ("word " * 60, ("word " * 40).strip()),
        ("w" * 300, "w" * 200),
    ],
)
def test_author_whom_nothing_quotes_is_pinned_to_the_head(text: str, head: str) -> None:
    assert find(map_records(document=Document(id="d", text=text)), OA.exact) == {head}


def test_document_without_words_is_refused() -> None:
    with pytest.raises(RecordError, match="holds no words"):
        map_records(document=Document(id="d", text=" ; \n"))


def test_author_of_a_comment_is_known_to_the_document_only() -> None:
    part = Part(id="comment-1", start=0, end=22, authors=(Author(name="Bo"),))
    source = map_records(
        position(holder="Bo", part="comment-1"), document=DOCUMENT.model_copy(update={"parts": (part,)})
    )
    assert find(source, SP.holder) == find(source, SP.reportedBy) - {f"{source.document.value}/actor/author"}
    assert find(source, SP.holder) == {f"{source.document.value}/actor/bo"}


def test_context_of_a_passage_ends_at_control_characters() -> None:
    document = Document(id="d", text="a\x02b Norland wants the port\x85c")
    source = map_records(position(start=4, end=26), document=document)
    assert find(source, OA.prefix) == {"b "}
    assert find(source, OA.suffix) == set()


@pytest.mark.parametrize(
    ("source", "is_address"),
    [("https://post.example/a", True), ("https://post.example/a b", False), ("https://[", False), ("archive 7", False)],
)
def test_source_is_an_iri_only_if_it_is_a_web_address(source: str, is_address: bool) -> None:
    mapped = map_records(document=DOCUMENT.model_copy(update={"source": source}))
    (term,) = (quad.object for quad in mapped.quads if quad.predicate == DCTERMS.source)
    assert isinstance(term, NamedNode) == is_address


# ---- resolutions


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("S/RES/2254 (2015)", "S/RES/2254"), ("S/RES/2254(2015)", "S/RES/2254"), ("s/res/2254", "S/RES/2254"),
        ("A/RES/68/262", "A/RES/68/262"), ("A/RES/ES-11/1", "A/RES/ES-11/1"), ("CETS No.  5", "CETS No. 5"),
    ],
)  # fmt: skip
def test_symbols_of_the_united_nations_have_one_form(symbol: str, expected: str) -> None:
    assert normalise_symbol(symbol) == expected


@pytest.mark.parametrize(
    "label",
    [
        "United Nations Security Council Resolution 2254", "UN Security Council resolution 2254 (2015)", "UNSCR 2254",
        "the U.N. Security Council Resolution No. 2254", "S/RES/2254 (2015)", "UNSC Resolution 2254",
    ],
)  # fmt: skip
def test_names_of_one_resolution_meet(label: str) -> None:
    assert find_symbol(label) == "S/RES/2254"
    assert resolution_slug(label) == resolution_slug("x", "S/RES/2254") == "s-res-2254"


@pytest.mark.parametrize("label", ["Resolution 2254", "UN General Assembly Resolution 10", "Resolution on 2254 things"])
def test_label_that_may_mean_another_body_has_no_symbol(label: str) -> None:
    assert find_symbol(label) is None


def test_kind_of_a_decision_is_read_from_its_label() -> None:
    labels = ("Estmouth Accord of 2014", "Joint Statement on trade", "UNSCR 1", "Act of war", "the storm")
    assert [find_kind(label) for label in labels] == ["agreement", "joint_statement", "resolution", "law", None]


# ---- graphs that all sources share


def test_registry_is_described_in_its_graph() -> None:
    entry = Entry(
        id="nor", name="Norland", type="state", aliases=("Kingdom of Norland",), metonyms=("the Castle",),
        adjectives=("Norlandic",), people=("Norlanders",), iso2="NX", iso3="NRX", capital="Estmouth", wikidata="Q1",
        part_of=("un",),
    )  # fmt: skip
    actor, graph = MINTER.thing("actor", "nor"), MINTER.graph("registry")
    quads = registry_quads(Registry([entry]), MINTER)
    assert {(quad.predicate, quad.object) for quad in quads} == {
        (RDF.type, SP.State), (RDFS.label, Literal("Norland")), (SKOS.altLabel, Literal("Kingdom of Norland")),
        (SKOS.altLabel, Literal("the Castle")), (SP.demonym, Literal("Norlandic")), (SP.demonym, Literal("Norlanders")),
        (SP.iso2, Literal("NX")), (SP.iso3, Literal("NRX")), (SP.capital, Literal("Estmouth")),
        (SP.wikidata, NamedNode("http://www.wikidata.org/entity/Q1")), (SP.partOf, MINTER.thing("actor", "un")),
    }  # fmt: skip
    assert {(quad.subject, quad.graph_name) for quad in quads} == {(actor, graph)}


def test_provenance_has_no_clock() -> None:
    graph = MINTER.graph("doc/x")
    once, twice = (provenance_quads(graph, "ab" * 32, "by hand", MINTER) for _ in range(2))
    assert once == twice
    assert {quad.graph_name for quad in once} == {MINTER.graph("provenance")}
    assert Quad(graph, RDF.type, SP.SourceGraph, MINTER.graph("provenance")) in once


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (1.0, "1"), (0.9, "0.9"), (0.1 + 0.2, "0.3"), (1e-9, "0"), (0.125, "0.125")]
)
def test_confidence_is_a_canonical_decimal(value: float, text: str) -> None:
    assert write_decimal(value).value == text


if __name__ == "__main__":
    for case in CASES:
        (case / "expected.trig").write_bytes(format_case(case))
