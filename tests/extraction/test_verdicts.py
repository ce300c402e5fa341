from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Author, Document, Position

AUTHOR = "Ada Lindt"


def positions(text: str) -> list[Position]:
    document = Document(id="x", text=text, authors=(Author(name=AUTHOR),))
    return read_positions(Extractor(get_registry()).read(document))


def own(text: str) -> list[str]:
    return [p.stance for p in positions(text) if p.holder == AUTHOR]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ghana was right to close the border.", "support"),
        ("Togo would be foolish to sign the pact.", "oppose"),
        ("The answer is a longer timetable, not a locked gate.", "support"),
        ("The lesson is to keep both sides talking.", "support"),
        ("The trouble is the tariff.", "oppose"),
        ("Patience is not a policy.", "oppose"),
        ("Trade is a bridge, not a weapon.", "support"),
        ("There is no military solution to the conflict.", "oppose"),
        ("There is no alternative to talks.", "support"),
        ("There is nothing to negotiate with the pirates.", "oppose"),
        ("It is too early to speak of peace.", "oppose"),
        ("Rich states have a duty to pay for the harm.", "support"),
        ("Peru does not need a patron.", "oppose"),
        ("They would do better to reopen the crossing.", "support"),
        ("What we need is a truce.", "support"),
        ("What bothers me is the hypocrisy.", "oppose"),
        ("A treaty signed under duress cannot be the last word.", "oppose"),
        ("In my opinion the resolution changes nothing in the camps.", "support"),
        ("Whether Ghana can pay its debts is another matter.", "uncertain"),
        ("Only time will tell whether Peru keeps the truce.", "uncertain"),
        ("Ghana wisely stayed out of the quarrel.", "oppose"),
        ("Chad foolishly closed its border.", "oppose"),
        ("Peru rightly opposes the levy.", "oppose"),
        ("Mali wrongly rejects the plan.", "support"),
        ("The blockade is an act of war.", "oppose"),
        ("The gift was an act of goodwill.", "support"),
    ],
)
def test_verdicts_of_the_author(text: str, stance: str) -> None:
    assert stance in own(text)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Let the union run the talks.", "support"),
        ("Do not sell the port to the creditors.", "oppose"),
        ("My proposal: share the fish in the bay.", "support"),
        ("Stop the shipments to the junta.", "oppose"),
    ],
)
def test_appeals_are_theses(text: str, stance: str) -> None:
    assert stance in own(text)


@pytest.mark.parametrize(
    "text",
    [
        "See page four for the map.",
        "So do the Russians.",
        "Let us know what you think.",
        "Peru signed the treaty in May.",
    ],
)
def test_asides_and_reports_are_no_theses(text: str) -> None:
    assert own(text) == []
