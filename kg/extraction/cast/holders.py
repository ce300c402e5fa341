"""Holders: who holds an office at the time of a document, and whose office somebody holds.

In: mentions of offices and of people with a title, the registry with its dated offices, the time of the document. Out:
the one person whom "the Syrian president" means, and the state or body that "Prime Minister X" serves. Where the time
leaves several, nobody is meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kg.extraction.cast.mentions import Mention
from kg.records import Document
from kg.registry import Entry, Office, Registry

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PAST = frozenset("former ex late deposed ousted then opposition".split())
_LEADING = frozenset("president premier chancellor king emir sultan".split()) | {"prime minister", "head of state"}
# Offices of states: without a state beside them they are of the one that the document is about.
_OF_STATES = frozenset("president minister premier chancellor king queen emir sultan senator".split())


class Holders:
    """Offices and their holders at the time of one document."""

    def __init__(self, document: Document, registry: Registry) -> None:
        self.registry = registry
        self.when = _reference_date(document)
        self.year = int(self.when[:4]) if self.when else None

    def holder(self, office: Mention, mentions: Sequence[Mention]) -> Entry | None:
        """Who holds an office: the one whom the document names with it, or who held it at its time."""
        home = self.registry.find_by_name(office.affiliation or "")
        role = self.registry.normal_role(office.role or "")
        if len(home) != 1 or not role:
            return None
        able = [e for e in self.registry.members(home[0].id) if e.type == "person" and self._has_held(e, role, home[0])]
        named = {m.entry.id for m in mentions if m.entry is not None}
        here = [entry for entry in able if entry.id in named]
        if not here and self.when is not None:
            here = list(self.registry.holders(role, home[0].id, self.when))
        return here[0] if len(here) == 1 else None

    def home(self, person: Mention, main: Entry | None) -> str | None:
        """Whom somebody with a title serves: by the registry, or the state that the document is about (`main`)."""
        role = person.role or ""
        if _PAST & set(role.lower().split()) or not role:
            return None
        if person.entry is not None:
            return self._home_of_entry(person.entry, role)
        state = role.lower().split()[-1] in _OF_STATES and " of " not in role
        return main.name if state and main is not None and main.type == "state" else None

    def _home_of_entry(self, entry: Entry, role: str) -> str | None:
        wanted = self.registry.normal_role(role)
        held = [o for o in entry.offices if o.affiliation and self.registry.normal_role(o.role) == wanted]
        current = [o for o in held if self.when is not None and o.held(self.when)]
        homes = {home for office in current or held if (home := office.affiliation) and home in self.registry}
        return self.registry.get(homes.pop()).name if len(homes) == 1 else None

    def _has_held(self, entry: Entry, role: str, home: Entry) -> bool:
        known = (*entry.offices, Office(entry.role or "", entry.affiliation))
        return any(o.affiliation == home.id and self.registry.normal_role(o.role) == role for o in known)


def named_holder(office: Mention, mentions: Collection[Mention], registry: Registry) -> Mention | None:
    """The one person whom the document names with this office of this state or body."""
    role = registry.normal_role(office.role or "")
    leads = role.split()[-1:] in (["leader"], ["ruler"], ["strongman"])
    held = {
        m.name: m
        for m in mentions
        if m.how == "person"
        and m.affiliation == office.affiliation
        and role
        and _is_role(registry.normal_role(m.role or ""), role, leads)
    }
    return next(iter(held.values())) if len(held) == 1 else None


def _is_role(held: str, wanted: str, leads: bool) -> bool:
    """Whether an office is the wanted one, or whoever holds it is a country's leader."""
    return held == wanted or (leads and held in _LEADING)


def _reference_date(document: Document) -> str | None:
    """The date that the document speaks from: that of its publication, or the last year that it names."""
    if document.published and document.published[:4].isdigit():
        return document.published
    years = [int(match[0]) for match in _YEAR.finditer(document.text)]
    last = max((year for year in years if year < 2040), default=None)
    return str(last) if last is not None else None
