"""A name that stands for a description says all of it."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Document


def issue(text: str) -> str:
    (position,) = read_positions(Extractor(get_registry()).read(Document(id="x", text=text)))
    return position.issue


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Chad condemned the decision made by the President of Peru, Ana Ruiz.", "Decision made by Ana Ruiz"),
        ("Chad condemned the decision made by the President of Peru.", "Decision made by the Peruvian president"),
        (
            "Japan condemned the decision made by the Prime Minister of Nepal.",
            "Decision made by the Nepali prime minister",
        ),
        ("Japan opposes a visit by the President of the United States.", "Visit by the United States president"),
        ("Egypt opposes a visit by the King of Norway.", "Visit by the Norwegian king"),
        ("Egypt opposes a visit by the Norwegian king.", "Visit by the Norwegian king"),
        ("Egypt opposes a visit by the king of Norway.", "Visit by the king of Norway"),
        ("Egypt opposes a visit by the President of Kenya in Peru.", "Visit by the Kenyan president in Peru"),
        (
            "Egypt opposes a visit by the Foreign Minister of Kenya to Peru.",
            "Visit by the Kenyan foreign minister to Peru",
        ),
        ("Chad opposes a raid by the Assad regime.", "Raid by the Syrian government"),
        ("Kenya opposes a visit by the Council of Europe.", "Visit by the Council of Europe"),
        ("Kenya opposes a visit to the north of Peru.", "Visit to the north of Peru"),
    ],
)
def test_what_follows_a_description_goes_with_it(text: str, wording: str) -> None:
    assert issue(text) == wording
