"""Parquet and Excel files, read back by other programs' readers."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode
from table_samples import CELLS, EGYPT, TYPED, table_of

from kg.errors import UsageError
from kg.formats.captions import Caption
from kg.formats.writing import encode_table
from kg.queries.results import Table
from kg.vocabulary import XSD

pyarrow = pytest.importorskip("pyarrow")
calamine = pytest.importorskip("python_calamine")
pytest.importorskip("xlsxwriter")
CAPTION = Caption("stances", "Who stands where?", {"actor": "Egypt", "since": "=2015"})


def read_parquet(data: bytes) -> Any:
    import pyarrow.parquet as parquet  # type: ignore[import-untyped,unused-ignore]

    return parquet.read_table(io.BytesIO(data))


def read_excel(data: bytes, sheet: str = "Answer") -> list[list[object]]:
    return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet).to_python()  # type: ignore[no-any-return]


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_parquet_has_typed_columns_with_iris_beside_labels() -> None:
    table = read_parquet(encode_table(TYPED, "parquet", CAPTION))
    assert [f"{field.name}: {field.type}" for field in table.schema] == [
        "who: string",
        "who_iri: string",
        "day: date32[day]",
        "said_at: timestamp[us, tz=UTC]",
        "documents: int64",
        "share: double",
        "own: bool",
        "mixed: string",
        "nothing: string",
    ]
    first, second = table.to_pylist()
    assert (first["who"], first["who_iri"], first["own"]) == ("Egypt", EGYPT.value, True)
    assert first["said_at"] == datetime(2015, 12, 19, 4, 30, tzinfo=UTC)
    assert (second["who"], second["day"], second["share"]) == (None, date(1815, 6, 9), 1.0)


def test_parquet_says_what_was_asked() -> None:
    facts = read_parquet(encode_table(TYPED, "parquet", CAPTION)).schema.metadata
    assert facts[b"query"] == b"stances"
    assert json.loads(facts[b"arguments"]) == {"actor": "Egypt", "since": "=2015"}


@given(st.lists(CELLS, min_size=1, max_size=4))
def test_parquet_keeps_every_text(cells: list[Literal]) -> None:
    column = read_parquet(encode_table(table_of(cells), "parquet")).column("x")
    if column.type == pyarrow.string():
        assert column.to_pylist() == [cell.value for cell in cells]


def test_excel_has_typed_cells_and_iris_at_the_end() -> None:
    head, first, second = read_excel(encode_table(TYPED, "xlsx", CAPTION))
    assert head == [*TYPED.columns, "who_iri"]
    assert first[:2] == ["Egypt", date(2015, 12, 18)]
    assert first[2] == datetime(2015, 12, 19, 4, 30)
    assert first[3:7] == [3.0, 0.25, True, "7"]
    assert first[8] == EGYPT.value
    # Excel's calendar begins in 1900.
    assert second[:2] == ["", "1815-06-09"]


def test_excel_says_what_was_asked_on_a_sheet_of_its_own() -> None:
    facts = read_excel(encode_table(TYPED, "xlsx", CAPTION), "About")
    assert facts == [
        ["question", "Who stands where?"],
        ["query", "stances"],
        ["actor", "Egypt"],
        ["since", "=2015"],
        ["rows", "2 rows"],
    ]


def test_excel_fixes_its_head_and_gives_columns_a_width() -> None:
    sheet = parts(encode_table(TYPED, "xlsx"))["xl/worksheets/sheet1.xml"]
    assert '<pane ySplit="1" topLeftCell="A2"' in sheet
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([0-9.]+)"', sheet)]
    assert len(set(widths)) > 1
    assert max(widths) <= 61


@settings(deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=4))
def test_excel_holds_neither_formula_nor_link_and_keeps_every_text(cells: list[Literal]) -> None:
    data = encode_table(table_of(cells), "xlsx")
    written = parts(data)
    assert not re.search("<f[ >/]|<hyperlink", written["xl/worksheets/sheet1.xml"])
    assert not any("externalLink" in name or "_rels/sheet" in name for name in written)
    for cell, row in zip(cells, read_excel(data)[1:], strict=False):
        if isinstance(row[0], str):
            # Readers make one line end of several.
            assert "".join(row[0].split()) == "".join(_readable(cell.value).split())


def _readable(text: str) -> str:
    """The text as XML can hold it: two characters are none in it, and have no other way into a workbook."""
    return text.replace("\ufffe", "_xFFFE_").replace("\uffff", "_xFFFF_")


def test_a_text_that_is_too_long_for_excel_is_cut_and_said_to_be() -> None:
    data = encode_table(table_of([Literal("🕊" * 20_000), Literal("a" * 32_767)]), "xlsx")
    (_, (long,), (short,)) = read_excel(data)
    assert isinstance(long, str)
    assert len(long.encode("utf-16-le")) // 2 <= 32_767
    assert long.endswith("🕊 […]")
    assert short == "a" * 32_767
    assert read_excel(data, "About")[-1][0] == "cut"


def test_numbers_that_excel_would_round_are_texts() -> None:
    (_, (long,), (short,)) = read_excel(encode_table(table_of([Literal(10**15 + 1), Literal(10**14)]), "xlsx"))
    assert (long, short) == (str(10**15 + 1), 1e14)


def test_infinite_numbers_are_texts_in_excel() -> None:
    cells = [
        Literal("INF", datatype=XSD.double),
        Literal("NaN", datatype=XSD.double),
        Literal("1", datatype=XSD.double),
    ]
    assert read_excel(encode_table(table_of(cells), "xlsx"))[1:] == [["inf"], ["nan"], [1.0]]


def test_more_rows_than_excel_holds_are_refused() -> None:
    with pytest.raises(UsageError, match="holds 1,048,575 rows"):
        encode_table(Table(("x",), ((None,),) * 1_048_576), "xlsx")


@pytest.mark.parametrize("format", ["parquet", "xlsx"])
@pytest.mark.parametrize("table", [TYPED, Table(("a", "b"), ()), Table((), ())])
def test_the_same_table_makes_the_same_bytes(table: Table, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = encode_table(table, format, CAPTION)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert encode_table(table, format, CAPTION) == first
    if format == "xlsx":
        assert "1980-01-01T00:00:00Z" in parts(first)["docProps/core.xml"]


def test_labels_of_wide_letters_get_room() -> None:
    china = NamedNode("https://example.org/china")
    sheet = parts(encode_table(Table(("x",), ((china,),), {china: "中华人民共和国外交部"}), "xlsx"))
    (width, *_) = re.findall(r'<col [^>]*width="([0-9.]+)"', sheet["xl/worksheets/sheet1.xml"])
    assert float(width) >= 20


@pytest.mark.parametrize(("format", "package"), [("parquet", "pyarrow"), ("xlsx", "xlsxwriter")])
def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, format: str, package: str) -> None:
    import sys

    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError, match=r"pip install 'standpoint-kg\[tables\]'"):
        encode_table(TYPED, format)
