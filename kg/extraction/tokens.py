"""Parsed text as plain objects: documents of tokens with their tags, heads and dependents.

In: what a parser says of each word. Out: tokens that know their dependents, their sentence and what stands below
and above them. Names and meaning are those of spaCy's tokens, which are views that are made anew at every look and
keep nothing: rules look at each word some hundred times. Nothing is read or decided here.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import SupportsIndex, overload

_PLACE = attrgetter("i")


@dataclass(eq=False, repr=False, slots=True)
class Token:
    """One word or sign; `tag_` is its Penn tag, `dep_` its Universal Dependencies label, a root is its own head.

    `i` counts tokens and `idx` code points from the beginning of `doc`; `children` stand in text order. Heads are
    changed by `hang_on` alone, which keeps `children` true.
    """

    i: int
    idx: int
    whitespace_: str
    tag_: str
    pos_: str
    lemma_: str
    dep_: str
    ent_type_: str
    text: str = ""
    lower_: str = ""
    is_alpha: bool = False
    is_lower: bool = False
    is_punct: bool = False
    is_space: bool = False
    is_title: bool = False
    is_upper: bool = False
    like_num: bool = False
    children: list[Token] = field(default_factory=list)
    head: Token = field(init=False)
    doc: Doc = field(init=False)
    sentence: Span = field(init=False)

    def __post_init__(self) -> None:
        self.head = self

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        """The word with the space after it, if there is one."""
        return self.text + self.whitespace_

    @property
    def lefts(self) -> list[Token]:
        """The dependents before the word."""
        return [child for child in self.children if child.i < self.i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The head, its head and so on, up to the root."""
        node = self
        for _ in range(len(self.doc)):  # heads may go in a circle while a parse is being repaired
            if node.head is node:
                return
            node = node.head
            yield node

    @property
    def subtree(self) -> list[Token]:
        """The word and all below it: first what hangs before it, then itself, then what hangs behind it."""
        if not self.children:
            return [self]
        found: list[Token] = []
        # A stack, since a coordination of thousands would go deeper than calls can.
        waiting = [(self, False)]
        while waiting and len(found) < len(self.doc):
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
    def conjuncts(self) -> tuple[Token, ...]:
        """What the word is coordinated with, itself left out."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found += [child for child in token.children if child.dep_ == "conj" and child.i > token.i]
        return tuple(token for token in found if token is not self)

    @property
    def left_edge(self) -> Token:
        """The first word of the phrase that this one heads."""
        return min(self.subtree, key=_PLACE)

    @property
    def sent(self) -> Span:
        """The sentence that the word stands in."""
        self.doc.find_sentences()
        return self.sentence

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence begins with the word."""
        return self.sent.start == self.i

    def nbor(self, distance: int = 1) -> Token:
        """The token so many places further on. Raises IndexError outside of the text."""
        if self.i + distance < 0:
            raise IndexError(f"nothing stands {-distance} tokens before {self.text!r}")
        return self.doc[self.i + distance]

    def is_ancestor(self, other: Token) -> bool:
        """Whether another word stands somewhere below this one."""
        return any(node is self for node in other.ancestors)

    def hang_on(self, head: Token, label: str | None = None) -> None:
        """Give the word another head, itself to make it a root, and another label if one is named."""
        if self.head is not self:
            self.head.children.remove(self)
        if head is not self:
            insort(head.children, self, key=_PLACE)
        self.head = head
        self.dep_ = self.dep_ if label is None else label
        self.doc.forget_sentences()


class Span(tuple[Token, ...]):
    """Tokens that stand side by side, from `start` up to `end`, which is excluded."""

    doc: Doc
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as they stand, without the space after the last."""
        return "".join(token.text_with_ws for token in self[:-1]) + self[-1].text if self else ""

    @property
    def start_char(self) -> int:
        """The offset of the first character in the text of `doc`."""
        return self[0].idx

    @property
    def end_char(self) -> int:
        """The offset behind the last character in the text of `doc`."""
        return self[-1].idx + len(self[-1].text)

    @property
    def sent(self) -> Span:
        """The sentence of the first word."""
        return self[0].sent

    @property
    def root(self) -> Token:
        """The word nearest to the root of the sentence, the first of several; a sign only where there is no word."""
        roots = [token for token in self if token.head is token]
        if roots:
            return roots[0]
        outer = [token for token in self if not self.start <= token.head.i < self.end]
        return min(outer, key=_distance, default=self[0])


def _distance(token: Token) -> int:
    """How many words stand between a word and the root; signs and spaces come after all words."""
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc)
    return sum(1 for _ in token.ancestors)


class Doc:
    """The tokens of a text in their order; `text` is what they stand in, with plain spaces."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Take the tokens, numbered and with their offsets, as they are."""
        self._tokens = list(tokens)
        self._offsets = [token.idx for token in self._tokens]
        self._sentences: tuple[Span, ...] | None = None
        for token in self._tokens:
            token.doc = self
        self.text = "".join([token.text + token.whitespace_ for token in self._tokens])

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    @overload
    def __getitem__(self, at: SupportsIndex) -> Token: ...

    @overload
    def __getitem__(self, at: slice[int | None, int | None, None]) -> Span: ...

    def __getitem__(self, at: SupportsIndex | slice[int | None, int | None, None]) -> Token | Span:
        if not isinstance(at, slice):
            return self._tokens[at]
        start, end, _ = at.indices(len(self._tokens))
        return self._span(start, max(start, end))

    def _span(self, start: int, end: int) -> Span:
        span = Span(self._tokens[start:end])
        span.doc, span.start, span.end = self, start, end
        return span

    @property
    def sents(self) -> tuple[Span, ...]:
        """The sentences: each begins with the first word of what hangs on its root."""
        return self.find_sentences()

    def find_sentences(self) -> tuple[Span, ...]:
        """The sentences, found once."""
        if self._sentences is None:
            starts = sorted({0, *self._left_edges()} if self._tokens else ())
            ends = [*starts[1:], len(self._tokens)]
            self._sentences = tuple(self._span(start, end) for start, end in zip(starts, ends, strict=True))
            for sentence in self._sentences:
                for token in sentence:
                    token.sentence = sentence
        return self._sentences

    def forget_sentences(self) -> None:
        """Find the sentences anew, since a head was changed."""
        self._sentences = None

    def _left_edges(self) -> set[int]:
        """Where the phrases of all roots begin."""
        edges: dict[int, int] = {}
        root_of: dict[int, int] = {}
        for token in self._tokens:
            path, node = [token], token
            while node.head is not node and node.i not in root_of and len(path) <= len(self._tokens):
                node = node.head
                path.append(node)
            root = root_of.get(node.i, node.i)
            root_of.update((step.i, root) for step in path)
            edges.setdefault(root, token.i)
        return set(edges.values())

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
        token = self._tokens[place]
        return token if offset < token.idx + len(token.text) + len(token.whitespace_) else None
