"""Written dates of publication."""

from __future__ import annotations

import pytest

from kg.documents.dates import parse_written_date


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
