"""Decisions as lines of JSON, and as quads."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kg.errors import InputError
from kg.iris import Minter
from kg.review import Decision, format_decision, parse_decisions
from kg.review.graph import decision_node, read_decisions, read_effects, write_review
from kg.vocabulary import SP

AT = datetime(2021, 6, 1, 10, 30, tzinfo=UTC)
BASE = "https://w3id.org/standpoint/id/"
CLAIM = f"{BASE}doc/a/position/b.c.1"
MINTER = Minter()


def decision(**said: Any) -> Decision:
    return Decision.model_validate({"verdict": "reject", "by": "Ada", "at": AT, "about": [CLAIM]} | said)


ONE_OF_EACH = [
    decision(),
    decision(verdict="accept", reason="It says “so”."),
    decision(verdict="correct", changes={"stance": "oppose", "date": "2021-05"}),
    decision(verdict="merge", about=[f"{BASE}issue/a"], into=f"{BASE}issue/b", contrary=True),
    decision(verdict="split", apart_from=f"{BASE}actor/a", into=f"{BASE}actor/a-b", name="A, the younger"),
    decision(verdict="withdraw", about=[], withdraws="0123456789ab"),
]


@pytest.mark.parametrize("made", ONE_OF_EACH, ids=lambda made: made.verdict)
def test_a_decision_is_the_same_as_json_and_as_quads(made: Decision) -> None:
    assert list(parse_decisions([format_decision(made)])) == [made]
    assert read_decisions(write_review([made], (), MINTER), MINTER) == [made]


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_whatever_a_reviewer_writes_comes_back(by: str, reason: str) -> None:
    made = decision(by=by.replace("\x00", "-"), reason=reason.replace("\x00", "-"))
    assert list(parse_decisions([format_decision(made)])) == [made]
    assert read_decisions(write_review([made], (), MINTER), MINTER) == [made]


def test_the_order_of_claims_and_the_time_zone_make_no_other_decision() -> None:
    two = [CLAIM, f"{BASE}doc/a/position/b.c.2"]
    assert decision(about=two).id == decision(about=two[::-1], at="2021-06-01T12:30:00+02:00").id


def test_decisions_come_in_the_order_of_their_time() -> None:
    later = decision(at=datetime(2022, 1, 1, tzinfo=UTC))
    quads = list(write_review([later, decision()], (), MINTER))
    assert read_decisions(quads, MINTER) == [decision(), later]
    assert decision_node(later.id, MINTER) in {quad.subject for quad in quads if quad.predicate == SP.verdict}
    assert read_effects(quads) == {}


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"about": []}, "must name what to reject"),
        ({"by": ""}, "at least 1 character"),
        ({"about": ["no IRI"]}, "pattern"),
        ({"at": "2021-06-01T10:00:00"}, "timezone"),
        ({"verdict": "forget"}, "withdraw"),
        ({"verdict": "correct"}, "`changes` is needed"),
        ({"verdict": "correct", "changes": {"colour": "red"}}, "stance"),
        ({"changes": {"stance": "oppose"}}, "only a correction"),
        ({"verdict": "merge"}, "`into` is needed"),
        ({"verdict": "merge", "into": CLAIM}, "one thing is merged into another"),
        ({"verdict": "split", "into": CLAIM}, "`apart_from`"),
        ({"verdict": "withdraw", "withdraws": "1"}, "and `about` nothing"),
        ({"contrary": True}, "only merged issues"),
        ({"mood": "good"}, "Extra inputs"),
    ],
)
def test_what_is_no_decision_is_refused(said: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        decision(**said)


def test_a_line_that_is_no_decision_is_named() -> None:
    good = format_decision(decision())
    with pytest.raises(InputError, match=r"^d\.jsonl:3: is no JSON"):
        list(parse_decisions([good, "", "{"], "d.jsonl"))
    with pytest.raises(InputError, match=r"^d\.jsonl:2: is no decision: verdict: "):
        list(parse_decisions([good, '{"by": "Ada"}'], "d.jsonl"))
