"""Counts of votes in a sentence: "by 14 votes to none with one abstention", "all 162 members unanimously".

In: the words of a sentence. Out: how many voted for, voted against and abstained, None where the sentence does not
say. Who voted how is not read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.extraction.lexicons.reading import read_numbers, read_text, word_list


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
    """Read the count of votes that a sentence tells; who they were ("against (India, Israel)") may stand between."""
    sentence = re.sub(r"\s*\([^()\d]*\)", "", sentence)
    for pattern in _patterns():
        if match := pattern.search(sentence):
            groups = match.groupdict()
            no = 0 if "unanimous" in groups else _number(groups.get("no"))
            return Votes(_number(groups.get("yes")), no, _number(groups.get("abstained")))
    return Votes()


def _number(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdigit() else read_numbers("resolutions", "numbers")[word.lower()]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    number = rf"\d{{1,3}}|(?:{'|'.join(read_numbers('resolutions', 'numbers'))})\b"
    abstentions = read_text("resolutions", "votes", "abstentions")
    rows = [row.replace("«abstentions»", abstentions) for row in word_list("resolutions", "votes", "counts")]
    return tuple(re.compile(re.sub(r"«(\w+)»", lambda name: f"(?P<{name[1]}>{number})", row)) for row in rows)
