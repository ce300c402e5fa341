"""What names, occupations and affiliations look like."""

from __future__ import annotations

import pytest

from kg.documents.names import (
    Post,
    are_one_name,
    clean_name,
    find_outlet,
    is_person_name,
    parse_post,
)


@pytest.mark.parametrize(
    "name",
    [
        "Yu Sui",
        "Maria van der Berg",
        "Jane Q. Doe",
        "John O’Neill",
        "J.R. Smith",
        "Ahmed al-Masri",
        "JOHN SMITH",
        "Dr. Ana Ruiz",
        "Dean Acheson",
    ],
)
def test_names_of_persons(name: str) -> None:
    assert is_person_name(name)


@pytest.mark.parametrize(
    "words",
    ["Russia", "Valdai Discussion Club", "Middle East Review", "New Hope For Cooperation", "the Kremlin", "Route 66",
     "Foreign Affairs", "What Next?", "Associate Professor", "A. B.", ""],
)  # fmt: skip
def test_other_words_are_no_person(words: str) -> None:
    assert not is_person_name(words)


def test_names_are_tidied() -> None:
    assert clean_name("  Dr. JANE \u00a0DOE , PhD") == "Jane Doe"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Yoshiko Herrera", "Yoshiko M. Herrera", True),
        ("JANE DOE", "Jane Doe", True),
        ("Jane Doe", "John Doe", False),
        ("Doe", "Jane Doe", False),
        ("", "Jane Doe", False),
    ],
)
def test_one_person_by_two_names(a: str, b: str, same: bool) -> None:
    assert are_one_name(a, b) is same


@pytest.mark.parametrize(
    ("words", "role", "affiliation"),
    [
        ("a senior fellow at the Example Institute for Peace", "senior fellow", "Example Institute for Peace"),
        ("professor of politics at the University of Essex.", "professor of politics", "University of Essex"),
        ("political science professor at the University of Wisconsin at Madison", "political science professor",
         "University of Wisconsin at Madison"),
        ("director of the Example Centre and author of three books", "director", "Example Centre"),
        ("a graduate of The Ohio State University with dual degrees", "graduate of The Ohio State University", None),
        ("Professor, Example Center for World Studies", "Professor", "Example Center for World Studies"),
        ("a freelance journalist who lives in Cairo", "freelance journalist", None),
        ("Moscow correspondent for The Example Times", "Moscow correspondent", "The Example Times"),
        ("an analyst with the U.S. Naval Institute", "analyst", "U.S. Naval Institute"),
        ("Research Professor;", "Research Professor", None),
        ("Example University", None, "Example University"),
    ],
)  # fmt: skip
def test_posts(words: str, role: str | None, affiliation: str | None) -> None:
    post = parse_post(words)
    expected = affiliation.removeprefix("The ") if affiliation else None
    found = post.affiliation.removeprefix("The ") if post.affiliation else None
    assert Post(post.role, found) == Post(role, expected)


def test_outlets_are_known_with_and_without_the() -> None:
    assert find_outlet("  The Washington Post ") == "The Washington Post"
    assert find_outlet("Washington Post") == "Washington Post"
    assert find_outlet("The Washington Post says no") is None


@pytest.mark.parametrize(
    "place", ["New York", "NEW YORK", "Addis Ababa", "Rio de Janeiro", "São Paulo", "Saudi Arabia"]
)
def test_places_are_no_people(place: str) -> None:
    assert not is_person_name(place)
    assert is_person_name(f"Ana {place}") == (len(place.split()) < 5)
