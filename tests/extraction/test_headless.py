from __future__ import annotations

import pytest

from kg.extraction.text.english import load_pipeline
from kg.extraction.text.parses import parse


@pytest.mark.parametrize(
    ("text", "subject", "verb", "thing"),
    [
        ("Chad, which had armed the rebels, invaded northern Libya in February 1979.", "Chad", "invaded", "Libya"),
        ("Qatar, which hosts a US base, expelled the Iranian ambassador.", "Qatar", "expelled", "ambassador"),
        (
            "Libya's eastern commander, Khalifa Haftar, attacked Tripoli in April 2019.",
            "commander",
            "attacked",
            "Tripoli",
        ),
        ("Nigeria, Africa's largest producer, lifted fuel subsidies.", "Nigeria", "lifted", "subsidies"),
        ("Madrid, angered by the ruling, recalled its ambassador.", "Madrid", "recalled", "ambassador"),
        ("Hungary, together with Slovakia, vetoed the package.", "Hungary", "vetoed", "package"),
        ("Between 2003 and 2005 Sudan bombed villages in Darfur.", "Sudan", "bombed", "villages"),
        ("By a vote of 8 to 1, the Assembly adopted draft resolution 14.", "Assembly", "adopted", "resolution"),
    ],
)
def test_the_verb_behind_an_aside_heads_the_sentence(text: str, subject: str, verb: str, thing: str) -> None:
    (doc,) = parse([text], load_pipeline())
    root = next(token for token in doc if token.head is token)
    assert root.text == verb
    assert (subject, "nsubj") in [(child.text, child.dep_) for child in root.children]
    assert (thing, "obj") in [(child.text, child.dep_) for child in root.children]


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("The Dutch king's envoy disagreed, warning that a hasty end would endanger it.", "envoy", "disagreed"),
        ("The ministry has protested. Cyprus calls on the Council to meet.", "Cyprus", "calls"),
    ],
)
def test_a_verb_read_as_a_noun_heads_its_sentence(text: str, subject: str, verb: str) -> None:
    (doc,) = parse([text], load_pipeline())
    root = [token for token in doc if token.head is token][-1]
    assert (root.text, root.pos_) == (verb, "VERB")
    assert (subject, "nsubj") in [(child.text, child.dep_) for child in root.children]


@pytest.mark.parametrize(
    "text",
    [
        "Talks between the two, delayed twice",
        "The accord, signed by both in 1994.",
        "A Kenyan officer, wounded near Goma, and two nurses.",
        "US-backed forces in the north.",
    ],
)
def test_what_has_no_verb_stays_without_one(text: str) -> None:
    (doc,) = parse([text], load_pipeline())
    roots = [token.tag_ for token in doc if token.head is token]
    assert not [tag for tag in roots if tag.startswith("VBD")]
