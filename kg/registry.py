"""The registry of actors that have a name of their own in every source: states, bodies, groups, people.

In: the tables in `ontology/registry/` (CSV, UTF-8, several values in a cell split at ";"). Out: entries, found by id,
by any of their names, by a code, or by the office they held at a date. Knows nothing of texts: whether a mention means
an entry is decided by linking.

A name under `shared`, an adjective and a surname may belong to several entries; every other name belongs to one only,
and the tests hold the tables to it.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

from kg.errors import InputError
from kg.resources import data_folder

# The actor types of the records, those excepted that a registry cannot hold.
EntryType = Literal[
    "state", "person", "igo", "government_body", "armed_group", "coalition", "organisation", "population"
]
Judgement = Literal["same", "new", "unsure"]
CodeScheme = Literal["iso2", "iso3", "cow", "cameo", "fips"]

_LISTS: Final = ("aliases", "shared", "metonyms", "adjectives", "people", "part_of")
_TEXTS: Final = (
    "id", "name", "iso2", "iso3", "cameo", "fips", "capital", "wikidata", "surname", "role", "affiliation", "since",
    "until",
)  # fmt: skip
# Tables of the folder that hold no actors: who held which office when, and the wordings of one office.
_OFFICES: Final = "offices"
_ROLES: Final = "roles"
_LONGEST_TITLE: Final = 5
_QUOTES_AND_DOTS: Final = re.compile(r"[\"\u201c\u201d.]")
_SPACES_AND_DASHES: Final = re.compile(r"[-\u2010-\u2015\s]+")
# Which type the rows of a table have that does not say so in a column.
_TYPE_OF_TABLE: Final[Mapping[str, EntryType]] = {"states": "state", "groups": "armed_group", "people": "person"}


@dataclass(frozen=True)
class Office:
    """An office that a person held in a state or body (an id), from one EDTF year or day to another.

    Without a beginning nobody was sure of it; without an end it lasts.
    """

    role: str
    affiliation: str | None = None
    since: str | None = None
    until: str | None = None

    def held(self, when: str) -> bool:
        """Whether it was held at an EDTF year, month or day, as far as the finer of both dates can tell."""
        if self.since is None or _cut(self.since, when) > _cut(when, self.since):
            return False
        return self.until is None or _cut(when, self.until) <= _cut(self.until, when)


@dataclass(frozen=True)
class Entry:
    """One actor of the registry.

    `metonyms` stand for the actor only where they act (Moscow, the Kremlin). `shared` are names that others also go by
    (Congo). `part_of` holds ids: what a body belongs to, or whom a person serves. `role` and `affiliation` are what a
    person is best known for, `since` and `until` the first and last year of it; `offices` are all, in order of time.
    `cow` is the Correlates of War number, `cameo` a CAMEO code where it isn't the `iso3`, `fips` a FIPS 10-4 code.
    """

    id: str
    name: str
    type: EntryType
    aliases: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    iso2: str | None = None
    iso3: str | None = None
    cow: int | None = None
    cameo: str | None = None
    fips: str | None = None
    capital: str | None = None
    wikidata: str | None = None
    part_of: tuple[str, ...] = ()
    surname: str | None = None
    role: str | None = None
    affiliation: str | None = None
    since: str | None = None
    until: str | None = None
    offices: tuple[Office, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all that name the actor wherever they stand; not the metonyms."""
        return (self.name, *self.aliases, *self.shared)


@dataclass(frozen=True)
class Decision:
    """What linking decided about a name of one document, and why.

    `entry` is a registry id for "same", else None; `candidates` are ids, best first.
    """

    name: str
    judgement: Judgement
    entry: str | None
    candidates: tuple[str, ...]
    evidence: str


@lru_cache(maxsize=1 << 16)
def fold_name(name: str) -> str:
    """The form in which two writings of one name are equal: case, accents, quotes, dots, dashes, a leading "the".

    >>> fold_name("The U.S."), fold_name("Côte d’Ivoire"), fold_name("al Qaeda") == fold_name("Al-Qaeda")
    ('us', "cote d'ivoire", True)
    """
    plain = name
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name.replace("\u2019", "'").replace("\u2018", "'"))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = _SPACES_AND_DASHES.sub(" ", _QUOTES_AND_DOTS.sub("", plain.casefold())).strip()
    return words.removeprefix("the ") if words != "the" else words


