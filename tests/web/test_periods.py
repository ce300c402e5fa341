"""Periods above the timeline: their step, their counts, and where they lead."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import NamedNode

from kg.web.finding import Spoken
from kg.web.periods import address_of, make_periods


def spoken(first: date | None, last: date | None = None) -> Spoken:
    return Spoken(NamedNode("https://example.org/claim"), "position", first, last or first, False)


def test_periods_are_counted_with_those_between_them() -> None:
    dated = [spoken(date(2001, 1, 1), date(2001, 12, 31))] * 3 + [spoken(date(2003, 5, 4))]
    found = make_periods(dated, "/timeline", {})
    assert [(each.name, each.count, each.share) for each in found] == [
        ("2001", 3, 100),
        ("2002", 0, 0),
        ("2003", 1, 34),
    ]


@pytest.mark.parametrize(
    ("days", "names"),
    [
        ([date(2001, 5, 30), date(2001, 6, 1)], ["2001-05-30", "2001-05-31", "2001-06-01"]),
        ([date(2001, 12, 9), date(2002, 6, 1)], [*["2001-12"], *(f"2002-{month:02}" for month in range(1, 7))]),
        ([date(1987, 1, 1), date(1989, 1, 1)], None),
        ([date(1801, 1, 1), date(1829, 1, 1)], [str(year) for year in range(1801, 1830)]),
        ([date(1701, 1, 1), date(1829, 1, 1)], [f"{decade}X" for decade in range(170, 183)]),
        ([date(9999, 12, 30), date(9999, 12, 31)], ["9999-12-30", "9999-12-31"]),
        ([date(1, 1, 1), date(9999, 12, 31)], []),
        ([date(2001, 5, 30)], []),
        ([], []),
    ],
)
def test_the_step_fits_the_time(days: list[date], names: list[str] | None) -> None:
    found = [each.name for each in make_periods([spoken(day) for day in days], "/timeline", {})]
    expected = [f"{year}-{month:02}" for year in (1987, 1988) for month in range(1, 13)] + ["1989-01"]
    assert found == (expected if names is None else names)


def test_what_is_open_or_lies_in_several_periods_is_not_counted() -> None:
    vague = [
        spoken(date(2001, 3, 1), date(2009, 1, 1)),
        Spoken(NamedNode("https://e.org/x"), "event", None, None, False),
    ]
    exact = [spoken(date(2001, 1, 1), date(2001, 12, 31)), spoken(date(2002, 1, 1), date(2002, 12, 31))]
    found = make_periods([*vague, *exact], "/timeline", {})
    assert [(each.name, each.count) for each in found] == [("2001", 1), ("2002", 1)]
    found = make_periods([*vague, *exact, spoken(date(2009, 1, 1))], "/timeline", {})
    assert [(each.name, each.count) for each in found if each.count] == [("2001", 1), ("2002", 1), ("2009", 1)]


def test_periods_stay_within_the_days_that_are_asked_for() -> None:
    dated = [spoken(date(2001, 1, 1), date(2001, 12, 31)), spoken(date(2001, 5, 4)), spoken(date(2001, 7, 4))]
    found = make_periods(dated, "/timeline", {}, date(2001, 4, 1), date(2001, 9, 30))
    assert [(each.name, each.count) for each in found] == [
        ("2001-04", 0), ("2001-05", 1), ("2001-06", 0), ("2001-07", 1), ("2001-08", 0), ("2001-09", 0)
    ]  # fmt: skip


def test_a_period_keeps_what_else_is_asked_and_begins_at_the_first_page() -> None:
    every = {"kind": ["event", "position"], "page": ["3"], "since": ["1990"], "actors": ["Peru"], "source": [""]}
    assert address_of("/timeline", every, "2001", "2001") == (
        "/timeline?kind=event&kind=position&actors=Peru&since=2001&until=2001"
    )
    assert address_of("/timeline", {"since": ["2001"]}, "", "") == "/timeline"


def test_a_decade_is_asked_for_by_its_years() -> None:
    found = make_periods([spoken(date(1701, 1, 1)), spoken(date(1829, 1, 1))], "/timeline", {})
    assert found[0].href == "/timeline?since=1700&until=1709"
