"""Documents cut into overlapping passages."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.llm.pieces import Piece, halve, show, split, tokens
from kg.records import Author, Document, Furniture, Part

SENTENCES = ["One is here.", "Two asks: “Why?”", "Three has U.S. troops in it.", "Four ends.", "Five 🕊 too!"]


def texts(pieces: list[Piece]) -> list[str]:
    return [piece.text.strip() for piece in pieces]


def document(text: str) -> Document:
    return Document(id="d", text=text)


def test_a_short_document_is_one_piece() -> None:
    (piece,) = split(document("\n  One.\n\nTwo.\n"), 100, 10)
    assert piece.text == "One.\n\nTwo.\n"


@pytest.mark.parametrize("gap", [" ", "\n\n", "\r\n\r\n"])
@pytest.mark.parametrize(("budget", "overlap"), [(12, 0), (12, 4), (16, 8), (20, 19)])
def test_pieces_hold_every_sentence_whole_within_the_budget(gap: str, budget: int, overlap: int) -> None:
    pieces = split(document(gap.join(SENTENCES)), budget, overlap)
    assert len(pieces) > 1
    assert all(any(sentence in text for text in texts(pieces)) for sentence in SENTENCES)
    assert all(tokens(piece.text) <= budget for piece in pieces)
    starts = [piece.start for piece in pieces]
    assert starts == sorted(set(starts))
    assert all(after.end > before.end for before, after in pairwise(pieces))


def test_overlap_repeats_the_last_sentences() -> None:
    pieces = split(document(" ".join(SENTENCES)), 14, 6)
    assert texts(pieces)[:2] == [" ".join(SENTENCES[:2]), " ".join(SENTENCES[1:3])]


@pytest.mark.parametrize("text", ["word " * 500, "unbroken" * 500, "🕊" * 500, "漢字の文章。" * 200])
def test_a_sentence_that_does_not_end_is_cut_without_loss(text: str) -> None:
    pieces = split(document(text), 50, 5)
    assert all(tokens(piece.text) <= 50 for piece in pieces)
    held = {place for piece in pieces for place in range(piece.start, piece.end)}
    assert all(place in held for place, character in enumerate(text) if not character.isspace())


def test_furniture_is_in_no_piece() -> None:
    text = "Kenya agrees. Share this. Uganda too."
    start = text.index("Share")
    page = Document(id="d", text=text, furniture=(Furniture(start=start, end=start + 11, what="share"),))
    (piece,) = split(page, 100, 10)
    assert "Share" not in piece.text
    assert show(piece, page) == "Kenya agrees.\n\nUganda too."
    assert piece.plain.index("Uganda") == text.index("Uganda")


def test_a_piece_inside_a_comment_says_whose_it_is() -> None:
    text = "The report ends.\n\nI disagree with it. So does my neighbour."
    start = text.index("I disagree")
    part = Part(id="comment-1", start=start, end=len(text), authors=(Author(name="Ama"),))
    page = Document(id="d", text=text, parts=(part,))
    shown = [show(piece, page) for piece in split(page, 7, 0)]
    assert shown[0] == "The report ends."
    assert shown[-1] == "[comment-1 by Ama]\n\nSo does my neighbour."


def test_halves_are_smaller_until_a_word_is_left() -> None:
    (piece,) = split(document(" ".join(SENTENCES)), 100, 0)
    halves = halve(piece)
    assert len(halves) > 1
    assert (halves[0].start, halves[-1].end) == (piece.start, piece.end)
    assert halve(Piece(0, 2, "ab")) == [Piece(0, 2, "ab")]
