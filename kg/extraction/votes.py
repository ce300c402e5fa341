"""Counts of votes in a sentence: "by 14 votes to none with one abstention", "all 162 members unanimously".

In: the words of a sentence. Out: how many voted for, voted against and abstained, None where the sentence does not say. Who
voted how is not read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.extraction.frames import read_lexicon


@dataclass(frozen=True)
class Votes:
    """A count of votes, as far as it is told."""

    yes: int | None = None
    no: int | None = None
    abstained: int | None = None

    @property
    def told(self) -> bool:
        """Whether anything is."""
        return (self.yes, self.no, self.abstained) != (None, None, None)


def read_votes(sentence: str) -> Votes:
    """Read the count of votes that a sentence tells."""
    for pattern in _patterns():
        if match := pattern.search(sentence):
            groups = match.groupdict()
            return Votes(*(_number(groups.get(name)) for name in ("yes", "no", "abstained")))
    if match := re.search(rf"\b[Aa]ll\s+(\d+)\s+\w+(?:\s+\w+){{0,6}}\s+unanimously\b", sentence):
        return Votes(int(match[1]), 0)
    return Votes()


def _number(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdigit() else int(read_lexicon("resolutions")["numbers"][word.lower()])


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = "|".join(read_lexicon("resolutions")["numbers"])

    def number(name: str) -> str:
        return rf"(?P<{name}>\d{{1,3}}|(?:{words})\b)"

    abstentions = rf"(?:,?\s*(?:and\s+|with\s+)*(?:{number('abstained')})\s+(?:abstentions?|abstaining|members?\s+abstaining|countries\s+abstaining))?"
    rows = (
        rf"\b(?:by|with)\s+(?:a\s+vote\s+of\s+)?{number('yes')}\s+(?:votes?\s+)?(?:in\s+favou?r\s+)?to\s+{number('no')}(?:\s+against)?{abstentions}",
        rf"\b{number('yes')}\s+(?:votes?\s+|members\s+|states\s+|countries\s+|voting\s+)*(?:in\s+favou?r|for),?\s*(?:to\s+|and\s+|with\s+)?{number('no')}\s+(?:votes?\s+|voting\s+)?against{abstentions}",
        rf"\bvote(?:d|s)?\s+(?:of\s+|by\s+|was\s+)?(?P<yes>\d{{1,3}})\s?[-–]\s?(?P<no>\d{{1,3}})(?:\s?[-–]\s?(?P<abstained>\d{{1,3}}))?{abstentions.replace('abstained', 'more')}",
        rf"\bvote(?:d|s)?\s+(?:of\s+)?{number('yes')}\s+to\s+{number('no')}{abstentions}",
    )  # fmt: skip
    return tuple(re.compile(row) for row in rows)
