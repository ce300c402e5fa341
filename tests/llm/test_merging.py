"""The same told twice: by two passages, and by rules and a model."""

from __future__ import annotations

from typing import Any

import pytest

from kg.llm import combine
from kg.llm.merging import find_pairs, merge, naming
from kg.pipeline.shipped import get_registry
from kg.records import Document, SourcedRecord, parse_record

TEXT = "The United States and Kenya back the truce, and Uganda rejects it, the envoy said on Monday."
DOCUMENT = Document(id="d", text=TEXT)
WHO = naming(get_registry())


def make(quote: str, **fields: Any) -> SourcedRecord:
    start = TEXT.index(quote)
    made = {"quote": quote, "start": start, "end": start + len(quote), "document": "d"} | fields
    found = parse_record(made)
    assert not isinstance(found, Document)
    return found


def stance(
    holder: str, stance: str, issue: str = "Truce", quote: str = "Kenya back the truce", **more: Any
) -> SourcedRecord:
    return make(quote, kind="position", holder=holder, stance=stance, issue=issue, **more)


def event(*actors: str, type: str = "SUPPORT") -> SourcedRecord:
    return make("back the truce", kind="event", label="x", type=type, participants=[{"actor": a} for a in actors])


def relation(a: str, b: str, type: str = "ally") -> SourcedRecord:
    return make("The United States and Kenya", kind="relation", type=type, a=a, b=b)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (stance("Kenya", "support"), stance("Kenya", "support", "The truce", "back the truce"), True),
        (stance("USA; Kenya", "support"), stance("Kenya; United States", "support"), True),
        (stance("Kenya", "support"), stance("Kenya", "oppose"), False),
        (stance("Kenya", "support"), stance("Uganda", "support"), False),
        (stance("Kenya", "support"), stance("Kenya", "support", quote="Uganda rejects it"), False),
        (event("Kenya"), event("Kenya"), True),
        (event("Kenya"), event("Kenya", "Uganda"), False),
        (event("Kenya"), event("Kenya", type="AID"), False),
        (relation("Kenya", "USA"), relation("United States", "Kenya"), True),
        (relation("Kenya", "USA", "member_of"), relation("USA", "Kenya", "member_of"), False),
        (event("Kenya"), stance("Kenya", "support"), False),
    ],
)
def test_what_is_the_same(one: SourcedRecord, other: SourcedRecord, same: bool) -> None:
    assert bool(find_pairs([one], [other], WHO)) is same


def test_two_issues_of_one_sentence_stay_two_and_meet_their_own() -> None:
    first = [stance("Kenya", "support", "Truce"), stance("Kenya", "support", "Talks")]
    second = [stance("Kenya", "support", "Talks"), stance("Kenya", "support", "Truce")]
    assert [r.issue for r in merge([first, second], WHO) if r.kind == "position"] == ["Truce", "Talks"]


def test_an_actor_is_one_with_the_names_of_all_passages() -> None:
    named = [make(quote, kind="actor", name=name, type="state", aliases=aliases) for quote, name, aliases in (
        ("United States", "United States", ["US"]), ("The United States", "USA", []), ("Kenya", "Kenya", []),
    )]  # fmt: skip
    merged = merge([named[:1], named[1:]], WHO)
    assert [(actor.name, actor.aliases) for actor in merged if actor.kind == "actor"] == [
        ("United States", ("US", "USA")), ("Kenya", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("symbol", "label", "other", "named", "count"),
    [
        ("S/RES/9", "Truce resolution", "S/RES/9", "Resolution 9", 1),
        ("S/RES/9", "Truce resolution", "S/RES/10", "Truce resolution", 2),
        ("S/RES/9", "Truce resolution", None, "The truce resolution", 1),
        (None, "Truce resolution", None, "Talks resolution", 2),
    ],
)
def test_a_decision_is_one_by_its_symbol_else_by_its_name(
    symbol: str | None, label: str, other: str | None, named: str, count: int
) -> None:
    fields = {"kind": "resolution", "type": "resolution"}
    one = make("the truce", **fields, label=label, symbol=symbol)
    second = make("rejects it", **fields, label=named, symbol=other)
    assert len(merge([[one], [second]], WHO)) == count


def test_agreement_makes_surer_and_the_rest_stands_side_by_side() -> None:
    rules = [
        stance("Kenya", "support", id="p1", confidence=0.6),
        stance("Uganda", "oppose", quote="Uganda rejects it", id="p2", confidence=0.7),
    ]
    model = [stance("Kenya", "support", "Peace", coder="m", id="p1"), stance("Kenya", "oppose", coder="m", id="p2")]
    found = combine(DOCUMENT, rules, model, "rules", get_registry())
    assert [(r.id, r.coder, r.confidence) for r in found] == [
        ("p1", "rules; m", 0.8),
        ("mp1", "m", None),
        ("p2", "rules", 0.7),
    ]
    assert all(record.attribution for record in found if record.coder != "m")


def test_no_agreement_makes_certain() -> None:
    (found,) = combine(
        DOCUMENT, [stance("Kenya", "support", confidence=0.99)], [stance("Kenya", "support")], "r", get_registry()
    )
    assert found.confidence == 0.99
