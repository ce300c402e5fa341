"""What there is to read, cut into batches of about the same amount of text.

In: paths and addresses of documents, of folders, and of files that hold many documents (JSON Lines, Parquet). Out:
batches, numbered in the order of the corpus. Of files with many documents only sizes are looked at: a worker reads the
lines or rows of its own stretch, so that planning a terabyte takes no longer than listing its files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from kg.cluster.places import check_address, find_files, find_size, is_address, open_stream
from kg.documents.files import SUFFIXES, find_documents, is_about_folder, is_document, is_sidecar
from kg.errors import InputError, MissingExtra
from kg.packed import PACKED

LINES: Final = (".jsonl", ".ndjson")
ROWS: Final = (".parquet",)
BATCH: Final = 500_000  # bytes of text that a worker reads at a time, by default
# How much of a file is text, about: so that batches of PDF are not tiny nor those of web pages long.
_TEXT: Final = {".pdf": 0.1, ".docx": 0.2, ".html": 0.3, ".htm": 0.3}
_PACKED: Final = 0.25  # how large lines of text are when they are packed, about
_SEPARATE: Final = 200  # what opening a document of its own costs, in bytes of text


@dataclass(frozen=True)
class Piece:
    """A document, or a stretch of a file that holds many: bytes of JSON Lines, rows of a group of Parquet."""

    path: str
    kind: Literal["document", "lines", "rows"]
    size: int
    start: int = 0
    end: int = 0
    group: int = 0


@dataclass(frozen=True)
class Batch:
    """What one worker reads at a time.

    With `only`, it is a trial of the document at that place alone, which writes nothing; the documents of `without` are
    left out, each for a reason.
    """

    number: int
    pieces: tuple[Piece, ...]
    only: int | None = None
    without: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Corpus:
    """The files to read, in order, with their sizes in bytes."""

    files: tuple[tuple[str, int], ...]
    batch: int = BATCH

    def batches(self) -> Iterator[Batch]:
        """All batches. Raises InputError where a file of Parquet is none."""
        number, size, taken = 0, 0, list[Piece]()
        for path, length in self.files:
            for piece in _cut(path, length, self.batch):
                if taken and size + piece.size > self.batch:
                    yield Batch(number, tuple(taken))
                    number, size, taken = number + 1, 0, []
                taken.append(piece)
                size += piece.size
        if taken:
            yield Batch(number, tuple(taken))


def is_corpus(text: str) -> bool:
    """Whether a path is one that only this room reads: an address, or a file of many documents."""
    return is_address(text) or _suffix(text) in LINES + ROWS


def find_corpus(paths: Sequence[str], batch: int = BATCH) -> Corpus:
    """The files of all paths, each once. Raises UsageError and InputError for what does not exist or holds nothing.

    A folder stands for the documents below it; where there are none, for its files of JSON Lines and Parquet.
    """
    found: dict[str, int] = {}
    for path in paths:
        check_address(path)
        for name, size in _find(path):
            found.setdefault(name, size)
    return Corpus(tuple(found.items()), batch)


def _find(path: str) -> list[tuple[str, int]]:
    if is_address(path) or "*" in path:
        return _choose(path, find_files(path))
    if Path(path).is_dir():
        try:
            return [(str(file.resolve()), file.stat().st_size) for file in find_documents([Path(path)])]
        except InputError:
            return _choose(path, find_files(str(Path(path).resolve())))
    if _suffix(path) in LINES + ROWS:
        absolute = str(Path(path).resolve())
        return _choose(path, [(absolute, size)] if (size := find_size(absolute)) is not None else [], single=True)
    return [(str(file.resolve()), file.stat().st_size) for file in find_documents([Path(path)])]


def _choose(path: str, files: list[tuple[str, int]], single: bool = False) -> list[tuple[str, int]]:
    """Those of the files that are documents, else those that hold documents."""
    if single and not files:
        raise InputError("does not exist", path=path)
    seen = [(name, size) for name, size in files if not _is_hidden(name, path)]
    documents = [
        (name, size)
        for name, size in seen
        if is_document(Path(name)) and not is_sidecar(Path(name)) and not is_about_folder(PurePosixPath(name).name)
    ]
    chosen = documents or [(name, size) for name, size in seen if _suffix(name) in LINES + ROWS]
    if not chosen:
        problem = "holds no documents" if files else "is empty or does not exist"
        raise InputError(f"{problem}; expected files that end in {' '.join(SUFFIXES + LINES + ROWS)}", path=path)
    return chosen


def _is_hidden(name: str, below: str) -> bool:
    """Whether a part of the path that is not asked for by name begins with a full stop."""
    asked = set(PurePosixPath(below).parts)
    return any(part.startswith(".") and part not in asked for part in PurePosixPath(name).parts)


def is_packed(path: str) -> bool:
    """Whether a file is called as packed lines are."""
    return path.lower().endswith(tuple(kind + packed for kind in LINES for packed in PACKED))


def _suffix(name: str) -> str:
    """How a file ends, packed or not."""
    path = PurePosixPath(name)
    return (path.with_suffix("") if is_packed(name) else path).suffix.lower()


def _cut(path: str, length: int, most: int) -> Iterator[Piece]:
    """The pieces of a file, none of which holds much more text than asked for."""
    suffix = _suffix(path)
    if is_packed(path):
        # Nobody can begin in the middle of one.
        yield Piece(path, "lines", int(length / _PACKED), 0, length)
    elif suffix in LINES:
        for start in range(0, length, most):
            end = min(start + most, length)
            yield Piece(path, "lines", end - start, start, end)
    elif suffix in ROWS:
        yield from _cut_rows(path, most)
    else:
        yield Piece(path, "document", int(length * _TEXT.get(suffix, 1)) + _SEPARATE)


def _cut_rows(path: str, most: int) -> Iterator[Piece]:
    try:
        from pyarrow import ArrowException, parquet  # type: ignore[import-untyped,unused-ignore]
    except ImportError as error:
        raise MissingExtra(path, "pyarrow", "tables") from error
    try:
        with open_stream(path) as stream:
            facts = parquet.ParquetFile(stream).metadata
            found = map(facts.row_group, range(facts.num_row_groups))
            groups = [(group.num_rows, group.total_byte_size) for group in found]
    except (ArrowException, OSError) as error:
        raise InputError("is no Parquet file that can be read", path=path) from error
    for group, (rows, size) in enumerate(groups):
        step = max(1, rows * most // max(size, 1))
        for start in range(0, rows, step):
            end = min(start + step, rows)
            yield Piece(path, "rows", size * (end - start) // rows, start, end, group)
