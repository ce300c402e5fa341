"""The dossier: which sections a report on an actor, an issue or a decision has, in which order.

In: a subject, the record, the catalogue's queries behind it. Out: a report. A section with nothing in it is one line
that says what is not on record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kg.queries.catalogue import Catalogue
from kg.queries.names import Ask
from kg.queries.parameters import Term
from kg.reports import agreements, happenings, positions, votes
from kg.reports.model import Block, Listing, Paragraph, Picture, Report, Section, Text, text_of
from kg.reports.record import Entry, Record, entries_of
from kg.reports.sources import Sources
from kg.reports.subjects import Subject
from kg.reports.wording import bare_date, begin, count, join, with_article

_HOW_TO_READ: Final = (
    "Each sentence repeats what a source says, names that source, and leads by the number in brackets to the passage at"
    " the end; quotations are verbatim, and “[…]” marks where a long one goes on there. Nothing"
    " here is asserted by the report itself."
)
_KINDS: Final = {
    "Position": "position",
    "EventRecord": "event",
    "AgreementClaim": "claim of agreement or disagreement",
    "RelationClaim": "relation",
    "ResolutionRecord": "report of a decision",
    "VoteEvent": "roll call",
}


def make_report(subject: Subject, ask: Ask, catalogue: Catalogue, since: str | None, until: str | None) -> Report:
    """The dossier on a subject, of the whole record or of a period (EDTF dates)."""
    record = Record(ask, catalogue, since, until)
    sources = Sources(record)
    sections = _on_actor(subject, record, sources) if subject.kind == "actor" else _on_issue(subject, record, sources)
    kind = "Dossier on a decision" if subject.decision else f"Dossier on an {subject.kind}"
    return Report(subject.label, kind, _lead(subject, record, sources), tuple(sections), sources.references)


def _on_actor(subject: Subject, record: Record, sources: Sources) -> list[Section]:
    actor, name = subject.node, with_article(subject.label)
    claims = sources.about("actor", actor)
    contested = positions.find_contested(record, actor)
    voter = votes.Voter(record, sources, actor, subject.label)

    def told(rows: Sequence[Entry]) -> tuple[Text, ...]:
        return positions.tell_positions(rows, claims, sources, contested)

    terms = {"actor": actor}
    return [
        *_part("Positions", positions.by_issue(record.entries("statements", **terms), told), f"position of {name}"),
        _list("Changes of position", positions.tell_changes(record.entries("changes", **terms), claims, sources),
              f"change of position by {name}"),
        *_part("Agreements and disagreements", agreements.tell_agreements(record, actor, subject.label, sources),
               f"actor with a position on the same issue as {name}"),
        _list("What sources say of agreement",
              agreements.tell_claimed(record.entries("claimed-vs-derived", a=actor), claims, sources),
              f"source’s word on who agreed with {name}"),
        _list("Decisions", happenings.tell_decisions(record.entries("resolutions"), claims, sources),
              f"decision with {name} as its maker or as a party"),
        *_part("Votes", voter.sections(), f"vote of {name}"),
        _list("Said and voted", voter.said_and_voted(claims), f"decision on which {name} both spoke and voted"),
        _events(subject, record, sources),
        _list("Relations", happenings.tell_relations(record.entries("relations", **terms), claims, sources),
              f"relation of {name} to other actors"),
    ]  # fmt: skip


def _events(subject: Subject, record: Record, sources: Sources) -> Section:
    """What happened by the word of texts, then what datasets have coded."""
    actor, claims = subject.node, sources.about("actor", subject.node)
    name = with_article(subject.label)
    table = record.table("events", {"a": actor})
    told = happenings.tell_events(entries_of(table), claims, sources, of_period=record.has_period)
    coded = happenings.tell_coded_events(record, actor, subject.label, claims, sources)
    query = record.catalogue.get("events")
    listed = (Picture(f"Events with {name}", table, query.view, query.plot), Listing(told)) if told else ()
    return Section("Events", 2, (*listed, *coded) or _nothing(f"event with {name}"))


def _on_issue(subject: Subject, record: Record, sources: Sources) -> list[Section]:
    issue = subject.node
    claims = sources.about("about", issue)
    contested = positions.find_contested(record, None)

    def told(rows: Sequence[Entry]) -> tuple[Text, ...]:
        return positions.tell_positions(rows, claims, sources, contested)

    changes = [entry for entry in record.entries("changes") if entry.node("issue") == issue]
    claimed = [entry for entry in record.entries("claimed-vs-derived") if entry.node("issue") == issue]
    standing = _part(
        "Positions", positions.by_stance(record.entries("statements", about=issue), told), "position on it",
        _picture(record, "issue", {"about": issue}, f"Who stands where on {subject.label}"),
    )  # fmt: skip
    sections = [
        *standing,
        _list("Changes of position", positions.tell_changes(changes, claims, sources), "change of position on it"),
        _list("What sources say of agreement", agreements.tell_claimed(claimed, claims, sources),
              "source’s word on who agreed on it"),
    ]  # fmt: skip
    return [*sections, *_on_decision(subject, record, sources)] if subject.decision else sections


def _on_decision(subject: Subject, record: Record, sources: Sources) -> list[Section]:
    decision, claims = subject.node, sources.about("about", subject.node)
    reported = happenings.tell_decisions(record.entries("resolutions", which=decision), claims, sources)
    rolls = votes.tell_roll_calls(record, decision, sources)
    referring = votes.tell_referring(record, decision, sources)
    return [
        _list("Adoption", reported, "report of its adoption"),
        Section("Votes", 2, rolls or _nothing("roll call on it")),
        _list("Referred to", referring, "decision that refers to it"),
    ]


def _lead(subject: Subject, record: Record, sources: Sources) -> tuple[Paragraph, ...]:
    """What is on record in numbers, the period, and how to read the report."""
    claims = sources.about("actor" if subject.kind == "actor" else "about", subject.node)
    counted = [
        count(number, noun, _plural(noun))
        for kind, noun in _KINDS.items()
        if (number := sum(claim.kind == kind for claim in claims))
    ]
    documents = len({passage.document for claim in claims for passage in claim.passages})
    held = f"{join(counted)} in {count(documents, 'document')}" if counted else "nothing"
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


def _list(title: str, entries: tuple[Text, ...], missing: str, *more: Block) -> Section:
    blocks = (*more, Listing(entries)) if entries else _nothing(missing)
    return Section(title, 2, blocks)


def _part(title: str, sections: list[Section], missing: str, *more: Block) -> list[Section]:
    return [Section(title, 2, more), *sections] if sections else [Section(title, 2, _nothing(missing))]


def _nothing(what: str) -> tuple[Block, ...]:
    return (Paragraph(text_of(begin(f"no {what} is on record.")), note=True),)


def _picture(record: Record, name: str, terms: Mapping[str, Term], title: str) -> Picture:
    query = record.catalogue.get(name)
    return Picture(title, record.table(name, terms), query.view, query.plot)
