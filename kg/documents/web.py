"""Web pages: the report and the readers' comments of an HTML page as text, with the facts that the page declares.

trafilatura finds the report among the page's boxes; comments and declared facts are read with Beautiful Soup. The
text is the title, the authors' names, the blocks of the report and the comments, parted by blank lines. What the page
carries besides (navigation, buttons, forms) does not get into the text at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.documents.boxes import read_boxes, tidy
from kg.documents.byline import parse_bio
from kg.documents.found import Facts, Reading
from kg.documents.webcomments import PageComment, take_comments
from kg.documents.webfacts import read_facts
from kg.errors import DocumentError
from kg.passages import fold
from kg.records import Author, Furniture, Part

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_BLOCKS = ("p", "head", "item", "quote", "cell", "code", "ab")
_NOTES = ".author-bio, .author-description, .author-box, .author-info, .about-author, .entry-author, .post-author, .bio"
_BREAK = "\u2028"  # stands for a forced line break while white space is made single
_NOT_REPORT = ("script", "style", "noscript", "template", "nav", "button", "select", "svg", "iframe")


def read_web(data: bytes, path: Path) -> Reading:
    """Read an HTML page. Raises DocumentError for an unknown encoding and for a page without text."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(_decode(data, path), "lxml")
    comments = take_comments(soup)
    facts = read_facts(soup)
    notes = _find_notes(soup)
    blocks = _find_report(soup)
    blocks += [note for note in notes if note not in blocks]
    if not blocks and not comments:
        raise DocumentError("holds no text; expected a page with paragraphs", path=path)
    return _compose(blocks, facts, comments)


def _decode(data: bytes, path: Path) -> str:
    """The page's characters by its byte-order mark, the encoding that it declares, or UTF-8."""
    from bs4.dammit import EncodingDetector

    _, mark = EncodingDetector.strip_byte_order_mark(data)
    named = mark or EncodingDetector.find_declared_encoding(data, is_html=True) or "utf-8"
    # Pages that declare Latin-1 are read as Windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels).
    latin = named.lower() in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii")
    encoding = "windows-1252" if latin else "utf-8-sig" if named.lower() in ("utf-8", "utf8") else named
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(f"byte {error.start} is not {named.upper()}, as expected", path=path, line=line) from error
    except LookupError as error:
        raise DocumentError(f"declares an unknown encoding {named!r}", path=path) from error


def _find_notes(soup: BeautifulSoup) -> list[str]:
    """Biographical notes in boxes of their own, which trafilatura takes for furniture."""
    return [block for box in soup.select(_NOTES) for block in read_boxes(box) if parse_bio(block)]


def _find_report(soup: BeautifulSoup) -> list[str]:
    """The blocks of the report in order; by trafilatura, and of a page too small for it, all blocks outside menus."""
    import trafilatura

    for unread in soup.find_all(_NOT_REPORT):
        unread.extract()
    found = trafilatura.bare_extraction(str(soup), include_comments=False, include_tables=True, with_metadata=False)
    body = None if found is None or isinstance(found, dict) else found.body
    blocks = _read_blocks(body) if body is not None else []
    return blocks if len(blocks) > 1 else _read_small_page(soup)


def _read_blocks(body: Any) -> list[str]:
    """The words of the innermost blocks of trafilatura's tree."""
    blocks: list[str] = []
    for element in body.iter(*_BLOCKS):
        if next(element.iterdescendants(*_BLOCKS), None) is not None:
            blocks.append(tidy(element.text or ""))
        else:
            blocks += _read_lines(element)
        if (tail := tidy(element.tail or "")) and element.getparent().tag in _BLOCKS:
            blocks.append(tail)
    return [block for block in blocks if block]


def _read_lines(element: Any) -> list[str]:
    """The words of an element; a forced line break stays one, and two of them part blocks."""
    for line_break in element.iter("lb"):
        line_break.tail = _BREAK + (line_break.tail or "")
    lines = [tidy(line) for line in "".join(element.itertext()).split(_BREAK)]
    return [block.strip("\n") for block in "\n".join(lines).split("\n\n")]


def _read_small_page(soup: BeautifulSoup) -> list[str]:
    for unread in soup.find_all(("footer", "aside", "title")):
        unread.extract()
    root = soup.find("article") or soup.find("main") or soup.body or soup
    return read_boxes(root)


def _compose(blocks: list[str], facts: Facts, comments: Sequence[PageComment]) -> Reading:
    """Put the text together and say where the authors' names and the comments stand in it."""
    if facts.title and not any(_same(block, facts.title) for block in blocks[:3]):
        blocks = [facts.title, *blocks]
    at = 1 + next((n for n, block in enumerate(blocks[:3]) if facts.title and _same(block, facts.title)), -1)
    unnamed = [author.name for author in facts.authors if not any(author.name in block for block in blocks)]
    text = "\n\n".join([*blocks[:at], *unnamed, *blocks[at:]])
    furniture = [_mark_line(text, name) for name in unnamed]
    authors = tuple(author.model_copy(update={"quote": author.name}) for author in facts.authors)
    parts: list[Part] = []
    for number, comment in enumerate(comments, 1):
        text, part, marks = _append(text, number, comment)
        parts.append(part)
        furniture += marks
    return Reading(text, replace(facts, authors=authors), tuple(parts), tuple(furniture))


def _append(text: str, number: int, comment: PageComment) -> tuple[str, Part, list[Furniture]]:
    """The text with one more comment; its author's name is a line of its own above it."""
    start = len(text) + 2 if text else 0
    lines = ([comment.name] if comment.name else []) + list(comment.blocks)
    text = "\n\n".join(([text] if text else []) + lines)
    marks = [Furniture(start=start, end=start + len(comment.name), what="byline")] if comment.name else []
    author = (
        Author(name=comment.name, quote=comment.name)
        if comment.name
        else Author(name=f"Commenter {number}", anonymous=True)
    )
    part = Part(id=f"comment-{number}", start=start, end=len(text), authors=(author,), published=comment.published)
    return text, part, marks


def _mark_line(text: str, line: str) -> Furniture:
    start = ("\n\n" + text + "\n\n").index(f"\n\n{line}\n\n")
    return Furniture(start=start, end=start + len(line), what="byline")


def _same(a: str, b: str) -> bool:
    return fold(" ".join(a.split())).casefold() == fold(" ".join(b.split())).casefold()
