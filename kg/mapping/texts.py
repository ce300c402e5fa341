"""A document in RDF: itself, its parts, and the passages that claims rest on. Its text stays outside of the graph."""

from __future__ import annotations

import re
from typing import Final

from pyoxigraph import NamedNode

from kg.edtf import UNKNOWN
from kg.errors import RecordError
from kg.iris import Minter, digest
from kg.mapping.names import Names
from kg.mapping.statements import Statements
from kg.passages import find_quote
from kg.records import Author, Document, Part
from kg.vocabulary import DCTERMS, OA, RDF, SP

# Code points of context on either side of a passage, as Web Annotation's TextQuoteSelector has them.
_CONTEXT: Final = 20
_LONGEST_HEAD: Final = 200
# Control characters are no text: a context ends at them. What a quote may hold, records decide.
_LINE: Final = re.compile(r"[^\s;\x00-\x1f\x7f-\x9f\ud800-\udfff][^\x00-\x1f\x7f-\x9f\ud800-\udfff]*")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class Text:
    """One document with its nodes."""

    def __init__(self, document: Document, names: Names, statements: Statements, minter: Minter) -> None:
        self.document, self.names, self.node = document, names, names.node
        self._statements, self._minter = statements, minter
        self.dates: set[str] = set()

    def stated_in(self, part: str | None) -> NamedNode:
        """The node of the document, or of one of its parts."""
        return self.node if part is None else self._minter.part(self.node, part)

    def time(self, date: str | None) -> NamedNode | None:
        """The time span of an EDTF date; it is noted for the graph of time spans."""
        if date is None:
            return None
        self.dates.add(date)
        return self._minter.time(date)

    def passage(self, start: int, end: int) -> NamedNode:
        """Describe a passage of the text; code points, end excluded."""
        node, text, say = self._minter.passage(self.node, start, end), self.document.text, self._statements.say
        say(node, RDF.type, SP.Passage)
        say(node, SP.inDocument, self.node)
        say(node, OA.start, start)
        say(node, OA.end, end)
        say(node, OA.exact, text[start:end])
        say(node, OA.prefix, _CONTROL.split(text[max(start - _CONTEXT, 0) : start])[-1] or None)
        say(node, OA.suffix, _CONTROL.split(text[end : end + _CONTEXT])[0] or None)
        return node

    def find_author(self, author: Author | None, name: str, part: str | None) -> tuple[int, int]:
        """Where the text names somebody whom no record quotes: an author, a publisher.

        What only a sidecar says is pinned to the head of the text (or of the part), its first line.
        """
        stretch = next((p for p in self.document.parts if p.id == part), None)
        low, high = (stretch.start, stretch.end) if stretch else (0, len(self.document.text))
        text = self.document.text[low:high]
        for quote in (author.quote if author else None, name):
            if quote and (place := find_quote(text, quote)):
                return low + place[0], low + place[1]
        start, end = _find_head(text)
        return low + start, low + end

    def describe(self) -> None:
        """Describe the document and its parts; their authors' names are the claims' business."""
        document, say = self.document, self._statements.say
        self._describe_common(self.node, document.title, None)
        say(self.node, DCTERMS.publisher, *(self.names.actors(document.publisher) if document.publisher else ()))
        say(self.node, DCTERMS.language, document.language)
        say(self.node, DCTERMS.source, _read_address(document.source))
        say(self.node, SP.publishedAt, self.time(document.published or UNKNOWN))
        say(self.node, SP.textSha256, digest(document.text))
        say(self.node, SP.textLength, len(document.text))
        for part in document.parts:
            self._describe_part(part)

    def _describe_part(self, part: Part) -> None:
        node, say = self._minter.part(self.node, part.id), self._statements.say
        self._describe_common(node, part.title, part.id)
        say(node, DCTERMS.isPartOf, self.node)
        say(node, DCTERMS.identifier, part.id)
        say(node, SP.publishedAt, self.time(part.published))

    def _describe_common(self, node: NamedNode, title: str | None, part: str | None) -> None:
        self._statements.say(node, RDF.type, SP.Document)
        self._statements.say(node, DCTERMS.title, title)
        self._statements.say(node, DCTERMS.creator, *self.names.voice(part))


def _find_head(text: str) -> tuple[int, int]:
    """The first line that holds words, or as many whole words of it as a reader would want to see."""
    match = _LINE.search(text)
    if match is None:
        raise RecordError("the text of the document holds no words")
    line = match[0].rstrip()
    if len(line) > _LONGEST_HEAD:
        line = line[:_LONGEST_HEAD].rsplit(" ", 1)[0].rstrip()
    return match.start(), match.start() + len(line)


def _read_address(source: str | None) -> NamedNode | str | None:
    """A web address as an IRI, anything else as text."""
    if source is None or not re.match(r"https?://\S+$", source):
        return source
    try:
        return NamedNode(source)
    except ValueError:
        return source
