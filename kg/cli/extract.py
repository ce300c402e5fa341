"""`kg extract`: documents in, records out: as lines, as shards in a folder, or explained to people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal

import typer

from kg.cli.console import REFUSED, may_colour, say
from kg.cli.corpus import Corpus, write_lines, write_shards
from kg.cli.files import check_output, open_output
from kg.cli.making import taking
from kg.cli.options import JOBS
from kg.cli.readers import ReadingOptions, counting
from kg.cli.reporting import report_taken
from kg.errors import UsageError
from kg.resources import use_own_folder

if TYPE_CHECKING:
    from kg.pipeline.reading import Reader


@dataclass(frozen=True, kw_only=True)
class ExtractOptions(ReadingOptions):
    """What is read, where its records go, and who reads it; `jobs` is None where the user has not said."""

    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Documents, folders, addresses, or files of many (jsonl, parquet)."),
    ]
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write there instead of to stdout; into a folder, as shards."
        ),
    ] = None
    explain: Annotated[
        bool, typer.Option("--explain", help="Show, for people, the rule and the marked sentence behind each record.")
    ] = False
    jobs: Annotated[int | None, JOBS] = None
    engine: Annotated[
        Literal["local", "ray"],
        typer.Option("--engine", help="ray: read on a Ray cluster, into shards in the folder --output."),
    ] = "local"
    address: Annotated[
        str | None,
        typer.Option(
            "--address", metavar="URL", envvar="RAY_ADDRESS", help="The Ray cluster; without one, --jobs workers here."
        ),
    ] = None
    format: Annotated[
        Literal["jsonl", "parquet"] | None, typer.Option("--format", "-f", help="Of the shards of a folder.")
    ] = None
    batch: Annotated[
        int, typer.Option("--batch", metavar="KB", min=1, help="Text that a worker reads at a time, a shard each.")
    ] = 500

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

    @property
    def corpus(self) -> Corpus:
        """What is read as a corpus."""
        return Corpus(self.paths, self.output, self.engine == "ray", self.address, self.format, self.batch, self.jobs)

    def check(self) -> None:
        """Raise UsageError for options that do not go together."""
        check_output(Path(self.output) if self.output else None, map(Path, self.paths))
        if self.to_folder and self.output in (None, "-"):
            raise UsageError("--engine ray writes shards; name a folder with --output")
        if self.format and not self.to_folder:
            raise UsageError("--format is for shards; name a folder with --output")
        if "llm" in self.names and (self.explain or not self.is_simple):
            raise UsageError("a language model prints records, without --explain, --engine ray and folders of shards")
        if self.explain and not self.is_simple:
            raise UsageError("--explain is for documents of this machine, printed or written to one file")


@taking(ExtractOptions)
def extract(options: ExtractOptions) -> None:
    """One JSON object a line, each document before its records; kg load takes them back.

    Into a folder they go as shards, which a second run of the same completes; with --engine ray on many machines.

    Examples:
        kg extract seeds -o records.jsonl
        kg extract seeds --explain
    """
    use_own_folder(options.lexicons)
    options.check()
    reader = options.open_reader(options.jobs or 1)
    if not options.is_simple:
        (write_shards if options.to_folder else write_lines)(options.corpus, reader)
        return
    output = Path(options.output) if options.output else None
    (_explain if options.explain else _print_records)(options, reader, output)


def _print_records(options: ExtractOptions, reader: Reader, output: Path | None) -> None:
    from kg.pipeline.reading import take
    from kg.records import format_record

    refused = 0
    with counting(reader), open_output(output) as stream:
        for document, taken in take(list(map(Path, options.paths)), reader, options.jobs or 1):
            report_taken(document, taken)
            refused += len(taken.rejects)
            for record in (document, *taken.records):
                stream.write(f"{format_record(record)}\n".encode())
    if refused:
        raise typer.Exit(REFUSED)


def _explain(options: ExtractOptions, reader: Reader, output: Path | None) -> None:
    with open_output(output) as stream:
        _write_explained(list(map(Path, options.paths)), reader, options.jobs or 1, stream, may_colour(output))


def _write_explained(paths: list[Path], reader: Reader, jobs: int, stream: BinaryIO, colours: bool) -> None:
    from kg.cli.explaining import Shown
    from kg.pipeline.reading import explain, find_problem

    for path, document, explained in explain(paths, reader, jobs):
        if problem := find_problem(document):
            say(f"{document.id}: {problem}")
        shown = Shown(path, document.text, colours)
        for explanation in explained:
            lines = "\n".join(shown.format(explanation))
            stream.write(f"{lines}\n\n".encode("utf-8", "backslashreplace"))
