"""Formal decisions and instruments of a document: UN resolutions, treaties, agreements, joint statements, laws.

In: parsed blocks, what the nouns stand for (a Cast), the dates. Out: one record for each instrument, with the passage
that says most about it: who made it, when, with which votes, what became of it. Passages are found by `decisions` and
`outcomes`; here those about one instrument come together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.decisions import Finding, NamedReader
from kg.extraction.english import Block
from kg.extraction.instruments import Instrument, read_instruments
from kg.extraction.outcomes import AUTHORISATION, NAMELESS, OutcomeReader
from kg.extraction.parties import Cast, Parties
from kg.extraction.predications import read_predications
from kg.extraction.times import TimeMention
from kg.records import Document, Resolution


def read_resolutions(
    document: Document, blocks: Sequence[Block], cast: Cast | None, times: Sequence[Sequence[TimeMention]]
) -> list[Resolution]:
    """Read the resolutions of a document, one record each, in text order; `times` are the dates of each block."""
    parties = Parties(cast)
    instruments = read_instruments(blocks)
    findings: list[Finding] = []
    for block, dates in zip(blocks, times, strict=True):
        named = [item for item in instruments if item.block is block]
        findings += _read_block(block, dates, parties, named)
    return [_record(document, finding) for finding in _merge(findings)]


def _read_block(
    block: Block, times: Sequence[TimeMention], parties: Parties, named: Sequence[Instrument]
) -> Iterator[Finding]:
    """Named instruments first; headings make nothing by themselves."""
    predications = read_predications(block)
    reader = NamedReader(block, times, parties)
    for item in named:
        yield reader.read(item, predications)
    heads = frozenset(head.i for item in named if (head := item.head) is not None)
    outcomes = OutcomeReader(block, times, parties, heads)
    for predication in () if block.heading else predications:
        yield from outcomes.read(predication)


def _merge(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each instrument: the passage that says most, with what only others say."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.key, []).append(finding)
    _join_nameless(groups)
    merged = []
    for group in groups.values():
        best = max(group, key=lambda finding: (finding.weight, -finding.start))
        for other in group:
            best = _completed(best, other)
        if best.key.startswith(AUTHORISATION):
            best = replace(best, label=max((finding.label for finding in group), key=len))
        merged.append(best)
    return sorted(merged, key=lambda finding: (finding.start, finding.label))


def _join_nameless(groups: dict[str, list[Finding]]) -> None:
    """Put a parliament's decision that does not name it to the only named one's: both tell of the same leave."""
    named = [key for key in groups if key.startswith(AUTHORISATION) and key != AUTHORISATION]
    if len(named) == 1 and AUTHORISATION in groups:
        body = groups[named[0]][0].body or ""
        for finding in groups.pop(AUTHORISATION):
            label = finding.label.replace(NAMELESS, body, 1)
            groups[named[0]].append(replace(finding, key=named[0], body=body, label=label))


def _completed(best: Finding, other: Finding) -> Finding:
    dated = best.time or best.year
    return replace(
        best,
        body=best.body or other.body,
        parties=best.parties or other.parties,
        status=best.status or other.status,
        time=best.time if dated else other.time,
        year=best.year if dated else other.year,
        votes=best.votes if best.votes.told else other.votes,
    )


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
