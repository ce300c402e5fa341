""" "Like" at the head of a sentence that was taken for an interjection: "Like Chad, Mali opposes the ban".

In: a parsed Doc. Out: the same Doc in which "like" is the preposition of the noun behind it, where a comma and a
subject follow. Before a comma of its own ("Like, who cares?") it stays what it was.
"""

from __future__ import annotations

from kg.extraction.grammar import NOMINAL_SUBJECTS
from kg.extraction.tokens import Doc, Token


def free_likenesses(doc: Doc) -> None:
    """Make "like" a preposition and hang its noun on the verb, in place."""
    for token in doc:
        if token.lower_ != "like" or token.dep_ != "discourse":
            continue
        noun = _noun_behind(token)
        if noun is not None and _is_set_off(noun):
            token.hang_on(noun, "case")
            token.tag_, token.pos_ = "IN", "ADP"
            noun.dep_ = "obl"


def _noun_behind(like: Token) -> Token | None:
    """The noun that it belongs to: that on which it hangs, else the first subject of its verb."""
    nouns = [like.head, *(child for child in like.head.children if child.dep_ in NOMINAL_SUBJECTS)]
    return next((t for t in nouns if t.tag_.startswith(("NN", "PRP")) and t.i > like.i), None)


def _is_set_off(noun: Token) -> bool:
    """Whether a comma and the subject of its verb follow."""
    subjects = [child for child in noun.head.children if child.dep_ in NOMINAL_SUBJECTS and child.i > noun.i]
    return any(token.text == "," for subject in subjects[:1] for token in noun.doc[noun.i : subject.i])
