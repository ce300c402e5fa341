"""Places of nodes and levels of dates: nothing lies on anything else, and the same ties give the same places."""

from __future__ import annotations

from itertools import combinations

import pytest

from kg.pictures.layout import place_nodes

pytest.importorskip("networkx")
ROOMS = {f"node {number}": (90.0, 40.0) for number in range(30)}
TIES = {(f"node {number}", f"node {number * 7 % 30}"): 1.0 for number in range(25)}


def test_no_two_labels_touch() -> None:
    places, (width, height) = place_nodes(TIES, ROOMS, 700)
    assert set(places) == set(ROOMS)
    for (x, y), (x2, y2) in combinations(places.values(), 2):
        assert abs(x - x2) >= 90 or abs(y - y2) >= 40
    assert all(45 <= x <= width - 45 and 20 <= y <= height - 20 for x, y in places.values())


def test_places_do_not_change() -> None:
    assert place_nodes(TIES, ROOMS, 700) == place_nodes(dict(TIES), dict(ROOMS), 700)
