"""Tables for people: rows of text on stdout, wrapped to the width of the terminal, in bold heads only on one.

A grid where its cells stay short, else a block of lines for each row. Numbers stand to the right.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence

_WIDTH_OF_A_PIPE = 120
_GAP = 2
# A grid is for looking along rows: above this height of a cell, blocks are easier to read.
_MOST_LINES = 6
_NARROWEST = 18
_LONGEST_WORD = 24
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under column heads, or as blocks of `column  value` lines where they do not fit side by side."""
    if not rows or not columns:
        return
    heads = [name.replace("_", " ") for name in columns]
    lines = [[" ".join(cell.split()) for cell in row] for row in rows]
    width = shutil.get_terminal_size((_WIDTH_OF_A_PIPE, 24)).columns
    widths = _share_width(heads, lines, width)
    if widths:
        _print_grid(heads, lines, widths)
    else:
        _print_blocks(heads, lines, width)


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
    wanted = [max(map(len, column)) for column in cells]
    needed = [min(most, _need(column, most)) for column, most in zip(cells, wanted, strict=True)]
    over = width - sum(needed) - _GAP * (len(heads) - 1)
    if over < 0:
        return []
    missing = [most - least for most, least in zip(wanted, needed, strict=True)]
    share = min(1.0, over / max(sum(missing), 1))
    return [least + int(more * share) for least, more in zip(needed, missing, strict=True)]


def _need(column: Sequence[str], widest: int) -> int:
    """How narrow a column may be: its longest word unbroken, no cell of more than a few lines."""
    longest = max((len(word) for cell in column for word in cell.split()), default=0)
    numbers = widest if _is_numeric(column[1:]) and max(map(len, column[1:])) == widest else 0
    return max(min(longest, _LONGEST_WORD), min(widest, _NARROWEST), -(-widest // _MOST_LINES), numbers)


def _is_numeric(cells: Sequence[str]) -> bool:
    return all(_NUMBER.fullmatch(cell) for cell in cells if cell)


def _print_grid(heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    for head, width, cells in zip(heads, widths, zip(*rows, strict=True), strict=True):
        grid.add_column(head, width=width, overflow="fold", justify="right" if _is_numeric(cells) else "left")
    for row in rows:
        # Text, so that brackets in a quote are not read as markup.
        grid.add_row(*map(Text, row))
    console = Console(width=sum(widths) + _GAP * len(widths), highlight=False)
    with console.capture() as captured:
        console.print(grid)
    print("\n".join(line.rstrip() for line in captured.get().splitlines()))


def _print_blocks(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> None:
    import textwrap

    margin = max(map(len, heads)) + _GAP
    for number, row in enumerate(rows):
        if number:
            print()
        for head, cell in zip(heads, row, strict=True):
            if cell:
                lines = textwrap.wrap(cell, max(width - margin, _NARROWEST))
                print(head.ljust(margin) + ("\n" + " " * margin).join(lines))
