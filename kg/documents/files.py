"""Which files are documents, and what each consists of.

Paths in, paths or bytes out; nothing is parsed. Files that speak about a folder (README, SOURCES, LICENSE), hidden
files and metadata sidecars are no documents when a folder is walked.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import DocumentError

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx", ".eml")
SIDECAR_SUFFIX = ".meta.json"
_ABOUT_THE_FOLDER = ("readme", "sources", "license", "licence")


def is_document(path: Path) -> bool:
    """Whether the suffix is one that a reader exists for."""
    return path.suffix.lower() in SUFFIXES


def sidecar_path(document: Path) -> Path:
    """Where the metadata file of a document would be."""
    return document.with_name(document.name + SIDECAR_SUFFIX)


def is_sidecar(path: Path) -> bool:
    """Whether the name is one of a metadata file."""
    return path.name.lower().endswith(SIDECAR_SUFFIX)


def is_about_folder(name: str) -> bool:
    """Whether a file's name says that it speaks about the folder that it lies in."""
    return name.lower().startswith(_ABOUT_THE_FOLDER)


def find_documents(paths: Iterable[Path]) -> list[Path]:
    """The documents among files and below folders: in the order given, each folder sorted, none twice.

    Raises DocumentError for a missing path, a named file of another kind, and a folder without any document.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for document in _find_below(path) if path.is_dir() else [_check_file(path)]:
            found.setdefault(document.resolve(), document)
    return list(found.values())


def document_inputs(path: Path) -> bytes:
    """The bytes of a document and of its sidecar, parted so that no two pairs give the same bytes.

    Equal bytes mean that reading again would give the same Document (and an unchanged file name, its id).
    """
    parts = [path.name.encode("utf-8", "surrogateescape"), read_bytes(path)]
    sidecar = sidecar_path(path)
    # Not `Path.is_file`, which raises where a name is too long to have another beside it.
    if os.path.isfile(sidecar):
        parts.append(read_bytes(sidecar))
    return b"".join(b"%d:%b" % (len(part), part) for part in parts)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises DocumentError when it is missing, a folder, or may not be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(_describe(error), path=path) from error


def _describe(error: OSError) -> str:
    """What the system refused, and what to do about it."""
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    advice = "; ask its owner for the right to read it, or name others" if isinstance(error, PermissionError) else ""
    return f"cannot be read: {(error.strerror or str(error)).lower()}{advice}"


def _check_file(path: Path) -> Path:
    if not path.exists():
        raise DocumentError("does not exist", path=path)
    if not is_document(path) or is_sidecar(path):
        raise DocumentError(f"is not a document; expected one of {' '.join(SUFFIXES)}", path=path)
    return path


def _find_below(folder: Path) -> list[Path]:
    found = sorted(_walk(folder))
    if not found:
        raise DocumentError(f"holds no documents; expected files that end in {' '.join(SUFFIXES)}", path=folder)
    return found


def _walk(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise DocumentError(_describe(error), path=error.filename) from error

    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if is_document(Path(name)) and not name.startswith(".") and not is_about_folder(name):
                yield Path(root, name)
