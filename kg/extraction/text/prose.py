"""What of a text can be read: whether it is English, which stretches are prose, and stretches of bearable length.

Text in, verdicts and offsets out. Nothing is parsed: these are the questions that must be answered before parsing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.lexicons.reading import word_set

# The parser's memory and the reading of a sentence grow faster than its length; no paragraph of a report is as long.
LONGEST = 4_000
# Below this many words a text is too short to tell its language by.
_ENOUGH_WORDS = 15
# The seeds and the development texts have 26 to 42 of these words in a hundred; the sentences of the tests in German,
# French and Spanish none, those in Dutch 16 (words of the same spelling, such as "is" and "over").
_LEAST_ENGLISH = 0.18
# Prose is letters; digits and signs take over in tables of figures, code and garbage.
_LEAST_LETTERS = 0.4
_LONG_ENOUGH_TO_JUDGE = 200
_LONGEST_WORD = 500


def is_english(text: str) -> bool:
    """Whether a text reads as English, by its share of English function words; a short one is taken to be."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if len(words) < _ENOUGH_WORDS:
        return True
    known = word_set("language", "function_words")
    return sum(word in known for word in words) >= _LEAST_ENGLISH * len(words)


def is_prose(text: str) -> bool:
    """Whether a stretch of text is made of words."""
    if len(text) < _LONG_ENOUGH_TO_JUDGE:
        return True
    signs = [character for character in text if not character.isspace()]
    letters = sum(character.isalpha() for character in signs)
    longest = max(map(len, text.split()), default=0)
    return letters >= _LEAST_LETTERS * len(signs) and longest <= _LONGEST_WORD


def cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch in pieces of at most LONGEST characters, cut behind a sentence if it can be, else between words."""
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        sentence = max((match.end() for match in re.finditer(r"[.?!][\"'”’)]*\s+", window)), default=0)
        cut = sentence or window.rfind(" ") + 1 or LONGEST
        yield start, start + cut
        start += cut
    if start < end:
        yield start, end
