"""Revisions: positions that turn or take up others: softened, given up, echoed.

In: a predication with a frame of changing one's mind or agreeing, its holders and the drafts that the text gave so
far. Out: drafts of positions on the issue spoken of before: "has softened its position", "dropped its objection",
"does not share that view". Plain attitudes are read in `attitudes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.frames import Frame, find_frame
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.drafts import Draft, last_near, turned
from kg.extraction.positions.slots import issue_at, issue_tokens
from kg.extraction.positions.suppositions import gives_up
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.records import STANCES


def read_revisions(
    predication: Predication, frame: Frame, holders: tuple[str, ...], drafts: Sequence[Draft], reading: Reading
) -> Iterator[Draft]:
    """Whose position is turned, given up, taken up or turned down there."""
    if frame.name == "echo":
        yield from _echoed(predication, frame, holders, drafts, reading)
        return
    yield from [*_given_up(predication, holders, reading)] or _revised(predication, frame, holders, drafts)


def _revised(
    predication: Predication, frame: Frame, holders: tuple[str, ...], drafts: Sequence[Draft]
) -> Iterator[Draft]:
    """ "has softened its position", "abandoned its opposition": what the holder said of the issue before is turned."""
    before = drafts[-1] if drafts else None
    what = predication.get("theme")
    if before is None or before.holder not in holders or predication.mood.negated:
        return
    if what and what[0].lemma_ in word_set("modality", "stances") and before.predication.block is predication.block:
        stance = turned(before.stance, 1, True) if frame.get("stance") == "oppose" else "mixed"
        rule, after = f"positions.attitudes/{frame.name}", before.predication
        yield Draft(before.holder, stance, before.issue, predication, rule, revises=before, frame=frame, after=after)


def _given_up(predication: Predication, holders: tuple[str, ...], reading: Reading) -> Iterator[Draft]:
    """ "Turkey dropped its objection to the treaty": what was opposed is no longer."""
    noun = next((p for t in predication.get("theme") if (p := reading.at(t, predication)) is not None), None)
    given = find_frame("frames", noun) if noun is not None and noun.kind == "noun" else None
    if noun is None or given is None or not gives_up(predication) or not _is_own(noun, holders, reading):
        return
    for token in issue_tokens(noun, given, reading):
        issue, target = issue_at(token, given, noun, holders, reading)
        if issue is not None and given.get("stance") in ("support", "oppose"):
            for holder in holders:
                stance = turned(given.choice("stance", STANCES), issue.sign, True)
                yield Draft(holder, stance, issue.wording, predication, "positions.revisions/given_up", target)


def _is_own(noun: Predication, holders: tuple[str, ...], reading: Reading) -> bool:
    """Whether the stance has an owner, who is no other than those who give it up."""
    owners = grammar.children(noun.head, "nmod:poss")
    return bool(owners) and set(reading.names(owners, noun)) <= set(holders)


def _echoed(
    predication: Predication, frame: Frame, holders: tuple[str, ...], drafts: Sequence[Draft], reading: Reading
) -> Iterator[Draft]:
    """ "France agreed", "does not share that view": another's position taken up or turned down."""
    whose = reading.names(predication.get("with"), predication)
    before = last_near([d for d in drafts if not whose or d.holder in whose], predication, other_than=holders)
    if before is None or (len(holders) > 1 and predication.lemma in ("agree", "disagree", "differ")):
        return  # they agree with each other
    differs = (frame.get("stance") == "oppose") != predication.mood.negated
    rule, after = f"positions.attitudes/{frame.name}", before.predication
    for holder in holders:
        stance = turned(before.stance, -1 if differs else 1)
        yield Draft(holder, stance, before.issue, predication, rule, frame=frame, after=after)
