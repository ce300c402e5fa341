from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.events.events import read_events
from kg.pipeline.shipped import get_registry
from kg.records import Document, Event


def events(text: str) -> list[Event]:
    return read_events(Extractor(get_registry()).read(Document(id="x", text=text)))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Kenya reached an agreement with Uganda.", ["AGREE"]),
        ("Kenya shot down a Ugandan plane and killed everybody on board.", ["ASSAULT"]),
        ("Kenyan air strikes killed dozens.", ["ASSAULT"]),
        ("Kenya suspended part of its aid to Uganda.", ["SANCTION"]),
        ("Kenya threatened to invade Uganda.", ["THREATEN"]),
        ("Kenya condemned the invasion of Iraq.", ["ACCUSE", "ASSAULT"]),
    ],
)
def test_a_clause_tells_one_event(text: str, kinds: list[str]) -> None:
    assert [event.type for event in events(text)] == kinds


def test_different_acts_of_one_type_stay_apart() -> None:
    text = "Kenya urged Uganda to withdraw from the lake. Kenya asked Uganda for a report on the lake."
    assert len(events(text)) == 2


def test_a_retelling_is_left_out() -> None:
    text = "Kenya invaded Uganda in 2003. The invasion of Uganda by Kenya is still remembered."
    assert [event.date for event in events(text)] == ["2003"]


def test_texts_with_numbers_of_their_own_are_each_adopted() -> None:
    text = "The Security Council adopted resolution 2811 on Mali. The Security Council adopted resolution 2812 on Chad."
    assert [event.type for event in events(text)] == ["AGREE", "AGREE"]
