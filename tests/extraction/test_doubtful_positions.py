from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Author, Document


def told(text: str) -> list[tuple[str, str, str]]:
    document = Document(id="x", text=text, authors=(Author(name="Ada Lindt"),))
    return [(p.holder, p.stance, p.issue) for p in read_positions(Extractor(get_registry()).read(document))]


@pytest.mark.parametrize(
    "text",
    [
        "Togo may prefer a weak neighbour to a strong one.",
        "Peru might oppose the accord.",
        "Tehran will love the levy.",
        "Suppose that Kenya opposed the court.",
        "Had Angola supported the motion, it would have passed.",
        "Analysts expect Algeria to oppose the accord.",
        "The judges ruled in 1974 that Peru could not exclude Chilean vessels.",
        "Critics in Malta will say that the plan is a betrayal.",
        "Nobody knows whether Tunisia wants the base.",
        "Should Tunisia fail to close the base, ships will leave.",
        "The draft, which would have condemned Tunisia for the raid, was read twice.",
    ],
)
def test_what_is_guessed_or_imagined_is_no_position(text: str) -> None:
    assert [held for held in told(text) if held[0] != "Ada Lindt"] == []


@pytest.mark.parametrize(
    "text",
    [
        "The situation in the delta is dire.",
        "The road to the coast is long and difficult.",
        "The truce is fragile.",
        "The force of the lake states is weaker than at any time since 2015.",
        "The verdict has caused the usual outrage in Lima.",
        "Kenya and Uganda might be sending boats.",
        "Traders in Gisenyi still cannot cross the border.",
        "If Mali pays, no bank will refuse the loan.",
        "It is a harbour, and that costs money.",
        "A referee who takes sides is no referee.",
        "My grandfather needed fish.",
        "If Tonga was attacked, Fiji might declare war on the pirates.",
    ],
)
def test_how_things_are_is_no_view_of_the_author(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The ministry of Nepal recalled that its kingdom was founded in 1768.",
        "Officers of Nigeria admitted that the base was empty.",
        "The Security Council requested the Secretary-General to submit a report by May.",
        "Brunei described the flight as a routine patrol.",
        "Spain's prime minister welcomed his Moroccan counterpart in Madrid.",
        "Bhutan invited the delegation of Nepal to Thimphu.",
        "Tonga congratulated Fiji.",
        "Many Ghanaians want jobs.",
        "Tokyo has said that it has no such plan.",
        "Britain says that it is doing all it can.",
        "“We have the food and we live on this river,” said Bola Tinubu.",
        "“Our families live on this lake,” said Bola Tinubu.",
        "“They will have to choose,” said Bola Tinubu.",
        "Samoa recognises that the budget was cut by a fifth.",
        "Togo protested to Ghana.",
        "Bola Tinubu told a meeting in Lagos.",
        "“The talks ended at noon,” he told a meeting in Lagos.",
        "Many in Berlin want a deal.",
    ],
)
def test_facts_and_courtesies_are_no_positions(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kenya rejected the levy. I disagree.",
        "Kenya proposed a levy. Legally, that is correct.",
        "Kenya proposed a levy. That is true today.",
        "Kenya rejected the levy. The council will meet in May as agreed.",
        "Peru called for a truce. We have been protesting since May.",
    ],
)
def test_vague_echoes_take_nothing_up(text: str) -> None:
    assert [held for held in told(text) if held[0] not in ("Kenya", "Peru")] == []


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Kenya needs Uganda for its trade.", None),
        ("I am not sure that the levy can work.", ("Ada Lindt", "uncertain")),
        ("Gambia was right to close the port.", ("Ada Lindt", "support")),
        ("Gambia is right to close the port.", ("Gambia", "support")),
        ("Chad proposed a levy. A court in Lima agreed with it.", ("Chad", "support")),
    ],
)
def test_whose_view_it_is(text: str, position: tuple[str, str] | None) -> None:
    found = {(holder, stance) for holder, stance, _ in told(text)}
    assert position in found if position else "Kenya" not in {holder for holder, _ in found}
    if text.startswith("Gambia was"):
        assert "Gambia" not in {holder for holder, _ in found}


