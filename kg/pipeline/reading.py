"""Documents to records, with an English pipeline that is loaded only when a document needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.documents.files import find_documents
from kg.pipeline.inputs import Input

if TYPE_CHECKING:
    from kg.extraction import Extractor
    from kg.records import Document, SourcedRecord

TOOL = f"standpoint-kg {__version__}"


class Reader:
    """Reads documents with one English pipeline, which is loaded when the first document needs it."""

    def __init__(self, pipeline: str | None = None) -> None:
        self.pipeline = pipeline
        self.tool = f"{TOOL} rules, {pipeline or 'packaged pipeline'}"

    def tool_for(self, file: Input) -> str:
        """The tool that makes records of a file, as provenance names it."""
        return f"{TOOL} records" if file.kind == "records" else self.tool

    def read(self, document: Document) -> list[SourcedRecord]:
        """The records of a document, in the order of its text."""
        return self._extractor.extract(document)

    @cached_property
    def _extractor(self) -> Extractor:
        # spaCy takes a second to import, which a reload of unchanged files must not wait for.
        from kg.extraction import Extractor
        from kg.pipeline.shipped import get_registry

        return Extractor(get_registry(), self.pipeline)


def read_text(path: Path) -> Document:
    """Read a document that others hold the records of. Raises DocumentError."""
    from kg.documents.reader import read_document

    return read_document(path)


def extract(paths: Iterable[Path], reader: Reader) -> Iterator[tuple[Document, list[SourcedRecord]]]:
    """Read documents one by one. Raises DocumentError."""
    from kg.documents.reader import read_document

    for path in find_documents(paths):
        document = read_document(path)
        yield document, reader.read(document)
