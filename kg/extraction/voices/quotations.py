"""Quotations: the stretches of a text that are somebody's very words, by their marks, and the words of first persons.

In: blocks. Out: quotations as stretches of tokens, and whether a word is "I" or "we". Whose a quotation is takes
verbs of speech: that is for `voices`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.text.english import Block
from kg.extraction.tokens import Token

FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine", "myself", "ourselves"})
SEVERAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_QUOTES = {"“": "”", '"': '"', "„": "“", "«": "»"}
# A single mark is an apostrophe too ("the ministers' plan", "the '90s"): it opens behind a space and before a letter,
# and closes behind a stop, before one, or behind a word that is no genitive in -s.
_SINGLE = re.compile(
    r"(?:^|(?<=[\s(\[—–]))['‘](?=[^\W\d_])"
    r"(?P<words>(?:(?!\s['‘][^\W\d_]).)+?)"
    r"(?:(?<=[,.?!…])['’](?=\s|$)|(?<=\w)['’](?=[,.;:?!)]|$)|(?<=[^\Ws])['’](?=\s))",
    re.S,
)
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
    double = list(_in_double_marks(block))
    single = [(first, end) for first, end in _in_single_marks(block) if not _crosses(first, end, double)]
    return [(first, end) for first, end in sorted(double + single) if end - first >= _SHORTEST_QUOTE]


def _in_double_marks(block: Block) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    closer = ""
    for token in block.doc:
        if opened is None and token.text in _QUOTES:
            opened, closer = token.i, _QUOTES[token.text]
        elif opened is not None and token.text == closer:
            yield opened + 1, token.i
            opened = None
    if opened is not None:
        yield opened + 1, len(block.doc)


def _in_single_marks(block: Block) -> Iterator[tuple[int, int]]:
    """Quotations in single marks, which are closed in the block."""
    for match in _SINGLE.finditer(block.doc.text):
        inside = [token.i for token in block.doc if match.start("words") <= token.idx < match.end("words")]
        if inside:
            yield inside[0], inside[-1] + 1


def _crosses(first: int, end: int, others: list[tuple[int, int]]) -> bool:
    """Whether a stretch begins or ends inside another."""
    return any(start <= first < stop or start < end <= stop for start, stop in others)
