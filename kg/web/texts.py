"""The text of a document, read again from the file that it was loaded from.

In: what the store knows of a source, and the SHA-256 of the text that its offsets count in. Out: the document, only if
it still has that text; else the reason why there is none. The store keeps passages, not texts.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from kg.documents.files import SUFFIXES
from kg.documents.reader import read_document
from kg.errors import StandpointError
from kg.records import Document, parse_record
from kg.stores.sources import SourceEntry
from kg.web.asking import Asked

_LARGEST: Final = 32 * 1024**2
_QUICK, _QUICK_PLAIN = 256 * 1024, 4 * 1024**2
_TEXT: Final = (".txt", ".md", ".markdown")
_PLAIN: Final = (*_TEXT, ".jsonl")
_UNKNOWN: Final = "the store does not say which file it was read from"
_NO_TEXT: Final = "this source is a table of coded rows, which has no text"
_GONE: Final = "the file that it was read from is not there any more"
_LARGE: Final = "the file that it was read from is too large to be read for a page"
_CHANGED: Final = "the file that it was read from does not hold this text any more"


@dataclass(frozen=True)
class Found:
    """The document with its text, or the reason why there is none."""

    document: Document | None
    problem: str = ""


def find_text(asked: Asked, document: NamedNode, sha256: str) -> Found:
    """The document of an IRI, read again."""
    entry = next((entry for entry in asked.store.sources() if entry.document == document), None)
    return read_text(entry, sha256) if entry else Found(None, _UNKNOWN)


def find_quick_words(asked: Asked, document: NamedNode, sha256: str) -> str:
    """The text alone, but only where it costs milliseconds to read: a small file, or a larger one of plain text."""
    entry = next((entry for entry in asked.store.sources() if entry.document == document), None)
    return (read_words(entry, sha256) or "") if entry and _is_quick(Path(entry.path)) else ""


def read_words(entry: SourceEntry, sha256: str) -> str | None:
    """The text of a source alone: a file that is its text needs no reader."""
    if sha256 and Path(entry.path).suffix.lower() in _TEXT and (text := _read_plain(Path(entry.path), sha256)):
        return text
    found = read_text(entry, sha256).document
    return found.text if found else None


def _read_plain(path: Path, sha256: str) -> str | None:
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.stat().st_size <= _LARGEST else ""
    except (OSError, UnicodeDecodeError):
        return None
    return text if _hash(text) == sha256 else None


def read_text(entry: SourceEntry, sha256: str) -> Found:
    """The document of a source, read again."""
    if not entry.path:
        return Found(None, _UNKNOWN)
    if entry.kind == "dataset" or not sha256:
        return Found(None, _NO_TEXT)
    try:
        return _read(entry, sha256)
    except OSError:
        return Found(None, _GONE)
    except (StandpointError, ValueError):
        return Found(None, _CHANGED)


def _is_quick(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size <= (_QUICK_PLAIN if path.suffix in _PLAIN else _QUICK)
    except OSError:
        return False


def _read(entry: SourceEntry, sha256: str) -> Found:
    path = Path(entry.path)
    if path.stat().st_size > _LARGEST:
        return Found(None, _LARGE)
    found = read_document(path) if path.suffix.lower() in SUFFIXES else _find_record(path, sha256)
    if found is None or _hash(found.text) != sha256:
        return Found(None, _CHANGED)
    return Found(found)


def _find_record(path: Path, sha256: str) -> Document | None:
    """The document of a records file with that text."""
    with path.open("rb") as lines:
        for line in lines:
            if b'"document"' not in line or not isinstance(data := json.loads(line.decode("utf-8-sig")), dict):
                continue
            if data.get("kind") == "document" and _hash(str(data.get("text"))) == sha256:
                record = parse_record(data)
                return record if isinstance(record, Document) else None
    return None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
