"""Terms as Turtle writes them, shortened where that loses nothing, and the orders that people read them in.

In: terms as N-Quads writes them. Out: text, and which declarations it takes.

Sources: RDF 1.1 Turtle, sections 2.4 (prefixed names), 2.5.2 (numbers), 6.5 (grammar).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from kg.vocabulary import RDF, RDFS, XSD

TYPE: Final = str(RDF.type)
_LABEL: Final = str(RDFS.label)
_DIGITS: Final = re.compile(r"[0-9]+")
_PREFIX: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9_-]*)?")
# Narrower than the grammar, so that nothing needs an escape.
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_RELATIVE: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.~%,=-]|/(?=[A-Za-z0-9_]))*(?:#[A-Za-z0-9_.~%,=/-]*)?")
# Canonical forms only: all others would be another literal when they are read back.
_BARE: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (f"^^{XSD.integer}", re.compile(r"0|-?[1-9][0-9]*")),
    (f"^^{XSD.decimal}", re.compile(r"-?(?:0|[1-9][0-9]*)\.(?:[0-9]*[1-9]|0)")),
    (f"^^{XSD.boolean}", re.compile(r"true|false")),
)
# Terms remembered as they were written; a few thousand make up most of a graph.
REMEMBERED: Final = 1 << 16


def order_naturally(term: str) -> str:
    """A sort key: numbers by value, and what lies below an IRI right behind it."""
    return _DIGITS.sub(_pad, term.removesuffix(">").replace("/", "\x01")) + "\0" + term


def _pad(digits: re.Match[str]) -> str:
    return digits[0].zfill(12)


class Terms:
    """Writes terms as short as they can be read back, and remembers which prefixes that took."""

    def __init__(self, prefixes: Mapping[str, str], base: str | None) -> None:
        self._base = base if base and base.endswith("/") else None
        self._names = {iri: name for name, iri in sorted(prefixes.items(), reverse=True) if _PREFIX.fullmatch(name)}
        self._lengths = sorted({len(iri) for iri in self._names}, reverse=True)
        self._used: set[str] = set()
        self._uses_base = False
        self._shorten = lru_cache(REMEMBERED)(self._abbreviate)

    def format_head(self) -> str:
        """The declarations of what was used."""
        head = f"@base <{self._base}> .\n" if self._uses_base else ""
        names = sorted((self._names[iri], iri) for iri in self._used)
        return head + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in names)

    def write_predicate(self, term: str) -> str:
        """A property; rdf:type is `a`."""
        return "a" if term == TYPE else self.write(term)

    def order_predicate(self, term: str) -> str:
        """A sort key: type and label come first."""
        return f"{term != TYPE:d}{term != _LABEL:d}{self.write_predicate(term)}"

    def write(self, term: str) -> str:
        """A term in full or as a name, a number, a truth value."""
        return term if term[-1] == '"' else self._shorten(term)

    def _abbreviate(self, term: str) -> str:
        if term[0] == "<":
            return self._abbreviate_iri(term[1:-1])
        if term[0] == "_" or term[-1] != ">":
            return term
        text, datatype = term.rsplit("^^", 1)
        for suffix, canonical in _BARE:
            if term.endswith(suffix) and canonical.fullmatch(text[1:-1]):
                return text[1:-1]
        return f"{text}^^{self.write(datatype)}"

    def _abbreviate_iri(self, iri: str) -> str:
        for length in self._lengths:
            name = self._names.get(iri[:length])
            if name is not None and len(iri) >= length and _LOCAL.fullmatch(iri, length):
                self._used.add(iri[:length])
                return f"{name}:{iri[length:]}"
        if self._base and iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            self._uses_base = True
            return f"<{iri[len(self._base) :]}>"
        return f"<{iri}>"
