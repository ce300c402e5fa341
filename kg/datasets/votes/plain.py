"""Votes in a table of one's own, one row a member and decision, as of the UN Security Council.

In: a table (CSV or tab-separated, plain, gzip or zip) with a header; columns by their names in any order: `resolution`
or `symbol` (S/RES/2254, or of the Council just 2254; the symbol of a draft that failed, S/2011/612), `date`, `member`
(or `country`, `state`; names or ISO 3166-1 alpha-3 codes) and `vote` in words or letters; `code` (alpha-3), `title`,
`topic` (several split at ";"), `body`, `id` if there are any. Out: roll calls, each before its votes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.datasets.files import DatasetFile, find_delimiter, is_text
from kg.datasets.states import load_codes
from kg.datasets.votes.codes import WORDS, find_resolution, read_date
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
    "symbol": ("resolution", "symbol"), "date": ("date",), "member": ("member", "country", "state"),
    "vote": ("vote",), "code": ("code", "iso3", "member_code"), "title": ("title", "description"),
    "topic": ("topic", "topics", "issue"), "body": ("body",), "id": ("id",),
}  # fmt: skip
_NEEDED: Final = ("symbol", "date", "member", "vote")
_NUMBER: Final = re.compile(r"\d{1,4}(?: ?\(\d{4}\))?")


def is_votes(head: bytes) -> bool:
    """Whether a file begins like such a table."""
    line = head.split(b"\n", 1)[0].removeprefix(b"\xef\xbb\xbf").replace(b'"', b"").decode("utf-8", "replace").strip()
    columns = Columns(line.split(find_delimiter(head)), _NAMES)
    return all(key in columns for key in _NEEDED)


def describe(path: Path) -> DatasetSource:
    """The dataset as a whole, by the name of its file."""
    stem = path.name.split(".")[0]
    return DatasetSource(f"votes-{re.sub(r'[^a-z0-9]+', '-', stem.casefold()).strip('-')}", f"Votes: {stem}")


def companions(path: Path) -> list[Path]:
    """None: everything is in one table."""
    return []


def read_votes(file: DatasetFile) -> Iterator[RollCall | Votes | Reject]:
    """The roll calls and votes of a file. Raises InputError where columns are missing."""
    delimiter = find_delimiter(file.head())
    columns = read_columns(file, delimiter, _NAMES, _NEEDED)
    voters = Voters(_make_voter)

    def read_cast(row: Row) -> Cast:
        columns.check(row)
        vote = columns.cell(row, "vote")
        if vote.casefold() not in WORDS:
            raise ValueError(f"the vote is {vote!r}; expected yes, no, abstain or absent")
        voter = voters.get(columns.cell(row, "member"), columns.cell(row, "code"))
        return _key(row, columns), voter, WORDS[vote.casefold()]

    return gather(file.rows(delimiter), read_cast, lambda row: _make_roll_call(row, columns))


def _make_voter(name: str, code: str) -> Party:
    return Party(iso3=name, type="state") if not code and name in load_codes() else Party(name, iso3=code, type="state")


def _key(row: Row, columns: Columns) -> str:
    key = columns.cell(row, "id") or columns.cell(row, "symbol")
    if not key:
        raise ValueError("names no resolution; expected a symbol or number like S/RES/2254")
    return key


def _make_roll_call(row: Row, columns: Columns) -> RollCall:
    if not is_text(row):
        raise ValueError("is not UTF-8")
    symbol, day, title, topics = (columns.cell(row, key) for key in ("symbol", "date", "title", "topic"))
    resolution = f"S/RES/{symbol}" if _NUMBER.fullmatch(symbol) else find_resolution(symbol)
    name = columns.cell(row, "body")
    body = Party(name, type="igo") if name else ASSEMBLY if symbol.startswith(("A/", "R/")) else COUNCIL
    labels = tuple(label for part in topics.split(";") if (label := part.strip()))
    return RollCall(_key(row, columns), body, read_date(day), symbol, resolution, "whole", title, "", labels)
