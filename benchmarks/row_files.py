"""Files of made-up rows in the layouts that datasets come in, of any length.

In: a path and a number of rows. Out: the file. Rows are the same on every run, and the first million of five are those
of one. Who acts, when and where repeats as in real files: few actors and publishers are in most rows.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from kg.registry import load_registry

FIRST_DAY = date(2005, 1, 1)
CODES = ("010", "020", "036", "040", "042", "043", "051", "061", "073", "112", "130", "141", "163", "173", "190")
TYPES = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION")
SECTORS = (
    ("Foreign Affairs ({})", "Executive,Foreign Ministry,Government"), ("{}", "NA"),
    ("Citizen ({})", "General Population / Civilian / Social"), ("Police ({})", "Government,Police"),
)  # fmt: skip
ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "City", "District", "Province", "Country",
    "Source", "Language", "Version",
)  # fmt: skip
TABLE = ("id", "actor", "issue", "stance", "date", "quote", "source")
FILLER = "the talks went on for hours while delegates waited in the hall and nobody would say what came next".split()
Row = Sequence[str]
Record = dict[str, object]


def write_icews(path: Path, rows: int) -> Path:
    """Events in the layout of ICEWS."""
    return _write(path, ICEWS, "\t", rows, _icews_row)


def write_polecat(path: Path, rows: int) -> Path:
    """Events in the layout of POLECAT."""
    return _write(path, POLECAT, "\t", rows, _polecat_row)


def write_table(path: Path, rows: int) -> Path:
    """Positions in a table of one's own."""
    return _write(path, TABLE, ",", rows, _table_row)


def write_records(path: Path, records: int) -> Path:
    """Records as JSON Lines: a report of some length after the other, each with the twenty records that it comes to."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        for number in range(0, records, 20):
            said = [_statement(chance, number + place, place) for place in range(20)]
            text = "\n\n".join(f"{sentence} {_filler(chance)}" for sentence, _ in said)
            day, publisher = _day(chance), f"Paper {int(chance.paretovariate(1)) % 200}"
            about = {"title": f"Report {number}", "publisher": publisher, "published": day, "text": text}
            file.write(f"{json.dumps({'kind': 'document', 'id': f'd{number}', **about})}\n")
            for sentence, record in said:
                file.write(f"{json.dumps({**record, 'quote': sentence})}\n")
    return path


def _statement(chance: random.Random, number: int, place: int) -> tuple[str, Record]:
    """A sentence and the record of what it says: of twenty twelve positions, five events, two actors, a resolution."""
    (one, *_), (other, *_) = _pick(chance), _pick(chance)
    plan = f"plan {int(chance.paretovariate(0.7)) % 5000}"
    if place < 12:
        position: Record = {"kind": "position", "holder": one, "stance": "support", "issue": plan, "date": _day(chance)}
        return f"{one} supports {plan}, said the envoy of {number}.", position
    if place < 17:
        parts = [{"actor": one, "role": "agent"}, {"actor": other, "role": "recipient"}]
        event: Record = {"kind": "event", "label": f"talks on {plan}", "type": "CONSULT", "participants": parts}
        return f"{one} met {other} in talk {number} on {plan}.", event
    if place < 19:
        name = f"Group {int(chance.paretovariate(0.7)) % 5000} of {one}"
        actor: Record = {"kind": "actor", "name": name, "type": "organisation"}
        return f"{name} was at meeting {number}.", actor
    made: Record = {"kind": "resolution", "label": f"Declaration {number % 999}", "type": "joint_statement"}
    return f"They adopted Declaration {number % 999} at the end of meeting {number}.", made


def _filler(chance: random.Random) -> str:
    return " ".join(chance.choice(FILLER) for _ in range(30)).capitalize() + "."


def _write(path: Path, header: Row, delimiter: str, rows: int, make: Callable[[random.Random, int], Row]) -> Path:
    chance = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, delimiter=delimiter, lineterminator="\n").writerow
        write(header)
        for number in range(rows):
            write(make(chance, number))
    return path


def _icews_row(chance: random.Random, number: int) -> Row:
    (source, sectors, country), (target, others, other) = _actor(chance), _actor(chance)
    day, code = _day(chance), chance.choice(CODES)
    place = ("Capital", "NA", "Province", country, "1.5", "2.5")
    story = str(number - 1 if chance.random() < 0.009 else number)  # so many rows tell what another one tells
    score = str(chance.randrange(-100, 101) / 10)
    ends = (target, others, other, story, "1", f"Paper {int(chance.paretovariate(1)) % 2000}", *place)
    return (str(number), day, source, sectors, country, "Some event", code, score, *ends)


def _polecat_row(chance: random.Random, number: int) -> Row:
    (one, iso, cow), (other, iso2, cow2) = (_pick(chance) for _ in range(2))
    about = (f"E{number}", _day(chance), chance.choice(TYPES), "", str(chance.randrange(101) / 10), "1", "")
    actors = (one, iso, cow, "GOV", "GOV", other, iso2, cow2, "GOV", "GOV")
    publisher = f"Paper {int(chance.paretovariate(1)) % 2000}"
    return (*about, *actors, "Capital", "", "Province", iso, publisher, "en", "2")


def _table_row(chance: random.Random, number: int) -> Row:
    state, issue = _pick(chance)[0], f"plan {int(chance.paretovariate(0.7)) % 5000}"
    stance = chance.choice(("support", "oppose", "mixed"))
    return (f"p{number}", state, issue, stance, _day(chance), f"“We have a view of {issue}”", "Morning Ledger")


def _actor(chance: random.Random) -> tuple[str, str, str]:
    country = _pick(chance)[0]
    name, sectors = chance.choice(SECTORS)
    return name.format(country), sectors, country


def _pick(chance: random.Random) -> tuple[str, str, str]:
    return _states()[int(chance.paretovariate(0.8)) % len(_states())]


def _day(chance: random.Random) -> str:
    return (FIRST_DAY + timedelta(days=chance.randrange(5000))).isoformat()


@cache
def _states() -> tuple[tuple[str, str, str], ...]:
    known = (entry for entry in load_registry().entries if entry.type == "state" and not entry.until)
    return tuple((entry.name, entry.iso3, str(entry.cow)) for entry in known if entry.iso3 and entry.cow)
