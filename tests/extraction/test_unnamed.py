from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Actor, Document


def unnamed(text: str) -> dict[str, Actor]:
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    return {actor.name: actor for actor in reading.cast.actors if actor.anonymous and actor.name != "Author"}


def told_by(text: str) -> set[tuple[str, str | None]]:
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    return {(p.holder, p.attributed_by) for p in read_positions(reading)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A senior Western diplomat, speaking on condition of anonymity because the talks were private, said Peru "
            "had rejected the plan.",
            ("Peru", "Western diplomat"),
        ),
        ("A high-ranking Gulf official said Qatar opposes the truce.", ("Qatar", "Gulf official")),
        ("A Kenyan negotiator told reporters that Uganda supports the dam.", ("Uganda", "Kenyan negotiator")),
        ("Turkey opposes the pipeline, two officials said on Sunday.", ("Turkey", "Officials")),
        ("A source close to the talks said Chile rejects the ban.", ("Chile", "Source")),
    ],
)
def test_what_an_unnamed_source_says_is_not_the_authors(text: str, told: tuple[str, str]) -> None:
    assert told in told_by(text)


def test_an_unnamed_source_is_anonymous_and_belongs_to_its_state() -> None:
    (actor,) = unnamed("A senior Kenyan diplomat said Uganda supports the dam.").values()
    assert (actor.name, actor.type, actor.affiliation) == ("Kenyan diplomat", "person", "Kenya")


@pytest.mark.parametrize(
    "text",
    [
        "A diplomat, Ada Hill, said Chile opposes the ban.",
        "The official said Chile opposes the ban.",
        "Two officials met in Lima, and Chile opposes the ban.",
        "A senior diplomat was expelled, Chile said.",
        "Peruvian officials said Chile opposes the ban.",
        "A farmer said Chile opposes the ban.",
    ],
)
def test_named_known_and_silent_persons_are_no_unnamed_sources(text: str) -> None:
    assert not unnamed(text)
