"""The sections on what happened: events, relations between actors, resolutions.

In: the queries `events`, `event-counts`, `relations`, `resolutions`. Out: sentences. Whether something happened, was
planned or was denied is told as the source presents it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from pyoxigraph import NamedNode

from kg.reports.claims import cite_all, tell
from kg.reports.model import Block, Grid, Paragraph, Picture, Text, Words, text_of
from kg.reports.record import Entry, Record, entries_of
from kg.reports.sources import Claim, Sources, find_claims
from kg.reports.wording import date_words, join, with_article

_STATUS: Final = {
    "occurred": "took place",
    "ongoing": "went on",
    "planned": "remained a plan",
    "hypothetical": "remained a possibility",
    "denied": "did not take place",
}
_RELATIONS: Final = {
    "ally": "{0} had an ally in {1}",
    "rival": "{0} had a rival in {1}",
    "memberOf": "{0} belonged to {1}",
    "roleIn": "{0} held an office or role in {1}",
}
_STATUSES: Final = {
    "proposed": "was proposed",
    "adopted": "was adopted",
    "rejected": "was rejected",
    "implemented": "was put into effect",
    "ended": "came to its end",
    "": "was spoken of",
}
_KINDS: Final = {
    "formalResolution": "resolution", "treaty": "treaty", "agreementType": "agreement",
    "jointStatement": "joint statement", "authorisation": "authorisation", "law": "law",
}  # fmt: skip


def tell_events(
    entries: Iterable[Entry], claims: Sequence[Claim], sources: Sources, *, of_period: bool = False
) -> tuple[Text, ...]:
    """Rows of `events` as sentences, those with a date first; of a period, a vague date is told to be one."""
    dated_first = sorted(entries, key=lambda entry: not date_words(entry.text("date")))
    return _tell_all(dated_first, claims, "EventRecord", partial(_event, of_period=of_period), sources)


def tell_coded_events(
    record: Record, actor: NamedNode, name: str, claims: Sequence[Claim], sources: Sources
) -> tuple[Block, ...]:
    """The events of datasets in numbers: their rows are codes, and say no more than type, parties and day."""
    coded = [claim for claim in claims if claim.kind == "EventRecord" and not claim.passages[0].iri]
    table = record.table("event-counts", {"a": actor}) if coded else None
    if not table or not table.rows:
        return ()
    query = record.catalogue.get("event-counts")
    titles = join(list(dict.fromkeys(f"“{claim.passages[0].title}”" for claim in coded)))
    ends = cite_all([coded[0], coded[-1]] if len(coded) > 1 else coded, sources)
    sentence = f"Datasets code events with {with_article(name)} too, by type, parties and day: {titles}"
    rows = tuple(tuple(map(text_of, row)) for row in _by_type(list(entries_of(table))))
    return (
        Paragraph(text_of(sentence, ends, ".")),
        Grid("Events by type, of texts and datasets", ("Type", "Records", "First month", "Last month"), rows),
        Picture("Events month by month, of texts and datasets", table, query.view, query.plot),
    )


def _by_type(entries: Sequence[Entry]) -> list[tuple[str, str, str, str]]:
    """Rows of `event-counts` summed up by type, the most frequent first."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.text("event_type") or "other"].append(entry)
    numbers = {kind: sum(entry.number("records") for entry in rows) for kind, rows in found.items()}
    months = {kind: sorted(entry.text("month") for entry in rows) for kind, rows in found.items()}
    return [
        (kind, f"{numbers[kind]:,}", months[kind][0], months[kind][-1])
        for kind in sorted(found, key=lambda kind: (-numbers[kind], kind))
    ]


def tell_relations(entries: Iterable[Entry], claims: Sequence[Claim], sources: Sources) -> tuple[Text, ...]:
    """Rows of `relations` as sentences, in their order."""
    return _tell_all(entries, claims, "RelationClaim", _relation, sources)


def tell_resolutions(entries: Iterable[Entry], claims: Sequence[Claim], sources: Sources) -> tuple[Text, ...]:
    """Rows of `resolutions` as sentences, in their order."""
    return _tell_all(entries, claims, "ResolutionRecord", _resolution, sources)


def _tell_all(
    entries: Iterable[Entry],
    claims: Sequence[Claim],
    kind: str,
    clause: Callable[[Entry], Text],
    sources: Sources,
) -> tuple[Text, ...]:
    """A sentence for each row that a claim at hand stands behind; the others are not about the subject."""
    rest = list(claims)
    told = []
    for entry in entries:
        for claim in find_claims(rest, kind, entry.node("document"), entry.text("quote"))[:1]:
            told.append(tell(clause(entry), claim, sources))
    return tuple(dict.fromkeys(told))


def _event(entry: Entry, of_period: bool) -> Text:
    when = date_words(entry.text("date"))
    vague = " (a date that may lie outside the period)" if of_period and entry.text("fit") == "possible" else ""
    facts = [
        entry.text("event_type"),
        _by("by", entry.text("initiators")),
        _by("towards", entry.text("recipients")),
        _by("with", entry.text("others")),
        f"in {entry.text('place')}" if entry.text("place") else "",
    ]
    known = ", ".join(filter(None, facts))
    did = _STATUS.get(entry.term("status"), "was reported")
    return text_of(
        Words(entry.text("event"), "issue"),
        f" ({known})" if known else "",
        f" {did}{f' {when}' if when else ''}{vague}",
    )


def _relation(entry: Entry) -> Text:
    names = with_article(entry.text("actor_from")), with_article(entry.text("actor_to"))
    when = date_words(entry.text("date"))
    return text_of(_RELATIONS[entry.term("relation")].format(*names), f" {when}" if when else "")


def _resolution(entry: Entry) -> Text:
    kind, symbol, body = (
        _KINDS.get(entry.term("kind"), entry.text("kind")),
        entry.text("symbol"),
        entry.text("adopted_by"),
    )
    when, did = date_words(entry.text("adopted")), _STATUSES.get(entry.term("status"), "was spoken of")
    # Without a status it is only a text of this body, which a source speaks of.
    kind, body = (f"{kind} {_by('of', body)}", "") if body and kind and not entry.term("status") else (kind, body)
    named = ", ".join(filter(None, (kind, symbol if symbol != entry.text("resolution") else "")))
    return text_of(
        Words(entry.text("resolution"), "issue"),
        f" ({named}) {did}" if named else f" {did}",
        f" {when}" if when else "",
        f" {_by('by', body)}" if body else "",
        _votes(entry),
        _parties(entry.text("parties")),
    )


def _parties(names: str) -> str:
    role = "parties" if ", " in names else "a party"
    return f"{_by(', with', names)} as {role}" if names else ""


def _votes(entry: Entry) -> str:
    counted = {"yes": "in favour", "no": "against", "abstentions": "abstaining"}
    votes = [f"{entry.text(column)} {words}" for column, words in counted.items() if entry.text(column)]
    return f", with {join(votes)}" if votes else ""


def _by(preposition: str, names: str) -> str:
    return f"{preposition} {join([with_article(name) for name in names.split(', ')])}" if names else ""
