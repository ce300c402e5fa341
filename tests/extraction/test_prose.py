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
OTHERS = {
    "Dutch with many words that are English too": (
        "De minister zei dat er in het water of over de weg geen plan is, en we gaan na of het er ook is. Of "
        "dat zo is, is de vraag van de week, zei de man over het water."
    ),
    "Afrikaans": (
        "Die regering is teen die voorstel van die bure, want die grens is dan toe vir almal wat vlug. Ons is"
        " bly dat hy in water en land by die is, maar by die grens was ons ook."
    ),
    "Swedish": (
        "Regeringen avvisar grannarnas förslag, som skulle stänga gränsen för alla som flyr, och har inte ändrat sig."
    ),
    "Danish": (
        "Regeringen er imod forslaget, for det vil lukke grænsen for alle der flygter. Vi have ikke set planen her."
    ),
    "Norwegian": (
        "Regjeringen er imot forslaget, for det ville stenge grensen for alle. At vi er her under krigen, er over."
    ),
    "Portuguese": (
        "O governo rejeita a proposta dos vizinhos, que fecharia a fronteira a todos os que fogem das guerras."
    ),
    "Italian": (
        "Il governo respinge la proposta dei vicini, che chiuderebbe il confine a tutti quelli che fuggono da noi."
    ),
    "Indonesian": (
        "Pemerintah menolak usul tetangganya, yang akan menutup perbatasan bagi semua orang dari negara yang itu."
    ),
    "Russian in Latin letters": (
        "Pravitelstvo otvergayet predlozheniye sosedey, kotoroye zakrylo by granitsu dlya vsekh, kto bezhit. "
        "Ministr skazal, chto on ne soglasen i chto by ne podpisal, to yest by ne poshel na to."
    ),
    "German in capitals": (
        "DIE REGIERUNG LEHNT DEN VORSCHLAG DER NACHBARN AB, WEIL ER DIE GRENZE FÜR ALLE SCHLIESSEN WÜRDE, DIE FLIEHEN."
    ),
    "Dutch in capitals": (
        "DE REGERING IS TEGEN HET VOORSTEL VAN DE BUREN, WANT DE GRENS IS DAN DICHT VOOR WIE OP DE VLUCHT IS OVER LAND."
    ),
}
NAMES = {
    "a report of many names": (
        "President Yoweri Museveni of Uganda, President William Ruto of Kenya and President Samia Suluhu "
        "Hassan of Tanzania met East African Community Secretary General Veronica Nduva in Arusha on Monday. "
        "Foreign Minister Musalia Mudavadi and Defence Secretary Soipan Tuya told Reuters Nairobi rejects "
        "Kampala’s proposal. Ambassador Jean Pierre Karabaranga and European Union Special Envoy Johan "
        "Borgstam visited Goma."
    ),
    "a report of Latin American names": (
        "Foreign Minister Mauro Vieira of Brazil told the Folha de São Paulo that Rio de Janeiro would host "
        "Luis Gilberto Murillo of Colombia, Elmer Schialer of Peru and Alberto van Klaveren of Chile. La Paz,"
        " El Salvador and the Organization of American States in Washington welcomed Itamaraty’s plan for "
        "talks about Puerto La Cruz."
    ),
    "headlines": (
        "Kenya Rejects Uganda Plan\nTanzania Backs New Pact\nRussia Warns Finland Over NATO Bases\nChina "
        "Protests US Arms Sale to Taiwan\nBrazil Calls for Ceasefire in Gaza\nFrance Recalls Envoy From Niger"
    ),
    "a cable in capitals": (
        "SECRETARY MET WITH FOREIGN MINISTER OF PERU. MINISTER SAID THAT GOVERNMENT WOULD NOT SIGN TREATY "
        "UNLESS CHILE WITHDREW ITS TROOPS FROM BORDER. AMBASSADOR URGED CAUTION."
    ),
}


@pytest.mark.parametrize(
    ("text", "english"), [(ENGLISH, True), (GERMAN, False), (FRENCH, False), (SPANISH, False), (DUTCH, False)]
)
def test_english_is_told_from_its_neighbours(text: str, english: bool) -> None:
    assert is_english(text) is english


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_languages_with_english_looking_words_are_not_english(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize("text", NAMES.values(), ids=NAMES)
def test_names_and_capitals_do_not_hide_that_a_text_is_english(text: str) -> None:
    assert is_english(text)


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
