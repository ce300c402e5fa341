"""What a report is made of, whatever it is written as: sections of paragraphs, lists, tables, pictures; references.

A text is a tuple of runs: words, the name of an issue, verbatim words of a source, or the number of a reference. Every
paragraph and list entry that tells something ends with the numbers of the passages that it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from kg.queries.plots import Plot, View
from kg.queries.results import Table

UNTITLED: Final = "untitled document "
Style = Literal["plain", "issue", "quote"]


@dataclass(frozen=True)
class Words:
    """A piece of text; a quote is verbatim, without its quotation marks."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True)
class Cite:
    """The number of a reference."""

    number: int


Run = Words | Cite
Text = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a note says how something is to be read and rests on no passage."""

    text: Text
    note: bool = False


@dataclass(frozen=True)
class Listing:
    """A list of entries, each a sentence or two; the entries of a note rest on no passage."""

    entries: tuple[Text, ...]
    note: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with a caption; the first cell of a row says what the row is of."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A picture of a query's answer, drawn by who writes the report."""

    title: str
    table: Table
    view: View
    plot: Plot | None


Block = Paragraph | Listing | Grid | Picture


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; `level` is 2 for the sections of the report, 3 for those inside them."""

    title: str
    level: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Reference:
    """One passage: the words of a document from offset to offset, or the record of a dataset.

    `place` is "characters 25–104" or "record 17"; `words` are verbatim; what is unknown is empty.
    """

    number: int
    document: str
    publisher: str
    published: str
    place: str
    words: str
    address: str
    iri: str


@dataclass(frozen=True)
class Report:
    """A dossier; `lead` says what it is about and how to read it."""

    title: str
    kind: str
    lead: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]


def name_document(reference: Reference) -> str:
    """What the document of a reference is called: its title in quotation marks."""
    title = reference.document
    return title if title.startswith(UNTITLED) else f"“{title}”"


def text_of(*parts: str | Run | Iterable[Run]) -> Text:
    """A text of words, runs and texts in a row."""
    runs: list[Run] = []
    for part in parts:
        runs += [Words(part)] if isinstance(part, str) else [part] if isinstance(part, (Words, Cite)) else part
    return tuple(run for run in runs if not (isinstance(run, Words) and not run.text))
