"""Offices and memberships of people: whom they serve, as titles, possessors and appositions say."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.relations.relations import read_relations
from kg.pipeline.shipped import get_registry
from kg.records import Document, Relation


def ties(text: str) -> list[Relation]:
    """The offices and memberships of a text."""
    registry = get_registry()
    relations = read_relations(Extractor(registry).read(Document(id="x", text=text)), registry)
    return [r for r in relations if r.type in ("role_in", "member_of")]


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        ("Kenya's Amina Odhiambo wants a vote.", "Amina Odhiambo", "Kenya"),
        ("President Ana Ruiz, 61, of Peru rejected the truce.", "Ana Ruiz", "Peru"),
        ("Senator Ana Ruiz of the powerful Kenyan parliament left.", "Ana Ruiz", "Kenyan parliament"),
        ("Ana Ruiz, envoy of the Secretary-General, supports the truce.", "Ana Ruiz", "United Nations"),
        ("Ana Ruiz, special envoy of the NATO Secretary General, left.", "Ana Ruiz", "NATO"),
        ("Ana Ruiz, an envoy of the Secretary-General of the Arab League, left.", "Ana Ruiz", "Arab League"),
        ("Chad condemned the decision made by the President of Peru.", "Peruvian president", "Peru"),
    ],
)
def test_people_serve_whom_the_words_beside_them_name(text: str, person: str, body: str) -> None:
    assert [(r.type, r.a, r.b) for r in ties(text)] == [("role_in", person, body)]


def test_a_name_without_a_title_has_no_office_in_a_place() -> None:
    assert ties("Ana Ruiz, 61, of Peru, rejected the truce.") == []


def test_an_office_is_quoted_where_the_words_say_whose_it_is() -> None:
    (tie,) = ties("Chad condemned the plan made by the President. It was opposed by the President of Peru.")
    assert (tie.a, tie.b, tie.quote) == ("Peruvian president", "Peru", "the President of Peru")


def test_an_office_without_its_holder_is_the_named_holders() -> None:
    text = "UN Secretary-General António Guterres opposes the ban. The Secretary-General wants a truce."
    assert {(r.a, r.b) for r in ties(text)} == {("António Guterres", "United Nations")}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Chad, on behalf of the Lake Forum, supported the text.", "Lake Forum"),
        ("Chad, on behalf of Zalem Tor, supported the text.", "Zalem Tor"),
        ("Speaking on behalf of the Basin Forum, Chad opposed it.", "Basin Forum"),
    ],
)
def test_members_speak_for_their_group(text: str, body: str) -> None:
    assert [(r.type, r.a, r.b) for r in ties(text)] == [("member_of", "Chad", body)]


def test_one_word_that_names_no_actor_is_no_group() -> None:
    assert ties("Chad, on behalf of the Zalem, supported the text.") == []
