from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from coded import build_all, tie

from kg.errors import UsageError
from kg.networks import Settings, Window, parse_window

# 2015-12-28 and 2016-01-03 are days of one ISO week, and of two months and years; 2015-02 is a February of another year
# than 2016-02.
REPEATED = """
    A + x d1 2015-02-10
    A + x d1 2015-02-20
    A + x d2 2015-12-28
    A + x d2 2016-01-03
    A - x d2 2016-01-03
    A + x d3 2016-02-10
"""


@pytest.mark.parametrize(
    ("duplicates", "ignoring", "subtracting"),
    [
        ("include", 6, 5 - 1),
        # d1 once, d2 once for and once against (or once), d3 once.
        ("document", 3, 3 - 1),
        # Only 2015-12-28 and 2016-01-03 share a week.
        ("week", 4, 4 - 1),
        # Only the two of February 2015 share a month; against is told apart from for on 2016-01-03.
        ("month", 4, 4 - 1),
        # 2015 and 2016.
        ("year", 2, 2 - 1),
        ("range", 1, 1 - 1),
    ],
)
def test_the_same_counts_once(duplicates: Any, ignoring: float, subtracting: float) -> None:
    (network,) = build_all(REPEATED, Settings("affiliation", duplicates=duplicates))
    assert tie(network) == {"A-x": ignoring}
    (network,) = build_all(REPEATED, Settings("affiliation", agreement="subtract", duplicates=duplicates))
    assert tie(network) == ({"A-x": subtracting} if subtracting else {})


def test_a_date_too_vague_for_a_period_is_one_of_its_own() -> None:
    coded = """
        A + x d1 2015-12-01/2015-12-31
        A + x d2 2015-12-01/2015-12-31
        A + x d3 2015-12-07
        A + x d4
        A + x d4
    """
    # December as a whole twice, its second week once; d4, which has no date, once.
    (network,) = build_all(coded, Settings("affiliation", duplicates="week"))
    assert tie(network) == {"A-x": 3}
    # All of December once.
    (network,) = build_all(coded, Settings("affiliation", duplicates="month"))
    assert tie(network) == {"A-x": 2}


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, {"A-w", "A-x", "A-y", "A-z"}),
        (date(2015, 12, 31), None, {"A-y", "A-z"}),
        (None, date(2015, 12, 31), {"A-x", "A-z"}),
        (date(2016, 1, 8), date(2016, 1, 8), {"A-y"}),
    ],
)
def test_what_certainly_lies_outside_is_left_out(since: date | None, until: date | None, expected: set[str]) -> None:
    coded = """
        A + w d0
        A + x d1 2015-12-30
        A + y d2 2016-01-08
        A + z d3 2015-12-01/2015-12-31
    """
    (network,) = build_all(coded, Settings("affiliation", since=since, until=until))
    assert set(tie(network)) == expected


def test_things_are_left_out_or_kept() -> None:
    coded = """
        A + x d1
        B + x d1
        B + y d2
    """
    (network,) = build_all(coded, Settings("affiliation", exclude={"actor": frozenset({"urn:A"})}))
    assert set(tie(network)) == {"B-x", "B-y"}
    (network,) = build_all(coded, Settings("affiliation", only={"issue": frozenset({"urn:x"})}))
    assert set(tie(network)) == {"A-x", "B-x"}
    (network,) = build_all(coded, Settings("affiliation", exclude={"document": frozenset({"urn:d1"})}))
    assert set(tie(network)) == {"B-y"}


def test_isolates_are_nodes_that_nothing_is_left_of() -> None:
    coded = """
        A + x d1
        B + y d1
    """
    (network,) = build_all(coded, Settings("affiliation", exclude={"actor": frozenset({"urn:A"})}, isolates=True))
    assert [(node.label, node.facts["claims"]) for node in network.nodes] == [("A", 0), ("B", 1), ("x", 0), ("y", 1)]
    # Who shares nothing is a node of a one-mode network all the same.
    (network,) = build_all(coded, Settings("congruence"))
    assert [node.label for node in network.nodes] == ["A", "B"]
    assert not network.edges


