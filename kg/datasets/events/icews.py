"""ICEWS: events of the Integrated Crisis Early Warning System, tab-separated with a header.

In: a file of the weekly or yearly releases. Out: coded events. One story often tells an event in several sentences;
such rows are one event (same story, day, source, target and code).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

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
from kg.datasets.events.sectors import acts_for_state, belong
from kg.datasets.files import DatasetFile
from kg.rows import CodedEvent, DatasetSource, Duplicate, Party, Reject

_COLUMNS: Final = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Publisher", "City", "Province", "Country",
)  # fmt: skip
# What ICEWS calls some states, as countries and as actors, where no dictionary of names would.
_COUNTRIES: Final = {
    "Occupied Palestinian Territory": "PSE", "Palestinian Territory, Occupied": "PSE",
    "Congo": "COG", "Democratic Republic of Congo": "COD",
    "the former Yugoslav Republic of Macedonia": "MKD", "Moldova, Republic of": "MDA", "Georgia": "GEO",
}  # fmt: skip
_NOBODY: Final = frozenset(("", "Unspecified Actor"))


def is_events(head: bytes) -> bool:
    """Whether a file begins like ICEWS."""
    return has_columns(head, "Event ID", "Source Sectors", "CAMEO Code", "Target Sectors", "Story ID")


def describe(path: Path) -> DatasetSource:
    """The dataset as a whole."""
    citation = "Elizabeth Boschee et al., ICEWS Coded Event Data, Harvard Dataverse, doi:10.7910/DVN/28075"
    scale = "Goldstein, -10 (conflict) to 10 (cooperation), one score for each CAMEO code"
    return DatasetSource(name_dataset("icews", path), f"ICEWS events ({path.name})", citation, scale=scale)


def read_events(file: DatasetFile) -> Iterator[CodedEvent | Duplicate | Reject]:
    """The events of a file. Raises InputError where it has other columns."""
    places, width = find_columns(file, _COLUMNS)
    find_type = lru_cache(load_cameo().find_type)

    def read_row(cells: Cells) -> Told:
        picked = pick(cells, places, width)
        id, day, source, sectors, country, code, score, target, others, other, story, publisher, *where = picked
        date = read_day(day)
        initiators, recipients = _make_parties(source, sectors, country), _make_parties(target, others, other)
        if not id or not (initiators or recipients):
            raise ValueError("names no event id or nobody who takes part; expected both")
        event = CodedEvent(
            id,
            date,
            code or None,
            find_type(code),
            initiators,
            recipients,
            ", ".join(filter(None, where)) or None,
            read_score(score),
            publisher or None,
        )
        return event, (id, (story, date, source, target, code)) if story else (id,)

    return read_rows(file, read_row, header=True)


@lru_cache(maxsize=1 << 16)
def _make_parties(name: str, sectors: str, country: str) -> tuple[Party, ...]:
    if name in _NOBODY:
        return ()
    if not country:
        return (_name_country(name),)
    state = _name_country(country)
    acts = _name_country(name) == state or acts_for_state(filter(None, sectors.split(",")))
    return (state if acts else belong(name, state),)


def _name_country(name: str) -> Party:
    return Party(iso3=_COUNTRIES[name]) if name in _COUNTRIES else Party(name)
