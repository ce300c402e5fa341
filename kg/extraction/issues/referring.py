"""What a bare phrase or pronoun refers to: "the offensive" as the fuller phrase that named the thing before.

In: the parsed blocks of one document and a bare noun. Out: the head of the phrase that said more of it, or None. Actors
are not looked for: the cast knows them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property

from kg.extraction import grammar
from kg.extraction.issues.wording import Who
from kg.extraction.lexicons.reading import word_set
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token

_POINTING = frozenset({"the", "this", "that", "these", "those", "such"})
_TAKEN_UP = ("obj", "nsubj", "nsubj:pass", "obl", "conj", "nmod")
_TELLING = ("nmod", "nmod:poss", "compound", "amod", "acl")
# What was named long ago is named again before it goes by a bare noun.
_FARTHEST = 6
_CLAIMS = frozenset("claim charge allegation accusation report rumour rumor suggestion attack raid strike".split())


def is_bare(noun: Token) -> bool:
    """Whether a common noun stands with nothing but an article or pronoun that points back."""
    others = [c for c in noun.children if c.dep_ not in ("det", "case", "punct", "conj", "cc", "mark", "cop")]
    points = any(c.dep_ == "det" and c.lower_ in _POINTING for c in noun.children)
    return points and not others and noun.tag_ in ("NN", "NNS")


def thing_before(pronoun: Token, who: Who) -> Token | None:
    """The thing that was spoken of last before a pronoun, in the same block: no actor, and as many."""
    doer = _doer(pronoun)
    for noun in reversed(pronoun.doc[: pronoun.i]):
        beside = noun.dep_ == "obl" and bool(grammar.children(noun.head, "obj"))  # "backed it after some delay"
        if is_denied(pronoun) and noun.lemma_.lower() not in _CLAIMS:
            continue
        if noun == doer or beside or _is_aside(noun, pronoun):
            continue
        several = noun.tag_ in ("NNS", "NNPS") or bool(grammar.children(noun, "conj"))
        fits = noun.dep_ in _TAKEN_UP and several == (pronoun.lower_ in ("them", "they", "these", "those"))
        own = noun.head == pronoun.head and noun.dep_.startswith("nsubj")  # "it will not publish it"
        if fits and not own and grammar.is_noun(noun) and not grammar.is_verb(noun) and noun not in pronoun.ancestors:
            whole = noun.lower_ not in word_set("issues", "vague") | word_set("issues", "calendar")
            if whole and not who(noun) and not noun.tag_.startswith("CD"):
                return noun
    return None


def is_denied(pronoun: Token) -> bool:
    """Whether a pronoun is what somebody denies: a claim or a charge, no thing and no place."""
    verb = pronoun.head
    return pronoun.dep_ == "obj" and grammar.is_verb(verb) and grammar.verb_lemma(verb) in ("deny", "refute")


def _is_aside(noun: Token, pronoun: Token) -> bool:
    """Whether a noun stands in a relative clause that the pronoun is outside of: no more is said of it."""
    aside = next((t for t in (noun, *noun.ancestors) if t.dep_ == "acl:relcl"), None)
    return aside is not None and aside not in pronoun.ancestors and noun.sent == pronoun.sent


def _doer(pronoun: Token) -> Token | None:
    """Who does what is done to a pronoun, and so is not meant by it: "the board has no plans to close it"."""
    verb = pronoun.head
    while grammar.own_subject(verb) is None and verb.dep_ in ("xcomp", "acl", "advcl", "conj", "obj", "nmod", "ccomp"):
        verb = verb.head
    return grammar.own_subject(verb) if verb is not pronoun.head else None


class Earlier:
    """The phrases of a document that say more of a thing than its bare noun does."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = sorted(blocks, key=lambda block: block.start)
        self._starts = [block.start for block in self._blocks]

    def find(self, noun: Token, block_start: int) -> Token | None:
        """The head of the last fuller phrase before a bare noun, not far from it, with the same noun."""
        here = bisect_left(self._starts, block_start)
        fuller = self._fuller.get(noun.lemma_.lower(), ())
        before = bisect_left(fuller, (here, noun.i), key=_place) - 1
        if before < 0 or fuller[before][0] < here - _FARTHEST:
            return None
        told = fuller[before][1]
        return told if noun not in told.subtree else None

    @cached_property
    def _fuller(self) -> Mapping[str, list[tuple[int, Token]]]:
        found: dict[str, list[tuple[int, Token]]] = {}
        for number, block in enumerate(self._blocks):
            for token in block.doc:
                if (token.tag_ in ("NN", "NNS") or token.dep_ in ("obj", "nsubj")) and _tells(token):
                    found.setdefault(token.lemma_.lower(), []).append((number, token))
        return found


def _place(told: tuple[int, Token]) -> tuple[int, int]:
    """Where a phrase stands: the number of its block, and of its noun there."""
    return told[0], told[1].i


def _tells(noun: Token) -> bool:
    """Whether a phrase tells its noun from others of the kind."""
    return any(
        child.dep_ in _TELLING
        and child.lower_ not in word_set("issues", "plain_modifiers")
        and child.tag_ not in ("PRP$", "CD")
        and not (child.dep_ == "nmod" and grammar.preposition(child) not in ("of", "on", "in", "between", "against"))
        for child in noun.children
    )
