"""Turns: who speaks in each block of an interview or debate, by labels, initials or the change of question and answer.

In: blocks and the cast. Out: the turn of each block; nothing where a text is no interview. Who asks is nobody in
the debate, but what a question reports of others is the interviewer's report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.cast.actors import Cast
from kg.extraction.lexicons.reading import word_set
from kg.extraction.text.english import Block
from kg.extraction.voices.delegates import Floor, find_floor

Names = tuple[str, ...]
_LABEL = re.compile(r"\W{0,3}(?P<label>[^\W\d][^:?!\n]{0,40}?)\W{0,3}:\W{0,3}\s|(?P<letter>[QA])\.\s")
_INTERVIEW = re.compile(
    r"\b(interview\w*|q ?& ?a|questions? and answers?|in conversation|(speaks|talks|spoke) (to|with))\b"
)
_BY = re.compile(r"\b(interview(ed)?|conducted|questions) by\b", re.I)
_NOTE = re.compile(
    r"\W*(this|the|our) (interview|conversation|transcript)\b|interview (conducted|by)|(edited|translat)", re.I
)
_NAME = re.compile(r"[:\s]+(?P<name>[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w.’'-]*){1,3})\s*(?:[,|(\n]|$)")
_FEWEST_TURNS = 3
_FEWEST_DELEGATES = 2
_LONGEST_CREDIT = 60
_LONGEST_INTRODUCTION = 12


@dataclass(frozen=True)
class Turn:
    """Who speaks in a block, and to whom; `asks` marks the turns of interviewers."""

    speakers: Names
    asks: bool
    partners: Names = ()


@dataclass(frozen=True)
class _Label:
    words: str
    names: Names = ()
    asks: bool = False
    answers: bool = False


def read_turns(blocks: Sequence[Block], cast: Cast) -> dict[int, Turn]:
    """The turn of each block of an interview or debate, by `id` of the block's tokens; empty elsewhere.

    A turn opens with a label ("Diop:", "Question:", "A:", initials) and goes on until the next one. Without labels,
    an announced interview changes between questions and answers. In the record of a meeting states have the floor.
    """
    if floors := _floors(blocks, cast):
        return floors
    labels = _labels(blocks, cast)
    if sum(label is not None for label in labels) < _FEWEST_TURNS and not _asked_and_answered(labels):
        labels = _by_questions(blocks)
    first = next((place for place, label in enumerate(labels) if label is not None), None)
    if first is None:
        return {}
    intro = blocks[:first][:_LONGEST_INTRODUCTION]
    host = find_interviewer(intro, cast)
    guest = _named_answerers(labels) or _guest(intro, cast, host)
    return _spread(blocks, labels, host, guest)


def _floors(blocks: Sequence[Block], cast: Cast) -> dict[int, Turn]:
    """The turns of a meeting's record, where several delegates speak or the language of one is told."""
    found = [find_floor(block, cast) for block in blocks]
    delegates = [floor for floor in found if floor is not None and floor.names]
    if len(delegates) < _FEWEST_DELEGATES and not any(floor.told for floor in delegates):
        return {}
    turns: dict[int, Turn] = {}
    floor: Floor | None = None
    for block, opened in zip(blocks, found, strict=True):
        floor = opened or floor
        if floor is not None and floor.names and not block.heading:
            turns[id(block.doc)] = Turn(floor.names, asks=False)
    return turns


def _asked_and_answered(labels: Sequence[_Label | None]) -> bool:
    """Whether a text has both questions and answers that are labelled as such, be it one of each."""
    kept = [label for label in labels if label is not None]
    return any(label.asks for label in kept) and any(label.answers for label in kept)


def find_interviewer(blocks: Sequence[Block], cast: Cast) -> Names:
    """The person whom a line such as "Interview by X" names."""
    for block in blocks:
        credit = _BY.search(block.doc.text)
        if credit is None or min(credit.end(), len(block.doc.text) - credit.start()) > _LONGEST_CREDIT:
            continue
        name = _NAME.match(block.doc.text, credit.end())
        if names := _people(block, cast, credit.start())[:1] or ((name["name"],) if name else ()):
            return names
    return ()


def _spread(blocks: Sequence[Block], labels: Sequence[_Label | None], host: Names, guest: Names) -> dict[int, Turn]:
    turns: dict[int, Turn] = {}
    turn: Turn | None = None
    for block, label in zip(blocks, labels, strict=True):
        if label is not None:
            asks = label.asks
            turn = Turn(label.names or (host if asks else guest), asks, guest if asks else host)
        elif _NOTE.match(block.doc.text):
            turn = None
        if turn is not None and (turn.speakers or turn.asks):
            turns[id(block.doc)] = turn
    return turns


