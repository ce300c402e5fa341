"""Speakers behind what they say, taken for a part of it: "“We will not wait,” the head of the mission, Ana Ruiz, said."

In: a parsed Doc. Out: the same Doc in which the noun behind the closing quotation mark is the subject of the verb of
saying behind it. Words outside of a quotation are no part of what stands in it, save that it is what they say.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.lexicons.reading import word_set
from kg.extraction.tokens import Doc, Token

_MARKS: Final = frozenset("\"”'’")
_STOPS: Final = frozenset({",", "?", "!"})
_SUBJECTS: Final = ("nsubj", "nsubj:pass", "expl")
# A speaker with his office and an apposition is rarely longer.
_MOST_TOKENS: Final = 20


def free_speakers(doc: Doc) -> None:
    """Hang speakers that the parse left in their words on the verb of saying, in place."""
    for mark in doc:
        if mark.text in _MARKS and mark.i and doc[mark.i - 1].text in _STOPS:
            verb = _verb_behind(mark)
            if verb is not None and (speaker := _speaker_between(mark, verb)) is not None:
                _set_free(speaker, mark, verb)


def _verb_behind(mark: Token) -> Token | None:
    """The verb of saying without a subject that ends the words right behind a quotation."""
    speaking = word_set("language", "quoting", "verbs")
    for token in mark.doc[mark.i + 1 : mark.i + 1 + _MOST_TOKENS]:
        if token.text in _MARKS or token.text in (".", ";") or token.tag_ in ("VBZ", "VBP", "MD"):
            return None
        if token.tag_ == "VBD":
            said = token.lemma_.lower() in speaking and not any(c.dep_ in _SUBJECTS for c in token.children)
            return token if said and token.i > mark.i + 1 else None
    return None


def _speaker_between(mark: Token, verb: Token) -> Token | None:
    """The first noun between the mark and the verb whose head lies in the quotation."""
    between = mark.doc[mark.i + 1 : verb.i]
    nouns = (t for t in between if t.tag_.startswith(("NN", "PRP")) and t.tag_ != "PRP$" and t.head.i <= mark.i)
    return next(nouns, None)


def _set_free(speaker: Token, mark: Token, verb: Token) -> None:
    """The speaker becomes the subject, and what else of the words before the verb hangs in the quotation its own."""
    speaker.hang_on(verb, "nsubj")
    for token in mark.doc[mark.i + 1 : verb.i]:
        if token.head.i <= mark.i:
            token.hang_on(verb if token.is_punct else speaker, "punct" if token.is_punct else "appos")
