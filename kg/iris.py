"""The names of things: every IRI is computed from content, so that loading twice names everything alike.

    actor/rus  issue/assad-remaining-in-power  resolution/s-res-2254  place/syria     things, one for all sources
    doc/yes-the-u-s-and-3cc6ac5bb0fe                                                 a document, by its text
    doc/yes-the-u-s-and-3cc6ac5bb0fe-dna                                             another coding of its text
    doc/…/part/comment-3  doc/…#char=10,42  doc/…/actor/commenter-3                  what belongs to it
    doc/…/position/rus.assad-remaining-in-power.3204                                 claims, by what and where
    time/2015-12                                                                     a time span, by its EDTF
    graph/doc/…  graph/registry  graph/things  graph/time  graph/provenance  graph/ontology
    load/3f2a…                                                                       a load, by input and tool

The stance is not part of a position's name: correcting it must not change which position it is.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.vocabulary import DEFAULT_BASE

# Letters that Unicode does not decompose; the usual transliterations.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "&": " and "}
)
_MAX_SLUG = 80


def slug(text: str) -> str:
    """A short ASCII name for a text; letters that Latin script cannot write are kept apart by a hash.

    >>> slug("Côte d'Ivoire"), slug("U.S.-Russia talks")
    ('cote-d-ivoire', 'u-s-russia-talks')
    """
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not words:
        return "x-" + digest(text, 12)
    lost = any(letter.isalpha() and not letter.isascii() for letter in plain)
    if not lost and len(words) <= _MAX_SLUG:
        return words
    return f"{words[: _MAX_SLUG - 9].strip('-')}-{digest(text, 8)}"


def digest(text: str, length: int = 64) -> str:
    """The first `length` hexadecimal digits of the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


class Minter:
    """Mints the IRIs of one base; without state beyond that base."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self.base = base

    def thing(self, kind: str, name: str) -> NamedNode:
        """A thing of all sources: `kind` is actor, issue, resolution or place; `name` a slug."""
        return NamedNode(f"{self.base}{kind}/{name}")

    def document(self, title: str, text: str, edition: str | None = None) -> NamedNode:
        """A document, by the first five words of its title (or text), the hash of its text, and which coding it is."""
        words = "-".join(slug(" ".join(title.split()[:5])).split("-")[:5])
        coding = f"-{edition}" if edition else ""
        return NamedNode(f"{self.base}doc/{words}-{digest(text, 12)}{coding}")

    def part(self, document: NamedNode, part: str) -> NamedNode:
        """A part of a document, by its id there."""
        return NamedNode(f"{document.value}/part/{part}")

    def passage(self, document: NamedNode, start: int, end: int) -> NamedNode:
        """A passage by its offsets (RFC 5147: code points, end excluded)."""
        return NamedNode(f"{document.value}#char={start},{end}")

    def local(self, document: NamedNode, kind: str, *key: str) -> NamedNode:
        """Something that belongs to one document: a claim, or an actor that only this document knows."""
        return NamedNode(f"{document.value}/{kind}/{'.'.join(key)}")

    def time(self, edtf: str) -> NamedNode:
        """The time span of an EDTF date."""
        return NamedNode(f"{self.base}time/{quote(edtf, safe='.-')}")

    def graph(self, name: str) -> NamedNode:
        """A named graph of the store: `doc/…`, `registry`, `things`, `time`, `provenance`, `ontology`."""
        return NamedNode(f"{self.base}graph/{name}")

    def source_graph(self, document: NamedNode) -> NamedNode:
        """The named graph that holds all that one source says."""
        return self.graph(document.value.removeprefix(self.base))

    def load(self, input_sha256: str, tool: str) -> NamedNode:
        """The load of one input by one tool version."""
        return NamedNode(f"{self.base}load/{digest(input_sha256 + tool, 12)}")
