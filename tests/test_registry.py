"""The registry of actors: its tables keep their own rules, and its names are found."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path
from typing import get_args

import pytest

from kg.errors import InputError
from kg.records import ActorType
from kg.registry import Entry, EntryType, Registry, fold_name, load_registry

REGISTRY = Path(__file__).resolve().parent.parent / "ontology" / "registry"
HEADER = "id,name,aliases,shared,adjectives,people,metonyms,iso2,iso3,capital,wikidata,since,until\n"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def names_of(registry: Registry, text: str) -> list[str]:
    return [entry.name for entry in registry.find(text)]


def test_types_are_those_of_the_records() -> None:
    assert set(get_args(EntryType)) == set(get_args(ActorType)) - {"commenter"}


def test_all_member_states_are_there(registry: Registry) -> None:
    coded = [entry for entry in registry.entries if entry.type == "state" and entry.iso3]
    assert len(coded) >= 193 + 2
    for id in ("usa", "rus", "chn", "nru", "tuv", "ssd", "tls", "mne", "and", "pse", "vat"):
        assert registry.get(id).type == "state"


def test_codes_are_well_formed_and_unique(registry: Registry) -> None:
    states = [entry for entry in registry.entries if entry.type == "state"]
    for entry in states:
        assert (entry.iso2 is None) == (entry.iso3 is None), entry
        if entry.iso2 and entry.iso3:
            assert re.fullmatch("[A-Z]{2}", entry.iso2)
            assert re.fullmatch("[A-Z]{3}", entry.iso3)
            assert entry.id == entry.iso3.lower()
    codes = [code for entry in states for code in (entry.iso2, entry.iso3) if code]
    assert len(codes) == len(set(codes))


def test_codes_are_those_of_the_standard(registry: Registry) -> None:
    # Pairs that are easily confused (ISO 3166-1).
    pairs = dict(
        pair.split()
        for pair in (
            "aut AT,aus AU,cog CG,cod CD,prk KP,kor KR,ner NE,nga NG,svk SK,svn SI,che CH,chn CN,chl CL,irn IR,irq IQ,"
            "gin GN,gnb GW,gnq GQ,dma DM,dom DO,mrt MR,mus MU,ukr UA,gbr GB"
        ).split(",")
    )
    assert {id: registry.get(id).iso2 for id in pairs} == pairs


def test_wikidata_items_are_well_formed_and_unique(registry: Registry) -> None:
    items = [entry.wikidata for entry in registry.entries if entry.wikidata]
    assert all(re.fullmatch(r"Q[1-9]\d*", item) for item in items)
    assert len(items) == len(set(items)) > 190


def test_no_name_is_claimed_twice_unless_it_is_declared_shared(registry: Registry) -> None:
    claims: defaultdict[str, set[str]] = defaultdict(set)
    for entry in registry.entries:
        for name in (entry.name, *entry.aliases):
            claims[fold_name(name)].add(entry.id)
    assert {name: ids for name, ids in claims.items() if len(ids) > 1} == {}


def test_metonyms_belong_to_one_actor(registry: Registry) -> None:
    for entry in registry.entries:
        for name in entry.metonyms:
            assert registry.find_by_metonym(name) == (entry,), name


def test_references_between_rows_resolve(registry: Registry) -> None:
    for entry in registry.entries:
        for id in (*entry.part_of, *([entry.affiliation] if entry.affiliation else [])):
            assert id in registry, entry


def test_people_have_sensible_years(registry: Registry) -> None:
    for entry in registry.entries:
        for year in (entry.since, entry.until):
            assert year is None or re.fullmatch(r"(?:19|20)\d\d", year), entry
        assert entry.since is None or entry.until is None or entry.since <= entry.until, entry


@pytest.mark.parametrize("table", ["states", "bodies", "groups", "people"])
def test_the_readme_counts_the_rows(table: str) -> None:
    with (REGISTRY / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.DictReader(file))
    said = re.search(rf"\| `{table}\.csv` \| (\d+) \|", (REGISTRY / "README.md").read_text(encoding="utf-8"))
    assert said is not None
    assert int(said[1]) == rows


def test_the_registry_knows_armed_groups_and_parties(registry: Registry) -> None:
    assert sum(entry.type in ("armed_group", "coalition") for entry in registry.entries) >= 170
    for name, state in (("SDLP", "gbr"), ("Fidesz", "hun"), ("Awami League", "bgd"), ("ZANU-PF", "zwe")):
        (party,) = registry.find(name)
        assert (party.type, party.part_of) == ("organisation", (state,))


def test_a_given_name_is_one_of_somebody_in_the_registry(registry: Registry) -> None:
    assert registry.has_given_name("Vladimir")
    assert not registry.has_given_name("Jordan")


def test_people_come_from_all_over_the_world(registry: Registry) -> None:
    homes = {entry.affiliation for entry in registry.entries if entry.type == "person"}
    assert len(homes & {entry.id for entry in registry.entries if entry.type == "state"}) > 120


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia", ["Russia"]),
        ("the Russian Federation", ["Russia"]),
        ("THE U.S.", ["United States"]),
        ("Côte d’Ivoire", ["Côte d'Ivoire"]),
        ("cote d'ivoire", ["Côte d'Ivoire"]),
        ("al Qaeda", ["al-Qaeda"]),
        ("ISIL", ["Islamic State"]),
        ("the Kremlin", ["Russia"]),
        ("Ouagadougou", ["Burkina Faso"]),
        ("Brussels", ["European Union"]),
        ("Congo", ["Republic of the Congo", "Democratic Republic of the Congo"]),
        ("Atlantis", []),
    ],
)
def test_names_are_found(registry: Registry, text: str, expected: list[str]) -> None:
    assert names_of(registry, text) == expected


def test_a_name_goes_before_a_metonym(registry: Registry) -> None:
    assert [entry.id for entry in registry.find("Luxembourg")] == ["lux"]
    assert [entry.id for entry in registry.find("White House")] == ["white-house"]
    assert [entry.id for entry in registry.find_by_metonym("the White House")] == ["usa"]


def test_words_of_a_nation(registry: Registry) -> None:
    assert [entry.id for entry in registry.find_by_adjective("Nigerien")] == ["ner"]
    assert {entry.id for entry in registry.find_by_adjective("Congolese")} == {"cog", "cod"}
    assert [entry.id for entry in registry.find_by_people("the Danes")] == ["dnk"]


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("Russian Foreign Minister Sergei Lavrov", "Russian Foreign Minister", "Sergei Lavrov"),
        ("U.S. Secretary of State John Kerry", "U.S. Secretary of State", "John Kerry"),
        ("Mr. Modi", "Mr.", "Modi"),
        ("former President Mwangi", "former President", "Mwangi"),
        ("Prime Minister of Japan", "", "Prime Minister of Japan"),
        ("German Merkel", "", "German Merkel"),
        ("President", "", "President"),
    ],
)
def test_titles_are_cut_off(registry: Registry, text: str, title: str, name: str) -> None:
    assert registry.split_title(text) == (title, name)


def test_members_are_bodies_and_people(registry: Registry) -> None:
    members = {entry.id for entry in registry.members("bra")}
    assert {"brazilian-national-congress", "jair-bolsonaro"} <= members


def write(folder: Path, text: str, name: str = "states.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_registry_of_ones_own(tmp_path: Path) -> None:
    write(tmp_path, HEADER + "rur,Ruritania,Kingdom of Ruritania; RUR,,Ruritanian,Ruritanians,Castle,,,Strelsau,,,\n")
    registry = load_registry(tmp_path)
    assert registry.entries[0].aliases == ("Kingdom of Ruritania", "RUR")
    assert names_of(registry, "Strelsau") == names_of(registry, "the Castle") == ["Ruritania"]


@pytest.mark.parametrize(
    ("text", "name", "problem"),
    [
        (HEADER + "a,A,,,,,,,,,,,\na,B,,,,,,,,,,,\n", "states.csv", r"states\.csv:3: the id 'a' was given before"),
        (HEADER + "a,,,,,,,,,,,,\n", "states.csv", r"states\.csv:2: expected an id and a name"),
        (HEADER + "a,A\n", "states.csv", r"states\.csv:2: expected as many cells"),
        ("id,name,colour\na,A,red\n", "states.csv", r"states\.csv:1: unknown columns: colour"),
        ("id,name,type\na,A,planet\n", "bodies.csv", r"bodies\.csv:2: expected an actor type, not 'planet'"),
    ],
)
def test_a_broken_table_names_its_line(tmp_path: Path, text: str, name: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        load_registry(write(tmp_path, text, name))


def test_a_folder_without_tables_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no registry table"):
        load_registry(tmp_path)


def test_entries_are_values() -> None:
    assert Entry("a", "A", "state", shared=("B",)).names == ("A", "B")