class Registry:
    """All entries, with an index for each way of naming them. Order is that of the tables.

    `titles` stand before a person's name; those that begin with "+" only together with another title.
    """

    def __init__(
        self, entries: Iterable[Entry], titles: Iterable[str] = (), roles: Mapping[str, str] | None = None
    ) -> None:
        self.entries: tuple[Entry, ...] = tuple(entries)
        self._roles = {fold_name(wording): role for wording, role in (roles or {}).items()}
        self._by_id = {entry.id: entry for entry in self.entries}
        self._titles = {fold_name(title.lstrip("+ ")): not title.startswith("+") for title in titles}

    def __contains__(self, id: str) -> bool:
        return id in self._by_id

    def get(self, id: str) -> Entry:
        """The entry with this id. Raises KeyError."""
        return self._by_id[id]

    def find(self, name: str) -> tuple[Entry, ...]:
        """All entries of this name or alias; where there are none, those of this metonym."""
        key = fold_name(name)
        return self.by_name.get(key) or self._metonyms.get(key, ())

    def find_by_name(self, name: str) -> tuple[Entry, ...]:
        """All entries of this name or alias."""
        return self.by_name.get(fold_name(name), ())

    def find_by_metonym(self, name: str) -> tuple[Entry, ...]:
        """All entries that this place or building stands for: capitals too, unless they are another's metonym."""
        return self._metonyms.get(fold_name(name), ())

    def find_by_adjective(self, word: str) -> tuple[Entry, ...]:
        """All entries of this adjective: "Russian"."""
        return self._adjectives.get(fold_name(word), ())

    def find_by_people(self, word: str) -> tuple[Entry, ...]:
        """All entries of this noun for their people: "Russians"."""
        return self._people.get(fold_name(word), ())

    def find_by_surname(self, word: str) -> tuple[Entry, ...]:
        """All people of this surname."""
        return self._surnames.get(fold_name(word), ())

    def has_given_name(self, word: str) -> bool:
        """Whether somebody of the registry has this given name."""
        return fold_name(word) in self._given_names

    def members(self, id: str) -> tuple[Entry, ...]:
        """All bodies that are part of this entry, and the people who serve it."""
        return self._members.get(id, ())

    def normal_role(self, role: str) -> str:
        """The wording under which the tables know an office, folded: "Minister of Foreign Affairs", "Premier"."""
        key = fold_name(role)
        return fold_name(self._roles.get(key, key))

    def holders(self, role: str, affiliation: str, when: str | int) -> tuple[Entry, ...]:
        """Who held an office of a state or body (its id) at an EDTF date or year, the first to take it first.

        In the year of a hand-over there are several, unless `when` and the table both say the day.
        """
        key = (self.normal_role(role), affiliation)
        held = ((office, entry) for office, entry in self._offices.get(key, ()) if office.held(str(when)))
        return tuple(dict.fromkeys(entry for _, entry in sorted(held, key=lambda pair: pair[0].since or "")))

    def find_code(self, scheme: CodeScheme, code: str | int, year: int | None = None) -> tuple[Entry, ...]:
        """The states with this code, those that last first; of several, with a year, those that existed then.

        CAMEO codes are the ISO 3166-1 alpha-3 codes too.
        """
        found = self._codes.get((scheme, str(code).strip().upper()), ())
        if len(found) > 1 and year is not None:
            found = [entry for entry in found if _existed(entry, year)]
        return tuple(sorted(found, key=lambda entry: entry.until is not None))

    def split_title(self, name: str) -> tuple[str, str]:
        """A name cut into the titles before it, with the country that goes with them, and the rest.

        "Russian Foreign Minister Sergei Lavrov" gives ("Russian Foreign Minister", "Sergei Lavrov"); without a title
        the first part is empty.
        """
        words = name.split()
        place, titled = 0, False
        while step := self._title_at(words, place):
            length, is_title = step
            place, titled = place + length, titled or is_title
        if not titled or words[place].islower():
            return "", name
        return " ".join(words[:place]), " ".join(words[place:])

    def is_title(self, phrase: str) -> bool:
        """Whether the whole phrase is a title: "Foreign Minister"."""
        return bool(self._titles.get(fold_name(phrase)))

    def _title_at(self, words: Sequence[str], place: int) -> tuple[int, bool] | None:
        """How many words from `place` on are a title or what goes with one, if a name is left after them."""
        for length in range(min(_LONGEST_TITLE, len(words) - 1 - place), 0, -1):
            phrase = " ".join(words[place : place + length])
            if (title := self._titles.get(fold_name(phrase))) is not None:
                return length, title
            if self.find_by_adjective(phrase) or any(entry.type == "state" for entry in self.find_by_name(phrase)):
                return length, False
        return None

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of every folded name."""
        return _index((name, entry) for entry in self.entries for name in entry.names)

    @cached_property
    def _metonyms(self) -> Mapping[str, tuple[Entry, ...]]:
        said = _index((name, entry) for entry in self.entries for name in entry.metonyms)
        capitals = _index((entry.capital, entry) for entry in self.entries if entry.capital)
        return {**capitals, **said}

    @cached_property
    def _adjectives(self) -> Mapping[str, tuple[Entry, ...]]:
        return _index((word, entry) for entry in self.entries for word in entry.adjectives)

    @cached_property
    def _people(self) -> Mapping[str, tuple[Entry, ...]]:
        return _index((word, entry) for entry in self.entries for word in entry.people)

    @cached_property
    def _surnames(self) -> Mapping[str, tuple[Entry, ...]]:
        return _index((entry.surname, entry) for entry in self.entries if entry.surname)

    @cached_property
    def _given_names(self) -> frozenset[str]:
        people = (entry for entry in self.entries if entry.type == "person" and entry.name.count(" ") == 1)
        first = (entry.name.split()[0] for entry in people if entry.name.endswith(f" {entry.surname}"))
        return frozenset(fold_name(word) for word in first if len(word) > 2 and not self.find(word))

    @cached_property
    def _offices(self) -> Mapping[tuple[str, str], Sequence[tuple[Office, Entry]]]:
        index: dict[tuple[str, str], list[tuple[Office, Entry]]] = {}
        for entry in self.entries:
            for office in entry.offices:
                if office.affiliation:
                    index.setdefault((self.normal_role(office.role), office.affiliation), []).append((office, entry))
        return index

    @cached_property
    def _codes(self) -> Mapping[tuple[str, str], Sequence[Entry]]:
        index: dict[tuple[str, str], dict[str, Entry]] = {}
        for entry in self.entries:
            own = {scheme: getattr(entry, scheme) for scheme in get_args(CodeScheme)}
            codes = [*own.items(), ("cameo", entry.iso3)]
            for scheme, code in codes:
                if code:
                    index.setdefault((scheme, str(code).upper()), {})[entry.id] = entry
        return {key: tuple(found.values()) for key, found in index.items()}

    @cached_property
    def _members(self) -> Mapping[str, tuple[Entry, ...]]:
        wholes = ((whole, entry) for entry in self.entries for whole in (*entry.part_of, entry.affiliation) if whole)
        return _index(wholes, key=str)


def load_registry(folder: Path | None = None) -> Registry:
    """Read every table of the folder (default: the registry that comes with Standpoint), in the order of their names.

    Raises InputError that names the file, the line and what was expected.
    """
    folder = data_folder("ontology") / "registry" if folder is None else folder
    tables = [table for table in sorted(folder.glob("*.csv")) if table.stem not in (_OFFICES, _ROLES)]
    if not tables:
        raise InputError("no registry table (*.csv) there", path=folder)
    entries: dict[str, Entry] = {}
    for table in tables:
        for line, entry in _read_table(table):
            if entry.id in entries:
                raise InputError(f"the id {entry.id!r} was given before", path=table, line=line)
            entries[entry.id] = entry
    for id, offices in _read_offices(folder / f"{_OFFICES}.csv", entries).items():
        entries[id] = _in_office(entries[id], offices)
    return Registry(entries.values(), _read_titles(folder / "titles.txt"), _read_roles(folder / f"{_ROLES}.csv"))


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


def _cut(date: str, other: str) -> str:
    """An EDTF date as far as the other goes, so that both compare as texts."""
    return date[: len(other)]


def _existed(entry: Entry, year: int) -> bool:
    return int(entry.since or 0) <= year <= int(entry.until or 9999)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in cell.split(";")) if part)


def _index(pairs: Iterable[tuple[str, Entry]], key: Callable[[str], str] = fold_name) -> dict[str, tuple[Entry, ...]]:
    index: dict[str, dict[str, Entry]] = {}
    for name, entry in pairs:
        index.setdefault(key(name), {})[entry.id] = entry
    return {name: tuple(entries.values()) for name, entries in index.items()}
