"""Documents of every format, put together from all that is known of them."""

from __future__ import annotations

import textwrap
from pathlib import Path

import docx
import pytest

from kg.documents.reader import read_document
from kg.errors import DocumentError
from kg.records import Document, format_record, parse_record_line

from .test_pdf import make_pdf

DATA = Path(__file__).parents[1] / "data" / "documents"
BODY = "Turkey wants a buffer zone, and Greece is against any such zone as long as no one else agrees to it."


def furniture(document: Document) -> list[tuple[str, str]]:
    return [(f.what, document.text[f.start : f.end]) for f in document.furniture]


def test_a_print_out_of_a_blog() -> None:
    document = read_document(DATA / "blog.txt")
    assert (document.id, document.title, document.published) == ("blog", "Two Roads to a Cease-fire", "2015-11-03")
    maria, john = document.authors
    assert (maria.name, maria.role) == ("Maria van der Berg", "senior research fellow")
    assert john.name == "John O’Neill"
    assert [(part.id, part.authors[0].name) for part in document.parts] == [
        ("comment-2", "Ann Miller"),
        ("comment-3", "Commenter 3"),
    ]
    kinds = [what for what, _ in furniture(document)]
    above = ["navigation", "byline", "byline", "credit", "share"]
    below = ["bio", "related", "other", "other", "other", "byline", "byline", "comment_form", "other", "comment_form"]
    assert kinds == above + below


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_left_is_the_report_and_the_comments(tmp_path: Path, end: str) -> None:
    path = tmp_path / "blog.txt"
    path.write_bytes((DATA / "blog.txt").read_text(encoding="utf-8").replace("\n", end).encode())
    document = read_document(path)
    left, at = "", 0
    for stretch in document.furniture:
        assert stretch.start >= at
        left, at = left + document.text[at : stretch.start], stretch.end
    left += document.text[at:]
    assert [line.strip()[:24] for line in left.splitlines() if line.strip()] == [
        "Two Roads to a Cease-fir", "Turkey wants a buffer zo", "The demands of the oppos", "1. Withdraw all foreign ",
        "2. Release the prisoners", "3. Hold elections within", "None of these demands ha", "I agree with you.",
        "And one more thing: Turk", "Thanks for this post.",
    ]  # fmt: skip


def test_every_author_is_quoted_verbatim() -> None:
    for path in sorted(DATA.iterdir()):
        document = read_document(path)
        assert all(author.quote and author.quote in document.text for author in document.authors)


def test_the_sidecar_wins_and_the_card_of_somebody_else_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "a report (1).txt"
    path.write_text(f"Two Roads\n\nJane Doe\nProfessor\n\nJohn Roe\nProfessor\n\n{BODY}\n", encoding="utf-8")
    assert [author.name for author in read_document(path).authors] == ["Jane Doe", "John Roe"]
    (tmp_path / "a report (1).txt.meta.json").write_text(
        '{"authors": [{"name": "John Roe"}], "title": "Roads", "language": "de"}'
    )
    document = read_document(path)
    assert (document.id, document.title, document.language) == ("a-report-1", "Roads", "de")
    assert [(author.name, author.role) for author in document.authors] == [("John Roe", "Professor")]
    assert "".join(words for _, words in furniture(document)) == "John RoeProfessor"


def test_a_document_without_names_has_no_author(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(BODY)
    document = read_document(tmp_path / "x.txt")
    assert (document.title, document.authors, document.publisher, document.published, document.source) == (
        None,
        (),
        None,
        None,
        None,
    )
    assert (document.language, document.parts, document.furniture) == ("en", (), ())


def test_markdown_pages_and_files_of_programs(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# Two Roads\n\nBy Jane Doe\n\n{BODY}\n", encoding="utf-8")
    word = docx.Document()
    for words in ("Two Roads", "By Jane Doe", BODY):
        word.add_paragraph(words)
    word.save(str(tmp_path / "a.docx"))
    (tmp_path / "a.pdf").write_bytes(make_pdf([["Two Roads", "By Jane Doe", "", *textwrap.wrap(BODY, 60)]]))
    (tmp_path / "a.html").write_text(f"<h1>Two Roads</h1><p>By Jane Doe</p><p>{BODY}</p>", encoding="utf-8")
    for name in ("a.md", "a.docx", "a.pdf", "a.html"):
        document = read_document(tmp_path / name)
        assert (name, document.title) == (name, "Two Roads")
        assert [(author.name, author.quote) for author in document.authors] == [("Jane Doe", "By Jane Doe")]
        assert ("byline", "By Jane Doe") in furniture(document)
        assert BODY in document.text


def test_documents_are_records() -> None:
    for path in sorted(DATA.iterdir()):
        document = read_document(path)
        assert parse_record_line(format_record(document)) == document


def test_files_that_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "x.csv").write_text("a,b")
    for name, problem in (
        ("empty.pdf", "is empty"),
        ("x.csv", "is not a document"),
        ("none.txt", "does not exist"),
        ("", "cannot be read"),
    ):
        with pytest.raises(DocumentError, match=problem) as caught:
            read_document(tmp_path / name)
        assert str(tmp_path / name) in str(caught.value)
