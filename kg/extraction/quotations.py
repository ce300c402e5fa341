"""Quotations and turns: the stretches of a text that are somebody's very words, by their marks.

In: blocks. Out: quotations as stretches of tokens, the turns of interviews and debates, and who says "I". Whose a
quotation is takes verbs of speech: that is for `voices`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.actors import Cast
    from kg.extraction.english import Block

FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine", "myself", "ourselves"})
_QUOTES = {"“": "”", '"': '"', "„": "“", "«": "»"}
_SHORTEST_QUOTE = 4
_ASKERS = frozenset({"question", "q", "interviewer", "moderator", "journalist", "reporter", "host"})
_FEWEST_TURNS = 3


@dataclass(frozen=True)
class Quote:
    """A quotation of at least a few words: a stretch of the block's tokens, end excluded, and who says it."""

    first: int
    end: int
    speakers: tuple[str, ...]
    cue: str


def is_first_person(token: Token) -> bool:
    """Whether a word is "I", "we" or one of their forms ("US" is not)."""
    return token.lower_ in FIRST_PERSON and (token.tag_.startswith("PRP") or not token.is_upper)


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


def read_turns(blocks: Sequence[Block], cast: Cast) -> dict[int, tuple[str, ...]]:
    """The speaker of each block of an interview or debate, by `id` of the block's tokens; empty elsewhere.

    A turn opens with a label ("Diop:", "Question:") and goes on until the next one. Who asks is nobody in the debate.
    """
    labels = [_label(block, cast) for block in blocks]
    if sum(label is not None for label in labels) < _FEWEST_TURNS:
        return {}
    turns: dict[int, tuple[str, ...]] = {}
    speaker: tuple[str, ...] = ()
    for block, label in zip(blocks, labels, strict=True):
        speaker = speaker if label is None else label
        if speaker:
            turns[id(block.doc)] = speaker
    return turns


def _label(block: Block, cast: Cast) -> tuple[str, ...] | None:
    """The speaker whom the first words of a block name; () for whoever asks, None without a label."""
    opening = [token for token in block.doc[:6] if not token.is_space]
    colon = next((place for place, token in enumerate(opening) if token.text == ":"), 0)
    if not colon or len(block.doc) <= colon + 2:
        return None
    if opening[0].lower_ in _ASKERS:
        return ()
    names = [name for token in opening[:colon] for name in cast.who(token)]
    people = [name for name in names if any(a.name == name and a.type == "person" for a in cast.actors)]
    return tuple(people[:1]) or None
