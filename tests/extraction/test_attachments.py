"""Days, phrases and verbs that the parser hung on the wrong word, as the whole reader sees them."""

from __future__ import annotations

import pytest
from parses import parse, word


@pytest.mark.parametrize(
    ("text", "day", "subject", "verb"),
    [
        ("On Sunday Honduras broke off relations with Taiwan.", "Sunday", "Honduras", "broke"),
        ("On Friday gunmen killed at least 23 soldiers in the north of Togo.", "Friday", "gunmen", "killed"),
        ("On Tuesday farmers blocked the road to Quito.", "Tuesday", "farmers", "blocked"),
    ],
)
def test_a_day_before_the_subject_belongs_to_the_verb(text: str, day: str, subject: str, verb: str) -> None:
    doc = parse(text)
    assert word(doc, day).head.text == verb
    assert (word(doc, subject).head.text, word(doc, subject).dep_) == (verb, "nsubj")


def test_a_day_inside_a_noun_phrase_stays_there() -> None:
    doc = parse("The Sunday papers of Lima praised the deal.")
    assert word(doc, "Sunday").head.text == "papers"


@pytest.mark.parametrize("verb", ["offered", "refused", "threatened"])
def test_bare_infinitives_are_verbs(verb: str) -> None:
    doc = parse(f"Oman {verb} to mediate.")
    assert word(doc, "mediate").tag_ == "VB"


def test_a_mine_is_no_pronoun() -> None:
    assert word(parse("The mine must go, said the mayor."), "mine").tag_ == "NN"


def test_whom_a_memorandum_is_with_belongs_to_it() -> None:
    doc = parse("Oman signed a memorandum of understanding with Chad in May.")
    assert word(doc, "Chad").head.text in ("memorandum", "signed")


def test_a_hidden_past_tense_takes_its_object() -> None:
    doc = parse("Togo welcomed Ada Lindt, who voiced concern over the raid.")
    assert word(doc, "concern").head.text == "voiced"


def test_what_is_decided_belongs_to_the_decision() -> None:
    doc = parse("Togo regretted the decision of Mali to leave the bloc.")
    assert word(doc, "leave").head.text == "decision"


def test_the_label_of_a_turn_is_no_subject() -> None:
    doc = parse("Q: The opposition leader, Ada Lindt, wants the text to be published.")
    assert (word(doc, "leader").head.text, word(doc, "leader").dep_) == ("wants", "nsubj")


@pytest.mark.parametrize(
    ("text", "verb", "above"),
    [
        (
            "Malta thanks Peru and Chile, which have refused the draft, and urges all members to wait.",
            "urges",
            "thanks",
        ),
        ("Turkey thanks Qatar and Oman, which have refused the ban, and calls on Spain to lift it.", "calls", "thanks"),
        ("Malta welcomes the vote of Peru and Chile, which oppose it, and rejects the draft.", "rejects", "welcomes"),
        ("Kenya praised Uganda, which rejects the quota and demands a review.", "demands", "rejects"),
    ],
)
def test_verbs_behind_a_relative_clause_keep_their_subject(text: str, verb: str, above: str) -> None:
    assert word(parse(text), verb).head.text == above


@pytest.mark.parametrize("verb", ["thanks", "welcomes", "backs"])
def test_a_verb_before_a_relative_clause_is_no_noun(verb: str) -> None:
    doc = parse(f"Malta {verb} Togo, which has rejected the quota.")
    assert (word(doc, "Malta").head.text, word(doc, "Malta").dep_) == (verb, "nsubj")


def test_nouns_before_a_relative_clause_stay_nouns() -> None:
    assert word(parse("The peace demands of Togo, which has rejected the quota."), "demands").tag_ == "NNS"


@pytest.mark.parametrize(
    "text",
    [
        "Viktor Orban calls the sanctions “a shot in the lungs”.",
        "Chad termed the offer “a trap for fools”.",
        "Ana Borg called the deals with Iran “surrender by instalments”.",
    ],
)
def test_a_name_in_quotation_marks_is_what_a_thing_is_called(text: str) -> None:
    doc = parse(text)
    label = next(token for token in doc if token.text in ("shot", "trap", "surrender"))
    assert (label.dep_, label.head.lemma_) in (("xcomp", "call"), ("xcomp", "term"))
