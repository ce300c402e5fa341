"""Tables on stdout, as wide as the terminal, with bold heads only on one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from kg.cli.console import may_colour
from kg.formats.terminal import WIDTH_OF_A_PIPE, format_rows


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under column heads, or as blocks of `column  value` lines where they do not fit side by side."""
    width = shutil.get_terminal_size((WIDTH_OF_A_PIPE, 24)).columns
    print(format_rows(columns, rows, width, may_colour(None)), end="")
