from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.issues.clarity import understandable
from kg.extraction.issues.wording import capitalised, gerund
from kg.pipeline.shipped import get_registry
from kg.records import Document, Position


def wording(text: str, lemma: str, holders: tuple[str, ...] = ()) -> tuple[str, int] | None:
    """The issue of what `lemma` is about in a sentence."""
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    predication = next(p for p in reading.predications() if p.lemma == lemma)
    issue = reading.issues.of(predication.get("content", "theme")[0], predication.block.start, holders)
    return None if issue is None else (capitalised(issue.wording), issue.sign)


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("Kenya wants to defeat the rebels.", "want", ("Defeat of the rebels", 1)),
        ("Kenya wants to prevent the defeat of the rebels.", "want", ("Defeat of the rebels", -1)),
        ("Kenya wants the U.S. to withdraw.", "want", ("Withdrawal of United States", 1)),
        ("Kenya supports the end of the war.", "support", ("War", -1)),
        ("Kenya rejects the idea of a federation.", "reject", ("Federation", 1)),
        ("Kenya supports the federation that Uganda proposed.", "support", ("Federation", 1)),
        ("Kenya wants Uganda not to join the union.", "want", ("Accession to the union by Uganda", -1)),
        ("Kenya wants Uganda to become a federation.", "want", ("Uganda becoming a federation", 1)),
    ],
)
def test_one_polarity_in_neutral_words(text: str, lemma: str, expected: tuple[str, int]) -> None:
    assert wording(text, lemma, ("Kenya",)) == expected


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("keep", "keeping"), ("give up", "giving up"), ("lie", "lying"), ("be", "being"), ("stop", "stopping")],
)
def test_gerunds(lemma: str, form: str) -> None:
    assert gerund(lemma) == form


def stances(text: str) -> set[tuple[str, str]]:
    """Stance and issue of all positions of a text."""
    records = Extractor(get_registry()).extract(Document(id="x", text=text))
    return {(record.stance, record.issue) for record in records if isinstance(record, Position)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Brazil condemned Peru's offensive in the valley. Chile defended the offensive.",
            "Peru's offensive in the valley",
        ),
        (
            "The draft treaty on land mines was tabled on Monday. India rejected the treaty.",
            "Draft treaty on land mines",
        ),
        ("The draft treaty on land mines was tabled on Monday. India rejected a treaty.", "Treaty"),
        ("Chad lifted the ban on cattle exports. Niger opposed the ban.", "Ban on cattle exports"),
    ],
)
def test_a_bare_noun_is_what_was_named_before(text: str, expected: str) -> None:
    assert expected in {issue for _, issue in stances(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru wants to stop.", ("support", "Peru stopping")),
        ("The Security Council demanded an end to the fighting.", ("oppose", "Fighting")),
        ("The Security Council adopted resolution 2894 (2027) on Monday.", ("support", "Resolution 2894")),
        ("Russia denounced the suspension as a provocation.", ("oppose", "Suspension")),
        ("Kenya is ready to join the pact.", ("support", "Accession to the pact")),
        ("Kenya is not bound to support the Mugabe family forever.", ("mixed", "Support for the Robert Mugabe family")),
        (
            "Kenya reaffirms its will to build a partnership with Uganda.",
            ("support", "Building a partnership with Uganda"),
        ),
        ("Ghana wants Kenya to send a letter of protest this week.", ("support", "Kenya sending a letter of protest")),
        ("Ghana wants to pay by the end of the year.", ("support", "Paying by the end of the year")),
        ("Ghana wants Kenya to leave because of the raid.", ("support", "Kenya leaving")),
    ],
)
def test_wordings_can_be_understood_alone(text: str, expected: tuple[str, str]) -> None:
    assert expected in stances(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya wants Uganda to stay in the East African Community.",
            ("oppose", "Uganda leaving the East African Community"),
        ),
        (
            "Kenya wants Uganda to leave the East African Community.",
            ("support", "Uganda leaving the East African Community"),
        ),
        ("Norway opposes foreign troops remaining in Mali.", ("support", "Withdrawal of foreign troops from Mali")),
        (
            "Norway supports the withdrawal of foreign troops from Mali.",
            ("support", "Withdrawal of foreign troops from Mali"),
        ),
        ("Poland wants to remain in NATO.", ("oppose", "Leaving NATO")),
        ("Peru wants to remain in contact with Chile.", ("support", "Remaining in contact with Chile")),
        ("Kenya wants Yoweri Museveni to remain in power.", ("support", "Yoweri Museveni remaining in power")),
        ("Kenya wants Yoweri Museveni to step down.", ("oppose", "Yoweri Museveni remaining in power")),
    ],
)
def test_staying_is_the_opposite_of_leaving(text: str, expected: tuple[str, str]) -> None:
    assert expected in stances(text)


def test_what_can_be_ended_is_no_feasible_thing() -> None:
    text = "Kenya believes that Uganda can help end the civil war."
    assert ("support", "Feasibility of ending civil war") in stances(text)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("whether Mali leaving ECOWAS", "Mali leaving ECOWAS"),
        ("agreement on", "agreement"),
        ("Kenya, Mali and", "Kenya, Mali"),
        ("what", ""),
        ("who winning", ""),
        ("more", ""),
        ("this week", ""),
        ("who rules Mali", "who rules Mali"),
    ],
)
def test_loose_ends_are_cut_and_pointers_name_nothing(words: str, left: str) -> None:
    assert understandable(words) == left


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("Chad wants the partition of Sudan.", "want", ("Partition of Sudan", 1)),
        ("Chad wants the division of Sudan.", "want", ("Partition of Sudan", 1)),
        ("Chad opposes the unity of Sudan.", "oppose", ("Partition of Sudan", -1)),
        ("Chad opposes the territorial integrity of Sudan.", "oppose", ("Partition of Sudan", -1)),
    ],
)
def test_wholeness_is_the_opposite_of_partition(text: str, lemma: str, expected: tuple[str, int]) -> None:
    assert wording(text, lemma) == expected
