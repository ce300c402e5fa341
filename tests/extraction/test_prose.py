from __future__ import annotations

import pytest

from kg.extraction.text.english import load_pipeline, read_blocks
from kg.extraction.text.prose import LONGEST, cut_long, is_english, is_prose
from kg.records import Document

ENGLISH = (
    "Kenya rejected the proposal of its neighbours, which would have closed the border to all who flee from the war."
)
GERMAN = "Die Regierung lehnt den Vorschlag der Nachbarn ab, weil er die Grenze für alle schließen würde, die fliehen."
FRENCH = "Le gouvernement rejette la proposition de ses voisins, qui fermerait la frontière à tous ceux qui fuient."
SPANISH = "El gobierno rechaza la propuesta de sus vecinos, que cerraría la frontera a todos los que huyen del país."
DUTCH = "De regering is tegen het voorstel van de buren, want de grens is dan dicht voor wie op de vlucht is over land."


@pytest.mark.parametrize(
    ("text", "english"), [(ENGLISH, True), (GERMAN, False), (FRENCH, False), (SPANISH, False), (DUTCH, False)]
)
def test_english_is_told_from_its_neighbours(text: str, english: bool) -> None:
    assert is_english(text) is english


def test_a_few_words_are_taken_for_english() -> None:
    assert is_english("Russland und China")
    assert is_english("")


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        (ENGLISH * 3, True),
        ("Kenya (" + "(" * 5000 + ")" * 5000 + ") objects.", False),
        ("a" * 5000, False),
        ("12.5 | 13.7 | 19.0 | " * 50, False),
        ("((1))", True),
    ],
)
def test_prose_is_made_of_words(text: str, prose: bool) -> None:
    assert is_prose(text) is prose


def test_long_stretches_are_cut_behind_sentences() -> None:
    text = "Kenya objects. " * 2000
    pieces = list(cut_long(text, 0, len(text)))
    assert "".join(text[start:end] for start, end in pieces) == text
    assert all(end - start <= LONGEST and text[start] == "K" for start, end in pieces)


def test_a_long_text_without_a_sentence_is_cut_between_words() -> None:
    text = "Kenya and Uganda and " * 1000
    assert all(text[end - 1] == " " for _, end in cut_long(text, 0, len(text)))


def test_what_is_no_prose_is_not_parsed() -> None:
    document = Document(id="x", text=f"{ENGLISH}\n\n{'(' * 3000}\n\n{ENGLISH}")
    assert [block.doc.text for block in read_blocks(document, load_pipeline())] == [ENGLISH, ENGLISH]


def test_a_line_of_many_sentences_is_read_in_pieces() -> None:
    document = Document(id="x", text="Kenya objects to the dam. " * 1000)
    blocks = read_blocks(document, load_pipeline())
    assert len(blocks) == 7
    assert sum(len(block.doc.text.split()) for block in blocks) == 5000
