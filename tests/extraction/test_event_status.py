from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.events.events import read_events
from kg.pipeline.shipped import get_registry
from kg.records import Document


def statuses(text: str) -> list[str]:
    return [e.status for e in read_events(Extractor(get_registry()).read(Document(id="x", text=text)))]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenya has been arming the Ugandan rebels.", "ongoing"),
        ("Kenya froze the assets of Uganda.", "occurred"),
        ("Kenya shut its border.", "occurred"),
        ("Peru rejects the assertion of Chile.", "occurred"),
        ("Kenya refuses to stop the construction.", "occurred"),
        ("The Kenyan president said that his country would send food to Haiti.", "planned"),
        ("Togo announced that its troops would leave Mali in May.", "planned"),
        ("Kenya called on Uganda and Togo not to sign anything.", "occurred"),
        ("The minister of Kenya is due to meet Uganda in May.", "planned"),
        ("Talks between Kenya and Uganda continue.", "ongoing"),
        ("Togo said that Kenya had attacked Uganda.", "occurred"),
        ("It should be remembered that Kenya invaded Uganda.", "occurred"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert statuses(text) == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya refuses to recognise the award.",
        "Kenya rejects colonial borders.",
        "Togo said it would have signed the treaty.",
        "Kenya said that a treaty would help Uganda.",
        "Kenya will vote against the plan.",
        "A spokesman for Kenya said that Kenya supported Uganda.",
        "Kenya often sends troops abroad.",
        "Kenya tends to ignore Uganda.",
        "Kenya is interested in a treaty instead of attacking Uganda.",
        "The president acted with the aim of ending the war with Uganda.",
    ],
)
def test_views_and_habits_are_no_events(text: str) -> None:
    assert statuses(text) == []


def test_what_is_denied_is_an_event_that_somebody_denies() -> None:
    assert "denied" in statuses("Kenya denied that it had attacked Uganda.")
    assert "denied" not in statuses("Kenya never denied that it had attacked Uganda.")


def test_what_somebody_is_charged_with_is_not_told_as_done() -> None:
    assert len(statuses("Chad was charged with attacking Mali.")) == 1


def test_a_crime_that_is_committed_is_done() -> None:
    assert statuses("The army has committed a massacre in Chad.") == ["occurred"]
    assert statuses("The army could commit a massacre in Chad.") == []
