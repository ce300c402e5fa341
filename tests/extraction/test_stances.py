from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Document


def told(text: str) -> list[tuple[str, str]]:
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    return [(p.holder, p.stance) for p in read_positions(reading)]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Serbia will not join the embargo.", ("Serbia", "oppose")),
        ("Peru isn't going to sell the port.", ("Peru", "oppose")),
        ("Japan would rather wait than sign.", ("Japan", "support")),
        ("Poland recalled its envoy in protest at the shelling of the border.", ("Poland", "oppose")),
        ("While Chad backs the force, Niger does not.", ("Niger", "oppose")),
        ("Niger supports the force, and so does Mali.", ("Mali", "support")),
        ("Egypt argued for lifting the suspension. Kenya resisted.", ("Kenya", "support")),
        ("Peru neither endorsed nor rejected the plan.", ("Peru", "mixed")),
        ("Although it accepts the truce, Sudan opposes the peacekeepers.", ("Sudan", "support")),
        ("Brazil demanded that Venezuela publish the tallies.", ("Brazil", "support")),
        ("Kenya called for the militia to lay down its arms.", ("Kenya", "support")),
        ("The plan drew a rebuke from the European Parliament.", ("European Parliament", "oppose")),
        ("Peru accused Chile on Monday of moving the border stones.", ("Peru", "support")),
        ("Peru condemned Chile for the raid on the port.", ("Peru", "oppose")),
        ("Peru was outraged by the raid.", ("Peru", "oppose")),
        ("Iran said that Israel had bombed a hospital in Gaza.", ("Iran", "support")),
        ("Peru reserves the right to close the strait.", ("Peru", "support")),
    ],
)
def test_stances_without_a_frame_of_their_own(text: str, position: tuple[str, str]) -> None:
    assert position in told(text)


def test_a_refusal_tells_its_terms() -> None:
    found = told("The Houthis will not sign the deal until Saudi Arabia lifts the blockade.")
    assert found == [("Houthis", "oppose"), ("Houthis", "oppose")]


