"""Every canned query answers its cases, worked out by thought from the reports in tests/data/queries/graph.trig."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store

from kg.queries.arguments import fill_query
from kg.queries.catalogue import Catalogue, load_catalogue
from kg.queries.markdown import catalogue_markdown, query_digest, read_questions, read_recorded
from kg.queries.names import NameIndex
from kg.queries.parameters import fill, parse_value
from kg.queries.results import Table, read_table
from kg.resources import data_folder
from kg.vocabulary import SP

if TYPE_CHECKING:
    from rdflib import Dataset

Ask = Callable[[str], QuerySolutions | QueryBoolean | QueryTriples]

DATA = Path(__file__).resolve().parent.parent / "data" / "queries"
CASES = sorted(DATA.glob("*.json"))
CATALOGUE = load_catalogue([data_folder("queries")])


def open_graph(*others: str) -> Store:
    """The reports, and other graphs that a case asks for with its key "with"."""
    store = Store()
    for name in ("graph", *others):
        store.load(path=str(DATA / f"{name}.trig"), format=RdfFormat.TRIG)
    return store


@cache
def ask_with(*others: str) -> Ask:
    return ask_of(open_graph(*others))


def read_case(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return case


def ask_of(store: Store) -> Ask:
    return lambda sparql: store.query(sparql, use_default_graph_as_union=True)


@pytest.fixture(scope="module")
def ask() -> Ask:
    return ask_of(open_graph())


@cache
def dataset_with(*others: str) -> Dataset:
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    for name in ("graph", *others):
        dataset.parse(data=(DATA / f"{name}.trig").read_text(encoding="utf-8"), format="trig")
    return dataset


def run(catalogue: Catalogue, name: str, arguments: dict[str, str], ask: Ask) -> Table:
    return read_table(ask(fill_query(catalogue.get(name), arguments, NameIndex(ask))), ask)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_query_gives_the_expected_rows(path: Path) -> None:
    case = read_case(path)
    table = run(CATALOGUE, path.stem.partition(".")[0], case["params"], ask_with(*case.get("with", ())))
    assert list(table.columns) == case["columns"]
    assert [list(row) for row in table.texts()] == case["rows"]


def test_every_query_has_a_case_and_every_case_a_query() -> None:
    assert {path.stem.partition(".")[0] for path in CASES} == set(CATALOGUE.names)


@pytest.mark.parametrize("name", CATALOGUE.names)
def test_query_runs_without_values_and_with_its_defaults(name: str, ask: Ask) -> None:
    query = CATALOGUE.get(name)
    defaults = {p.name: parse_value(p, p.default) for p in query.params if p.default is not None}
    assert isinstance(ask(query.sparql), QuerySolutions)
    assert isinstance(ask(fill(query.sparql, defaults)), QuerySolutions)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib 7.6 warns of its own Dataset
@pytest.mark.parametrize("name", CATALOGUE.names)
def test_other_engine_reads_the_file_and_gives_the_same_rows(name: str) -> None:
    from rdflib.plugins.sparql import prepareQuery

    query = CATALOGUE.get(name)
    prepareQuery(query.sparql)
    case = read_case(DATA / f"{name}.json")
    others = case.get("with", ())
    ask = ask_with(*others)
    sparql = fill_query(query, case["params"], NameIndex(ask))
    ours, theirs = ask(sparql), dataset_with(*others).query(sparql)
    assert isinstance(ours, QuerySolutions)
    expected = [["" if term is None else term.value for term in row] for row in ours]
    assert [["" if term is None else str(term) for term in row] for row in theirs] == expected  # type: ignore[union-attr]


@pytest.mark.parametrize("name", CATALOGUE.names)
def test_query_says_what_it_is(name: str) -> None:
    query = CATALOGUE.get(name)
    assert query.summary.endswith("?")
    assert query.tags
    assert all(parameter.help for parameter in query.params)


def test_a_parameter_is_the_same_thing_in_every_query() -> None:
    declared: dict[str, set[tuple[str, str, bool]]] = {}
    for query in CATALOGUE:
        for each in query.params:
            declared.setdefault(each.name, set()).add((each.type, each.edge, each.many))
    assert {name: facts for name, facts in declared.items() if len(facts) > 1} == {}
    names: dict[str, set[str]] = {}
    for name, ((kind, _, _),) in declared.items():
        names.setdefault(kind, set()).add(name)
    singular = {kind: names[kind] for kind in ("issue", "resolution", "document")}
    assert singular == {"issue": {"issue"}, "resolution": {"resolution"}, "document": {"document"}}
    assert names["date"] == {"since", "until"}


@pytest.mark.parametrize("name", CATALOGUE.names)
def test_query_names_no_data_of_ours(name: str) -> None:
    # The base of the data is the user's choice, so a shipped query may know the vocabularies only.
    assert not re.search(r"/standpoint/id/|GRAPH\s*<", CATALOGUE.get(name).sparql)


def test_page_of_the_queries_is_up_to_date() -> None:
    # Made anew by `python queries/build_docs.py`.
    folder = data_folder("queries")
    page = catalogue_markdown(
        CATALOGUE, read_questions(folder / "questions.csv"), read_recorded(folder / "answers.json")
    )
    assert (folder / "README.md").read_text(encoding="utf-8") == page


@pytest.mark.parametrize("name", CATALOGUE.names)
def test_recorded_answer_is_an_answer_to_the_query_as_it_is(name: str) -> None:
    # Asked anew by `python queries/build_docs.py --store STORE`, where STORE holds the seeds.
    recorded = read_recorded(data_folder("queries") / "answers.json")[name]
    assert recorded.digest == query_digest(CATALOGUE.get(name))
    assert recorded.picture is None or (data_folder("queries") / recorded.picture).is_file()


def test_every_question_is_answered_by_queries_that_exist() -> None:
    questions = read_questions(data_folder("queries") / "questions.csv")
    assert Counter(question.group for question in questions) == {
        "Analyst: positions": 11,
        "Analyst: events and resolutions": 10,
        "Journalist: who says so": 11,
        "Data engineer": 10,
    }
    assert {name for question in questions for name in question.queries} <= set(CATALOGUE.names)
    assert all(question.queries for question in questions)


def test_example_on_the_page_is_a_query(ask: Ask) -> None:
    from kg.queries.catalogue import parse_query

    example = catalogue_markdown(CATALOGUE).split("```sparql\n")[1].split("```")[0]
    query = parse_query(example, "example")
    found = ask(fill_query(query, {"actor": "Egypt", "since": "2021"}, NameIndex(ask)))
    assert isinstance(found, QuerySolutions)
    assert len(list(found)) == 2


def test_order_of_the_graph_does_not_matter() -> None:
    backward: dict[tuple[str, ...], Store] = {}
    for path in CASES:
        case = read_case(path)
        others = tuple(case.get("with", ()))
        if others not in backward:
            backward[others] = Store()
            for quad in reversed(list(open_graph(*others))):
                backward[others].add(quad)
        name = path.stem.partition(".")[0]
        table = run(CATALOGUE, name, case["params"], ask_of(backward[others]))
        assert list(table.texts()) == [tuple(row) for row in case["rows"]]


def test_shared_triples_are_found() -> None:
    store = open_graph()
    quad = next(iter(store.quads_for_pattern(None, SP.holder, None, None)))
    store.add(Quad(quad.subject, quad.predicate, quad.object, NamedNode("https://example.org/copy")))
    rows = run(CATALOGUE, "shared-triples", {}, ask_of(store)).rows
    assert rows == ((quad.subject, quad.predicate, quad.object, Literal(2)),)


def test_loose_ends_are_found() -> None:
    store = open_graph()
    claim = next(iter(store.quads_for_pattern(None, SP.evidence, None, None))).subject
    for quad in list(store.quads_for_pattern(claim, SP.evidence, None, None)):
        store.remove(quad)
    graph = NamedNode("https://example.org/graph")
    item = NamedNode("http://www.wikidata.org/entity/Q1")
    for number in (1, 2):
        store.add(Quad(NamedNode(f"https://example.org/thing/{number}"), SP.wikidata, item, graph))
    found = list(run(CATALOGUE, "loose-ends", {}, ask_of(store)).texts())
    assert ("claim without evidence", "Sudan") not in found
    problems = [problem for problem, _ in found]
    assert problems.count("claim without evidence") == 1
    assert problems.count("Wikidata item of two things") == 2


def test_positions_that_share_a_triple_are_counted_once() -> None:
    store = open_graph()
    for quad in list(store.quads_for_pattern(None, SP.holder, None, None)):
        store.add(Quad(quad.subject, quad.predicate, quad.object, NamedNode("https://example.org/copy")))
    case = json.loads((DATA / "issue.json").read_text(encoding="utf-8"))
    assert [list(row) for row in run(CATALOGUE, "issue", case["params"], ask_of(store)).texts()] == case["rows"]


@pytest.mark.parametrize(("words", "shown"), [("After the vote", "After the vote"), ("a vote", "only after a vote")])
def test_condition_is_introduced_once(words: str, shown: str) -> None:
    store = open_graph()
    for quad in list(store.quads_for_pattern(None, SP.conditionType, SP.onlyAfter, None)):
        for old in list(store.quads_for_pattern(quad.subject, SP.conditionText, None, None)):
            store.remove(old)
        store.add(Quad(quad.subject, SP.conditionText, Literal(words), quad.graph_name))
    table = run(
        CATALOGUE, "positions", {"actor": "Guyana", "issue": "Foreign troops at the forest border"}, ask_of(store)
    )
    assert [row[table.columns.index("conditions")] for row in table.texts()] == [shown]
