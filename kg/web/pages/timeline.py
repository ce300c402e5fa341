"""The timeline: dated claims of some kinds, narrowed to a period, a source, some actors.

In: a filter. Out: a page, the newest claims first; the browser draws them.
"""

from __future__ import annotations

from typing import Final

from kg.errors import UsageError
from kg.web.asking import Asked
from kg.web.chronicle import make_entries
from kg.web.filters import read_filter
from kg.web.finding import Spoken, find_claims, find_dated, of_kind
from kg.web.paging import open_window
from kg.web.periods import address_of, find_wider, make_periods, tell_period
from kg.web.rendering import Page

_KINDS: Final = ("position", "event", "resolution")
_ENTRIES: Final = 150
_MOST: Final = 600
_PATH: Final = "/timeline"


def show(asked: Asked) -> Page:
    """The page."""
    wanted = read_filter(asked)
    kinds = [kind for kind in asked.every.get("kind", ()) if kind] or list(_KINDS)
    if unknown := set(kinds) - set(_KINDS):
        raise UsageError(f"kind: {min(unknown)!r} is not one of {', '.join(_KINDS)}")
    things = [*wanted.actors, *wanted.issues]
    found = [each for thing in things for each in find_claims(asked, thing)] if things else find_dated(asked)
    fitting = [each for each in of_kind(found, *kinds) if _fits(each) and wanted.covers(each.first, each.last)]
    if wanted.source is not None:
        fitting = [each for each in fitting if each.claim.value.startswith(f"{wanted.source.value}/")]
    fitting.sort(key=lambda each: (each.first or each.last, each.claim.value), reverse=True)
    shown, window = open_window(asked, fitting, _PATH, asked.integer("most", _ENTRIES, _MOST) or _ENTRIES)
    facts = {
        "entries": make_entries(asked, shown),
        "window": window,
        "periods": make_periods(fitting, _PATH, asked.every, wanted.since, wanted.until),
        "wider": _wider(asked),
        "given": asked.given,
        "kinds": _KINDS,
        "chosen": kinds,
    }
    return Page("timeline.html", "What was said and done, and when", facts)


def _fits(each: Spoken) -> bool:
    return each.first is not None or each.last is not None


def _wider(asked: Asked) -> list[tuple[str, str]]:
    """The way back from a period: to the next wider one, and to all."""
    since, until = asked.given.get("since", ""), asked.given.get("until", "")
    if not since and not until:
        return []
    wider = find_wider(since, until)
    words = [(f"back to {tell_period(*wider)}", address_of(_PATH, asked.every, *wider))] if wider else []
    return [*words, ("all of the time", address_of(_PATH, asked.every, "", ""))]
