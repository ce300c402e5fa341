from __future__ import annotations

from collections.abc import Sequence

import pytest

from kg.extraction.actors import find_actors
from kg.extraction.english import load_pipeline, read_blocks
from kg.extraction.instruments import Instrument, read_instruments
from kg.extraction.resolutions import read_resolutions
from kg.extraction.times import read_all_times
from kg.extraction.votes import Votes, read_votes
from kg.records import Document, Resolution
from kg.registry import load_registry


def read(text: str, published: str | None = None) -> list[Resolution]:
    document = Document(id="test", text=text, published=published)
    blocks = read_blocks(document, load_pipeline())
    cast = find_actors(document, blocks, load_registry())
    return read_resolutions(document, blocks, cast, read_all_times(blocks, document))


def instruments(text: str) -> Sequence[Instrument]:
    return read_instruments(read_blocks(Document(id="test", text=text), load_pipeline()))


UN = "United Nations Security Council"
GA = "United Nations General Assembly"


@pytest.mark.parametrize(
    ("text", "label", "symbol", "body"),
    [
        ("They cite U.N. Security Council Resolution 2254.", f"{UN} Resolution 2254", "S/RES/2254", UN),
        ("They cite Resolution 2254 (2015).", f"{UN} Resolution 2254", "S/RES/2254", UN),
        ("UNSCR 1973 allowed it.", f"{UN} Resolution 1973", "S/RES/1973", UN),
        ("They cite S/RES/2254.", f"{UN} Resolution 2254", "S/RES/2254", UN),
        ("They cite General Assembly resolution 68/262.", f"{GA} Resolution 68/262", "A/RES/68/262", GA),
        ("They cite A/RES/68/262 often.", f"{GA} Resolution 68/262", "A/RES/68/262", GA),
        ("They cite resolution 377 (V) often.", f"{GA} Resolution 377(V)", "A/RES/377(V)", GA),
        ("See Regulation (EU) No 833/2014.", "Regulation (EU) No 833/2014", "833/2014", "European Union"),
        ("See Directive 2009/28/EC.", "Directive 2009/28/EC", "2009/28/EC", "European Union"),
    ],
)
def test_numbers_name_decisions(text: str, label: str, symbol: str, body: str) -> None:
    assert [(item.label, item.symbol, item.body) for item in instruments(text)] == [(label, symbol, body)]


def test_a_list_of_numbers_is_a_list_of_resolutions() -> None:
    found = instruments("Security Council resolutions 242 (1967), 338 (1973) and 1397 remain valid.")
    assert [(item.symbol, item.year) for item in found] == [
        ("S/RES/242", "1967"),
        ("S/RES/338", "1973"),
        ("S/RES/1397", None),
    ]


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("The Minsk agreements failed.", "Minsk agreements", "agreement"),
        (
            "It joined the Treaty on the Non-Proliferation of Nuclear Weapons.",
            "Treaty on the Non-Proliferation of Nuclear Weapons",
            "treaty",
        ),
        ("It left the NPT.", "Treaty on the Non-Proliferation of Nuclear Weapons", "treaty"),
        ("The Sykes–Picot Agreement drew the lines.", "Sykes–Picot Agreement", "agreement"),
        ("The Treaty of Westphalia ended it.", "Treaty of Westphalia", "treaty"),
        ("They praised the Iranian nuclear deal.", "Iranian nuclear deal", "agreement"),
        ("The JCPOA holds.", "Iran nuclear deal", "agreement"),
        ("The Magnitsky Act names them.", "Magnitsky Act", "law"),
        ("The Geneva Communiqué is vague.", "Geneva Communiqué", "joint_statement"),
    ],
)
def test_instruments_have_names(text: str, label: str, kind: str) -> None:
    assert [(item.label, item.type) for item in instruments(text)] == [(label, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "House Resolution 105 passed.",
        "The Russian agreement is a hope.",
        "Peace agreements fail.",
        "The New Deal was home policy.",
        "Obama Signs Nuclear Deal",
        "They act in good faith.",
        "The Conservative Party convention met.",
        "The camera has a resolution of 1080 lines.",
        "Set the screen to resolution 1080 first.",
    ],
)
def test_other_words_name_none(text: str) -> None:
    assert list(instruments(text)) == []


def test_an_acronym_in_brackets_stands_for_the_name_before_it() -> None:
    found = instruments("The Comprehensive Peace Agreement (CPA) was signed in 2005. The CPA held.")
    assert {item.label for item in found} == {"Comprehensive Peace Agreement"}
    assert len(read("The Comprehensive Peace Agreement (CPA) was signed in 2005. The CPA held.")) == 1


