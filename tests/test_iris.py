from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.iris import Minter, digest, slug

MINTER = Minter("https://example.org/id/")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Assad remaining in power", "assad-remaining-in-power"),
        ("U.S.–Russia “talks”", "u-s-russia-talks"),
        ("Côte d’Ivoire", "cote-d-ivoire"),
        ("Łódź & Weißensee", "lodz-and-weissensee"),
        ("S/RES/2254 (2015)", "s-res-2254-2015"),
        ("北京", "x-68c77e155132"),
        ("Кремль 2015", "2015-e3922de4"),
        ("", "x-e3b0c44298fc"),
        ("a" * 80, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        ("word " * 40 + "one", "word-word-word-word-word-word-word-word-word-word-word-word-word-word-w-fbd403eb"),
        ("a" * 70 + " " + "b" * 20, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-cd31fa77"),
    ],
)
def test_slugs_are_frozen(text: str, expected: str) -> None:
    # Changing the rule would rename everything that users have stored.
    assert slug(text) == expected


@given(st.text(max_size=300))
def test_a_slug_is_short_plain_and_stable(text: str) -> None:
    name = slug(text)
    assert 0 < len(name) <= 80
    assert slug(name) == name
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_long_names_that_differ_late_stay_apart() -> None:
    assert slug("word " * 40 + "one") != slug("word " * 40 + "two")


def test_a_digest_is_of_the_text_even_where_half_a_character_is_left() -> None:
    assert digest("text", 12) == "982d9e3eb996"
    assert digest("\ud800") == "91a681b998555fb475479817b126c94e57e52011fa1842c5d188795a4a05226b"


def test_names_of_things_and_loads_are_frozen() -> None:
    assert MINTER.thing("actor", "rus").value == "https://example.org/id/actor/rus"
    assert MINTER.load("ab" * 32, "kg 1").value == "https://example.org/id/load/e40df6f45445"
    assert Minter().thing("actor", "rus").value == "https://w3id.org/standpoint/id/actor/rus"


def test_a_document_is_named_by_the_first_five_words_of_its_title_whatever_they_are() -> None:
    name = MINTER.document("Iran – a – question of sanctions", "text").value
    assert name == "https://example.org/id/doc/iran-a-question-982d9e3eb996"


def test_names_of_documents_come_from_the_text() -> None:
    document = MINTER.document("Yes, the U.S. and Russia can", "text")
    assert document.value == "https://example.org/id/doc/yes-the-u-s-and-982d9e3eb996"
    assert MINTER.document("Yes, the U.S. and Russia can", "text.") != document
    assert MINTER.document("Yes, the U.S. and Russia can", "text", "dna").value == f"{document.value}-dna"
    assert MINTER.source_graph(document).value == "https://example.org/id/graph/doc/yes-the-u-s-and-982d9e3eb996"
    assert MINTER.passage(document, 3, 9).value == document.value + "#char=3,9"
    assert MINTER.part(document, "comment-1").value == document.value + "/part/comment-1"
    assert MINTER.local(document, "position", "rus", "x", "3").value == document.value + "/position/rus.x.3"


@pytest.mark.parametrize(
    ("edtf", "name"), [("2015-12", "2015-12"), ("2015-12/..", "2015-12%2F.."), ("2015?", "2015%3F")]
)
def test_time_spans_are_named_by_their_date(edtf: str, name: str) -> None:
    assert MINTER.time(edtf).value == "https://example.org/id/time/" + name
