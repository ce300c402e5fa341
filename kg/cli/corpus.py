"""`kg extract` of whole corpora: lines on stdout, or shards in a folder, read on one machine or on many."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.console import REFUSED, count, say
from kg.cli.files import open_output
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.cluster.output import Done, Problem
    from kg.pipeline.reading import Reader

Engine = Literal["local", "ray"]
ShardFormat = Literal["jsonl", "parquet"]
EngineOption = Annotated[
    Engine, typer.Option("--engine", help="ray: read on a Ray cluster, into shards in the folder --output.")
]
AddressOption = Annotated[
    str | None,
    typer.Option("--address", envvar="RAY_ADDRESS", help="The Ray cluster; without one, --jobs workers here."),
]
ShardFormatOption = Annotated[ShardFormat | None, typer.Option("--format", "-f", help="Of the shards of a folder.")]
BatchOption = Annotated[
    int, typer.Option("--batch", metavar="KB", min=1, help="Text that a worker reads at a time, a shard each.")
]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        help="Share the reading among this many processes; else 1, or all cores of a cluster.",
    ),
]
_MOST_PROBLEMS = 20


@dataclass(frozen=True)
class Reading:
    """Which corpus is read, where its records go, and who reads it; `jobs` is None where the user has not said."""

    paths: Sequence[str]
    output: str | None
    engine: Engine
    address: str | None
    format: ShardFormat | None
    batch: int
    jobs: int | None

    @property
    def to_folder(self) -> bool:
        """Whether shards are asked for: by the engine, or by an output that is a folder."""
        from kg.cluster.places import is_address

        named = self.output or ""
        return self.engine == "ray" or is_address(named) or named.endswith("/") or Path(named or "-").is_dir()

    @property
    def is_simple(self) -> bool:
        """Whether documents of this machine go to one file or to stdout."""
        from kg.cluster.corpus import is_corpus

        return not self.to_folder and not any(map(is_corpus, self.paths))

    def check(self) -> None:
        """Raise UsageError for options that do not go together."""
        if self.to_folder and self.output in (None, "-"):
            raise UsageError("--engine ray writes shards; name a folder with --output")
        if self.format and not self.to_folder:
            raise UsageError("--format is for shards; name a folder with --output")


def read_corpus(reading: Reading, reader: Reader) -> None:
    """Read a corpus; exit with 3 where a document could not be read, the others being there."""
    problems = _write_shards(reading, reader) if reading.to_folder else _write_lines(reading, reader)
    failed = [problem for problem in problems if problem.failed]
    if failed:
        say(f"{count(len(failed), 'document')} could not be read")
        raise typer.Exit(REFUSED)


def _write_lines(reading: Reading, reader: Reader) -> list[Problem]:
    from kg.cluster.corpus import find_corpus
    from kg.cluster.run import read_corpus as read

    corpus = find_corpus(reading.paths, 1000 * reading.batch)
    problems: list[Problem] = []
    with open_output(Path(reading.output) if reading.output else None) as stream:
        for batch in read(corpus, reader, reading.jobs or 1):
            stream.writelines(f"{line.json}\n".encode() for line in batch.lines)
            _report(batch.problems, len(problems))
            problems += batch.problems
    return problems


def _write_shards(reading: Reading, reader: Reader) -> list[Problem]:
    from kg.cluster.corpus import find_corpus
    from kg.cluster.engine import Cluster
    from kg.cluster.output import Output
    from kg.cluster.places import is_address
    from kg.cluster.run import write_corpus

    corpus = find_corpus(reading.paths, 1000 * reading.batch)
    assert reading.output is not None
    # Workers may run in another folder.
    folder = reading.output if is_address(reading.output) else str(Path(reading.output).resolve())
    engine = Cluster(reading.address, reading.jobs) if reading.engine == "ray" else reading.jobs or 1
    done: list[Done] = []
    problems: list[Problem] = []
    # Ray tells of dead workers on stdout, where only data belong.
    with redirect_stdout(sys.stderr):
        for one in write_corpus(corpus, reader, Output(folder, reading.format or "jsonl"), engine):
            done.append(one)
            _report(one.problems, len(problems))
            problems += one.problems
            if sys.stderr.isatty():
                print(f"\r{_sum_up(reading.output, done)}", end="", file=sys.stderr, flush=True)
    say(("\r" if sys.stderr.isatty() else "") + _sum_up(reading.output, done))
    return problems


def _report(problems: Iterable[Problem], before: int) -> None:
    for number, problem in enumerate(problems, start=before):
        if number < _MOST_PROBLEMS:
            say(f"{problem.document}: {problem.problem}")
        elif number == _MOST_PROBLEMS:
            say("and more")


def _sum_up(folder: str, done: Sequence[Done]) -> str:
    documents, records = sum(one.documents for one in done), sum(one.records for one in done)
    before = sum(one.skipped for one in done)
    earlier = f", {before:,} of them done before" if before else ""
    held = f"{count(documents, 'document')}, {count(records, 'record')}"
    return f"{folder}: {held} in {count(len(done), 'shard')}{earlier}"
