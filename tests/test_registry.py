"""The registry of actors: its tables keep their own rules, and its names are found."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from kg.edtf import parse_edtf
from kg.errors import InputError
from kg.records import ActorType
from kg.registry import CodeScheme, Entry, EntryType, Office, Registry, fold_name, load_registry

REGISTRY = Path(__file__).resolve().parent.parent / "ontology" / "registry"
# The member states of the United Nations (2025) by ISO 3166-1 alpha-3 code.
MEMBERS = """
    AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN
    BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP
    EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ
    ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO
    MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK
    PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK
    SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM
    YEM ZAF ZMB ZWE
""".split()
OBSERVERS = ("PSE", "VAT")
# Normal wordings of the offices of those who lead a state.
LEADING = ("president", "prime minister", "chancellor", "king", "leader", "supreme leader", "head of state")
HEADER = "id,name,aliases,shared,adjectives,people,metonyms,iso2,iso3,capital,wikidata,since,until\n"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def names_of(registry: Registry, text: str) -> list[str]:
    return [entry.name for entry in registry.find(text)]


def test_types_are_those_of_the_records() -> None:
    assert set(get_args(EntryType)) == set(get_args(ActorType)) - {"commenter"}


def test_all_member_and_observer_states_are_there(registry: Registry) -> None:
    assert len(set(MEMBERS)) == 193
    for code in (*MEMBERS, *OBSERVERS):
        entry = registry.get(code.lower())
        assert (entry.type, entry.iso3, entry.until) == ("state", code, None)
        assert entry.capital
        assert entry.adjectives
        assert entry.people or code == "VAT"
        assert entry.fips


@pytest.mark.parametrize(
    ("name", "since", "until"),
    [
        ("USSR", "1922", "1991"),
        ("Czechoslovakia", "1918", "1992"),
        ("German Democratic Republic", "1949", "1990"),
        ("Yemen Arab Republic", "1918", "1990"),
        ("Southern Rhodesia", "1965", "1979"),
        ("United Arab Republic", "1958", "1971"),
        ("Republic of Vietnam", "1955", "1975"),
    ],
)
def test_states_of_the_past_have_years(registry: Registry, name: str, since: str, until: str) -> None:
    (state,) = registry.find(name)
    assert (state.since, state.until) == (since, until)


def test_codes_are_well_formed_and_unique(registry: Registry) -> None:
    states = [entry for entry in registry.entries if entry.type == "state"]
    for entry in states:
        assert (entry.iso2 is None) == (entry.iso3 is None), entry
        if entry.iso2 and entry.iso3:
            assert re.fullmatch("[A-Z]{2}", entry.iso2)
            assert re.fullmatch("[A-Z]{3}", entry.iso3)
            assert entry.id == entry.iso3.lower() or entry.until
        assert entry.cow is None or 2 <= entry.cow < 1000
        assert entry.fips is None or re.fullmatch("[A-Z]{2}", entry.fips)
        assert entry.cameo is None or re.fullmatch("[A-Z]{3}", entry.cameo)


@pytest.mark.parametrize("scheme", get_args(CodeScheme))
def test_a_code_has_one_owner_at_a_time(registry: Registry, scheme: CodeScheme) -> None:
    owners: defaultdict[object, list[Entry]] = defaultdict(list)
    for entry in registry.entries:
        if (code := getattr(entry, scheme)) is not None:
            owners[code].append(entry)
    assert len(owners) > 3
    for code, entries in owners.items():
        for before, after in pairwise(sorted(entries, key=lambda entry: entry.since or "")):
            assert before.until is not None, (scheme, code)
            assert before.until <= (after.since or ""), (scheme, code)


@pytest.mark.parametrize(
    ("scheme", "code", "year", "ids"),
    [
        ("iso2", "RU", None, ["rus"]),
        ("iso2", "RU", 1975, ["rus"]),
        ("iso3", "usa", None, ["usa"]),
        ("cow", 365, None, ["rus", "soviet-union"]),
        ("cow", "365", 1975, ["soviet-union"]),
        ("cow", 365, 2010, ["rus"]),
        ("cow", 345, 2004, ["serbia-and-montenegro"]),
        ("cow", 816, 1970, ["north-vietnam"]),
        ("cow", 552, 1970, ["rhodesia"]),
        ("cameo", "ROM", None, ["rou"]),
        ("cameo", "ROU", None, ["rou"]),
        ("fips", "RS", None, ["rus"]),
        ("fips", "CH", None, ["chn"]),
        ("fips", "AS", None, ["aus"]),
        ("cow", 999, None, []),
    ],
)
def test_states_are_found_by_code(
    registry: Registry, scheme: CodeScheme, code: str | int, year: int | None, ids: list[str]
) -> None:
    assert [entry.id for entry in registry.find_code(scheme, code, year)] == ids


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


def rows_of(table: str) -> list[dict[str, str]]:
    with (REGISTRY / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_states_have_sensible_years(registry: Registry) -> None:
    for entry in registry.entries:
        for year in (entry.since, entry.until):
            assert year is None or re.fullmatch(r"(?:19|20)\d\d", year), entry
        assert entry.since is None or entry.until is None or entry.since <= entry.until, entry


def test_offices_have_dates_in_order(registry: Registry) -> None:
    for entry in registry.entries:
        assert [office.since or "" for office in entry.offices] == sorted(o.since or "" for o in entry.offices), entry
        for office in entry.offices:
            for date in (office.since, office.until):
                assert date is None or parse_edtf(date).precision in ("year", "month", "day"), entry
            if office.since and office.until:
                assert office.held(office.since), entry
                assert office.held(office.until), entry


def test_offices_are_held_in_what_the_registry_knows(registry: Registry) -> None:
    for entry in registry.entries:
        assert (entry.type == "person") or not entry.offices
        for office in entry.offices:
            assert office.affiliation is None or office.affiliation in registry, entry


def test_people_are_known_for_an_office_they_held(registry: Registry) -> None:
    for entry in registry.entries:
        if entry.type == "person":
            assert (entry.role, entry.affiliation) in {(o.role, o.affiliation) for o in entry.offices}, entry


def test_one_office_has_one_holder_at_a_time(registry: Registry) -> None:
    """Two may share the day, month or year of a hand-over; what else overlaps has a note that says why."""
    single = {fold_name(row["role"]) for row in rows_of("roles") if row["holders"] == "one"}
    held: defaultdict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows_of("offices"):
        if (role := registry.normal_role(row["role"])) in single and row["affiliation"] and row["since"]:
            held[role, row["affiliation"]].append(row)
    assert len(held) > 300
    for office, rows in held.items():
        rows.sort(key=lambda row: row["since"])
        for at, before in enumerate(rows):
            for after in rows[at + 1 :]:
                until = before["until"] or "9999-12-31"
                shared = min(len(until), len(after["since"]))
                apart = until[:shared] <= after["since"][:shared]
                assert apart or before["note"] or after["note"], (office, before["person"], after["person"])


def test_an_office_has_one_normal_wording() -> None:
    wordings = [w.strip() for row in rows_of("roles") for w in (row["role"], *row["aliases"].split(";")) if w.strip()]
    folded = [fold_name(wording) for wording in wordings]
    assert len(folded) == len(set(folded))
    assert {row["holders"] for row in rows_of("roles")} == {"one", "several"}


def test_leaders_of_the_world_since_1945_are_there(registry: Registry) -> None:
    leaders = [
        entry
        for entry in registry.entries
        if any(o.since and registry.normal_role(o.role) in LEADING for o in entry.offices)
    ]
    assert len(leaders) > 700
    led = {office.affiliation for entry in leaders for office in entry.offices}
    assert len(led & {code.lower() for code in MEMBERS}) > 150


def test_a_persons_own_name_may_be_a_common_one(registry: Registry) -> None:
    (smith,) = registry.find("Ian Smith")
    assert smith.shared == (smith.name,)
    assert smith.affiliation == "rhodesia"


def test_a_surname_is_part_of_the_name(registry: Registry) -> None:
    for entry in registry.entries:
        if entry.surname:
            assert any(fold_name(entry.surname) in fold_name(name) for name in entry.names), entry


def test_a_surname_that_means_one_person_anywhere_is_not_shared(registry: Registry) -> None:
    for entry in registry.entries:
        for alias in entry.aliases if entry.type == "person" else ():
            assert {namesake.id for namesake in registry.find_by_surname(alias)} <= {entry.id}, alias


@pytest.mark.parametrize(
    "state",
    (
        "usa gbr fra rus chn deu ita jpn can ind bra mex zaf kor idn aus tur sau arg isr irn irq syr lbn egy nga ken"
        " pak bgd afg ukr blr pol esp nld col ven per chl cub eth sdn cod rwa uga zwe ago dza mar tun phl tha vnm prk"
    ).split(),
)
def test_states_are_led_by_somebody_in_every_year_of_this_century(registry: Registry, state: str) -> None:
    for year in range(2001, 2026):
        assert any(registry.holders(role, state, year) for role in LEADING), (state, year)


@pytest.mark.parametrize(
    ("role", "affiliation", "when", "names"),
    [
        ("President", "syr", "2011-05-01", ["Bashar al-Assad"]),
        ("president", "usa", "2017-01-10", ["Barack Obama"]),
        ("President", "usa", 2017, ["Barack Obama", "Donald Trump"]),
        ("President", "usa", "2022", ["Joe Biden"]),
        ("Prime Minister", "chn", 2010, ["Wen Jiabao"]),
        ("premier", "rus", 2010, ["Vladimir Putin"]),
        ("President", "rus", 2010, ["Dmitry Medvedev"]),
        ("Minister of Foreign Affairs", "rus", 2015, ["Sergei Lavrov"]),
        ("Defence Minister", "isr", "2021", ["Benny Gantz"]),
        ("prime minister", "irl", "2018-01-01", ["Leo Varadkar"]),
        ("leader", "soviet-union", "1962-10-22", ["Nikita Khrushchev"]),
        ("Secretary General", "united-nations", "1994", ["Boutros Boutros-Ghali"]),
        ("Vice-President", "usa", "2010-03", ["Joe Biden"]),
        ("President", "usa", 1920, []),
        ("Archbishop", "usa", 2010, []),
    ],
)
def test_the_holder_of_an_office_is_found(
    registry: Registry, role: str, affiliation: str, when: str | int, names: list[str]
) -> None:
    assert [entry.name for entry in registry.holders(role, affiliation, when)] == names


def test_several_terms_are_several_offices(registry: Registry) -> None:
    medvedev = registry.get("dmitry-medvedev")
    assert [office.role for office in medvedev.offices] == ["President", "Prime Minister", "Deputy Chairman"]
    assert (medvedev.role, medvedev.since, medvedev.until) == ("President", "2008", "2012")
    trump = registry.get("donald-trump")
    assert [(office.since, office.until) for office in trump.offices] == [
        ("2017-01-20", "2021-01-20"),
        ("2025-01-20", None),
    ]
    assert (trump.since, trump.until) == ("2017", None)


@pytest.mark.parametrize(
    ("since", "until", "when", "held"),
    [
        ("2008", "2012", "2012-05-20", True),
        ("2008-05-07", "2012-05-07", "2012-05-20", False),
        ("2008-05-07", "2012-05-07", "2012", True),
        ("2008-05-07", None, "2007", False),
        ("2008-05-07", None, "2050", True),
        (None, "2012", "2010", False),
    ],
)
def test_an_office_is_held_as_far_as_dates_can_tell(
    since: str | None, until: str | None, when: str, held: bool
) -> None:
    assert Office("President", "rus", since, until).held(when) is held


@pytest.mark.parametrize("table", ["states", "bodies", "groups", "people", "offices", "roles"])
def test_the_readme_counts_the_rows(table: str) -> None:
    rows = len(rows_of(table))
    said = re.search(rf"\| `{table}\.csv` \| (\d+) \|", (REGISTRY / "README.md").read_text(encoding="utf-8"))
    assert said is not None
    assert int(said[1]) == rows


def test_the_registry_knows_armed_groups_and_parties(registry: Registry) -> None:
    assert sum(entry.type in ("armed_group", "coalition") for entry in registry.entries) > 300
    assert sum(entry.type == "igo" for entry in registry.entries) > 350
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


def test_a_person_of_ones_own_may_hold_offices(tmp_path: Path) -> None:
    write(tmp_path, "id,name,role,affiliation,since,until\nann,Ann Lee,Queen,rur,1950,1960\n", "people.csv")
    assert load_registry(tmp_path).get("ann").offices == (Office("Queen", "rur", "1950", "1960"),)
    write(tmp_path, "person,role,affiliation,since,until\nann,Queen,rur,1950-02-03,\n", "offices.csv")
    write(tmp_path, "role,aliases,holders\nQueen,Monarch; Sovereign,one\n", "roles.csv")
    registry = load_registry(tmp_path)
    assert (registry.get("ann").since, registry.get("ann").until) == ("1950", None)
    assert registry.holders("sovereign", "rur", "1955") == (registry.get("ann"),)


@pytest.mark.parametrize("row", ["bob,Queen,rur,1950,", "ann,,rur,1950,"])
def test_an_office_of_nobody_names_its_line(tmp_path: Path, row: str) -> None:
    write(tmp_path, "id,name\nann,Ann Lee\n", "people.csv")
    write(tmp_path, f"person,role,affiliation,since,until\n{row}\n", "offices.csv")
    with pytest.raises(InputError, match=r"offices\.csv:2: expected the id of a person and a role"):
        load_registry(tmp_path)


def test_a_cow_code_is_a_number(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"states\.csv:2: expected a number in the column cow, not 'R2'"):
        load_registry(write(tmp_path, "id,name,cow\nrur,Ruritania,R2\n"))


def test_a_folder_without_tables_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no registry table"):
        load_registry(tmp_path)


def test_entries_are_values() -> None:
    assert Entry("a", "A", "state", shared=("B",)).names == ("A", "B")
