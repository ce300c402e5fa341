"""Mentions of actors, and whether the actor takes part there or is only a place.

In: the tokens of a parsed block and the lexicon of actor words. Out: mentions, and a judgement on their place in the
sentence. Which words name an actor is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from kg.extraction import grammar
from kg.extraction.lexicons.reading import read_lexicon, word_list, word_sets
from kg.extraction.tokens import Doc, Token
from kg.jsonvalues import as_choice, as_object, as_texts
from kg.records import ACTOR_TYPES, ActorType
from kg.registry import Entry, Registry

How = Literal["name", "metonym", "people", "adjective", "person", "organisation", "group", "government", "office"]

# Labels that say enough by themselves.
_KNOWN = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "nmod:poss", "amod", "compound"))


@dataclass(frozen=True, eq=False)
class Mention:
    """A stretch of a block that names or describes an actor; `end` is excluded, `head` bears the phrase's role.

    `acts` says that the actor takes part (acts, is acted on, owns, is addressed), and is not only a place. `longer` is
    a description with what follows its head ("rebels in the north"); `unnamed` is somebody whom nobody else can know.
    """

    block: int
    start: int
    end: int
    head: Token
    name: str
    type: ActorType
    how: How
    acts: bool
    entry: Entry | None = None
    role: str | None = None
    affiliation: str | None = None
    longer: str | None = None
    unnamed: bool = False

    @property
    def text(self) -> str:
        """The words as they stand, with single spaces."""
        return " ".join(self.head.doc[self.start : self.end].text.split())


@dataclass(frozen=True)
class ActorWords:
    """The lexicon `actors.toml`, ready for look-up."""

    groups: Mapping[str, ActorType]
    alone: Mapping[str, ActorType]
    phrases: Mapping[str, tuple[str, ActorType]]
    same: Mapping[tuple[str, str], str]
    government: Mapping[str, frozenset[str]]
    heads: Mapping[str, ActorType]
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def knows(self, noun: str) -> bool:
        """Whether the noun, in the singular, names a kind of actor."""
        return noun in self.groups or noun in self.lists["vague"] or any(noun in of for of in self.government.values())


@dataclass(frozen=True)
class Reader:
    """What is needed to read names: the block's number and parse, the registry, the lexicon."""

    block: int
    doc: Doc
    registry: Registry
    words: ActorWords


@lru_cache(maxsize=1)
def actor_words() -> ActorWords:
    """The lexicon of actor words, ready for look-up."""
    same = {
        (kind, old): new
        for kind, pairs in word_sets("actors", "same").items()
        for old, new in (pair.split(":") for pair in pairs)
    }
    return ActorWords(
        groups=_by_word("groups"),
        alone=_by_word("alone"),
        phrases=_phrases(),
        same=same,
        government=word_sets("actors", "government"),
        heads=_by_word("heads"),
        lists=word_sets("actors", "words"),
    )


def _by_word(table: str) -> dict[str, ActorType]:
    """The kind of each word; the first list that has it wins."""
    kinds = reversed(list(word_sets("actors", table)))
    return {word: as_choice(kind, ACTOR_TYPES) for kind in kinds for word in word_list("actors", table, kind)}


def _phrases() -> dict[str, tuple[str, ActorType]]:
    phrases = as_object(read_lexicon("actors")["phrases"])
    pairs = {words: as_texts(pair) for words, pair in phrases.items()}
    return {words: (name, as_choice(kind, ACTOR_TYPES)) for words, (name, kind) in pairs.items()}


def phrase_head(tokens: Iterable[Token]) -> Token:
    """The token of a stretch that the rest hangs on: the one whose head lies outside."""
    stretch = list(tokens)
    inside = {token.i for token in stretch}
    outside = [token for token in stretch if token.head.i not in inside or token.head == token]
    return outside[0] if outside else stretch[-1]


