"""The files of a load: which there are, of what kind, and a hash of all that their records depend on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from kg.datasets.files import Mended
from kg.datasets.kinds import DatasetKind, RecordsKind, files_of, find_kind, guess_kind
from kg.documents.files import document_inputs, find_documents
from kg.errors import DocumentError, InputError
from kg.packed import PACKED
from kg.pipeline.mending import find_mended, find_refused

RECORDS_SUFFIX = ".jsonl"
_RECORDS: Final = tuple(kind + packed for kind in (RECORDS_SUFFIX, ".ndjson") for packed in ("", *PACKED))
# What programs for statistics keep tables in, which none of our readers opens.
_STATISTICS: Final = (".dta", ".rds", ".rdata", ".rda", ".sav", ".por", ".sas7bdat")


@dataclass(frozen=True)
class Input:
    """One file to load; `sha256` is over all bytes that its records depend on (a sidecar's, or their text's, too).

    `dataset` says which dataset it is, of the kind "dataset"; `format` how records with their documents are written;
    `layout` says what the columns of a table mean; `mended` are rows to be read with those of the file.
    """

    path: Path
    kind: Literal["document", "records", "dataset"]
    sha256: str
    dataset: DatasetKind | None = None
    format: RecordsKind = "jsonl"
    layout: Path | None = None
    mended: Mended | None = None


def is_empty(path: Path) -> bool:
    """Whether a file has no bytes: below a folder it is neither a document nor records, and left out."""
    return path.stat().st_size == 0


def is_records(path: Path) -> bool:
    """Whether a file is called as JSON Lines are, packed or not."""
    return path.name.casefold().endswith(_RECORDS)


def find_inputs(
    paths: Iterable[Path],
    text: Path | None = None,
    said: DatasetKind | RecordsKind | None = None,
    layout: Path | None = None,
) -> list[Input]:
    """All files to load; folders are walked, each for its documents and then its records files.

    `text` is the document that records without one speak of; `said` is what the user says that the files are, whatever
    they look like; `layout` what the columns of tables mean.

    Empty files below a folder are left out. Raises DocumentError for what is missing, is no document, or is a folder
    without any.
    """
    inputs: list[Input] = []
    about = document_inputs(text) if text else b""
    for path in paths:
        _check_place(path)
        if said == "dna" or said == "jsonl":
            inputs += [_make_records(file, said, about) for file in files_in(path)]
            continue
        datasets = _find_datasets(path, said, layout)
        if datasets or said:
            inputs += datasets
            continue
        databases = [_make_records(file, "dna") for file in files_in(path) if _is_database(file)]
        inputs += databases
        if databases and not path.is_dir():
            continue
        records = _without_empty(path, (file for file in files_in(path) if is_records(file)))
        documents = [] if path in records else _find_documents(path, needed=not (records or databases))
        inputs += [Input(file, "document", hash_bytes(document_inputs(file))) for file in documents]
        inputs += [_make_records(file, "jsonl", about) for file in records]
    return inputs


def _check_place(path: Path) -> None:
    """Raise InputError for an address, and for a pipe: a load reads what lies somewhere, and knows it again by that."""
    if path.is_fifo() or path.is_char_device():
        raise InputError("is a pipe; expected a file, by which it is known again: write it to one first", path=path)
    # A path has one slash where an address had two.
    if re.match(r"[a-z][a-z0-9+]+:/", str(path)) and not path.exists():
        problem = "is an address, and kg load reads files of this machine; fetch it first, or have kg extract read it"
        raise InputError(problem, path=str(path).replace(":/", "://", 1))


def hash_files(paths: Iterable[Path]) -> str:
    """The SHA-256 of one file, as any tool gives it; of several files, that of their hashes. Raises InputError."""
    hashes = [_hash_file(path) for path in paths]
    return hashes[0] if len(hashes) == 1 else hash_bytes(*map(bytes.fromhex, hashes))


def _hash_file(path: Path, more: bytes = b"") -> str:
    """The SHA-256 of a file, read in pieces, and of some bytes after it. Raises InputError."""
    try:
        with path.open("rb") as file:
            whole = hashlib.file_digest(file, "sha256")
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=path) from error
    whole.update(more)
    return whole.hexdigest()


def hash_bytes(*pieces: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal digits."""
    whole = hashlib.sha256()
    for piece in pieces:
        whole.update(piece)
    return whole.hexdigest()


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises InputError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=path) from error


