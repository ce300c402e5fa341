from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Document


def told_by(text: str) -> set[tuple[str, str | None]]:
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    return {(p.holder, p.attributed_by) for p in read_positions(reading)}


@pytest.mark.parametrize(
    ("text", "writer"),
    [
        ("A report by Amnesty International said that Peru opposes the ban.", "Amnesty International"),
        ("A New York Times story said that Peru opposes the ban.", "The New York Times"),
        ("The Guardian’s article argued that Peru opposes the ban.", "The Guardian"),
        ("Kenya’s letter said that Peru opposes the ban.", "Kenya"),
        ("A United Nations report said that Peru opposes the ban.", "United Nations"),
    ],
)
def test_what_a_text_says_is_its_writers(text: str, writer: str) -> None:
    assert ("Peru", writer) in told_by(text)


@pytest.mark.parametrize(
    "text",
    [
        "A report on Kenya said that Peru opposes the ban.",
        "A Kenya report said that Peru opposes the ban.",
        "A story about Amnesty International said that Peru opposes the ban.",
    ],
)
def test_what_a_text_is_about_is_no_writer(text: str) -> None:
    assert told_by(text) == {("Peru", "Author")}