def test_a_communique_speaks_for_those_who_issued_it() -> None:
    found = told("The African Union issued a communiqué on Sunday. The text condemns the coup in Gabon.")
    assert ("African Union", "oppose") in found


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Peru did not ask Chile to withdraw.", "Peru"),
        ("Two diplomats from Peru asked not to be named.", "Peru"),
        ("Chile has mining interests in both countries.", "Chile"),
        ("Kenya and Uganda agreed on a truce in 2011.", "Kenya"),
        ("Kenyan officials said nine people died in the flood.", "Kenya"),
    ],
)
def test_no_stance_is_invented(text: str, holder: str) -> None:
    assert all(name != holder for name, _ in told(text))


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("Peru wants the referral, as does Chile.", [("Chile", "support")]),
        ("Peru opposes the levy, as do Chile and Bolivia.", [("Chile", "oppose"), ("Bolivia", "oppose")]),
        ("Peru backs the treaty, and so does Chile.", [("Chile", "support")]),
        ("Peru opposed the deal, together with Chile and Bolivia.", [("Chile", "oppose"), ("Bolivia", "oppose")]),
        ("Peru, along with Chile, voted against the amendment.", [("Chile", "oppose")]),
        ("The plan, accepted by Chile in April, was never carried out.", [("Chile", "support")]),
        ("Kenya rejected the levy, the quota and the ban.", [("Kenya", "oppose")] * 3),
        ("Ghana's chief negotiator, Ama Mensah, rejected the levy.", [("Ama Mensah", "oppose")]),
    ],
)
def test_others_share_a_stance(text: str, positions: list[tuple[str, str]]) -> None:
    found = told(text)
    assert all(found.count(position) == positions.count(position) for position in positions)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Peru agreed to reopen the crossing at Tacna.", ("Peru", "support")),
        ("Ecuador decided to leave the cartel.", ("Ecuador", "support")),
        ("Vietnam has not agreed to withdraw its rigs.", ("Vietnam", "oppose")),
        ("In the protocol Chad and Mali undertook to open their archives.", ("Mali", "support")),
        ("Ghana agreed in May to publish the contract.", ("Ghana", "support")),
    ],
)
def test_an_undertaking_is_a_stance(text: str, position: tuple[str, str]) -> None:
    assert position in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile met in May. The two countries agreed to meet again in June.",
        "If Peru agreed to reopen the crossing, trade would grow.",
        "Did Ghana agree to publish the contract?",
        "Oman decided when the meeting would end.",
        "Mali undertook a search of the house.",
        "Peru sent its delegation to the talks together with a note.",
    ],
)
def test_what_is_no_undertaking(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway voiced regret at the outcome.", "oppose"),
        ("Norway conveyed its displeasure over the raid.", "oppose"),
        ("Norway expressed dismay regarding the tariffs.", "oppose"),
        ("Norway expressed its appreciation to Ghana.", "support"),
        ("Norway gave its blessing to the treaty.", "support"),
        ("Norway gave the treaty its full backing.", "support"),
        ("Norway associated itself with the statement.", "support"),
        ("Norway came down against the treaty.", "oppose"),
        ("Norway pushed back against the plan.", "oppose"),
        ("Norway ruled out a blockade.", "oppose"),
        ("Norway has not ruled out a blockade.", "mixed"),
        ("Norway does not exclude recourse to the court.", "mixed"),
        ("Norway finds the terms unacceptable.", "oppose"),
        ("Norway called the levy a travesty.", "oppose"),
        ("Norway considers the levy unwarranted.", "oppose"),
        ("Norway's position is that the levy is unlawful.", "oppose"),
        ("Norway's view is that the border must stay open.", "support"),
        ("Norway fears the levy. Its worry is that the levy will ruin the ports.", "oppose"),
    ],
)
def test_set_phrases_tell_stances(text: str, stance: str) -> None:
    assert ("Norway", stance) in told(text)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway urged Chad to refrain from provocative statements.", "oppose"),
        ("Norway wants to give up its veto.", "oppose"),
        ("Norway said that the arrest had nothing to do with politics.", "oppose"),
        ("Norway says it has nothing to do with the raid.", "oppose"),
        ("Norway regretted that the text said nothing about free elections.", "support"),
        ("Norway called, for the third year in a row, for an end to the embargo.", "oppose"),
        ("Norway demanded the repeal of the levy.", "oppose"),
        ("Norway wants to tear up the treaty.", "oppose"),
        ("Norway opposes the repeal of the levy.", "support"),
        ("Norway recalled its envoy in protest at the raid.", "oppose"),
        ("Norway did not act out of sympathy for the rebels.", "oppose"),
    ],
)
def test_what_turns_an_issue_turns_the_stance(text: str, stance: str) -> None:
    assert told(text)[-1:] == [("Norway", stance)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway boycotted the talks.", "oppose"),
        ("Norway underlined the importance of dialogue.", "support"),
        ("Norway underlined the need for a ceasefire.", "support"),
        ("Norway sees no alternative to talks.", "support"),
        ("Norway overruled the objections.", "oppose"),
        ("Norway pulled out of the treaty.", "oppose"),
        ("Norway walked out of the talks.", "oppose"),
        ("Norway looked forward to the resumption of talks.", "support"),
        ("Norway backed away from the plan.", "oppose"),
    ],
)
def test_spoiled_lemmas_and_loose_particles_are_known(text: str, stance: str) -> None:
    assert ("Norway", stance) in told(text)


def test_who_leaves_a_country_takes_no_position_on_it() -> None:
    assert told("France pulled out of Mali in 2022.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway was unable to support the draft.",
        "Norway is not able to accept the paragraph.",
        "Norway's delegate said his country was unable to endorse the text.",
        "Norway could not support the draft.",
    ],
)
def test_who_is_unable_to_support_opposes(text: str) -> None:
    assert told(text) == [("Norway", "oppose")]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Kenya dropped its objection to the treaty.", "support"),
        ("Kenya withdrew its opposition to the ban.", "support"),
    ],
)
def test_whoever_gives_up_an_objection_supports_what_it_was_to(text: str, stance: str) -> None:
    assert told(text) == [("Kenya", stance)]
    assert ("Kenya", stance) not in told(text.replace("Kenya", "Kenya has not"))


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Kenya warned that Uganda must not cross the river.", "oppose"),
        ("Kenya warned that the border should be closed.", "support"),
        ("Kenya warned that the ban would not work.", "oppose"),
        ("Kenya warned that the ban would fail.", "oppose"),
    ],
)
def test_what_is_warned_of_is_opposed_and_what_should_be_is_not(text: str, stance: str) -> None:
    assert told(text) == [("Kenya", stance)]


def test_whoever_joins_the_holder_holds_it_too() -> None:
    assert set(told("Kenya, joined by Uganda, opposed the ban.")) == {("Kenya", "oppose"), ("Uganda", "oppose")}


def test_what_somebody_calls_by_a_bad_name_is_opposed() -> None:
    assert told("Kenya rejected what it called interference.") == [("Kenya", "oppose")]
    assert told("Kenya described the movement as a routine rotation.") == []
