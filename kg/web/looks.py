"""Stances and verdicts as pages show them: the word, its sign, and the class that the style sheet colours.

In: words. Out: looks, the same as in pictures (see `kg.pictures.palette`), so that a sign means one thing everywhere.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import Literal

from kg.pictures.palette import Look, find_look, join_looks

STANCES: Final = ("support", "oppose", "mixed", "uncertain")


def look_of(word: str) -> Look | None:
    """The look of a stance, verdict or vote by its word; None for any other word."""
    return find_look(Literal(word))


def join(words: tuple[str, ...]) -> Look:
    """The look of several stances of one actor on one issue."""
    return join_looks(look for word in words if (look := look_of(word)))


def class_of(look: Look | None) -> str:
    """The class of an element in the colours of a look.

    >>> class_of(look_of("agree on conditions"))
    'is-agree-on-conditions'
    """
    return "" if look is None else f"is-{look.word.replace(' ', '-')}"
