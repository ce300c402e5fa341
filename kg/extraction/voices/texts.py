"""Texts that speak: "a report by Amnesty International said that …" is what Amnesty International says.

In: the subject of a verb of speech and the cast. Out: whom the text that it names is by. A text that nobody is said to
have written stands for nobody.
"""

from __future__ import annotations

from kg.extraction import grammar
from kg.extraction.cast.actors import Cast
from kg.extraction.lexicons.reading import word_set
from kg.extraction.tokens import Token

_BY = ("by", "from", "in")


def writers_of(text: Token, cast: Cast) -> tuple[str, ...]:
    """Whom a text is by: "X's report", "a report by X", "a story in X"; what it is on or about is no writer."""
    if text.lemma_.lower() not in word_set("speech", "speaking_texts"):
        return ()
    types = cast.types
    by = [c for c in text.children if c.dep_ in ("nmod", "obl") and grammar.preposition(c) in _BY]
    owners = grammar.children(text, "nmod:poss")
    for word in (*(c for c in by if grammar.preposition(c) != "in"), *owners):
        if names := cast.who(word):
            return names
    # A place before "report" or behind "report in" is what it is about: only papers and bodies publish.
    beside = (*grammar.children(text, "compound"), *(c for c in by if grammar.preposition(c) == "in"))
    named = (cast.who(word) for word in beside)
    return next((names for names in named if names and types.get(names[0]) in ("organisation", "igo")), ())
