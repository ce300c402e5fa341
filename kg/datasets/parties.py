"""Which entry of the registry a party of a dataset is.

In: parties with names and codes, and the year that the row speaks of (codes outlive the states that they name). Out:
ids of entries, and a count of the parties that are none, for the report of a load. A name decides where it is exact;
a code where the name says nothing. A government is its state, as in texts. Nothing near is taken for the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from kg.registry import CodeScheme, Entry, Registry
from kg.rows import Party

# As the datasets of the Uppsala Conflict Data Program name the side of a state, perhaps with an earlier name of it.
_GOVERNMENT: Final = re.compile(r"(?:the )?government of (?:the )?(.+?)(?: \([^()]*\))?", re.IGNORECASE)


class Parties:
    """The parties of one dataset, each looked up once; `unresolved` counts how often each other one was asked for."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._known: dict[tuple[Party, int | None], str | None] = {}
        self.unresolved: Counter[Party] = Counter()

    def find(self, party: Party, year: int | None = None) -> str | None:
        """The id of the registry's entry; None, and counted, where there is none or more than one."""
        key = (party, year)
        if key not in self._known:
            self._known[key] = self._look_up(party, year)
        found = self._known[key]
        if found is None:
            self.unresolved[party] += 1
        return found

    def _look_up(self, party: Party, year: int | None) -> str | None:
        named = self._registry.find(party.name) if party.name else ()
        if not named and (whose := _GOVERNMENT.fullmatch(party.name)):
            named = tuple(entry for entry in self._registry.find(whose[1]) if entry.type == "state")
        found = named[0] if len(named) == 1 else self._find_by_code(_codes(party), year)
        if found is not None and year is not None and not _existed(found, year):
            # Datasets that call Russia what was the Soviet Union then mean the holder of its code.
            found = self._find_by_code(_codes(found), year) or found
        return found.id if found is not None else None

    def _find_by_code(self, codes: Iterable[tuple[CodeScheme, str]], year: int | None) -> Entry | None:
        for scheme, code in codes:
            states = self._registry.find_code(scheme, code, year)
            if states and (len(states) == 1 or states[0].until is None):
                return states[0]
        return None


def _codes(holder: Party | Entry) -> Iterator[tuple[CodeScheme, str]]:
    """The codes of a party or an entry; the Correlates of War's first, since successors share them."""
    for scheme in ("cow", "iso3", "iso2", "cameo"):
        if code := getattr(holder, scheme):
            yield scheme, str(code)


def _existed(entry: Entry, year: int) -> bool:
    return int((entry.since or "0")[:4]) <= year <= int((entry.until or "9999")[:4])
