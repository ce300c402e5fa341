"""GDELT 2.0: the event export, 61 tab-separated columns without a header.

In: an export file, as it is or in its zip. Out: coded events. Actors are named by CAMEO codes: a country, then roles
(SAUGOV) or a known group. The publisher is the site of the first report; rows of one story with the same actors,
code and day are one event. GDELT names no report but the first, and its score is that of the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from kg.datasets.events.cameo import load_cameo
from kg.datasets.events.reading import Cells, Told, name_dataset, pick, read_day, read_rows, read_score
from kg.datasets.events.sectors import belong
from kg.datasets.files import DatasetFile
from kg.rows import CodedEvent, DatasetSource, Duplicate, EventType, Party, Reject

_WIDTH: Final = 61
# Code, name, country, known group, ethnic group, two religions and three roles of an actor stand side by side.
_ACTOR: Final = 10
_PLACES: Final = (0, 1, 26, 30, 52, 60, *range(5, 5 + 2 * _ACTOR))
_TRIED = 5


def is_events(head: bytes) -> bool:
    """Whether one of the first lines of a file looks like an event of GDELT: id, day, month, year."""
    return any(_is_event(line.split(b"\t")) for line in head.split(b"\n", _TRIED)[:_TRIED])


def describe(path: Path) -> DatasetSource:
    """The dataset as a whole."""
    citation = "Kalev Leetaru and Philip Schrodt, GDELT: Global Data on Events, Location and Tone, ISA 2013"
    scale = "Goldstein, -10 (conflict) to 10 (cooperation), one score for each CAMEO code"
    return DatasetSource(name_dataset("gdelt", path), f"GDELT 2.0 events ({path.name})", citation, scale=scale)


def read_events(file: DatasetFile) -> Iterator[CodedEvent | Duplicate | Reject]:
    """The events of a file. Raises InputError."""
    return read_rows(file, _read_row, header=False)


def _read_row(cells: Cells) -> Told:
    id, day, code, score, place, story, *actors = pick(cells, _PLACES, _WIDTH)
    date = read_day(day)
    source, target = _make_parties(*actors[:_ACTOR]), _make_parties(*actors[_ACTOR:])
    if not id or not (source or target):
        raise ValueError("names no event id or nobody who takes part; expected both")
    site = _find_site(story)
    event = CodedEvent(
        id,
        date,
        code or None,
        _find_type(code),
        source,
        target,
        place or None,
        read_score(score),
        site or story or None,
        story if site else None,
    )
    return event, (id, (story, date, actors[0], actors[_ACTOR], code)) if story else (id,)


@lru_cache(maxsize=1 << 16)
def _find_type(code: str) -> EventType | None:
    return load_cameo().find_type(code)


def _make_parties(code: str, name: str, country: str, group: str, *groups_and_roles: str) -> tuple[Party, ...]:
    return _make_known(code, name, country, group, groups_and_roles) if code else ()


@lru_cache(maxsize=1 << 16)
def _make_known(code: str, name: str, country: str, group: str, rest: tuple[str, ...]) -> tuple[Party, ...]:
    cameo = load_cameo()
    called = name.title() or code
    if not country:
        return (Party(called),)
    region = cameo.regions.get(country, "")
    whole = Party(region) if region else Party(cameo=country)
    ethnic, creed, other_creed, *roles = rest
    if not (group or ethnic or creed or other_creed) and cameo.state_roles.issuperset(filter(None, roles)):
        return (whole,)
    # Only a known group goes by its name alone: a name like CAIRO says where an actor is, not who.
    return (belong(called if group else f"{called} ({region or country})", whole),)


def _find_site(story: str) -> str:
    if not story.startswith(("http://", "https://")):
        return ""
    try:
        return (urlsplit(story).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_event(cells: list[bytes]) -> bool:
    if len(cells) != _WIDTH:
        return False
    id, day, month, year = cells[:4]
    return id.isdigit() and len(day) == len("20160701") and day[:6] == month and day[:4] == year
