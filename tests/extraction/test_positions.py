from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Author, Document, Position


def positions(text: str) -> list[Position]:
    document = Document(id="x", text=text, authors=(Author(name="Ada Lindt"), Author(name="Per Holm")))
    return read_positions(Extractor(get_registry()).read(document))


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
        ("Kenya is not bound to respect the embargo on arms.", "Kenya", "mixed", "Respecting the embargo on arms"),
        ("Kenya fears that the embargo will hurt trade.", "Kenya", "oppose", "Embargo hurting trade"),
        ("Kenya regards the embargo as illegal.", "Kenya", "oppose", "Embargo"),
        ("Kenya urged Uganda to lift the embargo on arms.", "Kenya", "oppose", "Embargo on arms"),
        ("Kenya believes that the embargo is a mistake.", "Kenya", "oppose", "Embargo"),
        ("Kenya called the embargo an act of aggression.", "Kenya", "oppose", "Embargo"),
        ("Kenya regretted the decision of Chad to leave the union.", "Kenya", "oppose", "Chad leaving the union"),
        ("Uganda hosted Kenya, which voiced concern over the dam.", "Kenya", "oppose", "Dam"),
        ("Kenya offered to mediate.", "Kenya", "support", "Mediation"),
        ("Kenya criticised Uganda for its support of Chad.", "Kenya", "oppose", "Uganda's support of Chad"),
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
        ("We believe that Kenya can win the war.", "support", "Feasibility of Kenya winning the war"),
        ("It is hard for Kenya and Uganda to cooperate.", "oppose", "Feasibility of cooperation of Kenya and Uganda"),
        ("It is unclear whether Kenya will join the union.", "uncertain", "Accession to the union by Kenya"),
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


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Kenya is in favour of the levy.", ("Kenya", "support", "Levy")),
        ("Kenya took Uganda's side.", ("Kenya", "support", "Support for Uganda")),
        ("Kenya has nothing against the levy.", ("Kenya", "support", "Levy")),
        ("Kenya has no intention of joining the pact.", ("Kenya", "oppose", "Accession to the pact")),
        ("Kenya offered Uganda a truce.", ("Kenya", "support", "Truce")),
        ("Kenya wants the mines closed.", ("Kenya", "support", "Mines closing")),
        ("Kenya accuses Uganda of arming bandits.", ("Kenya", "support", "Arming of bandits by Uganda")),
        ("The pact was rejected by Kenya.", ("Kenya", "oppose", "Pact")),
        ("Kenya's claim to the lake is weak.", ("Kenya", "support", "Lake")),
        ("Malaysia in particular prefers quiet diplomacy.", ("Malaysia", "support", "Quiet diplomacy")),
        ("Kenya ruled out sending troops.", ("Kenya", "oppose", "Sending troops")),
        ("The European Union extended the embargo.", None),
        ("The African Union Peace and Security Council extended the embargo.",
         ("Peace and Security Council", "support", "Extension of the embargo")),
    ],
)  # fmt: skip
def test_attitudes_in_many_words(text: str, position: tuple[str, str, str] | None) -> None:
    if position is None:
        assert told(text) == []
    else:
        assert any(
            holder.endswith(position[0]) and (stance, issue) == position[1:] for holder, stance, issue in told(text)
        )


def test_what_is_left_out_is_taken_up_from_before() -> None:
    text = "Kenya proposed a new election. Uganda said no. Chad agreed with Kenya, and Burundi is in favour."
    assert [(holder, stance) for holder, stance, issue in told(text) if issue == "New election"] == [
        ("Kenya", "support"), ("Uganda", "oppose"), ("Chad", "support"), ("Burundi", "support"),
    ]  # fmt: skip


def test_a_pronoun_is_worded_by_what_it_stands_for() -> None:
    assert ("Uganda", "oppose", "Ratification of the treaty") in told(
        "Kenya signed the treaty, but Uganda refuses to ratify it."
    )


def test_votes_are_positions_on_what_is_voted_on() -> None:
    text = "The draft resolution was adopted by 9 votes in favour, with 2 abstentions (Kenya, Uganda)."
    assert {("Kenya", "mixed"), ("Uganda", "mixed")} <= {(holder, stance) for holder, stance, _ in told(text)}
    text = "The amendment was rejected by 3 votes in favour (Kenya) to 9 against (including Uganda and Chad)."
    assert {("Kenya", "support"), ("Uganda", "oppose"), ("Chad", "oppose")} <= {(h, s) for h, s, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "stance", "issue"),
    [
        ("Deterrence is cheaper than rescue.", "support", "Deterrence as cheaper than rescue"),
        ("Kenya has no business picking presidents.", "oppose", "Kenya picking presidents"),
        ("A deal is within reach.", "support", "Feasibility of deal"),
        ("It is high time that Kenya left the pact.", "support", "Kenya leaving the pact"),
        ("Only a vote will settle the matter.", "support", "Settlement of the matter by a vote"),
        ("No treaty can set aside the law.", "oppose", "Feasibility of treaty setting aside the law"),
        (
            "Rewarding the coup leaders with office would send the wrong signal.",
            "oppose",
            "Rewarding the coup leaders with office",
        ),
    ],
)
def test_prospects_and_verdicts_of_the_authors(text: str, stance: str, issue: str) -> None:
    assert [(s, i) for holder, s, i in told(text) if holder == AUTHORS] == [(stance, issue)]


def test_terms_of_an_agreement_and_open_questions_are_no_positions() -> None:
    assert told("Kenya and Uganda signed a declaration, promising not to attack each other.") == []
    assert told("Delegates were divided over who should prepare the elections.") == []


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
    found = positions("Kenya, which once supported the embargo, now opposes it.")
    old, new = sorted(found, key=lambda p: bool(p.revises))
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


@pytest.mark.parametrize(
    "text",
    [
        "Protesters blocked the road to Quito.",
        "Bahrain commands the force.",
        "Chad ordered troops out.",
        "The Security Council met. The draft ignored the treaty of 1904.",
        "In its view the union has lost the confidence of the people.",
        "Thai nationalists protested, and both countries sent soldiers.",
    ],
)
def test_deeds_and_texts_hold_nothing(text: str) -> None:
    assert [held for held in told(text) if held[0] != AUTHORS] == []


def test_a_position_is_told_once() -> None:
    assert len(told("Kenya reaffirmed its support for the sovereignty of Chad.")) == 1
    assert len(told("Kenya will continue to seek a solution.")) == 1


def test_votes_in_words_are_on_what_was_put_to_the_vote() -> None:
    draft = "Draft on transit rights"
    text = "The General Assembly adopted the draft on transit rights. Chad voted in favour."
    assert ("Chad", "support", draft) in told(text)
    text = "The General Assembly rejected the draft on transit rights, owing to the negative vote of Chad."
    assert ("Chad", "oppose", draft) in told(text)


def test_them_are_many() -> None:
    text = "I respect Joe Biden. Would you accept police trainers? We would welcome them."
    assert ("Support for Joe Biden", "support") not in [(p.issue, p.stance) for p in positions(text)[1:]]


def test_them_are_what_the_question_before_asked_about() -> None:
    before, after = "Kenya supports the ban.", "\n\nWe would welcome them."
    assert "Trainers" in {issue for _, _, issue in told(f"{before} Will you accept trainers?{after}")}
    assert "Trainers" not in {issue for _, _, issue in told(f"{before} They sent us trainers.{after}")}
