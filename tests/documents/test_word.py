"""Word files. The tests write their own."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from kg.documents.word import read_word
from kg.errors import DocumentError

HERE = Path("report.docx")


def save(document: docx.document.Document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_paragraphs_tables_and_core_properties() -> None:
    document = docx.Document()
    document.core_properties.author = "Jane Doe; John Roe"
    document.core_properties.title = "Draft"
    document.core_properties.language = "en-US"
    document.add_heading("Two Roads 🕊", 0)
    document.add_paragraph("Russia\u00a0wants “talks”.")
    document.add_paragraph("  ")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Turkey", "does not"
    document.add_paragraph("First line").add_run().add_break()
    reading = read_word(save(document), HERE)
    assert reading.text == "Two Roads 🕊\n\nRussia\u00a0wants “talks”.\n\nTurkey\n\ndoes not\n\nFirst line"
    assert (reading.facts.title, reading.facts.language) == ("Two Roads 🕊", "en")
    assert [author.name for author in reading.facts.authors] == ["Jane Doe", "John Roe"]
    assert reading.facts.published is None


def test_merged_cells_are_read_once_and_programs_are_no_authors() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Turkey"
    reading = read_word(save(document), HERE)
    assert (reading.text, reading.facts.authors) == ("Turkey", ())


@pytest.mark.parametrize("named", ["Word Document", "Document1", "Microsoft Word - draft 3", "talks.docx"])
def test_what_a_program_calls_a_file_is_no_title(named: str) -> None:
    document = docx.Document()
    document.core_properties.title = named
    document.add_paragraph("Turkey wants talks.")
    assert read_word(save(document), HERE).facts.title is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Peace", "report.docx: is not a DOCX file that can be read"),
        (b"PK\x05\x06" + bytes(18), "report.docx: is not a DOCX file that can be read"),
        (save(docx.Document()), "report.docx: holds no text; expected a document with paragraphs"),
    ],
)
def test_files_that_cannot_be_read(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_word(data, HERE)
    assert str(caught.value).startswith(message)


def test_damaged_archives_are_refused_whatever_is_broken() -> None:
    document = docx.Document()
    document.add_paragraph("Russia wants talks.")
    whole = save(document)
    problems = []
    for at in range(40, len(whole), len(whole) // 60):
        damaged = whole[:at] + bytes(byte ^ 0x5A for byte in whole[at : at + 40]) + whole[at + 40 :]
        try:
            assert read_word(damaged, HERE).text == "Russia wants talks."
        except DocumentError as error:
            problems.append(str(error))
    assert len(problems) > 20
    assert all(problem.startswith("report.docx: is not a DOCX file that can be read") for problem in problems)
