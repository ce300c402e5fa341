"""Tables of one's own: their columns, their cells, their files."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from kg.datasets.files import DatasetFile
from kg.datasets.tables.cells import STANCES, read_date, read_stance
from kg.datasets.tables.columns import UnknownColumns, read_header
from kg.datasets.tables.layout import read_layout
from kg.datasets.tables.reading import Coded, Table, is_table
from kg.errors import InputError
from kg.rows import CodedActor, CodedEvent, CodedPosition, CodedResolution, Party, Reject

HEADER = "actor,issue,stance,date,quote,source\n"
ROW = 'Arland,the strait,support,2021-05-05,"open it, now",Gazette\n'


def read(path: Path, layout: Path | None = None) -> list[Coded | Reject]:
    return list(Table(DatasetFile(path), layout).rows())


def write(tmp_path: Path, text: str | bytes, name: str = "own.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def write_excel(path: Path, rows: list[list[str | float]], merged: str = "") -> Path:
    """The least that Excel opens: one sheet with texts in place; numbers stay numbers."""
    cells = "".join(
        f'<row r="{n}">'
        + "".join(
            f'<c r="{chr(65 + m)}{n}" t="inlineStr"><is><t>{value}</t></is></c>'
            if isinstance(value, str)
            else f'<c r="{chr(65 + m)}{n}"><v>{value}</v></c>'
            for m, value in enumerate(row)
            if value != ""
        )
        + "</row>"
        for n, row in enumerate(rows, 1)
    )
    merge = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{office}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="One" sheetId="1" r:id="b"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="b" Type="{office}/worksheet"'
            ' Target="worksheets/sheet1.xml"/></Relationships>',
        )
        book.writestr(
            "xl/worksheets/sheet1.xml", f"<worksheet {main}><sheetData>{cells}</sheetData>{merge}</worksheet>"
        )
    return path


@pytest.mark.parametrize(
    ("header", "kind", "places"),
    [
        ("Actor|Issue|Stance", "position", {"holder": 0, "issue": 1, "stance": 2}),
        (
            "Person|Organization|CONCEPT|agreement",
            "position",
            {"holder": 0, "issue": 2, "stance": 3, "on_behalf_of": 1},
        ),
        ("event_type|Date|Actor 1|actor_2", "event", {"type": 0, "date": 1, "agent": 2, "recipient": 3}),
        ("symbol|body|date", "resolution", {"symbol": 0, "body": 1, "date": 2}),
        ("name|type|aliases", "actor", {"name": 0, "type": 1, "aliases": 2}),
    ],
)
def test_a_header_tells_the_kind(header: str, kind: str, places: dict[str, int]) -> None:
    columns = read_header(header.split("|"))
    assert (columns.kind, columns.places) == (kind, places)


def test_columns_that_mean_nothing_are_named() -> None:
    assert read_header(["actor", "issue", "stance", "colour", ""]).unread == ("colour", "column 5")


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (["actr", "issue", "stanze"], "has the columns actr, issue, stanze; expected"),
        (["actr", "issue", "stanze"], "nearest: 'actr' for 'actor', 'stanze' for 'stance'"),
        (["actor", "issue", "stance", "Stance"], "has the column 'stance' twice"),
    ],
)
def test_wrong_columns_are_told(header: list[str], words: str) -> None:
    with pytest.raises(UnknownColumns, match=words):
        read_header(header)


def test_every_kind_of_rows_is_read(tmp_path: Path) -> None:
    assert read(write(tmp_path, HEADER + ROW)) == [
        CodedPosition(
            "2", (Party("Arland"),), "the strait", "support", "2021-05-05", "open it, now", publisher="Gazette"
        )
    ]
    event = "id;type;date;agent;recipient;place\ne1;consult;5.5.2021;Arland;Tir;Port Arl\n"
    assert read(write(tmp_path, event)) == [
        CodedEvent("e1", "2021-05-05", None, "CONSULT", (Party("Arland"),), (Party("Tir"),), "Port Arl")
    ]
    decision = "symbol\tbody\tdate\tyes\tno\nS/RES/9\tCouncil\t2021\t12\t3\n"
    assert read(write(tmp_path, decision)) == [
        CodedResolution("2", "S/RES/9", "S/RES/9", body=Party("Council"), date="2021", votes_for=12, votes_against=3)
    ]
    assert read(write(tmp_path, "name,type,aliases\nTir,state,Tir Island; Isle of Tir\n")) == [
        CodedActor("2", Party("Tir", type="state"), ("Tir Island", "Isle of Tir"))
    ]


@pytest.mark.parametrize(
    ("column", "rows", "right", "wrong"),
    [
        ("confidence", "Arland,x,yes", ("0", "0.85", "1"), ("1.5", "-0.1", "sure", "0,5")),
        ("intensity", "2021,AID,Arland", ("-10", "3.4", "0"), ("strong", "1,5", "NaN")),
    ],
)
def test_numbers_about_a_row_are_numbers(
    tmp_path: Path, column: str, rows: str, right: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    header = {"confidence": "actor,issue,stance", "intensity": "date,type,agent"}[column]
    lines = "".join(f'{rows},"{cell}"\n' for cell in (*right, *wrong))
    got = read(write(tmp_path, f"{header},{column}\n{lines}"))
    assert [getattr(row, column) for row in got if not isinstance(row, Reject)] == list(right)
    refused = [row.reason for row in got if isinstance(row, Reject)]
    assert [reason.split(";")[0] for reason in refused] == [f"the {column} is {cell!r}" for cell in wrong]


@pytest.mark.parametrize(
    ("header", "cells", "parties"),
    [
        ("actor", ("EGY", "ETH"), (Party(iso3="EGY", cameo="EGY"), Party(iso3="ETH", cameo="ETH"))),
        (
            "actor",
            ("EGY;SDN", "Hamas"),
            (Party(iso3="EGY", cameo="EGY"), Party(iso3="SDN", cameo="SDN"), Party("Hamas")),
        ),
        (
            "actor",
            ("EGY", "ZZZ", "SDN"),
            (Party(iso3="EGY", cameo="EGY"), Party("ZZZ"), Party(iso3="SDN", cameo="SDN")),
        ),
        # Parties of a state, one of which is called like a state's code.
        ("party", ("PSE", "SPD", "CDU"), (Party("PSE"), Party("SPD"), Party("CDU"))),
        ("party", ("PSE", "Greens"), (Party("PSE"), Party("Greens"))),
        ("ccode", ("651", "530"), (Party(cow="651"), Party(cow="530"))),
        ("actor", ("651",), (Party("651"),)),
    ],
)
def test_codes_of_states_are_codes(
    tmp_path: Path, header: str, cells: tuple[str, ...], parties: tuple[Party, ...]
) -> None:
    rows = "".join(f"{cell},x,yes\n" for cell in cells)
    got = read(write(tmp_path, f"{header},issue,stance\n{rows}"))
    assert tuple(party for row in got if isinstance(row, CodedPosition) for party in row.holders) == parties


@pytest.mark.parametrize(
    ("word", "stance"), [("+1", "support"), ("Contra", "oppose"), ("0", "mixed"), ("?", "uncertain")]
)
def test_stances_have_usual_words(word: str, stance: str) -> None:
    assert read_stance(word) == stance
    assert word.casefold() in STANCES


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ("2015-10", "2015-10"),
        ("31.12.2024", "2024-12-31"),
        ("2024-05-01 12:30:00", "2024-05-01"),
        ("2001/2003", "2001/2003"),
    ],
)
def test_dates_that_mean_one_thing(cell: str, read_as: str) -> None:
    assert read_date(cell) == read_as


@pytest.mark.parametrize("cell", ["2024-02-31", "31.02.2024", "12/31/24", "03/04/2024", "soon"])
def test_dates_that_mean_nothing_sure(cell: str) -> None:
    with pytest.raises(ValueError, match="the date is"):
        read_date(cell)


def test_a_date_format_decides() -> None:
    assert read_date("03/04/2024", "%d/%m/%Y") == "2024-04-03"


def test_bad_rows_are_refused_and_the_others_kept(tmp_path: Path) -> None:
    rows = "Arland,x,maybe,,,\nArland,x\n,x,yes,,,\n\nArland,x,no,2024-02-31,,\n" + ROW
    got = read(write(tmp_path, HEADER + rows))
    rejects = [(row.line, row.reason.split(";")[0]) for row in got if isinstance(row, Reject)]
    assert rejects == [
        (2, "the stance is 'maybe'"),
        (3, "has 2 cells"),
        (4, "has no holder"),
        (6, "the date is '2024-02-31'"),
    ]
    assert len(got) == len(rejects) + 1


def test_an_id_is_used_once(tmp_path: Path) -> None:
    path = write(tmp_path, "id,actor,issue,stance\n7,Arland,x,yes\n7,Tir,x,no\n")
    assert [type(row) for row in read(path)] == [CodedPosition, Reject]


def test_a_row_in_another_encoding_is_refused_alone(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER.encode() + "Ärland,x,yes,,,\n".encode() + "Ödland,x,yes,,,\n".encode("latin-1"))
    assert [type(row) for row in read(path)] == [CodedPosition, Reject]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (HEADER.encode("utf-16"), "looks like UTF-16"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "is no text: it begins with b'%PDF-1.7'"),
        ((HEADER + "Ärland,x,yes,,,\n" * 3).encode("latin-1"), "looks like Latin-1 or Windows-1252"),
        (b"actr,issue,stance\n", "own.csv:1: has the columns actr, issue, stance; expected"),
    ],
)
def test_a_file_that_is_no_table_is_named(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read(write(tmp_path, data))


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert read(write(tmp_path, HEADER)) == []


def test_a_quote_that_is_never_closed_is_named_by_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + ROW + 'Tir,x,yes,2021,"never closed,Gazette\n' + "Tir,x,no,,,\n" * 3)
    with pytest.raises(InputError, match=r"own\.csv:3: a quote opens"):
        read(path)


def test_a_quote_that_another_row_closes_is_refused_with_its_line(tmp_path: Path) -> None:
    got = read(write(tmp_path, HEADER + 'Tir,x,yes,2021,"never closed,Gazette\n' + ROW * 2))
    assert [(row.line, "a quote" in row.reason) for row in got if isinstance(row, Reject)] == [(2, True)]


def test_cells_over_several_lines_are_kept(tmp_path: Path) -> None:
    got = read(write(tmp_path, HEADER + 'Tir,x,yes,2021,"one\ntwo",Gazette\n' + ROW))
    assert [row.quote for row in got if isinstance(row, CodedPosition)] == ["one\ntwo", "open it, now"]


def test_a_layout_names_columns_and_values(tmp_path: Path) -> None:
    layout = write(
        tmp_path,
        'delimiter = ";"\ndate_format = "%d/%m/%y"\n[columns]\nholder = "Wer"\nissue = "Was"\nstance = "Haltung"\n'
        'date = "Wann"\n[values.stance]\n"dafür" = "support"\n[constants]\npublisher = "Zeitung"\n',
        "layout.toml",
    )
    (row,) = read(write(tmp_path, "Wer;Was;Haltung;Wann\nArland;x;Dafür;03/04/24\n"), layout)
    assert row == CodedPosition("2", (Party("Arland"),), "x", "support", "2024-04-03", publisher="Zeitung")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("colour = 1", "has the key 'colour'"),
        ('kind = "vote"', "kind is 'vote'; expected position"),
        ('[columns]\nhue = "x"', "names the field 'hue'"),
        ("[columns", "is no TOML"),
    ],
)
def test_a_wrong_layout_is_told(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_layout(write(tmp_path, text, "layout.toml"))


def test_excel_has_its_header_below_a_merged_title(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    rows: list[list[str | float]] = [
        ["What states say"],
        ["actor", "issue", "stance"],
        ["Arland", "x", 1],
        ["Tir", "x", -1],
    ]
    got = read(write_excel(tmp_path / "own.xlsx", rows, merged="A1:C1"))
    assert [(row.id, row.stance) for row in got if isinstance(row, CodedPosition)] == [
        ("3", "support"),
        ("4", "oppose"),
    ]


def test_a_cell_of_excel_that_is_merged_over_rows_stands_in_each_of_them(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    rows: list[list[str | float]] = [
        ["actor", "issue", "stance"],
        ["Arland", "x", 1],
        ["", "y", -1],
        ["Tir", "x", 1],
        ["", "z", 1],
    ]
    got = read(write_excel(tmp_path / "own.xlsx", rows, merged="A2:A3"))
    assert [(row.holders[0].name, row.issue) for row in got if isinstance(row, CodedPosition)] == [
        ("Arland", "x"),
        ("Arland", "y"),
        ("Tir", "x"),
    ]
    assert [(row.line, row.reason) for row in got if isinstance(row, Reject)] == [(5, "has no holder")]


@pytest.mark.parametrize(("first", "merged"), [("1980s", "A2:C2"), ("", "A1:A2")])
def test_merging_over_columns_or_with_the_header_fills_no_other_cell(tmp_path: Path, first: str, merged: str) -> None:
    pytest.importorskip("python_calamine")
    rows: list[list[str | float]] = [["actor", "issue", "stance"], [first, "", ""], ["Arland", "x", 1]]
    rows[1][2] = "" if first else 1
    got = read(write_excel(tmp_path / "own.xlsx", rows, merged=merged))
    assert [row.reason for row in got if isinstance(row, Reject)] == [f"has no {'issue' if first else 'holder'}"]
    assert [row.holders for row in got if isinstance(row, CodedPosition)] == [(Party("Arland"),)]


def test_rows_of_excel_are_numbered_as_excel_does_below_empty_ones(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    rows: list[list[str | float]] = [[""], [""], ["actor", "issue", "stance"], ["Arland", "x", 1]]
    (row,) = read(write_excel(tmp_path / "own.xlsx", rows))
    assert isinstance(row, CodedPosition)
    assert row.id == "4"


def test_excel_without_a_header_says_what_it_has(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    path = write_excel(tmp_path / "own.xlsx", [["Who", "", "Which way"], ["Arland", "x", 1]], merged="A1:B1")
    with pytest.raises(InputError, match="has the columns Who, Which way; expected"):
        read(path)


def test_parquet_is_typed(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table(
        {"actor": ["Arland"], "issue": ["x"], "stance": [-1], "date": [date(2021, 5, 5)], "quote": [None]}
    )
    parquet.write_table(table, tmp_path / "own.parquet")
    assert read(tmp_path / "own.parquet") == [CodedPosition("2", (Party("Arland"),), "x", "oppose", "2021-05-05")]


def test_prose_is_no_table() -> None:
    assert not is_table(b"Ministers met, talked, and left.\nNothing was agreed.\n")
