"""Meeting takes several."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.events.events import read_events
from kg.pipeline.shipped import get_registry
from kg.records import Document


def meetings(text: str) -> list[set[str]]:
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    return [{p.actor for p in e.participants} for e in read_events(reading) if e.type == "CONSULT"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kenyan ministers met in Lima.", {"Kenyan ministers"}),
        ("Egypt's officials gathered in Cairo.", {"Egyptian officials"}),
        ("Delegates from Nepal met in Tokyo.", {"Nepal"}),
        ("The United States and Peru met in Lima.", {"United States", "Peru"}),
        ("Ana Ruiz and the guild met in Lima.", {"Ana Ruiz"}),
        ("Kenya met Uganda in Lima.", {"Kenya", "Uganda"}),
        ("Chile met in Lima with Peru.", {"Chile", "Peru"}),
        ("Chile met for talks with Peru.", {"Chile"}),
        ("The Kenyan cabinet met on Monday.", {"Kenya"}),
        ("The Security Council met in New York.", {"United Nations Security Council"}),
    ],
)
def test_a_plural_of_people_a_body_and_whoever_meets_others_meet(text: str, who: set[str]) -> None:
    assert meetings(text) == [who]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya met in Lima.",
        "The United States met in Oslo.",
        "The Philippines convened in Manila.",
        "Chad, which met in Lima, left.",
        "Ana Ruiz met in Lima on Monday.",
        "The president of Peru met in Oslo.",
    ],
)
def test_one_state_or_person_meets_nobody(text: str) -> None:
    assert meetings(text) == []
