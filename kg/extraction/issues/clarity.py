"""Whether a wording can be understood by itself, and wordings without the function words that a cut left at their ends.

Words in, words or nothing out. What the words are taken from is not asked.
"""

from __future__ import annotations

import re

from kg.codebook.normal import ARTICLES
from kg.extraction.lexicons.reading import word_set

# At the ends of a wording these are what is left of something else.
_LOOSE_FIRST = frozenset("about of as whether that if will for because and or but than so , then".split())
_LOOSE_LAST = ARTICLES | frozenset(
    "to of in on for with at by from as about and or but whether that than between into , 's".split()
)
# These stand for something that the wording does not name.
_POINTERS = frozenset(
    """it this that these those they them he she him her i we you us me what who whom which whose where when why how one
    ones other others another each anyone anybody someone somebody everyone everybody something anything nobody both
    same there whatever whoever all some any none such so do""".split()
)


def understandable(wording: str) -> str:
    """The wording without loose ends, or "" where what is left names nothing.

    >>> understandable("whether Mali leaving ECOWAS"), understandable("what")
    ('Mali leaving ECOWAS', '')
    """
    words = wording.split()
    while words and words[0] in _LOOSE_FIRST:
        words = words[1:]
    while words and words[-1].rstrip(",") in _LOOSE_LAST:
        words = words[:-1]
    if words:
        words[-1] = words[-1].rstrip(",")
    return " ".join(words) if _names_something(words) else ""


def _names_something(words: list[str]) -> bool:
    plain = [word.lower() for word in words if re.search(r"\w", word)]
    telling = [word for word in plain if word not in _POINTERS and word not in _LOOSE_LAST and word != "being"]
    if not telling or " ".join(telling) in word_set("issues", "vague") | word_set("issues", "calendar"):
        return False
    return len(" ".join(telling)) > 2 and not (plain[0] in ("who", "what", "which") and len(plain) < 3)
