"""Authors by bylines, cards and biographical notes."""

from __future__ import annotations

import pytest

from kg.documents.article import read_article
from kg.documents.byline import parse_bio

BODY = "Turkey wants a buffer zone, and Greece is against any such zone as long as no one else agrees to it."


def authors(head: str, tail: str = "") -> list[tuple[str, str | None, str | None]]:
    article = read_article(f"Two Roads to Peace\n\n{head}\n\n{BODY}\n\n{BODY}\n\n{tail}\n")
    return [(c.author.name, c.author.role, c.author.affiliation) for c in article.credits]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("By Jane Doe", [("Jane Doe", None, None)]),
        ("BY JANE DOE", [("Jane Doe", None, None)]),
        (
            "By Jane Doe, John Q. Roe and Ann Poe",
            [("Jane Doe", None, None), ("John Q. Roe", None, None), ("Ann Poe", None, None)],
        ),
        ("By Jane Doe, senior fellow at the Example Institute", [("Jane Doe", "senior fellow", "Example Institute")]),
        ("Written by: Jane Doe | November 2, 2015", [("Jane Doe", None, None)]),
        ("Author: Jane Doe", [("Jane Doe", None, None)]),
        ("• Jane Doe\n\n    Professor, Example University", [("Jane Doe", "Professor", "Example University")]),
        ("Jane Doe\nNov 3, 2015", [("Jane Doe", None, None)]),
        ("Nov 3, 2015\n\nJane Doe", [("Jane Doe", None, None)]),
        ("Jane Doe\n\nJane Q. Doe is a lecturer at Example College.", [("Jane Q. Doe", "lecturer", "Example College")]),
        ("Jane Doe\nExample University\nProfessor\nExample Council\nDirector", [("Jane Doe", None, None)]),
        ("By the Editorial Board", []),
        ("By Sea and by Land", []),
        ("Middle East", []),
        ("Vladimir Putin", []),
        ("Vladimir Putin is president of Russia and does as he likes in the region.", []),
    ],
)
def test_heads(head: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert authors(head) == expected


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("Jane Doe is a graduate of Example College and writes.", [("Jane Doe", "graduate of Example College", None)]),
        ("About the author\n\nJane Doe is an analyst with the Example Centre. She lives in Oslo.",
         [("Jane Doe", "analyst", "Example Centre")]),
        ("Jane Doe is an analyst at Example Centre. John Roe is a writer.",
         [("Jane Doe", "analyst", "Example Centre"), ("John Roe", "writer", None)]),
        ("Photo: A. Smith\n\nJane Doe is an editor.\n\nComments are closed.", [("Jane Doe", "editor", None)]),
        ("Nobody knows what comes next, and nobody in the capital wants to guess.", []),
    ],
)  # fmt: skip
def test_tails(tail: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert authors("November 2, 2015", tail) == expected


def test_a_closing_paragraph_about_somebody_of_the_report_is_no_biography() -> None:
    told = "The talks were led by Jane Doe, and she led them well for once in her life."
    assert read_article(f"Title\n\n{BODY}\n\n{told}\n\nJane Doe is director of the office.").credits == ()


def test_the_quote_of_an_author_is_a_slice_of_the_text() -> None:
    text = f"Two Roads\r\n\r\n• Jane\u00a0Doe\r\n\r\n    Professor, Example University\r\n\r\n🕊 {BODY}\r\n"
    (credit,) = read_article(text).credits
    assert credit.author.quote is not None
    assert credit.author.quote in text
    assert [text[s.start : s.end] for s in credit.stretches] == ["• Jane\u00a0Doe", "Professor, Example University"]


def test_bios_need_an_occupation() -> None:
    assert parse_bio("Jane Doe is a professor at Example College.") is not None
    assert parse_bio("Jane Doe is tired of the war.") is None
    assert parse_bio("Russia is a member of the council.") is None
