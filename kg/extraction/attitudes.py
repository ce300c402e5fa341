"""Attitudes: positions by the frames of wanting, supporting, demanding and rejecting.

In: a predication of a reading. Out: drafts of positions: one holder, a stance, an issue, whom it is directed at. An
attitude that is itself only wished for, asked about or conditional is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.contexts import embedding, in_condition
from kg.extraction.frames import Frame, find_frame, word_set
from kg.extraction.issues import Issue
from kg.extraction.quotations import is_first_person
from kg.records import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.predications import Predication
    from kg.extraction.reading import Reading, Stretch


@dataclass(frozen=True)
class Draft:
    """A position before it is a record: one holder string, the issue, and the predication that states it."""

    holder: str
    stance: Stance
    issue: str
    predication: Predication
    confidence: float
    target: str | None = None
    quote: Stretch | None = None
    revises: Draft | None = None

    @property
    def is_former(self) -> bool:
        """Whether it was held once and is no longer: "once", "used to", "initially"."""
        verb = self.predication.verb
        words = {
            c.lower_
            for head in (verb, self.predication.head)
            for c in head.children
            if c.dep_ in ("advmod", "amod", "mark")
        }
        used = verb.dep_ == "xcomp" and verb.head.lemma_ == "use"
        return used or bool(words & word_set("modality", "former"))


def read_attitudes(predication: Predication, reading: Reading, before: Draft | None) -> Iterator[Draft]:
    """Positions by the attitude frames; `before` is the one read last, which "it" may take up."""
    found = _equated(predication, reading)
    if found is None and (plain := find_frame("frames", predication)) is not None:
        found = plain, predication
    if found is None:
        return
    frame, source = found
    if frame.name == "revise":
        yield from _revised(predication, frame, reading, before)
        return
    if not is_held(predication) or (source is predication and not _is_complete(source, frame)):
        return
    own = source is predication
    holders = read_holders(frame.fill(source, "holder"), reading, predication)
    fillers = issue_tokens(source, frame, reading) if own else (predication.head,)
    for token in fillers:
        named = tuple(part for holder in holders for part in holder.split("; "))
        issue, target = _issue(token, frame, predication, named, reading)
        if token.lower_ in ("it", "this", "them") and _is_near(before, predication):
            issue = Issue(before.issue) if before is not None else None
        if issue is None or issue.wording.lower() in word_set("issues", "vague"):
            continue
        for holder in holders:
            if holder != target:
                negated = own and source.mood.negated
                stance = (
                    frame.get("negated")
                    if negated and frame.get("negated")
                    else _stance(frame.get("stance"), issue.sign, negated)
                )
                yield Draft(holder, stance, issue.wording, predication, frame.get("confidence", 0.5), target)


def _revised(predication: Predication, frame: Frame, reading: Reading, before: Draft | None) -> Iterator[Draft]:
    """ "has softened its position", "abandoned its opposition": what the holder said of the issue before is turned."""
    holders = read_holders(predication.get("agent"), reading, predication)
    what = predication.get("theme")
    if before is None or before.holder not in holders or not is_held(predication) or predication.mood.negated:
        return
    if what and what[0].lemma_ in word_set("modality", "stances") and before.predication.block is predication.block:
        stance = _stance(before.stance, 1, True) if frame.get("stance") == "oppose" else "mixed"
        yield Draft(before.holder, stance, before.issue, predication, frame.get("confidence"), revises=before)


def _is_near(before: Draft | None, predication: Predication) -> bool:
    """Whether a position stands in the same sentence."""
    if before is None or before.predication.block is not predication.block:
        return False
    return bool(predication.verb.sent == before.predication.verb.sent)


def _equated(predication: Predication, reading: Reading) -> tuple[Frame, Predication] | None:
    """ "Their goal is to end the war": the frame of the noun that the clause is equated with."""
    if not grammar.children(predication.verb, "cop"):
        return None
    for token in predication.verb.children:
        if token.dep_ in ("nsubj", "nsubj:outer") and (noun := reading.at(token, predication)) is not None:
            frame = find_frame("frames", noun)
            aim = predication.kind == "verb" or noun.lemma in word_set("modality", "aims")
            if frame is not None and noun.get("agent") and aim:
                return frame, noun
    return None


def _is_complete(predication: Predication, frame: Frame) -> bool:
    """Whether holder and issue are there; adjectives count only as predicates."""
    return bool(frame.fill(predication, "holder")) and bool(frame.fill(predication, "issue"))


def is_held(predication: Predication) -> bool:
    """Whether the attitude itself is said to be held, not wished for, denied as possible or asked about."""
    mood = predication.mood
    if mood.question or mood.has("should", "must", "ought", "shall") or in_condition(predication):
        return False
    if mood.has("can", "could") and not mood.negated:
        return False
    where = embedding(predication)
    if where in ("planned", "attempted") and predication.parent is not None:
        return find_frame("frames", predication.parent) is None
    return where not in ("desired", "possible", "prevented")


def read_holders(tokens: Sequence[Token], reading: Reading, near: Predication) -> tuple[str, ...]:
    """Holder strings: each actor by itself, but those who speak together as "A; B"."""
    found: list[str] = []
    for token in tokens:
        names = reading.voices.who(token, near)
        found.extend(["; ".join(names)] if is_first_person(token) and names else names)
    return tuple(dict.fromkeys(found))


def issue_tokens(predication: Predication, frame: Frame, reading: Reading) -> tuple[Token, ...]:
    """What the attitude is about: the first slot that holds a clause or no actor, else the actor."""
    actors: tuple[Token, ...] = ()
    if frame.name == "demand" and (asked := _asked(predication, frame, reading)):
        return asked
    place = [t for t in predication.get("theme") if reading.issues.in_place(t, predication) is not None]
    if place:
        return (place[0],)
    for role in (*frame.roles("issue"), "purpose"):
        fillers = tuple(t for t in predication.get(role) if _may_be_issue(t, frame, reading, predication))
        if role == "purpose" and (frame.name != "demand" or not (actors or predication.get("on", "to", "theme"))):
            continue
        if fillers and (reading.at(fillers[0], predication) is not None or not reading.names(fillers, predication)):
            return fillers[:1] if role in ("content", "purpose") else fillers[:2]
        actors = actors or fillers
    if (
        not actors
        and predication.link == "adverbial"
        and grammar.preposition(predication.verb) == "as"
        and predication.parent
    ):
        return (
            predication.parent.get("agent")[:1]
            if reading.at(grammar.first(predication.parent.get("agent")) or predication.head, predication)
            else ()
        )
    return actors


def _asked(predication: Predication, frame: Frame, reading: Reading) -> tuple[Token, ...]:
    """What somebody is called on to do, where the demand names who is to do it."""
    addressed = frame.fill(predication, "target") or predication.get(*frame.roles("issue"))
    if told := [t for t in predication.get("content") if not grammar.is_finite(t)]:
        return tuple(told[:1])
    clause = [t for t in predication.get("purpose") if not grammar.is_finite(t)]
    direct = frame.preposition in ("on", "upon", "to") or reading.names(addressed, predication)
    return tuple(clause[:1]) if clause and addressed and direct else ()


def _may_be_issue(token: Token, frame: Frame, reading: Reading, near: Predication) -> bool:
    """Whether a filler can be what the attitude is about: a demand's clause isn't a plain statement."""
    if (
        token.tag_.startswith("RB")
        or token.lower_ in ("part", "sake", "example", "instance", "reason")
        or reading.is_date(token, near.block)
    ):
        return False
    clause = reading.at(token, near)
    if frame.name != "demand" or clause is None or clause.kind == "noun" or not grammar.is_finite(clause.verb):
        return True
    return clause.mood.has("should", "must", "shall", "would", "will") and not clause.mood.has("may", "might", "can")


def _issue(
    token: Token, frame: Frame, predication: Predication, holders: tuple[str, ...], reading: Reading
) -> tuple[Issue | None, str | None]:
    """The issue that a filler speaks of, and the actor that the attitude is directed at."""
    names = reading.names([token], predication)
    clause = reading.at(token, predication)
    aimed = reading.names(frame.fill(predication, "target"), predication) if frame.get("target") else ()
    target = next((name for name in (*names, *aimed) if name not in holders), None)
    place = reading.issues.in_place(token, predication)
    if place is not None:
        return place, target
    if names and (clause is None or clause.kind == "noun") and not _is_about(token):
        if frame.name not in ("support", "oppose") or target is None:
            return None, None
        return Issue(f"Support for {' and '.join(names)}"), target
    return reading.issues.of(token, predication.block.start, holders), target


def _is_about(noun: Token) -> bool:
    """Whether a noun phrase is about more than the actor in it ("Russia's intervention")."""
    return any(child.dep_ in ("nmod", "acl", "nmod:poss") for child in noun.children) and noun.tag_ in ("NN", "NNS")


def _stance(base: Stance, sign: int, negated: bool) -> Stance:
    turned = (sign < 0) != negated
    if not turned or base not in ("support", "oppose"):
        return base
    return "oppose" if base == "support" else "support"
