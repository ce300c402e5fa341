"""Whom officials serve where no word beside their name says it."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Document, Relation


def served(text: str) -> dict[str, str | None]:
    """The people of a text with the state or body that they serve."""
    actors = Extractor(get_registry()).read(Document(id="x", text=text)).cast.actors
    return {actor.name: actor.affiliation for actor in actors if actor.type == "person"}


def role_quotes(text: str) -> list[tuple[str, str, str]]:
    found = Extractor(get_registry()).extract(Document(id="x", text=text))
    return [(r.a, r.b, r.quote) for r in found if isinstance(r, Relation) and r.type == "role_in"]


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        ("LIMA, May 3 (Wire) - Peru closed its border with Chile. Interior Minister Ana Ruiz told reporters that "
         "trucks would wait.", "Ana Ruiz", "Peru"),
        ("Peru and Chile met in Tacna. Peru's delegation left early. Foreign Minister Rosa Quispe called it a farce.",
         "Rosa Quispe", "Peru"),
        ("Togo wants to go on. Ghana recalled its envoy, and President Kofi Adu cancelled a visit.", "Kofi Adu",
         "Ghana"),
        ("Chad shelled two camps in Niger on Monday. Prime Minister Issa Barka condemned it.", "Issa Barka", None),
        ("Iran seized a tanker. We will answer, President Mark Dole said in Washington.", "Mark Dole", None),
        ("Secretary of State Linda Marsh flew to Doha.", "Linda Marsh", "United States"),
        ("The African Union called for calm. Special Envoy Grace Moyo said it would send observers.", "Grace Moyo",
         "African Union"),
        ("MINISTRY OF FOREIGN AFFAIRS\nREPUBLIC OF KENYA\n\nChina rammed a boat off Malindi. China must pay. "
         "President Amos Kiptoo spoke to China.", "Amos Kiptoo", "Kenya"),
        ("Kenya spoke first. Former president Amos Kiptoo listened.", "Amos Kiptoo", None),
        ("The President of the General Assembly, Ana Ruiz, closed the debate.", "Ana Ruiz",
         "United Nations General Assembly"),
    ],
)  # fmt: skip
def test_officials_serve_the_state_that_is_spoken_of(text: str, name: str, body: str | None) -> None:
    assert served(text)[name] == body


def test_the_words_of_an_office_are_its_quote() -> None:
    text = "In Doha she met Assistant Secretary of State Paul Trent."
    assert role_quotes(text) == [("Paul Trent", "United States", "Assistant Secretary of State Paul Trent")]


@pytest.mark.parametrize(
    "text",
    [
        "Mette Olsen, the Danish analyst, spoke.",
        "Ana Ruiz, the author of the plan, spoke.",
        "The Council asked the Secretary-General to report by May.",
    ],
)
def test_a_nationality_a_work_or_a_title_alone_is_no_office(text: str) -> None:
    assert role_quotes(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The government of Viktor Radev fell. Bulgaria's opposition cheered.", ("Viktor Radev", "Bulgaria")),
        ("Kosovo became independent, with Ibrahim Rugova as its first president.", ("Ibrahim Rugova", "Kosovo")),
        ("As Chair of the African Union this year, Senegal will host the summit.", ("Senegal", "African Union")),
        ("Brazil, which holds the presidency of the African Union, agreed.", ("Brazil", "African Union")),
        ("Ana Ruiz directs the Andean Water Institute.", ("Ana Ruiz", "Andean Water Institute")),
    ],
)
def test_heads_by_what_they_lead(text: str, role: tuple[str, str]) -> None:
    assert [(a, b) for a, b, _ in role_quotes(text)] == [role]
