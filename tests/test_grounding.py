"""Where a quote stands: at the edges of parts, the nearest of several places, and what is said of none."""

from __future__ import annotations

import pytest

from kg.errors import RecordError
from kg.jsonl import ground
from kg.records import Condition, Document, Part, Position

# The words of the condition stand at the very beginning, shortly before the quote, shortly after it, and far behind.
PAYS = "unless Peru pays"
QUOTE = "“Peru’s dam” must wait"
TEXT = (
    f"{PAYS}. {'Filler. ' * 60}{PAYS}, {'for long. ' * 5}Chad said: {QUOTE} {PAYS}. Chad objects. Chad agrees. {PAYS}."
)
START = TEXT.index(QUOTE)
OBJECTS, AGREES = TEXT.index("Chad objects"), TEXT.index("Chad agrees")
LETTER = Part(id="letter", start=START, end=len(TEXT))
REPLY = Part(id="reply", start=OBJECTS, end=OBJECTS + len("Chad objects. Chad agrees."))


def position(quote: str = QUOTE, part: str | None = None, place: tuple[int, int] | None = None) -> Position:
    start, end = place or (None, None)
    return Position(holder="Chad", stance="oppose", issue="Dam", quote=quote, part=part, start=start, end=end)


def place_of(record: Position, *parts: Part, text: str = TEXT) -> tuple[int | None, int | None, str | None]:
    """Where the record stands, and in which part; its quote is what stands there."""
    found = ground(record, Document(id="d", text=text, parts=parts))
    assert found.start is not None
    assert found.quote == text[found.start : found.end]
    return found.start, found.end, found.part


def refusal(record: Position, *parts: Part) -> str:
    with pytest.raises(RecordError) as caught:
        ground(record, Document(id="d", text=TEXT, parts=parts))
    return caught.value.problem


@pytest.mark.parametrize("typed", [QUOTE, '"Peru\'s  dam" must wait'])
def test_given_offsets_hold_whatever_marks_the_quote_is_typed_with(typed: str) -> None:
    end = START + len(QUOTE)
    assert place_of(position(typed, place=(START, end))) == (START, end, None)


def test_of_several_places_the_one_nearest_to_wrong_offsets_is_named() -> None:
    second = TEXT.index(PAYS, 1)
    assert refusal(position(PAYS, place=(second + 1, second + 17))) == (
        f"the quote is not at {second + 1} to {second + 17}; it was found at {second} to {second + 16} "
        "(offsets are counted in code points from 0, end excluded)"
    )


@pytest.mark.parametrize("place", [None, (3, 9)])
def test_what_is_not_in_the_text_is_quoted_in_the_refusal(place: tuple[int, int] | None) -> None:
    assert refusal(position("Peru paid", place=place)) == "the quote is not in the text: 'Peru paid'"


def test_a_part_may_be_quoted_from_its_first_to_its_last_character() -> None:
    whole = TEXT[REPLY.start : REPLY.end]
    expected = (REPLY.start, REPLY.end, "reply")
    assert place_of(position(whole), REPLY) == place_of(position(whole, "reply"), REPLY) == expected
    assert place_of(position("Chad agrees."), REPLY)[2] == "reply"


def test_a_quote_belongs_to_the_innermost_part_around_it() -> None:
    for parts in ((LETTER, REPLY), (REPLY, LETTER)):
        assert place_of(position("Chad agrees"), *parts) == (AGREES, AGREES + 11, "reply")
        assert place_of(position(), *parts) == (START, START + len(QUOTE), "letter")


def test_the_place_in_the_part_that_is_named_is_the_places_of_the_text() -> None:
    after = TEXT.index(PAYS, START)
    assert place_of(position(PAYS, "letter"), LETTER) == (after, after + len(PAYS), "letter")


def test_a_part_that_is_not_there_is_refused_with_those_that_are() -> None:
    assert refusal(position(part="x"), LETTER, REPLY) == "the document has no part 'x' (it has: letter, reply)"
    assert refusal(position(part="x")) == "the document has no part 'x' (it has: none)"


def condition_of(text: str, quote: str = QUOTE, start: int | None = None, end: int | None = None) -> Condition:
    condition = Condition(type="unless", text=text, start=start, end=end)
    record = position(quote).model_copy(update={"conditions": (condition,)})
    found = ground(record, Document(id="d", text=TEXT))
    assert isinstance(found, Position)
    return found.conditions[0]


def test_of_several_places_a_condition_is_the_one_nearest_to_the_beginning_of_the_quote() -> None:
    start = TEXT.index(PAYS, START)
    found = condition_of("unless  Peru pays")
    assert (found.start, found.end, found.text) == (start, start + len(PAYS), PAYS)


def test_a_condition_may_be_the_first_words_of_the_text() -> None:
    found = condition_of(PAYS, "Filler. Filler")
    assert (found.start, found.end) == (0, len(PAYS))


def test_a_condition_in_the_quote_is_preferred_to_one_before_it() -> None:
    quote = TEXT[TEXT.index("Chad said") : TEXT.index(PAYS, START) + len(PAYS)]
    assert condition_of(PAYS, quote).start == TEXT.index(PAYS, START)


def test_half_a_place_of_a_condition_is_none() -> None:
    place = TEXT.index(PAYS, START)
    for start, end in ((3, None), (None, 9)):
        found = condition_of(PAYS, start=start, end=end)
        assert (found.start, found.end) == (place, place + len(PAYS))
        lost = condition_of("once Peru has paid", start=start, end=end)
        assert (lost.start, lost.end, lost.text) == (None, None, "once Peru has paid")
