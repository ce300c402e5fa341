"""The sections on votes: how a state voted, with whom, and whether as it spoke; the roll calls on a resolution.

In: the queries `voting-record`, `votes-with`, `said-vs-voted`, `ballots`, `claims`. Out: sections. The reference of
a vote is the record of its roll call in its dataset.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from pyoxigraph import NamedNode

from kg.queries.results import Table
from kg.reports.claims import cite_all
from kg.reports.model import Block, Grid, Paragraph, Picture, Section, Text, Words, text_of
from kg.reports.record import Entry, Record, entries_of
from kg.reports.sources import Claim, Sources
from kg.reports.wording import begin, count, date_words, fold_spaces, join, times, with_article

LATEST: Final = 25
NEAREST: Final = 8
_VOTES: Final = {"yes": "in favour", "no": "against", "abstain": "abstaining", "absent": "absent"}
_DID: Final = {"yes": "voted in favour", "no": "voted against", "abstain": "abstained", "absent": "was absent"}
_SAID: Final = {
    "support": "supporting",
    "oppose": "opposing",
    "mixed": "taking a mixed stance on",
    "uncertain": "leaving open",
}
_VERDICTS: Final = {
    "match": "Word and vote fit.",
    "contradiction": "Word and vote contradict each other.",
    "neither": "The vote fits neither support nor opposition.",
    "open": "The position leaves open which vote would fit.",
}


@dataclass(frozen=True)
class Voter:
    """A state in the record of votes."""

    record: Record
    sources: Sources
    actor: NamedNode
    label: str

    def sections(self) -> list[Section]:
        """Its votes in numbers, the latest, and who votes like it; none where it never voted."""
        votes = self.record.entries("voting-record", actor=self.actor)
        if not votes:
            return []
        return [Section("Record in numbers", 3, self._numbers(votes)), *self._latest(votes), *self._likeness()]

    def said_and_voted(self, claims: Sequence[Claim]) -> tuple[Text, ...]:
        """A sentence for each position on a resolution and vote on it."""
        return tuple(self._compare(entry, claims) for entry in self.record.entries("said-vs-voted", actor=self.actor))

    def _numbers(self, votes: Sequence[Entry]) -> tuple[Block, ...]:
        cast = Counter(entry.text("vote") for entry in votes)
        shares = [f"{times(cast[vote])} {words}" for vote, words in _VOTES.items() if cast[vote]]
        ends = [claim for entry in (votes[-1], votes[0]) for claim in roll_calls(entry, self.sources)[:1]]
        first, last = date_words(votes[-1].text("date")), date_words(votes[0].text("date"))
        period = f", the first {first} and the last {last}" if first and last and len(votes) > 1 else ""
        sentence = f"{with_article(self.label)} was listed in {count(len(votes), 'roll call')}{period}: {join(shares)}"
        return (Paragraph(text_of(begin(sentence), cite_all(ends, self.sources), ".")),)

    def _latest(self, votes: Sequence[Entry]) -> list[Section]:
        rows = tuple(self._vote_row(entry) for entry in votes[:LATEST])
        shown = f"The latest {count(len(rows), 'vote')} of {len(votes):,}" if len(votes) > len(rows) else "All votes"
        head = ("Resolution", "Date", "Vote", "Title", "Record")
        blocks: tuple[Block, ...] = (Grid(shown, head, rows),)
        if len(votes) > len(rows):
            blocks = (*blocks, Paragraph(text_of("The query voting-record lists the others."), note=True))
        return [Section("Latest votes", 3, blocks)]

    def _vote_row(self, entry: Entry) -> tuple[Text, ...]:
        cites = cite_all(roll_calls(entry, self.sources), self.sources)
        columns = [entry.text("resolution"), entry.text("date"), _VOTES[entry.text("vote")], entry.text("title")]
        return (*(text_of(cell) for cell in columns), cites)

    def _likeness(self) -> list[Section]:
        table = self.record.table("votes-with", {"actor": self.actor})
        entries = list(entries_of(table))
        if not entries:
            return []
        query = self.record.catalogue.get("votes-with")
        shown = entries if len(entries) <= 2 * NEAREST else [*entries[:NEAREST], *entries[-NEAREST:]]
        some = Table(table.columns, tuple(entry.row for entry in shown), table.labels)
        title = f"Share of shared votes in which others voted like {with_article(self.label)}"
        caption = f"{title}: the nearest and the farthest" if len(shown) < len(entries) else title
        head = ("State", "Shared votes", "Alike", "Opposed", "Alike in %")
        columns = ("state", "votes", "alike", "opposed", "share")
        rows = tuple(tuple(text_of(entry.text(name)) for name in columns) for entry in shown)
        note = "Counted over all roll calls in which both voted; the records of the roll calls are the source."
        blocks = (Picture(caption, some, query.view, query.plot), Grid(caption, head, rows))
        return [Section("Who votes alike", 3, (*blocks, Paragraph(text_of(note), note=True)))]

    def _compare(self, entry: Entry, claims: Sequence[Claim]) -> Text:
        said = [
            claim
            for claim in claims
            if claim.kind == "Position" and any(passage.words == entry.text("quote") for passage in claim.passages)
        ][:1]
        when = date_words(entry.text("date"))
        state = with_article(entry.text("state"))
        return text_of(
            begin(f"{state} was reported {_SAID[entry.term('stance')]} "),
            Words(entry.text("resolution"), "issue"),
            cite_all(said, self.sources),
            f" and {_DID[entry.text('vote')]}{f' {when}' if when else ''}",
            cite_all(roll_calls(entry, self.sources), self.sources),
            f". {_VERDICTS[entry.text('verdict')]}",
        )


def roll_calls(entry: Entry, sources: Sources, resolution: NamedNode | None = None) -> list[Claim]:
    """The roll call that a row speaks of, by its resolution and, where it has them, record or title."""
    resolution = resolution or entry.node("resolution")
    if resolution is None:
        return []
    found = [claim for claim in sources.about("issue", resolution) if claim.kind == "VoteEvent"]
    if "record" in entry.table.columns:
        return [claim for claim in found if claim.passages[0].place == f"record {entry.text('record')}"][:1]
    title = entry.text("title") if "title" in entry.table.columns else ""
    fits = [claim for claim in found if title and claim.passages[0].words == title]
    return (fits or found)[:1]


def tell_roll_calls(record: Record, resolution: NamedNode, sources: Sources) -> tuple[Block, ...]:
    """The roll calls on a resolution as a table, and one table more for each with who voted how; else nothing."""
    ballots = record.entries("ballots", resolution=resolution)
    rows: list[tuple[Text, ...]] = []
    grids: list[Grid] = []
    for _, group in groupby(ballots, key=lambda entry: entry.text("record")):
        cast = list(group)
        cites = cite_all(roll_calls(cast[0], sources, resolution), sources)
        by_vote = {vote: [entry.text("state") for entry in cast if entry.text("vote") == vote] for vote in _VOTES}
        numbers = [text_of(str(len(states))) for states in by_vote.values()]
        date, scope, title = (text_of(cast[0].text(column)) for column in ("date", "scope", "title"))
        rows.append((date, scope, *numbers, title, cites))
        shown = [(vote, states) for vote, states in by_vote.items() if states]
        named = tuple((text_of(_VOTES[vote]), text_of(join(sorted(states))), cites) for vote, states in shown)
        grids.append(Grid(_caption(cast[0]), ("Vote", "Members", "Record"), named))
    if not rows:
        return ()
    head = ("Date", "On", "In favour", "Against", "Abstaining", "Absent", "Title", "Record")
    return (Grid("Roll calls", head, tuple(rows)), *grids)


def _caption(entry: Entry) -> str:
    when, scope = date_words(entry.text("date")), entry.text("scope")
    return " ".join(filter(None, ("Who voted how", when, f"({scope}, record {entry.text('record')})")))


def tell_referring(record: Record, resolution: NamedNode, sources: Sources) -> tuple[Text, ...]:
    """The resolutions that refer to a resolution, with the words in which they do."""
    told = []
    for entry in record.entries("referring", resolution=resolution):
        when = date_words(entry.text("date"))
        referred = f"{f' {when}' if when else ''} referred to it, according to {entry.text('source')}: "
        words = Words(fold_spaces(entry.text("words")), "quote")
        cites = cite_all(_behind(entry, sources), sources)
        told.append(text_of(Words(entry.text("resolution"), "issue"), referred, words, cites, "."))
    return tuple(told)


def _behind(entry: Entry, sources: Sources) -> list[Claim]:
    """The roll call or record that a row of `referring` is from."""
    resolution = entry.node("resolution")
    found = [] if resolution is None else sources.about("issue", resolution)
    return [claim for claim in found if any(passage.words == entry.text("words") for passage in claim.passages)][
        :1
    ] or found[:1]
