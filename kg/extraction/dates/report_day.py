"""The day that a report of news is about, and which of its sentences tell of that day.

In: a document's blocks with their dates. Out: for a verb without a date of its own, the day of the report, where the
report's first sentence gives one ("The Council today adopted …", "Ministers met on Thursday …"). It is never taken
from the date of publication alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kg.extraction import grammar
from kg.extraction.dates.clauses import clause_of, heads_main_clause
from kg.extraction.dates.dating import date_of
from kg.extraction.dates.parts import date_words
from kg.extraction.dates.times import TimeMention
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.records import Document

_NEWS_DAYS = 6
_LEDE_BLOCKS = 2
_LINE_WORDS = 12


class ReportDay:
    """The day that a report of news is about, if its first sentence gives one, and what it tells of that day."""

    def __init__(self, document: Document, blocks: Sequence[Block], times: Sequence[Sequence[TimeMention]]) -> None:
        told = [(b, found) for b, found in zip(blocks, times, strict=True) if _is_told(b)]
        days = (_day_of_lede(block, found, document) for block, found in told[:_LEDE_BLOCKS])
        self._day = next((day for day in days if day is not None), None)
        self._times = {block.start: found for block, found in zip(blocks, times, strict=True)}

    def of(self, verb: Token, block: Block) -> TimeMention | None:
        """The day of the report for a verb of a main clause in the past tense that has no date of its own.

        Only for what such reports tell of their day: what was said and what was decided.
        """
        if verb.tag_ == "VBG" and (main := _main_verb(verb)) is not None:
            return self.of(main, block)
        if self._day is None or block.part is not None or verb.lemma_ not in date_words("of_the_day"):
            return None
        past = verb.tag_ in ("VBD", "VBN") and not grammar.children(verb, "aux") and heads_main_clause(verb)
        own = {t.lower_ for t in verb.sent if clause_of(t) is verb or t.i < verb.i}
        away = own & {*date_words("of_another_time"), "had"}
        start, end = block.span(verb.sent[0], verb.sent[-1])
        others = (m for m in self._times[block.start] if not self._day.edtf.startswith(m.edtf))
        dated = any(start <= m.start < end and not _is_of_something_else(m, verb, block) for m in others)
        return self._day if past and not away and not dated else None


def _is_of_something_else(mention: TimeMention, verb: Token, block: Block) -> bool:
    """Whether a date behind a verb is that of what is to be done or of a relative clause: "asked her to go in May"."""
    span = block.doc.char_span(mention.start - block.start, mention.end - block.start, alignment_mode="expand")
    if span is None or span.root.i < verb.i:
        return False
    if block.doc.text[mention.start - block.start - 1] == "(":
        return True  # "resolution 10 (1990)"
    above = [t for t in span.root.ancestors if t.pos_ in ("VERB", "AUX")]
    aside = [t for t in above[:1] if t.tag_ == "VB" or t.dep_ == "acl:relcl" or (t.dep_ == "acl" and t.tag_ == "VBN")]
    return any(t.i > verb.i for t in aside)


def _main_verb(gerund: Token) -> Token | None:
    """The verb of the clause that a gerund accompanies: "Adopting the text, the Council asked …"."""
    if grammar.children(gerund, "mark", "aux", "aux:pass"):
        return None
    if gerund.dep_ in ("advcl", "csubj") and gerund.head.i != gerund.i:
        return gerund.head
    after = [c for c in grammar.children(gerund, "parataxis", "ccomp") if c.i > gerund.i and c.tag_ == "VBD"]
    return after[0] if gerund.dep_ == "ROOT" and after else None


def _is_told(block: Block) -> bool:
    """Whether a block is a paragraph of the report's own, no line of its head."""
    return not block.heading and block.part is None and len(block.doc) > _LINE_WORDS


def _day_of_lede(block: Block, times: Sequence[TimeMention], document: Document) -> TimeMention | None:
    """The day that the first sentence of a block gives to its main verb, within a week before the document's."""
    if document.published is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", document.published):
        return None
    sentence = next(iter(block.doc.sents))
    verbs = [t for t in sentence if t is sentence.root or (t.tag_ == "VBD" and heads_main_clause(t))]
    days = (date_of(verb, times, block) for verb in verbs if grammar.is_verb(verb))
    found = next((day for day in days if day is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", day.edtf)), None)
    if found is None:
        return None
    away = (date.fromisoformat(document.published) - date.fromisoformat(found.edtf)).days
    return found if 0 <= away <= _NEWS_DAYS else None
