"""What the columns of a table mean, by their names.

In: a header, and the names that a layout gives columns. Out: which kind of rows it is, and in which place each field
stands. Case, blanks, underscores and other signs of names don't count. A kind is known by the fields that it needs;
the first kind of the list that has them counts.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

TableKind = Literal["position", "event", "resolution", "actor"]

_ID: Final = ("id", "recordid", "rowid", "statementid", "eventid", "key")
_DATE: Final = ("date", "day", "when", "eventdate", "adopted", "datum", "time")
_QUOTE: Final = ("quote", "quotation", "quoted", "excerpt", "text", "words")
_PUBLISHER: Final = ("publisher", "outlet", "newspaper", "medium", "reportedby")
_SOURCE: Final = ("source", "url", "link", "document", "sourceurl", "article", "reference")

# The names of each field, the usual ones first; a column is one field only, the first that wants it.
NAMES: Final[Mapping[TableKind, Mapping[str, tuple[str, ...]]]] = {
    "position": {
        "holder": ("actor", "holder", "speaker", "person", "who", "country", "state", "party",
                   "organization", "organisation", "iso3", "iso3c", "countrytextid", "cow", "cowcode", "ccode"),
        "issue": ("issue", "topic", "concept", "proposition", "policy", "category", "question"),
        "stance": ("stance", "position", "agreement", "attitude", "view"),
        "date": _DATE, "quote": _QUOTE, "statement": ("statement", "summary", "claim", "paraphrase"),
        "on_behalf_of": ("onbehalfof", "behalf", "organization", "organisation", "affiliation"),
        "publisher": _PUBLISHER, "source": _SOURCE, "confidence": ("confidence",),
        "coder": ("coder", "annotator", "codedby"), "id": _ID,
    },
    "event": {
        "agent": ("agent", "initiator", "actor1", "sourceactor", "actor", "from", "sidea", "country1", "ccode1"),
        "recipient": ("recipient", "target", "actor2", "targetactor", "to", "sideb", "country2", "ccode2"),
        "type": ("type", "eventtype", "plover", "action"), "date": _DATE,
        "label": ("label", "event", "title", "headline", "description"),
        "place": ("place", "location", "where"), "code": ("cameo", "cameocode", "code"),
        "intensity": ("intensity", "goldstein", "score"), "quote": _QUOTE,
        "publisher": _PUBLISHER, "source": _SOURCE, "id": _ID,
    },
    "resolution": {
        "symbol": ("symbol", "number", "resolutionnumber"), "label": ("label", "resolution", "title", "name"),
        "body": ("body", "organ", "adoptedby"), "date": _DATE,
        "type": ("type", "resolutiontype"), "status": ("status", "outcome"),
        "votes_for": ("votesfor", "yes", "for", "infavour", "infavor", "yescount"),
        "votes_against": ("votesagainst", "no", "against", "nocount"),
        "abstentions": ("abstentions", "abstain", "abstained", "abstaincount"),
        "parties": ("parties", "signatories"), "quote": _QUOTE, "source": _SOURCE, "id": _ID,
    },
    "actor": {
        "name": ("name", "actor", "label"), "type": ("type", "actortype", "kind"),
        "aliases": ("aliases", "alias", "othernames", "alsoknownas"),
        "role": ("role", "post", "office", "function"),
        "affiliation": ("affiliation", "memberof", "organization", "organisation", "country", "party"),
        "source": _SOURCE, "id": _ID,
    },
}  # fmt: skip
# What makes a table one of its kind: one field of each group.
NEEDED: Final[Mapping[TableKind, tuple[tuple[str, ...], ...]]] = {
    "position": (("holder",), ("issue",), ("stance",)),
    "event": (("type",), ("date",), ("agent", "recipient")),
    "resolution": (("symbol", "label"), ("body", "votes_for", "date"), ("symbol", "body", "votes_for")),
    "actor": (("name",), ("type", "aliases", "role", "affiliation")),
}


class UnknownColumns(ValueError):
    """The columns are of no kind of table; the text says what there is and what was expected."""


@dataclass(frozen=True)
class Columns:
    """Where the fields of a kind of rows stand in a table; `unread` are the columns that mean nothing."""

    kind: TableKind
    header: tuple[str, ...]
    places: Mapping[str, int]
    unread: tuple[str, ...]


def read_header(
    header: Sequence[str],
    named: Mapping[str, str] | None = None,
    kind: TableKind | None = None,
    constants: Sequence[str] = (),
) -> Columns:
    """What a header means. `named` gives columns to fields, `constants` are the fields that need none.

    Raises UnknownColumns.
    """
    header = tuple(name.strip() for name in header)
    twice = sorted(name for name, count in Counter(map(fold_column, header)).items() if name and count > 1)
    if twice:
        raise UnknownColumns(f"has the column {twice[0]!r} twice; expected each name once")
    kinds = [kind] if kind else list(get_args(TableKind))
    for one in kinds:
        places = _place(one, header, named or {})
        if all(any(field in places or field in constants for field in group) for group in NEEDED[one]):
            used = set(places.values())
            unread = (name or f"column {n + 1}" for n, name in enumerate(header) if n not in used)
            return Columns(one, header, places, tuple(unread))
    raise UnknownColumns(_explain(header, kinds, named or {}))


def _place(kind: TableKind, header: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    columns = {fold_column(name): place for place, name in enumerate(header) if name}
    places = {
        field: columns.pop(fold_column(column))
        for field, column in named.items()
        if field in NAMES[kind] and fold_column(column) in columns
    }
    for field, names in NAMES[kind].items():
        found = next((name for name in names if name in columns), None)
        if field not in named and found:
            places[field] = columns.pop(found)
    return places


def _explain(header: Sequence[str], kinds: Sequence[TableKind], named: Mapping[str, str]) -> str:
    there = {fold_column(name) for name in header}
    absent = [column for column in named.values() if fold_column(column) not in there]
    found = ", ".join(name for name in header if name) or "none"
    if absent:
        return f"has no column {absent[0]!r}, which the layout names; it has {found}{_suggest(absent, header)}"
    expected = "; or ".join(f"{', '.join('/'.join(group) for group in NEEDED[kind])} ({kind})" for kind in kinds)
    usual = [names[0] for kind in kinds[:1] for names in (NAMES[kind][f[0]] for f in NEEDED[kind])]
    near = _suggest([n for n in usual if n not in there], header)
    return f"has the columns {found[:300]}; expected {expected}{near}; other names are given by --columns FILE.toml"


def _suggest(wanted: Sequence[str], header: Sequence[str]) -> str:
    folded = {fold_column(name): name for name in header if name}
    near = [(want, difflib.get_close_matches(fold_column(want), folded, 1, 0.7)) for want in wanted]
    words = ", ".join(f"{folded[found[0]]!r} for {want!r}" for want, found in near if found)
    return f" (nearest: {words})" if words else ""


def fold_column(name: str) -> str:
    """A name as names are compared: letters and digits only."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())
