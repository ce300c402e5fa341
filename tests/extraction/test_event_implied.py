from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Document, Event

EXTRACTOR = Extractor(get_registry())


def last_event(text: str) -> Event:
    records = EXTRACTOR.extract(Document(id="d", title="d", text=text, published="2024-05-23"))
    return [record for record in records if isinstance(record, Event)][-1]


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        (
            "The African Union closed its summit with a communiqué that demands a truce in Sudan.",
            "REQUEST",
            {"African Union"},
        ),
        ("UN Resolution 1970 urged Libya to open its prisons.", "REQUEST", {"United Nations", "Libya"}),
        ("Ghana held talks with Togo in 1984. The treaty was signed in Lagos.", "AGREE", {"Ghana", "Togo"}),
        ("Ethiopia attacked Eritrea in 1998. The ceasefire of June 2000 held.", "RETREAT", {"Ethiopia", "Eritrea"}),
        (
            "The United Nations General Assembly condemned Libya. The amendment was rejected by a vote of 20 to 90.",
            "REJECT",
            {"United Nations General Assembly"},
        ),
        ("The United States imposed sanctions on Niger after the coup of July 2023.", "COERCE", {"Niger"}),
    ],
)
def test_those_are_meant_whom_the_context_gives(text: str, kind: str, parties: set[str]) -> None:
    event = last_event(text)
    assert (event.type, {p.actor for p in event.participants} & parties) == (kind, parties)


@pytest.mark.parametrize(
    "text",
    [
        "The ceasefire of June 2000 held.",
        "A ceasefire would help. The talks in Oslo are long.",
        "The amendment was rejected by a vote of 20 to 90.",
    ],
)
def test_where_the_context_gives_nobody_nothing_happens(text: str) -> None:
    records = EXTRACTOR.extract(Document(id="d", title="d", text=text, published="2024-05-23"))
    assert not [record for record in records if isinstance(record, Event)]
