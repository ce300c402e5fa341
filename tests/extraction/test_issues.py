from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.issues.wording import capitalised, gerund
from kg.records import Document
from kg.registry import load_registry


def wording(text: str, lemma: str, holders: tuple[str, ...] = ()) -> tuple[str, int] | None:
    """The issue of what `lemma` is about in a sentence."""
    reading = Extractor(load_registry()).read(Document(id="x", text=text))
    predication = next(p for p in reading.predications() if p.lemma == lemma)
    issue = reading.issues.of(predication.get("content", "theme")[0], predication.block.start, holders)
    return None if issue is None else (capitalised(issue.wording), issue.sign)


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("Kenya wants to defeat the rebels.", "want", ("Defeat of rebels", 1)),
        ("Kenya wants to prevent the defeat of the rebels.", "want", ("Defeat of rebels", -1)),
        ("Kenya wants the U.S. to withdraw.", "want", ("Withdrawal of United States", 1)),
        ("Kenya supports the end of the war.", "support", ("War", -1)),
        ("Kenya rejects the idea of a federation.", "reject", ("Federation", 1)),
        ("Kenya supports the federation that Uganda proposed.", "support", ("Federation", 1)),
        ("Kenya wants Uganda not to join the union.", "want", ("Accession of union by Uganda", -1)),
        ("Kenya wants Uganda to become a federation.", "want", ("Uganda becoming federation", 1)),
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
