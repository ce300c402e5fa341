"""No value of any parameter of any canned query changes what the query is: tests over all of the catalogue."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store

from kg.errors import UsageError
from kg.queries.arguments import fill_query
from kg.queries.catalogue import CannedQuery, load_catalogue
from kg.queries.names import NameIndex
from kg.queries.parameters import Parameter
from kg.resources import data_folder

CATALOGUE = load_catalogue([data_folder("queries")])
STORE = Store()
STORE.load(
    b"""@prefix sp: <https://w3id.org/standpoint/ontology#> . @prefix x: <https://example.org/> .
    x:a a sp:State ; <http://www.w3.org/2000/01/rdf-schema#label> "Egypt" .
    x:i a sp:Issue ; <http://www.w3.org/2000/01/rdf-schema#label> "Egypt" .
    x:r a sp:Resolution ; <http://www.w3.org/2000/01/rdf-schema#label> "Egypt" .
    x:d a sp:Document ; <http://purl.org/dc/terms/title> "Egypt" .""",
    format=RdfFormat.TURTLE,
)
NAMES = NameIndex(lambda sparql: STORE.query(sparql, use_default_graph_as_union=True))
ATTACKS = (
    "Egypt",
    "> } ; DROP ALL #",
    '" } UNION { ?s ?p ?o } #',
    "actor:x> } #",
    "<https://example.org/a> . ?s ?p ?o",
    '2015" } #',
    "3 } #",
    "3) || (1 = 1",
    "\\u0022 } #",
    "Egypt; Egypt",
    "https://example.org/a>b",
    "\n}\n#",
    "$actor",
    "'''",
)
EVERY = [(query.name, parameter.name) for query in CATALOGUE for parameter in query.params]
# The tokens of SPARQL that matter for a query's shape: constants, variables, words, and each sign by itself.
_TOKEN = re.compile(
    r"""#[^\n]*"""
    r"""|(?P<term><[^\x00-\x20<>"{}|^`\\]*>(?!=)|"(?:[^"\\\n]|\\.)*"(?:\^\^(?:<[^>]*>|xsd:\w+))?|(?<![\w.$?:-])\d+(?![\w.]))"""
    r"""|(?P<name>[$?]\w+)|(?P<word>[\w:-]+)|(?P<sign>\S)"""
)


def usual_value(parameter: Parameter) -> str:
    """A value that the parameter takes."""
    match parameter.type:
        case "date":
            return "2015"
        case "integer":
            return "3"
        case "choice":
            return next(iter(parameter.choices))
        case _:
            return "Egypt"


def find_shape(sparql: str) -> list[str]:
    """The tokens of a query, with every constant term and every variable alike."""
    tokens = (match for match in _TOKEN.finditer(sparql) if match.lastgroup)
    return ["term" if match.lastgroup in ("term", "name") else match[0] for match in tokens]


@cache
def usual_shape(name: str) -> list[str]:
    return find_shape(CATALOGUE.get(name).sparql)


@cache
def usual_columns(name: str) -> tuple[str, ...]:
    return columns_of(CATALOGUE.get(name).sparql)


def columns_of(sparql: str) -> tuple[str, ...]:
    found = STORE.query(sparql, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return tuple(variable.value for variable in found.variables)


def check(query: CannedQuery, attacked: str, text: str) -> None:
    """The value is refused, or the query has the tokens of its file (but for names in a list) and its columns."""
    texts = {parameter.name: usual_value(parameter) for parameter in query.params if parameter.required}
    try:
        sparql = fill_query(query, texts | {attacked: text}, NAMES)
    except UsageError:
        return
    if not query.get_parameter(attacked).many:
        assert find_shape(sparql) == usual_shape(query.name)
    assert columns_of(sparql) == usual_columns(query.name)


@pytest.mark.parametrize(("name", "attacked"), EVERY)
def test_known_attacks_change_nothing(name: str, attacked: str) -> None:
    for text in ATTACKS:
        check(CATALOGUE.get(name), attacked, text)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(EVERY),
    st.one_of(st.text(max_size=40), st.text(alphabet="\\u0'\"<>{}#$?;. x\n", max_size=30), st.sampled_from(ATTACKS)),
)
def test_no_text_changes_what_a_query_is(which: tuple[str, str], text: str) -> None:
    name, attacked = which
    check(CATALOGUE.get(name), attacked, text)


def test_the_shape_tells_an_injection() -> None:
    # What a filling without care would make: the tests above could not fail otherwise.
    sparql = CATALOGUE.get("positions").sparql
    assert find_shape(sparql.replace("$actor", "<https://example.org/a> . ?s ?p ?o")) != usual_shape("positions")
    assert find_shape(sparql.replace("$actor", str(NamedNode("https://example.org/a")))) == usual_shape("positions")
