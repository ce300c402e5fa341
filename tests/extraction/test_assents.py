from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import trace_positions
from kg.pipeline.shipped import get_registry
from kg.records import Document

_VIDAL = "The Chilean foreign minister, Rosa Vidal, says that the canal must stay open."


def assents(text: str) -> list[tuple[str, str, str]]:
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    found = [traced for traced in trace_positions(reading) if traced.trace.rule == "positions.assents/right"]
    return [(t.record.holder, t.record.stance, t.record.issue) for t in found]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        (f"{_VIDAL} She is right.", "support"),
        (f"{_VIDAL} Vidal is wrong.", "oppose"),
        (f"{_VIDAL} She is right about the canal.", "support"),
        (f"{_VIDAL} She is not wrong.", "support"),
        (f"{_VIDAL} She is mistaken.", "oppose"),
        (f"{_VIDAL} I think she is only half right.", "mixed"),
        (f"{_VIDAL} She is right to insist.", "support"),
        (f"{_VIDAL} She is right on both counts.", "support"),
        (f"{_VIDAL} Her colleagues laughed, but she was right.", "support"),
    ],
)
def test_who_is_right_is_agreed_with(text: str, stance: str) -> None:
    assert assents(text) == [("Author", stance, "Canal staying open")]


@pytest.mark.parametrize(
    "text",
    [
        "She is right.",
        f"{_VIDAL} Is she right?",
        f"{_VIDAL} She may be right.",
        f"{_VIDAL} If she is right, ships will come.",
        f"{_VIDAL} She is right to visit Lima.",
        f"{_VIDAL} The door is on the right.",
        f"{_VIDAL} Kenya is right.",
        f"{_VIDAL} “I am right,” Vidal said.",
        f"{_VIDAL} Everything is all right now.",
        f"{_VIDAL} The sums are wrong.",
    ],
)
def test_who_is_not_called_right_is_not(text: str) -> None:
    assert assents(text) == []
