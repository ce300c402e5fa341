from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.extraction.reading import Reading
from kg.pipeline.shipped import get_registry
from kg.records import Document

RECORD = (
    "Mr. Tanaka (Japan): We support the draft convention.\n\nThat is why we signed the letter.\n\n"
    "The Chair: I thank the representative of Japan. I give the floor to Ms. Ruiz.\n\n"
    "Ms. Ruiz (Chile) (spoke in Spanish): We reject the draft convention. It harms the poor.\n\n"
    "The meeting rose at 1 p.m."
)


def read(text: str) -> Reading:
    return Extractor(get_registry()).read(Document(id="x", text=text))


def held(text: str) -> set[tuple[str, str]]:
    return {(p.holder, p.stance) for p in read_positions(read(text))}


def floors(text: str) -> list[tuple[str, ...]]:
    reading = read(text)
    turns = reading.voices.turns
    return [turns[id(b.doc)].speakers if id(b.doc) in turns else () for b in reading.block_list]


def test_delegates_of_a_verbatim_record_speak_for_the_state_in_brackets() -> None:
    assert {("Japan", "support"), ("Chile", "oppose")} <= held(RECORD)


def test_a_speech_goes_on_until_the_chair_speaks_or_the_record_notes_something() -> None:
    assert floors(RECORD) == [("Japan",), ("Japan",), (), ("Chile",), ()]


@pytest.mark.parametrize(
    ("label", "state"),
    [
        ("Dame Ada Hill (United Kingdom)", "United Kingdom"),
        ("Sheikha Noora (Qatar) (spoke in Arabic)", "Qatar"),
        ("Mr. De la Cruz (Ecuador) (interpretation from Spanish)", "Ecuador"),
        ("Archbishop Conti (Holy See)", "Holy See"),
    ],
)
def test_titles_and_languages_are_no_part_of_who_speaks(label: str, state: str) -> None:
    text = f"Mr. Osei (Ghana): We support the pause.\n\n{label}: We oppose the draft treaty."
    assert (state, "oppose") in held(text)


def test_one_speech_whose_language_is_told_is_enough() -> None:
    assert floors("Mr. Diallo (Guinea) (spoke in French): We reject the text.") == [("Guinea",)]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Hill (Kenya): the runner won twice.\n\nUganda rejects the plan.",
        "Ada Hill (born 1950): We reject the plan.\n\nPeter Otieno (left): We support it.",
        "Ada Hill (Kenya) said the plan was dead.\n\nJoy Auma (Uganda) agreed with her.",
    ],
)
def test_brackets_alone_make_no_record(text: str) -> None:
    assert not any(floors(text))
