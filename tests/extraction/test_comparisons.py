"""Whom the words liken to whom, and who sides with whom."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.relations.relations import read_relations
from kg.pipeline.shipped import get_registry
from kg.records import Document

Found = tuple[str, str, str, str | None]


def found(text: str) -> list[Found]:
    registry = get_registry()
    relations = read_relations(Extractor(registry).read(Document(id="x", text=text)), registry)
    return [(r.type, r.a, r.b, r.issue) for r in relations]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (
            "Rain fell. Like Chad, Mali has closed the border.",
            ("agree", "Mali", "Chad", "Mali closing the border"),
        ),
        ("Unlike Chad, Mali wants a vote.", ("disagree", "Mali", "Chad", "Vote")),
        ("In the war over the river, Chad sided with Mali.", ("agree", "Chad", "Mali", "War over the river")),
        ("Chad sided with France.", ("ally", "Chad", "France", None)),
        ("Kenya proposed a ban. Uganda echoed Kenya.", ("agree", "Uganda", "Kenya", "Ban")),
        ("Kenya proposed a ban. Uganda contradicted Kenya.", ("disagree", "Uganda", "Kenya", "Ban")),
        ("I am with Chad on the ban.", ("agree", "Author", "Chad", "Ban")),
        ("Kenya opposes the dam. Uganda contradicted that.", ("disagree", "Uganda", "Kenya", "Dam")),
        ("Kenya supports the dam. Uganda contradicted that.", ("disagree", "Uganda", "Kenya", "Dam")),
        ("Kenya accused them of meddling. Uganda rejected the charge.", ("disagree", "Uganda", "Kenya", "Meddling")),
    ],
)
def test_who_is_likened_or_sides(text: str, relation: Found) -> None:
    assert found(text) == [relation]


def test_who_does_otherwise_in_deeds_alone_disagrees_with_nobody() -> None:
    assert found("Rain fell. Unlike Chad, Mali has closed the border.") == []


def test_who_refuses_to_side_is_no_ally() -> None:
    assert found("Chad has never sided with France.") == []
