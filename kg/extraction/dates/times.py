"""Dates in running text: where they stand, which EDTF date they mean, and what that rests on.

In comes a parsed block and its document, out come mentions with offsets in the document's text. A complete date is
`stated`; one that needs the document's date or an earlier mention ("on September 29th", "last month", "earlier that
day") is `inferred`; one that cannot be resolved is left out. A number of something ("2000 soldiers", "Resolution
1973") is no year. Which of the dates belongs to a predicate is `dating`'s business. No times of day, and no guess
from a publication date alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.edtf import Span, is_edtf, parse_edtf
from kg.extraction import grammar
from kg.extraction.dates.forms import Reader, forms_in
from kg.extraction.dates.parts import TIMES, Context, date_words
from kg.extraction.lexicons.reading import read_numbers
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.passages import fold
from kg.records import DateBasis, Document

_HEADING_REACH = 3
# "BAMAKO, 12 March 2024 (Agency) —": the date of the document, not of what its first sentence tells.
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][\w.'’ ]{1,40}(?:,\s*[A-ZÀ-Þ][\w.'’ ]{1,40})?,\s*(?:[A-Z][a-z]+\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]+\.?)"
    r"(?:,?\s+\d{4})?\s*(?:\([^()]*\)|/[^/]*/)?\s*(?:--?|–|—)\s"
)
_CLOSED = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True)
class TimeMention:
    """A date in the text; offsets are the document's, `text` is its slice; `past`: before the document's own date."""

    start: int
    end: int
    edtf: str
    text: str
    basis: DateBasis
    in_heading: bool = False
    past: bool = False


def read_times(block: Block, document: Document, before: TimeMention | None = None) -> list[TimeMention]:
    """Find the dates of a block, in text order; `before` is the date that the document mentions last above it."""
    found: list[TimeMention] = []
    published = _published(block, document)
    for start, end, read, match in _places(fold(block.doc.text), block):
        told = [mention for mention in (before, *found) if mention is not None and _CLOSED.fullmatch(mention.edtf)]
        year = _year_told(found, start, block) or _year_above(before, block)
        ahead = _is_ahead(start, end, block)
        edtf, basis = read(match, Context(published, told[-1].edtf if told else None, year, ahead))
        edtf = _opened(edtf, start, block)
        if edtf is not None and is_edtf(edtf):
            words = document.text[block.start + start : block.start + end]
            past = _is_past(edtf, published)
            found.append(TimeMention(block.start + start, block.start + end, edtf, words, basis, block.heading, past))
    return found


def _opened(edtf: str | None, start: int, block: Block) -> str | None:
    """A date as the beginning or end of a time, where "since" or "until" stands before it: "since last autumn"."""
    word = re.search(r"\b(since|until|till)\s+(?:the\s+|early\s+|late\s+)*$", block.doc.text[:start], re.IGNORECASE)
    if edtf is None or word is None or not _CLOSED.fullmatch(edtf):
        return edtf
    return f"{edtf}/.." if word[1].lower() == "since" else f"../{edtf}"


def _is_past(edtf: str, published: Span | None) -> bool:
    """Whether a date lies before the year of the document, or before its day where both are known so far."""
    latest, own = parse_edtf(edtf).latest, published.earliest if published else None
    return latest is not None and own is not None and latest < own


def read_all_times(blocks: Sequence[Block], document: Document) -> list[list[TimeMention]]:
    """The dates of each block, "that day" and the like resolved across blocks."""
    before: TimeMention | None = None
    times = []
    for block in blocks:
        times.append(read_times(block, document, before))
        closed = [mention for mention in times[-1] if _CLOSED.fullmatch(mention.edtf)]
        before = closed[-1] if closed else before
    return times


def _year_told(found: Sequence[TimeMention], offset: int, block: Block) -> int | None:
    """The year in which a story goes on: that of the last day or month, or a bare year as far as the story reaches."""
    for mention in reversed(found):
        if mention.basis == "stated" and re.fullmatch(r"\d{4}(-\d\d){0,2}", mention.edtf):
            end = mention.end - block.start
            return int(mention.edtf[:4]) if len(mention.edtf) > 4 or _is_same_story(end, offset, block) else None
    return None


def _is_same_story(year: int, offset: int, block: Block) -> bool:
    """Whether a year still holds further on: in its own sentence, or through sentences in the past tense alone."""
    if not re.search(r"[.?!]\s", block.doc.text[year:offset]):
        return True
    sentences = [s for s in block.doc.sents if s[-1].idx > year and s[0].idx < offset + 1]
    told = [token for sentence in sentences for token in sentence if token.tag_ in ("VBD", "VBZ", "VBP", "MD")]
    narrated = re.search(r"(?:^|[.;]\s+)(?:\w+\s+){0,3}$", block.doc.text[: year - 4]) is not None
    return narrated and bool(told) and all(token.tag_ == "VBD" for token in told)


def _year_above(before: TimeMention | None, block: Block) -> int | None:
    """The year that a heading right above gives to its section: "1979: the revolution"."""
    if before is None or before.basis != "stated" or block.start - before.end > _HEADING_REACH:
        return None
    return int(before.edtf[:4]) if before.in_heading else None


def _is_ahead(start: int, end: int, block: Block) -> bool:
    """Whether the clause of a date speaks of what is yet to come: "will meet", "are to meet", "is due to meet"."""
    span = block.doc.char_span(start, end, alignment_mode="expand")
    node = span.root if span is not None else None
    while node is not None:
        if any(child.lower_ in ("will", "shall", "'ll", "’ll") for child in node.children if child.dep_ == "aux"):
            return True
        if _is_arranged(node, start, end, block) or _is_due(node):
            return True
        infinitive = node.tag_ == "VB" and any(child.lower_ == "to" for child in node.children)
        if infinitive and node.head.lemma_ in date_words("looks_ahead") and _is_deadline(start, block):
            return True
        if infinitive and (_is_present(node) or _is_present(node.head)):
            return node.head.i == node.i or _is_present(node) or node.head.lemma_ in date_words("planned")
        if node.head.i == node.i or node.dep_ in ("ccomp", "acl:relcl", "parataxis") or node.tag_ in ("VBD", "VBZ"):
            return False
        node = node.head
    return False


def _is_due(node: Token) -> bool:
    """Whether something is due: "talks are planned for May", "the meeting scheduled for Friday"."""
    fixed = node.lemma_ in ("plan", "schedule", "slate", "due", "expect") and node.tag_ in ("VBN", "JJ")
    past = any(child.lower_ in ("was", "were", "had", "been") for child in node.children)
    return fixed and not past


def _is_deadline(start: int, block: Block) -> bool:
    """Whether a date is one by which something is to be done: "asked her to report by 15 April"."""
    return re.search(r"\b(?:by|before|until|no later than)\s+$", block.doc.text[:start], re.IGNORECASE) is not None


def _is_arranged(verb: Token, start: int, end: int, block: Block) -> bool:
    """Whether the simple present speaks of an arrangement for a weekday: "takes office on Sunday"."""
    simple = verb.tag_ in ("VBZ", "VBP") and not any(child.dep_.startswith("aux") for child in verb.children)
    return (
        simple
        and verb.lemma_ in date_words("arranged")
        and block.doc.text[start:end] in read_numbers(TIMES, "weekdays")
    )


def _is_present(verb: Token) -> bool:
    words = ("is", "are", "am", "'s", "'re", "has", "have")
    helped = any(child.lower_ in words for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop"))
    return helped or verb.tag_ in ("VBZ", "VBP")


def _published(block: Block, document: Document) -> Span | None:
    part = next((part for part in document.parts if part.id == block.part), None)
    edtf = (part.published if part else None) or document.published
    return parse_edtf(edtf) if edtf else None


def _places(text: str, block: Block) -> list[tuple[int, int, Reader, re.Match[str]]]:
    """The stretches that look like dates, without overlaps: earlier patterns first, longer ones first among equals."""
    taken: list[tuple[int, int, Reader, re.Match[str]]] = []
    dateline = _DATELINE.match(text)
    for pattern, read, _ in forms_in(text):
        for match in pattern.finditer(text, dateline.end() if dateline else 0):
            start, end = match.span("date") if "date" in pattern.groupindex else match.span()
            free = all(end <= other[0] or other[1] <= start for other in taken)
            if free and "word" in pattern.groupindex and _belongs_to_noun(match, block):
                continue
            if free and not _is_something_else(text, start, end, block):
                taken.append((start, end, read, match))
    return sorted(taken, key=lambda place: place[0])


def _belongs_to_noun(match: re.Match[str], block: Block) -> bool:
    """Whether a date after "after", "since" or "before" names what follows it: "after the July 28 election"."""
    groups = match.groupdict()
    if (groups["word"] or "").lower() not in ("after", "before", "since", "until", "till") or not groups.get("a"):
        return False
    if not re.search(r"\b(?:the|an?|its|their|his|her)\s", match[0]):
        return False
    span = block.doc.char_span(*match.span("a"), alignment_mode="expand")
    return span is not None and span.root.head.i >= span.end and grammar.is_noun(span.root.head)


def _is_something_else(text: str, start: int, end: int, block: Block) -> bool:
    """Whether a stretch that looks like a date is a number of something or part of a name."""
    stretch = text[start:end]
    before = re.findall(r"[\w.$€£]+", text[max(0, start - 40) : start])
    last = before[-1] if before else ""
    if re.fullmatch(r"\d{4}", stretch):
        after = re.match(r"\s+([\w]+)", text[end:])
        if last.lower() in date_words("not_before_year") or (after and after[1] in date_words("not_after_year")):
            return True
        return not _follows_season(text[:start]) and _counts_something(text, start, end, block)
    return last in date_words("names_a_day") and stretch[:1].isupper()


def _follows_season(before: str) -> bool:
    """Whether what stands before a number makes it a year: "in the spring of 1968", "In 1990" at the beginning."""
    words = r"(?:spring|summer|autumn|fall|winter|end|beginning|start|middle|close|early|late)\s+(?:of\s+)?"
    return re.search(rf"\b{words}$|(?:^|[.;]\s+)(?:In|By|Since|Until)\s+$", before) is not None


def _counts_something(text: str, start: int, end: int, block: Block) -> bool:
    """Whether a number modifies a plural noun that no article opens: "2000 tanks", not "the 2016 polls"."""
    span = block.doc.char_span(start, end)
    if span is None or span.root.dep_ != "nummod" or span.root.head.i <= span.root.i:
        return False
    head = span.root.head
    opened = any(child.dep_ in ("det", "nmod:poss", "amod") and child.i < span.root.i for child in head.children)
    return head.tag_ == "NNS" and not opened
