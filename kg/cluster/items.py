"""The documents of a batch: of each its name, the bytes that decide what it says, and a way to read it.

In: pieces of a corpus. Out: documents as `kg.documents` reads files, or as lines and rows give them. A line or row that
is no document raises when it is read, not before, so that the others go on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from kg.cluster.corpus import Piece, is_packed
from kg.cluster.places import find_size, is_address, open_stream, read_bytes
from kg.documents.files import document_inputs, sidecar_path
from kg.errors import DocumentError, InputError
from kg.jsonl.problems import explain
from kg.packed import unpack
from kg.pipeline.reading import read_text
from kg.records import Document

_AHEAD = 1 << 16  # bytes that are read at once to find the end of a line


@dataclass(frozen=True)
class Item:
    """One document: its name for people, its content, and how it is read (raises InputError)."""

    name: str
    content: bytes
    read: Callable[[], Document]


def open_items(pieces: tuple[Piece, ...], scratch: Path) -> Iterator[Item]:
    """The documents of a batch in order; files from elsewhere are kept in the folder `scratch`."""
    for place, piece in enumerate(pieces):
        match piece.kind:
            case "document":
                yield _open_document(piece.path, scratch / str(place))
            case "lines":
                yield from _open_lines(piece)
            case "rows":
                yield from _open_rows(piece)


def _open_document(address: str, scratch: Path) -> Item:
    try:
        path = _fetch(address, scratch) if is_address(address) else Path(address)
        return Item(address, document_inputs(path), partial(read_text, path))
    except InputError as error:
        return Item(address, error.problem.encode(), partial(_refuse, error))


def _fetch(address: str, scratch: Path) -> Path:
    """A document and its sidecar as files of this machine, under their own names."""
    path = scratch / PurePosixPath(address).name
    scratch.mkdir()
    path.write_bytes(read_bytes(address))
    beside = sidecar_path(path)
    there = address[: -len(path.name)] + beside.name
    if find_size(there) is not None:
        beside.write_bytes(read_bytes(there))
    return path


def _refuse(error: InputError) -> Document:
    raise error


def _open_lines(piece: Piece) -> Iterator[Item]:
    """The lines that begin in a stretch of a file; one that runs over its end is read to its own."""
    if is_packed(piece.path):
        yield from _open_packed(piece.path)
        return
    # With the byte before the stretch, a line that begins at its start is told from the rest of one that does not.
    begin = max(piece.start - 1, 0)
    data = read_bytes(piece.path, begin, piece.end)
    if data and not data.endswith(b"\n"):
        data += _read_to_line_end(piece.path, piece.end)
    if piece.start:
        _, _, rest = data.partition(b"\n")
        # The stretch may lie within one line, which belongs to whoever it begins with.
        begin, data = begin + len(data) - len(rest), rest if begin + len(data) - len(rest) < piece.end else b""
    yield from _make_items(piece.path, data.split(b"\n"), begin)


def _open_packed(path: str) -> Iterator[Item]:
    """The lines of a packed file; where it is damaged, those before that, and then what is wrong."""
    try:
        with open_stream(path) as raw, unpack(raw, path) as stream:
            yield from _make_items(path, (line.removesuffix(b"\n") for line in stream), 0)
    except InputError as error:
        yield Item(path, error.problem.encode(), partial(_refuse, error))


def _make_items(path: str, lines: Iterable[bytes], begin: int) -> Iterator[Item]:
    """The documents of lines, the first of which begins at a byte."""
    at = begin
    for line in lines:
        content = line.removeprefix(b"\xef\xbb\xbf") if at == 0 else line
        if content.strip():
            yield Item(f"{path} (line at byte {at})", content, partial(_parse_line, content))
        at += len(line) + 1


def _read_to_line_end(path: str, at: int) -> bytes:
    with open_stream(path) as stream:
        stream.seek(at)
        found = bytearray()
        while data := stream.read(_AHEAD):
            head, end, _ = data.partition(b"\n")
            found += head
            if end:
                break
    return bytes(found)


def _parse_line(line: bytes) -> Document:
    try:
        return Document.model_validate_json(line)
    except ValidationError as error:
        raise DocumentError(f"is no document: {explain(error)}") from error


def _open_rows(piece: Piece) -> Iterator[Item]:
    from pyarrow import parquet  # type: ignore[import-untyped,unused-ignore]

    with open_stream(piece.path) as stream:
        batches = parquet.ParquetFile(stream).iter_batches(row_groups=[piece.group], batch_size=256)
        rows: Iterator[dict[str, Any]] = (row for batch in batches for row in batch.to_pylist())
        for number, row in enumerate(islice(rows, piece.start, piece.end), start=piece.start):
            fields = _clean(row)
            content = json.dumps(fields, ensure_ascii=False, sort_keys=True, default=str).encode(
                "utf-8", "surrogatepass"
            )
            name = f"{piece.path} (row {number + 1} of group {piece.group + 1})"
            yield Item(name, content, partial(_parse_row, fields))


def _clean(value: Any) -> Any:
    """A value of Parquet as JSON has it: nothing instead of null, dates as texts."""
    if isinstance(value, Mapping):
        return {name: _clean(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    return value.isoformat()[:10] if isinstance(value, date) else value


def _parse_row(fields: dict[str, Any]) -> Document:
    try:
        return Document.model_validate(fields)
    except ValidationError as error:
        raise DocumentError(f"is no document: {explain(error)}") from error
