"""A document as read: its blocks with their predications, its cast, voices, times and issues, in one place.

In: a document with what was found in it. Out: for any predication its quote, date, voices, conditions and
certainty, as the fields that every record shares. What a predication means for the debate is left to positions,
events and relations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict

from kg.extraction import grammar
from kg.extraction.cast.actors import Cast
from kg.extraction.dates.dating import date_of
from kg.extraction.dates.report_day import ReportDay
from kg.extraction.dates.times import TimeMention, read_all_times
from kg.extraction.issues.issues import IssueWriter
from kg.extraction.sentences.predications import Predication, read_predications
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.extraction.voices.voices import Voices
from kg.records import Attribution, Certainty, DateBasis, Document
from kg.records import Condition as ConditionRecord


@dataclass(frozen=True)
class Stretch:
    """A stretch of the document with its words."""

    start: int
    end: int
    text: str


class DateFields(TypedDict, total=False):
    """The fields of a record that say when; none of them where the text gives no date."""

    date: str
    date_text: str
    date_basis: DateBasis


class SharedFields(TypedDict):
    """The fields that every record shares: the words that state it, who says it, and how sure they are."""

    quote: str
    start: int
    end: int
    part: str | None
    attribution: tuple[Attribution, ...]
    certainty: Certainty | None


class Reading:
    """Everything that the rules may ask about one document."""

    def __init__(self, document: Document, blocks: Sequence[Block], cast: Cast) -> None:
        self.document, self.cast = document, cast
        self.blocks = tuple((block, tuple(read_predications(block))) for block in blocks)
        self.voices = Voices(cast, self.blocks, document)
        self.by_token = {(b.start, p.head.i): p for b, read in self.blocks for p in read}
        self.issues = IssueWriter(cast, self.voices.speaker_or_actor, self.by_token)
        self.block_list = tuple(blocks)
        self.times: list[list[TimeMention]] = read_all_times(blocks, document)
        self._report_day = ReportDay(document, blocks, self.times)
        self._times = {block.start: found for block, found in zip(blocks, self.times, strict=True)}

    def predications(self) -> Iterator[Predication]:
        """All predications in text order."""
        for _, read in self.blocks:
            yield from read

    def at(self, token: Token, near: Predication) -> Predication | None:
        """The predication that a word of the same block heads."""
        return self.by_token.get((near.block.start, token.i))

    @cached_property
    def name_words(self) -> Mapping[str, Sequence[tuple[Token, Block]]]:
        """The capitalised words that stand for one actor alone, by its name, in text order; pronouns left out."""
        found: dict[str, list[tuple[Token, Block]]] = {}
        for block in self.block_list:
            for token in block.doc:
                named = token.text[:1].isupper() and not token.tag_.startswith("PRP")
                if named and len(names := self.cast.who(token)) == 1:
                    found.setdefault(names[0], []).append((token, block))
        return found

    def names(self, tokens: Sequence[Token], near: Predication) -> tuple[str, ...]:
        """The actors that phrases stand for, without repeats; a minister's "we" is the state."""
        of = self.voices.speaker_or_actor
        return tuple(dict.fromkeys([name for token in tokens for name in of(token)])) if tokens else ()

    def date(self, predication: Predication) -> DateFields:
        """The date fields of a predication, empty where the text gives none."""
        words, block = dict.fromkeys((predication.verb, predication.head)), predication.block
        own = (date_of(word, self._times[block.start], block) for word in words)
        mention = next((found for found in own if found), None) or self._report_day.of(predication.verb, block)
        if mention is None:
            return {}
        return {"date": mention.edtf, "date_text": mention.text, "date_basis": mention.basis}

    def event_date(self, predication: Predication) -> DateFields:
        """The date fields of an event: when it happened, or since when it goes on; "until May" alone says neither."""
        found = self.date(predication)
        return {} if found and found["date"].startswith("..") else found

    def is_date(self, token: Token, block: Block) -> bool:
        """Whether a word is part of a date."""
        at = block.start + token.idx
        return any(mention.start <= at < mention.end for mention in self._times[block.start])

    def stretch(self, tokens: Sequence[Token], block: Block) -> Stretch:
        """The words from the first to the last token."""
        start, end = block.span(tokens[0], tokens[-1])
        return Stretch(start, end, self.document.text[start:end])

    def clause(self, predication: Predication) -> Stretch:
        """The whole clause that states a predication: its finite clause, without what is only coordinated with it."""
        top = _finite_top(predication)
        tokens = grammar.cover(_clause_tokens(top, predication))
        return self.stretch(tokens, predication.block)

    def common(self, predication: Predication, quote: Stretch | None = None) -> SharedFields:
        """The fields that every record shares."""
        stretch = quote or self.clause(predication)
        chain: tuple[Attribution, ...] = self.voices.chain(predication)
        return {
            "quote": stretch.text, "start": stretch.start, "end": stretch.end, "part": predication.block.part,
            "attribution": chain, "certainty": certainty(predication),
        }  # fmt: skip

    def conditions(self, predication: Predication) -> tuple[ConditionRecord, ...]:
        """What a predication is made to depend on, in its own clause and those that it is the content of."""
        found = list(predication.conditions)
        node = predication
        while node.parent is not None and node.link == "content":
            node = node.parent
            found.extend(node.conditions)
        for token in predication.get("content"):
            inner = self.at(token, predication)
            found.extend(inner.conditions if inner is not None else ())
        records = []
        for condition in found:
            words = self.stretch(condition.tokens, predication.block)
            records.append(ConditionRecord(type=condition.type, text=words.text, start=words.start, end=words.end))
        return tuple(dict.fromkeys(records))


