from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Document


def told_by(text: str) -> set[tuple[str, str | None]]:
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    return {(p.holder, p.attributed_by) for p in read_positions(reading)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kenya supports the pact, Ugandan officials insisted.", ("Kenya", "Ugandan officials")),
        ("Peru opposes the sanctions, Chilean diplomats insisted on Monday.", ("Peru", "Chilean diplomats")),
        ("Peru has rejected the plan, three EU diplomats said on Friday.", ("Peru", "European Union diplomats")),
        ("Qatar backs the truce, Saudi officials told reporters in Geneva.", ("Qatar", "Saudi officials")),
        ("India opposes the pact, Nepal’s government complained late on Tuesday.", ("India", "Nepal")),
    ],
)
def test_a_speaker_at_the_end_of_a_sentence_tells_what_stands_before(text: str, told: tuple[str, str]) -> None:
    assert told in told_by(text)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Peru opposes the ban, and Chilean officials complained.", "Peru"),
        ("Kenya supports the pact, Uganda argued no.", "Kenya"),
        ("Peru opposes the ban, Chile urged its partners.", "Peru"),
        ("Kenya supports the pact, which Ugandan officials confirmed.", "Kenya"),
        ("Kenya supports the pact, although Ugandan officials complained.", "Kenya"),
    ],
)
def test_clauses_that_tell_something_of_their_own_tell_nothing_else(text: str, holder: str) -> None:
    assert (holder, "Author") in told_by(text)
