"""Own voices: whose words the blocks of a document are where it names no author.

In: a document, its blocks, the cast. Out: the writers of letters to an editor, the paper whose editorial it is, the
state or body whose statement it is. Quotations and the turns of interviews are for `voices`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kg.extraction.cast.actors import Cast
from kg.extraction.cast.authors import UNNAMED_AUTHOR
from kg.extraction.text.english import Block
from kg.extraction.voices.papers import find_paper
from kg.extraction.voices.turns import find_interviewer
from kg.records import Actor, ActorType, Document

Names = tuple[str, ...]
_SALUTATION = re.compile(
    r"\W*(dear (sirs?|madam|editors?|readers?)|sirs?|madam|to the editors?|editor)\b[\s,/]*(or madam\W*)?[,.:–—-]", re.I
)
_LETTERS = re.compile(r"\W*(readers’? |readers'? |your )?letters?( to the editors?| from readers)?\W*", re.I)
_STATEMENT = re.compile(
    r"\b(statement|communiqu[eé]|press release|declaration|remarks|press statement|note verbale|message|comunicado)\b",
    re.I,
)
_OFFICE = re.compile(
    r"\b(ministry|government|embassy|presidency|foreign office|permanent mission|chancellery|state department"
    r"|department of|office of the|secretariat|ministerio|foreign affairs)\b",
    re.I,
)  # fmt: skip
_SPEECH = re.compile(
    r"\W*((opening|closing|keynote|inaugural|welcome) )?(address|speech|statement|remarks|lecture|intervention)"
    r"( delivered)? (by|of|from) ",
    re.I,
)
_TO = re.compile(r"\b(to|at|before|on|in|during)\b|[,–—:\n]")
_LONGEST_TITLE = 40
_TOPIC = re.compile(r"\b(on|regarding|about|concerning|against|over|following|after)\b", re.I)
_HEAD = 7
_LONGEST_SIGNATURE = 110
_UNNAMED = re.compile(
    r"\W*\b(names? (?:and|&) (?:full )?address(?:es)? (?:supplied|withheld|provided)|name withheld[^\n.]{0,40})\W*",
    re.I,
)
_UNNAMED_WRITER = "Anonymous letter writer"
_RANK = re.compile(
    r"(?:(?:Lt|Maj|Brig|Gen|Col|Capt|Cmdr|Adm|Sgt|Cpl|Vice|Rear|Air|Lieutenant|Major|Brigadier|General|Colonel|Captain"
    r"|Commander|Admiral|Sergeant|Ambassador|Hon)\.?[ -]|\((?:ret|retd|Ret|Retd|rtd)\.?\)[ ,]*)+"
)
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Rev)\.? )?[^\W\d_a-z][\w.’'-]+"
    r"(?: (?:[A-Z]\.|de|van|von|al|bin|[^\W\d_a-z][\w’'-]+)){1,3}"
)


@dataclass(frozen=True)
class OwnVoices:
    """Who writes each block, by `id` of its tokens, and the writers that no other rule takes for actors."""

    by_block: dict[int, Names]
    added: tuple[Actor, ...] = ()


def read_own_voices(document: Document, blocks: Sequence[Block], cast: Cast) -> OwnVoices:
    """Whose words the blocks are; blocks that are not named are the authors' or their part's."""
    voices: dict[int, Names] = {}
    house = _house(document, blocks, cast) if not document.authors else ()
    letters = dict(_letters(blocks, cast))
    for block in blocks:
        if block.part is None and (names := letters.get(id(block.doc), house)):
            voices[id(block.doc)] = names
    writers = {*find_interviewer(blocks[:_HEAD], cast), *(name for names in letters.values() for name in names)}
    wanted = {name for names in voices.values() for name in names} - {actor.name for actor in cast.actors}
    added = (_signed(document, name, "person" if name in writers else "organisation") for name in sorted(wanted))
    return OwnVoices(voices, tuple(actor for actor in added if actor is not None))


def _signed(document: Document, name: str, kind: ActorType) -> Actor | None:
    """The actor record of whoever signs or publishes a text."""
    unnamed = _UNNAMED.search(document.text) if name == _UNNAMED_WRITER else None
    start = unnamed.start(1) if unnamed else document.text.casefold().find(name.casefold())
    if start < 0:
        return None
    end = unnamed.end(1) if unnamed else start + len(name)
    quote = document.text[start:end]
    return Actor(
        document=document.id, quote=quote, start=start, end=end, name=name, type=kind, anonymous=unnamed is not None
    )


def _house(document: Document, blocks: Sequence[Block], cast: Cast) -> Names:
    """The state, paper or interviewer whose words a document without authors is; () where the cast knows better."""
    types = {actor.name: actor for actor in cast.actors}
    if cast.authors != (UNNAMED_AUTHOR,):
        bodies = [types[name] for name in cast.authors if name in types and types[name].type == "government_body"]
        if bodies and (ministry := _ministry(blocks, cast)):
            return ministry
        return tuple(body.affiliation for body in bodies if body.affiliation)
    head = blocks[:_HEAD]
    return (
        _speaker(head, cast) or find_paper(document, head) or _state(blocks, head, cast) or find_interviewer(head, cast)
    )


def _speaker(head: Sequence[Block], cast: Cast) -> Names:
    """Who gives the speech that a title announces: "Address by the President of Palau", "Remarks by Jane Doe"."""
    people = {actor.name for actor in cast.actors if actor.type == "person"}
    for block in head[:3]:
        title = _SPEECH.match(block.doc.text)
        if title is None or len(block.doc) > _LONGEST_TITLE:
            continue
        end = _TO.search(block.doc.text, title.end())
        inside = [t for t in block.doc if title.end() <= t.idx and (end is None or t.idx < end.start())]
        named = [name for token in inside for name in cast.who(token)]
        return tuple([name for name in named if name in people] or named)[:1]
    return ()


def _state(blocks: Sequence[Block], head: Sequence[Block], cast: Cast) -> Names:
    """The state or body that a statement is signed, titled or opened by."""
    lines = [_before_topic(block) for block in head]
    if not any(_STATEMENT.search(block.doc.text[:160]) for block in head if len(block.doc) < 40):
        return ()
    kinds = {actor.name: actor for actor in cast.actors}
    short = [block for block in head if len(block.doc) < 40]
    if not any(_OFFICE.search(text) for text in lines):
        return ()
    actors = [kinds.get(name) for block in short for name in _names_before_topic(block, cast)]
    states = [actor.name for actor in actors if actor is not None and actor.type == "state"]
    bodies = [actor for actor in actors if actor is not None and actor.type == "government_body"]
    named = states or [body.affiliation or body.name for body in bodies]
    return _ministry(blocks, cast) or tuple(named[:1]) or _opened(head, cast)


def _ministry(blocks: Sequence[Block], cast: Cast) -> Names:
    """The ministry that speaks of itself as one, "the Ministry welcomes", more than of its Government."""
    subjects = [token for block in blocks for token in block.doc if token.dep_ == "nsubj" and token.text[:1].isupper()]
    ministries = [token for token in subjects if token.lower_ == "ministry"]
    if len(ministries) <= sum(token.lower_ in ("government", "state") for token in subjects) or len(ministries) < 2:
        return ()
    bodies = {actor.name for actor in cast.actors if actor.type == "government_body"}
    return next((names[:1] for token in ministries if (names := cast.who(token)) and names[0] in bodies), ())


def _names_before_topic(block: Block, cast: Cast) -> Iterator[str]:
    limit = len(_before_topic(block))
    for token in block.doc:
        if token.idx < limit:
            yield from cast.who(token)


def _opened(head: Sequence[Block], cast: Cast) -> Names:
    """The state whose government is the subject of the first sentence."""
    body = next((block for block in head if len(block.doc) >= 12 and not block.heading), None)
    states = {actor.name for actor in cast.actors if actor.type == "state"}
    if body is None or not _OFFICE.search(" ".join(token.text for token in body.doc[:8])):
        return ()
    subject = takewhile(lambda token: not token.tag_.startswith(("VB", "MD")), body.doc[:14])
    return next((names[:1] for token in subject if (names := cast.who(token)) and names[0] in states), ())


def _before_topic(block: Block) -> str:
    """The words of a heading that may name who speaks, without what it speaks about."""
    text = block.doc.text[:160]
    match = _TOPIC.search(text)
    return text[: match.start()] if match else text


def _letters(blocks: Sequence[Block], cast: Cast) -> Iterator[tuple[int, Names]]:
    """The writer of each block of a letter: from a salutation, or below the title "Letters", to the signature."""
    open_letters = False
    running: list[Block] = []
    for block in blocks:
        text = block.doc.text.strip()
        if _LETTERS.fullmatch(text) and len(block.doc) < 8:
            open_letters, running = True, []
            continue
        if _SALUTATION.match(text):
            running = running[-1:] if running and running[-1].heading else []
            open_letters = True
        if not open_letters:
            running = [block] if block.heading else []
            continue
        if any(not item.heading for item in running) and (writer := _signature(block, cast)):
            yield from ((id(item.doc), writer) for item in running)
            running = []
        else:
            running.append(block)


def _signature(block: Block, cast: Cast) -> Names:
    text = block.doc.text.strip()
    if _UNNAMED.fullmatch(text):
        return (_UNNAMED_WRITER,)
    if len(text) > _LONGEST_SIGNATURE or text.endswith((".", "?", "!")):
        return ()
    rank = _RANK.match(text)
    name = _NAME.match(text, rank.end() if rank else 0)
    if name is None or (name.end() < len(text) and text[name.end()] not in ",\n(–—"):
        return ()
    people = {actor.name for actor in cast.actors if actor.type == "person"}
    known = [n for token in block.doc if token.idx < name.end() for n in cast.who(token) if n in people]
    return (known[0],) if known else (name.group(),)
