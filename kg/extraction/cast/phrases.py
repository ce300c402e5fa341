"""Noun phrases that may describe an actor: their head, whom they belong to, which words set them apart.

In: a block with its parse and the names found in it. Out: noun phrases. What kind of actor a phrase describes, if any,
is decided by governments and groups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extraction import grammar
from kg.extraction.cast.homes import Homes
from kg.extraction.cast.mentions import ActorWords, How, Mention, takes_part
from kg.extraction.tokens import Doc, Token
from kg.records import ActorType
from kg.registry import Entry, Registry

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
    homes: Homes


@dataclass(frozen=True)
class NounPhrase:
    """A noun phrase: its head, its left words, who owns it, which of its adjectives are regional or telling.

    `personal` says that the owner is known by a person ("the Assad regime"); `end` lies behind what follows the head
    and says whose it is ("in western Libya").
    """

    head: Token
    start: int
    owner: Entry | None
    owner_word: str
    regional: tuple[str, ...]
    telling: tuple[str, ...]
    place: str
    personal: bool
    end: int


def read_phrase(reader: PhraseReader, head: Token) -> NounPhrase:
    """What stands around a noun: whose it is, and what tells it from others."""
    left = _left_words(reader.doc, head)
    found = _owner_left(reader, left) or _owner_after(reader, head) or _Owner(None, "", False, head.i + 1)
    owner = found.entry
    regional = tuple(token.text for token in left if token.text in reader.words.lists["regional"])
    telling = tuple(token.lower_ for token in left if token.lower_ in reader.words.lists["telling"])
    start = next((token.i for token in left if token.tag_ not in _LEADING and token.lower_ not in _COUNTING), head.i)
    place = "" if owner is not None or regional else _region_after(reader, head)
    return NounPhrase(head, start, owner, found.word, regional, telling, place, found.personal, found.end)


@dataclass(frozen=True)
class _Owner:
    """Whose a group is, the word that says so ("in", "Russian"), and where the phrase ends with it."""

    entry: Entry | None
    word: str
    personal: bool
    end: int


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


def _owner_left(reader: PhraseReader, left: Sequence[Token]) -> _Owner | None:
    """Whose the group is by an adjective or name before it."""
    end = left[-1].i + 2 if left else 0
    for token in reversed(left):
        mention = reader.named.get(token.i)
        if mention is None:
            continue
        if mention.entry is not None and mention.entry.type in ("state", "igo", "armed_group"):
            return _Owner(mention.entry, token.text, False, end)
        if (home := _home_of(reader, mention)) is not None:
            return _Owner(home, token.text, True, end)
    return None


def _home_of(reader: PhraseReader, mention: Mention) -> Entry | None:
    """The state or body of a person."""
    if mention.entry is not None and mention.entry.type == "person" and mention.entry.affiliation:
        return reader.registry.get(mention.entry.affiliation)
    if mention.type != "person" or not mention.affiliation:
        return None
    found = reader.registry.find_by_name(mention.affiliation)
    return found[0] if len(found) == 1 and found[0].type == "state" else None


def _owner_after(reader: PhraseReader, head: Token) -> _Owner | None:
    """Whose the group is by "of X", "in X", "of the government of X" after it."""
    for child in grammar.children(head, "nmod", "obl"):
        case = grammar.preposition(child)
        if case not in ("of", "in", "at"):
            continue
        through = child.lower_ == "government" and next(iter(grammar.children(child, "nmod")), None)
        holder = through or child
        after = reader.named.get(holder.i)
        if after is None or after.entry is None:
            continue
        if after.entry.type in ("state", "igo") and case != "at":
            return _Owner(after.entry, case, False, holder.i + 1)
        if after.entry.type == "person" and after.entry.affiliation:
            return _Owner(reader.registry.get(after.entry.affiliation), "", True, holder.i + 1)
    return _owner_beside(reader, head)


def _owner_beside(reader: PhraseReader, head: Token) -> _Owner | None:
    """Whose the group is by "in X" right behind it, whatever the parse hangs it on: "groups in western Libya"."""
    if head.i + 2 >= len(reader.doc) or reader.doc[head.i + 1].lower_ != "in":
        return None
    for at in range(head.i + 2, min(head.i + 5, len(reader.doc))):
        named = reader.named.get(at)
        if named is not None and named.entry is not None:
            return _Owner(named.entry, "in", False, at + 1) if named.entry.type == "state" else None
        if not reader.doc[at].tag_.startswith(("JJ", "NN", "DT")):
            return None
    return None


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
    """The mention of what a phrase describes, from its first telling word to its head."""
    acts = takes_part(phrase.head, reader.words, is_place=False)
    longer = phrase_text(reader, phrase.start, phrase.end) if phrase.end > phrase.head.i + 1 else None
    return Mention(
        reader.block, phrase.start, phrase.head.i + 1, phrase.head, name, kind, how, acts, entry, role, affiliation,
        longer,
    )  # fmt: skip


def phrase_text(reader: PhraseReader, start: int, end: int) -> str:
    """The words of a stretch with single spaces."""
    return " ".join(reader.doc[start:end].text.split())