def add_mended(file: Input, path: Path) -> Input:
    """A dataset with the mended rows of a file, which were refused of it. Raises InputError."""
    refused = find_refused(path)
    if refused is None or file.dataset is None or not refused[0].samefile(file.path):
        raise InputError(f"has no rows that were refused of {file.path}", path=path)
    mended = find_mended(path, *refused, file.dataset, file.layout)
    with_rows = replace(file, mended=mended)
    return replace(with_rows, sha256=_hash_dataset(with_rows))


def _find_datasets(path: Path, said: DatasetKind | None, layout: Path | None) -> list[Input]:
    """The datasets of a file or folder, each once, its other files left to it.

    A file of mended rows stands for the file that they were refused of, which is read with them.
    """
    found: dict[Path, Input] = {}
    for file in filter(Path.is_file, files_in(path)):
        # Refused records stand with their documents and need no other file.
        if is_records(file) and not said:
            continue
        refused = find_refused(file)
        origin = refused[0] if refused else file
        kind = said or _find_kind(origin, named=file == path, layout=layout)
        if kind and (refused or origin.resolve() not in found):
            plain = Input(origin, "dataset", "", kind, layout=layout if kind == "table" else None)
            full = add_mended(plain, file) if refused else replace(plain, sha256=_hash_dataset(plain))
            found[origin.resolve()] = full
    return list(found.values())


def _find_kind(file: Path, *, named: bool, layout: Path | None) -> DatasetKind | None:
    """The kind of a file; one that the user named, or gave a layout, is a table if it looks like one from outside."""
    found = find_kind(file)
    return guess_kind(file) if layout or (named and found is None) else found


def _hash_dataset(file: Input) -> str:
    assert file.dataset is not None
    others = [file.layout, file.mended.path if file.mended else None]
    return hash_files([*files_of(file.path, file.dataset), *(path for path in others if path)])


def _is_database(file: Path) -> bool:
    from kg.datasets.dna import SUFFIXES, tells_dna

    return file.suffix.casefold() in SUFFIXES and file.exists() and tells_dna(file)


def _make_records(file: Path, format: RecordsKind, about: bytes = b"") -> Input:
    """The input of a database of DNA, or of a records file, some of whose records speak of another text."""
    return Input(file, "records", hash_files([file]) if format == "dna" else _hash_file(file, about), format=format)


def _without_empty(path: Path, found: Iterable[Path]) -> list[Path]:
    """The files but the empty ones below a folder; an empty one that the user named is told to be one by its reader."""
    return [file for file in found if not (path.is_dir() and is_empty(file))]


def files_in(path: Path) -> list[Path]:
    """The file, or the files below a folder that are not hidden, sorted."""
    if not path.is_dir():
        return [path]
    files = (file for file in path.rglob("*") if file.is_file())
    return sorted(file for file in files if not any(part.startswith(".") for part in file.relative_to(path).parts))


def _find_documents(path: Path, needed: bool) -> list[Path]:
    try:
        documents = _without_empty(path, find_documents([path]))
        if needed and not documents:
            raise DocumentError("holds empty files only; expected documents, records or datasets", path=path)
        return documents
    except DocumentError as error:
        if needed and path.is_file():
            if path.suffix.casefold() in _STATISTICS:
                raise DocumentError(
                    "is a file of R, Stata, SPSS or SAS; save it there as CSV or Parquet", path=path
                ) from error
            others = "records end in .jsonl, perhaps with .gz, and datasets are known by what they hold"
            raise DocumentError(f"{error.problem}; {others}", path=path) from error
        if needed:
            raise
        return []
