"""Refused rows that somebody has mended: which file they were refused of, whose rows they are again.

In: a file of refused rows with their reasons beside it, as `kg.pipeline.refusals` writes them. Out: that file, and its
lines that the mended rows stand for. A dataset with mended rows is read whole, as if they stood in it: what a store
holds of it depends on these files alone, and a mended row that contradicts another one is found.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Final

from kg.datasets.files import DatasetFile, Mended, find_delimiter, format_row
from kg.datasets.kinds import DatasetKind, tells_kind
from kg.errors import InputError

COLUMNS: Final = ("line", "file", "line_in_file", "reason")


def reasons_of(path: Path) -> Path:
    """Where the reasons of refused rows stand: beside them."""
    return path.with_name(f"{path.name}.reasons.tsv")


def find_refused(path: Path) -> tuple[Path, frozenset[int]] | None:
    """The file that the rows of this one were refused of, and their lines there; None where it has no reasons.

    Raises InputError where they are of several files, of one that is gone, or mended rows themselves.
    """
    reasons = reasons_of(path)
    # Not `Path.is_file`, which raises where a name is too long to have another beside it.
    if not os.path.isfile(reasons):
        return None
    with reasons.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t"))
    if tuple(rows[0]) != COLUMNS or any(len(row) != len(COLUMNS) for row in rows):
        raise InputError(f"is not what a load has written; expected {', '.join(COLUMNS)}", path=reasons)
    files = {row[1] for row in rows[1:]}
    if len(files) != 1:
        raise InputError(f"has refused rows of {len(files)} files; expected one: refuse each file's apart", path=path)
    origin = Path(files.pop())
    if not origin.is_file():
        raise InputError(f"has refused rows of {origin}, which is not there; expected it to load both", path=path)
    if reasons_of(origin).is_file():
        raise InputError(f"has rows of {origin.name}, which is of refused rows itself: mend them there", path=path)
    return origin, frozenset(int(row[2]) for row in rows[1:] if row[2])


def find_mended(path: Path, origin: Path, lines: frozenset[int], kind: DatasetKind, layout: Path | None) -> Mended:
    """The rows of a file as mended ones of another. Raises InputError."""
    return Mended(path, lines, find_header(origin, kind, layout) is not None)


def find_header(path: Path, kind: DatasetKind, layout: Path | None = None) -> str | None:
    """The header of a dataset as its refused rows are written; None where it has none. Raises InputError."""
    file = DatasetFile(path)
    match kind:
        case "table":
            from kg.datasets.tables.reading import Table

            return format_row(Table(file, layout).columns.header)
        case "un-votes" | "voeten-votes" | "library-votes" | "votes":
            return format_row(next(file.rows(find_delimiter(file.head())), (1, []))[1])
        case "icews" | "polecat" | "gdelt":
            lines = (line for _, line in file.lines())
            header, row = next(lines, ""), next(lines, "")
            is_row = tells_kind(kind, f"{row}\n".encode("utf-8", "surrogateescape"))
            return None if is_row else header
