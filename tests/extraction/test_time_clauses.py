"""A clause that begins with "before" or "after" is no object, and what is kept off before it waits for it."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Document, Position


def positions(text: str) -> list[Position]:
    return read_positions(Extractor(get_registry()).read(Document(id="x", text=text)))


@pytest.mark.parametrize(
    ("text", "holder", "issue", "condition"),
    [
        (
            "Ghana opposes the release of the funds before an audit is carried out.",
            "Ghana", "Release of the funds", "before an audit is carried out",
        ),
        (
            "Chad rejects the sale of the port before a new law is passed.",
            "Chad", "Sale of the port", "before a new law is passed",
        ),
        (
            "Nepal rejects the opening of the pass before a binding treaty is signed.",
            "Nepal", "Opening of the pass", "before a binding treaty is signed",
        ),
        ("Yemen opposes the deal before it is signed.", "Yemen", "Deal", "before it is signed"),
    ],
)  # fmt: skip
def test_what_is_opposed_before_something_happens_is_opposed_until_then(
    text: str, holder: str, issue: str, condition: str
) -> None:
    (position,) = positions(text)
    assert (position.holder, position.stance, position.issue) == (holder, "oppose", issue)
    assert [(c.type, c.text) for c in position.conditions] == [("until", condition)]


@pytest.mark.parametrize(
    ("text", "stance", "issue"),
    [
        ("Norway rejected a deal before the war began.", "oppose", "Deal"),
        ("Peru supports the opening of the border after a truce is signed.", "support", "Opening of the border"),
        ("Kenya wants talks before the election is held.", "support", "Talks"),
        ("Bolivia opposes the talks before the summit.", "oppose", "Talks before the summit"),
    ],
)
def test_a_time_alone_is_no_condition(text: str, stance: str, issue: str) -> None:
    (position,) = positions(text)
    assert (position.stance, position.issue, position.conditions) == (stance, issue, ())


def test_what_is_said_of_a_thing_with_a_time_stays_one_clause() -> None:
    reading = Extractor(get_registry()).read(
        Document(id="x", text="Bolivia said the talks before the summit were useless.")
    )
    (block, _), *_ = reading.blocks
    said, useless = block.doc[1], block.doc[8]
    assert (useless.head, useless.dep_) == (said, "ccomp")
