"""The registry of actors that have a name of their own in every source: states, bodies, groups, people.

In: the tables in `ontology/registry/` (CSV, UTF-8, several values in a cell split at ";"). Out: entries, found by id or
by any of their names. Knows nothing of texts: whether a mention means an entry is decided by linking.

A name under `shared`, an adjective and a surname may belong to several entries; every other name belongs to one only,
and the tests hold the tables to it.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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

_LISTS: Final = ("aliases", "shared", "metonyms", "adjectives", "people", "part_of")
_TEXTS: Final = (
    "id", "name", "iso2", "iso3", "capital", "wikidata", "surname", "role", "affiliation", "since", "until",
)  # fmt: skip
_LONGEST_TITLE: Final = 5
_QUOTES_AND_DOTS: Final = re.compile(r"[\"\u201c\u201d.]")
_SPACES_AND_DASHES: Final = re.compile(r"[-\u2010-\u2015\s]+")
# Which type the rows of a table have that does not say so in a column.
_TYPE_OF_TABLE: Final[Mapping[str, EntryType]] = {"states": "state", "groups": "armed_group", "people": "person"}


@dataclass(frozen=True)
class Entry:
    """One actor of the registry.

    `metonyms` stand for the actor only where they act (Moscow, the Kremlin). `shared` are names that others also go by
    (Congo). `part_of` holds ids: what a body belongs to, or whom a person serves. Years are EDTF years; `until` is None
    for what lasts.
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
    capital: str | None = None
    wikidata: str | None = None
    part_of: tuple[str, ...] = ()
    surname: str | None = None
    role: str | None = None
    affiliation: str | None = None
    since: str | None = None
    until: str | None = None

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

    def __init__(self, entries: Iterable[Entry], titles: Iterable[str] = ()) -> None:
        self.entries: tuple[Entry, ...] = tuple(entries)
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
    def _members(self) -> Mapping[str, tuple[Entry, ...]]:
        wholes = ((whole, entry) for entry in self.entries for whole in (*entry.part_of, entry.affiliation) if whole)
        return _index(wholes, key=str)


def load_registry(folder: Path | None = None) -> Registry:
    """Read every table of the folder (default: the registry that comes with Standpoint), in the order of their names.

    Raises InputError that names the file, the line and what was expected.
    """
    folder = data_folder("ontology") / "registry" if folder is None else folder
    tables = sorted(folder.glob("*.csv"))
    if not tables:
        raise InputError("no registry table (*.csv) there", path=folder)
    entries: dict[str, Entry] = {}
    for table in tables:
        for line, entry in _read_table(table):
            if entry.id in entries:
                raise InputError(f"the id {entry.id!r} was given before", path=table, line=line)
            entries[entry.id] = entry
    titles = folder / "titles.txt"
    lines = titles.read_text(encoding="utf-8").splitlines() if titles.is_file() else []
    return Registry(entries.values(), [line.strip() for line in lines if line.strip() and not line.startswith("#")])


def _read_table(path: Path) -> Iterator[tuple[int, Entry]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        unknown = set(rows.fieldnames or ()) - {*_LISTS, *_TEXTS, "type"}
        if unknown:
            raise InputError(f"unknown columns: {', '.join(sorted(unknown))}", path=path, line=1)
        for row in rows:
            yield rows.line_num, _read_row(row, path, rows.line_num)


def _read_row(row: Mapping[str, str | None], path: Path, line: int) -> Entry:
    if None in row or None in row.values():
        raise InputError("expected as many cells as the first line has", path=path, line=line)
    cells = {column: (value or "").strip() for column, value in row.items()}
    type = cells.get("type") or _TYPE_OF_TABLE.get(path.stem, "")
    if type not in get_args(EntryType):
        raise InputError(f"expected an actor type, not {type!r}", path=path, line=line)
    if not cells.get("id") or not cells.get("name"):
        raise InputError("expected an id and a name", path=path, line=line)
    fields: dict[str, Any] = {column: cells.get(column) or None for column in _TEXTS}
    fields |= {column: _split(cells.get(column, "")) for column in _LISTS}
    return Entry(type=cast(EntryType, type), **fields)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in cell.split(";")) if part)


def _index(pairs: Iterable[tuple[str, Entry]], key: Callable[[str], str] = fold_name) -> dict[str, tuple[Entry, ...]]:
    index: dict[str, dict[str, Entry]] = {}
    for name, entry in pairs:
        index.setdefault(key(name), {})[entry.id] = entry
    return {name: tuple(entries.values()) for name, entries in index.items()}
