"""Signatures: who signs the document of a body, and in which office.

In: the blocks and mentions of a document that a body speaks in. Out: the mentions, with whoever signs below it ("Ana
Ruiz" / "Director of Press") under their office in that body. Letters to an editor are read with the voices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.cast.mastheads import Masthead
from kg.extraction.cast.mentions import ActorWords, Mention, phrase_head
from kg.extraction.text.english import Block

_NAME = r"[^\W\d_a-z][\w.\u2019'-]+(?: (?:[A-Z]\.|de|da|del|van|von|al|bin|[^\W\d_a-z][\w.\u2019'-]+)){1,4}"
_SIGNATURE = re.compile(rf"\W*(?P<name>{_NAME})\s*(?:\n|,)\s*(?P<role>[^\n,.!?]{{3,60}})")
# How many blocks at the end of a document may be its signature, and how long they may be.
_LAST_BLOCKS = 6
_LONGEST = 20


def with_signatures(
    mentions: Sequence[Mention], blocks: Sequence[Block], masthead: Masthead | None, words: ActorWords
) -> list[Mention]:
    """The mentions with those who sign a body's document, in its service."""
    if masthead is None:
        return list(mentions)
    signed = {(m.block, m.start): m for m in _signatures(blocks, masthead, words)}
    taken = {(m.block, at) for m in signed.values() for at in range(m.start, m.end)}
    kept = [m for m in mentions if not any((m.block, at) in taken for at in range(m.start, m.end))]
    return sorted([*kept, *signed.values()], key=lambda m: (m.block, m.start, m.end))


def _signatures(blocks: Sequence[Block], masthead: Masthead, words: ActorWords) -> Iterator[Mention]:
    tail = range(max(len(blocks) - _LAST_BLOCKS, 1), len(blocks))
    for number in tail:
        block, following = blocks[number], blocks[number + 1] if number + 1 < len(blocks) else None
        if len(block.doc) > _LONGEST or block.part is not None:
            continue
        below = f"\n{following.doc.text}" if following is not None and len(following.doc) <= _LONGEST else ""
        match = _SIGNATURE.match(block.doc.text.rstrip() + below)
        if match is None or not _is_office(match["role"], words):
            continue
        span = block.doc.char_span(match.start("name"), match.end("name"), alignment_mode="contract")
        if span is None or not len(span):
            continue
        head = phrase_head(span)
        person = Mention(number, span.start, span.end, head, match["name"], "person", "person", True)
        yield replace(person, role=" ".join(match["role"].split()), affiliation=masthead.name)


def _is_office(line: str, words: ActorWords) -> bool:
    """Whether a line begins or ends with a noun for an office: "Director of Press", "Acting Spokesperson"."""
    said = line.lower().split()
    return bool(said) and bool({said[0], said[-1], *said[1:2]} & words.lists["roles"])
