"""Reports as Word files: styled headings, lists, tables, pictures as PNG, references as a numbered list with bookmarks.

In: a report, pictures as PNG. Out: the bytes of a .docx file, the same each time: its properties and the dates inside
the archive are fixed. Numbers in the text are links to the references.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg.reports.drawing import Drawn
from kg.reports.model import Cite, Grid, Listing, Picture, Reference, Report, Text, name_document
from kg.reports.model import Paragraph as Told
from kg.reports.wording import fold_spaces

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

Draw = Callable[[Picture], Drawn]
# A file needs some day; one that says nothing.
_EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDTH: Final = 6.0  # inches


def format_word(report: Report, draw: Draw) -> bytes:
    """The bytes of a Word file; `draw` makes the PNG of a picture, or says why there is none."""
    import docx

    document = docx.Document()
    _describe(document, report)
    document.add_heading(_clean(report.title), 0)
    document.add_paragraph(_clean(report.kind), style="Subtitle")
    for paragraph in report.lead:
        _add_block(document, paragraph, draw)
    for section in report.sections:
        document.add_heading(_clean(section.title), section.level - 1)
        for block in section.blocks:
            _add_block(document, block, draw)
    _add_references(document, report)
    stream = io.BytesIO()
    document.save(stream)
    return _fix_dates(stream.getvalue())


def _describe(document: Document, report: Report) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _clean(report.title), "", ""
    properties.subject, properties.language = report.kind, "en"
    properties.created = properties.modified = _EPOCH.replace(tzinfo=None)
    properties.last_modified_by, properties.revision = "", 1


def _add_block(document: Document, block: Told | Listing | Grid | Picture, draw: Draw) -> None:
    match block:
        case Told():
            _add_text(document.add_paragraph(), block.text, note=block.note)
        case Listing():
            for entry in block.entries:
                _add_text(document.add_paragraph(style="List Bullet"), entry)
        case Grid():
            _add_grid(document, block)
        case Picture():
            _add_picture(document, block, draw(block))


def _add_grid(document: Document, grid: Grid) -> None:
    document.add_paragraph(_clean(grid.caption), style="Caption")
    table = document.add_table(rows=1, cols=len(grid.head), style="Light List")
    for cell, name in zip(table.rows[0].cells, grid.head, strict=True):
        cell.text = _clean(name)
    for row in grid.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _add_text(cell.paragraphs[0], text)


def _add_picture(document: Document, picture: Picture, drawn: Drawn) -> None:
    from docx.shared import Inches

    if not drawn.png:
        document.add_paragraph().add_run(_clean(drawn.note)).italic = True
        return
    document.add_picture(io.BytesIO(drawn.png), width=Inches(_WIDTH))
    document.add_paragraph(_clean(picture.title), style="Caption")


def _add_text(paragraph: Paragraph, text: Text, *, note: bool = False) -> None:
    for run in text:
        if isinstance(run, Cite):
            _add_link(paragraph, run.number)
            continue
        words = f"“{fold_spaces(run.text)}”" if run.style == "quote" else run.text
        added = paragraph.add_run(_clean(words))
        added.italic = True if note or run.style == "issue" else None


def _add_link(paragraph: Paragraph, number: int) -> None:
    """A number in brackets that leads to the bookmark of its reference."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"reference_{number}")
    run = paragraph.add_run(f"[{number}]")
    link.append(run._r)
    paragraph._p.append(link)


def _add_references(document: Document, report: Report) -> None:
    document.add_heading("References", 1)
    if not report.references:
        document.add_paragraph("Nothing is cited.")
    for reference in report.references:
        _add_reference(document.add_paragraph(), reference)


def _add_reference(paragraph: Paragraph, reference: Reference) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(reference.number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), f"reference_{reference.number}")
        paragraph._p.append(mark)
    facts = [reference.publisher, reference.published, reference.place, reference.address]
    known = ", ".join(fact for fact in facts if fact)
    paragraph.add_run(_clean(f"[{reference.number}] {name_document(reference)}, {known}."))
    if reference.words:
        paragraph.add_run().add_break()
        paragraph.add_run(_clean(f"“{fold_spaces(reference.words)}”")).italic = True


def _fix_dates(data: bytes) -> bytes:
    """The same archive with one fixed date on all its members."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as made, ZipFile(stream, "w", ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            member = ZipInfo(name, _EPOCH.timetuple()[:6])
            member.compress_type = ZIP_DEFLATED
            fixed.writestr(member, made.read(name))
    return stream.getvalue()


def _clean(text: str) -> str:
    """A text without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
