"""Noun phrases that may describe an actor: their head, whom they belong to, which words set them apart.

In: a block with its parse and the names found in it. Out: noun phrases. What kind of actor a phrase describes, if any,
is decided by governments and groups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.mentions import ActorWords, How, Mention, takes_part
from kg.records import ActorType
from kg.registry import Entry, Registry

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEFT = ("amod", "compound", "nmod:poss", "nmod", "nmod:desc", "det", "nummod", "punct", "advmod", "flat")
# What may lead a noun phrase and is no part of the name.
_LEADING = frozenset(("DT", "PDT", "IN", "CC", "CD", "RB", "PRP$", "WDT", "WRB", "HYPH", ",", "``", "TO"))
_COUNTING = frozenset(
    "other various many several some certain more most all numerous such any each every about".split()
)


@dataclass(frozen=True)
class PhraseReader:
    """What is needed to read groups: the block's number and parse, the names found in it, the registry, the lexicon."""

    block: int
    doc: Doc
    named: Mapping[int, Mention]
    registry: Registry
    words: ActorWords


@dataclass(frozen=True)
class NounPhrase:
    """A noun phrase: its head, its left words, who owns it, which of its adjectives are regional or telling."""

    head: Token
    start: int
    owner: Entry | None
    owner_word: str
    regional: tuple[str, ...]
    telling: tuple[str, ...]
    place: str


def read_phrase(reader: PhraseReader, head: Token) -> NounPhrase:
    left = _left_words(reader.doc, head)
    owner, owner_word = _owner(reader, head, left)
    regional = tuple(token.text for token in left if token.text in reader.words.lists["regional"])
    telling = tuple(token.lower_ for token in left if token.lower_ in reader.words.lists["telling"])
    start = next((token.i for token in left if token.tag_ not in _LEADING and token.lower_ not in _COUNTING), head.i)
    place = "" if owner is not None or regional else _region_after(reader, head)
    return NounPhrase(head, start, owner, owner_word, regional, telling, place)


def _left_words(doc: Doc, head: Token) -> list[Token]:
    """The words before a noun that belong to it, back to a comma or an "and" that does not join adjectives."""
    left: list[Token] = []
    for at in range(head.i - 1, max(-1, head.i - 10), -1):
        token = doc[at]
        joins = (
            token.dep_ == "cc" and at > 0 and doc[at - 1].tag_ in ("JJ", "NNP") and doc[at + 1].tag_ in ("JJ", "NNP")
        )
        if not _belongs(token, head) or (token.dep_ == "cc" and not joins) or token.text in (",", ";", "(", ")"):
            break
        left.append(token)
    return left[::-1]


def _belongs(token: Token, head: Token) -> bool:
    node = token
    while node != head and node.head != node and node.dep_ in (*_LEFT, "case", "obl", "obl:npmod", "conj", "cc"):
        node = node.head
        if node.i > head.i:
            return False
    return node == head


def _owner(reader: PhraseReader, head: Token, left: Sequence[Token]) -> tuple[Entry | None, str]:
    """Whose the group is: by an adjective or name before it, or by "of X", "in X" after it."""
    for token in reversed(left):
        mention = reader.named.get(token.i)
        if mention is not None and mention.entry is not None:
            if mention.entry.type in ("state", "igo", "armed_group"):
                return mention.entry, token.text
            if mention.entry.type == "person" and mention.entry.affiliation:
                return reader.registry.get(mention.entry.affiliation), token.text
        if mention is not None and mention.affiliation and mention.type == "person":
            found = reader.registry.find_by_name(mention.affiliation)
            if len(found) == 1 and found[0].type == "state":
                return found[0], token.text
    for child in grammar.children(head, "nmod", "obl"):
        after = reader.named.get(child.i)
        if after is not None and after.entry is not None and grammar.preposition(child) in ("of", "in"):
            if after.entry.type in ("state", "igo"):
                return after.entry, grammar.preposition(child)
            if after.entry.type == "person" and after.entry.affiliation:
                return reader.registry.get(after.entry.affiliation), ""
    return None, ""


def _region_after(reader: PhraseReader, head: Token) -> str:
    """The region that the group is said to be of: "people of the Middle East"."""
    for child in grammar.children(head, "nmod", "obl"):
        if grammar.preposition(child) in ("of", "in", "from"):
            text = " ".join(token.text for token in child.subtree if token.text[:1].isupper())
            found = next((region for region in reader.words.lists["regions"] if text.startswith(region)), "")
            if found:
                return found
    return ""


def adjective_of(entry: Entry) -> str:
    """What stands before a noun for this owner; the name itself where the adjective means more than the state."""
    return entry.name if entry.id == "usa" or not entry.adjectives else entry.adjectives[0]


def mention_of(
    reader: PhraseReader,
    phrase: NounPhrase,
    name: str,
    kind: ActorType,
    how: How,
    entry: Entry | None = None,
    affiliation: str | None = None,
    role: str | None = None,
) -> Mention:
    acts = takes_part(phrase.head, reader.words, is_place=False)
    return Mention(
        reader.block, phrase.start, phrase.head.i + 1, phrase.head, name, kind, how, acts, entry, role, affiliation
    )
