"""What denies one of several joined predicates, and which of them it leaves alone."""

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
    ("text", "holder", "issue"),
    [
        ("Kenya does not endorse or support the tariff.", "Kenya", "Tariff"),
        ("Ghana will not accept, support or recognise the tariff.", "Ghana", "Tariff"),
        ("Chile did not sign or ratify the treaty.", "Chile", "Treaty"),
        ("Peru never accepted or recognised the ruling.", "Peru", "Ruling"),
        ("Brazil has not endorsed or backed the blockade.", "Brazil", "Blockade"),
        ("Togo does not accept and recognise the ruling.", "Togo", "Ruling"),
        ("Niger cannot accept or tolerate the blockade.", "Niger", "Blockade"),
        ("Mongolia is not willing or able to accept the verdict.", "Mongolia", "Verdict"),
    ],
)
def test_verbs_joined_under_one_negation_are_all_denied(text: str, holder: str, issue: str) -> None:
    assert told(text) == {(holder, "oppose", issue)}


def test_what_is_not_resisted_is_supported() -> None:
    assert told("Norway would not reject or resist the plan.") == {("Norway", "support", "Plan")}


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Oman does not want war and supports the talks.", ("Oman", "support", "Talks")),
        ("Mali will not oppose but will support the plan.", ("Mali", "support", "Plan")),
        ("Chad did not send troops but backs the mission.", ("Chad", "support", "Mission")),
        ("Laos does not recognise the court and rejects the verdict.", ("Laos", "oppose", "Verdict")),
        ("Jordan accepts or recognises the verdict.", ("Jordan", "support", "Verdict")),
    ],
)
def test_a_verb_of_its_own_tense_or_object_is_not_denied(text: str, position: tuple[str, str, str]) -> None:
    assert position in told(text)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Chad must not attack the port or Niger will retaliate.", "retaliate"),
        ("Peru has not answered or Chile has misread the letter.", "misread"),
    ],
)
def test_a_clause_of_its_own_is_not_denied(text: str, verb: str) -> None:
    reading = EXTRACTOR.read(Document(id="d", title="d", text=text))
    assert not next(p for p in reading.predications() if p.verb.text == verb).mood.negated
