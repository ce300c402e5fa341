from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.relations import read_relations
from kg.records import Document, Relation
from kg.registry import load_registry


def relations(text: str) -> list[Relation]:
    return read_relations(Extractor(load_registry()).read(Document(id="x", text=text)))


@pytest.mark.parametrize(
    ("text", "kind", "parties", "issue"),
    [
        ("Kenya and Uganda agree that the embargo is illegal.", "agree", {"Kenya", "Uganda"}, "Embargo as illegal"),
        ("Kenya disagrees with Uganda over the embargo on arms.", "disagree", {"Kenya", "Uganda"}, "Embargo on arms"),
        ("Kenya and Uganda do not agree on the embargo.", "disagree", {"Kenya", "Uganda"}, "Embargo"),
        ("Both Kenya and Uganda want to end the war.", "agree", {"Kenya", "Uganda"}, "War"),
        ("Kenya is an ally of Uganda.", "ally", {"Kenya", "Uganda"}, None),
        ("The rivalry between Kenya and Uganda is old.", "rival", {"Kenya", "Uganda"}, None),
    ],
)
def test_stated_relations(text: str, kind: str, parties: set[str], issue: str | None) -> None:
    found = [(r.type, {r.a, r.b}, r.issue) for r in relations(text)]
    assert (kind, parties, issue) in found


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Uganda should agree on the embargo.",
        "Kenya could become an ally of Uganda.",
        "Do Kenya and Uganda agree on the embargo?",
        "Kenya and Uganda agreed on a treaty in 2003.",
    ],
)
def test_wishes_and_acts_are_no_relations(text: str) -> None:
    assert relations(text) == []


def test_offices_are_roles() -> None:
    (role,) = [r for r in relations("Russian President Vladimir Putin left.") if r.type == "role_in"]
    assert (role.a, role.b) == ("Vladimir Putin", "Russia")
