"""Who gives up a stance has it no longer."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Document


def told(text: str) -> list[tuple[str, str, str]]:
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    return [(p.holder, p.stance, p.issue) for p in read_positions(reading)]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Chad gave up its support for the ban.", ("Chad", "oppose", "Ban")),
        ("Nepal has given up its support for the dam.", ("Nepal", "oppose", "Dam")),
        ("Japan ended its backing for the treaty.", ("Japan", "oppose", "Treaty")),
        ("Togo renounced its backing for the plan.", ("Togo", "oppose", "Plan")),
        ("Ana Ruiz, the president of Peru, gave up her support for the mine.", ("Ana Ruiz", "oppose", "Mine")),
        ("Mali ended its resistance to the treaty.", ("Mali", "support", "Treaty")),
        ("Norway abandoned its opposition to the tariff.", ("Norway", "support", "Tariff")),
        ("Qatar will withdraw its support for the plan.", ("Qatar", "oppose", "Plan")),
    ],
)
def test_a_stance_that_is_given_up_is_turned_and_no_longer_held(text: str, position: tuple[str, str, str]) -> None:
    assert told(text) == [position]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Chad has not given up its support for the ban.", ("Chad", "support", "Ban")),
        ("Japan did not end its backing for the treaty.", ("Japan", "support", "Treaty")),
        ("Chile did not drop its opposition to the dam.", ("Chile", "oppose", "Dam")),
        ("Chile refused to abandon its opposition to the dam.", ("Chile", "oppose", "Dam")),
        ("Chad gave its support to the ban.", ("Chad", "support", "Ban")),
    ],
)
def test_a_stance_that_is_kept_is_held(text: str, position: tuple[str, str, str]) -> None:
    assert told(text) == [position]


@pytest.mark.parametrize("text", ["Peru ended Chad's support for the mine.", "Chad's support for the ban was dropped."])
def test_the_end_of_a_stance_is_no_view_of_those_who_end_it_for_others(text: str) -> None:
    assert told(text) == []


def test_a_stance_that_names_its_issue_leaves_what_was_said_before_alone() -> None:
    before, after = told("Kenya opposes the treaty. It has abandoned its support for the ban.")
    assert (before, after) == (("Kenya", "oppose", "Treaty"), ("Kenya", "oppose", "Ban"))


def test_who_renounces_what_is_no_stance_is_against_it() -> None:
    assert told("Togo renounced the treaty.") == [("Togo", "oppose", "Treaty")]
