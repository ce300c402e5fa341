from __future__ import annotations

from datetime import date

import pytest

from kg.edtf import Precision, is_edtf, parse_edtf


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2015-10-30", date(2015, 10, 30), date(2015, 10, 30), "day"),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "month"),
        ("2015-22", date(2015, 6, 1), date(2015, 9, 23), "season"),
        ("2015-24", date(2014, 12, 1), date(2016, 3, 20), "season"),
        ("2015-21/2015-23", date(2015, 3, 1), date(2015, 12, 21), "interval"),
        ("2015", date(2015, 1, 1), date(2015, 12, 31), "year"),
        ("2015?", date(2015, 1, 1), date(2015, 12, 31), "year"),
        ("201X", date(2010, 1, 1), date(2019, 12, 31), "decade"),
        ("000X", date(1, 1, 1), date(9, 12, 31), "decade"),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), "century"),
        ("XXXX", None, None, "unknown"),
        ("2001/2003", date(2001, 1, 1), date(2003, 12, 31), "interval"),
        ("2015-10-30/2015-10-30", date(2015, 10, 30), date(2015, 10, 30), "interval"),
        ("2015-12/..", date(2015, 12, 1), None, "interval"),
        ("../2003-05-02", None, date(2003, 5, 2), "interval"),
    ],
)
def test_the_days_that_a_date_can_touch(
    text: str, earliest: date | None, latest: date | None, precision: Precision
) -> None:
    assert is_edtf(text)
    span = parse_edtf(text)
    assert (span.edtf, span.earliest, span.latest, span.precision) == (text, earliest, latest, precision)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "15", "2015-13", "2015-00", "2015-02-30", "2015-1-8", "2015/2014", "../..", "2015-10-30T10:00",
     "201X-05", "XXXX-05", "2015-12-18Z", "2015 ", "0000"],
)  # fmt: skip
def test_what_is_not_a_date_is_refused(text: str) -> None:
    assert not is_edtf(text)
    with pytest.raises(ValueError, match=r"date|calendar|interval|month|ends"):
        parse_edtf(text)


def test_of_an_interval_of_three_the_part_that_is_no_date_is_named() -> None:
    with pytest.raises(ValueError, match="'2002/2003' is not an EDTF date"):
        parse_edtf("2001/2002/2003")
