"""What network is wanted: its kind, its nodes, and the choices that users of Discourse Network Analyzer know.

In: choices. Out: `Settings`, checked to fit together. What they mean stands in `kg.networks`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

from kg.errors import UsageError

Kind = Literal["affiliation", "cooccurrence", "congruence", "conflict", "subtract"]
Variable = Literal["actor", "holder", "person", "organisation", "issue", "document", "author", "publisher"]
Agreement = Literal["ignore", "combine", "subtract"]
Normalisation = Literal["none", "average", "jaccard", "cosine", "activity", "prominence"]
Duplicates = Literal["include", "document", "week", "month", "year", "range"]
Unit = Literal["days", "weeks", "months", "years", "statements"]

VARIABLES: Final[tuple[Variable, ...]] = get_args(Variable)
_TWO_MODE: Final = ("none", "activity", "prominence")
_ONE_MODE: Final = ("none", "average", "jaccard", "cosine")
_WINDOW: Final = re.compile(r"\s*(\d+)\s*(day|week|month|year|statement)s?\s*", re.IGNORECASE)

# The things of a variable that statements are left out for, or kept for, by their IRIs.
Things = Mapping[Variable, frozenset[str]]


@dataclass(frozen=True)
class Window:
    """How much one window takes in; the next one begins a unit later. `partial` ones reach over an end of the time."""

    size: int
    unit: Unit
    partial: bool = False


@dataclass(frozen=True)
class Settings:
    """One network. Raises UsageError where two choices do not fit together."""

    kind: Kind
    nodes: Variable = "actor"
    through: Variable = "issue"
    agreement: Agreement = "ignore"
    normalise: Normalisation = "none"
    duplicates: Duplicates = "include"
    since: date | None = None
    until: date | None = None
    exclude: Things = field(default_factory=dict)
    only: Things = field(default_factory=dict)
    given_up: bool = False
    isolates: bool = False
    min_weight: float | None = None
    window: Window | None = None

    def __post_init__(self) -> None:
        if self.nodes == self.through:
            raise UsageError(f"nodes and what they are tied through are both {self.nodes}; choose two variables")
        if self.agreement != "ignore" and not self.two_mode:
            raise UsageError(f"agreement is for affiliation networks; {self.kind} says already what becomes of it")
        known = _TWO_MODE if self.two_mode else _ONE_MODE
        if self.normalise not in known:
            raise UsageError(f"{self.kind} networks are normalised by {', '.join(known)}, not by {self.normalise}")
        if self.agreement == "combine" and self.normalise != "none":
            raise UsageError("the codes of combined agreement (1, 2, 3) are no amounts that can be normalised")
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"the time ends on {self.until}, before it begins on {self.since}")

    @property
    def two_mode(self) -> bool:
        """Whether the ties lead from nodes of one variable to nodes of the other."""
        return self.kind == "affiliation"

    @property
    def signed(self) -> bool:
        """Whether it matters for the ties who is for and who is against."""
        return self.kind in ("congruence", "conflict", "subtract") or self.agreement != "ignore"


def parse_window(text: str, *, partial: bool = False) -> Window:
    """A window as people write it. Raises UsageError.

    >>> parse_window("6 months")
    Window(size=6, unit='months', partial=False)
    """
    match = _WINDOW.fullmatch(text)
    if match is None or int(match[1]) < 1:
        raise UsageError(f"{text!r} is no window; expected a number of {', '.join(get_args(Unit))}, such as '6 months'")
    unit = next(unit for unit in get_args(Unit) if unit.startswith(match[2].casefold()))
    return Window(int(match[1]), unit, partial)
