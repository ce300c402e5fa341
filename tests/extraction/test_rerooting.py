from __future__ import annotations

import pytest
from parses import parse_rows

from kg.extraction.text.opening_participles import free_subjects
from kg.extraction.text.rerooting import reroot


@pytest.mark.parametrize(
    ("rows", "verb", "subject", "thing"),
    [
        ("Malaysia/NNP/nsubj>3 prefers/NNS/nmod>0 quiet/JJ/amod>3 diplomacy/NN/ROOT>3 ././punct>3", 1, 0, 3),
        (
            "Brazil/NNP/compound>1 vetoed/NNP/compound>2 entry/NN/obl>5 and/CC/cc>5 Lima/NNP/nsubj>5 left/VBD/ROOT>5 "
            "././punct>5",
            1, 0, 2,
        ),
    ],
)  # fmt: skip
def test_a_lost_verb_gets_its_subject_and_object(rows: str, verb: int, subject: int, thing: int) -> None:
    doc = parse_rows(rows)
    reroot(doc)
    assert [(doc[i].head.i, doc[i].dep_) for i in (subject, thing)] == [(verb, "nsubj"), (verb, "obj")]
    assert doc[verb].tag_.startswith("VB")


def test_a_predicate_takes_the_noun_that_it_was_coordinated_with() -> None:
    doc = parse_rows("Claims/NNS/ROOT>0 are/VBP/cop>2 unjust/JJ/conj>0 ././punct>0")
    reroot(doc)
    assert (doc[2].dep_, doc[0].head.i, doc[0].dep_) == ("ROOT", 2, "nsubj")


def test_a_past_tense_leaves_the_clause_that_was_said() -> None:
    doc = parse_rows(
        "China/NNP/nsubj>1 said/VBD/ROOT>1 pressure/NN/nsubj>4 would/MD/aux>4 fail/VB/ccomp>1 and/CC/cc>6 "
        "called/VBD/conj>4 ././punct>1"
    )
    reroot(doc)
    assert doc[6].head.i == 1


def test_a_clause_below_a_noun_is_raised_beside_the_verb_above() -> None:
    doc = parse_rows(
        "Mali/NNP/nsubj>1 left/VBD/ROOT>1 and/CC/cc>5 Ghana/NNP/nsubj>5 should/MD/aux>5 trade/VB/compound>6 "
        "aid/NN/obl>1 ././punct>1"
    )
    reroot(doc)
    assert [(doc[i].head.i, doc[i].dep_) for i in (5, 6)] == [(1, "conj"), (5, "obj")]


def test_a_clause_below_the_noun_of_a_sentence_without_a_verb_heads_it() -> None:
    doc = parse_rows("Ghana/NNP/nsubj>2 should/MD/aux>2 trade/VB/amod>3 aid/NN/ROOT>3 ././punct>3")
    reroot(doc)
    assert [(doc[i].head.i, doc[i].dep_) for i in (2, 3)] == [(2, "ROOT"), (2, "obj")]


def test_a_noun_behind_an_opening_participle_is_the_subject() -> None:
    doc = parse_rows(
        "Echoing/VBG/advcl>5 that/DT/obj>0 ,/,/punct>0 the/DT/det>4 envoy/NN/appos>0 left/VBD/ROOT>5 ././punct>5"
    )
    reroot(doc)
    assert (doc[4].head.i, doc[4].dep_) == (5, "nsubj")


def test_a_sound_parse_is_left_alone() -> None:
    rows = "Kenya/NNP/nsubj>1 backs/VBZ/ROOT>1 the/DT/det>3 plan/NN/obj>1 ././punct>1"
    doc = parse_rows(rows)
    reroot(doc)
    assert [(t.head.i, t.dep_) for t in doc] == [(t.head.i, t.dep_) for t in parse_rows(rows)]


OPENING = "Speaking/VBG/csubj>7 for/IN/case>2 Ghana/NNP/obl>0 ,/,/punct>0 "


def test_the_noun_between_comma_and_verb_is_the_subject() -> None:
    doc = parse_rows(
        OPENING + "the/DT/det>5 delegate/NN/obj>0 today/NN/advmod>7 said/VBD/ROOT>7 so/RB/advmod>7 ././punct>7"
    )
    doc[6].hang_on(doc[5], "nmod:unmarked")
    free_subjects(doc)
    assert [(doc[i].head.i, doc[i].dep_) for i in (0, 5)] == [(7, "advcl"), (7, "nsubj")]


@pytest.mark.parametrize(
    "rows",
    [
        "Leaving/VBG/csubj>3 Chad/NNP/obj>0 now/RB/advmod>0 helps/VBZ/ROOT>3 Mali/NNP/obj>3 ././punct>3",
        OPENING.replace("7", "5") + "theirs/PRP$/obj>0 said/VBD/ROOT>5 ././punct>5",
    ],
)
def test_a_participle_that_is_the_subject_stays_it(rows: str) -> None:
    doc = parse_rows(rows)
    free_subjects(doc)
    assert doc[0].dep_ == "csubj"
