"""Who denies what others tell takes no side on it."""

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
    "text",
    [
        "Kenya rejected reports that it supports the rebels.",
        "Peru dismissed rumours of talks with Chile.",
        "Norway denied reports that Chad had dropped its opposition to the treaty.",
        "Nepal denied the rumour that it opposes the dam.",
    ],
)
def test_the_denial_of_a_report_is_no_view_of_it_nor_of_what_it_tells(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Nepal rejected the report of the commission.", ("Nepal", "oppose", "Report of the commission")),
        ("Kenya dismissed the plan.", ("Kenya", "oppose", "Plan")),
        ("Chad welcomed reports that Mali supports the truce.", ("Mali", "support", "Truce")),
    ],
)
def test_what_is_rejected_itself_or_not_denied_is_read(text: str, position: tuple[str, str, str]) -> None:
    assert position in told(text)
