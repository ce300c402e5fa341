"""PDF files: the words of the pages, lines joined to paragraphs, running heads and page numbers left out.

pypdf reads the pages. A PDF holds no paragraphs, so they are guessed from blank and short lines; a scan without text
is refused. The day on which the file was made is not taken for a date of publication.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from kg.documents.dates import parse_written_date
from kg.documents.found import Facts, Reading
from kg.documents.names import clean_name, is_person_name
from kg.errors import DocumentError
from kg.records import Author

_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_FILE_NAME = re.compile(r"microsoft \w+ - .*|untitled.*|.*\.(?:docx?|pdf|odt|tex|indd|rtf|txt|html?)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:][”’\"')\]]*$")
_OPENS_BLOCK = re.compile(r"(?:[•·▪‣*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_FULL_LINE = 0.75  # a line shorter than this share of the page's usual line ends its paragraph
_EDGE_LINES = 2  # running heads and feet stand in the first or last two lines of a page


def read_pdf(data: bytes, path: Path) -> Reading:
    """Read a PDF. Raises DocumentError for a damaged or locked file and for one without text."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # What is wrong with a file comes as an error, or does not keep us from reading it; its log would say it twice.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("is locked by a password; expected a PDF that opens without one", path=path)
        pages = [page.extract_text() for page in reader.pages]
        title, author = (reader.metadata.title, reader.metadata.author) if reader.metadata else (None, None)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        NotImplementedError,
    ) as error:
        raise DocumentError(
            f"is not a PDF that can be read: {str(error) or type(error).__name__}", path=path
        ) from error
    if not any(page.strip() for page in pages):
        raise DocumentError("holds no text (a scan?); expected a PDF with a text layer", path=path)
    return Reading(join_pages(pages), _read_facts(title, author))


def _read_facts(title: str | None, author: str | None) -> Facts:
    """The file's own title and authors, unless they are what a program put there."""
    title = " ".join((title or "").split())
    names = re.split(r"\s*[;,]\s*(?:and\s+)?|\s+(?:and|&)\s+", author or "")
    authors = tuple(Author(name=clean_name(name)) for name in names if is_person_name(name))
    return Facts(title=title if title and not _FILE_NAME.fullmatch(title) else None, authors=authors)


def join_pages(pages: Sequence[str]) -> str:
    """The pages' lines as paragraphs parted by blank lines; a paragraph may go on on the next page."""
    kept = _drop_running_lines([[line.rstrip() for line in page.splitlines()] for page in pages])
    return "\n\n".join(join_lines([line for page in kept for line in page]))


def join_lines(lines: Sequence[str]) -> list[str]:
    """Paragraphs from lines as they were set: hyphens at line ends are taken back before small letters."""
    lengths = sorted(len(line) for line in lines if line.strip())
    usual = lengths[int(len(lengths) * 0.9)] if lengths else 0
    paragraphs: list[str] = []
    is_open = False
    before = 0
    for line in lines:
        words = " ".join(line.split(" ")).strip()
        if not words:
            is_open = False
        elif is_open and not _opens_paragraph(paragraphs[-1], words, before < usual * _FULL_LINE):
            paragraphs[-1] = _join(paragraphs[-1], words)
        else:
            paragraphs.append(words)
            is_open = True
        before = len(words)
    return paragraphs


def _opens_paragraph(paragraph: str, words: str, after_short_line: bool) -> bool:
    if _OPENS_BLOCK.match(words) or parse_written_date(words) or parse_written_date(paragraph):
        return True
    return after_short_line and (bool(_SENTENCE_END.search(paragraph)) or words[0].isupper())


def _join(paragraph: str, words: str) -> str:
    if paragraph.endswith("\u00ad") or (re.search(r"[^\W\d]-$", paragraph) and words[0].islower()):
        return paragraph[:-1] + words
    return f"{paragraph} {words}"


def _drop_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """The pages without page numbers and without lines that come again at the edge of most pages, digits aside."""
    edges = Counter(key for page in pages for key in {_key(page[n]) for n in _edge(page)})
    often = {key for key, count in edges.items() if len(pages) >= 3 and count * 2 > len(pages)}
    cleaned = []
    for page in pages:
        drop = {n for n in _edge(page) if _key(page[n]) in often or _PAGE_NUMBER.fullmatch(page[n].strip())}
        cleaned.append([line for n, line in enumerate(page) if n not in drop])
    return [_strip_blank(page) for page in cleaned]


def _edge(page: Sequence[str]) -> list[int]:
    filled = [n for n, line in enumerate(page) if line.strip()]
    return sorted({*filled[:_EDGE_LINES], *filled[-_EDGE_LINES:]})


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split())).casefold()


def _strip_blank(page: list[str]) -> list[str]:
    filled = [n for n, line in enumerate(page) if line.strip()]
    return page[filled[0] : filled[-1] + 1] if filled else []
