"""Captions: which question a table answers, for formats that have room for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Caption:
    """The name of a query, its question, and the arguments as they were given; all may be empty."""

    query: str = ""
    question: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """One line: the question, or what stands for it."""
        return self.question or self.query or "Answer"

    def facts(self) -> list[tuple[str, str]]:
        """What is known of the question, as pairs of words, for lists and sheets."""
        known = (("question", self.question), ("query", self.query))
        return [*((name, text) for name, text in known if text), *self.arguments.items()]


def count_rows(number: int, truncated: bool) -> str:
    """How many rows there are, in words, and that there would be more.

    >>> count_rows(1000, True)
    '1,000 rows (truncated: there are more)'
    """
    rows = "no rows" if number == 0 else "1 row" if number == 1 else f"{number:,} rows"
    return f"{rows} (truncated: there are more)" if truncated else rows
