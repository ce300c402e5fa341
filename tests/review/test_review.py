"""Decisions on a store: what they change, what stays, and that all of it can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.errors import ConformanceError, UnknownName, UsageError
from kg.pipeline.inputs import find_inputs
from kg.pipeline.loading import load
from kg.pipeline.reading import Reader
from kg.pipeline.retraction import retract
from kg.review import Decision, Outcome, Review, make_decision
from kg.stores import WritableStore, open_any
from kg.validation import lint_answers, validate
from kg.vocabulary import SP

POSITIONS = f"SELECT ?claim WHERE {{ ?claim a {SP.Position} ; {SP.holder} ?holder }} ORDER BY ?claim"


@pytest.fixture
def store(store_with_records: Path, tmp_path: Path) -> Iterator[WritableStore]:
    shutil.copytree(store_with_records, tmp_path / "store")
    with open_any(tmp_path / "store", write=True) as opened:
        yield opened


def rows(store: WritableStore, where: str) -> list[dict[str, str]]:
    found = store.query(f"PREFIX sp: <{SP.base}> SELECT * WHERE {{ {where} }}")
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    read = []
    for row in found:
        terms = {name: row[name] for name in names}
        read.append({n: t.value for n, t in terms.items() if isinstance(t, NamedNode | Literal)})
    return read


def claim_of(store: WritableStore, holder: str) -> str:
    (row,) = rows(store, f"?claim a sp:Position ; sp:holder <{store.base}actor/{holder}>")
    return row["claim"]


def decide(store: WritableStore, **said: Any) -> Outcome:
    review = Review(store)
    (outcome,) = review.decide([make_decision(review, store, {"by": "Ada"} | said)], store)
    return outcome


def state(store: WritableStore) -> list[str]:
    """All that the store holds but for the decisions themselves."""
    review = f"{store.base}graph/review"
    return sorted(str(quad) for quad in store.quads() if f"{quad.graph_name}" != f"<{review}>")


def test_a_rejected_claim_is_gone_with_all_that_hangs_on_it(store: WritableStore) -> None:
    claim = claim_of(store, "uga")
    before = {str(quad.subject) for quad in store.quads()}
    outcome = decide(store, verdict="reject", about=[claim], reason="That was last year.")
    assert len(outcome.changed) == 1
    gone = before - {str(quad.subject) for quad in store.quads()}
    assert {name.removeprefix(f"<{claim}").partition("/")[2].partition("/")[0] for name in gone} >= {"by", "condition"}
    assert any("#char=" in name for name in gone)
    assert rows(store, f"<{claim}> ?p ?o") == []
    assert validate(store.quads()) == []
    assert lint_answers(store.query) == []


@pytest.mark.parametrize(
    ("changes", "property", "value"),
    [
        ({"stance": "support"}, "stance", "https://w3id.org/standpoint/ontology#support"),
        ({"date": "2001-05-02"}, "heldDuring", "https://w3id.org/standpoint/id/time/2001-05-02"),
        ({"holder": "Kenya"}, "holder", "https://w3id.org/standpoint/id/actor/ken"),
        ({"issue": "Water pact"}, "issue", None),
        ({"issue": "Flooding of the valley"}, "issue", "https://w3id.org/standpoint/id/issue/flood-valley"),
    ],
)
def test_a_corrected_claim_keeps_its_name(
    store: WritableStore, changes: dict[str, str], property: str, value: str | None
) -> None:
    claim = claim_of(store, "uga")
    before = rows(store, f"<{claim}> ?p ?o")
    decide(store, verdict="correct", about=[claim], changes=changes)
    (found,) = rows(store, f"<{claim}> sp:{property} ?value")
    assert found["value"] == value or value is None
    assert len(rows(store, f"<{claim}> ?p ?o")) >= len(before)
    assert rows(store, f"<{found['value']}> ?p ?o")
    assert validate(store.quads()) == []
    assert lint_answers(store.query) == []


def test_a_new_issue_is_called_as_the_reviewer_calls_it(store: WritableStore) -> None:
    decide(store, verdict="correct", about=[claim_of(store, "uga")], changes={"issue": "Flooding of the valley"})
    assert rows(store, '?issue a sp:Issue ; <http://www.w3.org/2000/01/rdf-schema#label> "Flooding of the valley"')


def test_merged_issues_are_one_and_contrary_ones_turn_the_stance(store: WritableStore) -> None:
    decide(store, verdict="merge", about=["Construction of the dam"], into="Water pact", contrary=True)
    (one,) = {row["issue"] for row in rows(store, "?claim sp:issue ?issue")}
    stances = {row["holder"][-3:]: row["stance"] for row in rows(store, "?c sp:holder ?holder ; sp:stance ?stance")}
    assert stances == {"ken": SP.oppose.value, "uga": SP.support.value}
    assert len(rows(store, "?issue a sp:Issue")) == 1
    assert rows(store, f"<{one}> a sp:Issue")


def test_split_issues_are_two(store: WritableStore) -> None:
    claim = claim_of(store, "uga")
    decide(store, verdict="split", apart_from="Construction of the dam", about=[claim], name="Height of the dam")
    labels = {
        row["label"] for row in rows(store, "?i a sp:Issue ; <http://www.w3.org/2000/01/rdf-schema#label> ?label")
    }
    assert {"Height of the dam", "Construction of the dam"} <= labels
    assert rows(store, f"<{claim}> sp:issueLabel ?label") == [{"label": "Height of the dam"}]


def test_a_split_actor_has_the_name_that_it_was_given(store: WritableStore) -> None:
    claim = claim_of(store, "uga")
    decide(store, verdict="split", apart_from="Uganda", about=[claim], name="Opposition of Uganda")
    (row,) = rows(store, f"<{claim}> sp:holder ?h . ?h a sp:Actor ; <http://www.w3.org/2000/01/rdf-schema#label> ?l")
    assert row["l"] == "Opposition of Uganda"
    assert validate(store.quads()) == []
    assert lint_answers(store.query) == []


def test_every_decision_can_be_withdrawn_in_any_order(store: WritableStore) -> None:
    before = state(store)
    kenya, uganda = claim_of(store, "ken"), claim_of(store, "uga")
    made = [
        decide(store, verdict="correct", about=[kenya], changes={"stance": "oppose", "date": "1999"}),
        decide(store, verdict="merge", about=["Construction of the dam"], into="Water pact"),
        decide(store, verdict="reject", about=[uganda]),
        decide(store, verdict="accept", about=[kenya]),
    ]
    assert state(store) != before
    for outcome in (made[1], made[3], made[0], made[2]):
        decide(store, verdict="withdraw", withdraws=outcome.decision.id[:6])
    assert state(store) == before
    assert Review(store).in_force == []
    assert len(Review(store).decisions) == 8
    assert store.verify() == []


def test_decisions_count_again_when_their_source_is_loaded_anew(store: WritableStore, tmp_path: Path) -> None:
    claim = claim_of(store, "uga")
    decide(store, verdict="reject", about=[claim])
    decide(store, verdict="correct", about=[claim_of(store, "ken")], changes={"stance": "oppose"})
    before = state(store)
    (source,) = [entry for entry in store.sources() if entry.kind == "records"]
    retract(store, source.id)
    assert [entry.kind for entry in store.sources()] == ["review"]
    for _ in load(find_inputs([Path(source.path)]), store, Reader()):
        pass
    assert state(store) == before
    for _ in load(find_inputs([Path(source.path)]), store, Reader(), again=True):
        pass
    assert state(store) == before
    retract(store, "review")
    assert rows(store, f"<{claim}> sp:stance ?stance") == [{"stance": SP.oppose.value}]
    assert [entry.kind for entry in store.sources()] == ["records"]


def test_the_same_decisions_imported_twice_change_nothing(store: WritableStore) -> None:
    outcome = decide(store, verdict="reject", about=[claim_of(store, "uga")])
    before = sorted(map(str, store.quads()))
    (again,) = Review(store).decide([outcome.decision], store)
    assert again.known
    assert sorted(map(str, store.quads())) == before


def test_a_decision_on_what_is_not_there_waits_for_it(store: WritableStore) -> None:
    made = Decision(verdict="reject", by="Ada", about=(f"{store.base}doc/another-0/position/a.b.1",))
    (outcome,) = Review(store).decide([made], store)
    assert (outcome.changed, outcome.known) == ((), False)
    assert Review(store).in_force == [made]


@pytest.mark.parametrize(
    ("said", "error", "problem"),
    [
        ({"verdict": "reject", "about": ["doc:nowhere/position/a"]}, UnknownName, "no claim is called"),
        ({"verdict": "reject", "about": ["Kenya"]}, UsageError, "no IRI|no claim"),
        ({"verdict": "merge", "about": ["Kenia"], "into": "Uganda"}, UnknownName, "no actor"),
        ({"verdict": "merge", "about": ["Kenya"], "into": "Water pact"}, UnknownName, "no issue"),
        ({"verdict": "merge", "about": ["Kenya"], "into": "Kenya"}, UsageError, "merged into another"),
        ({"verdict": "withdraw", "withdraws": "abc"}, UnknownName, "no decision"),
        ({"verdict": "correct", "about": ["CLAIM"], "changes": {"stance": "against"}}, UsageError, "expected one of"),
        ({"verdict": "correct", "about": ["CLAIM"], "changes": {"type": "AGREE"}}, UsageError, "has no type"),
        ({"verdict": "correct", "about": ["CLAIM"], "changes": {"date": "soon"}}, UsageError, "EDTF"),
        ({"verdict": "correct", "about": ["CLAIM"], "changes": {"colour": "red"}}, UsageError, "changes"),
        ({"verdict": "correct", "about": ["CLAIM"], "changes": ["red"]}, UsageError, "changes: .*dictionary"),
        ({"verdict": "merge", "about": "Kenya", "into": "Uganda"}, UsageError, "about: .*tuple"),
        ({"verdict": "reject", "about": [5]}, UsageError, "about: 0: .*string"),
        ({"verdict": "applaud"}, UsageError, "verdict: "),
    ],
)
def test_what_cannot_be_decided_changes_nothing(
    store: WritableStore, said: dict[str, Any], error: type[Exception], problem: str
) -> None:
    before = sorted(map(str, store.quads()))
    claim = claim_of(store, "uga")
    said = {key: [claim] if value == ["CLAIM"] else value for key, value in said.items()}
    with pytest.raises(error, match=problem):
        decide(store, **said)
    assert sorted(map(str, store.quads())) == before


def test_two_actors_who_agree_with_each_other_are_not_one(store: WritableStore) -> None:
    before = sorted(map(str, store.quads()))
    with pytest.raises(ConformanceError, match="two parties"):
        decide(store, verdict="merge", about=["Kenya"], into="Uganda")
    assert sorted(map(str, store.quads())) == before


def test_a_withdrawn_decision_is_not_withdrawn_again(store: WritableStore) -> None:
    made = decide(store, verdict="reject", about=[claim_of(store, "uga")]).decision
    decide(store, verdict="withdraw", withdraws=made.id)
    with pytest.raises(UsageError, match="withdrawn already"):
        decide(store, verdict="withdraw", withdraws=made.id)


def test_rows_of_datasets_are_not_reviewed(store: WritableStore) -> None:
    made = Decision(verdict="reject", by="Ada", about=(f"{store.base}dataset/votes/1",))
    with pytest.raises(UsageError, match="mend its file"):
        Review(store).decide([made], store)
