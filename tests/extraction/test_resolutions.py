from __future__ import annotations

from collections.abc import Sequence

import pytest

from kg.extraction.cast.actors import find_actors
from kg.extraction.dates.times import read_all_times
from kg.extraction.decisions.instruments import Instrument, read_instruments
from kg.extraction.decisions.resolutions import read_resolutions
from kg.extraction.decisions.votes import Votes, read_votes
from kg.extraction.text.english import load_pipeline, read_blocks
from kg.pipeline.shipped import get_registry
from kg.records import Document, Resolution


def read(text: str, published: str | None = None) -> list[Resolution]:
    document = Document(id="test", text=text, published=published)
    blocks = read_blocks(document, load_pipeline())
    cast = find_actors(document, blocks, get_registry())
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
        ("They cite General Assembly resolution 2758.", f"{GA} Resolution 2758", "A/RES/2758", GA),
        ("It tabled A/C.1/78/L.56 today.", f"{GA} draft resolution A/C.1/78/L.56", "A/C.1/78/L.56", GA),
        ("An amendment (document A/78/L.2) fell.", f"{GA} amendment A/78/L.2", "A/78/L.2", GA),
        ("The draft resolution, issued as S/2024/9, fell.", f"{UN} draft resolution S/2024/9", "S/2024/9", UN),
        ("It cites S/PRST/2024/2.", f"{UN} presidential statement 2024/2", "S/PRST/2024/2", UN),
        ("See Regulation (EU) No 833/2014.", "Regulation (EU) No 833/2014", "833/2014", "European Union"),
        (
            "It adopted communiqué PSC/PR/COMM.(MXLV) on Monday.",
            "African Union Peace and Security Council communiqué PSC/PR/COMM.(MXLV)",
            "PSC/PR/COMM.(MXLV)",
            "African Union Peace and Security Council",
        ),
        (
            "It passed resolution GOV/2022/17.",
            "International Atomic Energy Agency Resolution GOV/2022/17",
            "GOV/2022/17",
            "International Atomic Energy Agency",
        ),
        (
            "They cite AG/RES. 2929 (XLIX-O/19) often.",
            "Organization of American States Resolution AG/RES.2929(XLIX-O/19)",
            "AG/RES.2929(XLIX-O/19)",
            "Organization of American States",
        ),
        (
            "ECOWAS Decision A/DEC.5/12/01 binds all.",
            "ECOWAS Decision A/DEC.5/12/01",
            "A/DEC.5/12/01",
            "Economic Community of West African States",
        ),
        ("The House passed H.R. 8282 in May.", "H.R.8282", "H.R.8282", "United States Congress"),
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
        ("The Windsor Framework works.", "Windsor Framework", "agreement"),
        ("The Kyoto protocol failed.", "Kyoto protocol", "agreement"),
        ("Acts of Union bind them.", "Acts of Union", "law"),
        ("The Jeddah Declaration of May 2023 failed.", "Jeddah Declaration", "joint_statement"),
        ("The National Security Law applies.", "National Security Law", "law"),
        ("They passed the Rivers Bill on Thursday.", "Rivers Bill", "law"),
    ],
)
def test_instruments_have_names(text: str, label: str, kind: str) -> None:
    assert [(item.label, item.type) for item in instruments(text)] == [(label, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "The House passed it.",
        "The Russian agreement is a hope.",
        "Peace agreements fail.",
        "The New Deal was home policy.",
        "Obama Signs Nuclear Deal",
        "They act in good faith.",
        "The Conservative Party convention met.",
        "The camera has a resolution of 1080 lines.",
        "Set the screen to resolution 1080 first.",
        "Her letter (S/2024/123) complains.",
        "The Rule of Law matters.",
        "Martial Law was declared.",
        "The Green New Deal is popular.",
        "The National Law School opened.",
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
        ("The result was 2 in favour (China, Russian Federation) to 9 against, with 4 abstentions.", Votes(2, 9, 4)),
        ("By 129 votes in favour to 9 against (including India), with 31 abstentions, it passed.", Votes(129, 9, 31)),
        ("All 162 members of the upper house unanimously adopted it.", Votes(162, 0)),
        ("The talks went from 9 to 5.", Votes()),
    ],
)
def test_votes_are_counted(sentence: str, votes: Votes) -> None:
    assert read_votes(sentence) == votes


def test_names_in_a_row_are_instruments_of_their_own() -> None:
    found = instruments("The Oslo Accords and the Abraham Accords differ.")
    assert [item.label for item in found] == ["Oslo Accords", "Abraham Accords"]


def test_a_number_is_that_of_the_body_that_its_sentence_speaks_of() -> None:
    [one] = instruments("The Human Rights Council adopted resolution 51/25 on Russia.")
    assert one.symbol == "A/HRC/RES/51/25"


@pytest.mark.parametrize(
    ("text", "label", "kind", "date"),
    [
        ("They recall the agreement of 28 May 2015.", "Agreement of 28 May 2015", "agreement", "2015-05-28"),
        ("The 1972 border treaty holds.", "Border treaty of 1972", "treaty", "1972"),
        ("Kenya quotes the code of conduct with China.", "China code of conduct", "agreement", None),
        ("Armenia wants to sign the peace treaty.", "Peace treaty", "treaty", None),
        ("They rely on the memorandum of understanding signed in 2000.", "Memorandum of understanding of 2000",
         "agreement", "2000"),
        ("Myanmar's 2008 constitution protects the army.", "Myanmar constitution of 2008", "law", "2008"),
    ],
)  # fmt: skip
def test_instruments_are_described(text: str, label: str, kind: str, date: str | None) -> None:
    [one] = read(text)
    assert (one.label, one.type, one.date) == (label, kind, date)


