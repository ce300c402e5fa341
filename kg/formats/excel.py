"""Excel workbooks: the answer in typed cells on one sheet, what was asked on another.

Texts are written as texts: never a formula, never a link. The IRIs of things stand in columns of their own at the right
end. Nothing in the file tells the time, so that the same answer makes the same bytes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from kg.errors import MissingExtra, UsageError
from kg.formats.captions import Caption, count_rows
from kg.formats.values import Column, Value, name_iris, read_columns
from kg.queries.results import Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

# Microsoft, "Excel specifications and limits".
_MOST_ROWS: Final = 1_048_576
_LONGEST_CELL: Final = 32_767  # in UTF-16 units
_EXACT: Final = 10**15  # Excel keeps 15 digits of a number
# Excel's calendar has a 29th of February 1900; from March on it agrees with the world's.
_FIRST_DAY: Final = date(1900, 3, 1)
_CUT: Final = " […]"
_WIDEST, _NARROWEST = 60, 8  # of a column, in characters
_NO_TIME: Final = datetime(1980, 1, 1)  # the earliest that a zip archive can tell
_FORMATS: Final = {"date": "yyyy-mm-dd", "time": "yyyy-mm-dd hh:mm:ss"}


def encode_excel(table: Table, caption: Caption | None = None) -> bytes:
    """The bytes of an .xlsx file. Raises UsageError where XlsxWriter is not installed, or for more rows than fit."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtra("an Excel file", "XlsxWriter", "tables") from error
    if len(table.rows) >= _MOST_ROWS:
        raise UsageError(f"an Excel sheet holds {_MOST_ROWS - 1:,} rows, the answer has more; write .csv or .parquet")
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": (caption or Caption()).title[:255], "created": _NO_TIME})
        columns = _order(read_columns(table))
        sheet = _AnswerSheet(workbook, columns)
        sheet.write()
        _write_facts(workbook, table, caption or Caption(), sheet.cut)
    return stream.getvalue()


def _order(columns: tuple[Column, ...]) -> list[Column]:
    """The columns that people read, then those of IRIs."""
    names = name_iris(columns)
    return [*columns, *(Column(names[each.name], "text", each.iris) for each in columns if each.iris is not None)]


class _AnswerSheet:
    """The sheet of the rows; `cut` counts the cells that were too long for Excel."""

    def __init__(self, workbook: Workbook, columns: list[Column]) -> None:
        self.columns, self.cut = columns, 0
        self._sheet = workbook.add_worksheet("Answer")
        self._head = workbook.add_format({"bold": True, "bottom": 1, "valign": "top"})
        text = {"valign": "top", "text_wrap": True}
        self._formats = {
            kind: workbook.add_format({"num_format": form, "valign": "top"}) for kind, form in _FORMATS.items()
        }
        self._text, self._plain = workbook.add_format(text), workbook.add_format({"valign": "top"})

    def write(self) -> None:
        """Write heads and cells, fix the head in place and give each column a width."""
        for place, column in enumerate(self.columns):
            self._sheet.write_string(0, place, column.name, self._head)
            self._sheet.set_column(place, place, _width(column))
            for row, value in enumerate(column.values, start=1):
                self._write(row, place, value)
        self._sheet.freeze_panes(1, 0)
        if self.columns:
            self._sheet.autofilter(0, 0, max(len(self.columns[0].values), 1), len(self.columns) - 1)

    def _write(self, row: int, place: int, value: Value) -> None:
        match value:
            case None:
                pass
            case bool():
                self._sheet.write_boolean(row, place, value, self._plain)
            case int() | float() if math.isfinite(value) and abs(value) < _EXACT:
                self._sheet.write_number(row, place, value, self._plain)
            case datetime():
                # Excel knows no time zones; the moment is in UTC.
                self._write_day(row, place, value.replace(tzinfo=None), value.date(), "time")
            case date():
                self._write_day(row, place, value, value, "date")
            case _:
                self._write_text(row, place, str(value))

    def _write_day(self, row: int, place: int, value: date, day: date, kind: str) -> None:
        if day < _FIRST_DAY:
            self._write_text(row, place, value.isoformat())
        else:
            self._sheet.write_datetime(row, place, value, self._formats[kind])

    def _write_text(self, row: int, place: int, text: str) -> None:
        kept = _cut(text)
        self.cut += kept != text
        self._sheet.write_string(row, place, kept, self._text if len(kept) > _WIDEST else self._plain)


def _write_facts(workbook: Workbook, table: Table, caption: Caption, cut: int) -> None:
    """The second sheet: what was asked, how many rows there are, and what Excel could not hold."""
    sheet: Worksheet = workbook.add_worksheet("About")
    facts = [*caption.facts(), ("rows", count_rows(len(table.rows), table.truncated))]
    if cut:
        facts.append(("cut", f"cells that end in{_CUT}, since Excel holds {_LONGEST_CELL:,} characters in one: {cut}"))
    bold: Any = workbook.add_format({"bold": True})
    for row, (name, text) in enumerate(facts):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, _cut(text))
    sheet.set_column(0, 0, max((len(name) for name, _ in facts), default=0) + 2)
    sheet.set_column(1, 1, _WIDEST)


def _cut(text: str) -> str:
    """A text as long as a cell can hold; a cut one ends in […]."""
    if len(text.encode("utf-16-le")) // 2 <= _LONGEST_CELL:
        return text
    room = (_LONGEST_CELL - len(_CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT


def _width(column: Column) -> float:
    """A width that most cells fit in, in characters; wide ones (of Chinese, say) count twice."""
    longest = max((_measure(value) for value in column.values), default=0)
    return min(max(longest, len(column.name) + 3, _NARROWEST), _WIDEST)


def _measure(value: Value) -> int:
    lines: Iterable[str] = str(value if value is not None else "").splitlines()
    return max(
        (len(line) + (0 if line.isascii() else sum(char > "\u2e7f" for char in line)) for line in lines), default=0
    )
