"""One token: a word or a sign with what the parser says of it.

In: the parser's answer. Out: tokens that know their dependents, and through their document what stands below, above
and beside them. Nothing is read or decided here.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.extraction.tokens.docs import Doc
    from kg.extraction.tokens.memory import Memory
    from kg.extraction.tokens.spans import Span

_PLACE = attrgetter("i")


class Spelling(NamedTuple):
    """A word with what the vocabulary says of how it is written, in the order in which a Token takes it."""

    text: str
    lower: str
    is_alpha: bool
    is_lower: bool
    is_punct: bool
    is_space: bool
    is_title: bool
    is_upper: bool
    like_num: bool


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
    memory: Memory | None = None
    head: Token = field(init=False)
    doc: Doc = field(init=False)

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
        node, left = self, len(self.doc)  # heads may go in a circle while a parse is being repaired
        while node.head is not node and left:
            node, left = node.head, left - 1
            yield node

    @property
    def subtree(self) -> Sequence[Token]:
        """The word and all below it: first what hangs before it, then itself, then what hangs behind it."""
        if not self.children:
            return (self,)
        return self.doc.phrase(self)

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
        return self.doc.first(self)

    @property
    def right_edge(self) -> Token:
        """The last word of the phrase that this one heads."""
        return self.doc.last(self)

    @property
    def sent(self) -> Span:
        """The sentence that the word stands in."""
        return self.doc.sentence(self)

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence begins with the word."""
        return self.sent.start == self.i

    def nbor(self, distance: int = 1) -> Token:
        """The token so many places further on. Raises IndexError outside of the text."""
        if self.i + distance < 0:
            raise IndexError(f"nothing stands {-distance} tokens before {self.text!r}")
        return self.doc.tokens[self.i + distance]

    def is_ancestor(self, other: Token) -> bool:
        """Whether another word stands somewhere below this one."""
        return any(node is self for node in other.ancestors)

    def spell(self, word: Spelling) -> None:
        """Give the word another spelling; its meaning stays."""
        self.text, self.lower_, self.like_num = word.text, word.lower, word.like_num
        self.is_alpha, self.is_punct, self.is_space = word.is_alpha, word.is_punct, word.is_space
        self.is_lower, self.is_title, self.is_upper = word.is_lower, word.is_title, word.is_upper

    def hang_on(self, head: Token, label: str | None = None) -> None:
        """Give the word another head, itself to make it a root, and another label if one is named."""
        if self.head is not self:
            self.head.children.remove(self)
        if head is not self:
            insort(head.children, self, key=_PLACE)
        self.head = head
        self.dep_ = self.dep_ if label is None else label
        self.doc.forget()
