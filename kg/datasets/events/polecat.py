"""POLECAT: events coded by PLOVER types, tab-separated with a header.

In: a file of the weekly or yearly releases. Out: coded events. Several actors of an event stand in one cell, between
semicolons, with their countries and sectors in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, get_args

from kg.datasets.events.cameo import load_cameo
from kg.datasets.events.reading import (
    Cells,
    Told,
    find_columns,
    has_columns,
    name_dataset,
    pick,
    read_day,
    read_rows,
    read_score,
)
from kg.datasets.events.sectors import belong
from kg.datasets.files import DatasetFile
from kg.datasets.states import load_codes
from kg.rows import CodedEvent, DatasetSource, Duplicate, EventType, Party, Reject

_COLUMNS: Final = (
    "Event ID", "Event Date", "Event Type", "Intensity", "Source", "City", "Province", "Country",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
)  # fmt: skip
_ACTOR: Final = 4
# Types of earlier versions of PLOVER.
_EARLIER: Final[dict[str, EventType]] = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
_TYPES: Final[dict[str, EventType]] = {**{name: name for name in get_args(EventType)}, **_EARLIER}
_ISO3 = 3


def is_events(head: bytes) -> bool:
    """Whether a file begins like POLECAT."""
    return has_columns(head, "Event ID", "Event Type", "Event Mode", "Actor Name", "Recipient Name")


def describe(path: Path) -> DatasetSource:
    """The dataset as a whole."""
    citation = "Grace I. Scarborough et al., POLECAT Weekly Data, Harvard Dataverse, doi:10.7910/DVN/AJGVIT"
    scale = "PLOVER intensity, 0 to 10; says how strong an event of its type is"
    return DatasetSource(name_dataset("polecat", path), f"POLECAT events ({path.name})", citation, scale=scale)


def read_events(file: DatasetFile) -> Iterator[CodedEvent | Duplicate | Reject]:
    """The events of a file. Raises InputError where it has other columns."""
    places, width = find_columns(file, _COLUMNS)

    def read_row(cells: Cells) -> Told:
        id, day, named, score, publisher, *rest = pick(cells, places, width)
        where, actors, recipients = rest[:3], rest[3 : 3 + _ACTOR], rest[3 + _ACTOR :]
        if (type := _TYPES.get(named.upper())) is None:
            raise ValueError(f"the event type is {named!r}; expected one of {', '.join(get_args(EventType))}")
        initiators, others = _make_parties(*actors), _make_parties(*recipients)
        if not id or not (initiators or others):
            raise ValueError("names no event id or nobody who takes part; expected both")
        city, province, country = where
        place = ", ".join(filter(None, (city, province, load_codes().get(country, country)))) or None
        date, intensity = read_day(day), read_score(score)
        return CodedEvent(id, date, None, type, initiators, others, place, intensity, publisher or None), (id,)

    return read_rows(file, read_row, header=True)


@lru_cache(maxsize=1 << 16)
def _make_parties(names: str, countries: str, cows: str, sectors: str) -> tuple[Party, ...]:
    """The actors of one cell each; where the cells don't have equally many, only one that counts for all is used."""
    called = _split(names) or _split(countries)
    columns = [_spread(_split(cell), len(called)) for cell in (countries, cows, sectors)]
    return tuple(dict.fromkeys(_make_party(*cells) for cells in zip(called, *columns, strict=True)))


def _make_party(name: str, country: str, cow: str, sector: str) -> Party:
    if not country and not cow:
        return Party(name)
    is_code = len(country) == _ISO3 and country.isupper()
    number = cow.removesuffix(".0")
    state = Party(cow=number, iso3=country) if is_code else Party(country, cow=number)
    return state if sector in load_cameo().state_roles or name == country else belong(name, state)


def _split(cell: str) -> list[str]:
    return [part for piece in cell.split(";") if (part := piece.strip()) and part != "None"]


def _spread(cells: list[str], length: int) -> list[str]:
    if len(cells) == length:
        return cells
    return cells * length if len(cells) == 1 else [""] * length
