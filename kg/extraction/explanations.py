"""Explanations: a record with the words of the text that it rests on, each marked with what it was taken for.

In: a record with its trace, and the reading it was read from. Out: the trace with what the record itself says of its
words (who is meant by a name, the date, the conditions, the reporting words), and the sentences to show. How it looks
is the business of whoever shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.reading import Reading
from kg.extraction.traces import Part, Trace, Traced
from kg.records import Dated, Event, Position, Relation, Resolution, SourcedRecord, split_names

Span = tuple[int, int]


@dataclass(frozen=True)
class Explanation:
    """A record, the rule that made it with the parts that it saw, and the sentences that hold them, in text order.

    Sentences are stretches of the document (code points, end excluded); every part and the quote lie in them.
    """

    record: SourcedRecord
    trace: Trace
    sentences: tuple[Span, ...]


def explain(traced: Traced[SourcedRecord], reading: Reading) -> Explanation:
    """Show what a record rests on."""
    record, trace = traced.record, traced.trace
    quote = (record.start or 0, record.end or 0)  # the extractor asserts that there are offsets
    shown = _sentences([quote, *((p.start, p.end) for p in trace.parts)], reading)
    trace = trace.seen(*_said(record, trace, shown, reading))
    return Explanation(record, trace, _sentences([*shown, *((p.start, p.end) for p in trace.parts)], reading))


def _sentences(spans: list[Span], reading: Reading) -> tuple[Span, ...]:
    """The sentences that stretches lie in; what lies in none (a signature, a heading's number) as it is."""
    found: dict[Span, None] = {}
    for start, end in spans:
        near = [s for s in _all_sentences(reading) if s[0] < end and start < s[1]]
        outside = not near or start < near[0][0] or end > near[-1][1]
        found |= dict.fromkeys([*near, (start, end)] if outside else near)
    return _joined(sorted(found))


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Stretches in text order, those that overlap as one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _all_sentences(reading: Reading) -> Iterator[Span]:
    for block in reading.block_list:
        for sentence in block.doc.sents:
            words = [token for token in sentence if not token.is_space]
            if words:
                yield block.span(words[0], words[-1])


def _said(record: SourcedRecord, trace: Trace, shown: tuple[Span, ...], reading: Reading) -> Iterator[Part]:
    """The parts that the record itself tells of."""
    marked = {part.name for part in trace.parts}
    for name, actors in _actors(record):
        if name not in marked:
            yield from _named(name, actors, shown, reading)
    for level in record.attribution:
        if "source" not in marked and not (isinstance(record, Position) and "; ".join(level.sources) == record.holder):
            yield from _named("source", level.sources, shown, reading)
        yield from _worded("cue", level.cue, shown, reading)
    if isinstance(record, Position):
        for condition in record.conditions:
            if condition.start is not None and condition.end is not None:
                yield Part("condition", condition.start, condition.end)
    if isinstance(record, Dated):
        yield from _worded("date", record.date_text, shown, reading)


def _actors(record: SourcedRecord) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names in a record, each with what the part is called that stands for them."""
    if isinstance(record, Position):
        yield "holder", split_names(record.holder)
    elif isinstance(record, Relation):
        yield from (("a", (record.a,)), ("b", (record.b,)))
    elif isinstance(record, Resolution):
        yield from (("body", (record.body,) if record.body else ()), ("party", record.parties))
    elif isinstance(record, Event):
        for participant in record.participants:
            yield participant.role, (participant.actor,)


def _named(name: str, actors: tuple[str, ...], shown: tuple[Span, ...], reading: Reading) -> Iterator[Part]:
    """The first words in the sentences that stand for each of the actors."""
    for actor in actors:
        run: list[Span] = []
        for start, end, names in _words(shown, reading):
            if actor in names:
                run.append((start, end))
            elif run:
                break
        if run:
            yield Part(name, run[0][0], run[-1][1])


def _words(shown: tuple[Span, ...], reading: Reading) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The words of the sentences with the actors that they stand for."""
    for block in reading.block_list:
        for token in block.doc:
            start, end = block.span(token, token)
            if any(first <= start and end <= last for first, last in shown):
                yield start, end, reading.cast.who(token)


def _worded(name: str, words: str | None, shown: tuple[Span, ...], reading: Reading) -> Iterator[Part]:
    """Where words that a record quotes stand in the sentences."""
    for start, end in shown if words else ():
        at = reading.document.text.find(words or "", start, end)
        if at >= 0:
            yield Part(name, at, at + len(words or ""))
            return
