from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Document

INTERVIEW = (
    "Interview by Ada Lindt\n\nPeter Otieno is foreign minister of Kenya.\n\n"
    "Q: Uganda says that the pact covers the lake.\n\nA: {}\n\nQ: Is it good?\n\nA: I oppose the pact."
)


def held(text: str) -> set[tuple[str, str, str]]:
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    return {(p.holder, p.stance, p.issue) for p in read_positions(reading)}


@pytest.mark.parametrize(
    ("answer", "stance"),
    [
        ("That is nonsense.", "oppose"),
        ("I don't think so.", "oppose"),
        ("That is true.", "support"),
        ("I think so.", "support"),
    ],
)
def test_short_answers_take_up_the_claim(answer: str, stance: str) -> None:
    assert ("Peter Otieno", stance, "Pact covering the lake") in held(INTERVIEW.format(answer))


def test_an_answer_to_a_claim_of_the_same_paragraph() -> None:
    found = held(INTERVIEW.format("We met in May. Tanzania tells us that the pact covers the river. I don't think so."))
    assert ("Peter Otieno", "oppose", "Pact covering the river") in found


def test_without_a_claim_there_is_no_answer() -> None:
    assert held("We met in May. I don't think so.") == set()


def test_what_is_so_called_is_opposed() -> None:
    ((holder, stance, issue),) = held("Kenya rejected what it called interference in the vote.")
    assert (holder, stance, issue.split()[0]) == ("Kenya", "oppose", "Interference")
