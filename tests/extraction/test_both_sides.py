"""Whom "both sides" and "the two countries" stand for where somebody does something to them."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Document, Event, Position

EXTRACTOR = Extractor(get_registry())


def told(text: str) -> set[tuple[str, str, str]]:
    records = EXTRACTOR.extract(Document(id="d", title="d", text=text))
    return {(p.holder, p.stance, p.issue) for p in records if isinstance(p, Position)}


def parties(text: str, kind: str) -> list[set[str]]:
    records = EXTRACTOR.extract(Document(id="d", title="d", text=text))
    return [{p.actor for p in e.participants} for e in records if isinstance(e, Event) and e.type == kind]


@pytest.mark.parametrize(
    ("text", "holders", "issue"),
    [
        ("Kenya and Togo urged both sides to stop fighting.", ("Kenya", "Togo"), "Both sides fighting"),
        ("Egypt and Qatar called on the two sides to stop fighting.", ("Egypt", "Qatar"), "Two sides fighting"),
        (
            "Sudan and Chad fought for weeks. Norway and Ghana urged both sides to stop fighting.",
            ("Norway", "Ghana"),
            "Chad and Sudan fighting",
        ),
    ],
)
def test_those_who_urge_both_sides_are_not_the_sides(text: str, holders: tuple[str, str], issue: str) -> None:
    assert told(text) == {(holder, "oppose", issue) for holder in holders}


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Norway and Sweden pressed the two countries to sign the treaty.", "Two countries signing the treaty"),
        (
            "Peru and Chile met. Norway and Sweden pressed the two countries to sign the treaty.",
            "Chile and Peru signing the treaty",
        ),
    ],
)
def test_it_is_for_others_to_sign(text: str, issue: str) -> None:
    assert told(text) == {("Norway", "support", issue), ("Sweden", "support", issue)}


def test_one_who_urges_two_named_before_means_them() -> None:
    text = "Norway and Sweden met on Monday. Denmark pressed the two countries to sign the treaty."
    assert told(text) == {("Denmark", "support", "Norway and Sweden signing the treaty")}


def test_those_who_urge_take_no_part_in_the_fighting() -> None:
    assert parties("Kenya and Togo urged both sides to stop fighting.", "ASSAULT") == []
    text = "Sudan and Chad fought for weeks. Kenya and Togo urged both sides to stop fighting."
    assert parties(text, "ASSAULT") == [{"Sudan", "Chad"}, {"Sudan", "Chad"}]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ethiopia and Egypt resumed talks. Both sides agreed to leave the port.", "AGREE"),
        ("Ethiopia and Egypt said that the two countries would sign the treaty.", "AGREE"),
    ],
)
def test_both_sides_are_those_who_were_told_of(text: str, kind: str) -> None:
    assert {"Ethiopia", "Egypt"} in parties(text, kind)