def takes_part(token: Token, words: ActorWords, *, is_place: bool = True) -> bool:
    """Whether what the token heads acts, is acted on, owns or is addressed; False where it is only a place.

    What `is_place` not (a party, a court) is one only after "in", "at" and the like.
    """
    if _is_delegates(token):
        return True
    if token.dep_ == "appos" and _leads_to_verb(token) and "," not in token.doc[token.head.i : token.i].text:
        return True
    node, steps = token, 0
    while node.dep_ in ("conj", "appos", "flat", "list", "nmod:desc") and node.head != node and steps < 10:
        if node.dep_ == "conj" and grammar.preposition(node):
            break
        node, steps = node.head, steps + 1
    dep, case = node.dep_, grammar.preposition(node).split(" ")[-1]
    if case in words.lists["temporal"] or (not case and dep not in _KNOWN and _leads_to_verb(token)):
        return True
    if dep in ("obl", "nmod", "obl:unmarked", "advcl", "orphan") or case:
        if not is_place and case != "of":
            return case not in words.lists["locating"]
        return _relates(node, case, words)
    if dep in ("amod", "compound", "nmod:poss"):
        return node.head.lemma_.lower() not in words.lists["places"]
    return dep.startswith(("nsubj", "csubj")) or dep in (
        "obj", "iobj", "obl:agent", "ROOT", "root", "vocative", "ccomp", "xcomp", "parataxis",
    )  # fmt: skip


def _is_delegates(token: Token) -> bool:
    """Whether a name in brackets follows a person's, as records of meetings name delegates.

    The person stands in capitals, or the speech follows: "Ana Ruiz (Chile):", "(Chile) (spoke in Spanish):".
    """
    doc, at = token.doc, token.i
    enclosed = at > 1 and at + 1 < len(doc) and doc[at - 1].text == "(" and doc[at + 1].text in (")", "):")
    before = doc[at - 2] if enclosed else None
    if before is None or not before.tag_.startswith("NNP"):
        return False
    return (before.is_upper and len(before) > 2) or _speech_follows(token)


def _speech_follows(token: Token) -> bool:
    """Whether a colon comes behind the brackets that a word stands in, or behind the next ones."""
    text = token.doc.text[token.idx + len(token) :]
    return re.match(r"\)(?: \([^()\n]{1,40}\))?:\s", text) is not None


def _leads_to_verb(token: Token) -> bool:
    """Whether a finite verb follows at once: then a phrase that the parse leaves hanging is its subject."""
    return token.i + 1 < len(token.doc) and token.nbor().tag_ in ("MD", "VBZ", "VBD", "VBP")


def _relates(node: Token, case: str, words: ActorWords) -> bool:
    head = node.head
    if case in ("of", "in") and head.lemma_.lower() in words.government["separate"]:
        return False
    if case == "of":
        return head.lemma_.lower() not in words.lists["places"]
    if case in ("to", "into", "toward", "towards", "for") and head.lemma_.lower() in words.lists["motion"]:
        return False
    if case == "from":
        return head.lemma_.lower() in words.lists["sending"]
    if case == "in" and head.lemma_.lower() in words.government["office"]:
        return True
    return case in words.lists["relating"]


def governs(token: Token, words: ActorWords) -> bool:
    """Whether a city stands for its government here: as subject, owner or partner of something political."""
    node = token
    while node.dep_ in ("conj", "appos") and node.head != node:
        if grammar.preposition(node):
            break
        node = node.head
    dep, case, head = node.dep_, grammar.preposition(node), node.head
    if dep == "nmod:poss":
        return head.lemma_.lower() not in words.lists["places"]
    if case in words.lists["temporal"]:
        return True
    if case:
        return case in ("with", "between", "against", "toward", "towards", "by", "for", "upon")
    if dep.startswith("nsubj"):
        copula = any(child.dep_ == "cop" for child in head.children)
        return head.lemma_.lower() not in words.lists["staging"] and not (copula and grammar.is_noun(head))
    if dep in ("obj", "iobj"):
        return head.lemma_.lower() in words.lists["addressing"]
    return dep == "obl:agent"


def singular(token: Token, words: ActorWords) -> str:
    """The singular of a noun, lower case; by the lexicon first, since the lemmas of the pipeline are not safe."""
    word = token.lower_
    if token.tag_ not in ("NNS", "NNPS"):
        return word
    for ending, instead in (("ies", "y"), ("men", "man"), ("s", ""), ("es", "")):
        if word.endswith(ending) and words.knows(word.removesuffix(ending) + instead):
            return word.removesuffix(ending) + instead
    return word if words.knows(word) else token.lemma_.lower()
