"""How words are written, and the names that a pipeline's numbers stand for, each asked of its vocabulary once.

In: numbers that a pipeline gives, or words, and the vocabulary. Out: a word with its signs, a label as text. A
pipeline answers for each token anew, though most words of a text are few; the words asked for last are kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extraction.tokens import Spelling

if TYPE_CHECKING:
    from spacy.vocab import Vocab

_KEPT = 50_000


@lru_cache(maxsize=_KEPT)
def spell(word: int | str, vocab: Vocab) -> Spelling:
    """A word, or the word that a number stands for."""
    known = vocab[word]
    flags = known.is_alpha, known.is_lower, known.is_punct, known.is_space, known.is_title, known.is_upper
    return Spelling(known.text, known.lower_, *flags, known.like_num)


@lru_cache(maxsize=_KEPT)
def name_of(number: int, vocab: Vocab) -> str:
    """The tag, label or lemma that a number stands for."""
    return vocab.strings[number]
