"""Lexicon frames: what predicates mean for the debate, read from the tables in `lexicons/`.

In: TOML tables, a predication. Out: its frames. An entry reads "lemma" or "lemma preposition" ("call for",
"opposition to"): with a preposition, the phrase that it governs fills the slot `object`. What the fields of a frame
mean is for the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from kg.extraction.lexicons.reading import Cell, read_rows
from kg.extraction.lexicons.words import words_of
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.jsonvalues import Choice, as_choice, as_text, as_texts

# Behind a verb these may make another of it, whatever the parse takes them for: "pulled out of the pact", "said no".
_BEHIND = frozenset("yes no against out back forward away down off aside short up by".split())
_PARTS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}


@dataclass(frozen=True)
class Frame:
    """The meaning of some predicates: `fields` as the table gives them (type, stance, roles …)."""

    name: str
    fields: tuple[tuple[str, Cell], ...]
    preposition: str = ""

    def get(self, field: str) -> Cell | None:
        """A field of the table, or None."""
        return self._by_name.get(field)

    def text(self, field: str) -> str:
        """A field that holds a text; "" where the table has none."""
        return as_text(self.get(field) or "")

    def number(self, field: str) -> float | None:
        """A field that holds a number."""
        value = self.get(field)
        return value if isinstance(value, int | float) else None

    def choice(self, field: str, choices: Sequence[Choice]) -> Choice:
        """A field that holds one of a closed list."""
        return as_choice(self.get(field), choices)

    @cached_property
    def _by_name(self) -> dict[str, Cell]:
        return dict(self.fields)

    def roles(self, field: str) -> tuple[str, ...]:
        """The roles that a slot may be filled from, best first; "object" is the entry's preposition or the theme."""
        names = self.get(field) or ()
        chosen = []
        for name in (names,) if isinstance(names, str) else as_texts(names):
            governed = self.preposition if self.preposition not in ("", "as") else "theme"
            chosen.append(governed if name == "object" else name)
        return tuple(chosen)

    def fill(self, predication: Predication, field: str) -> tuple[Token, ...]:
        """The heads of the phrases that fill a slot."""
        return predication.get(*self.roles(field))


@dataclass(frozen=True)
class _Index:
    """The frames of a lexicon by kind and entry, and the words that longer entries begin or end with, by kind."""

    frames: dict[tuple[str, str], tuple[Frame, ...]]
    idiomatic: frozenset[tuple[str, str]]


@cache
def _frames(lexicon: str) -> _Index:
    index: dict[tuple[str, str], list[Frame]] = {}
    for row in read_rows(lexicon, "frame"):
        fields = tuple((key, value) for key, value in row.items() if key not in _PARTS)
        for part, kind in _PARTS.items():
            for entry in words_of(row.get(part, "")):
                lemma, preposition = _split_entry(entry)
                index.setdefault((kind, lemma), []).append(Frame(as_text(row.get("name", "")), fields, preposition))
    idiomatic = {(kind, part) for kind, lemma in index for part in _ends(lemma.split())}
    return _Index({key: tuple(found) for key, found in index.items()}, frozenset(idiomatic))


def _ends(words: list[str]) -> Iterator[str]:
    for cut in range(1, len(words)):
        yield " ".join(words[:cut])
        yield " ".join(words[cut:])


def _split_entry(entry: str) -> tuple[str, str]:
    """ "call for" is the verb with a preposition; "give_up" and "give_up on" have a particle in the lemma."""
    lemma, _, preposition = entry.partition(" ")
    return lemma.replace("_", " "), preposition


def find_frames(lexicon: str, predication: Predication, lemma: str = "") -> list[Frame]:
    """The frames of a predicate, the most specific first: idioms before words, with a preposition before without.

    `lemma` is read in place of the predicate's own, if it is given.
    """
    index, kind, lemma = _frames(lexicon), predication.kind, lemma or predication.lemma
    found: list[Frame] = []
    idiomatic = (kind, lemma) in index.idiomatic
    if not idiomatic and (kind, lemma) not in index.frames:
        return found
    for entry in (*(_idioms(predication, lemma) if idiomatic else ()), lemma):
        if frames := index.frames.get((kind, entry)):
            found += [frame for frame in frames if frame.preposition and predication.arguments.get(frame.preposition)]
            found += [frame for frame in frames if not frame.preposition]
    return found


def has_idioms(lexicon: str, predication: Predication, lemma: str) -> bool:
    """Whether a lexicon has longer entries with a lemma: "strike deal" for "strike"."""
    return (predication.kind, lemma) in _frames(lexicon).idiomatic


def find_frame(lexicon: str, predication: Predication) -> Frame | None:
    """The most specific frame of a predicate, or None."""
    return next(iter(find_frames(lexicon, predication)), None)


def _idioms(predication: Predication, lemma: str) -> list[str]:
    """Longer readings of a predicate: a verb with its object ("butt head"), a noun with what modifies it."""
    if predication.kind == "verb":
        after = predication.head.doc[predication.head.i + 1 : predication.head.i + 2]
        answers = [token.lower_ for token in after if token.lower_ in _BEHIND]
        return [f"{lemma} {word}" for word in (*(t.lemma_.lower() for t in predication.get("theme")), *answers)]
    modifiers = (c for c in predication.head.children if c.dep_ in ("amod", "compound") and c.i < predication.head.i)
    return [f"{token.lemma_.lower()} {lemma}" for token in modifiers]
