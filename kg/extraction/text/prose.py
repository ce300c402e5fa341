"""What of a text can be read: whether it is English, which stretches are prose, and stretches of bearable length.

Text in, verdicts and offsets out. Nothing is parsed: these are the questions that must be answered before parsing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.lexicons.reading import word_set

# The parser's memory and the reading of a sentence grow faster than its length; no paragraph of a report is as long.
LONGEST = 4_000
# Below this many words a text is too short to tell its language by.
_ENOUGH_WORDS = 15
# Names, which are the same in every language, have capitals: only the words without are counted. The seeds and the
# development texts have 34 to 47 English function words in a hundred of them; running text in Dutch some 12 (words of
# the same spelling, such as "is" and "over"), in German, French and Spanish at most 7.
_LEAST_ENGLISH = 0.18
# Where nearly all words have capitals, in headlines and cables, names count too and function words are left out.
_LEAST_IN_CAPITALS = 0.08
# Prose is letters; digits and signs take over in tables of figures, code and garbage.
_LEAST_LETTERS = 0.4
_LONG_ENOUGH_TO_JUDGE = 200
_LONGEST_WORD = 500


def is_english(text: str) -> bool:
    """Whether a text reads as English, by its function words; a short one is taken to be.

    They are English ones often enough, and more often than those of other languages.
    """
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) < _ENOUGH_WORDS:
        return True
    small = [word for word in words if word[0].islower()]
    if len(small) >= _ENOUGH_WORDS:
        return _is_english(small, _LEAST_ENGLISH)
    return _is_english([word.casefold() for word in words], _LEAST_IN_CAPITALS)


def _is_english(words: Sequence[str], least: float) -> bool:
    known, others = word_set("language", "function_words"), word_set("language", "foreign_function_words")
    english, foreign = (sum(word in kind for word in words) for kind in (known, others))
    return english >= least * len(words) and english > foreign


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
