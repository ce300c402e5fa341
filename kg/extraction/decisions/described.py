"""Instruments that a text describes instead of naming: "the 1929 treaty", "the code of conduct with China".

In: a block with its dates and predications. Out: findings for nouns of the lexicon that speak of one certain
instrument: told apart by a date, by its parties, or, where an article or possessor takes it for known, by what it is
about ("the peace treaty"). "Any agreement" and "a treaty" make nothing. Which of them are named elsewhere, is
`resolutions`' business.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.extraction import grammar
from kg.extraction.cast.parties import Parties
from kg.extraction.contexts import standing
from kg.extraction.dates.dating import date_told_behind
from kg.extraction.dates.times import TimeMention
from kg.extraction.decisions.decisions import Finding, day_of_decision, is_object, sentence_of, status_of, votes_in
from kg.extraction.decisions.labels import LabelWriter, short_names
from kg.extraction.lexicons.reading import read_choices, word_set, word_sets
from kg.extraction.sentences.predications import Predication
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.records import RESOLUTION_TYPES, ResolutionStatus

DESCRIBED = "described "
INDEFINITE = "indefinite "
_WITH = ("between", "with", "among")
_ABOUT = ("on", "about", "over", "concerning", "regarding")
_OF_DATE = re.compile(r"\s+(?:of|from|dated|signed\s+(?:on|in))\s+|\s*\(")


@dataclass(frozen=True)
class _Description:
    """What is said of one instrument where its noun stands."""

    noun: Token
    lemma: str
    words: tuple[str, ...]
    distinct: bool
    definite: bool
    parties: tuple[str, ...]
    time: TimeMention | None


class DescribedReader:
    """Reads the described instruments of one block."""

    def __init__(self, block: Block, times: Sequence[TimeMention], parties: Parties, named: Collection[int]) -> None:
        """`named` are the indices of the tokens of named instruments."""
        self._block, self._times, self._parties, self._named = block, times, parties, named
        self._labels = LabelWriter(block, times, parties)
        self._types = read_choices("resolutions", "described", RESOLUTION_TYPES)
        self._words, self._courts = word_sets("resolutions", "describing"), word_set("resolutions", "courts", "nouns")

    def read(self, predications: Sequence[Predication]) -> Iterator[Finding]:
        """The instruments that the block's nouns describe."""
        for token in self._block.doc:
            lemma = token.lemma_.lower()
            if lemma in self._types and token.tag_ in ("NN", "NNS") and token.i not in self._named:
                for description in self._describe(token, lemma):
                    if self._is_certain(description):
                        yield self._finding(description, predications)

    def _describe(self, noun: Token, lemma: str) -> Iterator[_Description]:
        left = [c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod:desc") and not self._is_date(c)]
        actors = [c for c in left if self._parties.names([c])]
        words = [c for c in left if c not in actors]
        distinct = any(self._is_distinct(c) for c in words) or (lemma == "code" and self._of_conduct(noun))
        parties = self._parties.states(self._parties.names([*actors, *self._holders(noun)]))
        text = tuple("".join(part.text_with_ws for part in c.subtree).strip() for c in words)
        for time in self._dates(noun) or [date_told_behind(noun, self._times, self._block)]:
            yield _Description(noun, lemma, text, distinct, self._is_definite(noun), parties, time)

    def _is_certain(self, it: _Description) -> bool:
        """Whether the words tell one instrument from others."""
        if it.lemma in self._words["weak"]:
            told_apart = self._is_courts(it.noun) or (it.lemma == "code" and it.distinct)
            dated = it.time is not None and it.definite and it.lemma not in self._words["courtly"]
            return dated or ((it.time is not None or it.definite) and told_apart)
        if it.time is not None:
            return True
        if it.noun.tag_ == "NNS" or _is_in_general(it.noun, self._words["unsure"]):
            return False
        return (it.distinct and (it.definite or not it.parties)) or (it.definite and len(it.parties) > 0)

    def _finding(self, it: _Description, predications: Sequence[Predication]) -> Finding:
        noun = it.noun if it.noun.tag_ == "NNS" and it.time is None else it.lemma
        of_conduct = " of conduct" if it.lemma == "code" else ""
        of_conduct = " of understanding" if it.lemma == "memorandum" and self._of_understanding(it.noun) else of_conduct
        label = f"{short_names(it.parties)} {' '.join(it.words)} {noun}{of_conduct}{self._topic(it.noun)}"
        label = " ".join(label.split()) + (f" of {it.time.text}" if it.time else "")
        label = label[0].upper() + label[1:]
        stretch = sentence_of(it.noun, self._block)
        kind = self._types[it.lemma]
        deed = next((predication for predication in predications if is_object(it.noun, predication)), None)
        status = _status(deed)
        made = deed is not None and status == "adopted"
        time = it.time or (day_of_decision(deed.verb, self._times, self._block) if made and deed else None)
        key = (DESCRIBED if made or it.definite or it.time or it.parties else INDEFINITE) + label.casefold()
        votes = votes_in(stretch, self._block)
        return Finding(
            key, label, kind, self._block, *stretch, "decisions.described/described",
            self._block.span(it.noun, it.noun), parties=it.parties, time=time, status=status, votes=votes,
        )  # fmt: skip

    def _holders(self, noun: Token) -> list[Token]:
        """Whose it is, and whom it is with or between; the court that gave it."""
        tokens = grammar.children(noun, "nmod:poss")
        for child in grammar.children(noun, "nmod"):
            by_court = grammar.preposition(child) in ("of", "by") and self._names_court(child)
            if by_court or grammar.preposition(child) in _WITH:
                tokens += grammar.conjuncts(child)
        for clause in [t for t in noun.subtree if t.dep_ in ("acl:relcl", "acl")]:
            tokens += [c for c in grammar.children(clause, "nsubj", "obl:agent") if self._names_court(c)]
        return tokens

    def _is_courts(self, noun: Token) -> bool:
        return any(self._names_court(token) for token in self._holders(noun)) or any(
            self._names_court(child) for child in noun.lefts
        )

    def _names_court(self, noun: Token) -> bool:
        return any(part.lower_ in self._courts for part in noun.subtree)

    def _of_conduct(self, noun: Token) -> bool:
        return any(child.lower_ == "conduct" for child in grammar.children(noun, "nmod"))

    def _of_understanding(self, noun: Token) -> bool:
        return any(child.lower_ == "understanding" for child in grammar.children(noun, "nmod"))

    def _is_distinct(self, modifier: Token) -> bool:
        """Whether a modifier tells one instrument from others: no judgement and no comparison."""
        return modifier.lower_ not in self._words["vague"] and modifier.tag_ not in ("JJR", "JJS", "CD")

    def _is_definite(self, noun: Token) -> bool:
        known = any(c.lower_ in ("the", "this", "that", "these", "those") for c in grammar.children(noun, "det"))
        return known or bool(grammar.children(noun, "nmod:poss"))

    def _is_date(self, token: Token) -> bool:
        at = self._block.start + token.idx
        return any(time.start <= at < time.end for time in self._times)

    def _dates(self, noun: Token) -> list[TimeMention | None]:
        """The date before a noun, or those behind it: "the 1929 treaty", "the treaties of 1929 and 1959"."""
        text, start = self._block.doc.text, self._block.start
        after: list[TimeMention | None] = []
        at = noun.idx + len(noun)
        for time in self._times:
            first, last = time.start - start, time.end - start
            if ".." in time.edtf or noun.sent.start_char > first:
                continue
            if last <= noun.idx and self._stands_before(first, noun):
                return [time]
            link = text[at:first] if first >= at else ""
            if _OF_DATE.fullmatch(link) or (after and re.fullmatch(r",?\s+and\s+(?:of\s+)?|,\s+", link)):
                after.append(time)
                at = last
        return after

    def _stands_before(self, at: int, noun: Token) -> bool:
        """Whether a date is one of the words right before a noun that belong to it."""
        return any(part.idx <= at < part.idx + len(part) for c in noun.lefts for part in c.subtree if c.dep_ in _BEFORE)

    def _topic(self, noun: Token) -> str:
        about = [c for c in grammar.children(noun, "nmod") if grammar.preposition(c) in _ABOUT and not self._is_date(c)]
        return f" {grammar.preposition(about[0])} {self._labels.phrase(about[0], article=True)}" if about else ""


_BEFORE = ("nummod", "compound", "nmod:unmarked", "amod", "nmod:desc", "nmod")


def _is_in_general(noun: Token, unsure: Collection[str]) -> bool:
    """Whether a noun speaks of any such thing: after "any", "no"; after "a", unless it opens a definite story."""
    words = {child.lower_ for child in grammar.children(noun, "det", "advmod")}
    return bool(words & (set(unsure) - {"a", "an"}))


def _status(deed: Predication | None) -> ResolutionStatus | None:
    """What becomes of an instrument; one that is only wished for or worked on is proposed."""
    if deed is None:
        return None
    where = standing(deed)
    if where in ("planned", "attempted", "desired", "possible"):
        return "proposed"
    return status_of(deed.lemma.split()[0]) if where == "fact" else None
