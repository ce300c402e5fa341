"""The benchmark's scripts that measure confidences: what they call for, what they write, what they count."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from calibration import Observation, cross_validated, fit, read_first, rewritten, sobered, write_table
from error_classes import Misses
from reliability import calibration_error, in_bins

from kg.evaluation import match_records
from kg.records import Actor, Position, SourcedRecord

TABLE = """\
# Ours.

# All of a kind.
[kinds]
position = 0.50

[rules]
# the usual one
"positions.a/usual" = 0.50
"positions.a/idle" = 0.10  # an estimate

# What moves them.
[features.position]
"""


def observed(rule: str, right: int, wrong: int, document: str = "one", *features: str) -> list[Observation]:
    held = [True] * right + [False] * wrong
    return [Observation(document, "position", f"positions.a/{rule}", frozenset(features), held_) for held_ in held]


SEEN = [*observed("usual", 70, 30), *observed("rare", 2, 0), *observed("usual", 2, 18, "two", "pronoun")]


def test_a_rule_seen_often_is_as_sure_as_it_was_right_and_a_rare_one_as_its_kind() -> None:
    table = fit([*observed("often", 400, 100), *observed("rare", 0, 1)])
    assert table.rules["positions.a/often"] == pytest.approx(0.8, abs=0.01)
    assert 0.7 < table.rules["positions.a/rare"] < table.kinds["position"]


def test_features_are_fitted_on_top_of_the_rules_unless_few_have_them() -> None:
    assert fit(SEEN).features["position"]["pronoun"] < -0.5
    assert fit(observed("usual", 3, 2, "one", "pronoun")).features["position"] == {}


def test_no_text_is_judged_by_itself() -> None:
    seen = [*observed("usual", 0, 40, "bad"), *observed("usual", 40, 0, "good")]
    said = dict(zip([o.document for o in seen], cross_validated(seen), strict=True))
    assert said["bad"] > 0.9
    assert said["good"] < 0.1


def test_the_table_keeps_its_comments_and_its_order(tmp_path: Path) -> None:
    path = tmp_path / "confidence.toml"
    path.write_text(TABLE, encoding="utf-8")
    write_table(SEEN, path)
    first = path.read_text(encoding="utf-8")
    lines = first.splitlines()
    assert [line for line in lines if line.startswith("#")] == [t for t in TABLE.splitlines() if t.startswith("#")]
    rules = lines[lines.index("# the usual one") + 1 :][:3]
    assert rules[0].startswith('"positions.a/usual" = 0.6') and rules[0].endswith("# 72 of 120")  # noqa: PT018
    assert rules[1].endswith("# 0 of 0")
    assert rules[2].startswith('"positions.a/rare" = ')
    assert lines[-1].startswith("pronoun = -")
    write_table(SEEN, path)
    assert path.read_text(encoding="utf-8") == first


def test_a_line_without_a_figure_is_refused() -> None:
    with pytest.raises(AssertionError, match="no figure"):
        list(rewritten(["[rules]", "a: 3"], SEEN))


def test_calibration_error_is_how_far_bins_lie_from_what_they_say() -> None:
    assert calibration_error(in_bins([(0.75, True)] * 3 + [(0.75, False)])) == 0
    assert calibration_error(in_bins([(0.95, False)] * 2)) == pytest.approx(0.95)
    assert calibration_error(in_bins([(0.9, True), (0.2, True)])) == pytest.approx((0.1 + 0.8) / 2)


TEXT = "Mali wants a truce. Chad rejects the toll. Peru backs the canal. Togo asks for time."


def held(holder: str, stance: str, quote: str) -> Position:
    start = TEXT.index(quote)
    fields = {"holder": holder, "stance": stance, "issue": "X", "quote": quote, "start": start}
    return Position.model_validate({**fields, "end": start + len(quote)})


def test_misses_are_told_apart() -> None:
    actors = [Actor(name=name, type="state", quote=name) for name in ("Mali", "Chad", "Peru", "Togo")]
    one, two, three, four = TEXT.rstrip(".").split(". ")
    gold: list[SourcedRecord] = [
        *actors, held("Mali", "support", one), held("Chad", "oppose", two), held("Peru", "support", three),
        held("Togo", "support", four),
    ]  # fmt: skip
    found: list[SourcedRecord] = [
        *actors, held("Mali", "oppose", one), held("Mali", "oppose", two), held("Togo", "support", "Mali"),
    ]  # fmt: skip
    classes = Misses(TEXT, gold, found, match_records(TEXT, gold, found)).classes()
    assert classes == {
        ("position", "wrong stance"): 1, ("position", "wrong holder"): 1, ("position", "no reader fired"): 1,
        ("position", "passage elsewhere"): 1,
    }  # fmt: skip


def test_first_readings_make_a_kind_less_sure() -> None:
    table = fit(SEEN)
    soberer = sobered(table, SEEN, {"position": (1, 10)})
    assert all(soberer.rules[rule] < table.rules[rule] for rule in {o.rule for o in SEEN if o.kind == "position"})
    assert soberer.kinds["position"] < table.kinds["position"]


def test_first_readings_make_no_kind_surer() -> None:
    table = fit(SEEN)
    assert sobered(table, SEEN, {"position": (99, 100)}) == table
    assert sobered(table, SEEN, {}) == table


def test_first_readings_are_counts_by_kind(tmp_path: Path) -> None:
    (tmp_path / "first.json").write_text('{"relation": [3, 5]}', encoding="utf-8")
    assert read_first(tmp_path / "first.json") == {"relation": (3, 5)}
