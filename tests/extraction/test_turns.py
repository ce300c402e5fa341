from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.extraction.reading import Reading
from kg.pipeline.shipped import get_registry
from kg.records import Document

INTRODUCTION = (
    "“We keep our word”\n\nInterview by Ada Lindt\n\nPeter Otieno is foreign minister of Kenya. We met him in May.\n\n"
)
QUESTIONS = ("What do you think of the embargo?", "Uganda says that you are arming rebels.", "Will you sign the pact?")
ANSWERS = ("We oppose the embargo.", "We reject that charge and want peace.", "I believe that the pact is a mistake.")


def read(text: str) -> Reading:
    return Extractor(get_registry()).read(Document(id="x", text=text))


def interview(ask: str, answer: str) -> str:
    turns = [f"{ask}{q}\n\n{answer}{a}" for q, a in zip(QUESTIONS, ANSWERS, strict=True)]
    return INTRODUCTION + "\n\n".join(turns)


@pytest.mark.parametrize(
    ("ask", "answer"),
    [("Q: ", "A: "), ("Question: ", "Answer: "), ("Q. ", "A. "), ("Lindt: ", "Otieno: "), ("AL: ", "PO: ")],
)
def test_answers_are_the_interviewed_persons(ask: str, answer: str) -> None:
    held = {(p.holder, p.stance) for p in read_positions(read(interview(ask, answer)))}
    assert ("Peter Otieno", "oppose") in held
    assert ("Peter Otieno", "oppose") in held
    assert not any(holder in ("Author", "Ada Lindt") for holder, _ in held)


def test_questions_without_labels_change_with_answers() -> None:
    text = interview("", "").replace("arming rebels.", "arming rebels. Is that so?")
    assert "Peter Otieno" in {p.holder for p in read_positions(read(text))}


def test_what_a_question_reports_is_the_third_partys() -> None:
    (found,) = [p for p in read_positions(read(interview("Q: ", "A: "))) if p.holder == "Uganda"]
    assert found.attributed_by == "Ada Lindt"


def test_notes_below_are_not_the_answerers() -> None:
    reading = read(interview("Q: ", "A: ") + "\n\nThis interview has been edited for length.")
    assert id(reading.block_list[-1].doc) not in reading.voices.turns


def test_a_text_without_turns_has_none() -> None:
    assert read("Note: Kenya left.\n\nUganda stayed.").voices.turns == {}


@pytest.mark.parametrize(
    ("title", "holder"),
    [
        ("Foreign Ministry Spokesperson Jia Wen’s Regular Press Conference", "Jia Wen"),
        ("Briefing by Tania Okello, spokeswoman for the Ministry of Foreign Affairs of Kenya", "Tania Okello"),
    ],
)
@pytest.mark.parametrize("more", ["", "\n\nQ: And the dam?\n\nA: We regret it."])
def test_a_question_and_an_answer_are_a_briefing(title: str, holder: str, more: str) -> None:
    text = f"{title}\n\nQ: What is your position on the blockade?\n\nA: We oppose the blockade.{more}"
    assert (holder, "oppose") in {(p.holder, p.stance) for p in read_positions(read(text))}


@pytest.mark.parametrize("labels", [("Q: ", "Q: "), ("A: ", "A: "), ("A: ", "B: ")])
def test_labels_of_one_kind_are_no_exchange(labels: tuple[str, str]) -> None:
    first, second = labels
    text = f"Peter Otieno met the press.\n\n{first}Kenya will leave the pact.\n\n{second}Uganda will stay."
    assert read(text).voices.turns == {}
