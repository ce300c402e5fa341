"""What somebody denies with "it" or "this": the claim of the sentence before, no thing and no place."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Document, Event, Position

EXTRACTOR = Extractor(get_registry())


def told(text: str) -> set[tuple[str, str, str]]:
    records = EXTRACTOR.extract(Document(id="d", title="d", text=text))
    return {(p.holder, p.stance, p.issue) for p in records if isinstance(p, Position)}


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Rebels attacked Goma. Rwanda denied it.", ("Rwanda", "oppose", "Attack on Goma by Rebels")),
        ("Chlorine gas killed ten people in Homs. Syria denied it.",
         ("Syria", "oppose", "Chlorine gas killing ten people in Homs")),
        ("Peru claims that Chile has agreed to inspections. Chile denies this.",
         ("Chile", "oppose", "Chile agreeing to inspections")),
        ("Analysts say pressure is working. Kenya claims that Togo has agreed to talks. Togo denies this.",
         ("Togo", "oppose", "Togo agreeing to talks")),
        ("Kenya claims that Uganda closed the port. Uganda denies this.",
         ("Uganda", "oppose", "Uganda closing the port")),
    ],
)  # fmt: skip
def test_a_claim_is_denied(text: str, position: tuple[str, str, str]) -> None:
    assert {found for found in told(text) if found[0] == position[0]} == {position}


def test_no_place_is_denied() -> None:
    document = Document(id="d", title="d", text="Rebels attacked Goma. Rwanda denied it.")
    labels = [r.label for r in EXTRACTOR.extract(document) if isinstance(r, Event)]
    assert not any("denying Goma" in label for label in labels)


def test_what_is_rejected_is_a_thing() -> None:
    assert told("Rebels praised the plan. Rwanda rejected it.") >= {("Rwanda", "oppose", "Plan")}


def test_a_question_is_no_claim() -> None:
    assert not any(holder == "Rwanda" for holder, _, _ in told("Did rebels attack Goma? Rwanda denied it."))
