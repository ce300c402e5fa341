"""The two parties that a document is about.

In: a reading. Out: two names, or none where the document speaks of one or of many alike. Readers take "the treaty was
signed" and "the two sides agreed" for those two; only what is named far more often than any third counts.
"""

from __future__ import annotations

from functools import cached_property

from kg.extraction.reading import Reading

_PARTIES = ("state", "armed_group")
# Fewer mentions than these are no topic, and a third must be named this much less often.
_ENOUGH, _AHEAD = 3, 2


class Topic:
    """The actors that a document is about, by how often it names them; counted when first asked for."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def pair(self) -> tuple[str, ...]:
        """The two parties that are named far more often than any third, or nothing."""
        words = self._reading.name_words
        counted = [(len(words.get(a.name, ())), a.name) for a in self._reading.cast.actors if a.type in _PARTIES]
        ranked = sorted(counted, key=lambda item: (-item[0], item[1]))
        third = ranked[2][0] if len(ranked) > 2 else 0
        clear = len(ranked) > 1 and ranked[1][0] >= max(_ENOUGH, _AHEAD * third)
        return (ranked[0][1], ranked[1][1]) if clear else ()
