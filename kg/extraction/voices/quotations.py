"""Quotations: the stretches of a text that are somebody's very words, by their marks, and the words of first persons.

In: blocks. Out: quotations as stretches of tokens, and whether a word is "I" or "we". Whose a quotation is takes
verbs of speech: that is for `voices`.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.text.english import Block
from kg.extraction.tokens import Token

FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine", "myself", "ourselves"})
SEVERAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_QUOTES = {"“": "”", '"': '"', "„": "“", "«": "»"}
_SHORTEST_QUOTE = 4


@dataclass(frozen=True)
class Quote:
    """A quotation of at least a few words: a stretch of the block's tokens, end excluded, and who says it."""

    first: int
    end: int
    speakers: tuple[str, ...]
    cue: str


def is_first_person(token: Token) -> bool:
    """Whether a word is "I", "we" or one of their forms ("US" and "the mine" are not)."""
    noun = token.lower_ == "mine" and token.tag_.startswith("NN")
    return token.lower_ in FIRST_PERSON and (token.tag_.startswith("PRP") or not token.is_upper) and not noun


def find_quote_spans(block: Block) -> list[tuple[int, int]]:
    """The quotations of a block as token stretches without the marks; scare quotes of a few words are left out."""
    spans = []
    opened: int | None = None
    closer = ""
    for token in block.doc:
        if opened is None and token.text in _QUOTES:
            opened, closer = token.i, _QUOTES[token.text]
        elif opened is not None and token.text == closer:
            spans.append((opened + 1, token.i))
            opened = None
    if opened is not None:
        spans.append((opened + 1, len(block.doc)))
    return [(first, end) for first, end in spans if end - first >= _SHORTEST_QUOTE]
