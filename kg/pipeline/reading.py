"""Documents to records: by rules on an English pipeline, which is loaded only when a document needs it, by a language
model, or by both.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.documents.files import find_documents
from kg.pipeline.inputs import Input
from kg.pipeline.parallel import map_in_order
from kg.resources import own_digest
from kg.version import __version__

if TYPE_CHECKING:
    from kg.codebook import Codebook
    from kg.extraction import Extractor
    from kg.extraction.explanations import Explanation
    from kg.llm import LanguageModel
    from kg.records import Document, SourcedRecord
    from kg.rows import Reject

TOOL = f"standpoint-kg {__version__}"
# Who made a record, where a model reads too.
RULES = "rules"
NOT_ENGLISH = "the text does not read as English: nothing was extracted"
NO_WORDS = "the text has no words to read beside furniture, figures and signs: nothing was extracted"


@dataclass(frozen=True)
class Taken:
    """What was read of a document, what of it was refused, and why rules could read nothing."""

    records: list[SourcedRecord]
    rejects: tuple[Reject, ...] = ()
    problem: str | None = None


@dataclass(frozen=True)
class Reader:
    """How documents are read: by which installed spaCy pipeline (None: the packaged one), and how sure at least.

    With a model, it reads too, or alone where there are no `rules`.
    `words` is the digest of the user's own words, so that changed ones make another reader. With a codebook, the issues
    of all records, those of records files too, are its own where they mean one of them.
    """

    pipeline: str | None = None
    min_confidence: float = 0.0
    words: str = field(default_factory=own_digest)
    codebook: Codebook | None = None
    model: LanguageModel | None = None
    rules: bool = True

    @property
    def tool(self) -> str:
        """The name of this reader in provenance; another name means that a document has to be read again."""
        sure = f", confidence at least {self.min_confidence:g}" if self.min_confidence else ""
        words = f", own words {self.words[:12]}" if self.words else ""
        rules = [f"{TOOL} rules, {self.pipeline or 'packaged pipeline'}"] if self.rules else []
        made = "; ".join([*rules, self.model.tool] if self.model else rules)
        return f"{made}{sure}{words}{self._coding}"

    def tool_for(self, file: Input) -> str:
        """The tool that makes records of a file, as provenance names it."""
        return self.tool if file.kind == "document" else f"{TOOL} {file.dataset or self._name_format(file)}"

    def _name_format(self, file: Input) -> str:
        return f"{'dna' if file.format == 'dna' else 'records'}{self._coding}"

    @property
    def _coding(self) -> str:
        return f", codebook {self.codebook.digest[:12]}" if self.codebook else ""

    def read(self, document: Document) -> list[SourcedRecord]:
        """The records of a document, in the order of its text; actors are kept however unsure.

        A text that cannot be read has none (see `find_problem`).
        """
        return self.take(document).records

    def take(self, document: Document) -> Taken:
        """The same with what was refused, which is a model's alone. Raises ModelError, UsageError and LimitReached."""
        problem = find_problem(document) if self.rules else None
        found = _get_extractor(self.pipeline).extract(document) if self.rules and not problem else []
        if self.model is None:
            return Taken(self._kept(found), (), problem)
        from kg.llm import combine
        from kg.pipeline.shipped import get_registry

        read = self.model.read(document)
        both = combine(document, found, read.records, RULES, get_registry()) if self.rules else read.records
        return Taken(self._kept(both), read.rejects, f"{problem} by rules" if problem else None)

    def processes(self, jobs: int) -> int:
        """How many processes may share the reading: a model is asked by one, which knows what was spent."""
        return jobs if self.model is None else 1

    def explain(self, document: Document) -> list[Explanation]:
        """The same records, each with the rule that made it and the words that it rests on."""
        if find_problem(document):
            return []
        explained = _get_extractor(self.pipeline).explain(document)
        kept = {record.id: record for record in self._kept([item.record for item in explained])}
        return [replace(item, record=kept[item.record.id]) for item in explained if item.record.id in kept]

    def _kept(self, records: Iterable[SourcedRecord]) -> list[SourcedRecord]:
        """The records that are sure enough, coded; none revises one that was left out."""
        kept = [record for record in records if record.kind == "actor" or self._is_sure(record)]
        known = {record.id for record in kept}
        return self.code(_revising(record, known) for record in kept)

    def code(self, records: Iterable[SourcedRecord]) -> list[SourcedRecord]:
        """The records with the issues of the codebook."""
        return [self.codebook.code(record) for record in records] if self.codebook else list(records)

    def _is_sure(self, record: SourcedRecord) -> bool:
        return record.confidence is None or record.confidence >= self.min_confidence


def _revising(record: SourcedRecord, known: Container[str | None]) -> SourcedRecord:
    """The record without those that it revises and that nobody knows."""
    revised = record.revises if record.kind == "position" else ()
    kept = tuple(name for name in revised if name in known)
    return record if kept == revised else record.model_copy(update={"revises": kept})


def find_problem(document: Document) -> str | None:
    """Why nothing can be read from a text: it isn't English, which alone there are rules for, or has no words."""
    from kg.extraction.text.english import has_words
    from kg.extraction.text.prose import is_english

    if not is_english(document.text):
        return NOT_ENGLISH
    return None if has_words(document) else NO_WORDS


@cache
def _get_extractor(pipeline: str | None) -> Extractor:
    # spaCy takes a second to import, which a reload of unchanged files must not wait for.
    from kg.extraction import Extractor
    from kg.pipeline.shipped import get_registry

    return Extractor(get_registry(), pipeline)


def read_text(path: Path) -> Document:
    """Read a document that others hold the records of. Raises DocumentError."""
    from kg.documents.reader import read_document

    return read_document(path)


def extract(paths: Iterable[Path], reader: Reader, jobs: int = 1) -> Iterator[tuple[Document, list[SourcedRecord]]]:
    """Read documents, in order, by several processes if `jobs` says so. Raises DocumentError."""
    return ((document, taken.records) for document, taken in take(paths, reader, jobs))


def take(paths: Iterable[Path], reader: Reader, jobs: int = 1) -> Iterator[tuple[Document, Taken]]:
    """Read documents as `extract` does, with what was refused of each. Raises DocumentError."""
    return map_in_order(partial(_take, reader), find_documents(paths), reader.processes(jobs))


def explain(paths: Iterable[Path], reader: Reader, jobs: int = 1) -> Iterator[tuple[Path, Document, list[Explanation]]]:
    """Read documents as `extract` does, each record with what it rests on. Raises DocumentError."""
    return map_in_order(partial(_explain, reader), find_documents(paths), jobs)


def _explain(reader: Reader, path: Path) -> tuple[Path, Document, list[Explanation]]:
    document = read_text(path)
    return path, document, reader.explain(document)


def _take(reader: Reader, path: Path) -> tuple[Document, Taken]:
    document = read_text(path)
    return document, reader.take(document)