def certainty(predication: Predication) -> Certainty | None:
    """How sure the source is, by the modals of the clause and of those above that it is the content of."""
    node: Predication | None = predication
    while node is not None:
        if node.mood.has("likely", "probably", "presumably"):
            return "probable"
        if node.mood.has("may", "might", "perhaps", "maybe", "possibly", "could"):
            return "possible"
        if node.lemma in ("sure", "certain", "convinced", "doubt") and (node.lemma != "doubt" or node.mood.negated):
            return "certain"
        node = node.parent if node.link == "content" else None
    return None


def _finite_top(predication: Predication) -> Token:
    """The word that heads the finite clause around a predicate."""
    node = predication.verb
    while node.head != node:
        clause = grammar.is_verb(node) or bool(grammar.children(node, "cop"))
        if (
            clause
            and (grammar.is_finite(node) or node.dep_ in ("ccomp", "parataxis"))
            and node.dep_ not in ("xcomp", "conj", "amod")
        ):
            return node
        if node.dep_ == "conj" and clause and grammar.own_subject(node) is not None:
            return node
        if node.dep_ == "conj" and clause and not grammar.is_verb(node.head):
            return node
        node = node.head
    return node


def _clause_tokens(top: Token, predication: Predication) -> list[Token]:
    """The tokens of a clause: coordinated clauses with a subject of their own and parentheticals stay out."""
    kept = [top]
    for child in top.children:
        separate = child.dep_ == "parataxis" or (child.dep_ == "conj" and grammar.own_subject(child) is not None)
        if separate and predication.verb not in child.subtree:
            continue
        if child.dep_ == "cc" and not any(c.dep_ == "conj" for c in top.children):
            continue
        kept.extend(child.subtree)
    if top.dep_ in ("conj", "ccomp", "advcl", "acl:relcl"):
        kept = [
            t
            for t in kept
            if not (
                t.dep_ in ("cc", "mark")
                and t.head == top
                and t.i < top.i
                and t.lower_ in ("and", "but", "that", "while", "so")
            )
        ]
    return sorted(kept, key=lambda item: item.i)
