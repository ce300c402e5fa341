"""Writers: whom the words of comments and letters address.

In: words of a reading. Out: the names of those who wrote what a comment or letter answers: "you", "the author", "your
editorial", "the first comment", "commenter 2", "@Name". What is answered to them is read in `comments`.
"""

from __future__ import annotations

import re

from kg.extraction import grammar
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_COMMENTS = frozenset("comment commenter commentator poster letter reply user reader".split())
_TEXTS = frozenset(
    "author writer blogger leader letter post article editorial blog column piece essay paper newspaper editor".split()
)
_HANDLE = re.compile(r"[A-Z][\w.-]+")


def authors_of(reading: Reading) -> tuple[str, ...]:
    """Whose words the document opens with, so whom comments and letters below it answer; its authors if it has none."""
    first = next((block for block in reading.block_list if block.part is None), None)
    return reading.voices.voice_of(first) if first is not None else tuple(reading.cast.authors)


def addressed(token: Token, predication: Predication, reading: Reading) -> tuple[str, ...]:
    """Whom "you", "your" and "the author" stand for in a comment or letter: the authors of the document."""
    yours = any(c.lower_ in ("your", "the", "this") for c in grammar.children(token, "nmod:poss", "det"))
    if token.lower_ in ("you", "your") or (token.lower_ in _TEXTS and yours):
        return addressed_by(token.lower_, predication, reading)
    return ()


def addressed_by(word: str, predication: Predication, reading: Reading) -> tuple[str, ...]:
    """The authors whom a comment or letter addresses; somebody else where it opens with "@Name" and says "you"."""
    authors = authors_of(reading)
    if reading.voices.voice_of(predication.block) == authors:
        return ()
    return (word.startswith("you") and _handled(predication, reading)) or authors[:1]


def _handled(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """The commenter whom the paragraph addresses at its beginning: "@Liis you are right"."""
    text = predication.block.doc.text.lstrip()
    handle = _HANDLE.match(text[1:]) if text.startswith("@") else None
    names = (author.name for part in reading.document.parts for author in part.authors)
    return tuple(name for name in names if handle is not None and name.split()[0] == handle[0])[:1]


def answered(token: Token, predication: Predication, reading: Reading) -> tuple[str, ...]:
    """Whom "with you", "with the author", "with the first comment" and "with commenter 2" speak of."""
    return (
        _commenter(token, reading)
        or named_writer(token, predication, reading)
        or addressed(token, predication, reading)
    )


def named_writer(token: Token, predication: Predication, reading: Reading) -> tuple[str, ...]:
    """The one author or commenter with that name, be it the first name alone: "I disagree, Peter"."""
    if token.tag_ != "NNP":
        return ()
    parts = [author.name for part in reading.document.parts for author in part.authors]
    writers = dict.fromkeys((*(author.name for author in reading.document.authors), *parts))
    own = reading.voices.voice_of(predication.block)
    found = tuple(name for name in writers if token.text in name.split() and name not in own)
    return found if len(found) == 1 else ()


def _commenter(token: Token, reading: Reading) -> tuple[str, ...]:
    """Whom "the first comment" and "commenter 2" are by."""
    nouns = [t for t in (token, *grammar.children(token, "compound")) if t.lemma_.lower() in _COMMENTS]
    if not nouns:
        return ()
    words = [c.lower_ for c in grammar.children(nouns[0], "amod")]
    after = nouns[0].nbor().text.lstrip("#") if nouns[0].i + 1 < len(token.doc) else ""
    place = next((_ORDINALS.index(word) + 1 for word in words if word in _ORDINALS), 0)
    place = place or (int(after) if after.isdecimal() else 0)
    parts = [part for part in reading.document.parts if part.authors]
    return (parts[place - 1].authors[0].name,) if 0 < place <= len(parts) else ()
