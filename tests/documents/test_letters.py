"""Letters to the editor."""

from __future__ import annotations

import pytest

from kg.documents.article import read_article

BODY = "Turkey wants a buffer zone, and Greece is against any such zone as long as no one else agrees to it."


def test_letters_below_an_editorial() -> None:
    first = f"Sir, – {BODY}\n\nNo war.\n\nJane Doe, Oslo"
    second = f"To the Editor:\n\n{BODY}\n— Dr. John Roe\nProfessor, Example College"
    third = f"Dear Editor,\n\n{BODY}"
    text = f"Two Roads\n\n{BODY}\n\nLetters to the Editor\n\n{first}\n\n{second}\n\n{third}\n\nComments are closed."
    article = read_article(text)
    parts = article.comments.parts
    assert [text[part.start : part.end] for part in parts] == [first, second, third]
    assert [(part.id, part.authors[0].name, part.authors[0].anonymous) for part in parts] == [
        ("letter-1", "Jane Doe", False),
        ("letter-2", "John Roe", False),
        ("letter-3", "Letter writer 3", True),
    ]
    assert [text[f.start : f.end] for f in article.comments.furniture] == [
        "Letters to the Editor",
        "Jane Doe, Oslo",
        "— Dr. John Roe",
    ]
    assert [f.what for f in article.furniture] == ["comment_form"]


@pytest.mark.parametrize(
    "text",
    [
        f"Two Roads\n\n{BODY}\n\nLetters\n\n{BODY}\n\nJane Doe\n",
        f"Dear Sir,\n\n{BODY}\n\nJane Doe\n",
        f"Two Roads\n\n{BODY}\n\nThe letter said:\n\nDear Sir,\n\n{BODY}\n",
    ],
)
def test_other_letters_stay_text(text: str) -> None:
    assert read_article(text).comments.parts == ()
