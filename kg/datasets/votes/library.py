"""Votes of the UN General Assembly and of the Security Council: the tables of the UN Digital Library.

In: one table a body (CSV, plain, gzip or zip), one row a member and adopted resolution, columns by their names:
`undl_id`, `ms_code`, `ms_name` (the member's name at the time), `ms_vote` (Y, N, A; X, earlier NV, for who did not
vote), `date`, `resolution`, `title` or `description`, `agenda_title` or `agenda`, `subjects`; some were plurals once.
The Council's has `permanent_member`. Sources: the data dictionaries beside digitallibrary.un.org/record/4060887 and
4055387. Out: roll calls, each before its votes. Only votes on whole resolutions are in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.datasets.files import DatasetFile, find_delimiter, is_text
from kg.datasets.votes.codes import LETTERS, read_date
from kg.datasets.votes.gathering import (
    ASSEMBLY,
    COUNCIL,
    Cast,
    Columns,
    Row,
    Voters,
    gather,
    read_columns,
)
from kg.rows import DatasetSource, Party, Reject, RollCall, Votes

_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "id": ("undl_id",), "code": ("ms_code", "ms_codes"), "name": ("ms_name", "ms_names"),
    "vote": ("ms_vote", "ms_votes"), "date": ("date",), "resolution": ("resolution", "resolutions"),
    "title": ("title", "description"), "agenda": ("agenda_title", "agenda_titles", "agenda"),
    "subjects": ("subjects",), "permanent": ("permanent_member",),
}  # fmt: skip
_NEEDED: Final = ("id", "code", "name", "vote", "date", "resolution")
_SEPARATOR: Final = re.compile(r"\s*[|;]\s*")
_CITATION: Final = "United Nations Dag Hammarskjöld Library, digitallibrary.un.org/record/"
_SOURCES: Final = {
    ASSEMBLY: DatasetSource(
        "un-library-assembly-votes", "General Assembly Voting Data of the UN Digital Library", f"{_CITATION}4060887"
    ),
    COUNCIL: DatasetSource(
        "un-library-council-votes", "Security Council Voting Data of the UN Digital Library", f"{_CITATION}4055387"
    ),
}


def is_votes(head: bytes) -> bool:
    """Whether a file begins like a table of the UN Digital Library."""
    columns = _columns(head)
    return all(key in columns for key in _NEEDED)


def describe(path: Path) -> DatasetSource:
    """The dataset as a whole; the two bodies make two. Raises InputError."""
    return _SOURCES[_body(_columns(DatasetFile(path).head()))]


def companions(path: Path) -> list[Path]:
    """None: everything is in one table."""
    return []


def read_votes(file: DatasetFile) -> Iterator[RollCall | Votes | Reject]:
    """The roll calls and votes of a file. Raises InputError where columns are missing."""
    columns = read_columns(file, find_delimiter(file.head()), _NAMES, _NEEDED)
    voters = Voters(_make_party)
    key, code, name, vote = (columns.place(column) for column in ("id", "code", "name", "vote"))

    def read_cast(row: Row) -> Cast:
        columns.check(row)
        if row[vote] not in LETTERS:
            raise ValueError(f"the vote is {row[vote]!r}; expected Y, N, A, X or NV")
        return row[key], voters.get(row[code], row[name]), LETTERS[row[vote]]

    return gather(
        file.rows(find_delimiter(file.head())), read_cast, lambda row: _make_roll_call(row, columns, _body(columns))
    )


def _columns(head: bytes) -> Columns:
    line = head.split(b"\n", 1)[0].removeprefix(b"\xef\xbb\xbf").replace(b'"', b"").decode("utf-8", "replace").strip()
    return Columns(line.split(find_delimiter(head)), _NAMES)


def _body(columns: Columns) -> Party:
    return COUNCIL if "permanent" in columns else ASSEMBLY


def _make_party(code: str, name: str) -> Party:
    return Party(name, iso3=code, type="state")


def _make_roll_call(row: Row, columns: Columns, body: Party) -> RollCall:
    if not is_text(row):
        raise ValueError("is not UTF-8")
    key, day, symbol, title, agenda, subjects = (
        columns.cell(row, column) for column in ("id", "date", "resolution", "title", "agenda", "subjects")
    )
    topics = tuple(dict.fromkeys(subject for subject in _SEPARATOR.split(subjects) if subject))
    return RollCall(key, body, read_date(day), symbol or None, symbol or None, "whole", title, agenda, topics)
