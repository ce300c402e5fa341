"""The dossier: which sections a report on an actor, an issue or a resolution has, in which order.

In: a subject, the record, the catalogue's queries behind it. Out: a report. A section with nothing in it is one line
in the last section, which says what is not on record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from kg.queries.catalogue import Catalogue
from kg.queries.names import Ask
from kg.queries.results import Table
from kg.reports import agreements, happenings, positions, votes
from kg.reports.model import Block, Listing, Paragraph, Picture, Report, Section, Text, text_of
from kg.reports.record import Entry, Record, entries_of
from kg.reports.sources import Claim, Sources
from kg.reports.subjects import Subject
from kg.reports.wording import bare_date, count, join, with_article

_HOW_TO_READ: Final = (
    "Each sentence repeats what a source says, names that source, and leads by the number in brackets to the passage at"
    " the end; quotations are verbatim, and “[…]” marks where a long one goes on there. Nothing"
    " here is asserted by the report itself."
)
# Events that are told one by one.
MOST_EVENTS: Final = 300
_KINDS: Final = {
    "Position": "position",
    "EventRecord": "event",
    "AgreementClaim": "claim of agreement or disagreement",
    "RelationClaim": "relation",
    "ResolutionRecord": "report of a resolution",
    "VoteEvent": "roll call",
}


def make_report(subject: Subject, ask: Ask, catalogue: Catalogue, since: str | None, until: str | None) -> Report:
    """The dossier on a subject, of the whole record or of a period (EDTF dates)."""
    record = Record(ask, catalogue, since, until)
    dossier = _Dossier(subject, record, Sources(record))
    if subject.kind == "actor":
        dossier.tell_actor()
    else:
        dossier.tell_issue()
    kind = "Dossier on a resolution" if subject.resolution else f"Dossier on an {subject.kind}"
    references = dossier.sources.references
    return Report(subject.label, kind, _lead(subject, record, dossier.sources), dossier.sections(), references)


class _Dossier:
    """A dossier while it is written; what is not on record is told in one section at the end."""

    def __init__(self, subject: Subject, record: Record, sources: Sources) -> None:
        self.subject, self.record, self.sources = subject, record, sources
        self._sections: list[Section] = []
        self._missing: list[str] = []

    def sections(self) -> tuple[Section, ...]:
        """What was told, and what is missing."""
        missing = tuple(text_of(f"No {what} is on record.") for what in self._missing)
        absent = (Section("Not on record", 2, (Listing(missing, note=True),)),) if missing else ()
        return (*self._sections, *absent)

    def tell_actor(self) -> None:
        """The sections on an actor."""
        actor, name, record, sources = self.subject.node, self._name, self.record, self.sources
        claims = sources.about("actor", actor)
        voter = votes.Voter(record, sources, actor, self.subject.label)
        held = record.entries("statements", actor=actor)
        told = self._teller(claims, positions.find_contested(record, actor))
        self._part("Positions", positions.by_issue(held, told), f"position of {name}")
        changes = positions.tell_changes(record.entries("changes", actor=actor), claims, sources)
        self._list("Changes of position", changes, f"change of position by {name}")
        others = agreements.tell_agreements(record, actor, self.subject.label, sources)
        self._part("Agreements and disagreements", others, f"position of others on an issue on which {name} has one")
        claimed = agreements.tell_claimed(record.entries("claimed-vs-derived", a=actor), claims, sources)
        self._list("What sources say of agreement", claimed, f"word of a source on who agreed with {name}")
        resolutions = happenings.tell_resolutions(record.entries("resolutions"), claims, sources)
        self._list("Resolutions", resolutions, f"resolution with {name} as its maker or as a party")
        self._part("Votes", voter.sections(), f"vote of {name}")
        said = voter.said_and_voted(claims)
        self._list("Said and voted", said, f"resolution on which {name} both spoke and voted")
        self._tell_events(claims)
        relations = happenings.tell_relations(record.entries("relations", actor=actor), claims, sources)
        self._list("Relations", relations, f"relation of {name} to other actors")

    def tell_issue(self) -> None:
        """The sections on an issue, which may be a resolution."""
        issue, record, sources = self.subject.node, self.record, self.sources
        claims = sources.about("issue", issue)
        told = self._teller(claims, positions.find_contested(record, None))
        standing = positions.by_stance(record.entries("statements", issue=issue), told)
        picture = self._picture("issue", record.table("issue", {"issue": issue}), f"Who stands where: {self._name}")
        self._part("Positions", standing, "position on it", picture)
        changed = [entry for entry in record.entries("changes") if entry.node("issue") == issue]
        changes = positions.tell_changes(changed, claims, sources)
        self._list("Changes of position", changes, "change of position on it")
        compared = [entry for entry in record.entries("claimed-vs-derived") if entry.node("issue") == issue]
        claimed = agreements.tell_claimed(compared, claims, sources)
        self._list("What sources say of agreement", claimed, "word of a source on who agreed on it")
        if self.subject.resolution:
            self._tell_resolution(claims)

    def _tell_resolution(self, claims: Sequence[Claim]) -> None:
        resolution, record, sources = self.subject.node, self.record, self.sources
        reported = happenings.tell_resolutions(record.entries("resolutions", resolution=resolution), claims, sources)
        self._list("Adoption", reported, "report of its adoption")
        self._blocks("Votes", votes.tell_roll_calls(record, resolution, sources), "roll call on it")
        self._list("Referred to", votes.tell_referring(record, resolution, sources), "resolution that refers to it")

    def _tell_events(self, claims: Sequence[Claim]) -> None:
        """What happened by the word of texts, then what datasets have coded."""
        actor, record = self.subject.node, self.record
        table = record.table("events", {"a": actor})
        worded = [entry for entry in entries_of(table) if entry.text("quote")]
        told = happenings.tell_events(worded[:MOST_EVENTS], claims, self.sources, of_period=record.has_period)
        coded = happenings.tell_coded_events(record, actor, self.subject.label, claims, self.sources)
        drawn = Table(table.columns, tuple(entry.row for entry in worded[:MOST_EVENTS]), table.labels)
        listed: tuple[Block, ...] = ()
        if told:
            listed = (self._picture("events", drawn, f"Events with {self._name}"), Listing(told))
        if len(worded) > MOST_EVENTS:
            more = f"The query events lists the other {len(worded) - MOST_EVENTS:,}."
            listed = (*listed, Paragraph(text_of(more), note=True))
        self._blocks("Events", (*listed, *coded), f"event with {self._name}")

    @property
    def _name(self) -> str:
        return with_article(self.subject.label) if self.subject.kind == "actor" else self.subject.label

    def _teller(self, claims: Sequence[Claim], contested: set[str]) -> Callable[[Sequence[Entry]], tuple[Text, ...]]:
        return lambda rows: positions.tell_positions(rows, claims, self.sources, contested)

    def _picture(self, name: str, table: Table, title: str) -> Picture:
        query = self.record.catalogue.get(name)
        return Picture(title, table, query.view, query.plot)

    def _list(self, title: str, entries: tuple[Text, ...], missing: str) -> None:
        self._blocks(title, (Listing(entries),) if entries else (), missing)

    def _blocks(self, title: str, blocks: tuple[Block, ...], missing: str) -> None:
        self._part(title, [Section(title, 2, blocks)] if blocks else [], missing)

    def _part(self, title: str, sections: list[Section], missing: str, *more: Block) -> None:
        """A section with those inside it, or what is missing."""
        if not sections:
            self._missing.append(missing)
        elif sections[0].level == 2:
            self._sections += sections
        else:
            self._sections += [Section(title, 2, more), *sections]


def _lead(subject: Subject, record: Record, sources: Sources) -> tuple[Paragraph, ...]:
    """What is on record in numbers, the period, and how to read the report."""
    claims = sources.about("actor" if subject.kind == "actor" else "issue", subject.node)
    counted = [
        count(number, noun, _plural(noun))
        for kind, noun in _KINDS.items()
        if (number := sum(claim.kind == kind for claim in claims))
    ]
    documents = len({passage.document for claim in claims for passage in claim.passages})
    held = f"{join(counted)} in {count(documents, 'source')}" if counted else "nothing"
    name = with_article(subject.label) if subject.kind == "actor" else f"“{subject.label}”"
    paragraphs = [
        Paragraph(text_of(f"On record about {name}{' of all time' if record.has_period else ''}: {held}."), note=True)
    ]
    if record.has_period:
        paragraphs.append(Paragraph(text_of(_period(record)), note=True))
    return (*paragraphs, Paragraph(text_of(_HOW_TO_READ), note=True))


def _plural(noun: str) -> str:
    head, of, rest = noun.partition(" of ")
    return f"{head}s{of}{rest}"


def _period(record: Record) -> str:
    first = f" from {bare_date(record.since)}" if record.since else ""
    last = f" until {bare_date(record.until)}" if record.until else ""
    whole = f" These queries know no period and tell of all time: {join(sorted(record.whole))}." if record.whole else ""
    return f"The report is of the period{first}{last}; what has no date is kept.{whole}"
