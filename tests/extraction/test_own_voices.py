from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Document, Position

PAPER = "The Mombasa Herald\n\nEditorial\n\nKeep the pact\n\nWe believe that the pact is a success.\n\n"
LETTERS = (
    "LETTERS TO THE EDITOR\n\nA bad pact\n\nSir, – You praise the pact. The pact is a mistake and I oppose it.\n\n"
    "Joan Mbeki\nKisumu\n\nDear Editor, – I support the pact.\n\nPaul Odera\nNakuru"
)
STATEMENT = (
    "Ministry of Foreign Affairs\nRepublic of Kenya\n\nStatement by the Spokesperson on the border with Uganda\n\n"
    "The embargo is illegal. The Government rejects the embargo on arms. It supports the treaty on water."
)

# More words than a line that names its writer has.
LONG = (
    ", which was decided without any talks and harms the traders, the herders and the families on both sides of it, "
    "and hopes that all will come back to the table and lift it as soon as the rains have ended. The ban is wrong."
)


def held(text: str) -> set[tuple[str, str]]:
    records = Extractor(get_registry()).extract(Document(id="x", text=text))
    return {(r.holder, r.stance) for r in records if isinstance(r, Position)}


def test_an_editorial_speaks_for_its_paper() -> None:
    assert ("The Mombasa Herald", "support") in held(PAPER)


def test_letters_speak_for_who_signs_them() -> None:
    found = held(PAPER + LETTERS)
    assert {("Joan Mbeki", "oppose"), ("Paul Odera", "support"), ("The Mombasa Herald", "support")} <= found
    assert not any(holder == "Author" for holder, _ in found)


def test_who_signs_is_an_actor() -> None:
    records = Extractor(get_registry()).extract(Document(id="x", text=PAPER + LETTERS))
    assert {"The Mombasa Herald", "Joan Mbeki", "Paul Odera"} <= {r.name for r in records if r.kind == "actor"}


def test_a_ministrys_statement_is_held_by_its_state() -> None:
    assert held(STATEMENT) == {("Kenya", "oppose"), ("Kenya", "support")}


def test_a_statement_is_the_states_whose_government_opens_it() -> None:
    opening = "The Government of Chad regrets the closure of the border with Niger"
    text = f"Press statement on the ban\n\nForeign Ministry\n\n{opening}{LONG}"
    assert {holder for holder, _ in held(text)} == {"Chad"}


def test_a_state_that_a_ministry_speaks_of_does_not_speak() -> None:
    text = f"Press statement on the ban\n\nThe Foreign Ministry regrets the closure of the border with Niger{LONG}"
    assert "Niger" not in {holder for holder, _ in held(text)}


@pytest.mark.parametrize("line", ["Editorial: Let them in", "Our view – Let them in"])
def test_an_editorial_with_its_title_in_one_line_is_the_papers_beside_it(line: str) -> None:
    assert held(f"{line}\n\nThe Harbour Times\n\nThe ban is wrong.") == {("The Harbour Times", "oppose")}


def test_a_paper_may_name_itself_in_the_title_of_its_view() -> None:
    assert held("The Courier view\n\nThe ban is wrong.") == {("The Courier", "oppose")}


@pytest.mark.parametrize("line", ["Editorial: Let them in", "Editorial"])
def test_an_editorial_is_its_publishers(line: str) -> None:
    document = Document(id="x", text=f"{line}\n\nThe ban is wrong.", publisher="The Quay Post")
    assert {p.holder for p in read_positions(Extractor(get_registry()).read(document))} == {"The Quay Post"}


@pytest.mark.parametrize(
    "text", ["Editorial choices matter.\n\nI oppose the pact.", "I oppose the pact. Sir, it is bad."]
)
def test_other_texts_keep_their_author(text: str) -> None:
    document = Document(id="x", text=text)
    assert {p.holder for p in read_positions(Extractor(get_registry()).read(document))} == {"Author"}


def test_a_ministry_that_speaks_of_itself_holds_its_statement() -> None:
    text = (
        "MINISTRY OF FOREIGN AFFAIRS OF THE REPUBLIC OF SERBIA\n\nPress release\n\n"
        "The Ministry of Foreign Affairs condemns the raid on the mission in Chad.\n\n"
        "The closure of the road is unacceptable.\n\nThe Ministry calls on Chad to protect the mission."
    )
    held = read_positions(Extractor(get_registry()).read(Document(id="x", text=text)))
    assert held
    assert all("Ministry of Foreign Affairs" in position.holder for position in held)


def test_letters_of_officers_and_of_unnamed_writers_are_theirs() -> None:
    text = PAPER + (
        "LETTERS TO THE EDITOR\n\nSir, – The pact is a mistake and I oppose it.\n\nCol. (ret.) Joan Mbeki, Kisumu\n\n"
        "Dear Editor, – I support the levy.\n\nName and address supplied"
    )
    assert {("Joan Mbeki", "oppose"), ("Anonymous letter writer", "support")} <= held(text)
    records = Extractor(get_registry()).extract(Document(id="x", text=text))
    unnamed = next(r for r in records if r.kind == "actor" and r.name == "Anonymous letter writer")
    assert unnamed.anonymous
    assert unnamed.quote == "Name and address supplied"
