"""The lines of a records file: each a record, or refused with a reason.

In: a file or a stream of bytes. Out: line numbers with records or rejects. A file that is no text in UTF-8 is an error
of the whole file; no text of a document is looked at here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from kg.errors import InputError
from kg.jsonl.problems import explain
from kg.records import Document, SourcedRecord, parse_record_line
from kg.rows import Reject

# No text of this field comes near it; a "line" above it is a file of another kind.
MAX_LINE: Final = 64 * 2**20


def read_records(source: Path | Iterable[bytes]) -> Iterator[tuple[int, Document | SourcedRecord | Reject]]:
    """Read a records file line by line, without a look at any text: line numbers with records, or with rejects.

    Raises InputError where the file cannot be read.
    """
    for line, raw, record in read_lines(source):
        yield line, Reject(line, record, raw) if isinstance(record, str) else record


def get_name(source: Path | Iterable[bytes]) -> str:
    return str(source) if isinstance(source, Path) else str(getattr(source, "name", "-"))


def read_lines(source: Path | Iterable[bytes]) -> Iterator[tuple[int, str, Document | SourcedRecord | str]]:
    """Line number, the line, and its record or the reason why it is none."""
    found = False
    for line, raw in _decode(source):
        found = True
        try:
            yield line, raw, parse_record_line(raw)
        except ValidationError as error:
            yield line, raw, explain(error)
    if not found:
        raise InputError("the file is empty; expected one JSON object a line", path=get_name(source))


def _decode(source: Path | Iterable[bytes]) -> Iterator[tuple[int, str]]:
    name = get_name(source)
    for line, raw in enumerate(_open(source), start=1):
        if line == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
            if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise InputError("the text is UTF-16; expected UTF-8", path=name, line=line)
        if b"\0" in raw:
            raise InputError("the file is binary; expected one JSON object a line", path=name, line=line)
        try:
            text = raw.decode("utf-8").strip()
        except UnicodeDecodeError as error:
            problem = f"byte {error.start + 1} of the line is not UTF-8; expected a text in UTF-8"
            raise InputError(problem, path=name, line=line) from error
        if text:
            yield line, text


def _open(source: Path | Iterable[bytes]) -> Iterator[bytes]:
    if not isinstance(source, Path):
        yield from source
        return
    try:
        with source.open("rb") as file:
            number = 0
            while line := file.readline(MAX_LINE + 1):
                number += 1
                if len(line) > MAX_LINE:
                    problem = f"the line has more than {MAX_LINE:,} bytes; expected one JSON object a line"
                    raise InputError(problem, path=source, line=number)
                yield line
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=source) from error
