"""What is suggested for a name that nothing has."""

from __future__ import annotations

import pytest

from kg.errors import MissingArgument, UnknownName, UsageError
from kg.queries.arguments import check_complete, read_arguments
from kg.queries.catalogue import load_catalogue, parse_query
from kg.queries.names import NameIndex
from kg.queries.suggestions import suggest
from kg.resources import data_folder

ACTORS = ("Russia", "USA", "IRA", "Iran", "Kofi Busia", "Germany", "Vladimir Putin", "Council of Europe", "Rwanda")
ISSUES = (
    "Deal on the nuclear programme of Iran",
    "Air raids on the lake towns",
    "Best possible outcome for the parties",
    "Staying of the president in power",
    "Yes",
    "International programme for grain",
)
CATALOGUE = load_catalogue([data_folder("queries")])


@pytest.mark.parametrize(
    ("typed", "known", "best"),
    [
        ("Rusia", ACTORS, ["Russia"]),
        ("germny", ACTORS, ["Germany"]),
        ("Putin", ACTORS, ["Vladimir Putin"]),
        ("the European Council", ACTORS, ["Council of Europe"]),
        ("Iran's nuclear program", ISSUES, ["Deal on the nuclear programme of Iran"]),
        ("air strikes", ISSUES, ["Air raids on the lake towns"]),
        ("president stays in power", ISSUES, ["Staying of the president in power"]),
        ("whaling", ISSUES, []),
        ("iyes", ISSUES, ["Yes"]),
        ("a no-zone", ("The first one", "Only that"), []),
        ("", ACTORS, []),
        ("of the", ISSUES, []),
    ],
)
def test_the_nearest_names(typed: str, known: tuple[str, ...], best: list[str]) -> None:
    assert suggest(typed, known) == best


def test_a_word_that_few_names_have_tells_more() -> None:
    known = [f"Treaty of {place}" for place in ("Rome", "Lima", "Oslo", "Bonn", "Bern")]
    assert suggest("Agreement of Oslo, a treaty", known)[0] == "Treaty of Oslo"


def test_nothing_is_near_to_nothing() -> None:
    assert suggest("Russia", []) == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [("agrements", "did you mean agreements?"), ("quotes", "did you mean quotations?"), ("xyzzy", "called 'xyzzy'")],
)
def test_a_query_is_found_by_a_slip_or_by_its_question(typed: str, says: str) -> None:
    with pytest.raises(UnknownName) as caught:
        CATALOGUE.get(typed)
    assert str(caught.value).endswith(says)


def test_few_names_are_all_listed() -> None:
    with pytest.raises(UnknownName, match=r"there are actor, issue, stance, since, until$"):
        CATALOGUE.get("positions").get_parameter("zone")
    assert str(UnknownName("tree", "oak", known=["elm"])) == "no tree is called 'oak'; there is elm"


@pytest.mark.parametrize(
    ("near", "says"),
    [
        (["elm"], "did you mean elm?"),
        (["elm", "old ash"], 'did you mean elm or "old ash"?'),
        (["elm", "ash", "fir"], "did you mean elm, ash or fir?"),
    ],
)
def test_suggestions_are_enumerated(near: list[str], says: str) -> None:
    assert str(UnknownName("tree", "oak", near)).endswith(says)


def test_a_name_of_another_kind_of_thing_is_told() -> None:
    from test_query_cases import ask_with

    with pytest.raises(UnknownName, match=r"no actor is called .*, but an issue is"):
        NameIndex(ask_with()).resolve("actor", "Binding rules for droughts")


def test_what_is_missing_is_known_before_anything_is_asked() -> None:
    with pytest.raises(MissingArgument, match="agreements needs a value for b") as caught:
        check_complete(CATALOGUE.get("agreements"), {"a": "Egypt"})
    assert (caught.value.parameter, caught.value.kind, caught.value.hint) == ("b", "actor", "the other")


def test_an_error_names_its_argument() -> None:
    query = parse_query("#+ summary: s\n#+ params: {day: {type: date}}\nASK { ?s ?p $day }", "q")
    with pytest.raises(UsageError) as caught:
        read_arguments(query, {"day": "soon"}, NameIndex(lambda sparql: pytest.fail(sparql)))
    assert caught.value.argument == "day"
    assert str(caught.value) == f"day: {caught.value.problem}"


def test_a_time_does_not_end_before_it_begins() -> None:
    period = CATALOGUE.get("period")
    names = NameIndex(lambda sparql: pytest.fail(sparql))
    with pytest.raises(UsageError, match="the time ends on 2014-12-31, before it begins on 2015-01-01"):
        read_arguments(period, {"since": "2015", "until": "2014"}, names)
    assert len(read_arguments(period, {"since": "2015", "until": "2015"}, names)) == 2
