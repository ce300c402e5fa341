"""Small event files of our own: invented rows in the layouts of ICEWS, GDELT 2.0 and POLECAT."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
GDELT_WIDTH = 61
# Where the cells of an event of GDELT stand that tests set by name.
GDELT = {
    "id": 0, "day": 1, "month": 2, "year": 3, "code1": 5, "name1": 6, "country1": 7, "group1": 8, "role1": 12,
    "code2": 15, "name2": 16, "country2": 17, "role2": 22, "code": 26, "score": 30, "place": 52, "story": 60,
}  # fmt: skip


def icews_row(**cells: str) -> list[str]:
    """A meeting of two governments; cells by the names of their columns, with _ for a space."""
    given = {
        "Event ID": "1", "Event Date": "2019-03-05", "Source Name": "Foreign Affairs (Kenya)",
        "Source Sectors": "Executive,Foreign Ministry,Government", "Source Country": "Kenya", "Event Text": "Consult",
        "CAMEO Code": "040", "Intensity": "1", "Target Name": "Peru", "Target Sectors": "NA", "Target Country": "Peru",
        "Story ID": "77", "Sentence Number": "2", "Publisher": "The Daily Quokka", "City": "Lima", "District": "NA",
        "Province": "Lima", "Country": "Peru", "Latitude": "-12.0", "Longitude": "-77.0",
    }  # fmt: skip
    return _arrange(given | {name.replace("_", " "): cell for name, cell in cells.items()}, ICEWS)


def polecat_row(**cells: str) -> list[str]:
    """A visit of a minister; cells by the names of their columns, with _ for a space."""
    given = {
        "Event ID": "20230105-1-abc", "Event Date": "2023-01-05", "Event Type": "CONSULT", "Intensity": "1.5",
        "Actor Name": "Kenya", "Actor Country": "KEN", "Actor COW": "501", "Primary Actor Sector": "GOV",
        "Recipient Name": "Lima Dockers Union", "Recipient Country": "PER", "Primary Recipient Sector": "LAB",
        "City": "Lima", "Country": "PER", "Source": "The Daily Quokka",
    }  # fmt: skip
    return _arrange(given | {name.replace("_", " "): cell for name, cell in cells.items()}, POLECAT)


def gdelt_row(**cells: str) -> list[str]:
    """A visit of a government to a state; cells by the names in GDELT."""
    given = {
        "id": "700000001", "day": "20190305", "month": "201903", "year": "2019", "code1": "KENGOV", "name1": "NAIROBI",
        "country1": "KEN", "role1": "GOV", "code2": "PER", "name2": "PERU", "country2": "PER", "code": "042",
        "score": "1.9", "place": "Lima, Lima, Peru", "story": "https://www.quokka.example/a/1.html",
    }  # fmt: skip
    row = [""] * GDELT_WIDTH
    for name, cell in (given | cells).items():
        row[GDELT[name]] = cell
    return row


def format_table(rows: Sequence[Sequence[str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


def write_table(path: Path, *rows: Sequence[str]) -> Path:
    path.write_text(format_table(rows), encoding="utf-8")
    return path


def _arrange(cells: Mapping[str, str], columns: Sequence[str]) -> list[str]:
    assert cells.keys() <= set(columns)
    return [cells.get(name, "") for name in columns]
