from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.events.events import read_events
from kg.pipeline.shipped import get_registry
from kg.records import Document


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Russian air strikes destroyed the bridge.", {"Russia": "agent"}),
        ("Kenyan police arrested three Americans.", {"Kenyan police": "agent", "United States": "recipient"}),
        ("Chinese ships rammed a Philippine boat.", {"China": "agent", "Philippines": "recipient"}),
        ("Kenya shut its border with Uganda.", {"Kenya": "agent", "Uganda": "recipient"}),
        ("The invasion of Kuwait by Iraq began in 1990.", {"Iraq": "agent", "Kuwait": "recipient"}),
        ("Talks between Sudan and Ethiopia collapsed.", {"Sudan": "agent", "Ethiopia": "agent"}),
        ("Serbia and Kosovo resumed talks in Brussels.", {"Serbia": "agent", "Kosovo": "agent"}),
        ("Kenya and Uganda began a joint exercise.", {"Kenya": "agent", "Uganda": "agent"}),
        ("Canada pledged $50 million in aid to Haiti.", {"Canada": "agent", "Haiti": "recipient"}),
        ("Ghana was praised by Togo.", {"Togo": "agent", "Ghana": "recipient"}),
        ("Rwandan troops crossed into Uganda in January.", {"Rwanda": "agent", "Uganda": "recipient"}),
    ],
)
def test_who_took_part(text: str, roles: dict[str, str]) -> None:
    (event,) = read_events(Extractor(get_registry()).read(Document(id="x", text=text)))
    assert {p.actor: p.role for p in event.participants} == roles


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kenya met Uganda in Geneva.", "Geneva"),
        ("Israel struck Iranian targets in Syria.", "Syria"),
        ("Kenya attacked Uganda.", None),
    ],
)
def test_where_it_happened(text: str, place: str | None) -> None:
    (event,) = read_events(Extractor(get_registry()).read(Document(id="x", text=text)))
    assert event.place == place


def test_the_junta_is_the_one_that_was_named() -> None:
    text = "Niger's junta closed the border. The Pentagon waited. The junta, which fell later, expelled French forces."
    events = read_events(Extractor(get_registry()).read(Document(id="x", text=text)))
    assert {p.actor for e in events for p in e.participants if p.role == "agent"} == {"Nigerien junta"}


def test_months_are_no_places() -> None:
    (event,) = read_events(
        Extractor(get_registry()).read(Document(id="x", text="Niger expelled French forces in May."))
    )
    assert event.place is None
