from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions import read_positions
from kg.records import Author, Document, Position
from kg.registry import load_registry


def positions(text: str) -> list[Position]:
    document = Document(id="x", text=text, authors=(Author(name="Ada Lindt"), Author(name="Per Holm")))
    return read_positions(Extractor(load_registry()).read(document))


def told(text: str) -> list[tuple[str, str, str]]:
    return [(p.holder, p.stance, p.issue) for p in positions(text)]


AUTHORS = "Ada Lindt; Per Holm"


@pytest.mark.parametrize(
    ("text", "holder", "stance", "issue"),
    [
        ("Kenya supports the embargo on arms.", "Kenya", "support", "Embargo on arms"),
        ("Kenya opposes the embargo on arms.", "Kenya", "oppose", "Embargo on arms"),
        ("Kenya does not support the embargo on arms.", "Kenya", "oppose", "Embargo on arms"),
        ("Kenya is ready to accept the embargo on arms.", "Kenya", "support", "Embargo on arms"),
        ("Kenya called for an embargo on arms.", "Kenya", "support", "Embargo on arms"),
        ("Kenya wants an end to the embargo on arms.", "Kenya", "oppose", "Embargo on arms"),
        ("Kenyan opposition to the embargo on arms is growing.", "Kenya", "oppose", "Embargo on arms"),
        ("Kenya is not bound to respect the embargo on arms.", "Kenya", "mixed", "Respecting embargo on arms"),
        ("Kenya fears that the embargo will hurt trade.", "Kenya", "oppose", "Embargo hurting trade"),
        ("Kenya regards the embargo as illegal.", "Kenya", "oppose", "Embargo"),
        ("Kenya urged Uganda to lift the embargo on arms.", "Kenya", "oppose", "Embargo on arms"),
        ("Kenya believes that the embargo is a mistake.", "Kenya", "oppose", "Embargo"),
    ],
)
def test_attitudes_and_beliefs_of_actors(text: str, holder: str, stance: str, issue: str) -> None:
    assert (holder, stance, issue) in told(text)


@pytest.mark.parametrize(
    ("text", "stance", "issue"),
    [
        ("The embargo on arms should be lifted.", "oppose", "Embargo on arms"),
        ("The embargo is a grave mistake.", "oppose", "Embargo"),
        ("It is essential to end the war.", "oppose", "War"),
        ("We believe that Kenya can win the war.", "support", "Feasibility of Kenya winning war"),
        ("It is hard for Kenya and Uganda to cooperate.", "oppose", "Feasibility of cooperation of Kenya and Uganda"),
        ("It is unclear whether Kenya will join the union.", "uncertain", "Accession of union by Kenya"),
        ("We do not know the aims of Kenya.", "uncertain", "Aims of Kenya"),
    ],
)
def test_theses_of_the_authors_are_held_jointly(text: str, stance: str, issue: str) -> None:
    assert (AUTHORS, stance, issue) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya should support the plan, some say.",
        "Did Kenya support the plan?",
        "If Kenya supports the plan, the war ends.",
        "Uganda asked Kenya to support the plan.",
        "Kenya could support the plan.",
    ],
)
def test_no_attitude_is_invented(text: str) -> None:
    assert all(holder != "Kenya" for holder, _, _ in told(text))


@pytest.mark.parametrize("text", ["Kenya attacked Uganda in May.", "The summit took place in Nairobi."])
def test_plain_facts_are_no_positions(text: str) -> None:
    assert told(text) == []


def test_opposite_wordings_meet_in_one_issue() -> None:
    stays, goes = told("Kenya wants Bashar al-Assad to stay. Uganda wants Assad to go.")
    assert stays[2] == goes[2] == "Bashar al-Assad remaining in power"
    assert (stays[1], goes[1]) == ("support", "oppose")


def test_each_of_two_holders_has_a_position() -> None:
    assert [p.holder for p in positions("Kenya and Uganda oppose the embargo.")] == ["Kenya", "Uganda"]


def test_conditions_and_their_passages() -> None:
    text = "Kenya is ready to sign the treaty if Uganda signs first."
    (position,) = positions(text)
    assert position.condition == "if Uganda signs first"
    (condition,) = position.conditions
    assert text[condition.start : condition.end] == condition.text


def test_who_reports_it_and_who_is_spoken_for() -> None:
    text = "Foreign Minister Sergei Lavrov of Russia said that Kenya opposes the embargo."
    (position,) = [p for p in positions(text) if p.holder == "Kenya"]
    assert position.attributed_by == "Sergei Lavrov"


def test_a_position_that_was_given_up_is_revised() -> None:
    old, new = sorted(positions("Kenya, which once supported the embargo, now opposes it."), key=lambda p: p.start or 0)
    assert (old.stance, new.stance) == ("support", "oppose")
    assert new.revises == (old.id,)


def test_quotes_are_clauses_of_the_text() -> None:
    text = "The weather was fine, but Kenya opposes the embargo. Nobody came."
    (position,) = positions(text)
    assert position.quote == "Kenya opposes the embargo" == text[position.start : position.end]


def test_what_gives_up_a_stance_turns_it() -> None:
    first, second = positions("Kenya rejected the pact, but has now abandoned its opposition.")
    assert (first.stance, second.stance, second.issue) == ("oppose", "support", first.issue)
    assert second.revises == (first.id,)


def test_a_softened_stance_is_mixed() -> None:
    positions_of_it = positions("Kenya opposes the embargo. But it softened its stance in May.")
    assert [p.stance for p in positions_of_it] == ["oppose", "mixed"]


def test_a_threat_depends_on_its_condition() -> None:
    (position,) = positions("Kenya threatens to block the talks unless Uganda pays.")
    assert (position.stance, position.issue) == ("oppose", "Talks")
    assert position.conditions[0].type == "unless"


def test_the_speaker_may_follow_the_words() -> None:
    found = positions("“We need reform before enlargement,” insisted Angela Merkel.")
    assert [(p.holder, p.stance, p.issue) for p in found] == [("Angela Merkel", "support", "Reform")]
