"""Kinds of deed that are done with many nouns: what tells of them, and what looks alike and does not."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.events.events import read_events
from kg.pipeline.shipped import get_registry
from kg.records import Document, Event


def events(text: str) -> list[Event]:
    return read_events(Extractor(get_registry()).read(Document(id="x", text=text)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru gave its consent to the transit of gas on Monday.", "AGREE"),
        ("Morocco made a pledge to Senegal to finish the road by June.", "AGREE"),
        ("The African Union extended the mandate of its mission in Somalia.", "AGREE"),
        ("Oman brought the Yemeni parties together in Muscat.", "CONSULT"),
        ("Sheikh Tamim of Qatar hosted President Paul Kagame in Doha.", "CONSULT"),
        ("Ghana reaffirmed its support for Togo.", "SUPPORT"),
        ("Iran and Saudi Arabia restored diplomatic relations in March 2023.", "COOPERATE"),
        ("Rwanda and Mozambique fought alongside each other in Cabo Delgado.", "COOPERATE"),
        ("India funded a hospital in Nepal.", "AID"),
        ("Japan will pay for the new radar in the Philippines.", "AID"),
        ("Israel halted its offensive in Rafah on Friday.", "RETREAT"),
        ("The European Union eased the visa ban on Georgia.", "CONCEDE"),
        ("Hungary changed its mind in March.", "CONCEDE"),
        ("Mexico introduced a draft resolution in the General Assembly.", "REQUEST"),
        ("Armenia took the dispute to the International Court of Justice.", "REQUEST"),
        ("Ethiopia renewed its invitation to Eritrea.", "REQUEST"),
        ("Tunisia lodged a protest with France over the arrest.", "ACCUSE"),
        ("Tunisia called the proposal of Morocco a trap.", "ACCUSE"),
        ("Bolivia stood firm against Chile.", "REJECT"),
        ("Nigeria postponed the summit with Niger.", "REJECT"),
        ("North Korea warned South Korea of retaliation.", "THREATEN"),
        ("Thousands of teachers filled the streets of Tbilisi.", "PROTEST"),
        ("Algeria turned off the gas to Spain.", "SANCTION"),
        ("The United States slapped tariffs on Brazil.", "SANCTION"),
        ("A Chinese balloon flew over Montana.", "MOBILIZE"),
        ("Burkina Faso recruited 50,000 volunteers against the insurgents.", "MOBILIZE"),
        ("The Iranian navy boarded a tanker off Oman.", "COERCE"),
        ("Sudanese soldiers burned houses in three villages.", "ASSAULT"),
        ("Nicolás Maduro stole the election.", "OTHER"),
        ("Albania's parliament voted to ban the party.", "OTHER"),
        ("Morocco bought thirty helicopters from the United States.", "MOBILIZE"),
        ("Ghanaian peacekeepers came under fire from Hezbollah on Tuesday.", "ASSAULT"),
        ("Kenya came under criticism from Uganda.", "ACCUSE"),
        ("South Africa dragged Israel before the International Court of Justice.", "ACCUSE"),
        ("Rwandan tanks rolled across the border near Bunagana.", "ASSAULT"),
        ("The United States has promised the Philippines more patrol boats.", "AID"),
        ("Kosovo's recognition by Israel angered Serbia.", "SUPPORT"),
        ("Rwandan troops were deployed in Cabo Delgado.", "MOBILIZE"),
        ("Serbian troops were put on alert.", "MOBILIZE"),
        ("Brazil said Israel was committing genocide in Gaza.", "ASSAULT"),
        ("Ethiopia began filling the dam in July 2020.", "OTHER"),
    ],
)
def test_deeds_are_told_by_a_verb_and_what_it_is_done_to(text: str, kind: str) -> None:
    assert kind in [event.type for event in events(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The mine paid for a fifth of the budget of Zambia.",
        "Somebody rang Ghana.",
        "Ghana gave its reasons on Monday.",
        "Ghana made a mistake with Togo.",
        "Ghana changed its flag in March.",
        "Thousands of birds blocked the road to Tbilisi.",
        "Kenya introduced a new uniform.",
        "The rain halted the harvest in Ghana.",
        "A balloon seller stood in Montana.",
        "Kenya has a mandate for its policy.",
        "Morocco bought thirty buses from the United States.",
        "Kenya came under pressure from the heat.",
        "Albania's parliament voted in the evening.",
        "The report cites Mali twice.",
        "Kenya should join the convention.",
        "Ghana wants to close the border with Togo.",
        "France keeps its contracts with Chad.",
        "Malta increased its exports to Cyprus.",
        "Japan launched a new car.",
        "Cuba opened a school in May.",
        "Togo fell on hard times.",
    ],
)
def test_other_objects_and_doers_tell_of_no_event(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Malaysia said it had not violated the airspace of Singapore.",
        "Iran says it played no part in the fire in Haifa.",
        "The Rwandan government insists that it has no troops in Congo.",
        "Greece replied that it had never armed the rebels.",
        "Russia says it has nothing to do with the fire.",
        "Libya said it had no knowledge of the plane.",
        "Zambia has always denied the accusation.",
    ],
)
def test_who_says_that_it_did_not_do_it_denies(text: str) -> None:
    assert [event.type for event in events(text)][-1] == "REJECT"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya said it had not received the report.",
        "Chad said Sudan had not opened the road.",
        "Kuwait said it had no doubt about the result.",
        "Russia said it could not support a text without a date.",
        "Azerbaijan always denies such charges.",
    ],
)
def test_what_is_merely_not_so_is_no_denial(text: str) -> None:
    assert [event for event in events(text) if event.type == "REJECT"] == []


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Ethiopia had to withdraw from Badme in 2018.", ["RETREAT"]),
        ("Spain governed the island until Equatorial Guinea became independent in 1968.", ["OTHER"]),
        ("Morocco waited until Algeria reopened the border.", ["CONCEDE"]),
        ("The accord will hold until Israel withdraws.", []),
        ("Mali must end the blockade imposed by Niger.", ["COERCE"]),
        ("Mali must avoid a blockade imposed by Niger.", []),
    ],
)
def test_what_comes_true_by_its_construction_occurred(text: str, types: list[str]) -> None:
    assert [e.type for e in events(text) if e.status in ("occurred", "ongoing")] == types


def test_what_is_said_of_a_name_by_a_noun_beside_it_is_done_by_the_name() -> None:
    (first, second) = events("Ana Ruiz, the envoy who brokered the truce, visited Ecuador.")
    assert "Ana Ruiz" in {p.actor for p in first.participants} & {p.actor for p in second.participants}


def test_a_treaty_of_nobody_named_is_that_of_the_two_whom_the_text_is_about() -> None:
    about = "India and Pakistan share the river. India built a dam. Pakistan objected. India and Pakistan talk."
    parties = [{p.actor for p in e.participants} for e in events(f"{about} The treaty was negotiated in the 1950s.")]
    assert {"India", "Pakistan"} in parties


@pytest.mark.parametrize(
    ("text", "agent", "recipient"),
    [
        ("Cambodia, once bombed by the United States, now buys its arms from China.", "United States", "Cambodia"),
        ("Mali voted on a law, rejected by Niger as a provocation, in May.", "Niger", "Mali"),
        ("Malta, accused by Cyprus of theft, has a new minister.", "Cyprus", "Malta"),
        ("Chad has been attacked by Sudan.", "Sudan", "Chad"),
    ],
)
def test_who_is_named_by_a_participle_with_by_does_it(text: str, agent: str, recipient: str) -> None:
    roles = [{p.actor: p.role for p in event.participants} for event in events(text)]
    assert {agent: "agent", recipient: "recipient"} in roles
