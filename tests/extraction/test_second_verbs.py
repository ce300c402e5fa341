"""One subject may have two verbs, the second of which looks like a plural."""

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
    ("text", "first", "second"),
    [
        (
            "France rejects military intervention and pushes for dialogue.",
            ("France", "oppose", "Military intervention"), ("France", "support", "Dialogue"),
        ),
        ("Chad rejects the plan and calls for talks.", ("Chad", "oppose", "Plan"), ("Chad", "support", "Talks")),
        (
            "Bolivia opposes court arbitration and insists on Andean mediation.",
            ("Bolivia", "oppose", "Court arbitration"), ("Bolivia", "support", "Andean mediation"),
        ),
        (
            "Samoa condemns the coup and demands that the president be freed.",
            ("Samoa", "oppose", "Coup"), ("Samoa", "support", "President being freed"),
        ),
        ("Togo rejects the ban but supports a tax.", ("Togo", "oppose", "Ban"), ("Togo", "support", "Tax")),
    ],
)  # fmt: skip
def test_verbs_of_one_subject_are_two_predications(
    text: str, first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    assert told(text) == [first, second]


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("Kenya rejects threats and demands from Uganda.", ["Threats", "Demands from Uganda"]),
        ("Nepal supports talks and visits.", ["Talks", "Visits"]),
        ("Peru opposes tariffs and new demands.", ["Tariffs", "New demands"]),
    ],
)
def test_plurals_stay_plurals(text: str, issues: list[str]) -> None:
    assert [issue for _, _, issue in told(text)] == issues
