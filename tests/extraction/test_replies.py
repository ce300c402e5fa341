"""What a bare "that" takes up: the words of somebody, not the thing that they are about."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.extraction.relations.relations import read_relations
from kg.pipeline.shipped import get_registry
from kg.records import Document, RelationType, Stance


def answered(text: str) -> tuple[list[tuple[RelationType, str, str]], list[tuple[str, Stance]]]:
    """The relations by type, and the positions of the second who speaks."""
    registry = get_registry()
    reading = Extractor(registry).read(Document(id="x", text=text))
    relations = [(r.type, r.a, r.b) for r in read_relations(reading, registry)]
    return relations, [(p.holder, p.stance) for p in read_positions(reading)][1:]


@pytest.mark.parametrize(
    ("reply", "kind", "stance"),
    [
        ("denied that", "disagree", "support"),
        ("disputed that", "disagree", "support"),
        ("rebutted that", "disagree", "support"),
        ("regretted that", "disagree", "support"),
        ("does not share that", "disagree", "support"),
        ("seconded that", "agree", "oppose"),
        ("shares that", "agree", "oppose"),
        ("endorsed this", "agree", "oppose"),
        ("welcomed that", "agree", "oppose"),
        ("wants that", "disagree", "support"),
        ("supports it", "disagree", "support"),
        ("rejected it", "agree", "oppose"),
    ],
)
@pytest.mark.parametrize(
    ("said", "first", "second"),
    [
        ("Kenya opposes the dam.", "Kenya", "Uganda"),
        ("Chile does not support the treaty.", "Chile", "Peru"),
        ("Japan rejected the tariff, and", "Japan", "Nepal"),
    ],
)
def test_a_bare_that_after_a_refusal_is_the_refusal(
    said: str, first: str, second: str, reply: str, kind: str, stance: str
) -> None:
    assert answered(f"{said} {second} {reply}.") == ([(kind, second, first)], [(second, stance)])


@pytest.mark.parametrize(
    ("reply", "kind", "stance"),
    [("seconded that", "agree", "support"), ("disputed that", "disagree", "oppose"), ("shares it", "agree", "support")],
)
def test_after_support_the_words_and_the_thing_are_answered_alike(reply: str, kind: str, stance: str) -> None:
    assert answered(f"Norway supports the ban. Qatar {reply}.") == ([(kind, "Qatar", "Norway")], [("Qatar", stance)])


def test_a_refusal_two_sentences_back_is_not_what_that_means() -> None:
    text = "Japan rejected the tariff. The talks opened in May. Nepal endorsed that."
    assert answered(text) == ([], [("Nepal", "support")])


def test_those_are_things() -> None:
    assert answered("Kenya opposes the dams. Uganda supports those.")[1] == [("Uganda", "support")]
