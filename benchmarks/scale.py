"""What a large corpus takes, from what a small one took: the tables of docs/scale.md, with figures of your own.

    python benchmarks/scale.py [--documents 100000000] [--text 5000] [--read 11.9] [--core-hour 0.04] ...

Every figure that the calculation rests on is an option; `--help` lists them. `--write` puts the tables for the figures
as they stand here into docs/scale.md. Nothing is measured here: benchmarks/cluster.py and `kg load` say what to put in.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "scale.md"
_YEAR = 365.25 * 24  # hours
_TABLES = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def figure(value: float, unit: str, what: str) -> float:
    """A figure that the calculation rests on."""
    return field(default=value, metadata={"unit": unit, "what": what})


@dataclass(frozen=True)
class Figures:
    """What is assumed of the corpus and of prices, and what was measured of Standpoint on one core."""

    documents: float = figure(100e6, "", "documents of the corpus (assumed)")
    text: float = figure(5000, "bytes", "text of a document (assumed: a news report)")
    read: float = figure(11.9, "kB/s", "text read by one core (measured)")
    records: float = figure(21.3, "", "records of a kilobyte of text (measured)")
    line: float = figure(510, "bytes", "a record as a line of JSON (measured)")
    load: float = figure(190, "records/s", "records linked, mapped, validated and stored by one core (measured)")
    quads: float = figure(22, "", "quads of a record (measured)")
    quad: float = figure(290, "bytes", "a quad as N-Quads (measured)")
    zipped: float = figure(0.037, "", "a byte of N-Quads, compressed (measured)")
    stored: float = figure(310, "bytes", "a quad in an Oxigraph store (measured with a million)")
    bulk: float = figure(115_000, "quads/s", "quads bulk-loaded by Oxigraph on two cores (measured with a million)")
    batch: float = figure(5e6, "bytes", "text of a batch, `--batch 5000` (chosen)")
    shard: float = figure(1e9, "bytes", "a compressed shard for bulk loaders (chosen)")
    core_hour: float = figure(0.04, "$", "one core for an hour (assumed; ask your provider)")
    month: float = figure(0.023, "$", "a gigabyte of object storage for a month (assumed)")
    disk: float = figure(0.10, "$", "a gigabyte of fast disk for a month (assumed)")


def inputs(figures: Figures) -> Iterator[Sequence[str]]:
    """What the calculation rests on."""
    yield ("figure", "option", "value")
    for one in fields(figures):
        value = getattr(figures, one.name)
        unit = one.metadata["unit"]
        shown = f"${number(value)}" if unit == "$" else f"{number(value)} {unit}".strip()
        yield (one.metadata["what"], f"`--{one.name.replace('_', '-')}`", shown)


def plan(figures: Figures) -> Iterator[Sequence[str]]:
    """What corpora of several sizes take."""
    sizes = [figures.documents / share for share in (1000, 100, 10, 1)]
    yield ("documents", *map(number, sizes))
    for name, values in zip(_NAMES, zip(*(_take(figures, size) for size in sizes), strict=True), strict=True):
        yield (name, *values)


_NAMES = (
    "text",
    "records",
    "reading: core-hours",
    "reading on 64 cores",
    "reading on 1,000 cores",
    "reading on 10,000 cores",
    "reading: cost",
    "parts of the result (each with a note)",
    "records as JSON Lines",
    "their storage for a month",
    "loading records: core-hours",
    "quads",
    "N-Quads",
    "compressed",
    "shards (`kg export --shards`)",
    "bulk loading by one machine",
    "Oxigraph store on disk",
    "its disk for a month",
)


def _take(f: Figures, documents: float) -> tuple[str, ...]:
    text = documents * f.text
    records = text / 1000 * f.records
    reading, loading = text / 1000 / f.read / 3600, records / f.load / 3600
    quads = records * f.quads
    lines, plain = records * f.line, quads * f.quad
    zipped, stored = plain * f.zipped, quads * f.stored
    return (
        size(text),
        number(records),
        number(reading),
        *(duration(reading / cores) for cores in (64, 1000, 10_000)),
        money(reading * f.core_hour),
        number(max(1, text / f.batch)),
        size(lines),
        money(lines / 1e9 * f.month),
        number(loading),
        number(quads),
        size(plain),
        size(zipped),
        number(max(1, -(-zipped // f.shard))),
        duration(quads / f.bulk / 3600),
        size(stored),
        money(stored / 1e9 * f.disk),
    )


def number(value: float) -> str:
    """A number for people, with two or three digits that mean something.

    >>> number(123456), number(2_340_000), number(0.04), number(8.94)
    ('123,000', '2.34 million', '0.04', '8.94')
    """
    for limit, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= limit:
            return f"{value / limit:.3g} {word}" if value / limit < 1000 else f"{value / limit:,.0f} {word}"
    if value >= 100:
        return f"{float(f'{value:.3g}'):,.0f}"
    return f"{float(f'{value:.3g}'):g}"


def size(value: float) -> str:
    """A number of bytes for people.

    >>> size(5e11), size(1234)
    ('500 GB', '1.23 kB')
    """
    for limit, unit in ((1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB")):
        if value >= limit:
            return f"{value / limit:.3g} {unit}"
    return f"{value / 1e3:.3g} kB"


def duration(hours: float) -> str:
    """A time for people.

    >>> duration(0.5), duration(30), duration(24 * 800)
    ('30 minutes', '30 hours', '2.2 years')
    """
    for limit, unit, least in ((_YEAR, "years", 1.5), (24, "days", 3), (1, "hours", 1.5)):
        if hours >= limit * least:
            return f"{hours / limit:.2g} {unit}" if hours / limit < 100 else f"{hours / limit:,.0f} {unit}"
    return f"{hours * 60:.2g} minutes"


def money(value: float) -> str:
    """A sum of dollars for people."""
    return f"${number(value)}" if value >= 1 else "under $1"


def format_table(rows: Iterator[Sequence[str]]) -> str:
    """A table of Markdown."""
    head, *body = rows
    ruled = [head, ["---"] * len(head), *body]
    return "".join(f"| {' | '.join(row)} |\n" for row in ruled)


def fill_page(page: str, figures: Figures) -> str:
    """The page with the tables for these figures."""
    tables = {"inputs": inputs, "plan": plan}
    return _TABLES.sub(lambda match: f"{match[1]}\n{format_table(tables[match[2]](figures))}\n{match[3]}", page)


def main() -> None:
    """Print the tables, or write them into the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for one in fields(Figures):
        flag = f"--{one.name.replace('_', '-')}"
        parser.add_argument(flag, type=float, default=one.default, help=one.metadata["what"])
    parser.add_argument("--write", action="store_true", help="write them into docs/scale.md")
    options = vars(parser.parse_args())
    if options.pop("write"):
        PAGE.write_text(fill_page(PAGE.read_text(encoding="utf-8"), Figures()), encoding="utf-8")
        return
    figures = Figures(**options)
    print(f"{format_table(inputs(figures))}\n{format_table(plan(figures))}", end="")


if __name__ == "__main__":
    main()
