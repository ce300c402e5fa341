"""Comma- and tab-separated values: what people read (labels, values), safe to open in a spreadsheet.

A text cell that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay as they are.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from kg.formats.values import is_number
from kg.queries.results import Cell, Table

# What a spreadsheet runs as a formula begins with one of these, in some after line ends or at full width (OWASP, "CSV
# Injection").
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def format_csv(table: Table) -> str:
    """Comma-separated values (RFC 4180), with a head line and lines that end in CR LF."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(table.columns)
    writer.writerows([_guard(cell, table.text(cell)) for cell in row] for row in table.rows)
    return stream.getvalue()


def format_tsv(table: Table) -> str:
    r"""Tab-separated values with a head line; in a cell, tabs, line ends and backslashes are `\t`, `\n`, `\r`, `\\`."""
    lines = [table.columns, *([_guard(cell, table.text(cell)) for cell in row] for row in table.rows)]
    return "".join("\t".join(_escape(cell) for cell in line) + "\n" for line in lines)


def _guard(cell: Cell, text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and not is_number(cell) else text


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
