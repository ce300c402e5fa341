from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from parses import parse, word

from kg.extraction.tokens import Doc, Token
from kg.extraction.tokens.words import Spelling


def words(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens]


def test_a_word_knows_what_is_below_and_above_it() -> None:
    doc = parse("The old treaty between Chad and Niger expired.")
    treaty = word(doc, "treaty")
    assert words(treaty.subtree) == ["The", "old", "treaty", "between", "Chad", "and", "Niger"]
    assert words(treaty.lefts) == ["The", "old"]
    assert treaty.left_edge.text == "The"
    assert words(list(word(doc, "Niger").ancestors)) == ["Chad", "treaty", "expired"]
    assert words(word(doc, "Niger").conjuncts) == ["Chad"]
    assert treaty.is_ancestor(word(doc, "Niger"))


def test_sentences_begin_where_what_hangs_on_their_root_begins() -> None:
    doc = parse("Chad left. Niger stayed behind.")
    assert [sentence.text for sentence in doc.sents] == ["Chad left.", "Niger stayed behind."]
    assert word(doc, "stayed").sent == word(doc, "behind").sent != word(doc, "left").sent
    assert [token.text for token in doc if token.is_sent_start] == ["Chad", "Niger"]


def test_a_new_head_changes_dependents_and_sentences() -> None:
    doc = parse("Chad left. Niger stayed behind.")
    stayed = word(doc, "stayed")
    stayed.hang_on(word(doc, "left"), "parataxis")
    assert (len(list(doc.sents)), stayed.dep_) == (1, "parataxis")
    assert stayed in word(doc, "left").children
    stayed.hang_on(stayed, "ROOT")
    assert (len(list(doc.sents)), stayed in word(doc, "left").children) == (2, False)


@pytest.mark.parametrize(
    ("start", "end", "mode", "text"),
    [
        (0, 4, "strict", "Chad"),
        (1, 3, "strict", None),
        (1, 3, "expand", "Chad"),
        (4, 7, "expand", "left"),
        (1, 6, "expand", "Chad left"),
        (99, 100, "expand", None),
    ],
)
def test_stretches_of_text_are_found_among_the_tokens(start: int, end: int, mode: str, text: str | None) -> None:
    span = parse("Chad left.").char_span(start, end, alignment_mode=mode)
    assert (span.text if span is not None else None) == text


def test_the_root_of_a_stretch_is_its_highest_word_and_no_sign() -> None:
    doc = parse("The treaty, which Chad signed, expired.")
    assert doc[2:4].root.text == "which"
    assert doc[0:2].root.text == "treaty"


def test_a_chain_of_thousands_has_a_subtree() -> None:
    tokens = [Token(i, 2 * i, " ", "NN", "NOUN", "x", "conj", "", "x", "x") for i in range(5000)]
    doc = Doc(tokens)
    for before, token in pairwise(tokens):
        token.hang_on(before)
    assert doc[0].subtree == tokens


def test_a_circle_of_heads_ends() -> None:
    doc = parse("Chad left quickly.")
    root = word(doc, "left")
    root.hang_on(word(doc, "quickly"))
    assert len(list(root.ancestors)) <= len(doc)
    assert len(root.subtree) <= len(doc)
    assert len(list(doc.sents)) >= 1


def test_the_words_of_a_text_are_those_that_it_is_spelled_with() -> None:
    doc = parse("Chad left, and Chad stayed away.")
    assert {"chad", "left", "away"} <= doc.words
    doc[0].spell(Spelling("Mali", "mali", True, False, False, False, True, False, False))
    doc.respell()
    assert "mali" in doc.words


def test_a_word_shows_as_it_is_written_and_has_no_neighbour_before_the_first() -> None:
    first = word(parse("Chad left."), "Chad")
    assert (str(first), repr(first)) == ("Chad", "Chad")
    assert first.nbor().text == "left"
    with pytest.raises(IndexError, match="nothing stands 1 tokens before 'Chad'"):
        first.nbor(-1)
