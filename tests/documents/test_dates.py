"""Written dates of publication."""

from __future__ import annotations

import pytest

from kg.documents.dates import (
    find_agency,
    find_dateline,
    find_embargo_date,
    find_line_date,
    find_title_date,
    parse_written_date,
)


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("Nov 03 , 2015", "2015-11-03"),
        ("November 02, 2015", "2015-11-02"),
        ("2 November 2015", "2015-11-02"),
        ("the 2nd of November 2015", None),
        ("2nd of November 2015", "2015-11-02"),
        ("Published on Tuesday, Sept. 3rd, 2015 at 4:12 pm", "2015-09-03"),
        ("Posted: May 2015", "2015-05"),
        ("2015-11-03T10:00:00.000Z", "2015-11-03"),
        ("2015-11-03T23:30:00+01:00", "2015-11-03"),
        ("2015-11", "2015-11"),
        ("Friday,\u00a0October 30,\u00a02015", "2015-10-30"),
    ],
)
def test_dates_that_can_be_read_in_one_way(written: str, edtf: str | None) -> None:
    assert parse_written_date(written) == edtf


@pytest.mark.parametrize(
    "written",
    [
        "03/11/2015",
        "February 30, 2015",
        "2015-13-01",
        "In November 2015 they met",
        "November 2, 2015 was a Monday",
        "Monday",
        "",
    ],
)
def test_other_words_are_no_date(written: str) -> None:
    assert parse_written_date(written) is None


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("OPINION | 9 June 2024", "2024-06-09"),
        ("Posted on November 8, 2024 | Filed under: Week 10 | 3 comments", "2024-11-08"),
        ("Last updated: 4 May 2021", "2021-05-04"),
        ("New York, 12 May 2019", "2019-05-12"),
        ("Washington, D.C., May 3, 2021 – For immediate release", "2021-05-03"),
        ("The war of 12 May 2019 and after", None),
        ("After the war, 12 May 2019 came", None),
    ],
)
def test_a_date_may_stand_beside_other_facts(line: str, edtf: str | None) -> None:
    assert find_line_date(line) == edtf


@pytest.mark.parametrize(
    ("paragraph", "edtf"),
    [
        ("BAMAKO, 12 March 2024 — The junta left.", "2024-03-12"),
        ("ABUJA, March 14, 2024 (Some News) - The ministers met.", "2024-03-14"),
        ("MEXICO CITY, Aug. 4, 2023 /Wire/ -- The court ruled.", "2023-08-04"),
        ("Port Moresby, Papua New Guinea, 1 July 2020: Elections were held.", "2020-07-01"),
        ("GENEVA, May 3 (Some News) - The talks went on.", None),
        ("On 12 March 2024 the junta left the bloc - at last.", None),
    ],
)
def test_a_dateline_opens_a_report(paragraph: str, edtf: str | None) -> None:
    assert find_dateline(paragraph) == edtf


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("5 June 2026, Pasay City", "2026-06-05"),
        ("Tuesday, 3 March 2026, 10 a.m.", "2026-03-03"),
        ("Tuesday, 3 March 2026, 10 articles", None),
        ("June 5, 2026, Quito", "2026-06-05"),
        ("Quito, 5 June 2026", "2026-06-05"),
        ("The talks of 5 June 2026, Quito says, failed", None),
    ],
)
def test_a_date_beside_a_place(line: str, date: str | None) -> None:
    assert find_line_date(line) == date


@pytest.mark.parametrize(
    ("paragraph", "agency"),
    [
        ("NAIROBI, March 11 (East Wire) - Kenya said no.", "East Wire"),
        ("NEW DELHI, July 7, 2026 (Deccan Press Agency) — India said no.", "Deccan Press Agency"),
        ("MOSCOW, April 3. /North Wire/. The ministry said no.", "North Wire"),
        ("MOSCOW, April 3 /North Wire/ -- The ministry said no.", "North Wire"),
        ("Rio de Janeiro, 3 May 2021 (Sul): The mayor said no.", "Sul"),
        ("KYIV (North Wire) — The ministry said no.", "North Wire"),
        ("Kenya (which has no vote) – and Uganda said no.", None),
        ("The mayor of Rio (then and now) - a lawyer - said no.", None),
    ],
)
def test_a_dateline_names_its_agency(paragraph: str, agency: str | None) -> None:
    assert find_agency(paragraph) == agency


@pytest.mark.parametrize("line", ["Foz do Iguaçu, 9 May 2026", "Dar es Salaam, 9 May 2026", "Évian, 9 May 2026"])
def test_places_have_small_words_and_accents(line: str) -> None:
    assert find_line_date(line) == "2026-05-09"


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("Remarks by the Minister, 3 May 2021", "2021-05-03"),
        ("Joint Statement of the Two Ministers (3 May 2021)", "2021-05-03"),
        ("Interview with the Minister on the Attacks of 3 May 2021", None),
        ("What Happened on 3 May 2021", None),
    ],
)
def test_titles_of_what_was_said_close_with_their_day(title: str, date: str | None) -> None:
    assert find_title_date(title) == date


def test_an_embargo_without_a_year_has_no_date() -> None:
    assert find_embargo_date("Embargoed until Thursday, 0600 GMT") is None
