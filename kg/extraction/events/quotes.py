"""The words that tell of one event: no more of the sentence than it needs.

In: a predication with the heads of the other events of the document, and the reading. Out: the stretch to quote. Verbs
that share a subject are quoted apart ("Iran recaptured the town", "and refused to stop"), as are participles,
clauses beside that tell of another event, and nouns inside a phrase ("after a coup backed by the junta"). What a
noun tells as the subject or object of its clause is quoted with the clause.
"""

from __future__ import annotations

from collections.abc import Collection

from kg.extraction import grammar
from kg.extraction.reading import Reading, Stretch
from kg.extraction.sentences.predications import Predication
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token

_BESIDE = ("advcl", "parataxis", "obl")
_ADDED = ("appos", "parataxis", "conj", "cc", "punct")
_MARKS = frozenset("([“‘\"'—–/:;,.")
_OPENERS = ("and", "but", "or", "that", "while", "so", "whereas", "because", "although", "though", "as", ",", ";", ":")


def find_quote(predication: Predication, others: Collection[int], reading: Reading) -> Stretch:
    """Find the words that tell of an event; `others` are the indexes of the words that tell of the block's others."""
    tokens = _without_relatives(_tokens(predication, others), predication.head, others)
    return reading.stretch(_with_date(tokens, predication.block, reading), predication.block)


def _without_relatives(tokens: list[Token], head: Token, others: Collection[int]) -> list[Token]:
    """The tokens without a relative clause at the end that tells of another event."""
    for token in tokens:
        below = token.subtree if token.dep_ == "acl:relcl" else []
        if not below or head in below or token.i < head.i:
            continue
        if max(t.i for t in below) >= tokens[-1].i and any(t.i in others for t in below):
            kept = [t for t in tokens if t.i < min(b.i for b in below)]
            return _trimmed(kept) if kept else tokens
    return tokens


def _with_date(tokens: list[Token], block: Block, reading: Reading) -> list[Token]:
    """The tokens with the date right before them that was hung on something else: "On 3 May [they left]"."""
    first = tokens[0]
    at = first.i - 1
    while at >= first.sent.start and first.doc[at].text == ",":
        at -= 1
    if at < first.sent.start or not reading.is_date(first.doc[at], block):
        return tokens
    while at > first.sent.start and (reading.is_date(first.doc[at - 1], block) or first.doc[at - 1].tag_ == "IN"):
        at -= 1
    return list(first.doc[at : tokens[-1].i + 1])


def _tokens(predication: Predication, others: Collection[int]) -> list[Token]:
    head, verb = predication.head, predication.verb
    if predication.kind == "noun" and verb == head and not grammar.children(head, "cop"):
        clause = _clause_of_noun(head)
        if clause is None or clause.i in others:
            return _phrase(head)
        verb = clause
    return _clause(verb, {head.i, verb.i, predication.verb.i}, others)


def _clause_of_noun(noun: Token) -> Token | None:
    """The verb of which a noun is the subject or object."""
    first = grammar.first_conjunct(noun)
    fills = first.dep_ in ("nsubj", "nsubj:pass", "obj")
    return first.head if fills and grammar.is_verb(first.head) else None


def _phrase(noun: Token) -> list[Token]:
    """A noun with what belongs to it, without what is coordinated or set beside it."""
    kept = [noun]
    for child in noun.children:
        opening = child.i < noun.i and child.dep_ not in ("cc", "punct", "case", "mark")
        if opening or child.dep_ not in _ADDED:
            kept.extend(child.subtree)
    return _trimmed(kept)


def _clause(verb: Token, own: Collection[int], others: Collection[int]) -> list[Token]:
    """The clause of a verb, from its subject on, without what tells of another event at either end."""
    top = _top(verb)
    if top.dep_ == "acl" and grammar.is_noun(top.head):
        return _phrase(top.head) if top.head.i not in others else _trimmed(list(top.subtree))
    kept = [top]
    for child in (c for c in top.children if c.dep_ != "punct"):
        below = list(child.subtree)
        if any(token.i in own for token in below) or not _is_apart(child, below, others):
            kept.extend(below)
    return _trimmed(kept)


def _is_apart(child: Token, below: list[Token], others: Collection[int]) -> bool:
    """Whether a part of a clause tells of something else: a coordinated verb, a clause or phrase with another event."""
    if child.dep_ == "conj":
        return grammar.is_verb(child) or bool(grammar.children(child, "cop"))
    if child.dep_ == "cc":
        return True
    marker = grammar.preposition(child)
    told = child.dep_ in _BESIDE and any(token.i in others for token in below)
    return told and (child.dep_ != "obl" or marker in ("after", "before", "despite", "amid", "following"))


def _top(verb: Token) -> Token:
    """The word that heads the clause: the verb itself, or the one that it completes ("started to fill")."""
    node = verb
    while node.dep_ in ("xcomp", "amod", "ccomp") and node.head != node and not grammar.is_finite(node):
        node = node.head
    return node


def _trimmed(tokens: list[Token]) -> list[Token]:
    """All tokens between the first and the last, whole words, without an opening conjunction."""
    covered = grammar.cover(tokens)
    while len(covered) > 1 and covered[0].lower_ in _OPENERS:
        covered = covered[1:]
    first = covered[0]
    while first.i > 0 and not first.nbor(-1).whitespace_ and first.nbor(-1).text not in _MARKS:
        first = first.nbor(-1)
        covered.insert(0, first)
    return covered
