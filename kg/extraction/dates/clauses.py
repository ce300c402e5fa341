"""Clauses and their times: which clause a word stands in, and which two clauses happen at one time.

In: tokens of a parse. Out: the head of a clause, the way from a word up to another, and whether two clauses share
their time ("when", "while", "after … immediately"). Dates are found and chosen elsewhere.
"""

from __future__ import annotations

from kg.extraction import grammar
from kg.extraction.dates.parts import date_words
from kg.extraction.tokens import Token

# Relations that open a clause of its own, with its own time.
_CLAUSES = frozenset({"ccomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis", "ROOT"})
_MAIN = frozenset({"ROOT", "parataxis"})


def opens_clause(token: Token) -> bool:
    coordinated = token.dep_ == "conj" and token.pos_ in ("VERB", "AUX")
    return token.dep_ in _CLAUSES or coordinated


def clause_of(token: Token) -> Token:
    """The head of the clause that a token stands in."""
    while not opens_clause(token) and token.head.i != token.i:
        token = token.head
    return token


def steps_up(token: Token, predicate: Token) -> int | None:
    """How many dependencies lead from a date up to a predicate without leaving a clause, or None."""
    steps = 0
    while token.i != predicate.i:
        if opens_clause(token) or token.head.i == token.i:
            return None
        token, steps = token.head, steps + 1
    return steps


def is_opened(verb: Token) -> bool:
    """Whether a word opens the clause of a verb as a subordinate one."""
    return any(child.dep_ == "mark" or child.tag_ in ("WDT", "WP", "WRB") for child in verb.children)


def heads_main_clause(verb: Token) -> bool:
    """Whether a word is the verb of a main clause."""
    clause = clause_of(verb)
    marked = any(child.dep_ == "mark" for child in clause.children)
    main = grammar.first_conjunct(clause).dep_ in _MAIN
    return clause.i == verb.i and main and not marked and grammar.is_verb(verb)


def shares_time(other: Token, date_head: Token, clause: Token) -> bool:
    """Whether the date of another clause holds for this one too."""
    if clause.dep_ == "conj" and clause.head.i == other.i and date_head.i < other.i:
        return True
    return _tied(other, clause) or _tied(clause, other) or _follows_at_once(other, clause)


def _follows_at_once(earlier: Token, later: Token) -> bool:
    """Whether "after … immediately" ties one clause to the one before it."""
    after = any(child.dep_ == "mark" and child.lower_ == "after" for child in earlier.children)
    words = date_words("at_once")
    return after and earlier.i < later.i and any(child.lower_ in words for child in later.children)


def _tied(inner: Token, outer: Token) -> bool:
    """Whether "when" or "while" ties one clause to another; "when" may hang on the date itself.

    Where such a clause opens the sentence, the parse may hang the main clause on it instead.
    """
    words = {child.lower_ for child in inner.children if child.dep_ in ("mark", "advmod")}
    if not {"when", "while"} & words:
        return False
    if inner.dep_ in ("advcl", "acl:relcl", "advcl:relcl"):
        return clause_of(inner.head).i == outer.i
    return outer.head.i == inner.i and outer.dep_ in ("parataxis", "ccomp", "advcl") and outer.i > inner.i


def follows_upon(date: Token, clause: Token) -> bool:
    """Whether a clause tells what came of what its sentence told before: "in May, whereupon …", "in May, which X …"."""
    if date.i > clause.i:
        return False
    if clause.dep_ == "acl:relcl" and clause.head.i == date.i:  # "which" takes up the whole clause
        return any(c.lower_ == "which" and c.i and c.nbor(-1).text == "," for c in clause.children)
    first = grammar.first_conjunct(clause)
    opening = [t.lower_ for t in clause.doc[first.left_edge.i : first.i] if not t.is_punct][:2]
    upon = opening[:1] == ["whereupon"] or opening in (["upon", "which"], ["after", "which"])
    return upon and (first is clause or grammar.own_subject(clause) is None)


def is_upshot(outcome: Token, clause: Token) -> bool:
    """Whether what one clause tells came right after another: "broke down in April after the delegates walked out".

    What had happened before, in the past perfect, lies further back.
    """
    after = any(c.dep_ == "mark" and c.lower_ == "after" for c in clause.children)
    return after and clause.tag_ == "VBD" and clause.dep_ == "advcl" and clause_of(clause.head).i == outcome.i


def tells_when(clause: Token, noun: Token) -> bool:
    """Whether a clause right behind a noun says when that came about: "talks held in May", "talks to open in 2028"."""
    if noun.pos_ in ("VERB", "AUX") or clause.lemma_ not in date_words("comes_about"):
        return False
    if clause.dep_ in ("acl", "acl:relcl") and clause.head.i == noun.i:
        return True
    behind = clause.tag_ == "VB" and clause.head.i == noun.head.i and noun.i < clause.i
    return behind and clause.dep_ in ("advcl", "xcomp") and noun.dep_ in ("obj", "obl")
