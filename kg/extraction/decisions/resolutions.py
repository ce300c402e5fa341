"""Formal decisions and instruments of a document: UN resolutions, treaties, agreements, joint statements, laws.

In: parsed blocks, what the nouns stand for (a Cast), the dates. Out: one record for each instrument, with the passage
that says most about it: who made it, when, with which votes, what became of it. Passages are found by `decisions`
(what is named), `described`, `outcomes` and `rulings`; those about one instrument come together in `merging`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.cast.actors import Cast
from kg.extraction.cast.parties import Parties
from kg.extraction.contexts import standing
from kg.extraction.dates.report_day import ReportDay
from kg.extraction.dates.times import TimeMention
from kg.extraction.decisions.decisions import Finding, NamedReader, day_of_decision, sentence_of, status_of, votes_in
from kg.extraction.decisions.described import DescribedReader
from kg.extraction.decisions.instruments import Instrument, read_instruments
from kg.extraction.decisions.merging import find_antecedent, merge_findings
from kg.extraction.decisions.outcomes import OutcomeReader
from kg.extraction.decisions.rulings import RulingReader
from kg.extraction.sentences.predications import Predication, read_predications
from kg.extraction.text.english import Block
from kg.extraction.traces import Part, Trace, Traced
from kg.records import Document, Resolution, ResolutionStatus


def read_resolutions(
    document: Document, blocks: Sequence[Block], cast: Cast, times: Sequence[Sequence[TimeMention]]
) -> list[Resolution]:
    """Read the resolutions of a document, one record each, in text order; `times` are the dates of each block."""
    read = [(block, read_predications(block)) for block in blocks]
    return [traced.record for traced in trace_resolutions(document, read, cast, times)]


def trace_resolutions(
    document: Document,
    read: Sequence[tuple[Block, Sequence[Predication]]],
    cast: Cast,
    times: Sequence[Sequence[TimeMention]],
) -> list[Traced[Resolution]]:
    """Read the resolutions of a document, each with the rule that made it; `read` are its blocks as read."""
    parties, blocks = Parties(cast), [block for block, _ in read]
    instruments_of: dict[int, list[Instrument]] = {}
    for item in read_instruments(blocks):
        instruments_of.setdefault(id(item.block), []).append(item)
    report = ReportDay(document, blocks, times)
    findings: list[Finding] = []
    for (block, predications), dates in zip(read, times, strict=True):
        named = instruments_of.get(id(block), [])
        reader = _BlockReader(block, predications, dates, parties, report)
        findings += reader.read(named)
        findings += reader.read_echoes(named, findings)
    return [Traced(_record(document, found), _trace(found)) for found in merge_findings(findings)]


class _BlockReader:
    """Reads one block: named instruments, described ones, nameless outcomes; headings make nothing by themselves."""

    def __init__(
        self,
        block: Block,
        predications: Sequence[Predication],
        times: Sequence[TimeMention],
        parties: Parties,
        report: ReportDay,
    ) -> None:
        self._block, self._times, self._parties, self._report = block, times, parties, report
        self._predications = predications

    def read(self, named: Sequence[Instrument]) -> Iterator[Finding]:
        """The findings of the block."""
        reader = NamedReader(self._block, self._times, self._parties, self._report)
        for item in named:
            yield reader.read(item, self._predications)
        if self._block.heading:
            return
        taken = _tokens_of(named, self._block)
        yield from DescribedReader(self._block, self._times, self._parties, taken).read(self._predications)
        outcomes = OutcomeReader(self._block, self._times, self._parties, taken, self._report)
        rulings = RulingReader(self._block, self._times, self._parties, self._report)
        for predication in self._predications:
            yield from outcomes.read(predication)
            yield from rulings.read(predication)

    def read_echoes(self, named: Sequence[Instrument], before: Sequence[Finding]) -> Iterator[Finding]:
        """What is told of "the resolution" or "the treaty": of the last such instrument before."""
        taken = _tokens_of(named, self._block)
        for predication in () if self._block.heading else self._predications:
            status, counted = status_of(predication.lemma.split()[0]), _counts(predication)
            if (status is None and not counted) or standing(predication) != "fact":
                continue
            for noun in predication.get("agent" if counted else "theme"):
                host = None if noun.i in taken else find_antecedent(noun, self._block, before)
                if host is not None:
                    yield self._echo(host, predication, host.status if counted else status)

    def _echo(self, host: Finding, predication: Predication, status: ResolutionStatus | None) -> Finding:
        verb, stretch = predication.verb, sentence_of(predication.verb, self._block)
        time = None
        if status in ("adopted", "rejected"):
            time = day_of_decision(verb, self._times, self._block) or self._report.of(verb, self._block)
        votes = votes_in(stretch, self._block)
        return Finding(
            host.key, host.label, host.type, self._block, *stretch, "decisions.resolutions/echo",
            self._block.span(verb, verb), symbol=host.symbol, body=host.body, status=status, time=time, votes=votes,
            echo=True,
        )  # fmt: skip


def _counts(predication: Predication) -> bool:
    """Whether a clause tells which votes something got: "The draft received nine votes in favour"."""
    got = predication.lemma in ("receive", "get", "obtain", "garner", "win", "gain", "secure", "fail")
    return got and any(token.lemma_.lower() == "vote" for token in predication.get("theme", "with", "by"))


def _tokens_of(named: Sequence[Instrument], block: Block) -> frozenset[int]:
    """The indices of the words of named instruments."""
    spans = (
        block.doc.char_span(item.start - block.start, item.end - block.start, alignment_mode="expand") for item in named
    )
    return frozenset(token.i for span in spans if span is not None for token in span)


def _trace(finding: Finding) -> Trace:
    return Trace(finding.rule, (Part("trigger", *finding.cue),))


def _record(document: Document, finding: Finding) -> Resolution:
    time = finding.time
    return Resolution(
        document=document.id,
        part=finding.block.part,
        quote=document.text[finding.start : finding.end],
        start=finding.start,
        end=finding.end,
        label=finding.label,
        type=finding.type,
        symbol=finding.symbol,
        body=finding.body,
        parties=finding.parties,
        status=finding.status,
        date=time.edtf if time else finding.year,
        date_text=time.text if time else finding.year,
        date_basis=time.basis if time else "stated" if finding.year else None,
        votes_for=finding.votes.yes,
        votes_against=finding.votes.no,
        abstentions=finding.votes.abstained,
    )
