"""Decisions on actor names: same, new or unsure, with the reason."""

from __future__ import annotations

import pytest

from kg.linking import decide_actors, find_names
from kg.pipeline.shipped import get_registry
from kg.records import Actor, ActorType, Attribution, Event, Participant, Position, Relation, Resolution, SourcedRecord
from kg.registry import Decision, Registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    return get_registry()


def holder(name: str) -> Position:
    return Position(quote="…", holder=name, stance="support", issue="Ceasefire")


def actor(name: str, type: ActorType, *aliases: str, affiliation: str | None = None) -> Actor:
    return Actor(quote="…", name=name, type=type, aliases=aliases, affiliation=affiliation)


def decide(registry: Registry, name: str, *records: SourcedRecord) -> Decision:
    return decide_actors([*records, holder(name)], registry)[name]


@pytest.mark.parametrize(
    ("name", "entry", "evidence"),
    [
        ("Mali", "mli", "exact name"),
        ("the People’s Republic of China", "chn", "exact name"),
        ("Putin", "vladimir-putin", "exact name"),
        ("the Kremlin", "rus", "metonym"),
        ("Nairobi", "ken", "metonym"),
        ("the White House", "usa", "metonym"),
        ("Brussels", "european-union", "metonym"),
        ("the Kenyans", "ken", "name of the people"),
        ("Foreign Minister Sergey Lavrov", "sergei-lavrov", "name without its title: Sergey Lavrov"),
    ],
)
def test_a_name_of_one_actor_is_the_same(registry: Registry, name: str, entry: str, evidence: str) -> None:
    assert decide(registry, name) == Decision(name, "same", entry, (entry,), evidence)


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Congo", {"cog", "cod"}),
        ("Korea", {"prk", "kor"}),
        ("Georgia", {"geo", "state-of-georgia"}),
        ("the Senate", {"united-states-senate", "french-senate", "philippine-senate"}),
        ("Bush", {"george-w-bush", "george-h-w-bush"}),
        ("President Assad", {"bashar-al-assad", "hafez-al-assad"}),
    ],
)
def test_a_name_of_several_is_unsure(registry: Registry, name: str, candidates: set[str]) -> None:
    decision = decide(registry, name)
    assert (decision.judgement, decision.entry) == ("unsure", None)
    assert candidates <= set(decision.candidates)


def test_the_type_of_its_record_decides(registry: Registry) -> None:
    assert decide(registry, "Georgia", actor("Georgia", "state")).entry == "geo"
    assert decide(registry, "White House", actor("White House", "government_body")).entry == "white-house"


def test_a_person_called_jordan_is_not_the_state(registry: Registry) -> None:
    decision = decide(registry, "Jordan", actor("Jordan", "person"))
    assert (decision.judgement, decision.entry) == ("new", None)
    assert "another type (state)" in decision.evidence


def test_the_company_of_a_name_decides(registry: Registry) -> None:
    decision = decide(registry, "Congo", holder("Félix Tshisekedi"))
    assert (decision.judgement, decision.entry) == ("same", "cod")
    assert "Félix Tshisekedi" in decision.evidence
    assert set(decision.candidates) == {"cog", "cod"}


def test_a_surname_is_that_of_the_person_named_in_full(registry: Registry) -> None:
    decision = decide(registry, "Mr. Assad", actor("Bashar al-Assad", "person", "Assad"))
    assert decision.entry == "bashar-al-assad"
    assert decision.evidence == "surname of a person named in full in the document"
    both = decide(registry, "Bush", actor("George W. Bush", "person"), actor("George H. W. Bush", "person"))
    assert both.judgement == "unsure"


def test_a_surname_with_its_country_may_be_enough(registry: Registry) -> None:
    decision = decide(registry, "Castillo", actor("Castillo", "person", affiliation="Peru"))
    assert decision.entry == "pedro-castillo"
    assert decide(registry, "Castillo").judgement == "unsure"


def test_near_spellings_are_never_the_same(registry: Registry) -> None:
    decision = decide(registry, "Volodymir Zelensky")
    assert (decision.judgement, decision.entry) == ("unsure", None)
    assert decision.candidates[0] == "volodymyr-zelensky"


def test_what_is_not_known_is_new(registry: Registry) -> None:
    assert decide(registry, "Harbour Pilots' Guild") == Decision(
        "Harbour Pilots' Guild", "new", None, (), "no such name in the registry"
    )


def test_commenters_and_anonymous_authors_belong_to_the_document(registry: Registry) -> None:
    unnamed = Actor(quote="…", name="Author", type="person", anonymous=True)
    assert decide(registry, "Author", unnamed).judgement == "new"
    assert decide(registry, "Commenter 3", actor("Commenter 3", "commenter")).judgement == "new"


def test_another_name_in_its_record_helps(registry: Registry) -> None:
    decision = decide(
        registry, "The Forces of Dagalo", actor("The Forces of Dagalo", "armed_group", "RSF", "Rapid Support Forces")
    )
    assert decision.entry == "rapid-support-forces"
    assert decision.evidence == "its other name in the document: Rapid Support Forces"


def test_every_name_of_every_record_is_decided(registry: Registry) -> None:
    records: list[SourcedRecord] = [
        actor("Jens Stoltenberg", "person", affiliation="NATO"),
        Event(
            quote="…", label="talks", type="CONSULT",
            participants=(Participant(actor="Chad"), Participant(actor="Togo")),
        ),
        Resolution(quote="…", label="Motion 1", type="resolution", body="African Union", parties=("Benin", "Ghana")),
        Position(
            quote="…", holder="Peru; Chile", on_behalf_of="Andean Community", target="Bolivia", attributed_by="Brazil",
            stance="oppose", issue="Tolls",
            attribution=(Attribution(sources=("Reuters", "Lima"), manner="indirect_speech"),),
        ),
        Relation(quote="…", type="ally", a="Fiji", b="Samoa"),
    ]  # fmt: skip
    names = set("Jens Stoltenberg|NATO|Chad|Togo|African Union|Benin|Ghana|Peru|Chile|Andean Community|Bolivia|Brazil|"
                "Reuters|Lima|Fiji|Samoa".split("|"))  # fmt: skip
    decisions = decide_actors(records, registry)
    assert set(decisions) == names
    assert all(decision.name == name and decision.evidence for name, decision in decisions.items())
    assert {name for record in records for name in find_names(record)} == names


def test_decisions_do_not_depend_on_the_order_of_records(registry: Registry) -> None:
    records: list[SourcedRecord] = [
        holder("Congo"),
        holder("Kinshasa"),
        actor("Bashar al-Assad", "person"),
        holder("Assad"),
    ]
    assert decide_actors(records, registry) == decide_actors(records[::-1], registry)


def test_makers_of_a_document_are_decided_too() -> None:
    decisions = decide_actors([], get_registry(), ["United Nations", "Ada Nobody"])
    assert (decisions["United Nations"].judgement, decisions["Ada Nobody"].judgement) == ("same", "new")


def test_the_state_of_a_body_decides_only_where_no_other_is_named(registry: Registry) -> None:
    assert decide(registry, "the Supreme Court").judgement == "unsure"
    assert decide(registry, "the Supreme Court", holder("United States")).entry == "united-states-supreme-court"
    assert decide(registry, "the Supreme Court", holder("United States"), holder("Kenya")).judgement == "unsure"
