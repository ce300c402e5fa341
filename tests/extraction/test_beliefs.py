from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Author, Document, Position


def positions(text: str) -> list[Position]:
    document = Document(id="x", text=text, authors=(Author(name="Ada Lindt"),))
    return read_positions(Extractor(get_registry()).read(document))


def held(text: str) -> set[tuple[str, str]]:
    return {(p.holder, p.stance) for p in positions(text)}


@pytest.mark.parametrize(
    ("text", "holder", "stance"),
    [
        ("Kenya said any concession should be tied to a truce.", "Kenya", "support"),
        ("Kenya's foreign minister, Peter Otieno, told reporters that the move was final.", "Peter Otieno", "support"),
        ("Kenya announced that it was leaving the bloc.", "Kenya", "support"),
        ("Kenya announced that it would not join the bloc.", "Kenya", "oppose"),
        ("Kenya's delegate said that pressure would not bring peace.", "Kenya", "oppose"),
        ("Kenya says that the treaty covers the lake.", "Kenya", "support"),
        ("Kenya tells us that we have misread the treaty.", "Kenya", "support"),
        ("A tribunal in Nairobi ruled that the claim has no legal basis.", "Tribunal in Nairobi", "oppose"),
        ("Kenya dismissed the report as one-sided.", "Kenya", "oppose"),
        ("Kenya hailed the deal as historic.", "Kenya", "support"),
        (
            "Angela Merkel of Germany told a meeting last month that technology would solve it.",
            "Angela Merkel",
            "support",
        ),
        ("“The door remains open,” Angela Merkel said.", "Angela Merkel", "support"),
        ("Angela Merkel was clear. “They cannot hold the border alone,” she said.", "Angela Merkel", "oppose"),
    ],
)
def test_reported_claims_are_the_speakers(text: str, holder: str, stance: str) -> None:
    assert (holder, stance) in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya said that a bomb killed three soldiers near the lake.",
        "Kenya said on Monday that its army had crossed the river.",
        "Angela Merkel said that the talks ended at noon.",
        "“Three of our soldiers were wounded at dawn,” Angela Merkel said.",
    ],
)
def test_reports_of_facts_are_no_positions(text: str) -> None:
    assert held(text) == set()


def test_each_of_two_clauses_is_a_position() -> None:
    found = positions("Kenya said that the plan was a mistake and that the embargo was illegal.")
    assert [(p.holder, p.stance, p.issue) for p in found] == [
        ("Kenya", "oppose", "Plan"),
        ("Kenya", "oppose", "Embargo"),
    ]


def test_who_speaks_on_behalf_of_others_speaks_for_them_too() -> None:
    text = "The representative of Kenya, speaking on behalf of the African Union, welcomed the draft."
    assert {("Kenya", "support"), ("African Union", "support")} <= held(text)


def test_who_cites_is_told_level_by_level() -> None:
    (found,) = positions("Sergei Lavrov said that Washington believes that Iran is a threat.")
    assert (found.holder, found.attributed_by) == ("United States", "Sergei Lavrov")
    assert [level.sources for level in found.attribution] == [("Ada Lindt",), ("Sergei Lavrov",)]
