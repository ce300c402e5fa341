"""What is said of some and expressly not of others; agreements that are over."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Document, Position, Relation, SourcedRecord


def read(text: str) -> list[SourcedRecord]:
    return Extractor(get_registry()).extract(Document(id="x", text=text))


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("The plan was accepted by Kenya but not by Uganda.", {"Kenya"}),
        ("The plan was endorsed by Kenya, though not by Uganda.", {"Kenya"}),
        ("The plan was backed by Kenya and not by Uganda.", {"Kenya"}),
        ("Kenya, but not Uganda, supports the plan.", {"Kenya"}),
        ("Kenya supports the plan, and Uganda does too.", {"Kenya", "Uganda"}),
        ("The plan was not accepted by Kenya or by Uganda.", {"Kenya", "Uganda"}),
    ],
)
def test_who_is_excepted_holds_nothing(text: str, holders: set[str]) -> None:
    found = read(text)
    assert {record.holder for record in found if isinstance(record, Position)} == holders
    assert all({record.a, record.b} <= holders for record in found if isinstance(record, Relation))


@pytest.mark.parametrize(
    "text",
    [
        "Chad ended its defence agreement with France.",
        "Chad suspended its trade agreement with Niger in May.",
        "Chad withdrew from its agreement with Niger on grazing.",
    ],
)
def test_an_agreement_that_is_over_is_none(text: str) -> None:
    assert not [record for record in read(text) if isinstance(record, Relation) and record.type == "agree"]
