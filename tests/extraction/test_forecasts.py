"""What somebody says others will do, or a thing that they reject would do: no wish of theirs."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Document, Position

EXTRACTOR = Extractor(get_registry())


def told(text: str) -> set[tuple[str, str, str]]:
    records = EXTRACTOR.extract(Document(id="d", title="d", text=text))
    return {(p.holder, p.stance, p.issue) for p in records if isinstance(p, Position)}


@pytest.mark.parametrize(
    "text",
    [
        "Chile's foreign minister said Peru would attend the summit.",
        "Peru's foreign minister, Ana Soto, met him. She said President Ruto would raise it at the summit.",
        "Poland said that Chad would withdraw its troops from Niger.",
        "Kenya's president says that Togo will open the border.",
    ],
)
def test_what_others_will_do_is_news(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (
            "Chile's foreign minister said Chile would attend the summit.",
            ("Chile", "support", "Chile attending the summit"),
        ),
        ("Kenya said it would attend the summit.", ("Kenya", "support", "Attending the summit")),
        ("Niger said France would never return.", ("Niger", "oppose", "Return of France")),
        ("Norway believes that Peru will attend the summit.", ("Norway", "support", "Peru attending the summit")),
        ("Togo said the treaty would raise prices.", ("Togo", "support", "Treaty raising prices")),
        ("Ghana said that Togo should open the border.", ("Ghana", "support", "Togo opening the border")),
    ],
)
def test_plans_beliefs_and_judgements_are_positions(text: str, position: tuple[str, str, str]) -> None:
    assert position in told(text)


@pytest.mark.parametrize(
    ("text", "holder", "thing"),
    [
        ("Kenya rejected the proposal, saying the plan would 'hand over our waters'.", "Kenya", "Proposal"),
        ("Niger rejected the proposal, saying the plan would surrender its waters.", "Niger", "Proposal"),
        ("Chile opposed the tariff. It said the tariff would raise prices.", "Chile", "Tariff"),
        ("Chile opposes the tariff, arguing that it would raise prices.", "Chile", "Tariff"),
        ("Ghana rejected the pact and argued that it would cost thousands of jobs.", "Ghana", "Pact"),
    ],
)
def test_what_a_rejected_thing_would_do_is_no_wish(text: str, holder: str, thing: str) -> None:
    assert told(text) == {(holder, "oppose", thing)}


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (
            "Oman backs the canal. It said the canal would shorten the route.",
            ("Oman", "support", "Canal shortening the route"),
        ),
        (
            "Norway did not reject the canal. It said the canal would shorten the route.",
            ("Norway", "support", "Canal shortening the route"),
        ),
        (
            "Peru rejected the tariff, and Chile said the tariff would raise wages.",
            ("Chile", "support", "Tariff raising wages"),
        ),
        ("Togo rejected the offer, saying it would stay in the union.", ("Togo", "support", "Staying in the union")),
        (
            "Togo opposed the tariff. It said the tariff would not raise wages.",
            ("Togo", "oppose", "Tariff raising wages"),
        ),
        (
            "Chad rejected the tariff. Chad said the canal would shorten the route.",
            ("Chad", "support", "Canal shortening the route"),
        ),
    ],
)
def test_what_a_thing_would_do_that_is_not_rejected_is_held(text: str, position: tuple[str, str, str]) -> None:
    assert position in told(text)
