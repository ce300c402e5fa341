"""What is kept of one state of a store: read once, and anew where it is large."""

from __future__ import annotations

from collections.abc import Callable

from kg.web import keeping
from kg.web.keeping import Kept


def counting(found: list[int]) -> tuple[list[int], Callable[[], list[int]]]:
    """How often something was read, and how to read it."""
    asked: list[int] = []

    def read() -> list[int]:
        asked.append(1)
        return found

    return asked, read


def test_what_was_read_is_not_read_again() -> None:
    kept = Kept()
    asked, read = counting([1, 2])
    assert kept.recall("a", read) is kept.recall("a", read)
    assert len(asked) == 1


def test_each_key_has_its_own() -> None:
    kept = Kept()
    kept.recall(("column", 1), lambda: [1])
    assert kept.recall(("column", 2), lambda: [2]) == [2]


def test_nothing_is_kept_as_well() -> None:
    kept = Kept()
    asked, read = counting([])
    kept.recall("none", read)
    kept.recall("none", read)
    assert len(asked) == 1


def test_what_is_large_is_read_anew() -> None:
    kept = Kept()
    asked, read = counting(list(range(keeping._LARGEST + 1)))
    kept.recall("much", read)
    kept.recall("much", read)
    assert len(asked) == 2
