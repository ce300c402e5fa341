"""Votes in all their layouts become the same rows; what a row cannot mean is refused with its line."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kg.datasets.files import DatasetFile
from kg.datasets.kinds import find_kind
from kg.datasets.parties import Parties
from kg.datasets.votes import library, plain, unvotes, voeten
from kg.datasets.votes.codes import find_resolution, find_scope, read_date
from kg.errors import InputError
from kg.mapping.resolutions import resolution_slug
from kg.pipeline.shipped import get_registry
from kg.rows import Party, Reject, RollCall, VoteOption, Votes

UN_VOTES = """rcid,country,country_code,vote
5309,Ukraine,UA,yes
5309,Belarus,BY,no
5310,Ukraine,UA,abstain
5309,Kazakhstan,KZ,abstain
"""
ROLL_CALLS = """rcid,session,importantvote,date,unres,amend,para,short,descr
5309,68,0,2014-03-27,R/68/262,,,UKRAINE,"Territorial integrity of Ukraine"
5310,34,0,1979-12-04,R/34/233/XII,0,0,BUDGET,TO APPROVE SECTION XII
"""
ISSUES = """rcid,short_name,issue
5309,hr,Human rights
5309,me,Palestinian conflict
"""
VOETEN = """rcid,"ccode","Country","Countryname","vote","session","date",unres,amend,para,short,descr,me,hr
5309,369,"UKR","Ukraine",1,68,2014-03-27,"R/68/262",NA,NA,"UKRAINE","Territorial integrity, Ukraine",0,1
5309,370,"BLR","Belarus",3,68,2014-03-27,"R/68/262",NA,NA,"UKRAINE","Territorial integrity, Ukraine",0,1
5309,371,"ARM","Armenia",8,68,2014-03-27,"R/68/262",NA,NA,"UKRAINE","Territorial integrity, Ukraine",0,1
5309,626,"SSD","South Sudan",9,68,2014-03-27,"R/68/262",NA,NA,"UKRAINE","Territorial integrity, Ukraine",0,1
"""
LIBRARY = """undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,title,agenda_title,subjects,undl_link
767565,UKR,UKRAINE,Y,2014-03-27,68,A/RES/68/262,A/68/L.39,Territorial integrity of Ukraine,Prevention,UKRAINE|BORDERS,x
767565,ARM,ARMENIA,N,2014-03-27,68,A/RES/68/262,A/68/L.39,Territorial integrity of Ukraine,Prevention,UKRAINE|BORDERS,x
767565,BEN,BENIN,X,2014-03-27,68,A/RES/68/262,A/68/L.39,Territorial integrity of Ukraine,Prevention,UKRAINE|BORDERS,x
"""
COUNCIL = """undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,description,agenda,subjects
1,FRA,FRANCE,True,Y,2015-12-18,S/RES/2254(2015),2254 (2015) [Syria],The situation in the Middle East,SYRIA
"""
OWN = """resolution,date,country,vote
2254,2015-12-18,France,in favour
2254,2015-12-18,Chad,Yes
S/2011/612,2011-10-04,China,veto
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


def write_unvotes(folder: Path, votes: str = UN_VOTES) -> Path:
    write(folder, "un_roll_calls.csv", ROLL_CALLS)
    write(folder, "un_roll_call_issues.csv.gz", ISSUES)
    return write(folder, "un_votes.csv.gz", votes)


def read(layout: ModuleType, path: Path) -> tuple[list[RollCall], dict[tuple[str, str], VoteOption], list[Reject]]:
    """The roll calls, how each voted in each, and the rejects."""
    rows: Iterator[RollCall | Votes | Reject] = layout.read_votes(DatasetFile(path))
    calls, cast, rejects = [], {}, []
    for row in rows:
        if isinstance(row, RollCall):
            calls.append(row)
        elif isinstance(row, Votes):
            assert row.roll_call in {call.id for call in calls}
            cast.update({(row.roll_call, voter.name): option for voter, option in row.cast.items()})
        else:
            rejects.append(row)
    return calls, cast, rejects


def test_three_tables_are_read(tmp_path: Path) -> None:
    calls, cast, rejects = read(unvotes, write_unvotes(tmp_path))
    assert rejects == []
    assert [(call.id, call.resolution, call.date, call.scope) for call in calls] == [
        ("5309", "A/RES/68/262", "2014-03-27", "whole"),
        ("5310", "A/RES/34/233", "1979-12", "paragraph"),
    ]
    assert calls[0].topics == ("Human rights", "Palestinian conflict")
    assert cast == {
        ("5309", "Ukraine"): "yes",
        ("5309", "Belarus"): "no",
        ("5309", "Kazakhstan"): "abstain",
        ("5310", "Ukraine"): "abstain",
    }


def test_one_table_says_the_same_and_leaves_out_who_was_no_member(tmp_path: Path) -> None:
    calls, cast, rejects = read(voeten, write(tmp_path, "UNVotes.csv", VOETEN))
    assert rejects == []
    (call,) = calls
    assert (call.id, call.resolution, call.topics) == ("5309", "A/RES/68/262", ("Human rights",))
    assert cast == {("5309", "Ukraine"): "yes", ("5309", "Belarus"): "no", ("5309", "Armenia"): "absent"}


