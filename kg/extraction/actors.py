"""The cast of a document: who takes part in it, under which names, and which words stand for whom.

In: a document, its parsed blocks, the registry. Out: one actor record for each actor that takes part, with the sentence
that shows it, and for every token the actors that it stands for. A state that is only the place of things is not
listed, though `who` knows it. What the actors want or do is not read here, and which thing a name means is linking's
decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.finding import Finder
from kg.extraction.mentions import Mention, actor_words
from kg.extraction.references import Key, Names, References
from kg.passages import find_quote
from kg.records import Actor, ActorType, Author, Document, Part
from kg.registry import Registry, fold_name

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.english import Block

UNNAMED_AUTHOR = "Author"
_MAX_ALIASES = 8


@dataclass
class Cast:
    """The actors of a document; `who` and `voice_of` say whom a token and a block speak for."""

    actors: list[Actor]
    authors: tuple[str, ...]
    _names: Mapping[tuple[int, int], Names] = field(repr=False)
    _numbers: Mapping[int, int] = field(repr=False)
    _voices: Mapping[str | None, tuple[str, ...]] = field(repr=False)

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
    voices = _voices(document)
    authors = voices[None]
    by_token = _by_token(mentions)
    references = References(actor_words(), registry, by_token, lambda block: voices.get(block.part, authors))
    names: dict[Key, Names] = references.read(blocks)
    names |= {key: (mention.name,) for key, mention in by_token.items()}
    for (number, at), both in finder.shared_tokens.items():
        names[number, at] = both
    actors = _records(document, blocks, mentions)
    return Cast(actors, authors, names, {id(block.doc): number for number, block in enumerate(blocks)}, voices)


def _voices(document: Document) -> dict[str | None, tuple[str, ...]]:
    voices: dict[str | None, tuple[str, ...]] = {
        part.id: tuple(author.name for author in part.authors) for part in document.parts if part.authors
    }
    return {None: tuple(author.name for author in document.authors) or (UNNAMED_AUTHOR,), **voices}


def _by_token(mentions: Iterable[Mention]) -> dict[Key, Mention]:
    """The mention of each token: names go before descriptions that hold them, a description keeps its head."""
    found: dict[Key, Mention] = {}
    for mention in sorted(mentions, key=lambda m: m.how in ("group", "government", "office")):
        for at in range(mention.start, mention.end):
            if (mention.block, at) not in found or at == mention.head.i:
                found[mention.block, at] = mention
    return found


def _records(document: Document, blocks: Sequence[Block], mentions: Sequence[Mention]) -> list[Actor]:
    """The actor records: authors and commenters first, then all who take part, in the order of the text."""
    by_name: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_name.setdefault(mention.name, []).append(mention)
    records = [
        record for author in document.authors if (record := _author(document, author, None, by_name)) is not None
    ]
    if not document.authors:
        records += _unnamed_author(document, blocks)
    for part in document.parts:
        records += [r for author in part.authors if (r := _author(document, author, part, by_name)) is not None]
    said = {record.name for record in records}
    listed = [found for name, found in by_name.items() if name not in said and any(_counts(m) for m in found)]
    return records + [_actor(document, blocks, found) for found in listed]


def _counts(mention: Mention) -> bool:
    return mention.acts and (mention.how != "adjective" or mention.type == "state")


def _author(
    document: Document, author: Author, part: Part | None, by_name: Mapping[str, list[Mention]]
) -> Actor | None:
    place = find_quote(document.text, author.quote or author.name, part.start if part else None)
    if place is None and part is not None:
        place = _first_line(document, part.start, part.end)
    if place is None:
        place = _first_line(document, 0, len(document.text))
    if place is None:
        return None
    kind: ActorType = "commenter" if part is not None and author.anonymous else "person"
    return Actor(
        document=document.id, part=part.id if part else None, quote=document.text[slice(*place)], start=place[0],
        end=place[1], name=author.name, type=kind, aliases=_aliases(author.name, by_name.get(author.name, [])),
        role=author.role, affiliation=author.affiliation, anonymous=author.anonymous,
    )  # fmt: skip


def _unnamed_author(document: Document, blocks: Sequence[Block]) -> Iterator[Actor]:
    """The author whom the document doesn't name, shown by the first sentence in the first person or the first line."""
    place = _first_person(blocks) or _first_line(document, 0, len(document.text))
    if place is not None:
        yield Actor(
            document=document.id, quote=document.text[slice(*place)], start=place[0], end=place[1], name=UNNAMED_AUTHOR,
            type="person", anonymous=True,
        )  # fmt: skip


def _first_person(blocks: Sequence[Block]) -> tuple[int, int] | None:
    for block in blocks:
        for sentence in block.doc.sents if block.part is None else ():
            if '"' not in sentence.text and "“" not in sentence.text and any(_is_first_person(t) for t in sentence):
                return _stretch(block, sentence.start_char, sentence.end_char)
    return None


def _is_first_person(token: Token) -> bool:
    return token.lower_ in ("i", "my", "we", "our") and token.tag_.startswith("PRP")


def _first_line(document: Document, start: int, end: int) -> tuple[int, int] | None:
    text = document.text
    while start < end and text[start].isspace():
        start += 1
    stop = text.find("\n", start, end)
    stop = end if stop < 0 else stop
    return (start, start + len(text[start:stop].rstrip())) if start < stop else None


def _actor(document: Document, blocks: Sequence[Block], found: Sequence[Mention]) -> Actor:
    shown = next((m for m in found if _counts(m) and not blocks[m.block].heading), None)
    shown = shown or next(m for m in found if _counts(m))
    block = blocks[shown.block]
    sentence = shown.head.sent
    start, end = _stretch(block, sentence.start_char, sentence.end_char)
    return Actor(
        document=document.id, part=block.part, quote=document.text[start:end], start=start, end=end, name=shown.name,
        type=shown.type, aliases=_aliases(shown.name, found), role=next((m.role for m in found if m.role), None),
        affiliation=next((m.affiliation for m in found if m.affiliation), None),
    )  # fmt: skip


def _stretch(block: Block, start: int, end: int) -> tuple[int, int]:
    text = block.doc.text
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return block.start + start, block.start + end


def _aliases(name: str, found: Iterable[Mention]) -> tuple[str, ...]:
    """The other names that the document uses, once each, in the order of the text."""
    said: dict[str, str] = {}
    for mention in found:
        for text in (mention.text, mention.longer):
            if text and _names_it(mention) and fold_name(text) != fold_name(name):
                said.setdefault(fold_name(text), text)
    return tuple(said.values())[:_MAX_ALIASES]


def _names_it(mention: Mention) -> bool:
    """Whether the words are a name for the actor; "the government" and a city that is only a city are none."""
    if mention.how in ("group", "government", "office"):
        return " " in mention.text or mention.text.startswith("“")
    return mention.how != "adjective" and (mention.acts or mention.how != "metonym")
