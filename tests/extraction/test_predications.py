from __future__ import annotations

import pytest

from kg.extraction.contexts import own_standing, standing
from kg.extraction.sentences.predications import Predication, read_predications
from kg.extraction.text.english import load_pipeline, read_blocks
from kg.records import Document


def read(text: str) -> list[Predication]:
    blocks = read_blocks(Document(id="x", text=text), load_pipeline())
    return [predication for block in blocks for predication in read_predications(block)]


def find(text: str, lemma: str) -> Predication:
    return next(p for p in read(text) if p.lemma == lemma)


def words(predication: Predication, role: str) -> list[str]:
    return [token.text for token in predication.get(role)]


@pytest.mark.parametrize(
    ("text", "lemma", "role", "fillers"),
    [
        ("Kenya and Uganda support the plan.", "support", "agent", ["Kenya", "Uganda"]),
        ("Kenya supports the plan and rejects the amendment.", "reject", "agent", ["Kenya"]),
        ("The plan was rejected by Kenya.", "reject", "agent", ["Kenya"]),
        ("The plan was rejected by Kenya.", "reject", "theme", ["plan"]),
        ("The plan was rejected on Monday.", "reject", "agent", []),
        ("Kenya wants to leave the union.", "leave", "agent", ["Kenya"]),
        ("Kenya wants Uganda to leave the union.", "leave", "agent", ["Uganda"]),
        ("Kenya urged all sides to accept the plan.", "accept", "agent", ["sides"]),
        ("The rebels that Kenya supports lost the battle.", "support", "theme", ["rebels"]),
        ("Brazil, which opposes the deal, left the room.", "oppose", "agent", ["Brazil"]),
        ("Kenya's support for the plan surprised Uganda.", "support", "agent", ["Kenya"]),
        ("Kenya's support for the plan surprised Uganda.", "support", "for", ["plan"]),
        ("Egyptian opposition to the dam is strong.", "opposition", "agent", ["Egyptian"]),
        ("Turkey took part in the talks.", "part", "agent", ["Turkey"]),
        ("Norway has no doubt that the talks will resume.", "doubt", "agent", ["Norway"]),
        ("Brazil is committed to the treaty.", "committed", "agent", ["Brazil"]),
        ("Chile called on Peru to release the ship.", "release", "agent", ["Peru"]),
        ("India, like China, rejects the proposal.", "reject", "agent", ["India", "China"]),
        ("Chad accused Sudan of arming the rebels.", "arm", "agent", ["Sudan"]),
    ],
)
def test_arguments_by_role(text: str, lemma: str, role: str, fillers: list[str]) -> None:
    assert words(find(text, lemma), role) == fillers


@pytest.mark.parametrize(
    ("text", "lemma", "negated"),
    [
        ("Kenya supports the plan.", "support", False),
        ("Kenya does not support the plan.", "support", True),
        ("Kenya never supported the plan.", "support", True),
        ("Neither Kenya nor Uganda supports the plan.", "support", True),
        ("No country supports the plan.", "support", True),
        ("Kenya no longer supports the plan.", "support", True),
        ("Kenya not only supports the plan but wrote it.", "support", False),
        ("Norway has no doubt that the talks will resume.", "doubt", True),
    ],
)
def test_polarity(text: str, lemma: str, negated: bool) -> None:
    assert find(text, lemma).mood.negated is negated


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("Kenya attacked Uganda.", "attack", "fact"),
        ("Kenya is attacking Uganda.", "attack", "fact"),
        ("Kenya began to withdraw its troops.", "withdraw", "fact"),
        ("Kenya will withdraw its troops.", "withdraw", "planned"),
        ("Kenya plans to withdraw its troops.", "withdraw", "planned"),
        ("Kenya wants to withdraw its troops.", "withdraw", "desired"),
        ("Kenya should withdraw its troops.", "withdraw", "desired"),
        ("Kenya may withdraw its troops.", "withdraw", "possible"),
        ("If Kenya withdraws its troops, Uganda will rejoice.", "withdraw", "possible"),
        ("Kenya refused to withdraw its troops.", "withdraw", "prevented"),
        ("Kenya did not withdraw its troops.", "withdraw", "prevented"),
        ("Kenya tried to withdraw its troops.", "withdraw", "attempted"),
        ("The officer said that Kenya attacked Uganda.", "attack", "fact"),
        ("There is a risk of war.", "war", "possible"),
    ],
)
def test_standing(text: str, lemma: str, expected: str) -> None:
    assert standing(find(text, lemma)) == expected


@pytest.mark.parametrize(
    ("text", "kind", "words_of_it"),
    [
        ("Kenya will sign if Uganda signs first.", "if", "if Uganda signs first"),
        ("Kenya will not sign unless Uganda pays its debts.", "unless", "unless Uganda pays its debts"),
    ],
)
def test_conditions(text: str, kind: str, words_of_it: str) -> None:
    (condition,) = find(text, "sign").conditions
    assert (condition.type, " ".join(token.text for token in condition.tokens)) == (kind, words_of_it)


def test_an_idiom_is_no_condition() -> None:
    assert find("Kenya will sign, if necessary without Uganda.", "sign").conditions == ()


def test_parents_lead_to_the_governors() -> None:
    inner = find("The minister says Kenya hopes to win.", "win")
    assert [above.lemma for above in inner.above()] == ["hope", "say"]


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Kenya underlined the risk.", "underline"),
        ("Kenya boycotted the talks.", "boycott"),
        ("Kenya expelled two envoys.", "expel"),
        ("Kenya honoured the pact.", "honour"),
        ("Kenya resumed the talks.", "resume"),
        ("Kenya is waging a war.", "wage"),
        ("Kenya cancelled the visit.", "cancel"),
        ("Kenya signalled its consent.", "signal"),
    ],
)
def test_regular_verbs_have_their_lemma(text: str, lemma: str) -> None:
    assert find(text, lemma).kind == "verb"


def test_had_better_is_a_must() -> None:
    assert "must" in find("Kenya had better lift the ban.", "lift").mood.modals
    assert "must" not in find("Kenya had lifted the ban.", "lift").mood.modals


def test_what_somebody_can_and_will_do_is_planned() -> None:
    assert own_standing(find("Kenya can and will attack Uganda.", "attack")) == "planned"
    assert own_standing(find("Kenya can attack Uganda.", "attack")) == "possible"
