"""Tellers behind what they tell, taken for a part of it: "Peru opposes the ban, two officials insisted on Sunday."

In: a parsed Doc. Out: the same Doc in which a clause of nobody but a speaker and a verb of saying, behind a comma and
at the end of the sentence, governs the clause before it. Words in quotation marks are for
`speakers_behind`; what "said" governs by itself is left alone.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.lexicons.reading import word_set
from kg.extraction.tokens import Doc, Token

_BELOW: Final = ("ccomp", "conj", "parataxis")
_BESIDES: Final = frozenset({"advmod", "punct", "aux", "nsubj", "obl:unmarked", "obl:tmod", "nmod:unmarked"})
# With these a verb of saying tells when or where, not of what, as with "insist on", "warn of", "complain about".
_WHEN: Final = frozenset({"in", "at", "to", "after", "during", "late", "by"})
_DAYS: Final = frozenset({"NNP", "NNPS"})


def free_tellers(doc: Doc) -> None:
    """Let clauses of saying at the end of a sentence govern what they tell, in place."""
    for verb in list(doc):
        if verb.tag_ == "VBD" and verb.dep_ in _BELOW and _is_teller(verb):
            told = verb.head
            verb.hang_on(verb, "ROOT")
            told.hang_on(verb, "ccomp")


def _is_teller(verb: Token) -> bool:
    """Whether a subject, the verb and nothing told stand behind a comma, up to the end of the sentence."""
    told = verb.head
    if verb.lemma_.lower() not in word_set("language", "quoting", "verbs") or told.i > verb.i:
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or not subject.tag_.startswith(("NN", "PRP")) or not all(map(_tells_nothing, verb.children)):
        return False
    first = subject.left_edge.i
    last = max(token.i for token in verb.sent if not token.is_punct)
    behind = {t.i for t in verb.subtree} >= {t.i for t in verb.doc[first : last + 1] if not t.is_punct}
    return behind and verb.doc[first - 1].text == "," and first - 1 > told.i and _says_something(told)


def _tells_nothing(child: Token) -> bool:
    """Whether a word on the verb only says who, whom, when or where."""
    if child.dep_ == "obl":
        marker = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
        return marker in _WHEN or (marker == "on" and child.tag_ in _DAYS)
    heard = child.dep_ in ("obj", "iobj") and child.head.lemma_.lower() == "tell"
    return heard or child.dep_ in _BESIDES


def _says_something(told: Token) -> bool:
    """Whether the clause before is one of its own: with a subject, and the head of the sentence."""
    return told.head is told and any(c.dep_.startswith("nsubj") and c.i < told.i for c in told.children)
