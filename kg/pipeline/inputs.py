"""The files of a load: which there are, of what kind, and a hash of all that their records depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.documents.files import document_inputs, find_documents
from kg.errors import DocumentError, InputError

RECORDS_SUFFIX = ".jsonl"


@dataclass(frozen=True)
class Input:
    """One file to load; `sha256` is over all bytes that its records depend on (a sidecar's, or their text's, too)."""

    path: Path
    kind: Literal["document", "records"]
    sha256: str


def find_inputs(paths: Iterable[Path], text: Path | None = None) -> list[Input]:
    """All files to load; folders are walked, each for its documents and then its records files.

    `text` is the document that records without one speak of.

    Raises DocumentError for what is missing, is no document, or is a folder without any.
    """
    inputs: list[Input] = []
    about = document_inputs(text) if text else b""
    for path in paths:
        records = [path] if path.suffix == RECORDS_SUFFIX else sorted(path.rglob(f"*{RECORDS_SUFFIX}"))
        documents = [] if path.suffix == RECORDS_SUFFIX else _find_documents(path, needed=not records)
        inputs += [Input(file, "document", hash_bytes(document_inputs(file))) for file in documents]
        inputs += [Input(file, "records", hash_bytes(read_bytes(file), about)) for file in records]
    return inputs


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


def _find_documents(path: Path, needed: bool) -> list[Path]:
    try:
        return find_documents([path])
    except DocumentError:
        if needed:
            raise
        return []
