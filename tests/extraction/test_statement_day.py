from __future__ import annotations

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Document, Event

EXTRACTOR = Extractor(get_registry())
STATEMENT = (
    "The Ministry of Foreign Affairs of Peru condemns the attack on its embassy in Ecuador. It calls on Ecuador to "
    "act. The Government urges the Organization of American States to meet. In 2019 Peru recalled its envoy."
)


def dates(text: str) -> list[tuple[str, str | None, str | None]]:
    records = EXTRACTOR.extract(Document(id="d", title="d", text=text, published="2024-05-23"))
    return [(r.type, r.date, r.date_basis) for r in records if isinstance(r, Event)]


def test_what_a_ministry_says_it_does_it_does_that_day() -> None:
    assert ("REQUEST", "2024-05-23", "document") in dates(STATEMENT)
    assert ("SANCTION", "2019", "stated") in dates(STATEMENT)


def test_the_issuer_in_the_head_may_go_by_its_name() -> None:
    head = "REPUBLIC OF PERU\nMINISTRY OF FOREIGN AFFAIRS\n\n"
    body = (
        "Peru condemns the attack that gunmen made on its embassy in Quito this week. Peru calls on Ecuador to act. "
        "Peru urges the Organization of American States to meet. Ecuador demands an apology from Peru."
    )
    dated = dates(head + body)
    assert ("REQUEST", "2024-05-23", "document") in dated
    assert ("REQUEST", None, None) in dated


def test_the_present_tense_of_others_dates_nothing() -> None:
    text = "Egypt calls on Sudan to sign. Kenya accuses Chad of bias. Nobody listens."
    assert {date for _, date, _ in dates(text)} == {None}
