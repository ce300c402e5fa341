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
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.frames import light_verbs, word_set
from kg.extraction.sentences.arguments import Kind, read_arguments
from kg.extraction.sentences.moods import Condition, Mood, read_conditions, read_mood

if TYPE_CHECKING:
    from kg.extraction.text.english import Block
    from kg.extraction.tokens import Token


@dataclass(frozen=True, eq=False)
class Predication:
    """One predicate with its arguments.

    `head` is the word that says it ("strikes" in "conducts strikes"), `verb` the word that carries tense and
    polarity; they differ for light verbs. `lemma` has the particle ("give up"). `arguments` maps a role to the
    heads of the phrases that fill it, conjuncts included. `parent` is the predication that this one stands in and
    `link` its role there; `direct` says that it fills the role itself and isn't merely part of the phrase that
    does.
    """

    block: Block
    head: Token
    verb: Token
    lemma: str
    kind: Kind
    arguments: Mapping[str, tuple[Token, ...]]
    mood: Mood
    conditions: tuple[Condition, ...]
    parent: Predication | None
    link: str
    direct: bool

    def get(self, *roles: str) -> tuple[Token, ...]:
        """The fillers of the first of the roles that is filled."""
        return next((self.arguments[role] for role in roles if self.arguments.get(role)), ())

    def above(self) -> Iterator[Predication]:
        """The predications that this one stands in, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def read_predications(block: Block) -> list[Predication]:
    """Read the predications of a block: verbs, predicative adjectives and nouns, and nouns with arguments."""
    found: dict[int, Predication] = {}
    for token in sorted(block.doc, key=_depth):
        if (kind := _kind(token)) is not None:
            verb = _carrier(token)
            parent, link, direct = _parent(token, verb, found)
            found[token.i] = Predication(
                block, token, verb, _lemma(token), kind, read_arguments(token, verb, kind), read_mood(token, verb),
                read_conditions(verb), parent, link, direct,
            )  # fmt: skip
    return [found[index] for index in sorted(found)]


def _depth(token: Token) -> tuple[int, int]:
    return sum(1 for _ in token.ancestors), token.i


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
        lemma = grammar.verb_lemma(verb)
        nouns = light_verbs().get(lemma)
        where = grammar.preposition(noun)
        if (
            nouns is not None
            and grammar.is_verb(verb)
            and where in ("", "in", "into", "to", "at")
            and (not nouns or (noun.lemma_ or noun.lower_).lower() in nouns)
        ):
            return verb
    return token


def _parent(token: Token, verb: Token, found: dict[int, Predication]) -> tuple[Predication | None, str, bool]:
    """The predication that a word stands in, its role there, and whether it fills that role itself."""
    node = start = grammar.first_conjunct(verb if verb != token else token)
    while node.head != node:
        above = grammar.first_conjunct(node)
        if above != node:
            node = above
            continue
        parent = found.get(node.head.i)
        if parent is not None:
            light = next((p for p in found.values() if p.verb.i == node.head.i and p.head.i != p.verb.i), None)
            parent = light if light is not None and light.head != token and verb == token else parent
            return parent, _link(node, parent), node == start
        node = node.head
    return None, "", False


def _link(node: Token, parent: Predication) -> str:
    for role, fillers in parent.arguments.items():
        if node in fillers:
            return "adverbial" if role == "purpose" else role
    if node.dep_ == "advcl":
        return "adverbial"
    return {"acl:relcl": "relative", "parataxis": "parataxis"}.get(node.dep_, "other")
