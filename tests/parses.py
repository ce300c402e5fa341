"""Parses for tests: of a text by the packaged pipeline, or written by hand where no text is sure to give one."""

from __future__ import annotations

from kg.extraction.text.english import load_pipeline, read_blocks
from kg.extraction.tokens import Doc, Token
from kg.records import Document


def parse(text: str) -> Doc:
    """The first block of a text, as readers get it."""
    return read_blocks(Document(id="x", text=text), load_pipeline())[0].doc


def word(doc: Doc, text: str) -> Token:
    """The first token with that text."""
    return next(token for token in doc if token.text == text)


def parse_rows(text: str) -> Doc:
    """A Doc from rows of word/tag/label>head."""
    rows = [row.rsplit("/", 2) for row in text.split()]
    links = [link.split(">") for _, _, link in rows]
    doc = Doc(
        [
            Token(i, 0, " ", tag, "", word, label, "", word, word.lower(), is_lower=word.islower())
            for i, ((word, tag, _), (label, _)) in enumerate(zip(rows, links, strict=True))
        ]
    )
    for token, (_, head) in zip(doc, links, strict=True):
        token.hang_on(doc[int(head)])
    return doc
