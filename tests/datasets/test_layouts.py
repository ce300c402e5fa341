"""The columns of published releases, in their order, are known by content and read.

The columns are facts of public documentation: the codebook of Voeten's release, the data dictionaries of the UN Digital
Library (2024 and 2025), the headers of ICEWS and POLECAT files, the codebook of GDELT 2.0. The rows are made up.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.datasets.files import DatasetFile
from kg.datasets.kinds import find_kind
from kg.pipeline.datasets import read_rows
from kg.rows import CodedEvent, RollCall, Votes

VOETEN = {
    "rcid": "5309", "ccode": "369", "Country": "UKR", "Countryname": "Ukraine", "vote": "1", "session": "68",
    "resid": "68022", "unres": "R/68/262", "date": "2014-03-27", "year": "2014", "yes": "100", "no": "11",
    "abstain": "58", "amend": "0", "para": "0", "importantvote": "1", "short": "", "descr": "", "me": "0", "nu": "0",
    "di": "0", "hr": "1", "co": "0", "ec": "0",
}  # fmt: skip
# The columns of a cleaned copy, 1991 to 2021, in its own order and with one more name.
CLEANED = (
    "date", "year", "rcid", "resid", "session", "ccode", "Country", "Countryname", "CountrynameCOW", "vote", "unres",
    "yes", "no", "abstain", "amend", "para", "importantvote", "me", "nu", "di", "hr", "co", "ec",
)  # fmt: skip
LIBRARY_2024 = {
    "undl_id": "767565", "ms_codes": "UKR", "ms_names": "UKRAINE", "ms_votes": "Y", "resolutions": "A/RES/68/262",
    "title": "Territorial integrity of Ukraine", "modality": "vote", "draft": "A/68/L.39", "committee_report": "",
    "meeting": "A/68/PV.80", "agenda_titles": "Prevention of armed conflict", "subjects": "BORDERS",
    "date": "2014-03-27", "yes": "100", "no": "11", "abstentions": "58", "non-voting": "24", "total": "193",
    "undl_link": "x",
}  # fmt: skip
LIBRARY_2025 = {
    "undl_id": "767565", "ms_code": "UKR", "ms_name": "UKRAINE", "ms_vote": "Y", "date": "2014-03-27", "session": "68",
    "resolution": "A/RES/68/262", "draft": "A/68/L.39", "committee_report": "", "meeting": "A/68/PV.80",
    "title": "Territorial integrity of Ukraine", "agenda_title": "Prevention of armed conflict",
    "subjects": "BORDERS", "vote_note": "", "total_yes": "100", "total_no": "11", "total_abstentions": "58",
    "total_non_voting": "24", "total_ms": "193", "undl_link": "x",
}  # fmt: skip
COUNCIL_2025 = {
    "undl_id": "811", "ms_code": "FRA", "ms_name": "FRANCE", "permanent_member": "True", "ms_vote": "X",
    "date": "2015-12-18", "resolution": "S/RES/2254(2015)", "draft": "S/2015/996", "meeting": "S/PV.7588",
    "description": "2254 (2015) [Syria]", "agenda": "Middle East", "subjects": "SYRIA", "vote_note": "",
    "modality": "vote", "total_yes": "14", "total_no": "0", "total_abstentions": "0", "total_non_voting": "1",
    "total_ms": "15", "undl_link": "x",
}  # fmt: skip
ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
_SIDE = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
         "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
_PLACE = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
GDELT = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate", *(f"Actor1{part}" for part in _SIDE),
    *(f"Actor2{part}" for part in _SIDE), "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
    "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in _PLACE), "DATEADDED", "SOURCEURL",
)  # fmt: skip
EVENTS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "icews": (ICEWS, {"Event ID": "7", "Event Date": "2019-03-05", "Source Name": "Kenya", "Source Country": "Kenya",
                      "CAMEO Code": "042", "Intensity": "1.9", "Target Name": "Peru", "Target Country": "Peru",
                      "Story ID": "3", "Publisher": "The Daily Quokka", "City": "Lima"}),
    "polecat": (POLECAT, {"Event ID": "7", "Event Date": "2019-03-05", "Event Type": "CONSULT", "Intensity": "1.9",
                          "Actor Name": "Kenya", "Actor Country": "KEN", "Actor COW": "501",
                          "Primary Actor Sector": "GOV", "Recipient Name": "Peru", "Recipient Country": "PER",
                          "Recipient COW": "135", "Primary Recipient Sector": "GOV", "City": "Lima",
                          "Source": "The Daily Quokka"}),
    "gdelt": (GDELT, {"GlobalEventID": "7", "Day": "20190305", "MonthYear": "201903", "Year": "2019",
                      "Actor1Code": "KEN", "Actor1Name": "KENYA", "Actor1CountryCode": "KEN", "Actor2Code": "PER",
                      "Actor2Name": "PERU", "Actor2CountryCode": "PER", "EventCode": "042", "GoldsteinScale": "1.9",
                      "ActionGeo_FullName": "Lima", "SOURCEURL": "https://www.quokka.example/1"}),
}  # fmt: skip


def write(path: Path, header: tuple[str, ...], cells: dict[str, str], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=delimiter)
        if header is not GDELT:
            table.writerow(header)
        table.writerow([cells.get(name, "") for name in header])
    return path


@pytest.mark.parametrize(
    ("header", "cells", "kind", "symbol"),
    [
        (tuple(VOETEN), VOETEN, "voeten-votes", "A/RES/68/262"),
        (CLEANED, VOETEN, "voeten-votes", "A/RES/68/262"),
        (tuple(LIBRARY_2024), LIBRARY_2024, "library-votes", "A/RES/68/262"),
        (tuple(LIBRARY_2025), LIBRARY_2025, "library-votes", "A/RES/68/262"),
        (tuple(COUNCIL_2025), COUNCIL_2025, "library-votes", "S/RES/2254(2015)"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_releases_of_votes(
    tmp_path: Path, header: tuple[str, ...], cells: dict[str, str], kind: str, symbol: str, delimiter: str
) -> None:
    path = write(tmp_path / "votes.csv", header, cells, delimiter)
    found = find_kind(path)
    assert found == kind
    call, votes = list(read_rows(DatasetFile(path), found))
    assert isinstance(call, RollCall)
    assert isinstance(votes, Votes)
    assert (call.resolution, call.date) == (symbol, cells["date"])
    ((voter, option),) = votes.cast.items()
    council = cells is COUNCIL_2025
    assert (voter.iso3, option) == (("FRA", "absent") if council else ("UKR", "yes"))
    assert call.body.name == f"United Nations {'Security Council' if council else 'General Assembly'}"


@pytest.mark.parametrize("kind", sorted(EVENTS))
def test_releases_of_events(tmp_path: Path, kind: str) -> None:
    header, cells = EVENTS[kind]
    path = write(tmp_path / "week.txt", header, cells, "\t")
    found = find_kind(path)
    assert found == kind
    (event,) = read_rows(DatasetFile(path), found)
    assert isinstance(event, CodedEvent)
    assert (event.date, event.type, event.intensity, event.place) == ("2019-03-05", "CONSULT", "1.9", "Lima")
    assert event.publisher in ("The Daily Quokka", "quokka.example")
    assert len(event.initiators) == len(event.recipients) == 1