@pytest.mark.parametrize(
    ("sentence", "votes"),
    [
        ("It was adopted by 14 votes to none with one abstention.", Votes(14, 0, 1)),
        ("It passed by a vote of 13 in favour to 2 against, with 58 abstentions.", Votes(13, 2, 58)),
        ("It was adopted with 141 votes in favour, 5 against and 35 abstentions.", Votes(141, 5, 35)),
        ("The Senate voted 77 to 23 for it.", Votes(77, 23)),
        ("The vote was 10-2-3.", Votes(10, 2, 3)),
        ("All 162 members of the upper house unanimously adopted it.", Votes(162, 0)),
        ("The talks went from 9 to 5.", Votes()),
    ],
)
def test_votes_are_counted(sentence: str, votes: Votes) -> None:
    assert read_votes(sentence) == votes


def test_an_adopted_resolution_has_body_parties_votes_and_date() -> None:
    [one] = read("The Security Council adopted resolution 2728 (2024) on 25 March 2024 by 14 votes to none.")
    assert (one.symbol, one.body, one.status, one.date) == ("S/RES/2728", UN, "adopted", "2024-03-25")
    assert (one.votes_for, one.votes_against, one.abstentions) == (14, 0, None)


def test_parties_who_agree_on_a_named_instrument_are_its_parties() -> None:
    [one] = read("In December 2015, the United States and Russia agreed on U.N. Security Council Resolution 2254.")
    assert (one.parties, one.date, one.status) == (("United States", "Russia"), "2015-12", "adopted")


@pytest.mark.parametrize(
    ("text", "label", "kind", "parties"),
    [
        (
            "In 2013 Iran and Iraq agreed to dismantle border posts.",
            "Iran-Iraq agreement to dismantle border posts",
            "agreement",
            {"Iran", "Iraq"},
        ),
        ("Iran and Iraq agreed on a ceasefire on Monday.", "Iran-Iraq ceasefire", "agreement", {"Iran", "Iraq"}),
        (
            "Israel and Jordan signed a peace treaty in 1994.",
            "Israel-Jordan peace treaty",
            "treaty",
            {"Israel", "Jordan"},
        ),
        ("Armenia reached an agreement with Turkey.", "Armenia-Turkey agreement", "agreement", {"Armenia", "Turkey"}),
        (
            "France and Germany issued a joint statement on a new partnership.",
            "France-Germany joint statement on a new partnership",
            "joint_statement",
            {"France", "Germany"},
        ),
    ],
)
def test_predicates_make_agreements(text: str, label: str, kind: str, parties: set[str]) -> None:
    [one] = read(text)
    assert (one.label, one.type, set(one.parties)) == (label, kind, parties)


@pytest.mark.parametrize(
    "text",
    [
        "Iran and Iraq agreed that the war was wrong.",
        "If Iran and Iraq agreed on a plan, talks would end.",
        "They hope that Iran and Iraq will reach an agreement.",
        "Iran and Iraq failed to reach an agreement.",
        "Iran did not sign a treaty with Iraq.",
        "Iran and Iraq agreed on little.",
        "Did Iran and Iraq agree on a plan?",
        "Iran and Iraq are likely to reach agreement.",
    ],
)
def test_what_is_only_hoped_for_is_no_agreement(text: str) -> None:
    assert read(text) == []


def test_a_parliaments_leave_to_use_force_is_one_authorisation() -> None:
    text = (
        "Russia began air raids after winning approval from the Federation Council on 30 September 2015.\n\n"
        "All 162 members of the upper house unanimously adopted the resolution to support military action."
    )
    [one] = read(text)
    assert (one.type, one.body, one.date, one.votes_for) == ("authorisation", "Federation Council", "2015-09-30", 162)


def test_a_vetoed_draft_is_rejected() -> None:
    [one] = read("Russia and China vetoed a draft resolution on Syria in 2014.")
    assert (one.status, one.body, one.date) == ("rejected", UN, "2014")


def test_an_instrument_told_of_twice_is_one_record_with_the_best_passage() -> None:
    text = "Everybody cites Resolution 2254.\n\nIn December 2015, Russia and Iran agreed on UNSCR 2254."
    [one] = read(text)
    assert one.quote.startswith("In December 2015")
    assert text[one.start : one.end] == one.quote


def test_offsets_are_exact_with_typography_above_the_first_plane() -> None:
    text = "🕊🕊 “Peace.”\r\n\r\nIn\u00a02013,\u00a0Iran and Iraq agreed on a “ceasefire”.\r\n"
    for one in read(text):
        assert text[one.start : one.end] == one.quote
    assert len(read(text)) == 1
