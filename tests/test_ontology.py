"""The ontology declares and describes the closed vocabulary, in the words of the records; its page is up to date."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import get_args

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kg import edtf, records, rows
from kg.resources import data_folder
from kg.review import Verdict
from kg.vocabulary import CLASSES, CONCEPTS, ONTOLOGY, PLOVER, PREFIXES, PROPERTIES, RDF, RDFS, SKOS, SP

FOLDER = data_folder("ontology")
FILES = sorted(FOLDER.glob("*.ttl"))
TRIPLES = [(q.subject, q.predicate, q.object) for q in parse(path=FOLDER / "standpoint.ttl")]
OWL = PREFIXES["owl"]
PLOVER_TYPES = {word for word in get_args(records.EventType) if word != "OTHER"}
QUAD_CLASSES = {"VERBAL-COOPERATION", "MATERIAL-COOPERATION", "VERBAL-CONFLICT", "MATERIAL-CONFLICT"}
TERMS = {SP[name] for name in CLASSES | PROPERTIES | CONCEPTS} | {PLOVER[name] for name in PLOVER_TYPES | QUAD_CLASSES}

# The words of the records that a code list, or the classes of actors, or the parts in an event must hold.
CODE_LISTS = {
    SP.stanceScheme: get_args(records.Stance),
    SP.mannerScheme: get_args(records.Manner),
    SP.certaintyScheme: get_args(records.Certainty),
    SP.agreementScheme: ("agree", "disagree"),
    SP.relationScheme: tuple(word for word in get_args(records.RelationType) if word not in ("agree", "disagree")),
    SP.conditionScheme: get_args(records.ConditionType),
    SP.eventStatusScheme: get_args(records.EventStatus),
    SP.resolutionTypeScheme: get_args(records.ResolutionType),
    SP.resolutionStatusScheme: get_args(records.ResolutionStatus),
    SP.precisionScheme: get_args(edtf.Precision),
    SP.basisScheme: get_args(records.DateBasis),
    SP.voteScopeScheme: get_args(rows.VoteScope),
    SP.verdictScheme: get_args(Verdict),
    SP.ploverScheme: tuple(PLOVER_TYPES | QUAD_CLASSES),
}


def typed(class_name: NamedNode) -> set[object]:
    return {subject for subject, predicate, value in TRIPLES if predicate == RDF.type and value == class_name}


def values(subject: object, predicate: NamedNode) -> list[NamedNode | BlankNode | Literal]:
    return [
        o for s, p, o in TRIPLES if s == subject and p == predicate and isinstance(o, NamedNode | BlankNode | Literal)
    ]


def notations(terms: set[object]) -> list[str]:
    return sorted(value.value for term in terms for value in values(term, SKOS.notation))


def test_the_ontology_declares_the_vocabulary_and_nothing_else() -> None:
    declared = {subject for subject, _, _ in TRIPLES} - {ONTOLOGY}
    assert declared - TERMS == set()
    assert TERMS - declared == set()


def test_every_term_is_declared_as_what_the_vocabulary_says() -> None:
    assert typed(NamedNode(OWL + "Class")) == {SP[name] for name in CLASSES}
    properties = typed(NamedNode(OWL + "ObjectProperty")) | typed(NamedNode(OWL + "DatatypeProperty"))
    assert properties == {SP[name] for name in PROPERTIES}
    concepts = {term for scheme in CODE_LISTS for term in in_scheme(scheme)} | set(CODE_LISTS)
    assert concepts == TERMS - {SP[name] for name in CLASSES | PROPERTIES}


@pytest.mark.parametrize("term", sorted(TERMS, key=str), ids=lambda term: term.value.rpartition("#")[2])
def test_every_term_is_described(term: NamedNode) -> None:
    assert values(term, RDFS.isDefinedBy) == [ONTOLOGY]
    labels = values(term, RDFS.label)
    texts = values(term, RDFS.comment) + values(term, SKOS.definition)
    assert len(labels) == len(texts) == 1
    assert {text.language for text in (*labels, *texts) if isinstance(text, Literal)} == {"en"}
    assert texts[0].value.strip().endswith((".", "…"))
    if values(term, SKOS.inScheme):
        assert values(term, SKOS.prefLabel) == labels


def in_scheme(scheme: NamedNode) -> set[object]:
    return {s for s, p, o in TRIPLES if p == SKOS.inScheme and o == scheme}


@pytest.mark.parametrize("scheme", sorted(CODE_LISTS, key=str), ids=lambda scheme: scheme.value.rpartition("#")[2])
def test_code_lists_hold_the_words_of_the_records(scheme: NamedNode) -> None:
    assert notations(in_scheme(scheme)) == sorted(CODE_LISTS[scheme])
    assert len({value for term in in_scheme(scheme) for value in values(term, RDF.type)}) == 1


def test_the_classes_of_actors_are_the_types_of_the_records() -> None:
    assert notations({SP[name] for name in CLASSES}) == sorted(get_args(records.ActorType))


def test_the_parts_in_an_event_are_the_roles_of_the_records() -> None:
    assert notations({SP[name] for name in PROPERTIES}) == sorted(get_args(records.Role))


def test_every_plover_type_belongs_to_one_quad_class() -> None:
    for name in PLOVER_TYPES:
        (broader,) = values(PLOVER[name], SKOS.broader)
        assert broader in {PLOVER[quad_class] for quad_class in QUAD_CLASSES}


def test_opposite_stances_are_opposite_both_ways() -> None:
    pairs = {(s, o) for s, p, o in TRIPLES if p == SP.oppositeStance}
    assert pairs == {(SP.support, SP.oppose), (SP.oppose, SP.support)}


def test_the_ontology_has_no_blank_nodes_and_nothing_that_merges_things() -> None:
    assert not any(isinstance(term, BlankNode) for triple in TRIPLES for term in triple)
    merging = {OWL + "FunctionalProperty", OWL + "InverseFunctionalProperty", OWL + "sameAs"}
    assert merging & {term.value for triple in TRIPLES for term in triple if isinstance(term, NamedNode)} == set()


def test_no_term_names_a_class_that_excludes_its_own() -> None:
    above = {name: ancestors(SP[name]) for name in CLASSES}
    for one, predicate, other in TRIPLES:
        if predicate.value == OWL + "disjointWith":
            assert not any({one, other} <= terms for terms in above.values()), f"{one} and {other} share a class"


def ancestors(term: object) -> set[object]:
    return {term}.union(*(ancestors(above) for above in values(term, RDFS.subClassOf)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_rdflib_reads_what_pyoxigraph_reads(path: Path) -> None:
    import rdflib

    assert len(rdflib.Graph().parse(path)) == len(list(parse(path=path)))


def test_shapes_use_declared_terms_only_and_every_property_of_claims_and_things() -> None:
    text = (FOLDER / "shapes.ttl").read_text(encoding="utf-8")
    used = {SP[name] for name in re.findall(r"\bsp:([A-Za-z0-9]+)", text)}
    assert {SP[name] for name in PROPERTIES} - used == {SP.oppositeStance, SP.contraryLabel}


def test_blank_nodes_of_the_shapes_are_lists_and_paths() -> None:
    allowed = {"first", "rest", "inversePath", "alternativePath"}
    blank = {q.predicate.value for q in parse(path=FOLDER / "shapes.ttl") if isinstance(q.subject, BlankNode)}
    assert {re.split("[#/]", name)[-1] for name in blank} == allowed


def load_build_docs() -> str:
    spec = importlib.util.spec_from_file_location("build_docs", FOLDER / "build_docs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.render())


def test_the_page_is_what_the_files_make() -> None:
    page = load_build_docs()
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == page, "run python ontology/build_docs.py"
    assert [term for term in TERMS if f"`{shorten(term)}`" not in page] == []


def shorten(term: NamedNode) -> str:
    prefix = "sp" if term.value.startswith(SP.base) else "plover"
    return f"{prefix}:{term.value.rpartition('#')[2]}"


def test_the_example_on_the_page_uses_declared_terms() -> None:
    (example,) = re.findall(r"```turtle\n(.*?)```", (FOLDER / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    heads = "".join(f"@prefix {name}: <https://example.org/{name}/> .\n" for name in ("actor", "issue"))
    text = f"@base <https://example.org/> .\n@prefix sp: <{SP.base}> .\n{heads}{example}"
    terms = {term for q in parse(text, format=RdfFormat.TURTLE) for term in (q.predicate, q.object)}
    assert {term for term in terms if isinstance(term, NamedNode) and term.value.startswith(SP.base)} <= TERMS
