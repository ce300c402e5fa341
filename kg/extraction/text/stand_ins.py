"""Stand-ins: names that a pipeline reads in place of those that it was never taught.

In: the words of a text. Out: the words that the pipeline gets to see. A tagger takes an unknown name at the head of a
sentence for an interjection, an adverb or a verb ("Botswana, which …", "ECOWAS ministers …"); one that it knows takes
the name's place while the sentence is parsed, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.extraction.lexicons.reading import word_set

# Both are frequent in the treebanks, as subjects, owners and attributes alike.
_PLACE, _BODY = "Canada", "NATO"
# What stands before the first word of a sentence; nothing at the beginning of a text.
_OPENING = frozenset({"", ".", "?", "!", ":", ";", '"', "“", "``"})


def with_stand_ins(words: Sequence[str]) -> list[str]:
    """The words that the pipeline reads: a name at the head of a sentence may be another.

    >>> with_stand_ins(["Botswana", "met", "Botswana", "."])
    ['Canada', 'met', 'Botswana', '.']
    """
    known = _stand_ins()
    pairs = zip(["", *words], words, strict=False)
    return [known.get(word, word) if before in _OPENING else word for before, word in pairs]


@cache
def _stand_ins() -> dict[str, str]:
    places, bodies = word_set("language", "unfamiliar_places"), word_set("language", "unfamiliar_bodies")
    return dict.fromkeys(bodies, _BODY) | dict.fromkeys(places, _PLACE)