def test_years_in_a_row_are_treaties_of_their_own() -> None:
    found = read("Ethiopia rejects the Nile treaties of 1929 and 1959.")
    assert [one.label for one in found] == ["Nile treaty of 1929", "Nile treaty of 1959"]


@pytest.mark.parametrize(
    "text",
    [
        "Any peace deal needs justice.",
        "They want a new treaty.",
        "A trade deal would help both.",
        "The agreement was good.",
        "The final agreement is far away.",
        "Our law firm won an award for the best business deal.",
        "The new law is bad.",
        "A judge ordered a recount.",
        "The constitution must be respected.",
    ],
)
def test_what_is_not_told_apart_is_none(text: str) -> None:
    assert read(text) == []


def test_what_is_insisted_on_is_an_instrument_in_the_making() -> None:
    text = "A veterinary agreement would end most checks.\n\nWe would welcome a veterinary agreement.\n"
    [one] = read(text)
    assert (one.label, one.type) == ("Veterinary agreement", "agreement")


def test_a_description_is_told_of_the_named_instrument_that_it_fits() -> None:
    text = "The 1960 Indus Waters Treaty shares the rivers. India holds that the treaty of 1960 is out of date."
    assert [one.label for one in read(text)] == ["Indus Waters Treaty"]


def test_later_mentions_complete_the_record() -> None:
    text = "The Prespa Agreement ended the dispute. Parliament ratified the agreement on 25 January 2019."
    [one] = read(text)
    assert (one.label, one.status, one.date) == ("Prespa Agreement", "adopted", "2019-01-25")


@pytest.mark.parametrize(
    ("text", "label", "date"),
    [
        ("The Constitutional Court annulled the vote in May 2017.", "Constitutional Court ruling of 2017", "2017-05"),
        ("The International Court of Justice delivered its judgment on 27 January 2014.",
         "International Court of Justice ruling of 2014", "2014-01-27"),
        ("An arbitral tribunal ruled in 2016 that the claim is void.", "Arbitral tribunal ruling of 2016", "2016"),
    ],
)  # fmt: skip
def test_courts_rule(text: str, label: str, date: str) -> None:
    [one] = read(text)
    assert (one.label, one.type, one.date) == (label, "resolution", date)


def test_a_renewed_mandate_is_a_decision_or_told_of_the_one_that_renewed_it() -> None:
    [one] = read("The Security Council renewed the mandate of the mission in May 2023.")
    assert one.label == f"{UN} resolution renewing mandate of the mission"
    text = "The Security Council renewed the mandate of the mission. It adopted resolution 2690 (2023) by 15 votes."
    assert [one.symbol for one in read(text)] == ["S/RES/2690"]


def test_a_package_of_sanctions_is_a_decision() -> None:
    [one] = read("The European Union adopted its 14th package of sanctions against Russia in June 2024.")
    assert (one.label, one.date) == ("European Union 14th package of sanctions against Russia", "2024-06")


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
        (
            "Iran and Iraq agreed in Baghdad on 10 March 2023 to restore diplomatic relations.",
            "Iran-Iraq agreement to restore diplomatic relations",
            "agreement",
            {"Iran", "Iraq"},
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


def test_a_month_names_the_resolution_of_that_month() -> None:
    text = (
        "On 18 December 2015 the Security Council adopted resolution 2254 (2015) on Syria. The December resolution set "
        "out a timetable. S/RES/2254 (2015) has not been applied."
    )
    (found,) = read(text, "2016-03-10")
    assert (found.symbol, found.date) == ("S/RES/2254", "2015-12-18")


@pytest.mark.parametrize(
    ("text", "label", "date"),
    [
        (
            "The African Union closed its summit on 4 March 2022 with a communiqué.",
            "African Union communiqué",
            "2022-03-04",
        ),
        (
            "In February 2022 its government signed a maritime security agreement with India.",
            "India maritime",
            "2022-02",
        ),
        ("The INF Treaty lapsed in 2019.", "Intermediate-Range Nuclear Forces Treaty", None),
    ],
)
def test_what_closes_meetings_or_is_signed_with_one(text: str, label: str, date: str | None) -> None:
    (found,) = read(text, "2022-03-10")
    assert found.label.startswith(label)
    assert found.date == date


def test_votes_in_favour_with_abstentions_alone() -> None:
    assert read_votes("Adopted by 10 votes in favour with 5 abstentions.") == Votes(10, None, 5)


def test_a_draft_that_failed_is_rejected_with_the_votes_told_after_it() -> None:
    text = (
        "The Security Council failed to adopt a draft resolution on the withdrawal of forces from Chad. "
        "The draft received 11 votes in favour to 1 against, with 3 abstentions."
    )
    (draft,) = read(text)
    assert (draft.status, draft.body) == ("rejected", UN)
    assert (draft.votes_for, draft.votes_against, draft.abstentions) == (11, 1, 3)


def test_a_memorandum_is_with_whom_it_is_of_understanding() -> None:
    (memorandum,) = read("Oman signed a memorandum of understanding with Chad in May 2020.")
    assert set(memorandum.parties) == {"Oman", "Chad"}
