"""Passages about formal decisions: what one sentence tells of one instrument.

In: a block with its dates and the instruments that it names. Out: findings for the named instruments: who is party to
it, which body made it, when, with which votes, what became of it. Where the parse has no predicate for a name, the
words next to it tell ("The Council adopted resolution 5"). Decisions without a name are `outcomes`' business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extraction import grammar
from kg.extraction.cast.parties import Parties
from kg.extraction.contexts import standing
from kg.extraction.dates.dating import date_of, date_told_behind
from kg.extraction.dates.report_day import ReportDay
from kg.extraction.dates.times import TimeMention
from kg.extraction.decisions.instruments import Instrument
from kg.extraction.decisions.votes import Votes, read_votes
from kg.extraction.lexicons.reading import word_sets
from kg.extraction.sentences.predications import Predication
from kg.extraction.text.english import Block
from kg.extraction.tokens import Span, Token
from kg.records import ResolutionStatus, ResolutionType

_STATUSES: tuple[ResolutionStatus, ...] = ("adopted", "rejected", "proposed", "implemented", "ended")
_PARTS_OF_NAMES = ("appos", "nmod", "nmod:desc", "compound", "flat")


@dataclass(frozen=True)
class Finding:
    """One passage about an instrument. `key` is equal for passages about the same one; offsets are the document's.

    An `echo` only says "the treaty": it completes what other passages say. `rule` read it off the words at `cue`.
    """

    key: str
    label: str
    type: ResolutionType
    block: Block
    start: int
    end: int
    rule: str
    cue: tuple[int, int]
    symbol: str | None = None
    body: str | None = None
    parties: tuple[str, ...] = ()
    status: ResolutionStatus | None = None
    time: TimeMention | None = None
    year: str | None = None
    votes: Votes = field(default_factory=Votes)
    echo: bool = False

    @property
    def weight(self) -> int:
        """How much the passage says."""
        date = self.time is not None or self.year is not None
        told = 2 * bool(self.parties) + 2 * date + bool(self.status) + self.votes.told
        return told + (len(self.label.split()) > 4)


def sentence_of(token: Token, block: Block) -> tuple[int, int]:
    """The stretch of the document that the sentence of a word covers."""
    kept = grammar.trim(list(token.sent))
    return block.span(kept[0], kept[-1])


def votes_in(stretch: tuple[int, int], block: Block) -> Votes:
    """The count of votes that a stretch of a block tells."""
    return read_votes(block.doc.text[stretch[0] - block.start : stretch[1] - block.start])


def day_of_decision(verb: Token, times: Sequence[TimeMention], block: Block) -> TimeMention | None:
    """The date of a predicate at which something can be decided: no interval that is open at an end."""
    return date_of(verb, [time for time in times if ".." not in time.edtf], block)


class NamedReader:
    """Reads what a block tells of the instruments that it names."""

    def __init__(self, block: Block, times: Sequence[TimeMention], parties: Parties, report: ReportDay) -> None:
        self._block, self._times, self._parties, self._report = block, times, parties, report

    def read(self, item: Instrument, predications: Sequence[Predication]) -> Finding:
        """Read the sentence of one mention."""
        head = item.head
        key = item.symbol or item.label
        stretch = (item.start, item.end) if head is None else sentence_of(head, self._block)
        rule, cue = "decisions.decisions/named", (item.start, item.end)
        bare = Finding(
            key, item.label, item.type, self._block, *stretch, rule, cue, item.symbol, item.body, year=item.year
        )
        if head is None:
            return bare
        bare = replace(bare, votes=votes_in(stretch, self._block))
        deed = next((predication for predication in predications if is_object(head, predication)), None)
        status = status_of(deed.lemma.split()[0]) if deed else None
        return self._by_predicate(item, bare, deed, status) if deed and status else self._by_neighbours(item, bare)

    def _by_predicate(self, item: Instrument, bare: Finding, deed: Predication, status: ResolutionStatus) -> Finding:
        if standing(deed) != "fact":
            return self._dated(item, bare, None)
        made = status in ("adopted", "implemented") and item.type != "law"
        parties = self._parties.of(deed) if made else ()
        body = item.body
        if item.type in ("treaty", "agreement"):
            parties = tuple(
                dict.fromkeys(state for name in parties for state in self._parties.country(name) or (name,))
            )
        else:
            body = body or next((name for name in parties if self._parties.is_body(name)), None)
        parties = tuple(name for name in parties if name not in (body, item.label))
        told = replace(bare, body=body, parties=parties, status=status)
        if status in ("ended", "implemented"):
            return self._dated(item, told, None)
        day = day_of_decision(deed.verb, self._times, self._block) or self._report.of(deed.verb, self._block)
        return self._dated(item, told, day)

    def _by_neighbours(self, item: Instrument, bare: Finding) -> Finding:
        doc, first = self._block.doc, item.start - self._block.start
        span = doc.char_span(first, item.end - self._block.start, alignment_mode="expand")
        verb = _verb_beside(span) if span is not None else None
        if span is None or verb is None:
            return self._dated(item, bare, None)
        status = status_of(verb.lemma_)
        day = None if status in ("ended", "implemented") else self._only_date(bare, verb)
        return self._dated(item, replace(bare, status=status), day)

    def _only_date(self, bare: Finding, verb: Token) -> TimeMention | None:
        """The most precise date behind a verb in a sentence that has no other date but its year."""
        inside = [time for time in self._times if bare.start <= time.start < bare.end and ".." not in time.edtf]
        inside.sort(key=lambda time: -len(time.edtf))
        same = inside and all(inside[0].edtf.startswith(other.edtf) for other in inside)
        return inside[0] if same and inside[0].start > self._block.start + verb.idx else None

    def _dated(self, item: Instrument, finding: Finding, told: TimeMention | None) -> Finding:
        """With the date that stands with the name, or a more precise one of the same year that the sentence tells."""
        own = self._own_date(item) or self._behind(item)
        year = own.edtf if own else item.year
        time = told if told and (year is None or told.edtf.startswith(year)) else own
        return replace(finding, time=time, year=item.year if time is None else None)

    def _behind(self, item: Instrument) -> TimeMention | None:
        return date_told_behind(item.head, self._times, self._block) if item.head is not None else None

    def _own_date(self, item: Instrument) -> TimeMention | None:
        """The year before a name: "the 1994 Budapest Memorandum"; or after it: "the Helsinki Final Act of 1975"."""
        text, start = self._block.doc.text, self._block.start
        for time in self._times:
            before = time.end <= item.start and text[time.end - start : item.start - start]
            after = item.end <= time.start and text[item.end - start : time.start - start]
            if (before and before.isspace()) or (after and re.fullmatch(r"\s+(?:of|from)\s+|\s*\(", after)):
                return time
        return None


def status_of(lemma: str) -> ResolutionStatus | None:
    """What a verb does to the instrument that is its object."""
    words = word_sets("resolutions", "status")
    return next((status for status in _STATUSES if lemma in words[status]), None)


def _verb_beside(name: Span) -> Token | None:
    """The verb right before a name, or right after it: "was adopted", ", signed on 3 May"."""
    doc, sentence = name.doc, name.sent
    before = reversed(doc[max(sentence.start, name.start - 3) : name.start])
    verb = next((t for t in before if t.tag_ in ("VBD", "VBN", "VBZ", "VBP") and status_of(t.lemma_)), None)
    after = doc[name.end : min(sentence.end, name.end + 3)]
    if verb is None and any(token.lemma_ == "be" or token.text == "," for token in after):
        verb = next((token for token in after if token.tag_ in ("VBN", "VBD") and status_of(token.lemma_)), None)
    return verb


def is_object(head: Token, predication: Predication) -> bool:
    """Whether a predicate says something of a named instrument: as its theme, or with "on", "to", "upon"."""
    fillers = [*predication.get("theme"), *predication.get("on"), *predication.get("to"), *predication.get("upon")]
    if predication.lemma in ("expire", "lapse"):
        fillers += predication.get("agent")
    part = head.dep_ in _PARTS_OF_NAMES
    return any(head.i == filler.i or (part and head.head.i == filler.i) for filler in fillers)
