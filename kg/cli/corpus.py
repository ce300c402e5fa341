"""`kg extract` of whole corpora: lines on stdout, or shards in a folder, read on one machine or on many."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from kg.cli.console import REFUSED, count, say
from kg.cli.files import open_output

if TYPE_CHECKING:
    from kg.cluster.output import Done, Problem
    from kg.pipeline.reading import Reader

_MOST_PROBLEMS = 20


@dataclass(frozen=True)
class Corpus:
    """What is read in batches of so many kilobytes, where its records go, and who reads it."""

    paths: Sequence[str]
    output: str | None
    on_cluster: bool
    address: str | None
    format: Literal["jsonl", "parquet"] | None
    batch: int
    jobs: int | None


def write_lines(corpus: Corpus, reader: Reader) -> None:
    """Write records as lines; exit with 3 where a document could not be read, the others being there."""
    from kg.cluster.corpus import find_corpus
    from kg.cluster.run import read_corpus

    problems: list[Problem] = []
    with open_output(Path(corpus.output) if corpus.output else None) as stream:
        for batch in read_corpus(find_corpus(corpus.paths, 1000 * corpus.batch), reader, corpus.jobs or 1):
            stream.writelines(f"{line.json}\n".encode() for line in batch.lines)
            _report(batch.problems, len(problems))
            problems += batch.problems
    _exit_with(problems)


def write_shards(corpus: Corpus, reader: Reader) -> None:
    """Write records as shards in a folder; exit with 3 where a document could not be read."""
    from kg.cluster.corpus import find_corpus
    from kg.cluster.engine import Cluster
    from kg.cluster.output import Output
    from kg.cluster.places import is_address
    from kg.cluster.run import write_corpus

    found = find_corpus(corpus.paths, 1000 * corpus.batch)
    assert corpus.output is not None
    # Workers may run in another folder.
    folder = corpus.output if is_address(corpus.output) else str(Path(corpus.output).resolve())
    engine = Cluster(corpus.address, corpus.jobs) if corpus.on_cluster else corpus.jobs or 1
    # Ray tells of dead workers on stdout, where only data belong.
    with redirect_stdout(sys.stderr):
        written = write_corpus(found, reader, Output(folder, corpus.format or "jsonl"), engine)
        _exit_with(_watch(written, corpus.output))


def _watch(written: Iterable[Done], folder: str) -> list[Problem]:
    """Report shards as they are written, and return what could not be read."""
    done: list[Done] = []
    problems: list[Problem] = []
    for one in written:
        done.append(one)
        _report(one.problems, len(problems))
        problems += one.problems
        if sys.stderr.isatty():
            print(f"\r{_sum_up(folder, done)}", end="", file=sys.stderr, flush=True)
    say(("\r" if sys.stderr.isatty() else "") + _sum_up(folder, done))
    return problems


def _exit_with(problems: Sequence[Problem]) -> None:
    failed = [problem for problem in problems if problem.failed]
    if failed:
        say(f"{count(len(failed), 'document')} could not be read")
        raise typer.Exit(REFUSED)


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
