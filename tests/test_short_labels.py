"""A numbered resolution that was named with its body is meant by its number alone."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from kg.iris import Minter
from kg.mapping import map_source
from kg.records import Document, Position, Resolution
from kg.vocabulary import SP

MINTER = Minter("https://example.org/")
DOCUMENT = Document(id="doc", text="Norland rejected it. Sudland welcomed it.")


def issues(wording: str, *labels: tuple[str, str | None]) -> set[str]:
    """What a position of that wording is about, in a document with resolutions of those labels and symbols."""
    where = {"quote": "Norland rejected it", "start": 0, "end": 19}
    named = [{"label": label, "type": "resolution", "symbol": symbol} for label, symbol in labels]
    resolutions = [Resolution.model_validate(where | one) for one in named]
    position = Position.model_validate(where | {"holder": "Norland", "stance": "oppose", "issue": wording})
    source = map_source(DOCUMENT, [*resolutions, position], {}, MINTER)
    return {q.object.value for q in source.quads if q.predicate == SP.issue and isinstance(q.object, NamedNode)}


@pytest.mark.parametrize(
    ("wording", "label", "symbol", "key"),
    [
        ("Resolution 76/124", "United Nations General Assembly Resolution 76/124", "A/RES/76/124", "a-res-76-124"),
        ("Resolution 2254", "Security Council resolution 2254 (2015)", None, "s-res-2254"),
        ("resolution 46/13", "Human Rights Council resolution 46/13", None, "human-rights-council-resolution-46-13"),
    ],
)
def test_the_number_alone_means_the_resolution_that_was_named(
    wording: str, label: str, symbol: str | None, key: str
) -> None:
    assert issues(wording, (label, symbol)) == {MINTER.thing("resolution", key).value}


def test_another_number_is_an_issue_of_its_own() -> None:
    assert "/issue/" in issues("Resolution 76/125", ("General Assembly resolution 76/124", None)).pop()


def test_a_number_that_two_bodies_share_needs_the_body() -> None:
    both = (("Human Rights Council resolution 46/13", None), ("General Assembly resolution 46/13", None))
    assert "/issue/" in issues("Resolution 46/13", *both).pop()
