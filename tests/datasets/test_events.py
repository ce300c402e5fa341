"""Coded events as rows: codes, actors and their states, days, what is told twice, what cannot be used."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from event_files import GDELT_WIDTH, ICEWS, POLECAT, format_table, gdelt_row, icews_row, polecat_row, write_table

from kg.datasets.events import gdelt, icews, polecat
from kg.datasets.events.cameo import load_cameo
from kg.datasets.events.reading import Recent
from kg.datasets.events.sectors import acts_for_state
from kg.datasets.files import DatasetFile
from kg.datasets.kinds import find_kind
from kg.errors import InputError
from kg.rows import CodedEvent, Duplicate, Party, Reject

Row = CodedEvent | Duplicate | Reject
KENYA, PERU = Party("Kenya"), Party("Peru")


def read(path: Path) -> list[Row]:
    readers: dict[str, Callable[[DatasetFile], Iterator[Row]]] = {
        "icews": icews.read_events, "gdelt": gdelt.read_events, "polecat": polecat.read_events,
    }  # fmt: skip
    kind = find_kind(path)
    assert kind is not None
    return list(readers[kind](DatasetFile(path)))


def read_icews(tmp_path: Path, *rows: list[str]) -> list[Row]:
    return read(write_table(tmp_path / "events.tab", ICEWS, *rows))


def read_one(tmp_path: Path, row: list[str]) -> CodedEvent:
    headers: dict[int, list[Sequence[str]]] = {len(ICEWS): [ICEWS], len(POLECAT): [POLECAT], GDELT_WIDTH: []}
    (event,) = read(write_table(tmp_path / "one.tab", *headers[len(row)], row))
    assert type(event) is CodedEvent, event
    return event


@pytest.mark.parametrize(
    ("code", "type"),
    [
        ("031", "AGREE"), ("042", "CONSULT"), ("057", "SUPPORT"), ("0811", "CONCEDE"), ("0813", "RETREAT"),
        ("0874", "RETREAT"), ("064", "COOPERATE"), ("0234", None), ("010", None), ("091", "ACCUSE"),
        ("1056", "REQUEST"), ("129", "REJECT"), ("163", "COERCE"), ("1621", "SANCTION"), ("1712", "ASSAULT"),
        ("1711", "COERCE"), ("192", "COERCE"), ("1823", "ASSAULT"), ("204", "ASSAULT"), ("---", None), ("", None),
        ("99", None), ("4", None), ("42", None),
    ],
)  # fmt: skip
def test_a_code_has_the_type_of_its_longest_beginning(code: str, type: str | None) -> None:
    assert load_cameo().find_type(code) == type


@pytest.mark.parametrize(
    ("sectors", "acts"),
    [
        ("Executive,Executive Office,Government,Parties,Elite", True),
        ("Government,Military,Navy", True),
        ("Government,Police", True),
        ("Government", True),
        ("Executive,Government,Health Ministry", True),
        ("Government,Legislative / Parliamentary,Upper House", False),
        ("Government,Judicial", False),
        ("Local,Executive,Government", False),
        ("Parties,Opposition Major Party (Out Of Government),Executive", False),
        ("International Government Organization,Executive", False),
        ("Social,General Population / Civilian / Social", False),
        ("", False),
    ],
)
def test_who_acts_for_a_state(sectors: str, acts: bool) -> None:
    assert acts_for_state(filter(None, sectors.split(","))) is acts


def test_icews_gives_states_codes_and_places(tmp_path: Path) -> None:
    event = read_one(tmp_path, icews_row())
    assert event == CodedEvent(
        "1", "2019-03-05", "040", "CONSULT", (KENYA,), (PERU,), "Lima, Lima, Peru", "1", "The Daily Quokka"
    )


@pytest.mark.parametrize(
    ("name", "sectors", "country", "expected"),
    [
        ("Citizen (Peru)", "Social", "Peru", (Party("Citizen (Peru)", affiliation=PERU),)),
        ("Africa", "NA", "NA", (Party("Africa"),)),
        ("Unspecified Actor", "Unspecified", "NA", ()),
        ("Government (Georgia)", "Government", "Georgia", (Party(iso3="GEO"),)),
        ("Palestinian Territory, Occupied", "NA", "Occupied Palestinian Territory", (Party(iso3="PSE"),)),
    ],
)
def test_icews_actors(tmp_path: Path, name: str, sectors: str, country: str, expected: tuple[Party, ...]) -> None:
    event = read_one(tmp_path, icews_row(Source_Name=name, Source_Sectors=sectors, Source_Country=country))
    assert event.initiators == expected


def test_one_story_tells_an_event_once(tmp_path: Path) -> None:
    again, other = icews_row(Event_ID="2", Sentence_Number="4"), icews_row(Event_ID="3", CAMEO_Code="042")
    elsewhere, same_id = icews_row(Event_ID="4", Story_ID="78"), icews_row(Story_ID="79")
    rows = read_icews(tmp_path, icews_row(), again, other, elsewhere, same_id)
    assert [type(row) for row in rows] == [CodedEvent, Duplicate, CodedEvent, CodedEvent, Duplicate]
    assert rows[1] == Duplicate(3)


def test_memory_of_stories_is_bounded() -> None:
    recent = Recent(size=2)
    assert [recent.add((key,)) for key in "aab"] == [False, True, False]
    assert recent.add(("a",))
    assert [recent.add((key,)) for key in "cdefa"] == [False] * 5


def test_gdelt_names_actors_by_codes(tmp_path: Path) -> None:
    event = read_one(tmp_path, gdelt_row())
    assert event == CodedEvent(
        "700000001", "2019-03-05", "042", "CONSULT", (Party(cameo="KEN"),), (Party(cameo="PER"),), "Lima, Lima, Peru",
        "1.9", "quokka.example", "https://www.quokka.example/a/1.html",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"code1": "KENCVL", "name1": "NAIROBI", "role1": "CVL"},
            Party("Nairobi (KEN)", affiliation=Party(cameo="KEN")),
        ),
        ({"code1": "KENCOP", "name1": "POLICE", "role1": "COP"}, Party(cameo="KEN")),
        ({"code1": "KENLEG", "name1": "SENATE", "role1": "LEG"}, Party("Senate (KEN)", affiliation=Party(cameo="KEN"))),
        (
            {"code1": "SOMREBSHB", "name1": "AL SHABAAB", "country1": "SOM", "group1": "SHB", "role1": "REB"},
            Party("Al Shabaab", affiliation=Party(cameo="SOM")),
        ),
        ({"code1": "IGOUNO", "name1": "UNITED NATIONS", "country1": "", "group1": "UNO"}, Party("United Nations")),
        ({"code1": "AFR", "name1": "AFRICA", "country1": "AFR", "role1": ""}, Party("Africa")),
        ({"code1": "COP", "name1": "", "country1": ""}, Party("COP")),
    ],
)
def test_gdelt_actors(tmp_path: Path, cells: dict[str, str], expected: Party) -> None:
    assert read_one(tmp_path, gdelt_row(**cells)).initiators == (expected,)


@pytest.mark.parametrize(
    ("story", "publisher", "link"),
    [
        ("http://news.quokka.example/x", "news.quokka.example", "http://news.quokka.example/x"),
        ("BBC Monitoring", "BBC Monitoring", None),
        ("http://[broken/x", "http://[broken/x", None),
        ("", None, None),
    ],
)
def test_gdelt_publishers(tmp_path: Path, story: str, publisher: str | None, link: str | None) -> None:
    event = read_one(tmp_path, gdelt_row(story=story))
    assert (event.publisher, event.story) == (publisher, link)


def test_gdelt_knows_the_same_event_by_id_and_by_story(tmp_path: Path) -> None:
    rows = [gdelt_row(), gdelt_row(story="https://b.example/"), gdelt_row(id="2"), gdelt_row(id="3", code="043")]
    bare = [gdelt_row(id="4", story=""), gdelt_row(id="5", story="")]
    found = read(write_table(tmp_path / "day.export.CSV", *rows, *bare))
    assert [type(row) for row in found] == [CodedEvent, Duplicate, Duplicate, CodedEvent, CodedEvent, CodedEvent]


def test_polecat_gives_plover_types_and_lists_of_actors(tmp_path: Path) -> None:
    row = polecat_row(
        Actor_Name="Kenya;Peru", Actor_Country="KEN;PER", Actor_COW="501;135", Primary_Actor_Sector="GOV;MIL"
    )
    event = read_one(tmp_path, row)
    assert event.initiators == (Party(iso3="KEN", cow="501"), Party(iso3="PER", cow="135"))
    assert event.recipients == (Party("Lima Dockers Union", affiliation=Party(iso3="PER")),)
    assert (event.code, event.type, event.intensity, event.place) == (None, "CONSULT", "1.5", "Lima, Peru")


def test_polecat_countries_that_fit_no_actor_are_not_guessed(tmp_path: Path) -> None:
    row = polecat_row(Actor_Name="Ann;Ben;Cem", Actor_Country="KEN;PER", Actor_COW="None", Primary_Actor_Sector="None")
    assert read_one(tmp_path, row).initiators == (Party("Ann"), Party("Ben"), Party("Cem"))


@pytest.mark.parametrize(("country", "place"), [("PER", "Lima, Peru"), ("Peru", "Lima, Peru"), ("XQX", "Lima, XQX")])
def test_polecat_countries_of_places_have_names(tmp_path: Path, country: str, place: str) -> None:
    assert read_one(tmp_path, polecat_row(City="Lima", Province="", Country=country)).place == place


def test_polecat_types_of_earlier_versions(tmp_path: Path) -> None:
    assert read_one(tmp_path, polecat_row(Event_Type="DEMAND")).type == "REQUEST"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (icews_row(Event_Date="2024-02-31"), "the date is '2024-02-31'"),
        (icews_row(Event_Date="5 March"), "expected a day like"),
        (icews_row(Intensity="much"), "the intensity is 'much'"),
        (icews_row(Intensity="-11"), "expected a number from -10 to 10"),
        (icews_row(Source_Name="NA", Target_Name=""), "nobody who takes part"),
        (icews_row(Event_ID=""), "no event id"),
        (icews_row()[:11], "has 11 cells; expected 20"),
        ([*icews_row(), "more"], "has 21 cells; expected 20"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_as_it_came(tmp_path: Path, row: list[str], reason: str) -> None:
    refused, kept = read_icews(tmp_path, row, icews_row(Event_ID="2"))
    assert type(refused) is Reject
    assert reason in refused.reason
    assert (refused.line, refused.raw) == (2, "\t".join(row))
    assert type(kept) is CodedEvent


def test_an_unknown_event_type_of_polecat_is_refused(tmp_path: Path) -> None:
    (refused,) = read(write_table(tmp_path / "p.txt", POLECAT, polecat_row(Event_Type="SING")))
    assert type(refused) is Reject
    assert "'SING'" in refused.reason


def test_an_unknown_cameo_code_is_kept_without_a_type(tmp_path: Path) -> None:
    event = read_one(tmp_path, icews_row(CAMEO_Code="X99"))
    assert (event.code, event.type) == ("X99", None)


def test_one_row_in_another_encoding_is_refused_and_the_others_kept(tmp_path: Path) -> None:
    path = tmp_path / "events.tab"
    bad = format_table([icews_row(City="São Paulo")]).encode("latin-1")
    path.write_bytes(
        format_table([ICEWS]).encode() + bad + format_table([icews_row(Event_ID="2", City="São Paulo")]).encode()
    )
    refused, kept = read(path)
    assert type(refused) is Reject
    assert "UTF-8" in refused.reason
    assert type(kept) is CodedEvent
    assert kept.place == "São Paulo, Lima, Peru"


def test_cells_that_are_not_used_may_be_broken(tmp_path: Path) -> None:
    path = tmp_path / "events.tab"
    path.write_bytes(format_table([ICEWS]).encode() + format_table([icews_row(District="São")]).encode("latin-1"))
    assert [type(row) for row in read(path)] == [CodedEvent]


@pytest.mark.parametrize("suffix", [".export.CSV", ".export.CSV.gz", ".export.CSV.zip"])
def test_plain_and_packed_files_give_the_same(tmp_path: Path, suffix: str) -> None:
    path, data = tmp_path / f"20190305{suffix}", format_table([gdelt_row()]).encode()
    if suffix.endswith("zip"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("20190305.export.CSV", data)
    else:
        path.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    assert [type(row) for row in read(path)] == [CodedEvent]
    assert gdelt.describe(path).id == "gdelt-20190305-export"


def test_a_truncated_file_is_an_error(tmp_path: Path) -> None:
    whole = gzip.compress(
        format_table([gdelt_row(id=str(n), story=f"http://{n}.example/{n * n}") for n in range(5000)]).encode()
    )
    path = tmp_path / "day.export.CSV.gz"
    path.write_bytes(whole[: len(whole) * 9 // 10])
    with pytest.raises(InputError, match="cannot be read to its end"):
        list(gdelt.read_events(DatasetFile(path)))


@pytest.mark.parametrize(("module", "named"), [(icews, "CAMEO Code"), (polecat, "Event Type")])
def test_missing_columns_are_named(tmp_path: Path, module: object, named: str) -> None:
    path = write_table(tmp_path / "a.tab", ["Event ID", "Event Date"], ["1", "2019-01-01"])
    with pytest.raises(InputError, match=named):
        list(module.read_events(DatasetFile(path)))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([ICEWS, icews_row()], "icews"),
        ([POLECAT, polecat_row()], "polecat"),
        ([gdelt_row()], "gdelt"),
        ([["broken"], gdelt_row()], "gdelt"),
        ([gdelt_row(month="201904")], None),
        ([gdelt_row()[:58]], None),
        ([["a", "b"], ["1", "2"]], None),
    ],
)
def test_kinds_are_known_by_content(tmp_path: Path, rows: list[list[str]], kind: str | None) -> None:
    assert find_kind(write_table(tmp_path / "some.txt", *rows)) == kind
