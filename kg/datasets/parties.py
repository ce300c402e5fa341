"""Which entry of the registry a party of a dataset is.

In: parties with names and codes, and the year that the row speaks of (codes outlive the states that they name). Out:
ids of entries, and a count of the parties that are none, for the report of a load. A name decides where it is exact;
a code where the name says nothing. Nothing near is taken for the same.
"""

from __future__ import annotations

from collections import Counter

from kg.registry import Registry
from kg.rows import Party


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
        if party.name:
            entries = self._registry.find(party.name)
            if len(entries) == 1:
                return entries[0].id
        for scheme in ("iso3", "iso2", "cow", "cameo"):
            code = getattr(party, scheme)
            if code:
                states = self._registry.find_code(scheme, code, year)
                if len(states) == 1:
                    return states[0].id
        return None
