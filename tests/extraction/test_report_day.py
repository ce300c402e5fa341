from __future__ import annotations

import pytest

from kg.extraction.dates.report_day import ReportDay
from kg.extraction.dates.times import read_all_times
from kg.extraction.text.english import load_pipeline, read_blocks
from kg.records import Document

LEDE = "Ministers of the bloc on Thursday offered Mali a fresh round of talks, but the junta gave no sign of it.\n\n"


def day(text: str, verb: str, published: str | None = "2015-11-06") -> str | None:
    document = Document(id="test", text=text, published=published)
    blocks = read_blocks(document, load_pipeline())
    report = ReportDay(document, blocks, read_all_times(blocks, document))
    block, token = next((block, token) for block in blocks for token in block.doc if token.text == verb)
    found = report.of(token, block)
    return found.edtf if found else None


def test_what_a_report_of_a_day_tells_was_said_on_that_day() -> None:
    assert day(LEDE + "Niger accused Chad of lying.", "accused") == "2015-11-05"
    assert day(LEDE + "Before the vote, Niger accused Chad of lying.", "accused") == "2015-11-05"
    assert day(LEDE + "Niger agreed, and condemned the attack.", "condemned") == "2015-11-05"


@pytest.mark.parametrize(
    "sentence",
    [
        "Niger had accused Chad of lying.",
        "Niger accused Chad of lying in 2012.",
        "In the past Niger accused Chad of lying.",
        "Niger left because it accused Chad of lying.",
    ],
)
def test_what_was_said_at_another_time_was_not(sentence: str) -> None:
    assert day(LEDE + sentence, "accused") is None


def test_the_date_of_publication_alone_is_no_day_of_a_report() -> None:
    assert day("Niger accused Chad of lying about the border and about much else besides.", "accused") is None
    assert day(LEDE + "Niger accused Chad of lying.", "accused", None) is None
    assert day(LEDE + "Niger accused Chad of lying.", "accused", "2015") is None
