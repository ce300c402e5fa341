"""The conditions of a position. One that is only worded ("condition": "if …") gets its type from its first words."""

from __future__ import annotations

import re
from typing import Final

from kg.passages import find_quote
from kg.records import Condition, ConditionType, Position

# First words and what they mean; the first line that fits is taken, "if" where none does.
_LEADS: Final[tuple[tuple[re.Pattern[str], ConditionType], ...]] = (
    (re.compile(r"unless\b|except\b|without\b", re.IGNORECASE), "unless"),
    (re.compile(r"(?:only )?(?:after|once|when|as soon as)\b", re.IGNORECASE), "only_after"),
    (re.compile(r"until\b|till\b|pending\b", re.IGNORECASE), "until"),
    (re.compile(r"(?:only )?(?:for|during)\b", re.IGNORECASE), "only_for"),
)


def read_conditions(position: Position) -> tuple[Condition, ...]:
    """The conditions of a position, with the place of each that stands in the text verbatim."""
    if position.conditions or position.condition is None:
        return position.conditions
    words = position.condition
    kind: ConditionType = next((kind for lead, kind in _LEADS if lead.match(words)), "if")
    place = find_quote(position.quote, words)
    if place is None or position.start is None:
        return (Condition(type=kind, text=words),)
    start, end = place
    return (
        Condition(type=kind, text=position.quote[start:end], start=position.start + start, end=position.start + end),
    )
