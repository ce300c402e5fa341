"""Words that the parser takes for something else, and names that it was never taught, as the whole reader sees them."""

from __future__ import annotations

import pytest
from parses import parse, word

from kg.extraction.text.capitals import without_shouted_label
from kg.extraction.text.stand_ins import with_stand_ins
from kg.records import Document


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("Botswana, which shares the basin, urged them to show restraint.", "Botswana", "urged"),
        ("ECOWAS ministers on Thursday offered Mali a round of talks.", "ministers", "offered"),
        ("China noted that the African Union had repeatedly called for it to be lifted.", "Union", "called"),
        ("In a joint statement, France and Egypt rejected the plan.", "France", "rejected"),
        ("Cyprus has vetoed both.", "Cyprus", "vetoed"),
    ],
)
def test_a_subject_is_found(text: str, subject: str, verb: str) -> None:
    found = word(parse(text), subject)
    assert (found.dep_, found.head.text) == ("nsubj", verb)


def test_a_participle_behind_a_noun_tells_of_it() -> None:
    doc = parse("The envoy, welcoming the outcome of the vote, said that talks would go on.")
    assert word(doc, "welcoming").dep_ == "acl"


def test_companions_belong_to_the_verb() -> None:
    doc = parse("Togo voted against the draft together with Benin.")
    assert word(doc, "Benin").head.text == "voted"


def test_a_gerund_with_an_article_is_a_noun() -> None:
    assert word(parse("The ten-member grouping urged Myanmar to stop."), "grouping").tag_ == "NN"


def test_names_stay_what_the_text_says() -> None:
    doc = parse("Botswana met Togo. Luanda waited.")
    assert [t.text for t in doc][:3] == ["Botswana", "met", "Togo"]
    assert word(doc, "Luanda").lemma_ == "Luanda"


def test_only_unknown_names_at_the_head_of_a_sentence_are_replaced() -> None:
    assert with_stand_ins(["Iraq", "met", "Botswana", ".", "Botswana", "left", "."])[4] == "Canada"
    assert with_stand_ins(["Iraq", "met", "Botswana"]) == ["Iraq", "met", "Botswana"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("MS. REYES: The UN is here.", "Ms. Reyes: The UN is here."),
        ("SPOKESPERSON ADA LINDT: Good day.", "Spokesperson Ada Lindt: Good day."),
        ("NATO: The alliance is here.", "NATO: The alliance is here."),
        ("WHO CHIEF: The ban was late.", "WHO CHIEF: The ban was late."),
    ],
)
def test_labels_of_transcripts_are_read_as_names(text: str, read: str) -> None:
    assert without_shouted_label(text) == read


def test_whoever_a_label_names_has_the_words_below_it() -> None:
    from kg.extraction import Extractor
    from kg.extraction.positions.positions import read_positions
    from kg.pipeline.shipped import get_registry

    text = (
        "Briefing of the ministry\n\nSPOKESPERSON ADA LINDT: Good afternoon.\n\nQ: Will you sign the accord?\n\n"
        "MS. LINDT: China must respect the award.\n\nQ: When?\n\nMS. LINDT: The embargo is unjust.\n"
    )
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    assert {p.holder for p in read_positions(reading)} == {"Ada Lindt"}
