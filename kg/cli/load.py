"""`kg load` and `kg extract`: documents and records in, a store or records out."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from kg.cli.console import REFUSED, count, may_colour, say
from kg.cli.corpus import (
    AddressOption,
    BatchOption,
    EngineOption,
    Reading,
    ShardFormatOption,
    WorkersOption,
    read_corpus,
)
from kg.cli.dry_run import show_trials
from kg.cli.models import (
    CacheOption,
    Choice,
    EndpointOption,
    MaxCostOption,
    ModelOption,
    PriceInOption,
    PriceOutOption,
    TimeoutOption,
    WithOption,
    counting,
    open_reader,
)
from kg.cli.options import (
    DEFAULT_STORE,
    CodebookOption,
    ConfidenceOption,
    JobsOption,
    LexiconsOption,
    PipelineOption,
    QuietOption,
    StoreOption,
)
from kg.cli.reporting import report, report_taken, watch_load
from kg.errors import UsageError
from kg.resources import use_own_folder

if TYPE_CHECKING:
    from kg.pipeline.loading import Loaded
    from kg.pipeline.reading import Reader


def load(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help="Documents, records files (.jsonl), DNA databases (.dna) or folders."),
    ],
    store: StoreOption = DEFAULT_STORE,
    text: Annotated[
        Path | None, typer.Option("--text", help="The document that records without a document record speak of.")
    ] = None,
    dataset: Annotated[
        str | None, typer.Option("--as", metavar="KIND", help="What the files are, where their content doesn't say.")
    ] = None,
    columns: Annotated[
        Path | None, typer.Option("--columns", metavar="FILE.toml", help="What the columns of tables mean.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show how the first rows are understood; store nothing.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Store nothing if any record is refused.")] = False,
    max_errors: Annotated[
        int | None,
        typer.Option("--max-errors", metavar="N", min=0, help="Store nothing if more than N records are refused."),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="FILE", help="Write refused records there, and why to FILE.reasons.tsv."),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Read unchanged files again.")] = False,
    pipeline: PipelineOption = None,
    min_confidence: ConfidenceOption = 0.0,
    lexicons: LexiconsOption = None,
    codebook: CodebookOption = None,
    jobs: JobsOption = 1,
    readers: WithOption = "rules",
    model: ModelOption = None,
    endpoint: EndpointOption = None,
    max_cost: MaxCostOption = None,
    price_in: PriceInOption = None,
    price_out: PriceOutOption = None,
    llm_cache: CacheOption = None,
    llm_timeout: TimeoutOption = 120.0,
    quiet: QuietOption = False,
) -> None:
    """Load documents (txt, md, html, pdf, docx), records (jsonl) and DNA databases (dna) into the store.

    Each source is replaced whole or left as it was; a file that did not change since it was loaded is not read again.
    """
    from kg.datasets.kinds import get_kind
    from kg.pipeline.inputs import find_inputs
    from kg.pipeline.loading import load as load_inputs
    from kg.pipeline.reading import read_text
    from kg.pipeline.refusals import Refusals, RejectsFile
    from kg.pipeline.shipped import open_for_loading

    use_own_folder(lexicons)
    inputs = find_inputs(paths, text, get_kind(dataset) if dataset else None, columns)
    about = read_text(text) if text else None
    if dry_run:
        show_trials(inputs, about)
        return
    choice = Choice(readers, model, endpoint, max_cost, price_in, price_out, llm_cache, llm_timeout)
    reader = open_reader(choice, pipeline, min_confidence, codebook, jobs)
    done: list[Loaded] = []
    with counting(reader), open_for_loading(store) as opened, ExitStack() as stack:
        for notice in opened.notices:
            say(notice)
        refusals = Refusals(0 if strict else max_errors, stack.enter_context(RejectsFile(rejects)) if rejects else None)
        watch = stack.enter_context(watch_load(len(inputs), quiet))
        loads = load_inputs(inputs, opened, reader, text=about, refusals=refusals, again=again, jobs=jobs, watch=watch)
        # Closed before the store is, so that an interrupted load can still be undone.
        for loaded in stack.enter_context(closing(loads)):
            done.append(loaded)
            report(loaded, quiet, rejects)
        if not quiet:
            say(f"{opened.path} holds {count(len(opened.sources()), 'source')}, {count(opened.size(), 'triple')}")
    if any(loaded.refused or loaded.refused_before for loaded in done):
        raise typer.Exit(REFUSED)


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Documents, folders, addresses, or files of many (jsonl, parquet)."),
    ],
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Write there instead of to stdout; into a folder, as shards.")
    ] = None,
    pipeline: PipelineOption = None,
    min_confidence: ConfidenceOption = 0.0,
    lexicons: LexiconsOption = None,
    codebook: CodebookOption = None,
    jobs: WorkersOption = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show, for people, the rule and the marked sentence behind each record.")
    ] = False,
    readers: WithOption = "rules",
    model: ModelOption = None,
    endpoint: EndpointOption = None,
    max_cost: MaxCostOption = None,
    price_in: PriceInOption = None,
    price_out: PriceOutOption = None,
    llm_cache: CacheOption = None,
    llm_timeout: TimeoutOption = 120.0,
    engine: EngineOption = "local",
    address: AddressOption = None,
    format: ShardFormatOption = None,
    batch: BatchOption = 500,
) -> None:
    """Print what documents say as records: one JSON object a line, each document before its records.

    Into a folder they go as shards, which a second run of the same completes; with --engine ray on many machines.
    """
    use_own_folder(lexicons)
    choice = Choice(readers, model, endpoint, max_cost, price_in, price_out, llm_cache, llm_timeout)
    reader = open_reader(choice, pipeline, min_confidence, codebook, jobs or 1)
    reading = Reading(paths, output, engine, address, format, batch, jobs)
    reading.check()
    if reader.model is not None and (explain or not reading.is_simple):
        raise UsageError("a language model prints records, without --explain, --engine ray and folders of shards")
    if reading.is_simple:
        _print_records(list(map(Path, paths)), Path(output) if output else None, reader, jobs or 1, explain)
    elif explain:
        raise UsageError("--explain is for documents of this machine, printed or written to one file")
    else:
        read_corpus(reading, reader)


def _print_records(paths: list[Path], output: Path | None, reader: Reader, jobs: int, explained: bool) -> None:
    """Records as lines of JSON, or explained to people."""
    from kg.cli.files import open_output
    from kg.pipeline.reading import take
    from kg.records import format_record

    refused = 0
    with counting(reader), open_output(output) as stream:
        if explained:
            _explain(paths, reader, jobs, stream, may_colour(output))
            return
        for document, taken in take(paths, reader, jobs):
            report_taken(document, taken)
            refused += len(taken.rejects)
            for record in (document, *taken.records):
                stream.write(f"{format_record(record)}\n".encode())
    if refused:
        raise typer.Exit(REFUSED)


def _explain(paths: list[Path], reader: Reader, jobs: int, stream: BinaryIO, colours: bool) -> None:
    from kg.cli.explaining import Shown
    from kg.pipeline.reading import explain, find_problem

    for path, document, explained in explain(paths, reader, jobs):
        if problem := find_problem(document):
            say(f"{document.id}: {problem}")
        shown = Shown(path, document.text, colours)
        for explanation in explained:
            lines = "\n".join(shown.format(explanation))
            stream.write(f"{lines}\n\n".encode("utf-8", "backslashreplace"))
