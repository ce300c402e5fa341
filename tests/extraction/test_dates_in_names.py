"""Years before a noun: they tell which thing is meant, not when it is supported, opposed or left."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Document, Event, Position

EXTRACTOR = Extractor(get_registry())


def dates(text: str, kind: type[Event] | type[Position]) -> list[str | None]:
    records = EXTRACTOR.extract(Document(id="d", title="d", text=text, published="2024-05-23"))
    return [r.date for r in records if isinstance(r, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Japan supports the 2016 arbitral award.",
        "Kenya backs the 2015 nuclear deal.",
        "Chile opposes the terms of the 1929 treaty.",
        "Ghana voiced support for the 2015 nuclear deal.",
        "Chad condemned the 2008 raid.",
        "Mali condemned the September 2008 raid.",
        "Norway welcomed the 1993 accords.",
    ],
)
def test_the_year_of_a_thing_is_not_that_of_the_stance(text: str) -> None:
    assert dates(text, Position) == [None]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("In 2016 Japan supported the award.", "2016"),
        ("At the 2012 summit in Chicago, Norway condemned the raid.", "2012"),
    ],
)
def test_the_year_in_which_it_is_held_is(text: str, date: str) -> None:
    assert dates(text, Position) == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Norway signed the 1993 accords.", "1993"),
        ("Brazil hosted the 2009 summit.", "2009"),
        ("Chad held its 2021 elections.", "2021"),
        ("The 2016 raid by Togo killed ten soldiers.", "2016"),
        ("Two soldiers were killed in the 2008 raid by Chad.", "2008"),
        ("Iran withdrew from the 2015 nuclear deal in May 2018.", "2018-05"),
        ("Iran withdrew from the 2015 nuclear deal.", None),
        ("By the end of 2011 Ghanaian envoys urged Togo to recognise the border.", "2011"),
    ],
)
def test_what_comes_about_has_the_year_of_its_name(text: str, date: str | None) -> None:
    assert dates(text, Event)[-1] == date


@pytest.mark.parametrize(
    ("text", "word", "date"),
    [
        ("The 2015 deal angered Israel.", "angered", None),
        ("The 2015 raid angered Israel.", "angered", "2015"),
        ("Kenya praised its backing of the 2015 nuclear deal.", "backing", None),
        ("Kenya's support for the 2015 nuclear deal is firm.", "support", None),
        (
            "In 1980 Chad declared the pact void, and on 22 September Malian forces invaded Niger.",
            "invaded",
            "1980-09-22",
        ),
    ],
)
def test_what_a_thing_does_or_is_taken_for_has_another_year(text: str, word: str, date: str | None) -> None:
    reading = EXTRACTOR.read(Document(id="d", title="d", text=text, published="2024-05-23"))
    assert reading.date(next(p for p in reading.predications() if p.head.text == word)).get("date") == date
