"""Parties: whether a body is a party or movement, so that who is named with it is its member.

In: a name and the cast. Out: a yes or no, by the words of its names.
"""

from __future__ import annotations

from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading


def is_party(name: str, reading: Reading) -> bool:
    """Whether one of the names of a body has a word for parties."""
    words = {word for a in reading.cast.actors if a.name == name for n in (a.name, *a.aliases) for word in n.split()}
    return bool({w.lower().strip("()") for w in words} & word_set("relations", "parties"))
