"""Word files (DOCX): paragraphs and table cells as blocks of text, title and authors from the file's core properties.

python-docx reads them. The days on which a file was made and changed are not taken for a date of publication;
headers, footers, notes and reviewers' remarks are not read.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from kg.documents.found import Facts, Reading
from kg.documents.names import clean_name, is_person_name
from kg.errors import DocumentError
from kg.records import Author

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table
    from docx.text.paragraph import Paragraph


# What a damaged archive or broken XML inside it raises; lxml's errors of syntax are Python's SyntaxError.
_DAMAGE = (BadZipFile, zlib.error, EOFError, NotImplementedError, SyntaxError, KeyError, ValueError)

# What programs call a file to which nobody gave a title.
_UNTITLED = re.compile(
    r"(?:microsoft )?word[ -]?document|document ?\d*|doc\d+|untitled.*|(?:blank|normal)(?: template)?|"
    r"microsoft word - .*|.*\.(?:docx?|dotx?|odt|rtf|pdf)",
    re.IGNORECASE,
)


def read_word(data: bytes, path: Path) -> Reading:
    """Read a DOCX file. Raises DocumentError for a damaged file and for one without text."""
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(BytesIO(data))
        paragraphs = list(_read_blocks(document))
    except (OpcError, *_DAMAGE) as error:
        raise DocumentError(f"is not a DOCX file that can be read: {error}", path=path) from error
    blocks = [words for paragraph in paragraphs if (words := _tidy(paragraph.text))]
    if not blocks:
        raise DocumentError("holds no text; expected a document with paragraphs", path=path)
    return Reading("\n\n".join(blocks), _read_facts(document, paragraphs))


def _read_facts(document: WordDocument, paragraphs: list[Paragraph]) -> Facts:
    """The paragraph that is styled as title, else the file's own title; the file's authors where they are people."""
    properties = document.core_properties
    styled = next((_tidy(p.text) for p in paragraphs if p.style is not None and p.style.name == "Title"), None)
    named = " ".join((properties.title or "").split())
    names = re.split(r"\s*[;,]\s*(?:and\s+)?|\s+(?:and|&)\s+", properties.author or "")
    language = re.match(r"[a-z]{2,3}(?=-|$)", (properties.language or "").lower())
    return Facts(
        title=styled or (None if _UNTITLED.fullmatch(named) else named) or None,
        authors=tuple(Author(name=clean_name(name)) for name in names if is_person_name(name)),
        language=language.group() if language else None,
    )


def _read_blocks(document: WordDocument) -> Iterator[Paragraph]:
    from docx.text.paragraph import Paragraph

    for content in document.iter_inner_content():
        if isinstance(content, Paragraph):
            yield content
        else:
            yield from _read_table(content)


def _read_table(table: Table) -> Iterator[Paragraph]:
    """The paragraphs of a table's cells, row by row; a cell that spans several is read once."""
    seen: set[int] = set()
    for row in table.rows:
        for cell in row.cells:
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                yield from cell.paragraphs


def _tidy(words: str) -> str:
    """A paragraph's words; tabs become spaces, forced line breaks stay."""
    return "\n".join(" ".join(re.split(r"[ \t]+", line)).strip() for line in words.splitlines()).strip()
