"""Votes of the UN General Assembly in one table: Erik Voeten's release on Dataverse, one row a member and roll call.

In: the table (CSV or tab-separated, plain, gzip or zip), columns by their names in any order: `rcid`, `vote` (1 yes,
2 abstain, 3 no, 8 absent, 9 not a member), the member by `ccode` (Correlates of War), `Country` (three letters) and
`Countryname`, `date`, `session`, `unres`, `amend`, `para`, `short`, `descr`, and the issues `me nu di hr co ec` as 0
and 1 (its codebook). The raw votes of some releases have `rcid`, `session`, `ccode` and `vote` alone: without a day a
roll call has the `year` of its row, else the years of its session. Out: roll calls, each before its votes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.datasets.files import DatasetFile, find_delimiter, is_text
from kg.datasets.votes.codes import NUMBERS, find_resolution, find_scope, read_date
from kg.datasets.votes.gathering import ASSEMBLY, Cast, Columns, Row, Voters, gather, read_columns
from kg.datasets.votes.unvotes import SOURCE
from kg.rows import DatasetSource, Party, Reject, RollCall, Votes

# What the columns of issues stand for, in the words of `unvotes`, so that topics of both layouts are the same.
_ISSUES: Final = {
    "me": "Palestinian conflict",
    "nu": "Nuclear weapons and nuclear material",
    "di": "Arms control and disarmament",
    "hr": "Human rights",
    "co": "Colonialism",
    "ec": "Economic development",
}
_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "id": ("rcid",), "vote": ("vote",), "cow": ("ccode",), "code": ("country",), "name": ("countryname",),
    "date": ("date",), "session": ("session",), "resolution": ("unres",), "amend": ("amend",), "para": ("para",),
    "year": ("year",), "short": ("short",), "description": ("descr",), **{key: (key,) for key in _ISSUES},
}  # fmt: skip
_NEEDED: Final = ("id", "vote", "cow")
_DATED: Final = ("date", "year", "session")
# The regular session of 1946 was the first; each later one opens in September and ends in the year after.
_BEFORE_FIRST: Final = 1945
_MISSING: Final = ("", "NA", "NaN")


def is_votes(head: bytes) -> bool:
    """Whether a file begins like Voeten's table."""
    line = head.split(b"\n", 1)[0].replace(b'"', b"").decode("utf-8", "replace").strip()
    columns = Columns(line.split(find_delimiter(head)), _NAMES)
    return all(key in columns for key in _NEEDED) and any(key in columns for key in _DATED)


def describe(path: Path) -> DatasetSource:
    """The dataset as a whole: the same as in three tables, so that one replaces the other."""
    return SOURCE


def companions(path: Path) -> list[Path]:
    """None: everything is in one table."""
    return []


def read_votes(file: DatasetFile) -> Iterator[RollCall | Votes | Reject]:
    """The roll calls and votes of a file. Raises InputError where columns are missing."""
    delimiter = find_delimiter(file.head())
    columns = read_columns(file, delimiter, _NAMES, _NEEDED)
    voters = Voters(_make_party)
    rcid, vote, cow, code, name = (columns.place(key) for key in ("id", "vote", "cow", "code", "name"))

    def read_cast(row: Row) -> Cast:
        columns.check(row)
        option = row[vote].removesuffix(".0")  # as R and pandas write a column with gaps
        if option not in NUMBERS:
            raise ValueError(f"the vote is {row[vote]!r}; expected 1, 2, 3, 8 or 9")
        voter = voters.get(row[cow], row[code] if code >= 0 else "", row[name] if name >= 0 else "")
        return row[rcid].removesuffix(".0"), voter, NUMBERS[option]

    return gather(file.rows(delimiter), read_cast, lambda row: _make_roll_call(row, columns))


def _make_party(cow: str, code: str, name: str) -> Party:
    cow, code, name = ("" if cell in _MISSING else cell for cell in (cow.removesuffix(".0"), code, name))
    return Party(name, iso3=code, cow=cow, type="state")


def _make_roll_call(row: Row, columns: Columns) -> RollCall:
    if not is_text(row):
        raise ValueError("is not UTF-8")
    keys = ("id", "session", "resolution", "amend", "para", "short", "description")
    cells = ("" if (cell := columns.cell(row, key)) in _MISSING else cell for key in keys)
    rcid, session, code, amend, paragraph, short, description = (cell.removesuffix(".0") for cell in cells)
    topics = tuple(label for key, label in _ISSUES.items() if columns.cell(row, key).removesuffix(".0") == "1")
    scope = find_scope(code, amend, paragraph, description)
    day = read_date(columns.cell(row, "date"), session)
    time = day or _read_year(columns.cell(row, "year").removesuffix(".0")) or _find_years(session)
    return RollCall(rcid, ASSEMBLY, time, code or None, find_resolution(code), scope, short, description, topics)


def _read_year(text: str) -> str | None:
    return text if len(text) == 4 and text.isdecimal() else None


def _find_years(session: str) -> str | None:
    """The years of a regular session; emergency sessions, which have numbers of their own, say nothing of theirs."""
    if not session.isdecimal() or not 1 <= int(session) < 100:
        return None
    opened = _BEFORE_FIRST + int(session)
    return str(opened) if int(session) == 1 else f"{opened}/{opened + 1}"
