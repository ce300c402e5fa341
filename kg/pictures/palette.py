"""Colours and signs of what pictures tell apart, so that nothing rests on colour alone.

Words come in, looks go out. The colours are those of Okabe and Ito, "Color Universal Design" (2008), which stay apart
under every common kind of colour blindness; each look has a sign and a shape too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from kg.queries.results import Cell, shorten

BLACK, GREY, LIGHT = "#1a1a1a", "#8c8c8c", "#e6e6e6"
BLUE, VERMILION, YELLOW, PURPLE = "#0072b2", "#d55e00", "#f0e442", "#cc79a7"
SKY, GREEN, ORANGE = "#56b4e9", "#009e73", "#e69f00"
_PALE = "#bdbdbd"
_ORDER = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, YELLOW)
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
# On these the sign is written in black, on the others in white (contrast of at least 4.5 to 1, WCAG 2.2).
_BRIGHT = frozenset({VERMILION, YELLOW, PURPLE, SKY, ORANGE, GREEN, _PALE, LIGHT})
_DARKER = {YELLOW: "#857a00", _PALE: "#6e6e6e", ORANGE: "#a87400", SKY: "#2584bb"}


@dataclass(frozen=True)
class Look:
    """How one value is shown: its word, sign, colour and shape."""

    word: str
    sign: str
    colour: str
    shape: str = "circle"

    @property
    def ink(self) -> str:
        """The colour of a sign on this colour."""
        return BLACK if self.colour in _BRIGHT else "#ffffff"

    @property
    def line(self) -> str:
        """This colour where it is a thin line on white paper: a bright one is too faint for that."""
        return _DARKER.get(self.colour, self.colour)

    @property
    def legend(self) -> str:
        """Sign and word."""
        return f"{self.sign} {self.word}" if self.sign else self.word


_FOR, _AGAINST, _BOTH, _OPEN = "triangle-up", "triangle-down", "diamond", "circle"
# Stances, verdicts and votes, in the order in which a legend has them.
_KNOWN: Mapping[str, Look] = {
    look.word: look
    for look in (
        Look("support", "+", BLUE, _FOR),
        Look("oppose", "−", VERMILION, _AGAINST),
        Look("mixed", "±", YELLOW, _BOTH),
        Look("uncertain", "?", _PALE, _OPEN),
        Look("agree", "=", BLUE, _FOR),
        Look("agree on conditions", "=*", SKY, _FOR),
        Look("partly agree", "≈", YELLOW, _BOTH),
        Look("disagree", "≠", VERMILION, _AGAINST),
        Look("unknown", "?", _PALE, _OPEN),
        Look("match", "=", BLUE, _FOR),
        Look("contradiction", "≠", VERMILION, _AGAINST),
        Look("neither", "○", YELLOW, _BOTH),
        Look("open", "?", _PALE, _OPEN),
        Look("yes", "+", BLUE, _FOR),
        Look("no", "−", VERMILION, _AGAINST),
        Look("abstain", "○", YELLOW, _BOTH),
        Look("absent", "?", _PALE, _OPEN),
    )
}
_CONTESTED = Look("sources differ", "+/−", PURPLE, "cross")
_OTHER = Look("other", "", GREY, "stroke")


def find_look(cell: Cell) -> Look | None:
    """The look of a stance, a verdict or a vote; None for anything else."""
    if cell is None:
        return None
    return _KNOWN.get(shorten(cell) if isinstance(cell, NamedNode) else cell.value)


def join_looks(looks: Iterable[Look]) -> Look:
    """The look of several claims on one thing: theirs where they are alike, else one that shows each sign."""
    alike = sorted(set(looks), key=lambda look: _place(look.word))
    if len(alike) == 1:
        return alike[0]
    return replace(_CONTESTED, sign="/".join(look.sign for look in alike))


def order_looks(looks: Iterable[Look]) -> list[Look]:
    """The looks that a legend has, in its order; all that differ share one entry, whatever their signs."""
    found = {look.word: _CONTESTED if look.word == _CONTESTED.word else look for look in looks}
    return sorted(found.values(), key=lambda look: (look == _CONTESTED, _place(look.word)))


def make_looks(words: Iterable[str]) -> dict[str, Look]:
    """A look for each word: the known one, or the next free colour and shape; what comes after seven is "other".

    The words come in order of weight; looks of known words keep the order of legends.
    """
    found = list(dict.fromkeys(words))
    if all(word in _KNOWN for word in found):
        return {word: _KNOWN[word] for word in sorted(found, key=_place)}
    styles = list(zip(_ORDER, _SHAPES, strict=True))
    looks = [Look(word, "", *style) for word, style in zip(found, styles, strict=False)]
    if len(found) > len(styles):
        return {look.word: look for look in looks} | dict.fromkeys(found[len(styles) :], _OTHER)
    return {look.word: look for look in looks}


def _place(word: str) -> int:
    return list(_KNOWN).index(word) if word in _KNOWN else len(_KNOWN)
