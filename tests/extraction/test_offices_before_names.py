"""Offices that stand before names, and bodies beside others."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Actor, Document


def cast(text: str) -> dict[str, Actor]:
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    return {actor.name: actor for actor in reading.cast.actors}


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("Special Representative of the Secretary-General {} met Peru.", "Special Representative", "United Nations"),
        ("The Deputy Special Envoy of the Secretary-General {} left.", "Deputy Special Envoy", "United Nations"),
        ("On Monday the special envoy of the Secretary-General {} arrived.", "special envoy", "United Nations"),
        ("The Special Adviser of the Secretary-General, {}, left Chad.", "Special Adviser", "United Nations"),
        ("Special Envoy of the NATO Secretary General {} left Chad.", "Special Envoy", "NATO"),
    ],
)
def test_an_envoy_has_an_office_of_her_own_and_serves_the_organisation(text: str, role: str, body: str) -> None:
    envoy = cast(text.format("Ana Ruiz"))["Ana Ruiz"]
    assert (envoy.role, envoy.affiliation) == (role, body)


def test_a_secretary_general_is_no_envoy() -> None:
    assert cast("Secretary-General Ana Ruiz left Chad.")["Ana Ruiz"].role == "Secretary-General"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The new authorities and ministry in Bamako rejected the plan.", "Malian ministry"),
        ("The army and ministry of Peru rejected the plan.", "Peruvian ministry"),
        ("The foreign ministry in Nairobi rejected the plan.", "Kenyan foreign ministry"),
        ("The Japanese defence ministry rejected the plan.", "Japanese defence ministry"),
    ],
)
def test_a_ministry_is_called_by_what_it_is_for_and_not_by_what_stands_beside_it(text: str, name: str) -> None:
    bodies = [a.name for a in cast(text).values() if a.name.endswith("ministry")]
    assert bodies == [name]
