"""Tables for people: rows of text wrapped to a width, in a grid where cells stay short, else in a block for each row.

Rows of text come in, lines go out. Numbers stand to the right; heads are bold where that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from kg.formats.widths import measure, pad, wrap

WIDTH_OF_A_PIPE = 120
_GAP = 2
# A grid is for looking along rows: above this height of a cell, blocks are easier to read.
_MOST_LINES = 6
_NARROWEST = 18
_LONGEST_WORD = 24
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def format_rows(
    columns: Sequence[str], rows: Sequence[Sequence[str]], width: int = WIDTH_OF_A_PIPE, bold: bool = False
) -> str:
    """Rows under column heads, or as blocks of `column  value` lines where they do not fit side by side."""
    if not rows or not columns:
        return ""
    heads = [name.replace("_", " ") for name in columns]
    # Control characters of a text could move the cursor of a terminal or change its colours.
    lines = [[_CONTROL.sub("\ufffd", " ".join(cell.split())) for cell in row] for row in rows]
    widths = _share_width(heads, lines, width)
    return _format_grid(heads, lines, widths, bold) if widths else _format_blocks(heads, lines, width)


def leave_out_empty(
    columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[list[str], list[list[str]], list[str]]:
    """Columns and rows without the columns that no row has anything in, and the names of these."""
    filled = [index for index in range(len(columns)) if not rows or any(row[index] for row in rows)]
    empty = [name for index, name in enumerate(columns) if index not in filled]
    return [columns[index] for index in filled], [[row[index] for index in filled] for row in rows], empty


def _share_width(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The widths of the columns of a grid, what is over shared by how much they want; [] where they do not fit."""
    cells = list(zip(heads, *rows, strict=True))
    wanted = [max(map(measure, column)) for column in cells]
    needed = [min(most, _need(column, most)) for column, most in zip(cells, wanted, strict=True)]
    over = width - sum(needed) - _GAP * (len(heads) - 1)
    if over < 0:
        return []
    missing = [most - least for most, least in zip(wanted, needed, strict=True)]
    share = min(1.0, over / max(sum(missing), 1))
    return [least + int(more * share) for least, more in zip(needed, missing, strict=True)]


def _need(column: Sequence[str], widest: int) -> int:
    """How narrow a column may be: its longest word unbroken, no cell of more than a few lines."""
    longest = max((measure(word) for cell in column for word in cell.split()), default=0)
    numbers = widest if _is_numeric(column[1:]) and max(map(measure, column[1:])) == widest else 0
    return max(min(longest, _LONGEST_WORD), min(widest, _NARROWEST), -(-widest // _MOST_LINES), numbers)


def _is_numeric(cells: Sequence[str]) -> bool:
    return all(_NUMBER.fullmatch(cell) for cell in cells if cell)


def _format_grid(heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], bold: bool) -> str:
    right = [_is_numeric(cells) for cells in zip(*rows, strict=True)]
    head, *lines = [_format_row(row, widths, right) for row in (heads, *rows)]
    return "".join((f"{_BOLD}{head[:-1]}{_PLAIN}\n" if bold else head, *lines))


def _format_row(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
    lines = []
    for pieces in zip_longest(*cells, fillvalue=""):
        padded = map(pad, pieces, widths, right)
        lines.append((" " * _GAP).join(padded).rstrip() + "\n")
    return "".join(lines)


def _format_blocks(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    margin = max(map(measure, heads)) + _GAP
    blocks = []
    for row in rows:
        filled = [(head, cell) for head, cell in zip(heads, row, strict=True) if cell]
        cells = [(head, wrap(cell, max(width - margin, _NARROWEST))) for head, cell in filled]
        blocks.append("".join(pad(head, margin) + ("\n" + " " * margin).join(lines) + "\n" for head, lines in cells))
    return "\n".join(blocks)
