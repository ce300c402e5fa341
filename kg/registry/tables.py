"""The tables of the registry: CSV, UTF-8, several values in a cell split at ";".

In: a folder. Out: the registry. A table that is wrong is an InputError that names the file and the line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, cast, get_args

from kg.errors import InputError
from kg.registry.entries import Entry, EntryType, Office
from kg.registry.registry import Registry
from kg.resources import data_folder, own_folder

_LISTS: Final = ("aliases", "shared", "metonyms", "adjectives", "people", "part_of")
_TEXTS: Final = (
    "id", "name", "iso2", "iso3", "cameo", "fips", "capital", "wikidata", "surname", "role", "affiliation", "since",
    "until",
)  # fmt: skip
# Tables of the folder that hold no actors: who held which office when, and the wordings of one office.
_OFFICES: Final = "offices"
_ROLES: Final = "roles"
# Which type the rows of a table have that does not say so in a column.
_TYPE_OF_TABLE: Final[Mapping[str, EntryType]] = {"states": "state", "groups": "armed_group", "people": "person"}


def load_registry(folder: Path | None = None) -> Registry:
    """Read every table of the folder, in the order of their names.

    The default is the registry that comes with Standpoint, with the tables of the user's own folder: their entries
    come in addition, or in the place of ours that have the same id. Raises InputError that names the file, the line
    and what was expected.
    """
    own = own_folder() if folder is None else None
    folder = data_folder("ontology") / "registry" if folder is None else folder
    entries = _read_entries(folder)
    if not entries:
        raise InputError("no registry table (*.csv) there", path=folder)
    entries |= _read_entries(own) if own is not None else {}
    for place in (folder, *([own] if own is not None else [])):
        for id, offices in _read_offices(place / f"{_OFFICES}.csv", entries).items():
            entries[id] = _in_office(entries[id], offices)
    return Registry(entries.values(), _read_titles(folder / "titles.txt"), _read_roles(folder / f"{_ROLES}.csv"))


def _read_entries(folder: Path) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for table in sorted(folder.glob("*.csv")):
        for line, entry in _read_table(table) if table.stem not in (_OFFICES, _ROLES) else ():
            if entry.id in entries:
                raise InputError(f"the id {entry.id!r} was given before", path=table, line=line)
            entries[entry.id] = entry
    return entries


def _read_table(path: Path) -> Iterator[tuple[int, Entry]]:
    for line, row in _read_rows(path, {*_LISTS, *_TEXTS, "cow", "type"}):
        yield line, _read_row(row, path, line)


def _read_rows(path: Path, columns: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with their line numbers, cells stripped. Raises InputError for columns that are unknown."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        unknown = set(rows.fieldnames or ()) - set(columns)
        if unknown:
            raise InputError(f"unknown columns: {', '.join(sorted(unknown))}", path=path, line=1)
        for row in rows:
            if None in row or None in row.values():
                raise InputError("expected as many cells as the first line has", path=path, line=rows.line_num)
            yield rows.line_num, {column: value.strip() for column, value in row.items()}


def _read_row(cells: Mapping[str, str], path: Path, line: int) -> Entry:
    type = cells.get("type") or _TYPE_OF_TABLE.get(path.stem, "")
    if type not in get_args(EntryType):
        raise InputError(f"expected an actor type, not {type!r}", path=path, line=line)
    if not cells.get("id") or not cells.get("name"):
        raise InputError("expected an id and a name", path=path, line=line)
    if (cow := cells.get("cow") or None) is not None and not cow.isdecimal():
        raise InputError(f"expected a number in the column cow, not {cow!r}", path=path, line=line)
    fields: dict[str, Any] = {column: cells.get(column) or None for column in _TEXTS}
    fields |= {column: _split(cells.get(column, "")) for column in _LISTS}
    entry = Entry(type=cast(EntryType, type), cow=int(cow) if cow else None, **fields)
    return replace(entry, offices=_best_known(entry)) if type == "person" else entry


def _best_known(entry: Entry) -> tuple[Office, ...]:
    return (Office(entry.role, entry.affiliation, entry.since, entry.until),) if entry.role else ()


def _read_offices(path: Path, entries: Mapping[str, Entry]) -> dict[str, list[Office]]:
    """The offices of each person, in the order of the table. Raises InputError for whom the registry doesn't know."""
    found: dict[str, list[Office]] = {}
    rows = _read_rows(path, ("person", "role", "affiliation", "since", "until", "note")) if path.is_file() else ()
    for line, cells in rows:
        person, role = cells.get("person", ""), cells.get("role", "")
        if person not in entries or not role:
            raise InputError(f"expected the id of a person and a role, not {person!r}, {role!r}", path=path, line=line)
        years = (cells.get("since") or None, cells.get("until") or None)
        found.setdefault(person, []).append(Office(role, cells.get("affiliation") or None, *years))
    return found


def _in_office(entry: Entry, offices: Sequence[Office]) -> Entry:
    """The person with these offices, and the first and last year of the one they are best known for."""
    known = [office for office in offices if (office.role, office.affiliation) == (entry.role, entry.affiliation)]
    if known:
        since = min((office.since[:4] for office in known if office.since), default=None)
        until = max((office.until or "9999")[:4] for office in known)
        entry = replace(entry, since=since, until=None if until == "9999" else until)
    return replace(entry, offices=tuple(offices))


def _read_titles(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _read_roles(path: Path) -> dict[str, str]:
    """The normal form of every other wording of an office."""
    rows = _read_rows(path, ("role", "aliases", "holders")) if path.is_file() else ()
    return {wording: cells["role"] for _, cells in rows for wording in _split(cells.get("aliases", ""))}


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in cell.split(";")) if part)
