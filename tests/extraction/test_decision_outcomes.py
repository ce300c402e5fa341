"""Decisions without a name: what bodies pass, state and allow, and which passages tell of one."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Document, Resolution


def read(text: str) -> list[Resolution]:
    records = Extractor(get_registry()).extract(Document(id="x", text=text))
    return [record for record in records if isinstance(record, Resolution)]


COUNCIL = "United Nations Security Council"


@pytest.mark.parametrize(
    ("text", "kind", "label", "body"),
    [
        (
            "The Kenyan parliament passed a child protection law.",
            "law", "Kenyan parliament child protection law", "Kenyan parliament",
        ),
        ("The President of Kenya signed a border security law.", "law", "Kenya border security law", None),
        (
            "The Kenyan parliament voted to authorise the use of force against the rebels.",
            "authorisation",
            "Kenyan parliament vote to authorise use of force against the rebels", "Kenyan parliament",
        ),
        (
            "The Security Council adopted a presidential statement on Haiti.",
            "joint_statement", f"{COUNCIL} presidential statement on Haiti", COUNCIL,
        ),
        (
            "The African Union issued a declaration on the border.",
            "joint_statement", "African Union declaration on border", "African Union",
        ),
        (
            "Kenya and Uganda issued a declaration on the border.",
            "joint_statement", "Kenya-Uganda declaration on border", None,
        ),
    ],
)  # fmt: skip
def test_outcomes_are_labelled_by_who_decides_on_what(text: str, kind: str, label: str, body: str | None) -> None:
    (found,) = read(text)
    assert (found.type, found.label, found.body, found.status) == (kind, label, body, "adopted")


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan parliament passed a new law.",
        "The Kenyan parliament voted to authorise a road.",
        "The summit ended with a communiqué.",
        "The Kenyan parliament issued a presidential statement on Haiti.",
    ],
)
def test_what_nothing_tells_from_others_is_no_decision(text: str) -> None:
    assert read(text) == []


def test_a_parliament_without_a_name_is_the_one_that_is_named() -> None:
    text = (
        "The lower house passed a resolution to authorise military force. The Kenyan parliament authorised force in "
        "2001."
    )
    (found,) = read(text)
    assert (found.label, found.date) == ("Kenyan parliament resolution to authorise military force", "2001")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Kenya marked the Kisumu Agreement, signed on 3 May 2003.", "2003-05-03"),
        ("Kenya marked the Kisumu Agreement, ended on 3 May 2003.", None),
        ("It recalled Security Council resolution 2773, adopted by all in May 2025.", "2025-05"),
        ("Kenya marked the Kisumu Agreement, signed by all after the floods of 2003 and the famine of 2011.", None),
        ("In April 2013, in Lima, Kenya marked the Kisumu Agreement, signed by all after the floods.", None),
    ],
)
def test_a_verb_beside_a_name_is_dated_by_the_only_day_of_its_sentence(text: str, date: str | None) -> None:
    (found,) = read(text)
    assert found.date == date


def test_a_deal_told_of_in_the_paragraph_of_an_agreement_is_that_agreement() -> None:
    signed = "Kenya and Uganda signed the Kisumu Agreement in May 2003."
    assert [found.label for found in read(f"{signed} The peace deal fell apart.")] == ["Kisumu Agreement"]
    elsewhere = read(f"{signed}\n\nThe peace deal fell apart.")
    assert [found.label for found in elsewhere] == ["Kisumu Agreement", "Peace deal"]


def test_a_year_inside_a_phrase_stays_and_a_date_behind_it_goes() -> None:
    (inside,) = read("Kenya and Uganda agreed on the 2015 plan for peace.")
    assert inside.label == "Kenya-Uganda 2015 plan for peace"
    (behind,) = read("Kenya and Uganda agreed on a plan for peace in May 2015.")
    assert (behind.label, behind.date) == ("Kenya-Uganda plan for peace", "2015-05")
