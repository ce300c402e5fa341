from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Author, Document


def held(text: str) -> set[tuple[str, str, str]]:
    document = Document(id="x", text=text, authors=(Author(name="Ada Lindt"),))
    return {(p.holder, p.stance, p.issue) for p in read_positions(Extractor(get_registry()).read(document))}


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Chile is against the dam.", ("Chile", "oppose", "Dam")),
        ("Serbia is not against talks with Kosovo.", ("Serbia", "support", "Talks with Kosovo")),
        ("Peru was for keeping the envoys out of the port.", ("Peru", "support", "Keeping the envoys out of the port")),
        ("Cambodia has reserved its position on the code of conduct.", ("Cambodia", "uncertain", "Code of conduct")),
        ("Brazil takes no side on the border dispute.", ("Brazil", "uncertain", "Border dispute")),
        ("The draft would ban landmines. India has not taken a position.", ("India", "uncertain", "Draft")),
        ("Oman is undecided on the sanctions against Iran.", ("Oman", "uncertain", "Sanctions against Iran")),
    ],
)
def test_who_is_for_or_against_or_takes_no_side(text: str, position: tuple[str, str, str]) -> None:
    assert position in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "The house is for sale.",
        "Norway was there for the talks.",
        "The minister took the side of the rebels.",
        "Is Chile against the dam?",
        "Chile could be against the dam.",
        "A proposal by Iceland to delete the paragraph had been withdrawn on Tuesday.",
        "The assembly of Kenya adopted three resolutions.",
        "Kenya announced that a summit would be held in Lima in May.",
    ],
)
def test_no_side_is_taken(text: str) -> None:
    assert held(text) == set()


@pytest.mark.parametrize(
    ("text", "holder", "stance"),
    [
        ("Egypt needs to open the crossing.", "Ada Lindt", "support"),
        ("Peru's foreign minister Ana Solis said that Peru would not sign the fisheries pact.", "Peru", "oppose"),
        ("I can't tell you whether Togo will sign the pact.", "Ada Lindt", "uncertain"),
        ("China's representative said that his country favoured the draft.", "China", "support"),
        (
            "The representative of Ghana said that the ban saved lives and hurt Ali Bongo. She urged Chad to keep it.",
            "Ghana",
            "support",
        ),
    ],
)
def test_whose_view_it_is(text: str, holder: str, stance: str) -> None:
    found = held(text)
    assert found
    assert {(name, side) for name, side, _ in found} == {(holder, stance)}


@pytest.mark.parametrize(
    "text",
    [
        "We shall miss the Irish soldiers.",
        "The council decided in May, by its resolution 2790, that the force should cease operations.",
        "Three steps would help.",
    ],
)
def test_authors_maintain_nothing(text: str) -> None:
    assert not any(holder == "Ada Lindt" for holder, _, _ in held(text))


def test_quoted_words_of_a_warning_are_opposed() -> None:
    found = held('The foreign minister of Egypt warned that the dam "could radically change the flow of the Nile".')
    assert {stance for _, stance, _ in found} == {"oppose"}


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Brazil hasn't decided how it will vote on the draft.", ("Brazil", "uncertain", "Draft")),
        ("Chad did not say whether it would sign the accord.", ("Chad", "uncertain", "Signing the accord")),
        ("Kenya has not decided whether it will join the bloc.", ("Kenya", "uncertain", "Accession to the bloc")),
    ],
)
def test_what_is_left_unsaid_is_open(text: str, position: tuple[str, str, str]) -> None:
    assert position in held(text)


@pytest.mark.parametrize(
    "text",
    ["India has decided how it will vote.", "India did not say how Chad will vote.", "India told Chad how to vote."],
)
def test_what_is_settled_or_of_others_is_not_open(text: str) -> None:
    assert not any(stance == "uncertain" for _, stance, _ in held(text))
