"""Delegates: who has the floor in the verbatim record of a meeting, by the labels that open their speeches.

In: a block and the cast. Out: the state or body in the brackets of "Ms. Ruiz (Chile) (spoke in Spanish): We reject …",
and whether a label is the chair's, who speaks for nobody. What labels of interviews mean is for `turns`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.cast.actors import Cast
from kg.extraction.text.english import Block

_BODIES = frozenset({"state", "government_body", "igo", "organisation", "coalition"})
_LANGUAGE = r"\((?:spoke|speaking|interpretation|translated|original) [^()\n]{2,40}\)"
# The Provisional Verbatim Records of the United Nations write so: "Mr. Silva (Brazil) (spoke in Portuguese):".
_DELEGATE = re.compile(
    r"\W{0,3}[^\W\d_a-z][^:()?!\n]{1,60}? \((?P<body>[^()\n:]{2,60})\)"
    rf"(?P<language> {_LANGUAGE})?\W{{0,3}}:\W{{0,3}}\s"
)
_CHAIR = re.compile(
    rf"\W{{0,3}}the (?:acting |vice-|deputy )?(?:president|chair(?:man|woman|person)?|speaker|moderator)"
    rf"(?: {_LANGUAGE})?\W{{0,3}}:\W{{0,3}}\s",
    re.I,
)
# What the record tells between speeches.
_NOTE = re.compile(
    r"\W*(the meeting (rose|was|resumed)|a (recorded )?vote (was|by)|voting against|abstaining|in favour:)", re.I
)


@dataclass(frozen=True)
class Floor:
    """Who has the floor: a state or body, nobody where it is the chair or a note; `told` with the language spoken."""

    names: tuple[str, ...]
    told: bool


def find_floor(block: Block, cast: Cast) -> Floor | None:
    """Who takes the floor in a block; None where nothing says so. Notes of the record are nobody's."""
    text = block.doc.text
    if _CHAIR.match(text) or _NOTE.match(text):
        return Floor((), told=False)
    match = _DELEGATE.match(text)
    if match is None:
        return None
    bodies = {actor.name for actor in cast.actors if actor.type in _BODIES}
    inside = [token for token in block.doc if match.start("body") <= token.idx < match.end("body")]
    named = [name for token in inside for name in cast.who(token) if name in bodies]
    return Floor(tuple(named[:1]), match["language"] is not None) if named else None
