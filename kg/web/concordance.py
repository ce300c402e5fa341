"""Where words stand in the texts of documents, of which the store keeps only the passages that claims rest on.

In: words, and from which document on. Out: the paragraphs that hold all of them, the words as one phrase first, and how
far it came: texts are read again from their files, so a page reads for a second or two and then says where to go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.vocabulary import SP
from kg.web.asking import Asked
from kg.web.facts import Named, read_column, read_names
from kg.web.texts import read_words

_SECONDS: Final = 2.0
_LEAST: Final = 25
_MOST: Final = 20
_AROUND: Final = 160
_PARAGRAPH: Final = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
# A straight quotation mark finds any, and a straight apostrophe too.
_MARKS: Final = {"'": "['\u2018\u2019]", '"': '["\u201c\u201d]'}


@dataclass(frozen=True)
class Place:
    """A place in a text: the words, what stands around them, and an address that shows them."""

    document: Named
    before: str
    words: str
    after: str
    fragment: str


@dataclass(frozen=True)
class Concordance:
    """What was found in the texts `first` to `last` of `total`, counted from 1; `unread` of them were not there."""

    places: tuple[Place, ...]
    first: int
    last: int
    total: int
    unread: int


def search_texts(asked: Asked, words: Sequence[str], first: int = 0, seconds: float = _SECONDS) -> Concordance:
    """The places with all the words, of the documents loaded last first; it ends once enough were found, or in time."""
    entries = [entry for entry in asked.store.sources() if entry.kind in ("document", "records")]
    entries.sort(key=lambda entry: (entry.loaded_at, entry.id), reverse=True)
    end, sums = monotonic() + seconds, read_column(asked, SP.textSha256)
    found: list[tuple[NamedNode, str, re.Match[str]]] = []
    last, unread = first, 0
    for entry in entries[first:]:
        last += 1
        text = read_words(entry, next((each.value for each in sums.get(entry.document, ())), ""))
        unread += text is None
        found += [(entry.document, text or "", match) for match in _find(text or "", words)]
        if len(found) >= _MOST or (monotonic() > end and last - first >= _LEAST):
            break
    names = read_names(asked, [node for node, _, _ in found])
    places = tuple(_place(names[node], text, match) for node, text, match in found)
    return Concordance(places, first + 1, last, len(entries), unread)


def _find(text: str, words: Sequence[str]) -> Iterator[re.Match[str]]:
    """The words as a phrase wherever they stand so; else the first of each paragraph that holds them all."""
    phrases = list(_pattern(*words).finditer(text))
    if phrases or len(words) < 2:
        yield from phrases[:_MOST]
        return
    patterns = [_pattern(word) for word in words]
    for paragraph in _PARAGRAPH.finditer(text):
        hits = [pattern.search(text, *paragraph.span()) for pattern in patterns]
        if all(hits):
            yield min((hit for hit in hits if hit), key=lambda hit: hit.start())


def _pattern(*words: str) -> re.Pattern[str]:
    escaped = ("".join(_MARKS.get(character, re.escape(character)) for character in word) for word in words)
    return re.compile(r"\s+".join(escaped), re.IGNORECASE)


def _place(document: Named, text: str, match: re.Match[str]) -> Place:
    before = text[max(0, match.start() - _AROUND) : match.start()]
    after = text[match.end() : match.end() + _AROUND]
    before = before if match.start() <= _AROUND else "… " + before.partition(" ")[2]
    after = after if match.end() + _AROUND >= len(text) else after.rpartition(" ")[0] + " …"
    # https://wicg.github.io/scroll-to-text-fragment/
    fragment = ":~:text=" + quote(" ".join(match.group().split()), safe="").replace("-", "%2D")
    return Place(document, before, match.group(), after, fragment)