def _labels(blocks: Sequence[Block], cast: Cast) -> list[_Label | None]:
    """The label of each block; whoever mostly asks is an interviewer, by whatever name."""
    found = [_label(block, cast) for block in blocks]
    times = Counter(label.words for label in found if label is not None)
    asked = Counter(
        label.words for label, block in zip(found, blocks, strict=True) if label is not None and _is_question(block)
    )
    kept: list[_Label | None] = []
    briefed = _briefing(found, asked)
    speaks_for = _spoken_for(blocks, found, briefed, cast) if briefed else ()
    for label in found:
        if label is not None and briefed:
            kept.append(_Label(label.words, speaks_for) if label.words == briefed else _Label(label.words, asks=True))
        elif label is None or label.asks or label.answers:
            kept.append(label)
        elif times[label.words] > 1 and 2 * asked[label.words] > times[label.words]:
            kept.append(_Label(label.words, label.names, asks=True))
        else:
            kept.append(label if label.names else None)
    return kept


def _briefing(labels: Sequence[_Label | None], asked: Counter[str]) -> str:
    """The label of the office whose briefing it is: "Spokesperson:" answers one news agency after the other."""
    times = Counter(label.words for label in labels if label is not None)
    offices = [w for w, n in times.items() if n > 1 and w.split()[-1] in word_set("speech", "offices") and not asked[w]]
    others = sum(asked.values())
    return offices[0] if len(offices) == 1 and others > 1 and len(times) > 2 else ""


def _spoken_for(blocks: Sequence[Block], labels: Sequence[_Label | None], office: str, cast: Cast) -> Names:
    """Whom an office without a name speaks for: the state that its answers tell of most often."""
    states = {actor.name for actor in cast.actors if actor.type == "state"}
    told: Counter[str] = Counter()
    for block, label in zip(blocks, labels, strict=True):
        if label is None or label.words != office:
            continue
        if label.names:
            return label.names
        told.update(n for t in block.doc if t.dep_.startswith("nsubj") for n in cast.who(t) if n in states)
    return tuple(name for name, number in told.most_common(1) if number > 1)


def _label(block: Block, cast: Cast) -> _Label | None:
    """The label that opens a block: an asker's or answerer's word, a person, their initials, or words unknown."""
    match = _LABEL.match(block.doc.text)
    if match is None or len(block.doc.text) < match.end() + 2:
        return None
    words = (match["label"] or match["letter"]).strip("*_ ").lower()
    if words in word_set("speech", "askers"):
        return _Label(words, asks=True)
    if words in word_set("speech", "answerers"):
        return _Label(words, answers=True)
    inside = [token for token in block.doc if token.idx < match.end()]
    people = {actor.name for actor in cast.actors if actor.type == "person"}
    named = [name for token in inside for name in cast.who(token) if name in people]
    return _Label(words, tuple(named[:1]) or _by_initials(match["label"] or "", people))


def _by_initials(label: str, people: set[str]) -> Names:
    letters = label.replace(".", "").replace(" ", "").strip("*_")
    if not (letters.isupper() and 2 <= len(letters) <= 4):
        return ()
    fitting = [name for name in people if "".join(word[0] for word in name.split()).upper() == letters]
    return (fitting[0],) if len(fitting) == 1 else ()


def _by_questions(blocks: Sequence[Block]) -> list[_Label | None]:
    """Turns without labels, where the text announces an interview: a paragraph that asks, then whatever answers it."""
    opening = " ".join(block.doc.text for block in blocks[:6]).lower()
    asking = [_is_question(block) for block in blocks]
    if not _INTERVIEW.search(opening) or sum(asking) < _FEWEST_TURNS:
        return [None] * len(blocks)
    labels: list[_Label | None] = []
    for place, asks in enumerate(asking):
        after = place > 0 and asking[place - 1]
        labels.append(_Label("?", asks=True) if asks else _Label("", answers=True) if after else None)
    return labels


def _is_question(block: Block) -> bool:
    return block.doc.text.rstrip("\"'”’* \n").endswith("?")


def _named_answerers(labels: Sequence[_Label | None]) -> Names:
    named = Counter(label.names for label in labels if label is not None and label.names and not label.asks)
    return named.most_common(1)[0][0] if len(named) == 1 else ()


def _guest(intro: Sequence[Block], cast: Cast, host: Names) -> Names:
    """The interviewed person: who is named in the introduction, first as the subject of a sentence."""
    others = [
        block for block in intro if not (credit := _BY.search(block.doc.text)) or credit.start() > _LONGEST_CREDIT
    ]
    authors = {*cast.authors, *host}
    subjects = [
        name for block in others for token in block.doc if token.dep_.startswith("nsubj") for name in cast.who(token)
    ]
    people = [name for block in others for name in _people(block, cast) if name not in authors]
    first = next((name for name in subjects if name in people), None)
    return (first,) if first is not None else tuple(people[:1])


def _people(block: Block, cast: Cast, start: int = 0) -> Names:
    """The people whom a block names, from an offset on."""
    people = {actor.name for actor in cast.actors if actor.type == "person"}
    found = (name for token in block.doc if token.idx >= start for name in cast.who(token) if name in people)
    return tuple(dict.fromkeys(found))
