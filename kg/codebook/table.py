"""Codebooks as tables: CSV with a first line of columns, several wordings in a cell split at ";".

In: the text of a table. Out: a codebook. `issue` is the one column that it must have; `id` names the issue for good
(else its wording does), `paraphrases` and `contraries` are other wordings. The columns of `kg query unmatched` are
allowed and not read, so that its answer, edited, is a codebook.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from pathlib import Path

from kg.codebook.book import Codebook, Entry, check_entries
from kg.codebook.normal import normal_form
from kg.errors import InputError

_READ = ("id", "issue", "paraphrases", "contraries")
_UNREAD = ("notes", "positions", "documents", "example")


def parse_table(text: str, path: Path) -> Codebook:
    """Read a codebook from a table. Raises InputError that names the line and what was expected."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        _check_columns(rows.fieldnames or (), path)
        entries = [_read_row(row, rows.line_num, path) for row in rows]
    except csv.Error as error:
        raise InputError(str(error), path=path, line=rows.line_num) from error
    return make_codebook([entry for entry in entries if entry is not None], text, path)


def make_codebook(entries: list[Entry], text: str, path: Path) -> Codebook:
    """A codebook of checked entries, with the digest of its file. Raises InputError."""
    if not entries:
        raise InputError("holds no issue", path=path)
    lines: dict[str, int | None] = {}
    for entry in entries:
        if entry.id in lines:
            raise InputError(f"the id {entry.id!r} was given before", path=path, line=entry.line)
        lines[entry.id] = entry.line
    check_entries(entries, str(path))
    return Codebook(tuple(entries), hashlib.sha256(text.encode()).hexdigest())


def issue_id(id: str, issue: str) -> str:
    """The id of an entry that may have none: then its wording, in normal form, is what it goes by."""
    return id or normal_form(issue).key


def _check_columns(columns: object, path: Path) -> None:
    names = [str(name).strip() for name in columns] if isinstance(columns, list | tuple) else []
    unknown = sorted(set(names) - {*_READ, *_UNREAD})
    if "issue" not in names or unknown:
        expected = f"expected the columns {', '.join(_READ)} (notes and counts are not read)"
        raise InputError(f"{expected}, not {', '.join(unknown or names) or 'nothing'}", path=path, line=1)


def _read_row(row: Mapping[str | None, str | None], line: int, path: Path) -> Entry | None:
    if None in row or None in row.values():
        raise InputError("expected as many cells as the first line has", path=path, line=line)
    cells = {str(column).strip(): " ".join(str(value).split()) for column, value in row.items()}
    if not any(cells.values()):
        return None
    if not cells["issue"]:
        raise InputError("expected an issue", path=path, line=line)
    paraphrases, contraries = (_split(cells.get(column, "")) for column in ("paraphrases", "contraries"))
    return Entry(issue_id(cells.get("id", ""), cells["issue"]), cells["issue"], paraphrases, contraries, line)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