@pytest.mark.parametrize(
    ("text", "stance", "issue"),
    [
        ("Iceland supports a ban on trawling.", "support", "Ban on trawling"),
        ("Iceland opposes a ban on trawling.", "oppose", "Ban on trawling"),
        ("Malta proposed suspending the accord.", "support", "Suspension of the accord"),
        ("Greece demanded a halt to drilling.", "oppose", "Drilling"),
    ],
)
def test_a_ban_is_a_matter_of_its_own(text: str, stance: str, issue: str) -> None:
    assert (stance, issue) in {(held[1], held[2]) for held in told(text)}


def test_it_is_not_whoever_does_it() -> None:
    (position,) = told("The levy is unpopular. Peru says that the council should not change it.")[-1:]
    assert "council changing council" not in position[2].lower()


def test_regret_that_few_did_it_is_for_it() -> None:
    assert told("Malawi regretted that only five states had ratified the protocol.")[0][1] == "support"


def test_the_object_of_another_verb_is_not_protested_against() -> None:
    assert "ships" not in str(told("Belgium and Denmark protested but kept their ships at home."))


def test_an_office_answers_one_agency_after_the_other() -> None:
    text = """Foreign Ministry briefing

Reuters: Does China plan to take part in the talks?

Spokesperson: China opposes the talks. We urge Japan to withdraw its patrol boats.

AFP: Will China extend the visa policy?

Spokesperson: China welcomes visitors. We reject the remarks of the Australian leader.

TASS: Australia said that it would close its ports.

Spokesperson: The decision is wrong.
"""
    found = told(text)
    assert {holder for holder, _, _ in found} <= {"China", "Australia"}
    assert ("China", "oppose", "Decision") in found


def test_a_speech_is_the_words_of_whoever_gives_it() -> None:
    text = """Address by the President of Kenya to the African Union

Excellencies, friends,

I welcome the radar station. The levy on grain must be lifted.
"""
    document = Document(id="x", text=text)
    holders = {p.holder for p in read_positions(Extractor(get_registry()).read(document))}
    assert len(holders) == 1
    assert holders != {"Author"}


def test_what_nobody_is_told_to_have_said_is_not_the_authors() -> None:
    assert told("1. “The town should just wait until it falls.” Many repeat this.") == []
    assert told("2. “Kenya will never leave the lake.” That is a myth, they say.") == []


def test_how_a_text_was_adopted_is_no_part_of_its_name() -> None:
    text = "The Security Council adopted resolution 77 (2026) by a vote of 12 in favour to none against."
    assert told(text)[0][2] == "Resolution 77"


@pytest.mark.parametrize(
    "head",
    [
        "THE LAKE TIMES\nEditorial, 22 January 2026\n\nPay the towns",
        "Pay the towns\n\nThe Lake Times, editorial, 22 January 2026",
    ],
)
def test_a_dated_line_says_whose_editorial_it_is(head: str) -> None:
    text = f"{head}\n\nKenya should pay the towns on the lake. The levy must be lifted at once.\n"
    document = Document(id="x", text=text)
    assert {p.holder for p in read_positions(Extractor(get_registry()).read(document))} == {"The Lake Times"}


@pytest.mark.parametrize(
    ("text", "stance", "issue"),
    [
        ("Fiji will vote against the treaty.", "oppose", "Treaty"),
        ("Fiji said that it would vote against the treaty.", "oppose", "Treaty"),
        ("Nigeria urged all States to vote against the amendment.", "oppose", "Amendment"),
        ("Mali called on members to vote for the treaty.", "support", "Treaty"),
        ("Peru regretted that the provisions had been deleted.", "support", "Provisions"),
    ],
)
def test_a_vote_is_on_what_it_is_cast_for_or_against(text: str, stance: str, issue: str) -> None:
    assert (stance, issue) in {(held[1], held[2]) for held in told(text)}
