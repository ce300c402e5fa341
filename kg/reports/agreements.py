"""The sections on agreement: what the positions give, and what sources claim.

In: the queries `coalitions`, `agreements`, `statements`, `claimed-vs-derived`. Out: sections. Both are kept apart: what
is derived from positions, no source needs to have said; what a source claims, the positions need not bear out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pyoxigraph import NamedNode

from kg.reports.claims import cite_all, tell
from kg.reports.model import Listing, Paragraph, Section, Text, Words, text_of
from kg.reports.record import Entry, Record
from kg.reports.sources import Claim, Sources, find_claims
from kg.reports.wording import count, with_article

# With whom a dossier goes into detail: those with whom an actor shares or disputes most.
MOST_OTHERS: Final = 12
_DID: Final = {"support": "supported it", "oppose": "opposed it", "mixed": "was mixed", "uncertain": "left it open"}
_BOTH: Final = {
    "support": "both supported it", "oppose": "both opposed it",
    "mixed": "both took mixed stances", "uncertain": "both left it open",
}  # fmt: skip
_DERIVED: Final = "These follow from the positions on record; no source needs to have said so."
_BORNE_OUT: Final = {
    "yes": "The positions on record bear this out.",
    "no": "The positions on record do not bear this out",
    "no positions": "The record lacks the positions to check this.",
}


def tell_agreements(record: Record, actor: NamedNode, label: str, sources: Sources) -> list[Section]:
    """A section for each other actor with a position on one of the actor's issues, those with most in common first."""
    others = record.entries("coalitions", actor=actor)
    told: list[Section] = []
    for entry in others[:MOST_OTHERS]:
        other = entry.node("other")
        rows = [] if other is None else record.entries("agreements", a=actor, b=other)
        if other is not None and rows:
            pair = _Pair(record, sources, (actor, other), (label, entry.text("other")))
            told.append(
                Section(f"With {with_article(entry.text('other'))}", 3, (Listing(tuple(map(pair.tell, rows))),))
            )
    if told:
        told[0] = Section(told[0].title, 3, (Paragraph(text_of(_DERIVED), note=True), *told[0].blocks))
    if len(others) > MOST_OTHERS:
        more = count(len(others) - MOST_OTHERS, "other actor")
        note = f"Positions on the same issues by {more} are left out; the query coalitions lists them."
        told.append(Section("With others", 3, (Paragraph(text_of(note), note=True),)))
    return told


def tell_claimed(entries: Iterable[Entry], claims: Sequence[Claim], sources: Sources) -> tuple[Text, ...]:
    """Rows of `claimed-vs-derived` as sentences; those that no claim at hand stands behind are left out."""
    told = []
    for entry in entries:
        words, document = entry.text("quote"), entry.node("document")
        for claim in find_claims(list(claims), "AgreementClaim", document, words)[:1]:
            verb = "agreed" if entry.term("claimed") == "agree" else "disagreed"
            parties = f"{with_article(entry.text('party_a'))} and {with_article(entry.text('party_b'))} {verb} on "
            clause = text_of(parties, Words(entry.text("issue"), "issue"))
            told.append(tell(clause, claim, sources, remarks=(_borne_out(entry),)))
    return tuple(dict.fromkeys(told))


def _borne_out(entry: Entry) -> str:
    found = _BORNE_OUT.get(entry.text("borne_out"), "")
    return found if found.endswith(".") or not found else f"{found}: they give “{entry.text('derived')}”."


class _Pair:
    """Two actors with the claims that their positions rest on."""

    def __init__(
        self, record: Record, sources: Sources, nodes: tuple[NamedNode, NamedNode], names: tuple[str, str]
    ) -> None:
        self.names, self._sources = names, sources
        self._rows = [record.entries("statements", actor=node) for node in nodes]
        self._claims = [{claim.iri: claim for claim in sources.about("actor", node)} for node in nodes]

    def tell(self, row: Entry) -> Text:
        """A row of `agreements` as a sentence."""
        stances = row.term("stance_a"), row.term("stance_b")
        sides = [self._side(row, side, stance) for side, stance in enumerate(stances)]
        cited = cite_all([claim for side in sides for claim in side], self._sources)
        return text_of("On ", Words(row.text("issue"), "issue"), f" {self._stood(row, stances)}", cited, ".")

    def _stood(self, row: Entry, stances: tuple[str, str]) -> str:
        limits = [row.text("conditions_a"), row.text("conditions_b")]
        set_by = [
            f"{name} conditionally, “{limit}”" for name, limit in zip(self._named(), limits, strict=True) if limit
        ]
        conditions = f" ({'; '.join(set_by)})" if set_by else ""
        if stances[0] == stances[1]:
            return _BOTH[stances[0]] + conditions
        one, other = (f"{name} {_DID[stance]}" for name, stance in zip(self._named(), stances, strict=True))
        return f"{one}, while {other}{conditions}"

    def _named(self) -> tuple[str, str]:
        return with_article(self.names[0]), with_article(self.names[1])

    def _side(self, row: Entry, side: int, stance: str) -> list[Claim]:
        """The claims behind one side of a row."""
        issue = row.node("issue")
        found = [
            entry.node("position")
            for entry in self._rows[side]
            if entry.node("issue") == issue and entry.term("stance") == stance and entry.text("current") == "true"
        ]
        return [claim for node in found if node is not None and (claim := self._claims[side].get(node))]
