"""Weights are those that the manual of Discourse Network Analyzer defines, each worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from coded import build_all, tie

from kg.networks import Settings

# x(A): x 2 for; y 1 against                     a(A) = 3
# x(B): x 1 for and 1 against; y 3 against       a(B) = 5
# x(C): x 1 against; z 1 for                     a(C) = 2
CODED = """
    A + x d1
    A + x d2
    A - y d1
    B + x d1
    B - x d2
    B - y d1
    B - y d1
    B - y d3
    C - x d1
    C + z d1
"""
CASES: list[tuple[dict[str, Any], dict[str, float]]] = [
    # A and B: both for x 2·1, both against y 1·3. B and C: both against x 1·1. A and C: never.
    ({"kind": "congruence"}, {"A-B": 5, "B-C": 1}),
    # A for x, B against it 2·1. A for x, C against it 2·1. B for x, C against it 1·1.
    ({"kind": "conflict"}, {"A-B": 2, "A-C": 2, "B-C": 1}),
    # 5 - 2, 0 - 2, and 1 - 1, which is no tie.
    ({"kind": "subtract"}, {"A-B": 3, "A-C": -2}),
    # On x 2·2 and on y 1·3; on x 2·1; on x 2·1.
    ({"kind": "cooccurrence"}, {"A-B": 7, "A-C": 2, "B-C": 2}),
    # By (3 + 5) / 2 and (5 + 2) / 2.
    ({"kind": "congruence", "normalise": "average"}, {"A-B": 5 / 4, "B-C": 1 / 3.5}),
    ({"kind": "conflict", "normalise": "average"}, {"A-B": 2 / 4, "A-C": 2 / 2.5, "B-C": 1 / 3.5}),
    ({"kind": "subtract", "normalise": "average"}, {"A-B": 3 / 4, "A-C": -2 / 2.5}),
    # By 3·5 and 5·2.
    ({"kind": "congruence", "normalise": "cosine"}, {"A-B": 5 / 15, "B-C": 1 / 10}),
    # A and B: only B is against x (1); shared 2·1 + 1·3. B and C: only B is for x (1) and against y (3), only C for z
    # (1); shared 1·1.
    ({"kind": "congruence", "normalise": "jaccard"}, {"A-B": 5 / (1 + 5), "B-C": 1 / (4 + 1 + 1)}),
    # A and C: only A is for x (2) and against y (1), only C is against x (1) and for z (1); shared nothing.
    ({"kind": "conflict", "normalise": "jaccard"}, {"A-B": 2 / 6, "A-C": 2 / (3 + 2), "B-C": 1 / 6}),
    ({"kind": "affiliation"}, {"A-x": 2, "A-y": 1, "B-x": 2, "B-y": 3, "C-x": 1, "C-z": 1}),
    # B is for x once and against it once: no tie.
    ({"kind": "affiliation", "agreement": "subtract"}, {"A-x": 2, "A-y": -1, "B-y": -3, "C-x": -1, "C-z": 1}),
    (
        {"kind": "affiliation", "agreement": "combine"},
        {"A-x": 1, "A-y": 2, "B-x": 3, "B-y": 2, "C-x": 2, "C-z": 1},
    ),
    # By 3, 5 and 2.
    (
        {"kind": "affiliation", "normalise": "activity"},
        {"A-x": 2 / 3, "A-y": 1 / 3, "B-x": 2 / 5, "B-y": 3 / 5, "C-x": 1 / 2, "C-z": 1 / 2},
    ),
    # By 5 statements on x, 4 on y, 1 on z.
    (
        {"kind": "affiliation", "normalise": "prominence"},
        {"A-x": 2 / 5, "A-y": 1 / 4, "B-x": 2 / 5, "B-y": 3 / 4, "C-x": 1 / 5, "C-z": 1},
    ),
    (
        {"kind": "affiliation", "agreement": "subtract", "normalise": "activity"},
        {"A-x": 2 / 3, "A-y": -1 / 3, "B-y": -3 / 5, "C-x": -1 / 2, "C-z": 1 / 2},
    ),
    # Issues that actors agree on: x and y by A 0 (for x, against y), by B against both 1·3; x and z by C 0.
    ({"kind": "congruence", "nodes": "issue", "through": "actor"}, {"x-y": 3}),
]


@pytest.mark.parametrize(("choices", "expected"), CASES, ids=lambda value: "-".join(map(str, value.values()))[:40])
def test_weights_are_those_worked_out_by_hand(choices: dict[str, Any], expected: dict[str, float]) -> None:
    (network,) = build_all(CODED, Settings(**choices))
    assert tie(network) == pytest.approx(expected)


def test_who_is_of_two_minds_says_both_and_who_is_undecided_neither() -> None:
    coded = """
        A ± x d1
        B + x d1
        C - x d1
        D ? x d1
    """
    (network,) = build_all(coded, Settings("congruence"))
    assert tie(network) == {"A-B": 1, "A-C": 1}
    assert [node.label for node in network.nodes] == ["A", "B", "C"]
    (network,) = build_all(coded, Settings("affiliation", agreement="combine"))
    assert tie(network) == {"A-x": 3, "B-x": 1, "C-x": 2}
    (network,) = build_all(coded, Settings("affiliation"))
    assert tie(network) == {"A-x": 1, "B-x": 1, "C-x": 1, "D-x": 1}
