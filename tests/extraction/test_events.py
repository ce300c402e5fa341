from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.events.events import read_events
from kg.pipeline.shipped import get_registry
from kg.records import Document, Event


def events(text: str) -> list[Event]:
    return read_events(Extractor(get_registry()).read(Document(id="x", text=text, published="2020-05-04")))


@pytest.mark.parametrize(
    ("text", "kind", "participants"),
    [
        ("Kenya and Uganda signed a treaty on water.", "AGREE", {"Kenya": "agent", "Uganda": "agent"}),
        ("Kenya met with Uganda in Nairobi.", "CONSULT", {"Kenya": "agent", "Uganda": "recipient"}),
        ("Kenya backed Uganda.", "SUPPORT", {"Kenya": "agent", "Uganda": "recipient"}),
        ("Kenya apologised to Uganda.", "CONCEDE", {"Kenya": "agent", "Uganda": "recipient"}),
        ("Kenya cooperates with Uganda.", "COOPERATE", {"Kenya": "agent", "Uganda": "participant"}),
        ("Kenya supplied weapons to Uganda.", "AID", {"Kenya": "agent", "Uganda": "recipient"}),
        ("Kenya withdrew its troops from Uganda.", "RETREAT", {"Kenya": "agent", "Uganda": "recipient"}),
        ("Kenya urged Uganda to stop.", "REQUEST", {"Kenya": "agent", "Uganda": "recipient"}),
        ("Uganda was accused by Kenya.", "ACCUSE", {"Kenya": "agent", "Uganda": "recipient"}),
        ("Kenya vetoed the draft.", "REJECT", {"Kenya": "agent"}),
        ("Kenya threatened Uganda.", "THREATEN", {"Kenya": "agent", "Uganda": "recipient"}),
        ("Kenya imposed sanctions on Uganda.", "SANCTION", {"Kenya": "agent", "Uganda": "recipient"}),
        ("Kenya deployed troops.", "MOBILIZE", {"Kenya": "agent"}),
        ("Kenya annexed Uganda.", "COERCE", {"Kenya": "agent", "Uganda": "recipient"}),
        ("Kenya carried out airstrikes on Uganda.", "ASSAULT", {"Kenya": "agent", "Uganda": "recipient"}),
        ("The invasion of Uganda by Kenya began in 2003.", "ASSAULT", {"Kenya": "agent", "Uganda": "recipient"}),
    ],
)
def test_types_and_roles(text: str, kind: str, participants: dict[str, str]) -> None:
    (event,) = [e for e in events(text) if e.type == kind]
    assert {p.actor: p.role for p in event.participants} == participants


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenya attacked Uganda.", "occurred"),
        ("Kenya is attacking Uganda.", "ongoing"),
        ("Kenya has been attacking Uganda.", "ongoing"),
        ("Kenya will attack Uganda.", "planned"),
        ("Kenya plans to attack Uganda.", "planned"),
    ],
)
def test_status(text: str, status: str) -> None:
    (event,) = events(text)
    assert event.status == status


@pytest.mark.parametrize(
    "text",
    [
        "Kenya should attack Uganda.",
        "Kenya may attack Uganda.",
        "Kenya did not attack Uganda.",
        "Kenya refused to attack Uganda.",
        "There is a danger that Kenya attacks Uganda.",
        "If Kenya attacks Uganda, prices rise.",
        "Somebody attacked the house.",
    ],
)
def test_wishes_possibilities_and_strangers_are_no_events(text: str) -> None:
    assert [e for e in events(text) if e.type == "ASSAULT"] == []


def test_date_and_place() -> None:
    (event,) = events("Kenya met Uganda in Geneva on 3 March 2019.")
    assert (event.date, event.date_basis, event.place) == ("2019-03-03", "stated", "Geneva")


def test_the_same_event_told_twice_is_one() -> None:
    text = "Kenya invaded Uganda in 2003. Years later, the invasion of Uganda by Kenya was still remembered."
    assert [e.type for e in events(text)].count("ASSAULT") == 1


def test_two_events_of_one_type_stay_two() -> None:
    text = "Kenya invaded Uganda in 2003. Kenya invaded Sudan in 2011."
    assert [e.date for e in events(text) if e.type == "ASSAULT"] == ["2003", "2011"]


DEBATE = """The representative of Ghana called for a new treaty. The representative of Togo welcomed the draft, and the
delegate of Peru rejected it. The representative of Chad accused Libya of sending arms, and the delegate of Mali urged
Niger to free its prisoners."""


def test_delegates_in_a_debate_act_by_what_they_demand_reject_and_blame() -> None:
    assert [event.type for event in events(DEBATE.replace("\n", " "))] == ["REJECT", "ACCUSE", "REQUEST"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway offered mediation to Sudan.", "AGREE"),
        ("Switzerland offered to mediate between Russia and Ukraine.", "AGREE"),
        ("Honduras accepted the award of the court.", "AGREE"),
        ("Turkey declared the judgment null.", "REJECT"),
        ("Iran called its ships back from the strait.", "RETREAT"),
        ("The army of Chad recalled 300 soldiers from the border.", "RETREAT"),
        ("Peru recalled its ambassador to Chile.", "SANCTION"),
        ("Bolivian miners blocked the bridge for a second day.", "PROTEST"),
        ("Iran blocked the draft.", "REJECT"),
        ("Police in Kenya used tear gas against farmers.", "COERCE"),
    ],
)
def test_types_by_who_does_what(text: str, kind: str) -> None:
    assert kind in {event.type for event in events(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya stands ready to send troops to Haiti.",
        "Qatar remains prepared to grant Chad access to the port.",
        "Peru is willing to sign the treaty.",
        "Malta thanked Cyprus for its support.",
        "Brazil has not decided how it will vote on the draft.",
        "Kenya did not say whether it would withdraw its troops from Somalia.",
    ],
)
def test_readiness_thanks_and_open_questions_are_no_events(text: str) -> None:
    assert not events(text)
