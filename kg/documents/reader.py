"""Documents from files: the reader of the format, what the text says of itself, and the sidecar, put together.

Whose word counts: the sidecar's, then the file's own metadata, then what the text says. An author whom nobody names
stays unnamed. The lines that only name an author are furniture, because the author carries what they say; the card of
a person who turns out not to be an author stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from kg.documents.article import Article, read_article
from kg.documents.files import SUFFIXES, read_bytes
from kg.documents.found import Credit, Facts, Reading
from kg.documents.names import are_one_name
from kg.documents.plain import check_text, read_plain
from kg.documents.sidecar import apply_sidecar, read_sidecar
from kg.errors import DocumentError
from kg.records import Author, Document, Furniture


def read_document(path: Path) -> Document:
    """Read a document of any known format, with its sidecar if there is one. Raises DocumentError."""
    reading = _read_format(path)
    check_text(reading.text, path)
    sidecar = read_sidecar(path)
    known = apply_sidecar(sidecar, reading.facts)
    article = read_article(reading.text, known, reading.parts, reading.furniture)
    facts = apply_sidecar(sidecar, _join_facts(reading.facts, article))
    return _build(path, reading, article, facts)


def _read_format(path: Path) -> Reading:
    data = read_bytes(path)
    if not data:
        raise DocumentError("is empty; expected a document", path=path)
    match path.suffix.lower():
        case ".txt":
            return read_plain(data, path)
        case ".md" | ".markdown":
            from kg.documents.markdown import read_markdown

            return read_markdown(data, path)
        case ".html" | ".htm":
            from kg.documents.web import read_web

            return read_web(data, path)
        case ".pdf":
            from kg.documents.pdf import read_pdf

            return read_pdf(data, path)
        case ".docx":
            from kg.documents.word import read_word

            return read_word(data, path)
        case ".eml":
            from kg.documents.mail import read_mail

            return read_mail(data, path)
    raise DocumentError(f"is not a document; expected one of {' '.join(SUFFIXES)}", path=path)


def _join_facts(file: Facts, article: Article) -> Facts:
    """The file's own metadata, completed by what the text says; authors whom both name are completed one by one."""
    said = tuple(credit.author for credit in article.credits)
    facts = file.or_else(Facts(article.title, said, article.publisher, article.published))
    authors = tuple(_complete(author, said) for author in facts.authors)
    return Facts(facts.title, authors, facts.publisher, facts.published, facts.source, facts.language)


def _complete(author: Author, said: Sequence[Author]) -> Author:
    same = next((other for other in said if are_one_name(author.name, other.name)), None)
    if same is None:
        return author
    filled = {name: getattr(same, name) for name in ("role", "affiliation") if getattr(author, name) is None}
    return author.model_copy(update={"quote": same.quote or author.quote} | filled)


def _build(path: Path, reading: Reading, article: Article, facts: Facts) -> Document:
    furniture = (*reading.furniture, *article.furniture, *article.comments.furniture)
    try:
        return Document(
            id=re.sub(r"[^\w.-]+", "-", path.stem, flags=re.ASCII).strip("-") or "document",
            text=reading.text,
            title=facts.title,
            authors=facts.authors,
            publisher=facts.publisher,
            published=facts.published,
            source=facts.source,
            language=facts.language or "en",
            parts=article.comments.parts,
            furniture=_order([*furniture, *_of_authors(article.credits, facts.authors)]),
        )
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise DocumentError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", path=path) from error


def _of_authors(credits: Sequence[Credit], authors: Sequence[Author]) -> list[Furniture]:
    return [
        stretch
        for credit in credits
        if any(are_one_name(credit.author.name, author.name) for author in authors)
        for stretch in credit.stretches
    ]


def _order(stretches: Sequence[Furniture]) -> tuple[Furniture, ...]:
    """The stretches in text order, none inside another."""
    kept: list[Furniture] = []
    for stretch in sorted(stretches, key=lambda s: (s.start, -s.end)):
        if not kept or stretch.start >= kept[-1].end:
            kept.append(stretch)
        elif stretch.end > kept[-1].end:
            kept.append(Furniture(start=kept[-1].end, end=stretch.end, what=stretch.what))
    return tuple(kept)
