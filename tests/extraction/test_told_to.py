"""Whose it is in "urged Chad to stop its raids": of whom is told to do it."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Document, Position

EXTRACTOR = Extractor(get_registry())


def issues(text: str) -> set[str]:
    records = EXTRACTOR.extract(Document(id="d", title="d", text=text))
    return {p.issue for p in records if isinstance(p, Position)}


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Kenya and Ghana met in Rome. We call on Ghana to stop its exports.", "Ghana's exports"),
        ("Norway pressed Israel to end its siege of the port.", "Israel's siege of the port"),
        ("Togo called on Mali to lift its blockade.", "Mali's blockade"),
        ("We urge Peru to stop its provocations.", "Peru's provocations"),
        ("Ghana urged President Ruto to drop his plan.", "William Ruto's plan"),
        ("Laos and Nepal urged Peru and Chile to end their blockade.", "Chile and Peru's blockade"),
    ],
)
def test_a_possessive_of_the_infinitive_is_of_whom_is_told(text: str, issue: str) -> None:
    assert {words.replace("Peru and Chile's", "Chile and Peru's") for words in issues(text)} == {issue}


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Kenya asked Chad to back its bid.", "Kenya's bid"),
        ("Kenya vowed to defend its waters.", "Defending Kenya's waters"),
        ("Kenya demanded an end to its isolation.", "Kenya's isolation"),
        ("President Ruto urged Chad to lift his ban.", "William Ruto's ban"),
    ],
)
def test_what_is_asked_for_oneself_and_what_nobody_is_told_is_ones_own(text: str, issue: str) -> None:
    assert issue in issues(text)
