"""Organisations by the shape of their names: how far a name goes, and where the next begins."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Actor, Document


def names(text: str) -> set[str]:
    records = Extractor(get_registry()).extract(Document(id="d", text=text))
    return {name for r in records if isinstance(r, Actor) for name in (r.name, *r.aliases)}


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        (
            "Nairobi thanked the League of Arab States and the Organisation of Islamic Cooperation for their help.",
            {"League of Arab States", "Organisation of Islamic Cooperation"},
        ),
        ("The Union of Lake Fishers and the Academy of Coastal Sciences rejected the dam.",
         {"Union of Lake Fishers", "Academy of Coastal Sciences"}),
        ("The Institute of Marine Biology and Coastal Rescue Association opposed the plan.",
         {"Institute of Marine Biology", "Coastal Rescue Association"}),
    ],
)  # fmt: skip
def test_two_names_joined_by_and_are_two(text: str, apart: set[str]) -> None:
    assert apart <= names(text)


def test_a_name_may_hold_an_and() -> None:
    found = names("The Ministry of Trade and Industry rejected the plan of the Union of Miners and Smelters.")
    assert {"Ministry of Trade and Industry", "Union of Miners and Smelters"} <= found
