from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.passages import find_quote, find_quotes, fold

TEXT = "Kenya’s envoy said: “No deal.”\u00a0Then 🕊 Kenya's envoy left — for good."


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("quote", "slice_"),
    [
        ('"No deal." Then', "“No deal.”\u00a0Then"),
        ("Kenya's envoy said", "Kenya’s envoy said"),
        ("left - for   good", "left — for good"),
        ("🕊 Kenya", "🕊 Kenya"),
    ],
)
def test_a_quote_is_found_in_spite_of_typography(quote: str, slice_: str) -> None:
    place = find_quote(TEXT, quote)
    assert place is not None
    assert TEXT[place[0] : place[1]] == slice_


def test_the_nearest_of_several_places_is_taken() -> None:
    first, second = find_quotes(TEXT, "Kenya's envoy")
    assert find_quote(TEXT, "Kenya's envoy") == first
    assert find_quote(TEXT, "Kenya's envoy", near=second[0] - 2) == second
    assert find_quote("no. Perhaps no.", "no", near=7) == (12, 14)  # places are as near as their beginnings


@pytest.mark.parametrize("quote", ["", "  ", "Kenyas envoy", "no deal"])
def test_what_is_not_in_the_text_is_not_found(quote: str) -> None:
    assert find_quote(TEXT, quote) is None


@pytest.mark.parametrize("seed", range(40))
def test_quotes_are_found_as_a_pattern_finds_them(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choice("aab. \n\t\u00a0\u2003\u2019") for _ in range(400))
    for _ in range(50):
        start = chance.randrange(len(text))
        words = fold(text[start : start + chance.randrange(1, 9)]).split()
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        expected = [match.span() for match in pattern.finditer(fold(text))] if words else []
        assert find_quotes(text, " ".join(words)) == expected
