""" "Like" at the head of a sentence."""

from __future__ import annotations

import pytest
from parses import parse_rows

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.extraction.relations.relations import read_relations
from kg.extraction.text.opening_likenesses import free_likenesses
from kg.pipeline.shipped import get_registry
from kg.records import Document


def compared(text: str) -> list[tuple[str, str, str, str | None]]:
    registry = get_registry()
    reading = Extractor(registry).read(Document(id="x", text=text))
    return [(r.type, r.a, r.b, r.issue) for r in read_relations(reading, registry)]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Like Chad, Mali opposes the ban.", ("agree", "Mali", "Chad", "Ban")),
        ("Like Chad and Togo, Mali opposes the ban.", ("agree", "Mali", "Chad", "Ban")),
        ("Like Brazil, Peru welcomed the deal.", ("agree", "Peru", "Brazil", "Deal")),
        ("Kenya spoke on Monday. Like Egypt, Nepal supports the treaty.", ("agree", "Nepal", "Egypt", "Treaty")),
        ("Like the United States, Japan rejected the plan.", ("agree", "Japan", "United States", "Plan")),
        ("Unlike Norway, Qatar supports the force.", ("disagree", "Qatar", "Norway", "Force")),
    ],
)
def test_like_before_a_name_and_a_comma_compares(text: str, relation: tuple[str, str, str, str]) -> None:
    assert compared(text) == [relation]


@pytest.mark.parametrize("text", ["Like, Mali opposes the ban.", "Like France, Germany was condemned by Iran."])
def test_an_interjection_compares_nobody_and_in_the_passive_the_doer_is_not_compared(text: str) -> None:
    assert compared(text) == []


def test_who_is_likened_holds_nothing_by_it() -> None:
    reading = Extractor(get_registry()).read(Document(id="x", text="Kenya spoke. Like Chad, Mali opposes the ban."))
    assert [p.holder for p in read_positions(reading)] == ["Mali"]


BEHIND = "Chad/NNP/{label} ,/,/punct>1 Mali/NNP/nsubj>4 spoke/VBD/ROOT>4"


@pytest.mark.parametrize(
    "rows",
    [
        "Like/UH/discourse>1 " + BEHIND.format(label="obl>4"),
        "Like/IN/discourse>4 " + BEHIND.format(label="nsubj>4"),
    ],
)
def test_like_is_the_preposition_of_the_noun_behind_it(rows: str) -> None:
    doc = parse_rows(rows)
    free_likenesses(doc)
    assert [(token.tag_, token.dep_, token.head.i) for token in doc[:2]] == [("IN", "case", 1), ("NNP", "obl", 4)]


@pytest.mark.parametrize(
    "rows",
    [
        "Like/UH/discourse>4 ,/,/punct>0 Chad/NNP/compound>3 Mali/NNP/nsubj>4 spoke/VBD/ROOT>4",
        "Like/UH/discourse>3 Chad/NNP/nsubj>3 never/RB/advmod>3 spoke/VBD/ROOT>3",
        "Like/VB/ROOT>0 Chad/NNP/obj>0 ,/,/punct>0 Mali/NNP/nsubj>4 spoke/VBD/parataxis>0",
        "Well/UH/discourse>4 " + BEHIND.format(label="nsubj>4"),
        "Like/UH/discourse>3 Chad/NNP/nsubj>3 Mali/NNP/nsubj>3 spoke/VBD/ROOT>3",
        "Like/IN/mark>4 " + BEHIND.format(label="nsubj>4"),
        "Chad/NNP/nsubj>4 like/UH/discourse>4 ,/,/punct>1 Mali/NNP/nsubj>4 spoke/VBD/ROOT>4",
        "Chad/NNP/nsubj>3 and/CC/cc>2 Mali/NNP/conj>0 spoke/VBD/ROOT>3 like/UH/discourse>3",
    ],
)
def test_other_words_stay_as_they_are(rows: str) -> None:
    doc, before = parse_rows(rows), parse_rows(rows)
    free_likenesses(doc)
    assert [(t.tag_, t.dep_, t.head.i) for t in doc] == [(t.tag_, t.dep_, t.head.i) for t in before]
