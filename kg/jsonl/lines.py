"""The lines of a records file: each a record, or refused with a reason.

In: a file, packed or not, or a stream of bytes. Out: line numbers with records or rejects; a line that is not UTF-8 is
refused alone. A file that is no text from its first line on is an error of the whole file; no text of a document is
looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from kg.errors import InputError
from kg.jsonl.problems import explain
from kg.packed import open_unpacked
from kg.records import Document, SourcedRecord, parse_record_line
from kg.rows import Reject

# No text of this field comes near it; a "line" above it is a file of another kind.
MAX_LINE: Final = 64 * 2**20
# What a line that cannot be parsed says it is; what follows a backslash is the text of something else.
_KIND: Final = re.compile(r'(?<!\\)"kind"\s*:\s*"(\w+)"')


@dataclass(frozen=True)
class BadLine:
    """Why a line is no record; `maybe_document`: it could have been one, of which the records after it speak."""

    reason: str
    maybe_document: bool


def read_records(source: Path | Iterable[bytes]) -> Iterator[tuple[int, Document | SourcedRecord | Reject]]:
    """Read a records file line by line, without a look at any text: line numbers with records, or with rejects.

    Raises InputError where the file cannot be read.
    """
    for line, raw, record in read_lines(source):
        yield line, Reject(line, record.reason, raw) if isinstance(record, BadLine) else record


def get_name(source: Path | Iterable[bytes]) -> str:
    return str(source) if isinstance(source, Path) else str(getattr(source, "name", "-"))


def read_lines(source: Path | Iterable[bytes]) -> Iterator[tuple[int, str, Document | SourcedRecord | BadLine]]:
    """Line number, the line (a byte that is not UTF-8 as a lone surrogate), and its record or why it is none."""
    found = False
    for line, raw in _find_lines(source):
        if text := raw.decode("utf-8", "surrogateescape").strip():
            found = True
            yield line, text, _find_fault(raw, text) or _parse(text)
    if not found:
        raise InputError("the file is empty; expected one JSON object a line", path=get_name(source))


def _find_fault(raw: bytes, text: str) -> BadLine | None:
    """Why a line is no text."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _refuse(text, f"byte {error.start + 1} of the line is not UTF-8; expected a text in UTF-8")
    return _refuse(text, "the line holds a byte 0; expected a text in UTF-8") if b"\0" in raw else None


def _parse(text: str) -> Document | SourcedRecord | BadLine:
    try:
        return parse_record_line(text)
    except ValidationError as error:
        return _refuse(text, explain(error))


def _refuse(text: str, reason: str) -> BadLine:
    """A line that may be a document, unless it says that it is something else or is a whole object without a text."""
    kind = _KIND.search(text)
    if reason.startswith("document:") or (kind and kind[1] == "document"):
        return BadLine(reason, True)
    whole = reason.startswith(("kind is missing", "the line must be"))
    return BadLine(reason, kind is None and not (whole and '"text"' not in text))


def _find_lines(source: Path | Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines as they come. Raises InputError where the first one shows that the file is no text in UTF-8."""
    name = get_name(source)
    for line, raw in enumerate(_open(source), start=1):
        if line == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
            if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise InputError("the text is UTF-16; expected UTF-8", path=name, line=line)
            if b"\0" in raw:
                raise InputError("the file is binary; expected one JSON object a line", path=name, line=line)
        yield line, raw


def _open(source: Path | Iterable[bytes]) -> Iterator[bytes]:
    if not isinstance(source, Path):
        yield from source
        return
    try:
        with open_unpacked(source) as file:
            number = 0
            while line := file.readline(MAX_LINE + 1):
                number += 1
                if len(line) > MAX_LINE:
                    problem = f"the line has more than {MAX_LINE:,} bytes; expected one JSON object a line"
                    raise InputError(problem, path=source, line=number)
                yield line
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=source) from error
