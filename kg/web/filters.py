"""What a page is narrowed to, as its address says it: a period, a source, things chosen, and what counts once.

In: what stands after the question mark. Out: a `Filter`; and the addresses of the same page with something else asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from kg.edtf import parse_edtf
from kg.errors import UsageError
from kg.web.asking import Asked

POLICIES: Final = ("each", "document", "week", "month", "year")
POLICY_WORDS: Final[Mapping[str, str]] = {
    "each": "each claim",
    "document": "once a document",
    "week": "once a week",
    "month": "once a month",
    "year": "once a year",
}


@dataclass(frozen=True)
class Filter:
    """What counts: claims that can lie between two days, of one source, of some actors and issues; None is all."""

    since: date | None = None
    until: date | None = None
    source: NamedNode | None = None
    actors: tuple[NamedNode, ...] = ()
    issues: tuple[NamedNode, ...] = ()
    once_per: str = "each"

    def covers(self, first: date | None, last: date | None) -> bool:
        """Whether something between two days, or at any time where they are unknown, can lie in the period."""
        began = self.until is None or first is None or first <= self.until
        return began and (self.since is None or last is None or last >= self.since)


def read_filter(asked: Asked) -> Filter:
    """The filter of an address. Raises UnknownName for names that nothing has, UsageError for what is no date."""
    given = asked.given
    policy = given.get("once_per", "each")
    if policy not in POLICIES:
        raise UsageError(f"once_per: {policy!r} is not one of {', '.join(POLICIES)}")
    return Filter(
        _day(given.get("since"), "since", last=False),
        _day(given.get("until"), "until", last=True),
        asked.names.resolve("document", given["source"]) if "source" in given else None,
        _chosen(asked, "actor", given.get("actors", "")),
        _chosen(asked, "issue", given.get("issues", "")),
        policy,
    )


def address_with(path: str, given: Mapping[str, str], **changed: str | int | None) -> str:
    """The address of a page with some of what is given changed; None takes it out.

    >>> address_with("/matrix", {"page": "2", "since": "2015"}, page=3)
    '/matrix?page=3&since=2015'
    """
    wanted = {**given, **changed}
    pairs = [(name, value) for name, value in wanted.items() if value is not None and value != ""]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _day(text: str | None, name: str, *, last: bool) -> date | None:
    if text is None:
        return None
    try:
        span = parse_edtf(text.strip())
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error
    return span.latest if last else span.earliest


def _chosen(asked: Asked, kind: str, text: str) -> tuple[NamedNode, ...]:
    names = (name.strip() for name in text.split(";"))
    return tuple(dict.fromkeys(asked.names.resolve(kind, name) for name in names if name))
