"""Dates in running text: where they stand, which EDTF date they mean, and what that rests on.

In comes a parsed block and its document, out come mentions with offsets in the document's text. A complete date is
`stated`; one that needs the document's date or an earlier mention ("on September 29th", "last month", "earlier that
day") is `inferred`; one that cannot be resolved is left out. A number of something ("2000 soldiers", "Resolution
1973") is no year. `date_of` says which of the dates belongs to a predicate. No times of day, and no guess from a
publication date alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.edtf import Span, is_edtf, parse_edtf
from kg.extraction.date_forms import Context, Reader, date_forms, read_words
from kg.extraction.english import Block
from kg.passages import fold
from kg.records import DateBasis, Document

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class TimeMention:
    """A date in the text; offsets are the document's, `text` is its slice."""

    start: int
    end: int
    edtf: str
    text: str
    basis: DateBasis


def read_times(block: Block, document: Document, before: TimeMention | None = None) -> list[TimeMention]:
    """Find the dates of a block, in text order; `before` is the date that the document mentions last above it."""
    text = fold(block.doc.text)
    places = _places(text, block)
    found: list[TimeMention] = []
    published = _published(block, document)
    for start, end, read, match in places:
        last = found[-1] if found else before
        context = Context(published, last.edtf if last else None, _year_told(found, start, block))
        edtf, basis = read(match, context)
        if edtf is not None and is_edtf(edtf):
            words = document.text[block.start + start : block.start + end]
            found.append(TimeMention(block.start + start, block.start + end, edtf, words, basis))
    return found


def read_all_times(blocks: Sequence[Block], document: Document) -> list[list[TimeMention]]:
    """The dates of each block, "that day" and the like resolved across blocks."""
    before: TimeMention | None = None
    times = []
    for block in blocks:
        times.append(read_times(block, document, before))
        before = times[-1][-1] if times[-1] else before
    return times


def _year_told(found: Sequence[TimeMention], offset: int, block: Block) -> int | None:
    """The year in which a story goes on: the last day or month given with its year, or a year in the same sentence."""
    for mention in reversed(found):
        if mention.basis == "stated" and re.fullmatch(r"\d{4}(-\d\d){0,2}", mention.edtf):
            between = block.doc.text[mention.end - block.start : offset]
            return int(mention.edtf[:4]) if len(mention.edtf) > 4 or not re.search(r"[.?!;]\s", between) else None
    return None


def _published(block: Block, document: Document) -> Span | None:
    part = next((part for part in document.parts if part.id == block.part), None)
    edtf = (part.published if part else None) or document.published
    return parse_edtf(edtf) if edtf else None


def _places(text: str, block: Block) -> list[tuple[int, int, Reader, re.Match[str]]]:
    """The stretches that look like dates, without overlaps: earlier patterns first, longer ones first among equals."""
    taken: list[tuple[int, int, Reader, re.Match[str]]] = []
    for pattern, read in date_forms():
        for match in pattern.finditer(text):
            start, end = match.span("date") if "date" in pattern.groupindex else match.span()
            free = all(end <= other[0] or other[1] <= start for other in taken)
            if free and not _is_something_else(text, start, end, block):
                taken.append((start, end, read, match))
    return sorted(taken, key=lambda place: place[0])


def _is_something_else(text: str, start: int, end: int, block: Block) -> bool:
    """Whether a stretch that looks like a date is a number of something or part of a name."""
    words, stretch = read_words()["words"], text[start:end]
    before = re.findall(r"[\w.$€£]+", text[max(0, start - 40) : start])
    last = before[-1] if before else ""
    if re.fullmatch(r"\d{4}", stretch):
        after = re.match(r"\s+([\w]+)", text[end:])
        if last.lower() in words["not_before_year"] or (after and after[1] in words["not_after_year"]):
            return True
        return _counts_something(text, start, end, block)
    return last in words["names_a_day"] and stretch[:1].isupper()


def _counts_something(text: str, start: int, end: int, block: Block) -> bool:
    """Whether a number modifies a plural noun that no article opens: "2000 tanks", not "the 2016 polls"."""
    span = block.doc.char_span(start, end)
    if span is None or span.root.dep_ != "nummod" or span.root.head.i <= span.root.i:
        return False
    head = span.root.head
    opened = any(child.dep_ in ("det", "nmod:poss", "amod") and child.i < span.root.i for child in head.children)
    return head.tag_ == "NNS" and not opened


