"""Tables for people: rows of text on stdout, wrapped to the width of the terminal, coloured only on one."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence

# Text wraps in columns of at least this many characters; where not all columns get as many as they need of them, each
# row becomes a block of its own.
_WRAPPED = 36
_WIDTH_OF_A_PIPE = 120
_GAP = 2


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under column heads, or as blocks of `column  value` lines where they do not fit side by side."""
    if not rows:
        return
    width = shutil.get_terminal_size((_WIDTH_OF_A_PIPE, 24)).columns if sys.stdout.isatty() else _WIDTH_OF_A_PIPE
    if _fits(columns, rows, width):
        _print_grid(columns, rows, width)
    else:
        _print_blocks(columns, rows, width)


def _fits(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> bool:
    widest = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    return sum(min(size, _WRAPPED) + _GAP for size in widest) <= width


def _print_grid(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    for name in columns:
        grid.add_column(name, overflow="fold")
    for row in rows:
        # Text, so that brackets in a quote are not read as markup.
        grid.add_row(*map(Text, row))
    Console(width=width, highlight=False).print(grid)


def _print_blocks(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> None:
    margin = max(map(len, columns)) + _GAP
    for number, row in enumerate(rows):
        if number:
            print()
        for name, value in zip(columns, row, strict=True):
            if value:
                lines = textwrap.wrap(value, max(width - margin, _WRAPPED)) or [""]
                print(name.ljust(margin) + ("\n" + " " * margin).join(lines))
