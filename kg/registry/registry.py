"""The registry in memory: its entries, with an index for each way of naming them.

A name under `shared`, an adjective and a surname may belong to several entries; every other name belongs to one only,
and the tests hold the tables to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final, get_args

from kg.registry.entries import CodeScheme, Entry, Office, fold_name

_LONGEST_TITLE: Final = 5


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


def _existed(entry: Entry, year: int) -> bool:
    return int(entry.since or 0) <= year <= int(entry.until or 9999)


def _index(pairs: Iterable[tuple[str, Entry]], key: Callable[[str], str] = fold_name) -> dict[str, tuple[Entry, ...]]:
    index: dict[str, dict[str, Entry]] = {}
    for name, entry in pairs:
        index.setdefault(key(name), {})[entry.id] = entry
    return {name: tuple(entries.values()) for name, entries in index.items()}
