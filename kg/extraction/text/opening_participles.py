"""Participles that open a sentence and were taken for its subject: "Speaking for Ghana, the delegate of Togo said".

In: a parsed Doc. Out: the same Doc in which the noun between the comma and the verb is the subject, and the participle
says how. A clause that is a subject isn't cut off from its verb by a comma and another noun.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.tokens import Doc, Token

_FINITE: Final = ("VBD", "VBZ", "VBP")


def free_subjects(doc: Doc) -> None:
    """Give verbs the subject that stands right before them instead of the participle, in place."""
    for token in doc:
        verb = token.head
        if token.tag_ != "VBG" or token.dep_ != "csubj" or verb.tag_ not in _FINITE or verb.i < token.i:
            continue
        if token.i == token.sent.start and (subject := _noun_before(verb, token)) is not None:
            subject.hang_on(verb, "nsubj")
            token.hang_on(verb, "advcl")


def _noun_before(verb: Token, participle: Token) -> Token | None:
    """The noun that heads all words between the last comma and the verb."""
    start = next((t.i for t in reversed(verb.doc[participle.i : verb.i]) if t.text == ","), None)
    between = verb.doc[start + 1 : verb.i] if start is not None else ()
    tops = [t for t in between if not start < t.head.i < verb.i] if start is not None else []
    if len(tops) != 1 or not tops[0].tag_.startswith(("NN", "PRP")) or tops[0].tag_ == "PRP$":
        return None
    return tops[0]
