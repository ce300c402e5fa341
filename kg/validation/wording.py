"""The words of claims, for a violation that two claims make together.

In: the quads that were validated and two nodes. Out: for each that is a claim its stance, if it has one, and its words:
the statement that it makes, else the passage that it rests on. Nothing is judged here.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode, Store

from kg.validation.facts import Term
from kg.vocabulary import OA, SP

_MOST: Final = 120  # characters


def quote_claims(store: Store, *claims: Term | None) -> tuple[str, ...]:
    """The words of each, or nothing where one of them has none."""
    quoted = [_quote(store, claim) if isinstance(claim, NamedNode) else "" for claim in claims]
    return tuple(quoted) if all(quoted) else ()


def _quote(store: Store, claim: NamedNode) -> str:
    passages = _values(store, claim, SP.evidence)
    words = [
        *_values(store, claim, SP.statement),
        *(text for passage in passages if isinstance(passage, NamedNode) for text in _values(store, passage, OA.exact)),
    ]
    if not words:
        return ""
    stances = [stance.value.rpartition("#")[2] for stance in _values(store, claim, SP.stance)]
    text = f"“{_shorten(' '.join(words[0].value.split()))}”"
    return f"{' and '.join(stances)} in {text}" if stances else text


def _values(store: Store, node: NamedNode, predicate: NamedNode) -> list[Term]:
    found = {quad.object for quad in store.quads_for_pattern(node, predicate, None, None)}
    return sorted((term for term in found if isinstance(term, Term)), key=str)


def _shorten(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[:_MOST].rsplit(' ', 1)[0]} …"
