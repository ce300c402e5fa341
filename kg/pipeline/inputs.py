"""The files of a load: which there are, of what kind, and a hash of all that their records depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from kg.datasets.dna import SUFFIXES as DNA_SUFFIXES
from kg.datasets.dna import tells_dna
from kg.datasets.files import DatasetFile
from kg.datasets.kinds import DatasetKind, files_of, find_kind, guess_kind, tells_kind
from kg.datasets.tables.sheets import EXCEL
from kg.documents.files import document_inputs, find_documents
from kg.errors import DocumentError, InputError

RECORDS_SUFFIX = ".jsonl"


@dataclass(frozen=True)
class Input:
    """One file to load; `sha256` is over all bytes that its records depend on (a sidecar's, or their text's, too).

    `dataset` says which dataset it is, of the kind "dataset"; `format` how records with their documents are written;
    `layout` says what the columns of a table mean.
    """

    path: Path
    kind: Literal["document", "records", "dataset"]
    sha256: str
    dataset: DatasetKind | None = None
    format: Literal["jsonl", "dna"] = "jsonl"
    layout: Path | None = None


def find_inputs(
    paths: Iterable[Path],
    text: Path | None = None,
    dataset: DatasetKind | None = None,
    layout: Path | None = None,
) -> list[Input]:
    """All files to load; folders are walked, each for its documents and then its records files.

    `text` is the document that records without one speak of; `dataset` says which
    dataset the files are, whatever they look like; `layout` what the columns of tables mean.

    Raises DocumentError for what is missing, is no document, or is a folder without any.
    """
    inputs: list[Input] = []
    about = document_inputs(text) if text else b""
    for path in paths:
        datasets = _find_datasets(path, dataset, layout)
        if datasets or dataset:
            inputs += datasets
            continue
        databases = _find_databases(path)
        inputs += databases
        if databases and not path.is_dir():
            continue
        records = [path] if path.suffix == RECORDS_SUFFIX else sorted(path.rglob(f"*{RECORDS_SUFFIX}"))
        documents = [] if path.suffix == RECORDS_SUFFIX else _find_documents(path, needed=not (records or databases))
        inputs += [Input(file, "document", hash_bytes(document_inputs(file))) for file in documents]
        inputs += [Input(file, "records", hash_bytes(read_bytes(file), about)) for file in records]
    return inputs


def hash_files(paths: Iterable[Path]) -> str:
    """The SHA-256 of the contents of some files, read in pieces. Raises InputError."""
    whole = hashlib.sha256()
    for path in paths:
        try:
            with path.open("rb") as file:
                whole.update(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:
            raise InputError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=path) from error
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


def find_header(file: Input) -> str | None:
    """The line that a table's columns stand in; None where the first line is a row like the others, or no table is."""
    if file.dataset is None or file.path.name.casefold().endswith((".parquet", *EXCEL)):
        return None
    lines = (line for _, line in islice(DatasetFile(file.path).lines(), 2))
    header, row = next(lines, ""), next(lines, "")
    is_row = tells_kind(file.dataset, f"{row}\n".encode("utf-8", "surrogateescape"))
    return None if is_row or not header.isprintable() else header


def _find_datasets(path: Path, said: DatasetKind | None, layout: Path | None) -> list[Input]:
    """The datasets of a file or folder, each once, its other files left to it."""
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    kinds = {file: said or _find_kind(file, named=file == path, layout=layout) for file in files if file.is_file()}
    return [_make_dataset(file, kind, layout if kind == "table" else None) for file, kind in kinds.items() if kind]


def _find_kind(file: Path, *, named: bool, layout: Path | None) -> DatasetKind | None:
    """The kind of a file; one that the user named, or gave a layout, is a table if it looks like one from outside."""
    found = find_kind(file)
    return guess_kind(file) if layout or (named and found is None) else found


def _make_dataset(file: Path, kind: DatasetKind, layout: Path | None) -> Input:
    files = [*files_of(file, kind), *([layout] if layout else [])]
    return Input(file, "dataset", hash_files(files), kind, layout=layout)


def _find_databases(path: Path) -> list[Input]:
    """The DNA databases of a file or folder."""
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    found = [file for file in files if file.suffix.casefold() in DNA_SUFFIXES and file.exists() and tells_dna(file)]
    return [Input(file, "records", hash_files([file]), format="dna") for file in found]


def _find_documents(path: Path, needed: bool) -> list[Path]:
    try:
        return find_documents([path])
    except DocumentError:
        if needed:
            raise
        return []
