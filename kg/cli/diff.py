"""`kg diff`: what differs between two stores, two exports, or a store and what a load would make of files now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from kg.cli.console import count, say
from kg.cli.files import check_output, open_output
from kg.cli.options import OutputOption
from kg.files import unknown_suffix

if TYPE_CHECKING:
    from kg.differences.sides import Side
    from kg.differences.telling import Change, Difference

DiffFormat = Literal["text", "csv", "json", "nquads", "trig"]
_SUFFIXES: dict[str, DiffFormat] = {".csv": "csv", ".json": "json", ".nq": "nquads", ".trig": "trig", ".txt": "text"}
_PATCHES = ("nquads", "trig")
_SIGNS: Mapping[Change, str] = {"appeared": "+", "vanished": "-", "changed": "~"}
DIFFERENT = 1
_Thing = TypeVar("_Thing")


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="A store, a backup, or an exported file.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="Another, or documents and records to load anew.")],
    output: OutputOption = None,
    format: Annotated[
        DiffFormat | None,
        typer.Option("--format", "-f", help="nquads: lines with + and -; trig: two graphs. Else as the suffix says."),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 where there are differences.")] = False,
) -> None:
    """It tells of positions, events, actors, resolutions and votes, with the words behind them.

    A claim is the same one by holder, issue and passage, so that a new stance is a change of it. The reader's
    confidence, the registry and the provenance of loads are not compared.

    Examples:
        kg diff backup-of-monday kg-store
        kg diff kg-store seeds --exit-code
        kg diff before.nq after.nq -o changes.csv
    """
    check_output(output, (before, after))
    chosen = format or (_guess(output) if output else "text")
    from kg.pipeline.comparing import open_sides

    with open_sides(before, after) as sides:
        found = _write_patch(*sides, chosen, output) if chosen in _PATCHES else _write_told(*sides, chosen, output)
    if exit_code and found:
        raise typer.Exit(DIFFERENT)


def _guess(output: Path) -> DiffFormat:
    suffix = output.suffix.lower()
    if suffix not in _SUFFIXES:
        raise unknown_suffix(output, "differences", _SUFFIXES)
    return _SUFFIXES[suffix]


def _write_told(before: Side, after: Side, format: DiffFormat, output: Path | None) -> int:
    """Write the differences between what two graphs say, and return how many there are."""
    from kg.differences.telling import find_differences

    found = find_differences(before, after)
    text = format_text(found) if format == "text" else _format_rows(found, format)
    with open_output(output) as stream:
        stream.write(text.encode())
    say(_sum_up(found))
    return len(found)


def _write_patch(before: Side, after: Side, format: DiffFormat, output: Path | None) -> int:
    """Write the quads that differ, and return how many there are."""
    from kg.differences.comparing import compare
    from kg.differences.patches import patch_lines, patch_quads
    from kg.export import write
    from kg.vocabulary import PREFIXES

    pairs = (pair for pair in compare(before, after) if pair.before != pair.after)
    counted = _Counted()
    with open_output(output) as stream:
        if format == "trig":
            write(counted.all(patch_quads(pairs)), "trig", stream, PREFIXES)
        else:
            for line in counted.all(patch_lines(pairs)):
                stream.write(line.encode())
    say(f"{count(counted.number, 'quad')} differ" if counted.number != 1 else "1 quad differs")
    return counted.number


class _Counted:
    """How many things went by."""

    number = 0

    def all(self, things: Iterable[_Thing]) -> Iterator[_Thing]:
        """The same things."""
        for thing in things:
            self.number += 1
            yield thing


def format_text(found: Sequence[Difference]) -> str:
    """Differences for people: + what appeared, - what vanished, ~ what changed, with the words behind it."""
    lines: list[str] = []
    known = ""
    for (change, kind, what, _), group in groupby(found, key=lambda d: (d.change, d.kind, d.what, d.iri)):
        rows = list(group)
        if kind != known:
            lines += ["", f"{kind}:"] if lines else [f"{kind}:"]
            known = kind
        lines.append(f"{_SIGNS[change]} {what}")
        lines += [
            f"    {row.property}: {row.before or '(none)'} → {row.after or '(none)'}" for row in rows if row.property
        ]
        place = f" ({rows[0].document})" if rows[0].document and rows[0].document != what else ""
        lines += [f"    “{rows[0].words}”{place}"] if rows[0].words else [f"   {place}"] if place else []
    return "".join(f"{line}\n" for line in lines)


def _format_rows(found: Sequence[Difference], format: DiffFormat) -> str:
    from dataclasses import fields

    from pyoxigraph import Literal as Value

    from kg.differences.telling import Difference
    from kg.formats.writing import format_table
    from kg.queries.results import Table

    columns = tuple(field.name for field in fields(Difference))
    rows = tuple(tuple(Value(getattr(row, name)) for name in columns) for row in found)
    return format_table(Table(columns, rows), format)


def _sum_up(found: Sequence[Difference]) -> str:
    if not found:
        return "no differences"
    things = {(difference.change, difference.iri) for difference in found}
    numbers = Counter(change for change, _ in things)
    return ", ".join(f"{numbers[change]:,} {change}" for change in _SIGNS if numbers[change])
