"""Relations that verbs tell: whom people work for, who voted alike, agreements missed, sides fought on."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.relations.relations import read_relations
from kg.pipeline.shipped import get_registry
from kg.records import Document


def relations(text: str) -> list[tuple[str, str, str]]:
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    return [(r.type, r.a, r.b) for r in read_relations(reading, get_registry())]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Ana Ruiz works for the International Crisis Group.", ("role_in", "Ana Ruiz", "International Crisis Group")),
        ("Ana Ruiz, who was elected president of Peru in 2020, spoke.", ("role_in", "Ana Ruiz", "Peru")),
        ("Peru and Chile failed to agree on the border.", ("disagree", "Peru", "Chile")),
        ("Peru and Chile could not agree on the border.", ("disagree", "Peru", "Chile")),
        ("Ghana and Togo did not agree on a date.", ("disagree", "Ghana", "Togo")),
        ("Togo voted against the draft together with Benin.", ("agree", "Togo", "Benin")),
        ("Togo voted against the draft along with Benin and Ghana.", ("agree", "Togo", "Ghana")),
        ("Chad is fighting on the side of Niger.", ("ally", "Chad", "Niger")),
        ("The Kurds fought on the side of the United States.", ("ally", "Kurds", "United States")),
    ],
)
def test_verbs_tell_relations(text: str, relation: tuple[str, str, str]) -> None:
    assert relation in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz works in Peru.",
        "Ana Ruiz does not work for the International Crisis Group.",
        "Ana Ruiz wanted to work for the International Crisis Group.",
        "Peru and Chile could agree on the border.",
        "Peru and Chile must not agree on the border.",
        "Peru and Chile could not agree more on the border.",
        "Togo may vote against the draft together with Benin.",
        "Togo voted against the draft in Benin.",
        "Chad stood on the side of the road.",
        "Chad refused to fight on the side of Niger.",
    ],
)
def test_wishes_places_and_roads_tell_none(text: str) -> None:
    assert relations(text) == []


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Kenya and Somalia failed on Monday to agree on a date for the talks.", ("disagree", "Kenya", "Somalia")),
        ("Norway distanced itself from the Swedish statement.", ("disagree", "Norway", "Sweden")),
        ("Denmark dissociated itself from the call by Iceland.", ("disagree", "Denmark", "Iceland")),
        ("Ana Ruiz, once employed by the World Bank, wrote a book.", ("role_in", "Ana Ruiz", "World Bank")),
        (
            "Carlos Vega was the first man to command the Andean Development Bank.",
            ("role_in", "Carlos Vega", "Andean Development Bank"),
        ),
        ("Norway said the treaty was dead. Sweden made the same point.", ("agree", "Sweden", "Norway")),
        ("Ghana supports the levy. Togo holds the same position.", ("agree", "Togo", "Ghana")),
        ("Cyprus supports the quota. Malta does not.", ("disagree", "Malta", "Cyprus")),
        ("Laos favours the dam, but Thailand does not.", ("disagree", "Thailand", "Laos")),
        ("Ghana shares Togo's contempt for the envoy.", ("agree", "Ghana", "Togo")),
        ("Peru does not share Chile's optimism about the accord.", ("disagree", "Peru", "Chile")),
    ],
)
def test_answers_in_few_words_are_told(text: str, relation: tuple[str, str, str]) -> None:
    assert relation in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        "Cyprus has a navy. Malta does not.",
        "Cyprus joined the union. Malta did not.",
        "Ghana wants peace. Benin made the same mistake.",
        "Ghana has a flag. Benin arrived at the same time.",
        "Chad showed its anger at Mali.",
    ],
)
def test_deeds_and_possessions_are_not_answered(text: str) -> None:
    assert [kind for kind, _, _ in relations(text) if kind in ("agree", "disagree")] == []


def test_who_is_divided_does_not_agree() -> None:
    assert relations("Malta and Cyprus are divided over the quota.") == [("disagree", "Malta", "Cyprus")]
