"""Every shape refuses the graphs that it is there to refuse, for the reasons they name, and lets the good one pass."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.resources import data_folder
from kg.validation import Term, Violation, format_violation, lint, validate
from kg.vocabulary import DEFAULT_BASE, RDFS, SP

FOLDER = Path(__file__).parent / "data" / "shapes"
FAULTY = sorted(FOLDER.glob("*.ttl"))
GOOD = list(parse(path=FOLDER / "good.trig"))
ONTOLOGY = [
    Quad(quad.subject, quad.predicate, quad.object, NamedNode(DEFAULT_BASE + "graph/ontology"))
    for quad in parse(path=data_folder("ontology") / "standpoint.ttl")
]
DOCUMENT = next(quad.subject.value for quad in GOOD if quad.predicate == SP.textSha256)

# The parameters of SHACL that shapes.ttl uses, and what a report calls the check that they ask for.
PARAMETERS = {
    "class": "Class",
    "closed": "Closed",
    "datatype": "Datatype",
    "disjoint": "Disjoint",
    "in": "In",
    "lessThan": "LessThan",
    "lessThanOrEquals": "LessThanOrEquals",
    "maxCount": "MaxCount",
    "maxInclusive": "MaxInclusive",
    "minCount": "MinCount",
    "minInclusive": "MinInclusive",
    "minLength": "MinLength",
    "nodeKind": "NodeKind",
    "pattern": "Pattern",
    "select": "SPARQL",
    "xone": "Xone",
}
# What describes or points to a shape, and checks nothing by itself.
SILENT = {
    "alternativePath", "declare", "ignoredProperties", "inversePath", "message", "namespace", "path", "prefix",
    "prefixes", "property", "severity", "sparql", "targetClass", "targetSubjectsOf",
}  # fmt: skip
# isWhole and isPart are the alternatives of shape:Document: one of them fails for every document, and rightly so.
ALTERNATIVES = {("isWhole", "MinCount"), ("isPart", "MinCount")}


def expected(path: Path) -> set[str]:
    return {line[4:].strip() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#   ")}


@cache
def found(path: Path) -> tuple[Violation, ...]:
    return tuple(validate([*GOOD, *parse(path=path)]))


def name(term: Term) -> str:
    if isinstance(term, BlankNode):
        return "_:"
    return term.value.removeprefix(f"{DOCUMENT}/").removeprefix(DEFAULT_BASE)


def shape_name(violation: Violation) -> str:
    return violation.shape.value.rpartition("#")[2]


def checks() -> set[tuple[str, str]]:
    """All pairs of a shape and a kind of check that shapes.ttl asks for."""
    shacl = "http://www.w3.org/ns/shacl#"
    pairs = set()
    for quad in parse(path=data_folder("ontology") / "shapes.ttl"):
        parameter = quad.predicate.value.removeprefix(shacl)
        if quad.predicate.value.startswith(shacl) and parameter not in SILENT:
            pairs.add((quad.subject.value.rpartition("#")[2], PARAMETERS[parameter]))
    return pairs - ALTERNATIVES


def test_the_good_graph_conforms() -> None:
    assert validate(GOOD) == []


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_a_faulty_graph_is_refused_for_its_reasons(path: Path) -> None:
    reasons = {f"{name(each.focus)} {shape_name(each)} {each.constraint}" for each in found(path)}
    assert reasons == expected(path)


def test_every_check_of_every_shape_has_a_graph_that_fails_it() -> None:
    failed = {(shape_name(each), each.constraint) for path in FAULTY for each in found(path)}
    assert checks() - failed == set()


def test_every_shape_has_something_to_check_in_the_good_graph() -> None:
    shapes = list(parse(path=data_folder("ontology") / "shapes.ttl"))
    classes = {quad.object for quad in shapes if quad.predicate.value.endswith("#targetClass")}
    paths = {quad.object for quad in shapes if quad.predicate.value.endswith(("#targetSubjectsOf", "#path"))}
    said: set[object] = {quad.object for quad in GOOD} | {quad.predicate for quad in GOOD} | {SP.Claim, SP.Actor}
    assert {term for term in classes | paths if isinstance(term, NamedNode)} - said == set()


def test_every_message_is_one_of_ours_and_one_line() -> None:
    shapes = parse(path=data_folder("ontology") / "shapes.ttl")
    ours = {quad.object.value for quad in shapes if quad.predicate.value.endswith("#message")}
    for each in (each for path in FAULTY for each in found(path)):
        assert each.message in ours
        assert "\n" not in format_violation(each)


def test_a_warning_is_told_from_a_violation() -> None:
    everything = [each for path in FAULTY for each in found(path)]
    assert {shape_name(each) for each in everything if each.severity == "warning"} == {"evidenceOf", "oneStance"}


def test_two_claims_that_do_not_go_together_are_quoted() -> None:
    torn = [each for each in found(FOLDER / "position.ttl") if shape_name(each) == "oneStance" and each.words]
    assert torn
    for each in torn:
        support, oppose = each.words
        assert support.startswith("support")
        assert "oppose" in oppose
        assert "“" in support
        assert f"the same issue: {support}, {oppose} [oneStance]" in format_violation(each)


def test_a_violation_says_what_where_and_why() -> None:
    position = NamedNode(f"{DOCUMENT}/position/vera-holt.opening-of-the-strait.119")
    violations = validate([*GOOD, Quad(position, SP.stance, SP.oppose)])
    violation = next(each for each in violations if shape_name(each) == "stance")
    assert (violation.focus, violation.path) == (position, SP.stance)
    assert format_violation(violation) == (
        f"violation: {position.value} sp:stance: a position has exactly one stance: "
        "sp:support, sp:oppose, sp:mixed or sp:uncertain [stance]"
    )


def test_violations_come_in_one_order() -> None:
    path = FOLDER / "position.ttl"
    added = list(parse(path=path))
    assert validate([*reversed(added), *reversed(GOOD)]) == list(found(path))


def test_the_base_of_the_data_is_free() -> None:
    text = (FOLDER / "good.trig").read_text(encoding="utf-8").replace(DEFAULT_BASE, "http://localhost:8000/kb/")
    assert validate(parse(text, format=RdfFormat.TRIG)) == []


def test_the_ontology_may_be_among_the_quads() -> None:
    assert validate([*GOOD, *ONTOLOGY]) == []


def test_the_shapes_are_shacl() -> None:
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(data_folder("ontology") / "shapes.ttl")
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_a_store_in_order_has_nothing_to_lint() -> None:
    assert lint([*GOOD, *ONTOLOGY]) == []


def fault(subject: str, predicate: NamedNode, value: NamedNode | Literal, graph: str = "things") -> Quad:
    return Quad(NamedNode(DEFAULT_BASE + subject), predicate, value, NamedNode(f"{DEFAULT_BASE}graph/{graph}"))


A = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
RUSSIA = NamedNode(DEFAULT_BASE + "actor/rus")
LINTED = {
    "blank-nodes": [Quad(BlankNode(), RDFS.label, Literal("nobody"), NamedNode(DEFAULT_BASE + "graph/things"))],
    "claims-without-evidence": [fault("doc/x/position/y", A, SP.Position)],
    "dangling": [fault("actor/arland", SP.partOf, RUSSIA)],
    "one-actor-per-entity": [fault("actor/cordia", SP.wikidata, NamedNode("http://www.wikidata.org/entity/Q1"))],
    "shared-triples": [fault("actor/arland", RDFS.label, Literal("Arland"))],
    "things-without-label": [fault("place/nowhere", A, SP.Place)],
    "undeclared-terms": [fault("actor/arland", NamedNode(SP.base + "holds"), Literal("x"))],
    "undescribed-terms": [
        Quad(NamedNode(SP.base + "Actor"), RDFS.isDefinedBy, RUSSIA),
        Quad(NamedNode("https://example.org/more#Term"), RDFS.isDefinedBy, RUSSIA),
    ],
    "unused-time": [fault("time/2099", A, SP.TimeSpan)],
}


@pytest.mark.parametrize("check", sorted(LINTED))
def test_lint_finds(check: str) -> None:
    store = Store()
    store.extend([*GOOD, *ONTOLOGY, *LINTED[check]])
    violations = lint(store)
    assert {shape_name(each) for each in violations} == {f"lint-{check}"}
    assert LINTED[check][-1].subject in {each.focus for each in violations} or check == "undeclared-terms"


def test_every_lint_query_has_a_graph_that_fails_it() -> None:
    assert {path.stem for path in (data_folder("ontology") / "lint").glob("*.rq")} == set(LINTED)
