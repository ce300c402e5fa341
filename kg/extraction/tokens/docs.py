"""A parsed text: its tokens in order, its sentences, and how far each word's phrase goes.

In: tokens with heads. Out: tokens by number and by offset, sentences and phrases. They are found when they are first
asked for, once for all words, so that rules may ask as often as they like.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, SupportsIndex, overload

from kg.extraction.tokens.spans import Span
from kg.extraction.tokens.words import Token

_PLACE = attrgetter("i")


class _Extents(NamedTuple):
    """By token: from which to which its phrase goes, and whether nothing foreign stands in it or in its parts."""

    firsts: list[int]
    lasts: list[int]
    wholes: list[bool]
    all_reached: bool


class Doc:
    """The `tokens` of a text in their order; `text` is what they stand in, with plain spaces."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Take the tokens, numbered and with their offsets, as they are."""
        self.tokens = list(tokens)
        self._extents: _Extents | None = None
        self._sentences: tuple[Span, ...] = ()
        self._sentence_of: list[Span] = []
        self._words: frozenset[str] = frozenset()
        for token in self.tokens:
            token.doc = self
        self.respell()

    def respell(self) -> None:
        """Take over words and places in the text that were changed, while heads were not."""
        self._offsets = [token.idx for token in self.tokens]
        self._words = frozenset()
        self.text = "".join([token.text + token.whitespace_ for token in self.tokens])

    def release(self) -> None:
        """Part the tokens from each other, so that memory is free at once; nothing may be asked of them any more."""
        for token in self.tokens:
            token.children.clear()
            token.memory = None
            del token.head, token.doc
        self.tokens, self._sentences, self._sentence_of = [], (), []

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: SupportsIndex) -> Token: ...

    @overload
    def __getitem__(self, at: slice[int | None, int | None, None]) -> Span: ...

    def __getitem__(self, at: SupportsIndex | slice[int | None, int | None, None]) -> Token | Span:
        if not isinstance(at, slice):
            return self.tokens[at]
        start, end, _ = at.indices(len(self.tokens))
        return self._span(start, max(start, end))

    def _span(self, start: int, end: int) -> Span:
        span = Span(self.tokens[start:end])
        span.doc, span.start, span.end = self, start, end
        return span

    @property
    def sents(self) -> tuple[Span, ...]:
        """The sentences: each begins with the first word of what hangs on its root."""
        if not self._sentences:
            roots = (token for token in self.tokens if token.head is token)
            starts = sorted({0, *(self.first(root).i for root in roots)} if self.tokens else ())
            ends = [*starts[1:], len(self.tokens)]
            self._sentences = tuple(self._span(start, end) for start, end in zip(starts, ends, strict=True))
        return self._sentences

    @property
    def words(self) -> frozenset[str]:
        """The words of the text in small letters, each once: a rule that needs one of them may ask for it first."""
        if not self._words:
            self._words = frozenset([token.lower_ for token in self.tokens])
        return self._words

    def sentence(self, token: Token) -> Span:
        """The sentence of a token."""
        if not self._sentence_of:
            self._sentence_of = [sentence for sentence in self.sents for _ in sentence]
        return self._sentence_of[token.i]

    def count_starts(self, first: int, end: int) -> int:
        """How many sentences begin from one token up to another, which is excluded."""
        starts = [sentence.start for sentence in self.sents]
        return max(bisect_left(starts, end) - bisect_left(starts, first), 0)

    def phrase(self, token: Token) -> Sequence[Token]:
        """A token and all below it, see `Token.subtree`."""
        firsts, lasts, wholes, _ = self._measured()
        return self.tokens[firsts[token.i] : lasts[token.i] + 1] if wholes[token.i] else self._walk(token)

    def _walk(self, top: Token) -> list[Token]:
        """A phrase word by word, with a stack, since a coordination of thousands goes deeper than calls can."""
        found: list[Token] = []
        waiting = [(top, False)]
        while waiting and len(found) < len(self.tokens):
            node, opened = waiting.pop()
            if opened or not node.children:
                found.append(node)
                continue
            at = bisect_right(node.children, node.i, key=_PLACE)
            waiting += [(child, False) for child in reversed(node.children[at:])]
            waiting.append((node, True))
            waiting += [(child, False) for child in reversed(node.children[:at])]
        return found

    @property
    def is_forest(self) -> bool:
        """Whether every word's heads lead up to a root."""
        return self._measured().all_reached

    def first(self, token: Token) -> Token:
        """The first word of the phrase that a token heads."""
        return self.tokens[self._measured().firsts[token.i]]

    def last(self, token: Token) -> Token:
        """The last word of the phrase that a token heads."""
        return self.tokens[self._measured().lasts[token.i]]

    def _measured(self) -> _Extents:
        if self._extents is None:
            self._extents = self._measure()
        return self._extents

    def _measure(self) -> _Extents:
        """The extents of all phrases; words of a circle, which a parse has only under repair, are alone."""
        downwards = [token for token in self.tokens if token.head is token]
        for token in downwards:
            downwards += token.children
        firsts, lasts = list(range(len(self.tokens))), list(range(len(self.tokens)))
        sizes, wholes = [1] * len(firsts), [len(downwards) == len(firsts)] * len(firsts)
        for token in downwards if len(downwards) < len(firsts) else ():
            wholes[token.i] = True
        for token in reversed(downwards):  # what stands below comes first, and is added to its head
            at, above = token.i, token.head.i
            if sizes[at] <= lasts[at] - firsts[at]:
                wholes[at] = False
            if above != at:
                firsts[above] = firsts[at] if firsts[at] < firsts[above] else firsts[above]
                lasts[above] = lasts[at] if lasts[at] > lasts[above] else lasts[above]
                sizes[above] += sizes[at]
                wholes[above] = wholes[above] and wholes[at]
        return _Extents(firsts, lasts, wholes, len(downwards) == len(firsts))

    def forget(self) -> None:
        """Find sentences and phrases anew, since a head was changed."""
        self._extents, self._sentences, self._sentence_of = None, (), []

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Span | None:
        """The tokens from one offset to another, None where there are none.

        Both offsets must be borders of tokens, unless the mode is "expand": then tokens count that lie partly between.
        """
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        if alignment_mode == "expand":
            behind = start == first.idx + len(first.text)
            return self._span(first.i + behind, max(first.i + behind, last.i + 1))
        exact = start == first.idx and end == last.idx + len(last.text)
        return self._span(first.i, last.i + 1) if exact else None

    def _at(self, offset: int) -> Token | None:
        """The token that holds an offset, or whose space does."""
        place = bisect_right(self._offsets, offset) - 1
        if place < 0:
            return None
        token = self.tokens[place]
        return token if offset < token.idx + len(token.text) + len(token.whitespace_) else None