def test_weak_ties_are_left_out_whatever_their_sign() -> None:
    coded = """
        A - x d1
        A - x d1
        A + y d1
    """
    (network,) = build_all(coded, Settings("affiliation", agreement="subtract", min_weight=2))
    assert tie(network) == {"A-x": -2}


TIMED = """
    A + a d1 2015-01-31
    A + b d2 2015-02-28
    A + c d3 2015-03-01
    A + d d4 2015-03-01/2015-03-31
    A + e d5
    A + f d6 2015-04-30
"""


def cut(window: Window, **choices: Any) -> list[tuple[str, str, str]]:
    networks = build_all(TIMED, Settings("affiliation", window=window, **choices))
    return [(str(n.first), str(n.last), "".join(sorted(name[-1] for name in tie(n)))) for n in networks]


def test_windows_move_by_one_unit_and_take_in_what_certainly_lies_in_them() -> None:
    assert cut(Window(2, "months"), since=date(2015, 1, 1), until=date(2015, 4, 30)) == [
        ("2015-01-01", "2015-02-28", "ab"),
        ("2015-02-01", "2015-03-31", "bcd"),
        ("2015-03-01", "2015-04-30", "cdf"),
    ]
    # From the first day: a month that has no 31st ends with its last day.
    assert cut(Window(1, "months"))[:2] == [("2015-01-31", "2015-02-27", "a"), ("2015-02-28", "2015-03-30", "bc")]


def test_partial_windows_reach_over_the_ends() -> None:
    limits = {"since": date(2015, 3, 1), "until": date(2015, 4, 30)}
    assert cut(Window(2, "months", partial=True), **limits) == [
        ("2015-03-01", "2015-03-31", "cd"),
        ("2015-03-01", "2015-04-30", "cdf"),
        ("2015-04-01", "2015-04-30", "f"),
    ]


def test_windows_of_statements_take_in_all_of_their_first_and_last_day() -> None:
    assert cut(Window(2, "statements")) == [
        ("2015-01-31", "2015-02-28", "ab"),
        ("2015-02-28", "2015-03-01", "bcd"),
        ("2015-03-01", "2015-03-01", "cd"),
        ("2015-03-01", "2015-04-30", "cdf"),
    ]


@pytest.mark.parametrize(("text", "window"), [("1 day", Window(1, "days")), ("30Statements", Window(30, "statements"))])
def test_windows_are_read_as_people_write_them(text: str, window: Window) -> None:
    assert parse_window(text) == window


@pytest.mark.parametrize("text", ["", "month", "0 days", "-1 days", "6 fortnights", "1.5 years"])
def test_what_is_no_window_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no window; expected a number of days, weeks"):
        parse_window(text)


@pytest.mark.parametrize(
    ("choices", "complaint"),
    [
        ({"kind": "congruence", "nodes": "issue"}, "are both issue"),
        ({"kind": "congruence", "agreement": "subtract"}, "agreement is for affiliation networks"),
        ({"kind": "congruence", "normalise": "activity"}, "by none, average, jaccard, cosine, not by activity"),
        ({"kind": "affiliation", "normalise": "cosine"}, "by none, activity, prominence, not by cosine"),
        ({"kind": "affiliation", "agreement": "combine", "normalise": "activity"}, "no amounts"),
        ({"kind": "affiliation", "since": date(2016, 1, 1), "until": date(2015, 1, 1)}, "before it begins"),
    ],
)
def test_choices_that_do_not_fit_are_refused(choices: dict[str, Any], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        Settings(**choices)


@pytest.mark.parametrize(
    ("coded", "choices", "complaint"),
    [
        ("", {}, "no positions here"),
        ("A + x d1", {"nodes": "person"}, "none of the 1 positions names both person and issue"),
        ("A ? x d1", {"kind": "congruence"}, "none of the 1 positions"),
        ("A + x d1", {"since": date(2015, 1, 1)}, "leave none of the 1 positions"),
        ("A + x d1", {"window": Window(1, "days")}, "no statement has a date"),
        ("A + x d1 2015-01-01", {"window": Window(2, "days")}, "no window of 2 days fits"),
    ],
)
def test_a_network_of_nothing_says_why(coded: str, choices: dict[str, Any], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        build_all(coded, Settings(**{"kind": "affiliation", **choices}))
