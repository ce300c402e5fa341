"""What a careful person would find in the five seed documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents.files import find_documents
from kg.documents.reader import read_document

SEEDS = Path(__file__).parents[2] / "seeds"


def test_five_documents() -> None:
    assert [path.stem[:3] for path in find_documents([SEEDS])] == ["000", "001", "002", "003", "004"]


@pytest.mark.parametrize(
    ("number", "title", "authors", "publisher", "published", "parts"),
    [
        ("000", None, [], None, None, 8),
        ("001", "Yes, the U.S. and Russia can cooperate to end the Syrian civil war. Here’s why.",
         ["Yoshiko M. Herrera", "Andrew Kydd"], "The Washington Post", None, 0),
        ("002", "The U.S. and Russia Must Cooperate to Defeat ISIS", ["Bryan Rosenthal"], None, None, 0),
        ("003", "Logic for U.S.-Russia Cooperation in Anti-Terror Actions", ["Yu Sui"],
         "China-US Focus", "2015-11-03", 0),
        ("004", "USA and Russia Unite Against A Shared Enemy", [], None, "2015-11-02", 0),
    ],
)  # fmt: skip
def test_facts(
    number: str, title: str | None, authors: list[str], publisher: str | None, published: str | None, parts: int
) -> None:
    (path,) = SEEDS.glob(f"{number}*.txt")
    document = read_document(path)
    assert document.text == path.read_bytes().decode()
    assert (document.title, document.publisher, document.published) == (title, publisher, published)
    assert [author.name for author in document.authors] == authors
    assert [part.authors[0].name for part in document.parts] == [f"Commenter {n}" for n in range(1, parts + 1)]


@pytest.mark.parametrize(
    ("number", "gone", "kept"),
    [
        ("000", [], ["Thank you.", "To conclude, it is"]),
        ("001", ["Subscribe to our", "ORCID", "Tel.:", "political science professor"],
         ["Fyodor A. Lukyanov", "So can there be compromise?", "we argue that"]),
        ("002", ["Screen Shot", "Photo Credit", "Pingback", "Leave a Reply", "Connecting to %s", "Bryan Rosenthal"],
         ["New Hope For Cooperation", "opportunity to have a serious conversation"]),
        ("003", ["Language :", "You might also like", "Back to Top", "Yu Sui"], ["have to do the following:"]),
        ("004", ["Originally posted by", "Other Articles", "Comments will be approved"],
         ["Let us know about your thoughts", "Overcoming differences takes time"]),
    ],
)  # fmt: skip
def test_furniture(number: str, gone: list[str], kept: list[str]) -> None:
    (path,) = SEEDS.glob(f"{number}*.txt")
    document = read_document(path)
    left, at = "", 0
    for stretch in document.furniture:
        left, at = left + document.text[at : stretch.start], stretch.end
    left = (left + document.text[at:]).replace("\u00a0", " ")
    assert not [words for words in gone if words in left]
    assert all(words in left for words in kept)
    assert len(left) > 0.85 * len(document.text)


def test_posts_of_authors() -> None:
    posts = {}
    for path in find_documents([SEEDS]):
        for author in read_document(path).authors:
            posts[author.name] = (author.role, author.affiliation)
    assert posts == {
        "Yoshiko M. Herrera": ("political science professor", "University of Wisconsin at Madison"),
        "Andrew Kydd": ("political science professor", "University of Wisconsin at Madison"),
        "Bryan Rosenthal": ("graduate of The Ohio State University", None),
        "Yu Sui": ("Professor", "China Center for Contemporary World Studies"),
    }
