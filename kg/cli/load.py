"""`kg load`: documents, records and datasets in, a store out."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import REFUSED, count, say
from kg.cli.dry_run import show_trials
from kg.cli.interruption import undoing
from kg.cli.making import taking
from kg.cli.options import DEFAULT_STORE, JOBS, QuietOption, StoreOption
from kg.cli.readers import ReadingOptions, counting
from kg.cli.reporting import report, watch_load
from kg.errors import InputError, UsageError
from kg.resources import use_own_folder

if TYPE_CHECKING:
    from kg.pipeline.inputs import Input
    from kg.pipeline.refusals import Refusals
    from kg.records import Document


@dataclass(frozen=True, kw_only=True)
class LoadOptions(ReadingOptions):
    """What is loaded, where it goes, and what becomes of what is refused."""

    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Documents, records, datasets, or folders of them.")
    ]
    store: StoreOption = DEFAULT_STORE
    text: Annotated[
        Path | None,
        typer.Option("--text", metavar="FILE", help="The document that records without a document record speak of."),
    ] = None
    dataset: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="DATASET",
            help="What the files are, where their content doesn't say: votes, icews, gdelt, table, dna, jsonl, ….",
        ),
    ] = None
    columns: Annotated[
        Path | None, typer.Option("--columns", metavar="FILE.toml", help="What the columns of tables mean.")
    ] = None
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show how the first rows are understood; store nothing.")
    ] = False
    strict: Annotated[bool, typer.Option("--strict", help="Store nothing if any record is refused.")] = False
    max_errors: Annotated[
        int | None,
        typer.Option("--max-errors", metavar="N", min=0, help="Store nothing if more than N records are refused."),
    ] = None
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="FILE", help="Write refused records there, and why to FILE.reasons.tsv."),
    ] = None
    again: Annotated[bool, typer.Option("--again", help="Read unchanged files again.")] = False
    jobs: Annotated[int, JOBS] = 1
    quiet: QuietOption = False

    def find_inputs(self) -> list[Input]:
        """The files that are meant. Raises InputError, and UsageError for stdin."""
        from kg.datasets.kinds import get_kind
        from kg.pipeline.inputs import find_inputs

        if Path("-") in self.paths:
            raise UsageError("kg load reads files, to know each of them again; write stdin to one first")
        if self.columns is not None and not self.columns.is_file():
            raise InputError("is no file; expected one that says what columns mean", path=self.columns)
        return find_inputs(self.paths, self.text, get_kind(self.dataset) if self.dataset else None, self.columns)

    def read_text(self) -> Document | None:
        """The document that bare records speak of."""
        from kg.pipeline.reading import read_text

        return read_text(self.text) if self.text else None


@taking(LoadOptions)
def load(options: LoadOptions) -> None:
    """Documents are .txt, .md, .html, .pdf, .docx, .eml; records .jsonl; datasets votes, events, tables and .dna.

    Each source is replaced whole or left as it was; a file that did not change since it was loaded is not read again.

    Examples:
        kg load seeds
        kg load seeds --min-confidence 0.8 --store sure
        kg load votes.csv --dry-run
    """
    use_own_folder(options.lexicons)
    inputs, about = options.find_inputs(), options.read_text()
    if options.dry_run:
        show_trials(inputs, about)
        return
    refused = _load(options, inputs, about)
    _report_left_out(options, inputs)
    if refused:
        raise typer.Exit(REFUSED)


def _report_left_out(options: LoadOptions, inputs: list[Input]) -> None:
    """Say which files of folders nobody has read."""
    from kg.pipeline.left_out import describe_left_out

    used = (options.text, options.columns, options.codebook, options.rejects)
    if not options.quiet and (said := describe_left_out(options.paths, inputs, used)):
        say(said)


def _load(options: LoadOptions, inputs: list[Input], about: Document | None) -> bool:
    """Load the inputs, and report each source as it is done; whether anything of them was refused."""
    from kg.pipeline.loading import load as load_inputs
    from kg.pipeline.shipped import open_for_loading

    reader = options.open_reader(options.jobs)
    refused = False
    with counting(reader), open_for_loading(options.store) as opened, ExitStack() as stack:
        for notice in opened.notices:
            say(notice)
        refusals = _open_refusals(options, stack)
        stack.enter_context(undoing())
        watch = stack.enter_context(watch_load(len(inputs), options.quiet))
        loads = load_inputs(
            inputs, opened, reader, text=about, refusals=refusals, again=options.again, jobs=options.jobs, watch=watch
        )
        # Closed before the store is, so that an interrupted load can still be undone.
        for loaded in stack.enter_context(closing(loads)):
            refused = refused or bool(loaded.refused or loaded.refused_before)
            report(loaded, options.quiet, options.rejects)
        if not options.quiet:
            say(f"{opened.path} holds {count(len(opened.sources()), 'source')}, {count(opened.size(), 'triple')}")
    return refused


def _open_refusals(options: LoadOptions, stack: ExitStack) -> Refusals:
    from kg.pipeline.refusals import Refusals, RejectsFile

    file = stack.enter_context(RejectsFile(options.rejects)) if options.rejects else None
    return Refusals(0 if options.strict else options.max_errors, file)
