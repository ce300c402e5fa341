"""PDF files. The tests write their own, as small as the format allows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.documents.pdf import join_lines, join_pages, read_pdf
from kg.errors import DocumentError

HERE = Path("report.pdf")


def make_pdf(pages: Sequence[Sequence[str]], info: str = "") -> bytes:
    """A PDF whose pages show the given lines, in Helvetica, 14 points apart."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 72 720 Td {shown} ET"
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    body, offsets = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{written}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    )
    return body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def test_pages_become_paragraphs_and_metadata_facts() -> None:
    told = ["Russia wants talks about the border and the United", "States would rather have a truce, as its presi-"]
    lines = ["Two Roads to Peace", *told, "dent said.", "Turkey disagrees."]
    reading = read_pdf(make_pdf([lines], "/Title (Two Roads to Peace) /Author (Jane Doe and John Roe)"), HERE)
    assert reading.text.split("\n\n") == [
        "Two Roads to Peace",
        "Russia wants talks about the border and the United States would rather have a truce, as its president said.",
        "Turkey disagrees.",
    ]
    assert reading.facts.title == "Two Roads to Peace"
    assert [author.name for author in reading.facts.authors] == ["Jane Doe", "John Roe"]
    assert reading.facts.published is None


def test_names_of_files_and_programs_are_no_facts() -> None:
    facts = read_pdf(make_pdf([["Peace"]], "/Title (Microsoft Word - draft3.docx) /Author (admin)"), HERE).facts
    assert (facts.title, facts.authors) == (None, ())


def test_running_heads_and_page_numbers_go_and_paragraphs_cross_pages() -> None:
    pages = [
        f"The Example Review\n{text}\n{n}"
        for n, text in enumerate(("Peace is far and", "war is near, they", "say in Oslo."), 7)
    ]
    assert join_pages(pages) == "Peace is far and war is near, they say in Oslo."


def test_two_pages_that_begin_alike_keep_their_first_lines() -> None:
    assert join_pages(["Peace now\n\nOne.", "Peace now\n\nTwo."]).count("Peace now") == 2


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["the long-", "term peace"], ["the longterm peace"]),
        (["the Russia-", "NATO council"], ["the Russia- NATO council"]),
        (["A first full line of text here.", "", "B"], ["A first full line of text here.", "B"]),
        (
            ["A list of the demands made there:", "1. Peace", "2. Bread"],
            ["A list of the demands made there:", "1. Peace", "2. Bread"],
        ),
        (
            ["A Speech in the", "Great Hall", "3 May 2021", "we want it"],
            ["A Speech in the Great Hall", "3 May 2021", "we want it"],
        ),
        ([], []),
    ],
)
def test_joining_lines(lines: list[str], paragraphs: list[str]) -> None:
    assert join_lines(lines) == paragraphs


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Peace", "report.pdf: is not a PDF that can be read"),
        (b"%PDF-1.4\nbroken", "report.pdf: is not a PDF that can be read"),
        (make_pdf([[]]), "report.pdf: holds no text (a scan?); expected a PDF with a text layer"),
    ],
)
def test_files_that_cannot_be_read(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_pdf(data, HERE)
    assert str(caught.value).startswith(message)


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    writer.encrypt("secret", algorithm="RC4-40")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(DocumentError, match="is locked by a password"):
        read_pdf((tmp_path / "locked.pdf").read_bytes(), HERE)
