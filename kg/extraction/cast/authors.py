"""Authors: in whose voice a document and its parts speak, and the actor records of those who write.

In: a document, its blocks and the mentions in them. Out: names by part, and actor records. Where no author was found
with the document, its first lines may name the ministry that speaks for itself. Bylines are read with the document,
the voices of letters, editorials and interviews with what is said in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extraction.cast.mastheads import Masthead, read_masthead
from kg.extraction.cast.mentions import Mention
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.passages import find_quote
from kg.records import Actor, ActorType, Author, Document, Part
from kg.registry import Entry, Registry

UNNAMED_AUTHOR = "Author"
_SPEAKERS = frozenset("Ministry Government Embassy Presidency Department Office Mission".split())
# How many blocks and characters may make up a masthead.
_HEAD_BLOCKS = 4
_LONGEST_MASTHEAD = 60


def find_masthead(
    document: Document, blocks: Sequence[Block], mentions: Sequence[Mention], registry: Registry
) -> Masthead | None:
    """The body of a state that the first line names, with the state on the same line or the next.

    None where the authors are known.
    """
    for mention in mentions if not document.authors else ():
        start = blocks[mention.block].start + mention.head.doc[mention.start].idx
        if mention.block >= _HEAD_BLOCKS or start > _LONGEST_MASTHEAD:
            break
        if mention.type == "person" or not _SPEAKERS & set(mention.text.split()):
            continue
        head = document.text[start : start + len(mention.text) + _LONGEST_MASTHEAD].strip().split("\n")
        state = _state_in(head, mention.text, registry)
        if state is not None and state.adjectives:
            name = f"{state.adjectives[0]} {mention.text}"
            known = [entry.name for entry in registry.find_by_name(name)]
            return Masthead([*known, name][0], start, start + len(head[0].rstrip()), state, (mention.text,))
    return None if document.authors else read_masthead(document.text, registry)


def _state_in(head: Sequence[str], body: str, registry: Registry) -> Entry | None:
    """The state on the line of a masthead's body, or on the line below."""
    if not head[0].startswith(body):
        return None
    rest = head[0][len(body) :].strip(" ,–-").removeprefix("of ")
    for text in (rest, head[1].strip() if len(head) > 1 else ""):
        found = [entry for entry in registry.find_by_name(text) if entry.type == "state"]
        if len(found) == 1:
            return found[0]
    return None


def find_voices(document: Document, masthead: Masthead | None) -> dict[str | None, tuple[str, ...]]:
    """The names in whose voice each part speaks; under None those of the document."""
    voices: dict[str | None, tuple[str, ...]] = {
        part.id: tuple(author.name for author in part.authors) for part in document.parts if part.authors
    }
    named = tuple(author.name for author in document.authors) or ((masthead.name,) if masthead else ())
    return {None: named or (UNNAMED_AUTHOR,), **voices}


def author_records(
    document: Document, blocks: Sequence[Block], masthead: Masthead | None, aliases: Mapping[str, tuple[str, ...]]
) -> Iterator[Actor]:
    """The actor records of all who write: the authors, the masthead or the unnamed author, the commenters."""
    for author in document.authors:
        yield from _author(document, author, None, aliases)
    if masthead is not None:
        yield _of_masthead(document, masthead, aliases)
    elif not document.authors:
        yield from _unnamed_author(document, blocks)
    for part in document.parts:
        for author in part.authors:
            yield from _author(document, author, part, aliases)


def _of_masthead(document: Document, masthead: Masthead, aliases: Mapping[str, tuple[str, ...]]) -> Actor:
    others = dict.fromkeys((*masthead.aliases, *aliases.get(masthead.name, ())))
    return Actor(
        document=document.id, quote=document.text[masthead.start : masthead.end], start=masthead.start,
        end=masthead.end, name=masthead.name, type="government_body", aliases=tuple(others),
        affiliation=masthead.state.name,
    )  # fmt: skip


def _author(
    document: Document, author: Author, part: Part | None, aliases: Mapping[str, tuple[str, ...]]
) -> Iterator[Actor]:
    place = find_quote(document.text, author.quote or author.name, part.start if part else None)
    if place is None and part is not None:
        place = _first_line(document, part.start, part.end)
    place = place or _first_line(document, 0, len(document.text))
    if place is None:
        return
    kind: ActorType = "commenter" if part is not None and author.anonymous else "person"
    yield Actor(
        document=document.id, part=part.id if part else None, quote=document.text[slice(*place)], start=place[0],
        end=place[1], name=author.name, type=kind, aliases=aliases.get(author.name, ()),
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
                return stretch(block, sentence.start_char, sentence.end_char)
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


def stretch(block: Block, start: int, end: int) -> tuple[int, int]:
    """A stretch of a block without white space at its ends, as offsets in the document."""
    text = block.doc.text
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return block.start + start, block.start + end