@pytest.mark.parametrize(
    ("more", "cell", "date"),
    [
        ("session", "68", "2013/2014"),
        ("session", "68.0", "2013/2014"),
        ("session", "1", "1946"),
        ("session", "1004", None),
        ("year", "2014", "2014"),
        ("date", "2014-03-27", "2014-03-27"),
        ("date", "NA", None),
    ],
)
def test_raw_votes_are_dated_by_their_year_or_session(tmp_path: Path, more: str, cell: str, date: str | None) -> None:
    path = write(tmp_path, "rawvotes.tab", f"rcid\t{more}\tvote\tccode\n5309\t{cell}\t1\t369\n5309\t{cell}\t9\t340\n")
    assert find_kind(path) == "voeten-votes"
    (call,), cast, rejects = read(voeten, path)
    assert (call.id, call.date, call.resolution, call.scope) == ("5309", date, None, "whole")
    assert list(cast.values()) == ["yes"]
    assert rejects == []


def test_the_tables_of_the_library_are_read(tmp_path: Path) -> None:
    calls, cast, rejects = read(library, write(tmp_path, "ga.csv", LIBRARY))
    assert rejects == []
    assert [(call.body.name, call.resolution, call.topics) for call in calls] == [
        ("United Nations General Assembly", "A/RES/68/262", ("UKRAINE", "BORDERS"))
    ]
    assert set(cast.values()) == {"yes", "no", "absent"}
    (council,), _, _ = read(library, write(tmp_path, "sc.csv", COUNCIL))
    assert council.body.name == "United Nations Security Council"
    assert resolution_slug(council.resolution or "") == "s-res-2254"


def test_a_table_of_ones_own_is_read(tmp_path: Path) -> None:
    calls, cast, rejects = read(plain, write(tmp_path, "council.csv", OWN))
    assert rejects == []
    assert [(call.symbol, call.resolution) for call in calls] == [("2254", "S/RES/2254"), ("S/2011/612", None)]
    assert list(cast.values()) == ["yes", "yes", "no"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (UN_VOTES, "un-votes"),
        (VOETEN, "voeten-votes"),
        (VOETEN.replace(",", "\t"), "voeten-votes"),
        (LIBRARY, "library-votes"),
        (COUNCIL, "library-votes"),
        (OWN, "votes"),
    ],
)
def test_a_layout_is_known_by_its_columns(tmp_path: Path, text: str, kind: str) -> None:
    assert find_kind(write(tmp_path, "table.csv", text)) == kind


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("5309,Poland,PL,maybe", "the vote is 'maybe'; expected yes, no, abstain, absent"),
        ("5309,Poland,PL", "has 3 cells; expected rcid, country, country_code, vote"),
        ("9,Poland,PL,yes", "roll call '9' is not in un_roll_calls"),
        ("5309,Ukraine,UA,no", "Ukraine has voted yes in this roll call already"),
        ('5309,"a, b",PL,3', "the vote is '3'; expected yes, no, abstain, absent"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_kept_whole(tmp_path: Path, row: str, reason: str) -> None:
    _, cast, rejects = read(unvotes, write_unvotes(tmp_path, f"{UN_VOTES}{row}\n"))
    assert rejects == [Reject(6, reason, row)]
    assert len(cast) == 4


def test_a_day_that_there_is_not_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "ga.csv", LIBRARY.replace("2014-03-27", "2024-02-31"))
    calls, cast, rejects = read(library, path)
    assert (calls, cast) == ([], {})
    assert [reject.reason for reject in rejects] == ["the date is '2024-02-31'; expected a day like 2011-11-18"] * 3


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "council.csv"
    path.write_bytes(OWN.encode() + b"2254,2015-12-18,C\xf4te d'Ivoire,yes\n")
    _, cast, rejects = read(plain, path)
    assert [reject.line for reject in rejects] == [5]
    assert len(cast) == 3


def test_a_missing_companion_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "un_votes.csv", UN_VOTES)
    with pytest.raises(InputError, match=r"needs un_roll_calls\.csv"):
        list(unvotes.read_votes(DatasetFile(path)))


def test_members_may_be_named_by_codes(tmp_path: Path) -> None:
    rows = "resolution,date,country,vote\n2254,2015-12-18,FRA,yes\n2254,2015-12-18,Chad,yes\n"
    table = plain.read_votes(DatasetFile(write(tmp_path, "codes.csv", rows)))
    voters = [voter for row in table if isinstance(row, Votes) for voter in row.cast]
    assert voters == [Party(iso3="FRA", type="state"), Party("Chad", type="state")]


def test_votes_that_do_not_follow_each_other_are_gathered_all_the_same(tmp_path: Path) -> None:
    rows = [f"S/RES/{number},2015-12-18,{state},yes\n" for state in ("Chad", "France") for number in range(1, 1500)]
    calls, cast, rejects = read(plain, write(tmp_path, "many.csv", "resolution,date,country,vote\n" + "".join(rows)))
    assert (len(calls), len(cast), rejects) == (1499, 2998, [])


