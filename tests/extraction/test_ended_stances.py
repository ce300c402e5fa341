"""Who opposes a thing no more is not for it yet; who supports it no more is against it."""

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
        ("Nepal no longer opposes the dam.", ("Nepal", "mixed", "Dam")),
        ("Chad does not object to the ban any more.", ("Chad", "mixed", "Ban")),
        ("Bolivia does not reject the tariff any longer.", ("Bolivia", "mixed", "Tariff")),
        ("Kenya doesn't oppose the treaty anymore.", ("Kenya", "mixed", "Treaty")),
        ("Norway is no longer opposed to the pipeline.", ("Norway", "mixed", "Pipeline")),
        ("The ceasefire is no longer opposed by Yemen.", ("Yemen", "mixed", "Ceasefire")),
    ],
)
def test_the_end_of_opposition_is_neither_for_nor_against(text: str, position: tuple[str, str, str]) -> None:
    assert told(text) == [position]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Nepal no longer supports the dam.", ("Nepal", "oppose", "Dam")),
        ("Chad is no longer in favour of the ban.", ("Chad", "oppose", "Ban")),
        ("Samoa withdrew its support for the mine.", ("Samoa", "oppose", "Mine")),
        ("Samoa dropped its objection to the mine.", ("Samoa", "support", "Mine")),
        ("Bolivia does not oppose the tariff.", ("Bolivia", "support", "Tariff")),
        ("Chad opposes any more talks.", ("Chad", "oppose", "More talks")),
    ],
)
def test_support_that_ends_and_an_objection_that_is_dropped_take_a_side(
    text: str, position: tuple[str, str, str]
) -> None:
    assert told(text) == [position]


@pytest.mark.parametrize("text", ["Nepal no longer insists on the ban.", "Yemen no longer calls for talks."])
def test_what_is_asked_for_no_longer_is_not_asked_for(text: str) -> None:
    assert told(text) == []
