from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.events.events import read_events
from kg.extraction.lexicons.reading import read_rows
from kg.extraction.lexicons.words import words_of
from kg.pipeline.shipped import get_registry
from kg.records import Document


def types(text: str) -> list[str | None]:
    return [e.type for e in read_events(Extractor(get_registry()).read(Document(id="x", text=text)))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya closed its border with Uganda.", "SANCTION"),
        ("Kenya cancelled its military agreement with Uganda.", "REJECT"),
        ("Kenya left the African Union.", "SANCTION"),
        ("Kenya sold Uganda five tanks.", "AID"),
        ("Kenya offered Uganda a new round of talks.", "REQUEST"),
        ("Kenya vowed to retaliate against Uganda.", "THREATEN"),
        ("Kenya promised to lift the tariffs.", "AGREE"),
        ("Kenya called the Ugandan ambassador a spy.", "ACCUSE"),
        ("Kenya protested to Uganda over the drilling rig.", "ACCUSE"),
        ("Kenya used chemical weapons against Ugandan troops.", "ASSAULT"),
        ("Kenya shot down a Ugandan plane.", "ASSAULT"),
        ("Kenya froze the assets of Uganda.", "SANCTION"),
        ("Kenya recalled its ambassador from Uganda.", "SANCTION"),
        ("Kenya summoned the Ugandan ambassador.", "ACCUSE"),
        ("Kenya fired two missiles.", "MOBILIZE"),
        ("Kenya lifted most of the sanctions.", "CONCEDE"),
        ("The coup in Niger shocked its neighbours.", "COERCE"),
        ("War broke out between Kenya and Uganda.", "ASSAULT"),
        ("Kenya brokered a ceasefire.", "CONSULT"),
        ("The Security Council adopted resolution 2728.", "AGREE"),
        ("South Sudan gained independence in 2011.", "OTHER"),
        ("On Friday gunmen killed nine soldiers.", "ASSAULT"),
        ("Pirates hijacked a tanker off Yemen.", "COERCE"),
        ("The Security Council failed to adopt the draft.", "REJECT"),
        ("Norway took over the chair from Russia.", "OTHER"),
        ("Kenya removed Governor Ali Roba.", "COERCE"),
        ("Belarus put Maria Kolesnikova on trial.", "COERCE"),
        ("Poland put the treaty on hold.", "REJECT"),
        ("The United States put the Houthis on its terrorist list.", "SANCTION"),
        ("Finland placed its army on alert.", "MOBILIZE"),
        ("Mali took France to task over its flights.", "ACCUSE"),
        ("Namibia became independent in 1990.", "OTHER"),
        ("The International Court of Justice is due to rule on the border.", "OTHER"),
        ("Rwandan troops arrived in Mozambique in July 2021.", "MOBILIZE"),
        ("Argentine troops landed on the islands in April 1982.", "ASSAULT"),
        ("Qatar pledged $50 million to Lebanon.", "AID"),
        ("Norway contributed two ships to the mission in Mali.", "AID"),
        ("Japan provided Vietnam with patrol boats.", "AID"),
        ("Ukraine stopped sending electricity to Moldova.", "SANCTION"),
        ("Sudan allowed aid convoys to cross from Chad.", "CONCEDE"),
        ("Turkey bought gas from Russia.", "COOPERATE"),
        ("India, Japan and Australia formed a working group on mining.", "COOPERATE"),
        ("Chile and Bolivia drew up a treaty.", "AGREE"),
        ("Vietnam lodged a request with China for the return of its fishermen.", "REQUEST"),
        ("Estonia reiterated its call for a tribunal.", "REQUEST"),
        ("Georgia pushed back against the demand.", "REJECT"),
        ("ASEAN was founded in 1967.", "AGREE"),
        ("India dispatched medicines to Nepal.", "AID"),
        ("Poland took in a million Ukrainians.", "AID"),
        ("Senegalese protesters took to the streets.", "PROTEST"),
    ],
)
def test_verbs_with_their_objects(text: str, kind: str) -> None:
    assert types(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "This act violates the treaty with Kenya.",
        "The pact with China threatens Kenya.",
        "The result isolated Kenya.",
        "Albania drafted the text.",
        "Kenya removed the clause from its strategy.",
        "Kenya opposed new sanctions on Uganda.",
        "No gunmen attacked.",
        "The treaty covers an armed attack on Kenya.",
        "Kenya calls the treaty a betrayal.",
        "Talks with Uganda are useful.",
        "Cooperation between Kenya and Uganda is a good move.",
        "Kenya supports Ugandan sovereignty.",
        "Kenya promised not to attack anybody, and it kept to that as a rule.",
    ],
)
def test_generalities_are_no_events(text: str) -> None:
    assert not set(types(text)) & {"ASSAULT", "ACCUSE", "CONSULT", "COOPERATE", "SUPPORT", "THREATEN"}


def test_the_lexicons_are_broad() -> None:
    frames = [row for name in ("events", "events_conflict") for row in read_rows(name, "frame")]
    entries = {(part, entry) for row in frames for part in ("verbs", "nouns") for entry in words_of(row.get(part, ""))}
    assert len(entries) > 800
    assert len({row["type"] for row in frames}) == 17
