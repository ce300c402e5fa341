"""The quads of one graph while they are being collected, and the literals that stores keep as they are written."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocabulary import XSD

# Stores keep 18 digits after the point at most; no confidence is that sharp.
_DIGITS = Decimal("0.000001")


class Statements:
    """Collects the quads of one graph."""

    def __init__(self, graph: NamedNode) -> None:
        self.graph = graph
        self._quads: set[Quad] = set()

    def say(self, subject: NamedNode, predicate: NamedNode, *objects: NamedNode | Literal | str | int | None) -> None:
        """Say one thing of each object; None says nothing, texts and whole numbers become literals."""
        for value in objects:
            if value is not None:
                term = value if isinstance(value, NamedNode | Literal) else Literal(value)
                self._quads.add(Quad(subject, predicate, term, self.graph))

    def quads(self) -> tuple[Quad, ...]:
        """All quads, sorted by their N-Quads."""
        return tuple(sort_quads(self._quads))


def sort_quads(quads: Iterable[Quad]) -> list[Quad]:
    """The quads in the order of their N-Quads, each once."""
    return sorted(set(quads), key=str)


def write_decimal(value: float) -> Literal:
    """A canonical xsd:decimal with six digits after the point at most.

    >>> write_decimal(0.30000000000000004).value, write_decimal(1.0).value
    ('0.3', '1')
    """
    text = format(Decimal(repr(value)).quantize(_DIGITS), "f")
    return Literal(text.rstrip("0").rstrip(".") or "0", datatype=XSD.decimal)
