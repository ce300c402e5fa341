"""What codes of CAMEO mean: the PLOVER type of an event, the region of an actor, the role that stands for the state.

In: codes as texts ("041" is not 41). Out: PLOVER types, names. The table is `cameo.toml`, which names its source.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from kg.rows import EventType

_TABLE = Path(__file__).with_name("cameo.toml")
_SHORTEST = 2


@dataclass(frozen=True)
class Cameo:
    """The table: PLOVER types by the beginning of a code, names of regions, and the roles that stand for the state."""

    types: Mapping[str, EventType]
    regions: Mapping[str, str]
    state_roles: frozenset[str]

    def find_type(self, code: str) -> EventType | None:
        """The PLOVER type of a CAMEO code; None for statements and appeals (01, 02), and for what is no code.

        >>> load_cameo().find_type("0874"), load_cameo().find_type("012")
        ('RETREAT', None)
        """
        if not (code.isascii() and code.isdigit()):
            return None
        return next(
            (found for end in range(len(code), _SHORTEST - 1, -1) if (found := self.types.get(code[:end]))), None
        )


@cache
def load_cameo() -> Cameo:
    """The table that comes with Standpoint."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return Cameo(cast("dict[str, EventType]", table["types"]), table["regions"], frozenset(table["roles"]["state"]))
