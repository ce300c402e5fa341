"""Who condemns what whose act."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.relations.relations import read_relations
from kg.pipeline.shipped import get_registry
from kg.records import Document


def quarrels(text: str) -> list[tuple[str, str, str | None]]:
    registry = get_registry()
    relations = read_relations(Extractor(registry).read(Document(id="x", text=text)), registry)
    return [(r.a, r.b, r.issue) for r in relations if r.type == "disagree"]


def test_an_act_is_the_persons_whom_an_office_goes_before() -> None:
    (quarrel,) = quarrels("Chad condemned the decision made by the President of Peru, Ana Ruiz.")
    assert quarrel[:2] == ("Chad", "Ana Ruiz")


@pytest.mark.parametrize("aside", ["a step that Chad condemned", "a decision Chad criticised"])
def test_an_aside_on_the_clause_before_rebukes_who_acts_in_it(aside: str) -> None:
    assert quarrels(f"Mali closed the border, {aside}.") == [("Chad", "Mali", "Mali closing the border")]


def test_a_noun_that_is_no_aside_takes_nothing_up() -> None:
    assert quarrels("Mali closed the border after a decision that Chad criticised.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Kenya called Uganda's decision a betrayal.",
        "Kenya labelled Uganda's decision a betrayal.",
        "Kenya described Uganda's decision as baseless.",
    ],
)
def test_a_bad_name_for_what_is_somebodys_is_a_quarrel(text: str) -> None:
    assert quarrels(text) == [("Kenya", "Uganda", "Uganda's decision")]
    assert quarrels(text.replace("Kenya", "Kenya never")) == []


def test_a_bad_name_for_what_is_nobodys_quarrels_with_nobody() -> None:
    assert quarrels("Kenya called the decision a betrayal.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Mali spoke first. The West rejected the plan.",
        "Nepal commented on Monday. Japan criticised the move.",
        "Peru replied. Chile condemned the decision.",
    ],
)
def test_that_somebody_spoke_is_no_deed_to_reject(text: str) -> None:
    assert quarrels(text) == []


def test_a_deed_before_somebody_spoke_is_what_is_condemned() -> None:
    assert quarrels("Mali closed the border. Chad condemned the decision.") == [
        ("Chad", "Mali", "Mali closing the border")
    ]
