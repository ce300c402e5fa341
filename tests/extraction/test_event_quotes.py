from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Document, Event

EXTRACTOR = Extractor(get_registry())


def quotes(text: str) -> list[str]:
    records = EXTRACTOR.extract(Document(id="d", title="d", text=text, published="2024-05-23"))
    return [record.quote for record in records if isinstance(record, Event)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Kenya expelled the Danish envoy on Monday and signed a treaty with Norway in Oslo.",
            ["Kenya expelled the Danish envoy on Monday", "signed a treaty with Norway in Oslo"],
        ),
        (
            "Turkey condemned the bombing of Libya by France.",
            ["Turkey condemned the bombing of Libya by France", "the bombing of Libya by France"],
        ),
        ("In 1998 Ethiopia attacked Eritrea, and in 2000 it withdrew.", ["In 1998 Ethiopia attacked Eritrea"]),
        (
            "Chad withdrew its envoy from Sudan, accusing it of arming rebels.",
            ["Chad withdrew its envoy from Sudan", "accusing it of arming rebels"],
        ),
    ],
)
def test_each_event_is_quoted_by_its_own_words(text: str, told: list[str]) -> None:
    found = quotes(text)
    assert found[: len(told)] == told


def test_quotes_begin_with_whole_words() -> None:
    (quote,) = quotes("The pact failed. Kim Jong-un met Moon Jae-in in April.")
    assert quote == "Kim Jong-un met Moon Jae-in in April"
