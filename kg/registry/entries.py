"""The entries of the registry, what linking decides about names, and the form in which two names are equal."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

# The actor types of the records, those excepted that a registry cannot hold.
EntryType = Literal[
    "state", "person", "igo", "government_body", "armed_group", "coalition", "organisation", "population"
]
Judgement = Literal["same", "new", "unsure"]
CodeScheme = Literal["iso2", "iso3", "cow", "cameo", "fips"]
_QUOTES_AND_DOTS: Final = re.compile(r"[\"\u201c\u201d.]")
_SPACES_AND_DASHES: Final = re.compile(r"[-\u2010-\u2015\s]+")


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


def _cut(date: str, other: str) -> str:
    """An EDTF date as far as the other goes, so that both compare as texts."""
    return date[: len(other)]
