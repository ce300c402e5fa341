"""A minister's "we" is the minister's stance on behalf of the state; others who speak together hold it jointly."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Author, Document


def held(text: str, *authors: str) -> list[tuple[str, str | None]]:
    document = Document(id="x", text=text, authors=tuple(Author(name=name) for name in authors))
    return [(p.holder, p.on_behalf_of) for p in read_positions(Extractor(get_registry()).read(document))]


@pytest.mark.parametrize(
    ("text", "holder", "state"),
    [
        ("Kenya's foreign minister, Ada Lindt, spoke. “We reject the toll,” Lindt said.", "Ada Lindt", "Kenya"),
        ("Norwegian Prime Minister Per Holm spoke. “We support the quota,” Holm said.", "Per Holm", "Norway"),
        ("“We will not accept the ban,” said Ana Ruiz, the president of Peru.", "Ana Ruiz", "Peru"),
    ],
)
def test_the_we_of_an_office_is_held_on_behalf_of_its_state(text: str, holder: str, state: str) -> None:
    assert held(text) == [(holder, state)]


def test_those_who_write_together_hold_it_together() -> None:
    assert held("We reject the toll on ships.", "Ada Lindt", "Per Holm") == [("Ada Lindt; Per Holm", None)]


def test_whoever_holds_no_office_speaks_for_no_state() -> None:
    assert held("Ada Lindt, a farmer from Kenya, spoke. “We reject the toll,” Lindt said.") == [("Ada Lindt", None)]
