"""The rows of a table as texts, whatever file they are in: CSV and TSV, Excel, Parquet.

In: a file. Out: its rows, each with its number, the header first. Dates become ISO 8601, whole numbers have no point; a
cell that is merged over several rows stands in each of them. What is read by packages of the extra `tables` is imported
when it is needed. Columns mean nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from kg.datasets.files import DatasetFile, find_delimiter
from kg.errors import InputError, MissingExtra

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Row = tuple[int, list[str]]

PARQUET: Final = b"PAR1"
EXCEL: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
# A header may stand below a title; nobody writes longer ones.
_TITLE_ROWS: Final = 10


def is_binary(head: bytes) -> bool:
    """Whether a file begins like Parquet or like the sheets of an office suite."""
    return head.startswith(PARQUET) or (
        head.startswith(b"PK\x03\x04") and (b"xl/" in head or b"[Content_Types]" in head)
    )


def read_sheet(
    file: DatasetFile, is_header: Callable[[list[str]], bool], delimiter: str | None = None, sheet: str | None = None
) -> Iterator[Row]:
    """The rows of a table; of Excel from the first row on that is a header, in `sheet` or the first that has one.

    Raises InputError for what is no table, and where the package that reads it is missing.
    """
    if file.path.suffix.casefold() in EXCEL:
        return file.follow(_read_excel(file, is_header, sheet), DatasetFile.refused_rows)
    head = file.head()
    if head.startswith(PARQUET):
        return file.follow(_read_parquet(file), DatasetFile.refused_rows)
    check_encoding(file, head)
    return _read_delimited(file, delimiter or find_delimiter(head))


def check_encoding(file: DatasetFile, head: bytes) -> None:
    """Raise InputError for a file that is in another encoding as a whole; single rows are refused later."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1:200:2].count(0) > len(head[:200]) // 4:
        raise InputError("looks like UTF-16; expected UTF-8", path=file.path)
    if head.startswith(b"%PDF") or b"\0" in head:
        problem = f"is no text: it begins with {head[:8]!r}; expected CSV, TSV, Parquet or Excel"
        raise InputError(problem, path=file.path)
    bad = [n for n, line in enumerate(head.split(b"\n")[:-1] or [head], 1) if not _is_utf8(line)]
    letters = sum(byte >= 0xC0 for line in head.split(b"\n")[:-1] if _is_utf8(line) for byte in line)
    if bad and not letters and (len(bad) > 1 or bad[0] == 1):
        raise InputError("looks like Latin-1 or Windows-1252; expected UTF-8", path=file.path, line=bad[0])


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read_delimited(file: DatasetFile, delimiter: str) -> Iterator[Row]:
    """The rows, each with the number of its first line; one over several lines waits until another follows it."""
    last, width, waiting = 0, 0, None
    rows = file.rows(delimiter)
    while True:
        try:
            line, cells = next(rows, (last, None))
        except InputError as error:
            if not error.problem.startswith("is no table"):
                raise
            problem = f"a quote opens here and isn't closed in {file.size:,} bytes: {error.problem}"
            raise InputError(problem, path=file.path, line=last + 1) from error
        if waiting is not None:
            first, held = waiting
            if cells is None and (len(held) != width or held[-1].endswith("\n")):
                raise InputError("a quote opens in this row and is never closed", path=file.path, line=first)
            yield waiting
            waiting = None
        if cells is None:
            return
        width = width or len(cells)
        if line - last > 1 and cells:
            waiting = (last + 1, cells)
        elif cells:
            yield line, cells
        last = line


def _read_parquet(file: DatasetFile) -> Iterator[Row]:
    try:
        from pyarrow import ArrowException, parquet  # type: ignore[import-untyped,unused-ignore]
    except ImportError as error:
        raise _name_extra(file, "Parquet", "pyarrow") from error
    try:
        with parquet.ParquetFile(file.path) as table:
            yield 1, [str(name) for name in table.schema_arrow.names]
            number = 1
            for batch in table.iter_batches(batch_size=10_000):
                for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    yield number, [format_cell(cell) for cell in cells]
    except (ArrowException, OSError) as error:
        raise InputError(f"cannot be read as Parquet: {str(error).splitlines()[0]}", path=file.path) from error


def _read_excel(file: DatasetFile, is_header: Callable[[list[str]], bool], sheet: str | None) -> Iterator[Row]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise _name_extra(file, "Excel", "python-calamine") from error
    try:
        book = CalamineWorkbook.from_path(file.path)
        names = book.sheet_names
        if sheet is not None and sheet not in names:
            raise InputError(f"has no sheet {sheet!r}; it has {', '.join(names)}", path=file.path)
        firsts: list[Row] = []
        for name in names if sheet is None else [sheet]:
            rows = book.get_sheet_by_name(name)
            for number, row in enumerate(islice(rows.iter_rows(), (rows.start or (0, 0))[0] + _TITLE_ROWS), 1):
                cells = [format_cell(cell) for cell in row]
                if is_header(cells):
                    return _from(rows.iter_rows(), number, _find_merged(rows))
                firsts += [(number, cells)] if not firsts and any(cells) else []
    except (CalamineError, OSError) as error:
        raise InputError(f"cannot be read as Excel: {error}", path=file.path) from error
    # The caller, who knows what was expected, says what is wrong with the first row.
    return iter(firsts)


def _find_merged(sheet: CalamineSheet) -> dict[tuple[int, int], int]:
    """For each cell that a cell above it is merged with, by row and place in it: the row of the upper one.

    A cell that is merged over several columns stands in the first of them only: the others are other fields.
    """
    left = (sheet.start or (0, 0))[1]
    return {
        (row, column - left): top + 1
        for (top, column), (bottom, _) in sheet.merged_cell_ranges or ()
        for row in range(top + 2, bottom + 2)
    }


def _from(rows: Iterator[Sequence[object]], header: int, merged: Mapping[tuple[int, int], int]) -> Iterator[Row]:
    """The rows from the header on; what is merged with a cell of the header or above it is a title, and stays empty."""
    uppers: dict[int, str] = {}
    for number, row in enumerate(rows, 1):
        cells = [format_cell(cell) for cell in row]
        written = any(cells)
        for place, cell in enumerate(cells):
            if merged.get((number, place), 0) > header:
                cells[place] = uppers.get(place, "")
            else:
                uppers[place] = cell
        if number >= header and written:
            yield number, cells


def format_cell(cell: object) -> str:
    """A typed cell as text."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell)
    return str(cell)


def _name_extra(file: DatasetFile, format: str, package: str) -> InputError:
    return InputError(str(MissingExtra(format, package, "tables")), path=file.path)
