"""Tokens that stand side by side.

In: a document and two places. Out: its tokens between them as a tuple, with their text, offsets and root.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.tokens.words import Token

if TYPE_CHECKING:
    from kg.extraction.tokens.docs import Doc


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
