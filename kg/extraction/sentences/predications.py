"""Predications: every sentence read once, into who does, wants or is what.

In: a block with its parse. Out: predications in text order, parents before children: the predicate's word and
lemma, its arguments by role, and the mood it is put in. Coordination, control and raising, passives, relative
clauses, nouns with a possessor or a national adjective and light verbs ("take part in", "have no doubt that") are
solved here, so that a lexicon needs no more than "support" and "support for". Roles are `agent` (the subject of the
active), `theme`, `recipient`, `content` (a clause) and prepositions ("for", "against"). It doesn't know who is an
actor nor what any predicate means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from kg.extraction import grammar
from kg.extraction.lexicons.reading import read_texts, word_set
from kg.extraction.lexicons.words import split_words
from kg.extraction.sentences.arguments import Kind, read_arguments
from kg.extraction.sentences.moods import Condition, Mood, read_conditions, read_mood
from kg.extraction.text.english import Block
from kg.extraction.tokens import Memory, Token, fresh_memory


@dataclass(frozen=True, eq=False)
class Predication:
    """One predicate with its arguments.

    `head` is the word that says it ("strikes" in "conducts strikes"), `verb` the word that carries tense and
    polarity; they differ for light verbs. `lemma` has the particle ("give up"). What it is about, how it is put and
    where it stands is read when it is first asked for: most nouns of a text mean nothing to any rule.
    """

    block: Block
    head: Token
    verb: Token
    lemma: str
    kind: Kind
    _others: _Others
    memory: Memory = field(default_factory=fresh_memory)

    @cached_property
    def arguments(self) -> Mapping[str, tuple[Token, ...]]:
        """The heads of the phrases that fill each role, conjuncts included."""
        return read_arguments(self.head, self.verb, self.kind)

    @cached_property
    def mood(self) -> Mood:
        """How it is put."""
        return read_mood(self.head, self.verb)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """What it is made to depend on in its own clause."""
        return read_conditions(self.verb)

    @cached_property
    def _standing(self) -> tuple[Predication | None, str, bool]:
        return self._others.find_parent(self)

    @property
    def parent(self) -> Predication | None:
        """The predication that this one stands in."""
        return self._standing[0]

    @property
    def link(self) -> str:
        """Its role in the parent."""
        return self._standing[1]

    @property
    def direct(self) -> bool:
        """Whether it fills that role itself and isn't merely part of the phrase that does."""
        return self._standing[2]

    def get(self, *roles: str) -> tuple[Token, ...]:
        """The fillers of the first of the roles that is filled."""
        arguments = self.arguments
        for role in roles:
            if fillers := arguments.get(role):
                return fillers
        return ()

    def above(self) -> Iterator[Predication]:
        """The predications that this one stands in, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


class _Others:
    """The predications of a block by their words."""

    def __init__(self) -> None:
        self.by_head: dict[int, Predication] = {}
        self._lights: dict[int, Predication] = {}

    def add(self, predication: Predication) -> None:
        """Take in a predication; of several that one verb carries, the highest is the one that others stand in."""
        self.by_head[predication.head.i] = predication
        if predication.verb is not predication.head:
            known = self._lights.setdefault(predication.verb.i, predication)
            self._lights[predication.verb.i] = min(known, predication, key=_depth)

    def find_parent(self, inner: Predication) -> tuple[Predication | None, str, bool]:
        """The predication that another stands in, its role there, and whether it fills that role itself."""
        node = start = grammar.first_conjunct(inner.verb)
        while node.head != node:
            above = grammar.first_conjunct(node)
            if above != node:
                node = above
                continue
            parent = self.by_head.get(node.head.i)
            if parent is not None:
                parent = self._carried_by(node.head, inner) or parent
                return parent, _link(node, parent), node == start
            node = node.head
        return None, "", False

    def _carried_by(self, verb: Token, inner: Predication) -> Predication | None:
        """The noun that a light verb carries, for what stands below it ("has no doubt that")."""
        light = self._lights.get(verb.i)
        if light is None or light is inner or inner.verb != inner.head or _depth(light) > _depth(inner):
            return None
        return light


def read_predications(block: Block) -> list[Predication]:
    """Read the predications of a block: verbs, predicative adjectives and nouns, and nouns with arguments."""
    others = _Others()
    for token in block.doc:
        if (kind := _kind(token)) is not None:
            others.add(Predication(block, token, _carrier(token), _lemma(token), kind, others))
    return list(others.by_head.values())


def _depth(predication: Predication) -> tuple[int, int]:
    return sum(1 for _ in predication.head.ancestors), predication.head.i


def _kind(token: Token) -> Kind | None:
    copula = bool(grammar.children(token, "cop"))
    if _is_participle_of_state(token):
        return "adjective"
    if grammar.displaced_subject(token) is not None:
        return "verb"
    if grammar.is_verb(token) and token.dep_ not in ("aux", "aux:pass", "cop", "amod", "compound", "case"):
        return "verb"
    if token.tag_.startswith("JJ") and (
        copula or token.dep_ in ("ROOT", "xcomp", "ccomp", "advcl", "acl:relcl", "conj", "acl")
    ):
        return "adjective"
    if token.tag_ in ("NN", "NNS") and token.dep_ not in ("compound", "amod", "flat", "nmod:unmarked", "obl:unmarked"):
        return "noun"
    if copula and token.dep_ not in ("case", "mark", "punct"):
        return "noun"
    return None


def _is_participle_of_state(token: Token) -> bool:
    """Whether a participle tells of a state, as an adjective does: "is committed to", "are concerned about"."""
    if token.tag_ not in ("VBN", "VBD", "JJ") or token.lower_ not in word_set("modality", "participles_of_state"):
        return False
    by = any(grammar.preposition(c) == "by" for c in grammar.children(token, "obl", "obl:agent"))
    return bool(grammar.children(token, "aux:pass", "cop")) and not (
        by and token.lower_ in ("opposed", "united", "divided", "split")
    )


def _lemma(token: Token) -> str:
    if _is_participle_of_state(token):
        return str(token.lower_)
    lemma = grammar.verb_lemma(token) if grammar.is_verb(token) else (token.lemma_ or token.lower_).lower()
    part = grammar.particle(token)
    return f"{lemma} {part.lower_}" if part is not None else lemma


def _carrier(token: Token) -> Token:
    """The light verb that a noun's tense, polarity and subject come from; else the word itself."""
    noun = grammar.first_conjunct(token)
    if (
        token.tag_.startswith("JJ")
        and token.dep_ == "xcomp"
        and token.head.lemma_ in word_set("modality", "copular_verbs")
    ):
        return token.head
    if noun.dep_ == "acl" and grammar.is_verb(noun):
        return token
    if grammar.is_noun(noun) and noun.dep_ in ("obj", "obl", "xcomp") and not grammar.children(noun, "cop"):
        verb = noun.head
        nouns = _light_verbs().get(_lemma(verb))  # with its particle: "give up support" is no "give support"
        where = grammar.preposition(noun)
        if (
            nouns is not None
            and grammar.is_verb(verb)
            and where in ("", "in", "into", "to", "at")
            and (not nouns or (noun.lemma_ or noun.lower_).lower() in nouns)
        ):
            return verb
    return token


def _link(node: Token, parent: Predication) -> str:
    for role, fillers in parent.arguments.items():
        if node in fillers:
            return "adverbial" if role == "purpose" else role
    if node.dep_ == "advcl":
        return "adverbial"
    return {"acl:relcl": "relative", "parataxis": "parataxis"}.get(node.dep_, "other")


@cache
def _light_verbs() -> dict[str, frozenset[str]]:
    """Light verbs and the nouns that they carry; an empty set means any noun."""
    return {verb: frozenset(split_words(nouns)) for verb, nouns in read_texts("modality", "light_verbs").items()}
