"""Headers are read, checked and blamed with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError, QuerySyntaxError, UnknownName, UsageError
from kg.queries.catalogue import load_catalogue, parse_query, read_query
from kg.queries.parameters import Parameter
from kg.resources import data_folder

GOOD = """#+ summary: Who opposes an issue?
#+ description: |
#+   First line.
#+   Second line.
#+ params:
#+   about: {type: issue, required: true, help: the issue}
#+   since: {type: date, default: "2015-12", edge: end}
#+   how: {type: choice, choices: {loud: "sp:oppose", quiet: "https://example.org/quiet"}}
#+ view: bar
#+ tags: [positions, test]
SELECT ?who WHERE { ?p ?x $about, $since, $how ; ?y ?who }
"""


def test_header_is_read() -> None:
    query = parse_query(GOOD, "opponents")
    assert (query.name, query.summary, query.view) == ("opponents", "Who opposes an issue?", "bar")
    assert query.description == "First line.\nSecond line."
    assert query.tags == ("positions", "test")
    assert query.params[:2] == (
        Parameter("about", "issue", "the issue", required=True),
        Parameter("since", "date", default="2015-12", edge="end"),
    )
    assert query.params[2].choices == {"loud": "sp:oppose", "quiet": "https://example.org/quiet"}
    assert query.sparql == GOOD


def test_query_without_a_header_keeps_its_dollar_variables() -> None:
    query = parse_query("SELECT $s WHERE { $s ?p ?s }", "plain")
    assert query.params == ()
    assert query.summary == ""


def test_parameter_is_found_by_name() -> None:
    assert parse_query(GOOD, "opponents").get_parameter("since").type == "date"
    with pytest.raises(UnknownName, match="no parameter of opponents is called 'until'"):
        parse_query(GOOD, "opponents").get_parameter("until")


HEAD = "#+ summary: s\n#+ params:\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("#+ summary: [\nASK {}", r"q:1: the header cannot be read"),
        ("#+ summary: s\n#+ view: [x\n#+ tags: []\nASK {}", r"q:3: the header cannot be read"),
        ("#+ just words\nASK {}", r"q:1: the header must be YAML fields"),
        ("#+ view: bar\nASK {}", r"q:1: the header needs a summary"),
        ("#+ summary: s\n#+ veiw: bar\nASK {}", r"q:2: the header has no field 'veiw'"),
        ("#+ summary: s\n#+ view: pie\nASK {}", r"q:2: view is 'pie', not one of table"),
        ("#+ summary: s\n#+ tags: one\nASK {}", r"q:2: tags must be a list"),
        ("#+ summary: s\n#+ params: [a]\nASK { ?s ?p $a }", r"q:2: params must be names"),
        (HEAD + "#+   a: actor\nASK { ?s ?p $a }", r"q:3: the parameter a must be written as"),
        (HEAD + "#+   A: {type: actor}\nASK { ?s ?p $A }", r"q:3: the parameter A must be written as"),
        (HEAD + "#+   a: {type: acter}\nASK { ?s ?p $a }", r"q:3: the type of a is 'acter', not one of actor"),
        (
            HEAD + "#+   a: {type: actor, requird: true}\nASK { ?s ?p $a }",
            r"q:3: the parameter a has no field 'requird'",
        ),
        (HEAD + "#+   a: {type: date, edge: left}\nASK { ?s ?p $a }", r"q:3: the edge of a is 'left'"),
        (
            HEAD + "#+   a: {type: date, default: soon}\nASK { ?s ?p $a }",
            r"q:3: the default of a: 'soon' is not an EDTF",
        ),
        (HEAD + "#+   a: {type: text, many: true}\nASK { ?s ?p $a }", r"q:3: many belongs to the types actor"),
        (HEAD + "#+   a: {type: choice}\nASK { ?s ?p $a }", r"q:3: choices belong to the type choice"),
        (HEAD + "#+   a: {type: choice, choices: x}\nASK { ?s ?p $a }", r"q:3: the choices of a must be a list"),
        (HEAD + "#+   a: {type: actor}\nASK { ?s ?p ?o }", r"q:3: the query does not use its parameter a"),
        (HEAD + "#+   a: {type: actor}\nASK {\n ?s ?p ?a }", r"q:5: \?a is a parameter and must be written \$a"),
        ("#+ summary: s\nASK {\n ?s ?p $b }", r"q:3: \$b is not declared"),
        ("#+ summary: s\nASK {\n ?s ?p $_b }", r"q:3: \$_b is not declared"),
        (HEAD + "#+   a: {type: actor}\nASK {\n ?a ?p $_a .\n ?a ?q $a }", r"q:6: \$a is written \$_a elsewhere"),
    ],
)
def test_wrong_header_is_blamed_with_its_line(text: str, message: str) -> None:
    with pytest.raises(QuerySyntaxError, match="^" + message):
        parse_query(text, "q")


def test_catalogue_lists_sorts_and_suggests(tmp_path: Path) -> None:
    (tmp_path / "b.rq").write_text("ASK {}", encoding="utf-8")
    (tmp_path / "agreements.rq").write_text(GOOD, encoding="utf-8")
    (tmp_path / "notes.md").write_text("no query", encoding="utf-8")
    catalogue = load_catalogue([tmp_path])
    assert catalogue.names == ("agreements", "b")
    assert [query.name for query in catalogue] == ["agreements", "b"]
    assert catalogue.get("agreements").path == tmp_path / "agreements.rq"
    with pytest.raises(UnknownName, match="no query is called 'agrements'; did you mean agreements"):
        catalogue.get("agrements")


def test_later_folder_wins(tmp_path: Path) -> None:
    for folder in ("ours", "theirs"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "q.rq").write_text(f"#+ summary: {folder}?\nASK {{}}", encoding="utf-8")
    assert load_catalogue([tmp_path / "ours", tmp_path / "theirs"]).get("q").summary == "theirs?"


def test_own_query_takes_the_place_of_a_shipped_one_of_its_name(tmp_path: Path) -> None:
    shipped = load_catalogue([data_folder("queries")])
    (tmp_path / "agreements.rq").write_text("#+ summary: mine?\nASK {}", encoding="utf-8")
    (tmp_path / "broken.rq").write_text("#+ summary: s\n#+ params:\n#+   a: {type: actor}\nASK {}", encoding="utf-8")
    both = load_catalogue([data_folder("queries"), tmp_path])
    assert both.get("agreements").summary == "mine?"
    assert set(both.names) == {*shipped.names, "broken"}
    assert both.get("positions") == shipped.get("positions")
    with pytest.raises(QuerySyntaxError, match=r"broken\.rq:3: the query does not use its parameter a"):
        both.get("broken")


def test_wrong_header_does_not_hide_the_other_queries(tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_text("#+ view: bar\nASK {}", encoding="utf-8")
    (tmp_path / "good.rq").write_text(GOOD, encoding="utf-8")
    catalogue = load_catalogue([tmp_path])
    assert catalogue.get("good").name == "good"
    with pytest.raises(QuerySyntaxError, match=r"bad\.rq:1: the header needs a summary"):
        catalogue.get("bad")


def test_missing_folder_and_unreadable_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder of queries"):
        load_catalogue([tmp_path / "none"])
    with pytest.raises(InputError, match="cannot be read"):
        read_query(tmp_path / "none.rq")
    (tmp_path / "latin.rq").write_bytes("SELECT 'é'".encode("latin-1"))
    with pytest.raises(InputError, match=r"latin.rq: is not UTF-8 text \(byte 8\)"):
        read_query(tmp_path / "latin.rq")
