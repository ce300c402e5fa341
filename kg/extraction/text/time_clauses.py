"""Clauses of time that were taken for what a verb is about: "opposes the filling before an agreement is reached".

In: a parsed Doc. Out: the same Doc in which "before" or "after" opens a clause where a finite verb follows the noun
behind it, and the noun phrase in front is the object of the verb above. A subject has no preposition, and a verb such
as "oppose" takes a thing, not a clause without "that". What holds only until then is read elsewhere.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.grammar import FINITE, NOMINAL_SUBJECTS
from kg.extraction.lexicons.reading import word_set
from kg.extraction.tokens import Doc, Token

_OPENERS: Final = ("before", "after")
_NOMINAL: Final = ("DT", "PDT", "PRP$", "POS", "JJ", "NN", "CD", "VBG", "VBN")


def free_time_clauses(doc: Doc) -> None:
    """Hang such clauses on the verb above, in place."""
    for token in list(doc):
        if token.lower_ not in _OPENERS or token.dep_ != "case" or token.head.i < token.i:
            continue
        verb = _verb_behind(token)
        if verb is not None and _is_parted(token, verb):
            _free(token, verb)


def _verb_behind(opener: Token) -> Token | None:
    """The verb whose first word follows the noun phrase of the opener, and which the parse hung on one before."""
    rest = opener.doc[opener.head.i + 1 : opener.sent.end]
    first = next(iter(rest), None)
    if first is None or first.tag_ not in FINITE:
        return None
    if not all(t.tag_.startswith(_NOMINAL) for t in opener.doc[opener.i + 1 : opener.head.i + 1]):
        return None
    verb = first.head if first.dep_ in ("aux", "aux:pass", "cop") else first
    return verb if verb.dep_ in ("ccomp", "parataxis") and verb.head.i < opener.i else None


def _is_parted(opener: Token, verb: Token) -> bool:
    """Whether the words in front of the opener can't be the subject of the verb behind it."""
    above, own = verb.head, _subject(verb)
    if own is None or own == opener.head:
        return own is not None or any(c.dep_ == "obj" for c in above.children)
    return above.i < own.i < opener.i and above.lemma_ in word_set("language", "taking_things")


def _subject(verb: Token) -> Token | None:
    """The first subject of a verb."""
    return next((c for c in verb.children if c.dep_ in NOMINAL_SUBJECTS), None)


def _free(opener: Token, verb: Token) -> None:
    above, noun = verb.head, opener.head
    in_front = [c for c in verb.children if c.i < opener.i]
    for word in in_front:
        word.hang_on(above, "obj" if word.dep_ in NOMINAL_SUBJECTS else word.dep_)
    passive = any(c.dep_ == "aux:pass" for c in verb.children)
    noun.hang_on(verb, "nsubj:pass" if passive else "nsubj")
    opener.hang_on(verb, "mark")
    verb.dep_ = "advcl"
