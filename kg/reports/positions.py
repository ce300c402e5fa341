"""The sections on positions: under each issue, or each stance, claim by claim; and what changed.

In: the queries `statements`, `contradictions`, `changes`. Out: sections. A stance that a source says was given up is
told as such; two that contradict each other stay side by side, and both are marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final

from pyoxigraph import NamedNode

from kg.reports.claims import cite_all, tell
from kg.reports.model import Listing, Section, Text, Words, text_of
from kg.reports.record import Entry, Record
from kg.reports.sources import Claim, Sources
from kg.reports.wording import date_words, with_article

# What a holder did towards the issue of the heading; the order is that of the headings where stances are.
STANCES: Final = {
    "support": "supported this",
    "oppose": "opposed this",
    "mixed": "took a mixed stance on this",
    "uncertain": "left this open",
}
_NOUNS: Final = {
    "support": "support",
    "oppose": "opposition",
    "mixed": "a mixed stance",
    "uncertain": "leaving it open",
}
HEADINGS: Final = {"support": "In support", "oppose": "In opposition", "mixed": "Mixed", "uncertain": "Left open"}


def by_issue(rows: Iterable[Entry], tell_rows: Callable[[Sequence[Entry]], tuple[Text, ...]]) -> list[Section]:
    """A section for each issue, by its name."""
    grouped = groupby(sorted(rows, key=lambda row: row.text("issue").casefold()), key=lambda row: row.text("issue"))
    told = [(issue, tell_rows(list(group))) for issue, group in grouped]
    return [Section(issue, 3, (Listing(entries),)) for issue, entries in told if entries]


def by_stance(rows: Sequence[Entry], tell_rows: Callable[[Sequence[Entry]], tuple[Text, ...]]) -> list[Section]:
    """A section for each stance, those in support first."""
    told = [(HEADINGS[name], tell_rows([row for row in rows if row.term("stance") == name])) for name in STANCES]
    return [Section(heading, 3, (Listing(entries),)) for heading, entries in told if entries]


def tell_positions(
    rows: Sequence[Entry], claims: Sequence[Claim], sources: Sources, contested: set[str]
) -> tuple[Text, ...]:
    """The positions of some rows of `statements`, a sentence each; `contested` as `find_contested` gives it."""
    known = {claim.iri: claim for claim in claims}
    found: dict[NamedNode, Entry] = {}
    for row in rows:
        node = row.node("position")
        if node is not None and node in known:
            found.setdefault(node, row)
    return tuple(_tell(row, known[node], sources, contested) for node, row in found.items())


def find_contested(record: Record, holder: NamedNode | None) -> set[str]:
    """The positions with which the record contradicts itself, as "holder issue"."""
    entries = record.entries("contradictions", **({} if holder is None else {"actor": holder}))
    return {f"{entry.text('holder')} {entry.text('issue')}" for entry in entries}


def tell_changes(entries: Iterable[Entry], claims: Sequence[Claim], sources: Sources) -> tuple[Text, ...]:
    """The rows of `changes` as sentences: by a source's word, or by the order of the documents."""
    told = []
    for entry in entries:
        ends = [*_by_words(claims, entry.text("quote_before")), *_by_words(claims, entry.text("quote_after"))]
        clause = text_of("On ", Words(entry.text("issue"), "issue"), f" {with_article(entry.text('holder'))} ")
        told.append(text_of(clause, _went(entry), _basis(entry), cite_all(ends, sources), "."))
    return tuple(told)


def _went(entry: Entry) -> str:
    since = date_words(entry.text("since"))
    before, after = (_NOUNS[entry.term(column)] for column in ("before", "after"))
    return f"went from {before} to {after}{f' {since}' if since else ''}"


def _basis(entry: Entry) -> str:
    if entry.text("basis") == "a source says so":
        return ", as a source says"
    return "; no source says so, but documents with the one stance are all older than those with the other"


def _by_words(claims: Sequence[Claim], words: str) -> list[Claim]:
    found = (claim for claim in claims if claim.kind == "Position")
    return [claim for claim in found if any(passage.words == words for passage in claim.passages)][:1]


def _tell(row: Entry, claim: Claim, sources: Sources, contested: set[str]) -> Text:
    holder, behalf = row.text("holder"), row.text("on_behalf_of")
    spoken_for = f", speaking for {with_article(behalf)}," if behalf else ""
    when = date_words(row.text("date"))
    inferred = " (a date inferred from the text)" if when and row.term("basis") == "inferredTime" else ""
    conditions = f" conditionally (“{row.text('conditions')}”)" if row.text("conditions") else ""
    did = STANCES[row.term("stance")]
    clause = f"{with_article(holder)}{spoken_for} {did}{f' {when}' if when else ''}{inferred}{conditions}"
    return tell(text_of(clause), claim, sources, holder, _remarks(row, contested))


def _remarks(row: Entry, contested: set[str]) -> tuple[str, ...]:
    if row.text("current") != "true":
        return ("A source says that this position was given up later.",)
    if f"{row.text('holder')} {row.text('issue')}" in contested:
        return ("The record is contradictory here: it also holds the opposite position.",)
    return ()
