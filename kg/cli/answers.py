"""The way of an answer out of a command: as a table, a file or a picture.

In: what a query found, and where and how it is wanted. Out: files, or text on stdout; on stderr how many rows.
Nothing is asked here.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.cli.console import say
from kg.cli.export import write_graph
from kg.cli.files import STDOUT, open_output, write_text
from kg.errors import UsageError
from kg.formats.names import BINARY, Format, guess_format

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.formats.captions import Caption
    from kg.queries.catalogue import CannedQuery
    from kg.queries.results import Table
    from kg.stores import Results, Store

QueryFormat = Literal["table", Format]
_TEXT = ".txt"


@dataclass(frozen=True)
class Writing:
    """Where an answer goes and how it is written."""

    format: QueryFormat | None
    output: Path | None
    limit: int | None
    plot: Path | None = None

    @property
    def to_stdout(self) -> bool:
        """Whether the answer goes to stdout."""
        return self.output is None or self.output == STDOUT

    def choose(self) -> QueryFormat:
        """The format asked for, else the one that the file's name says, else a table; UsageError where none fits."""
        if self.format:
            return self.format
        suffix = self.output.suffix if self.output else ""
        return guess_format(self.output or "") if suffix not in ("", _TEXT) else "table"

    def check(self) -> None:
        """Raise UsageError for bytes that a terminal would show as rubbish, and for two answers in one file."""
        if self.format in BINARY and self.to_stdout and sys.stdout.isatty():
            raise UsageError(f"{self.format} is no text to show on a terminal; name a file with --output")
        if not self.to_stdout and self._suffix_is_of_no_graph():
            self.choose()
        if self.plot is not None and self.plot == self.output:
            raise UsageError("--plot and --output name the same file; a picture and a table need one each")

    def _suffix_is_of_no_graph(self) -> bool:
        from kg.export import FORMATS

        return not any(self.output and self.output.suffix.lower() in suffixes for suffixes in FORMATS.values())

    @property
    def picture_only(self) -> bool:
        """Whether a picture is all that was asked for."""
        return self.plot is not None and self.format is None and self.output is None


def gather_answer(answer: Results, opened: Store, writing: Writing) -> Table | list[Triple]:
    """All of an answer: a table, or the triples of a graph where no table was asked for."""
    from pyoxigraph import QueryTriples

    from kg.queries.results import read_table

    if isinstance(answer, QueryTriples) and writing.format is None and writing.plot is None:
        return list(answer)
    return read_table(answer, opened.query, limit=writing.limit)


def mention_emptiness(found: Table | Sequence[Triple], opened: Store) -> None:
    """Say so where nothing was found because nothing is loaded."""
    from kg.queries.results import Table

    rows = found.rows if isinstance(found, Table) else found
    if not rows and not opened.sources():
        say(f"{opened.path} holds no source yet; load something with `kg load PATH`")


def draw_answer(found: Table | Sequence[Triple], canned: CannedQuery, caption: Caption, writing: Writing) -> None:
    """The picture that was asked for, if one was."""
    if writing.plot is None:
        return
    from kg.formats.captions import count_rows
    from kg.pictures import draw
    from kg.queries.results import Table

    assert isinstance(found, Table)
    draw(found, canned.view, writing.plot, caption.title, plot=canned.plot, arguments=caption.arguments)
    say(f"{writing.plot}: {count_rows(len(found.rows), found.truncated)} drawn")


def write_answer(found: Table | Sequence[Triple], caption: Caption, base: str, writing: Writing) -> None:
    from kg.queries.results import Table

    if not isinstance(found, Table):
        write_graph(found, writing.output, None, base)
    elif (format := writing.choose()) == "table":
        _write_table(found, writing)
    else:
        from kg.formats.captions import count_rows
        from kg.formats.writing import encode_table

        data = encode_table(found, format, caption)
        with open_output(writing.output) as stream:
            stream.write(data)
        if found.truncated:
            say(count_rows(len(found.rows), truncated=True))


def _write_table(table: Table, writing: Writing) -> None:
    """Write a table for people, without the columns that no row fills, and say how many rows there are."""
    from kg.cli.tables import print_table
    from kg.formats.captions import count_rows
    from kg.formats.terminal import format_rows, leave_out_empty

    columns, rows, empty = leave_out_empty(table.columns, list(table.texts()))
    if writing.to_stdout:
        print_table(columns, rows)
    else:
        write_text(writing.output, format_rows(columns, rows))
    say(count_rows(len(rows), table.truncated) + (f"; none has {' or '.join(empty)}" if empty else ""))
