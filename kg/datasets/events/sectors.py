"""When a coded actor is its state, and when it is one of its own.

In: the sectors or roles of an actor, as a dataset names them, and its country. Out: a party. Dyads of states are what
these datasets are asked for, so whoever acts for a state is the state: its executive, ministries, armed forces, police,
secret services, and what is only called "Government". Whoever sits in opposition, in an international organisation or
in a province doesn't, whatever else is said; nor do parliaments, courts and parties. They belong to the state.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.rows import Party

_ACTING: Final = frozenset(
    (
        "Executive", "Executive Office", "Cabinet", "Military", "Army", "Navy", "Air Force", "Marines", "Coast Guard",
        "Military Intelligence", "Special Forces", "Research and Design Wings", "Police", "Civilian Intelligence",
        "Intelligence", "State Media",
    )
)  # fmt: skip
_GOVERNMENT: Final = frozenset(("Government",))
# What outweighs an office that is named beside it.
_APART: Final = (
    "Opposition", "International Government Organization", "Regional Diplomatic IGOs", "Local", "Provincial",
    "Municipal", "Dissident", "Rebel", "Insurgents", "Separatists", "Unidentified Forces", "Exiles",
    "Organized Violent", "Criminals", "Protestors",
)  # fmt: skip


def acts_for_state(sectors: Iterable[str]) -> bool:
    """Whether an actor of these sectors of ICEWS acts for its state.

    >>> acts_for_state(["Executive", "Foreign Ministry", "Government"]), acts_for_state(["Government", "Upper House"])
    (True, False)
    """
    named = set(sectors)
    if not named or any(sector.startswith(_APART) for sector in named):
        return False
    return named == _GOVERNMENT or any(sector in _ACTING or sector.endswith("Ministry") for sector in named)


def belong(name: str, state: Party) -> Party:
    """An actor of its own that belongs to a state."""
    return Party(name, affiliation=state)
