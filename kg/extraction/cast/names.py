"""Names of the registry in a text.

In: a text and the registry. Out: the longest names at each place. Names are matched word by word: a capital must be a
capital, an acronym must be all capitals ("IS" is not "is"); dots, dashes and accents don't count. Whether a name acts
where it stands is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from kg.extraction.tokens import Doc
from kg.registry import Entry, Registry, fold_name

Kind = Literal["name", "people", "metonym", "adjective"]

_WORD = re.compile(r"(?:[^\W\d_]\.){1,}(?:[^\W\d_](?!\w))?|[^\W_]+")
_GAP = re.compile(r"[\s\-\u2010-\u2015'\u2019.&+]{0,3}$")
_KINDS: tuple[Kind, ...] = ("name", "people", "metonym", "adjective")


@dataclass(frozen=True)
class Word:
    """One word of a text: offsets, and the word without dots."""

    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        """The word without case and accents."""
        return fold_name(self.text)


@dataclass(frozen=True)
class Hit:
    """A stretch of a text (offsets in it) that spells names of the registry."""

    start: int
    end: int
    kind: Kind
    entries: tuple[Entry, ...]
    words: int


@dataclass(frozen=True)
class _Spelling:
    words: tuple[str, ...]
    keys: tuple[str, ...]
    kind: Kind
    entries: tuple[Entry, ...]


def split_words(text: str) -> list[Word]:
    """The words of a text; dotted acronyms are one word."""
    return [Word(match.start(), match.end(), match[0].replace(".", "")) for match in _WORD.finditer(text)]


@lru_cache(maxsize=4)
def _spellings(registry: Registry) -> Mapping[str, Sequence[_Spelling]]:
    """All names of the registry by the key of their first word, the longest first."""
    found: dict[tuple[tuple[str, ...], Kind], dict[str, Entry]] = {}
    for entry in registry.entries:
        for kind, name in _ways(entry):
            words = tuple(word.text for word in split_words(name))
            found.setdefault((words, kind), {})[entry.id] = entry
    index: dict[str, list[_Spelling]] = {}
    for (words, kind), entries in found.items():
        keys = tuple(fold_name(word) for word in words)
        index.setdefault(keys[0], []).append(_Spelling(words, keys, kind, tuple(entries.values())))
    for spellings in index.values():
        spellings.sort(key=lambda spelling: (-len(spelling.words), _KINDS.index(spelling.kind)))
    return index


def _ways(entry: Entry) -> Iterator[tuple[Kind, str]]:
    # A final "+" is no word: `find_hits` looks for it.
    yield from (("name", name) for name in entry.names if not name.endswith("+"))
    yield from (("people", name) for name in entry.people if name.endswith(("s", "se", "sh", "ch", "men")))
    yield from (("metonym", name) for name in entry.metonyms)
    yield from (("adjective", name) for name in entry.adjectives)
    if entry.capital:
        yield "metonym", entry.capital


def find_hits(text: str, registry: Registry) -> Iterator[Hit]:
    """The names of the registry in a text, the longest at each place, from left to right."""
    words, index = split_words(text), _spellings(registry)
    keys = [word.key for word in words]
    shouting = text.isupper()
    at = 0
    while at < len(words):
        known = (s for s in index.get(keys[at], ()) if s.keys == tuple(keys[at : at + len(s.keys)]))
        best = next((s for s in known if _spelt(s, words, at, text, shouting)), None)
        if best is None:
            at += 1
            continue
        start, end = words[at].start, words[at + len(best.words) - 1].end
        more = registry.find_by_name(text[start : end + 1]) if text[end : end + 1] == "+" else ()
        yield Hit(start, end + bool(more), best.kind, more or _all_entries(best, index), len(best.words))
        at += len(best.words)


def _all_entries(best: _Spelling, index: Mapping[str, Sequence[_Spelling]]) -> tuple[Entry, ...]:
    """The entries of this spelling and of those that differ in capitals or accents only."""
    alike = [s for s in index[best.keys[0]] if s.keys == best.keys and s.kind == best.kind]
    return tuple({entry.id: entry for spelling in alike for entry in spelling.entries}.values())


def _spelt(spelling: _Spelling, words: Sequence[Word], at: int, text: str, shouting: bool) -> bool:
    """Whether the words at a place, of the right keys, stand close together and have the capitals of the name."""
    stretch = words[at : at + len(spelling.words)]
    if any(not _GAP.match(text[a.end : b.start]) for a, b in pairwise(stretch)):
        return False
    return all(_same_case(name, word.text, shouting) for name, word in zip(spelling.words, stretch, strict=True))


def _same_case(name: str, word: str, shouting: bool) -> bool:
    if any(letter.isupper() for letter in name[1:]) and len(name) <= 6:
        return word == name and not (shouting and len(name) == 2)
    if len(name) < 3 and name[:1].isupper():
        return word == name
    return not name[:1].isupper() or word[:1].isupper()


def tokens_of(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The tokens (first, end excluded) that cover a stretch of the block's text, or None."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return None if span is None or not len(span) else (span.start, span.end)
