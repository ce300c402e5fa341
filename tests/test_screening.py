"""The quick look at a graph finds all that pySHACL finds, so that a graph without suspicions conforms."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.resources import data_folder
from kg.validation import judge, suspect
from kg.validation.ontology import ontology_triples
from kg.validation.screening import Screen
from kg.vocabulary import RDF, RDFS, SP, XSD

FOLDER = Path(__file__).parent / "data" / "shapes"
GOOD = list(parse(path=FOLDER / "good.trig"))
SHAPES = (data_folder("ontology") / "shapes.ttl").read_text(encoding="utf-8")
Found = set[tuple[str, str, str]]


def judged(quads: list[Quad]) -> Found:
    return {(str(each.focus), each.shape.value, each.constraint) for each in judge(quads)}


def suspected(quads: list[Quad]) -> Found:
    return {(str(each.focus), each.shape.value, each.constraint) for each in suspect(quads)}


def test_a_good_graph_is_above_suspicion() -> None:
    assert suspected(GOOD) == judged(GOOD) == set()


def test_nothing_is_above_suspicion() -> None:
    # So the ontology by itself, which pySHACL looks at with every graph, conforms.
    assert suspected([]) == judged([]) == set()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttl")), ids=lambda path: path.stem)
def test_what_is_wrong_is_suspected(path: Path) -> None:
    """Together these graphs fail every check of every shape, as the tests of validation see to."""
    quads = [*GOOD, *parse(path=path)]
    # A day with a time zone: rdflib drops the zone before pySHACL sees it, and a query finds it.
    zoned = {each for each in suspected(quads) if each[0].endswith("/time/2013-01-01>") and each[2] != "SPARQL"}
    assert suspected(quads) - zoned == judged(quads)


@pytest.mark.parametrize("seed", range(24))
def test_what_is_wrong_by_chance_is_suspected(seed: int) -> None:
    quads = mutate(GOOD, random.Random(seed))
    assert suspected(quads) >= judged(quads)


def mutate(quads: list[Quad], chance: random.Random) -> list[Quad]:
    """Some triples gone, some with another one's value or property, some with a value of no use."""
    objects, predicates = [quad.object for quad in quads], [quad.predicate for quad in quads]
    odd: list[NamedNode | Literal] = [
        Literal(""),
        Literal("x", language="en"),
        Literal("1.5", datatype=XSD.integer),
        NamedNode("http://x.y/z"),
        SP.support,
    ]
    changed = list(quads)
    for place in chance.sample(range(len(quads)), 12):
        quad = quads[place]
        match chance.randrange(4):
            case 0:
                changed[place] = changed[0]
            case 1:
                changed[place] = Quad(quad.subject, quad.predicate, chance.choice(objects))
            case 2:
                changed[place] = Quad(quad.subject, chance.choice(predicates), quad.object)
            case _:
                changed[place] = Quad(quad.subject, quad.predicate, chance.choice(odd))
    # pySHACL asks what is said of every class, which of a literal it cannot.
    return [quad for quad in changed if quad.predicate != RDF.type or isinstance(quad.object, NamedNode)]


@pytest.mark.parametrize(
    "quad",
    [
        Quad(SP.Position, RDFS.label, Literal("position")),
        Quad(NamedNode("http://example.org/Claim"), RDFS.subClassOf, SP.Claim),
        Quad(SP.support, RDF.type, SP.Actor),
    ],
)
def test_what_adds_to_the_ontology_is_left_to_pyshacl(quad: Quad) -> None:
    assert suspect([*GOOD, quad])


def test_the_ontology_itself_may_be_in_the_graph() -> None:
    assert suspect([*GOOD, *ontology_triples()]) == set()


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        ("sh:maxCount 1", "sh:qualifiedMaxCount 1"),
        ("sh:xone (", "sh:or ("),
        ("sh:inversePath sp:condition", "sh:zeroOrMorePath sp:condition"),
        ("sh:targetSubjectsOf sp:recordId", "sh:targetObjectsOf sp:recordId"),
        ('sh:message "the levels of', 'sh:deactivated true ; sh:message "the levels of'),
    ],
)
def test_a_word_that_is_not_understood_is_an_error(known: str, unknown: str) -> None:
    assert known in SHAPES
    shapes = parse(SHAPES.replace(known, unknown, 1), format=RdfFormat.TURTLE)
    with pytest.raises(ValueError, match="understood"):
        Screen(shapes, ontology_triples())


def test_no_query_of_a_shape_looks_into_the_ontology() -> None:
    queries = SHAPES.split('"""')[1::2]
    assert len(queries) > 10
    assert not [query for query in queries if " a " in query or "rdf" in query or "owl:" in query or "skos:" in query]
