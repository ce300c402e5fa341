from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.events.events import read_events
from kg.pipeline.shipped import get_registry
from kg.records import Document


def types(text: str) -> list[str | None]:
    return [e.type for e in read_events(Extractor(get_registry()).read(Document(id="x", text=text)))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Colombia has insisted that the rebels must free their hostages.", "REQUEST"),
        ("Ghana proposed that Togo withdraw its troops.", "REQUEST"),
        ("The African Union recommended that Chad hold elections.", "REQUEST"),
        ("Niger said it would retaliate against Benin.", "THREATEN"),
        ("Yemen announced that it would strike the ships.", "THREATEN"),
        ("Hungary said it would not sign the treaty.", "REJECT"),
        ("Peru declared that it would never cede the valley.", "REJECT"),
    ],
)
def test_what_is_demanded_threatened_or_refused_in_a_clause(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hungary said that Poland would not sign the treaty.",
        '"We will not tolerate violence", said President Ruto of Kenya.',
        "Colombia has insisted that the rebels are weak.",
        "Kenya said that it would build a stadium.",
    ],
)
def test_what_others_do_or_what_people_say_of_themselves_is_no_act(text: str) -> None:
    assert not set(types(text)) & {"REQUEST", "THREATEN", "REJECT"}
