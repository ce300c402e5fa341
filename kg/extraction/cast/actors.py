"""The cast of a document: who takes part in it, under which names, and which words stand for whom.

In: a document, its parsed blocks, the registry. Out: one actor record for each actor that takes part, with the sentence
that shows it, and for every token the actors that it stands for. A state that is only the place of things is not
listed, though `who` knows it. What the actors want or do is not read here, and which thing a name means is linking's
decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kg.extraction.cast.authors import (
    UNNAMED_AUTHOR,
    author_records,
    find_masthead,
    find_voices,
    stretch,
)
from kg.extraction.cast.finding import Finder
from kg.extraction.cast.mastheads import Masthead
from kg.extraction.cast.memory import Names
from kg.extraction.cast.mentions import Mention, actor_words
from kg.extraction.cast.references import Key, References
from kg.extraction.cast.signatures import with_signatures
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.extraction.traces import Part, Trace
from kg.records import Actor, ActorType, Document
from kg.registry import Registry, fold_name

__all__ = ["UNNAMED_AUTHOR", "Cast", "find_actors"]

_MAX_ALIASES = 8
# Offices that a body's own document leaves without the body: "the Minister, Ana Ruiz".
_OWN_OFFICES = frozenset(
    {"minister", "deputy minister", "vice minister", "vice-minister", "undersecretary"}
    | {"spokesperson", "spokesman", "spokeswoman"}
)


@dataclass
class Cast:
    """The actors of a document; `who` and `voice_of` say whom a token and a block speak for.

    `traces` tell by name which rule found an actor; those without one only write.
    """

    actors: list[Actor]
    authors: tuple[str, ...]
    _names: Mapping[tuple[int, int], Names] = field(repr=False)
    _numbers: Mapping[int, int] = field(repr=False)
    _voices: Mapping[str | None, tuple[str, ...]] = field(repr=False)
    traces: Mapping[str, Trace] = field(default_factory=dict, repr=False)

    @cached_property
    def types(self) -> Mapping[str, ActorType]:
        """What kind of actor each name stands for."""
        return {actor.name: actor.type for actor in self.actors}

    @cached_property
    def homes(self) -> Mapping[str, str | None]:
        """What each actor belongs to."""
        return {actor.name: actor.affiliation for actor in self.actors}

    def who(self, token: Token) -> tuple[str, ...]:
        """The actors that the phrase of this token stands for, without what is coordinated with it."""
        number = self._numbers.get(id(token.doc))
        return () if number is None else self._names.get((number, token.i), ())

    def voice_of(self, block: Block) -> tuple[str, ...]:
        """Whose words the block is: the authors of its part, or of the document."""
        return self._voices.get(block.part, self.authors)


def find_actors(document: Document, blocks: Sequence[Block], registry: Registry) -> Cast:
    """Find who takes part in a document, who wrote it, and whom every token stands for."""
    finder = Finder(document, blocks, registry)
    mentions = finder.find()
    masthead = find_masthead(document, blocks, mentions, registry)
    mentions = with_signatures([_by_masthead(m, masthead) for m in mentions], blocks, masthead, actor_words())
    voices = find_voices(document, masthead)
    authors = voices[None]
    by_token = _by_token(mentions)
    own = masthead.state if masthead else None
    references = References(actor_words(), registry, by_token, lambda block: voices.get(block.part, authors), own)
    names: dict[Key, Names] = references.read(blocks)
    names |= {key: (mention.name,) for key, mention in by_token.items()}
    names |= finder.shared_tokens
    names = _by_apposition(by_token.values(), names) | names
    actors = _records(document, blocks, mentions, masthead)
    traces = {name: _trace(found, blocks) for name, found in _by_name(mentions).items()}
    return Cast(actors, authors, names, {id(block.doc): number for number, block in enumerate(blocks)}, voices, traces)


def _by_apposition(mentions: Iterable[Mention], names: Mapping[Key, Names]) -> dict[Key, Names]:
    """Whom an office without an owner of its own means by the name behind it: "the head of the mission, Ana Ruiz"."""
    persons = ((mention, _office(mention)) for mention in mentions if mention.type == "person")
    found = {(mention.block, office.i): (mention.name,) for mention, office in persons if office is not None}
    return {key: name for key, name in found.items() if not names.get(key)}


def _office(person: Mention) -> Token | None:
    """The office that a name is put beside, also where the parse puts it beside the body that the office is in."""
    name = person.head.head if person.head.dep_ == "flat" else person.head
    if name.dep_ != "appos":
        return None
    node, roles = name.head, actor_words().lists["roles"]
    while node.lemma_.lower() not in roles and node.dep_ == "nmod" and node.head.i < node.i:
        node = node.head
    return node if node.tag_ in ("NN", "NNP") and node.lemma_.lower() in roles else None


def _by_masthead(mention: Mention, masthead: Masthead | None) -> Mention:
    """The mention under the full name of the body that speaks in the document, if it means that or serves it."""
    if masthead is None:
        return mention
    role = (mention.role or "").lower()
    heads_it = role.replace("minister", "ministry") in {alias.lower() for alias in masthead.aliases}
    if mention.type == "person" and (heads_it or role in _OWN_OFFICES):
        alone = mention.affiliation in (None, masthead.state.name)
        return replace(mention, affiliation=masthead.name) if alone else mention
    if mention.name not in masthead.aliases:
        return mention
    return replace(mention, name=masthead.name, type="government_body")


def _by_token(mentions: Iterable[Mention]) -> dict[Key, Mention]:
    """The mention of each token: names go before descriptions that hold them, a description keeps its head."""
    found: dict[Key, Mention] = {}
    for mention in sorted(mentions, key=lambda m: m.how in ("group", "government", "office")):
        for at in range(mention.start, mention.end):
            if (mention.block, at) not in found or at == mention.head.i:
                found[mention.block, at] = mention
    return found


def _records(
    document: Document, blocks: Sequence[Block], mentions: Sequence[Mention], masthead: Masthead | None
) -> list[Actor]:
    """The actor records: authors and commenters first, then all who take part, in the order of the text."""
    by_name = _by_name(mentions)
    aliases = {name: _aliases(name, found) for name, found in by_name.items()}
    records = list(author_records(document, blocks, masthead, aliases))
    said = {record.name for record in records}
    listed = [found for name, found in by_name.items() if name not in said and any(_counts(m) for m in found)]
    return records + [_actor(document, blocks, found) for found in listed]


def _by_name(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    by_name: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_name.setdefault(mention.name, []).append(mention)
    return by_name


def _trace(found: Sequence[Mention], blocks: Sequence[Block]) -> Trace:
    """The rule that found the mention which shows an actor, and whether the document comes back to the actor."""
    shown = _shown(found, blocks) or found[0]
    words = shown.head.doc[shown.start : shown.end]
    part = Part("trigger", *blocks[shown.block].span(words[0], words[-1]))
    return Trace(f"cast.finding/{shown.how}", (part,), features=frozenset({"once"} if len(found) == 1 else ()))


def _counts(mention: Mention) -> bool:
    return mention.acts and (mention.how != "adjective" or mention.type == "state")


def _actor(document: Document, blocks: Sequence[Block], found: Sequence[Mention]) -> Actor:
    shown = _shown(found, blocks) or found[0]
    block = blocks[shown.block]
    sentence = shown.head.sent
    start, end = stretch(block, sentence.start_char, sentence.end_char)
    return Actor(
        document=document.id, part=block.part, quote=document.text[start:end], start=start, end=end, name=shown.name,
        type=shown.type, aliases=_aliases(shown.name, found), role=next((m.role for m in found if m.role), None),
        affiliation=next((m.affiliation for m in found if m.affiliation), None),
        anonymous=all(m.unnamed for m in found),
    )  # fmt: skip


def _shown(found: Sequence[Mention], blocks: Sequence[Block]) -> Mention | None:
    """The first mention that takes part, in the running text if there is one."""
    counting = [mention for mention in found if _counts(mention)]
    running = (mention for mention in counting if not blocks[mention.block].heading)
    return next(running, counting[0] if counting else None)


def _aliases(name: str, found: Iterable[Mention]) -> tuple[str, ...]:
    """The other names that the document uses, once each, in the order of the text."""
    said: dict[str, str] = {}
    for mention in found:
        for text in (mention.text, mention.longer):
            if text and _names_it(mention) and not _is_written(text, name):
                said.setdefault(fold_name(text), text)
    return tuple(said.values())[:_MAX_ALIASES]


def _is_written(text: str, name: str) -> bool:
    """Whether words are a name as it is written, letter case aside; "Joao" for "João" is another name."""
    return fold_name(text) == fold_name(name) and text.isascii() == name.isascii()


def _names_it(mention: Mention) -> bool:
    """Whether the words are a name for the actor; "the government" and a city that is only a city are none."""
    if mention.how in ("group", "government", "office"):
        return " " in mention.text or mention.text.startswith("“")
    return mention.how != "adjective" and (mention.acts or mention.how != "metonym")
