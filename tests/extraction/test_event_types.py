from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Document, Event

EXTRACTOR = Extractor(get_registry())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Morocco seized the port of Dakhla in 1979.", "ASSAULT"),
        ("Armenia occupied seven districts of Azerbaijan in 1993.", "ASSAULT"),
        ("Iran seized a British tanker on Friday.", "COERCE"),
        ("Egypt arrested a Danish journalist.", "COERCE"),
        ("India and Japan held a joint exercise in May.", "COOPERATE"),
        ("China held a military exercise near Taiwan.", "MOBILIZE"),
        ("Danish soldiers were attacked near Kabul.", "OTHER"),
        ("The Taliban attacked Danish soldiers.", "ASSAULT"),
        ("Bolivia broke off diplomatic relations with Israel in 2023.", "SANCTION"),
        ("The International Court of Justice ruled that the claim of Chile has no legal basis.", "REJECT"),
        ("France told Mali to free the hostages.", "REQUEST"),
        ("Rwandan troops left Mozambique in 2023.", "RETREAT"),
        ("Serbian tanks entered Kosovo in March.", "ASSAULT"),
        ("Nigerian soldiers were killed by a roadside bomb.", "OTHER"),
        ("Peru withdrew from the talks with Chile.", "REJECT"),
        ("Peru withdrew its troops from Chile.", "RETREAT"),
        ("Niger walked out of the African Union.", "SANCTION"),
        ("Egypt sent tanks to the frontier.", "MOBILIZE"),
        ("Egypt sent tanks to Libya.", "AID"),
        ("Chad and Libya renounced the use of force.", "AGREE"),
        ("The Houthis declared the truce dead.", "REJECT"),
        ("The Houthis declared a truce.", "RETREAT"),
        ("Portugal handed over the administration to Indonesia.", "CONCEDE"),
        ("Mozambique joined the Commonwealth of Nations.", "COOPERATE"),
        ("South Sudan declared independence from Sudan.", "REJECT"),
        ("Laos sells Thailand electricity.", "COOPERATE"),
        ("Bhutan expelled 90,000 inhabitants to Nepal.", "COERCE"),
    ],
)
def test_what_the_trigger_leaves_open_is_settled(text: str, kind: str) -> None:
    records = EXTRACTOR.extract(Document(id="d", title="d", text=text, published="2024-05-23"))
    assert [record.type for record in records if isinstance(record, Event)] == [kind]


@pytest.mark.parametrize(
    "text", ["Norway is open to dialogue with Russia.", "The guards of Chad will leave as agreed."]
)
def test_readiness_and_comparison_are_no_events(text: str) -> None:
    records = EXTRACTOR.extract(Document(id="d", title="d", text=text, published="2024-05-23"))
    assert not {r.type for r in records if isinstance(r, Event)} & {"CONSULT", "AGREE"}


@pytest.mark.parametrize("text", ["More than 900 people crossed into Chad.", "France told reporters that talks go on."])
def test_neither_refugees_nor_reports_attack_or_ask(text: str) -> None:
    records = EXTRACTOR.extract(Document(id="d", title="d", text=text, published="2024-05-23"))
    assert not {r.type for r in records if isinstance(r, Event)} & {"ASSAULT", "REQUEST"}