@pytest.mark.parametrize(
    ("code", "resolution"),
    [
        ("R/68/262", "A/RES/68/262"), ("A/RES/71/5", "A/RES/71/5"), ("A/RES/ES-10/19", "A/RES/ES-10/19"),
        ("R/53/77Y", "A/RES/53/77Y"), ("R/61/128AB", "A/RES/61/128AB"), ("R/42/209/C", "A/RES/42/209C"),
        ("R/50/38B/VII", "A/RES/50/38B"), ("R/22/2338", "A/RES/2338(XXII)"), ("R/26/2758G", "A/RES/2758(XXVI)"),
        ("R/30/3390A", "A/RES/3390A(XXX)"), ("R/29/3237", "A/RES/3237(XXIX)"),
        ("R/14/465B", None), ("R/1/1061A", None), ("ESS/1/34", None), ("SS/5", None), ("R/6444A", None), ("", None),
        ("S/RES/2254 (2015)", "S/RES/2254 (2015)"),
    ],
)  # fmt: skip
def test_a_code_names_a_resolution_or_none(code: str, resolution: str | None) -> None:
    assert find_resolution(code) == resolution


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("R/66/1", "General Assembly resolution 66/1"), ("R/66/1", "A/RES/66/1"),
        ("R/26/2758G", "UN General Assembly Resolution 2758 (XXVI)"), ("R/26/2758G", "A/RES/2758 (XXVI)"),
        ("A/RES/ES-10/19", "UNGA resolution ES-10/19"), ("R/24/2603", "A/RES/2603(XXIV)"),
        ("S/RES/2254 (2015)", "UN Security Council Resolution 2254"),
    ],
)  # fmt: skip
def test_votes_and_texts_speak_of_one_resolution(code: str, said: str) -> None:
    assert resolution_slug(find_resolution(code) or "") == resolution_slug(said)


@pytest.mark.parametrize(
    ("day", "session", "date"),
    [
        ("1995-11-05", "50", "1995-11"), ("1997-11-26", "52", "1997-11-26"), ("2014-03-07", "68", "2014-03-07"),
        ("2014-03-07", "", "2014-03-07"), ("NA", "3", None), ("", "", None),
    ],
)  # fmt: skip
def test_a_date_says_what_is_known(day: str, session: str, date: str | None) -> None:
    assert read_date(day, session) == date


@pytest.mark.parametrize(
    ("code", "amend", "para", "description", "scope"),
    [
        ("R/31/4", "0", "0", "TO ADOPT THE RESOLUTION", "whole"),
        ("R/31/4", "1", "1", "TO AMEND OPERATIVE PARAGRAPH 2", "amendment"),
        ("R/31/4", "0", "1", "TO RETAIN PARAGRAPH 2", "paragraph"),
        ("R/24/2504A", "0", "0", "TO ADOPT THE GHANA MOTION THAT THE DEBATE BE ADJOURNED", "motion"),
        ("R/28/3198B", "1", "0", "MOTION FOR ROLL-CALL VOTE", "motion"),
        ("R/62/150", "", "", "Promotion of locomotion and motion", "whole"),
    ],
)
def test_a_scope_is_read_off_marks_and_words(code: str, amend: str, para: str, description: str, scope: str) -> None:
    assert find_scope(code, amend, para, description) == scope


@pytest.mark.parametrize(
    ("party", "year", "entry"),
    [
        (Party("Russia", iso2="RU"), 1960, "soviet-union"), (Party("Russia", iso2="RU"), 1999, "rus"),
        (Party("Yugoslavia", iso2="YU"), 1970, "yugoslavia"),
        (Party("Yugoslavia", iso2="YU"), 2004, "serbia-and-montenegro"),
        (Party("Yugoslavia", iso2="YU"), 2015, "srb"), (Party("Yemen Arab Republic"), 1980, "north-yemen"),
        (Party("Czechoslovakia", iso2="CS"), 1970, "czechoslovakia"),
        (Party("Congo - Kinshasa", iso2="CD"), 1975, "cod"),
        (Party("Namibia", iso2="NA"), 1995, "nam"), (Party("", cow="365"), 1950, "soviet-union"),
        (Party("UNION OF SOVIET SOCIALIST REPUBLICS", iso3="SUN"), 1975, "soviet-union"),
        (Party("Viet Nam", iso3="VNM"), 1980, "vnm"), (Party("Atlantis"), 1980, None),
    ],
)  # fmt: skip
def test_states_of_the_past_are_who_they_were(party: Party, year: int, entry: str | None) -> None:
    assert Parties(get_registry()).find(party, year) == entry


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Government of Ethiopia", "eth"),
        ("Government of the United States of America", "usa"),
        ("Government of Russia (Soviet Union)", "rus"),
        ("Government of DR Congo (Zaire)", "cod"),
        ("Government of National Accord", "government-of-national-accord"),
        ("Government of Atlantis", None),
    ],
)
def test_a_government_is_its_state(name: str, entry: str | None) -> None:
    assert Parties(get_registry()).find(Party(name), 2015) == entry
