from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from kg.evaluation import Counts, Scores, score
from kg.records import Document, SourcedRecord, parse_record

TEXT = "Kenya and Uganda signed the pact in May 2001. “We oppose the dam,” Nairobi said. Chad is their ally."


def records(*values: dict[str, Any]) -> list[SourcedRecord]:
    parsed = [parse_record(value) for value in values]
    return [record for record in parsed if not isinstance(record, Document)]


KENYA = {"kind": "actor", "name": "Kenya", "type": "state", "aliases": ["Nairobi"], "quote": "Kenya"}
PACT = {
    "kind": "event", "label": "Pact", "type": "AGREE", "date": "2001-05", "quote": "Kenya and Uganda signed the pact",
    "participants": [{"actor": "Kenya"}, {"actor": "Uganda"}],
}  # fmt: skip
DAM = {"kind": "position", "holder": "Kenya", "stance": "oppose", "issue": "Dam", "quote": "We oppose the dam"}
ALLY = {"kind": "relation", "type": "ally", "a": "Chad", "b": "Kenya", "quote": "Chad is their ally"}
RESOLUTION = {"kind": "resolution", "label": "Resolution 1325", "type": "resolution", "quote": "the pact"}


@pytest.mark.parametrize(
    ("gold", "guess", "row", "hit"),
    [
        (KENYA, KENYA | {"name": "Nairobi", "aliases": []}, "actor", True),
        (KENYA, KENYA | {"name": "the  kenya"}, "actor", True),
        (KENYA, KENYA | {"name": "Uganda", "aliases": []}, "actor", False),
        (PACT, PACT | {"quote": "signed the pact in May 2001"}, "event", True),
        (PACT, PACT | {"quote": "the pact in May 2001. “We oppose the dam"}, "event", False),
        (PACT, PACT | {"participants": [{"actor": "Chad"}]}, "event", False),
        (DAM, DAM | {"quote": '"We oppose the dam," Nairobi said'}, "position", True),
        (DAM, DAM | {"holder": "Uganda; Kenya"}, "position", True),
        (DAM, DAM | {"stance": "support"}, "position", False),
        (DAM, DAM | {"stance": "support"}, "position~", True),
        (ALLY, ALLY | {"a": "Kenya", "b": "Chad", "quote": "Kenya"}, "relation", True),
        (ALLY, ALLY | {"type": "rival"}, "relation", False),
        (RESOLUTION, RESOLUTION | {"label": "UN Resolution 1325"}, "resolution", True),
        (RESOLUTION, RESOLUTION | {"label": "UN Resolution 1326"}, "resolution", False),
        (RESOLUTION | {"symbol": "S/RES/1325"}, RESOLUTION | {"symbol": "S/RES/1373"}, "resolution", False),
    ],
)
def test_what_matches_what(gold: dict[str, Any], guess: dict[str, Any], row: str, hit: bool) -> None:
    assert score(TEXT, records(gold), records(guess)).rows[row] == Counts(1, 1, int(hit))


def test_an_alias_of_a_matched_actor_names_the_holder() -> None:
    guess = records(KENYA | {"name": "Republic of Kenya", "aliases": ["Kenya"]}, DAM | {"holder": "Republic of Kenya"})
    assert score(TEXT, records(KENYA, DAM), guess).rows["position"].matched == 1


def test_each_gold_record_matches_once() -> None:
    result = score(TEXT, records(DAM), records(DAM, DAM | {"issue": "Water"}))
    assert result.rows["position"] == Counts(1, 2, 1)
    assert result.rows["position"].precision == 0.5
    assert result.rows["position"].f1 == pytest.approx(2 / 3)


def test_matched_events_are_judged_by_type_and_date() -> None:
    result = score(TEXT, records(PACT), records(PACT | {"type": "CONSULT"}))
    assert (result.event_types, result.dated_events, result.event_dates) == (0, 1, 1)


def test_sums_over_documents() -> None:
    one = score(TEXT, records(DAM), records(DAM))
    assert (one + one).rows["position"] == Counts(2, 2, 2)
    assert score(TEXT, [], []).rows["event"].f1 is None


def test_agreement_on_stances_beyond_chance() -> None:
    # The example of section B of Krippendorff's paper, whose alpha is 0.692.
    coded = Counter(zip("aabbdcccedda", "babbbccceddd", strict=True))
    assert Scores(stances=coded).stance_alpha == pytest.approx(0.692, abs=0.0005)
    assert Scores(stances=coded).stance_accuracy == 0.75
    assert Scores(stances=Counter({("support", "support"): 3})).stance_alpha is None
    assert Scores().stance_accuracy is None


def test_stances_are_compared_of_positions_that_match_without_them() -> None:
    result = score(TEXT, records(DAM), records(DAM | {"stance": "mixed"}))
    assert (result + result).stances == {("oppose", "mixed"): 2}
