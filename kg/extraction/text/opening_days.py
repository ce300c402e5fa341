"""Days that open a sentence and were taken for a part of its subject: "On Sunday Honduras broke off relations".

In: a parsed Doc. Out: the same Doc in which the day depends on the verb and the noun behind it is its subject. Other
dates are left to the parser, which reads most of them.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.tokens import Doc, Token

_DAYS: Final = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
# "On Sunday morning", "on Monday's vote": the noun is a time itself, or the day belongs to it.
_HOURS: Final = frozenset("morning afternoon evening night noon midnight".split())
_FINITE: Final = ("VBD", "VBZ", "VBP")


def free_days(doc: Doc) -> None:
    """Hang days that open a clause on its verb, in place."""
    for token in doc:
        noun = token.head
        if _is_swallowed(token, noun) and (verb := _verb_of(noun)) is not None:
            _set_free(token, noun, verb)


def _is_swallowed(day: Token, noun: Token) -> bool:
    """Whether "on" and a day right behind it stand before a noun as if they were its own."""
    if day.text not in _DAYS or day.i == 0 or noun.i <= day.i or day.nbor(-1).lower_ != "on":
        return False
    opens = day.i - 1 == day.sent.start or day.nbor(-2).text in (",", ";", ":", "“", '"', "but", "and")
    inside = day.dep_ in ("compound", "amod", "nmod", "nmod:desc", "flat", "nmod:unmarked")
    return inside and opens and noun.lower_ not in _HOURS and day.nbor(1).tag_ != "POS" and day.nbor(-1).head == noun


def _verb_of(noun: Token) -> Token | None:
    """The verb that the noun is the subject of; a participle below the noun if the sentence has no other verb."""
    bare = noun.dep_ == "obl" and noun.i < noun.head.i and not any(c.dep_ == "nsubj" for c in noun.head.children)
    if noun.dep_.startswith("nsubj") or (bare and noun.head.tag_ in _FINITE):
        return noun.head
    free = noun.dep_ == "ROOT" and not any(t.tag_ in (*_FINITE, "MD") and t.dep_ != "acl:relcl" for t in noun.sent)
    below = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.i > noun.i]
    return below[0] if free and below else None


def _set_free(day: Token, noun: Token, verb: Token) -> None:
    on = day.nbor(-1)
    if verb.head == noun:
        for other in [c for c in noun.children if c.i > verb.i]:
            other.hang_on(verb)
        verb.hang_on(verb, "ROOT")
        noun.hang_on(verb, "nsubj")
        verb.tag_ = "VBD"
    noun.dep_ = "nsubj" if noun.dep_ == "obl" else noun.dep_
    on.hang_on(day, "case")
    day.hang_on(verb, "obl")