def date_of(predicate: Token, times: Sequence[TimeMention], block: Block) -> TimeMention | None:
    """The date that belongs to a predicate, or None.

    First a date that depends on it, then one in the same clause, then one that its clause shares: the date before a
    verb that another is coordinated with, or the date of a clause that "when" ties to it.
    """
    heads = {
        mention: token for mention in times if (token := _token_of(mention, block)) and token.sent == predicate.sent
    }
    attached = [(steps, mention) for mention, token in heads.items() if (steps := _steps(token, predicate)) is not None]
    if predicate.lemma_ in read_words()["words"]["looks_back"]:
        heads = {
            mention: token for mention, token in heads.items() if token.head == predicate and _is_own(mention, token)
        }
        attached = [pair for pair in attached if pair[1] in heads]
    if attached:
        return min(attached, key=lambda pair: pair[0])[1]
    clause = _clause(predicate)
    inside = [mention for mention, token in heads.items() if _clause(token) == clause and _is_free(token, predicate)]
    if inside:
        return min(inside, key=lambda mention: abs(mention.start - block.start - predicate.idx))
    shared = [mention for mention, token in heads.items() if _shares(_clause(token), token, clause)]
    return shared[0] if len(shared) == 1 else None


def _token_of(mention: TimeMention, block: Block) -> Token | None:
    """The syntactic head of a mention's words."""
    span = block.doc.char_span(mention.start - block.start, mention.end - block.start, alignment_mode="expand")
    return span.root if span is not None else None


def _is_own(mention: TimeMention, token: Token) -> bool:
    """Whether a date before its verb, or one more precise than a year: a year behind the object is the object's."""
    return token.i < token.head.i or len(mention.edtf) > len("2003")


def _is_free(token: Token, predicate: Token) -> bool:
    """Whether a date says when its whole clause holds: to a noun, a date that hangs on another noun says nothing."""
    return predicate.pos_ in ("VERB", "AUX") or token.head.i == _clause(token).i


# Relations that open a clause of its own, with its own time.
_CLAUSES = frozenset({"ccomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis", "ROOT"})


def _opens_clause(token: Token) -> bool:
    coordinated = token.dep_ == "conj" and token.pos_ in ("VERB", "AUX")
    return token.dep_ in _CLAUSES or coordinated


def _clause(token: Token) -> Token:
    """The head of the clause that a token stands in."""
    while not _opens_clause(token) and token.head.i != token.i:
        token = token.head
    return token


def _steps(token: Token, predicate: Token) -> int | None:
    """How many dependencies lead from a date up to a predicate without leaving a clause, or None."""
    steps = 0
    while token.i != predicate.i:
        if _opens_clause(token) or token.head.i == token.i:
            return None
        token, steps = token.head, steps + 1
    return steps


def _shares(other: Token, date_head: Token, clause: Token) -> bool:
    """Whether the date of another clause holds for this one too."""
    if clause.dep_ == "conj" and clause.head.i == other.i and date_head.i < other.i:
        return True
    return _tied(other, clause) or _tied(clause, other) or _follows_at_once(other, clause)


def _follows_at_once(earlier: Token, later: Token) -> bool:
    """Whether "after … immediately" ties one clause to the one before it."""
    after = any(child.dep_ == "mark" and child.lower_ == "after" for child in earlier.children)
    words = read_words()["words"]["at_once"]
    return after and earlier.i < later.i and any(child.lower_ in words for child in later.children)


def _tied(inner: Token, outer: Token) -> bool:
    """Whether "when" or "while" ties one clause to another; "when" may hang on the date itself.

    Where such a clause opens the sentence, the parse may hang the main clause on it instead.
    """
    words = {child.lower_ for child in inner.children if child.dep_ in ("mark", "advmod")}
    if not {"when", "while"} & words:
        return False
    if inner.dep_ in ("advcl", "acl:relcl", "advcl:relcl"):
        return _clause(inner.head).i == outer.i
    return outer.head.i == inner.i and outer.dep_ in ("parataxis", "ccomp", "advcl") and outer.i > inner.i
