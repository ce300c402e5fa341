"""Parameters are put into queries as terms; no text can break out of its literal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.errors import UnknownName, UsageError
from kg.queries.parameters import Parameter, expand_curie, fill, find_tokens, format_term, parse_value
from kg.vocabulary import SP, XSD

STORE = Store()
ECHO = "SELECT ?x ?y WHERE { BIND($text AS ?x) BIND('fixed' AS ?y) }"
INJECTIONS = (
    '"', "'", "\\", '\\"', "\n", "\r\n", "\t", "\0", ">", "}", "#", "$text", "?x", '"""', "'''", "\\u0022",
    "\\\\u0022", "\\U00000022", '" } ; DROP ALL #', '" AS ?x) BIND("', "') } SELECT * { ?s ?p ?o", "\u202eabc",
    "\U0001f30d", "é\u0301", "\\\x01", "x" * 100_000, "", "<http://example.org/>", "\ufeff", "\x7f", "\x85\u2028",
)  # fmt: skip


def echo(text: str) -> list[tuple[str | None, ...]]:
    found = STORE.query(fill(ECHO, {"text": parse_value(Parameter("text", "text"), text)}))
    assert isinstance(found, QuerySolutions)
    assert [variable.value for variable in found.variables] == ["x", "y"]
    return [tuple(getattr(term, "value", None) for term in solution) for solution in found]


@pytest.mark.parametrize("text", INJECTIONS, ids=lambda text: ascii(text[:20]))
def test_injection_stays_text(text: str) -> None:
    assert echo(text) == [(text, "fixed")]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert echo(text) == [(text, "fixed")]


@given(st.text(alphabet="\\u0U2'\"$x\n#<>", max_size=30))
def test_hard_text_comes_back_as_it_was(text: str) -> None:
    assert echo(text) == [(text, "fixed")]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="\\u0U2'\"$x\n#<>", max_size=30))
def test_rdflib_reads_the_same_text(text: str) -> None:
    # rdflib expands \uXXXX before it parses: a text that spells an escape must not become one.
    from rdflib import Graph

    rows = list(Graph().query(fill(ECHO, {"text": Literal(text)})))
    assert [tuple(str(term) for term in row) for row in rows] == [(text, "fixed")]  # type: ignore[union-attr]


def test_a_parameter_beside_a_column_of_its_name_leaves_the_column_alone() -> None:
    asked = "SELECT ?text WHERE { BIND('column' AS ?text) FILTER(COALESCE($_text, 'column') = ?text) }"
    assert fill(asked, {"text": Literal("other")}) == asked.replace("$_text", '"other"')
    assert fill(asked, {}) == asked


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_filled_query_has_the_shape_of_the_template(text: str) -> None:
    filled = fill("ASK { ?s ?p $text . ?s ?q $text }", {"text": Literal(text)})
    assert [token.name for token in find_tokens(filled)] == ["s", "p", "s", "q"]


@pytest.mark.parametrize(
    "kept",
    [
        "# $a",
        "<http://example.org/$a>",
        "'$a'",
        '"$a"',
        "'''it's $a'''",
        '"""say "$a" """',
        "'it\\'s $a'",
        "sp:price\\$a",
        "$ab",
        "$a1",
        "$a_b",
        "$a\u0301",
    ],
)
def test_what_is_no_token_is_kept(kept: str) -> None:
    assert fill(f"{kept}\n$a", {"a": Literal("x")}) == f'{kept}\n"x"'


def test_less_than_is_no_iri() -> None:
    assert fill("FILTER(?x < $a && ?y > $a)", {"a": Literal(5)}) == "FILTER(?x < 5 && ?y > 5)"


def test_parameter_without_a_term_stays_a_variable() -> None:
    assert fill("?s ?p $a, $b", {"b": SP.support}) == f"?s ?p $a, {SP.support}"


def test_term_that_no_token_uses_is_refused() -> None:
    with pytest.raises(UnknownName, match="no parameter is called 'c'"):
        fill("?s ?p $a", {"c": Literal("x")})


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_iri_of_another_scheme_is_refused(iri: str) -> None:
    with pytest.raises(UsageError, match="not an http, https or urn IRI"):
        format_term(NamedNode(iri))


def test_integer_fits_into_limit() -> None:
    sparql = fill("SELECT * { VALUES ?x { 1 2 3 } } LIMIT $n", {"n": parse_value(Parameter("n", "integer"), " 2 ")})
    found = STORE.query(sparql)
    assert isinstance(found, QuerySolutions)
    assert len(list(found)) == 2


@pytest.mark.parametrize(
    ("text", "edge", "day"),
    [
        ("2015-12-18", "start", "2015-12-18"),
        ("2015-12", "start", "2015-12-01"),
        ("2015-12", "end", "2015-12-31"),
        ("2015", "end", "2015-12-31"),
        (" 2016-02 ", "end", "2016-02-29"),
        ("201X", "start", "2010-01-01"),
    ],
)
def test_date_takes_its_edge(text: str, edge: str, day: str) -> None:
    parameter = Parameter("since", "date", edge="end" if edge == "end" else "start")
    assert parse_value(parameter, text) == Literal(day, datatype=XSD.date)


CHOICE = Parameter("only", "choice", choices={"Support": "sp:support", "other": "https://example.org/o", "none": None})


@pytest.mark.parametrize(
    ("text", "term"),
    [("support", SP.support), ("OTHER", NamedNode("https://example.org/o")), ("none", Literal("none"))],
)
def test_choice_gives_its_term(text: str, term: NamedNode | Literal) -> None:
    assert parse_value(CHOICE, text) == term


@pytest.mark.parametrize(
    ("parameter", "text", "message"),
    [
        (Parameter("n", "integer"), "-1", "n: '-1' is not a whole number from 0 up"),
        (Parameter("n", "integer"), "1.5", "n: '1.5' is not a whole number"),
        (Parameter("n", "integer"), "٣", "n: '٣' is not a whole number"),
        (Parameter("d", "date"), "18 December 2015", "d: '18 December 2015' is not an EDTF date"),
        (Parameter("d", "date"), "2015-02-30", "d: '2015-02-30' is not in the calendar"),
        (Parameter("d", "date"), "XXXX", "d: 'XXXX' has no first day"),
        (Parameter("d", "date", edge="end"), "2015/..", "d: '2015/..' has no last day"),
        (CHOICE, "maybe", "only: 'maybe' is not one of Support, other, none"),
        (Parameter("t", "text"), "\ud800", "t: the text is not Unicode"),
    ],
)
def test_value_that_does_not_fit_is_refused(parameter: Parameter, text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_value(parameter, text)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("text", "iri"), [("sp:support", "urn:sp#support"), ("sp:a:b", "urn:sp#a:b"), ("sq:support", None), ("sp", None)]
)
def test_a_compact_iri_ends_its_prefix_at_the_first_colon(text: str, iri: str | None) -> None:
    assert expand_curie(text, {"sp": "urn:sp#"}) == iri
