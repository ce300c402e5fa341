"""`kg export`: a graph, some of it, or what a query makes of it, written out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer.core import TyperCommand

from kg.cli.console import count, say
from kg.cli.files import STDOUT, check_output, open_output
from kg.cli.making import taking
from kg.cli.opening import open_aloud
from kg.cli.options import DEFAULT_STORE, FORMAT, OutputTooOption, SourceOption, StoreOption, TimeoutOption
from kg.errors import UsageError

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

    from kg.stores import Store

GraphFormat = Literal["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"]
ExportFormat = Literal[GraphFormat, "dna"]
_DNA = ".dna"
_NETWORKS = (".gexf", ".graphml", ".csv")


@dataclass(frozen=True, kw_only=True)
class ExportOptions:
    """What is written, where and how."""

    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="The file to write, or - for stdout (Turtle unless --format says else)."),
    ] = None
    output: OutputTooOption = None
    store: StoreOption = DEFAULT_STORE
    source: SourceOption = None
    construct: Annotated[
        Path | None,
        typer.Option("--construct", metavar="FILE.rq", help="The result of the CONSTRUCT query in this file."),
    ] = None
    everything: Annotated[
        bool, typer.Option("--everything", help="Every graph as it is, the ontology and all of the registry too.")
    ] = False
    format: Annotated[ExportFormat | None, FORMAT] = None
    timeout: TimeoutOption = 60.0
    shards: Annotated[
        int | None,
        typer.Option("--shards", metavar="N", min=1, max=512, help="Into a folder, as N compressed files of N-Quads."),
    ] = None
    # For the help alone: with it, `ExportCommand` hands over to `kg network`.
    network: Annotated[
        str | None,
        typer.Option("--network", metavar="KIND", help="A network for Gephi, visone or R: the options of kg network."),
    ] = None

    @property
    def place(self) -> Path:
        """The file to write, however it was named. Raises UsageError where it was not."""
        place = self.output or self.file
        if place is None:
            raise UsageError("where to? Name a file, such as graph.ttl, or - for stdout")
        return place

    @property
    def is_database(self) -> bool:
        """Whether a database of Discourse Network Analyzer is asked for, by its format or by the name of the file."""
        named = self.format is None and self.shards is None and self.place.suffix.lower() == _DNA
        return named or self.format == "dna"

    def check(self) -> None:
        """Raise UsageError for options that do not go together, and for a file whose name says no format."""
        from kg.export import guess_format

        place = self.place
        if self.format is None and self.shards is None and place.suffix.lower() in _NETWORKS:
            raise UsageError(f"{place} is named as a network is; kg network {place} writes one")
        if self.construct is not None:
            check_output(place, [self.construct])
        if self.format is None and self.shards is None and place != STDOUT and not self.is_database:
            guess_format(place)
        if sum(map(bool, (self.source, self.construct, self.everything))) > 1:
            raise UsageError("--source, --construct and --everything exclude each other")
        if self.shards is not None and (self.construct or self.format or place == STDOUT):
            raise UsageError("--shards takes a folder, and goes with --source or --everything only")
        if self.is_database and (self.construct or self.everything):
            raise UsageError("a .dna database holds sources; of the other choices it goes with --source only")
        if self.is_database and place == STDOUT and sys.stdout.isatty():
            raise UsageError("dna is no text to show on a terminal; name a file")


class ExportCommand(TyperCommand):
    """`kg export`, which with `--network` is `kg network`: the same options, the same help."""

    def make_context(self, info_name, args, parent=None, **extra):  # type: ignore[no-untyped-def]
        """The context of the command that the arguments are for."""
        if parent is not None and any(arg == "--network" or arg.startswith("--network=") for arg in args):
            command = parent.command.get_command(parent, "network")
            return command.make_context(info_name, args, parent=parent, **extra)
        return super().make_context(info_name, args, parent=parent, **extra)


app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("export", cls=ExportCommand)
@taking(ExportOptions)
def export(options: ExportOptions) -> None:
    """Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML, a database of Discourse Network Analyzer: as the suffix says.

    The same graph gives the same bytes each time. Sources are written with what describes the actors, issues,
    resolutions and dates that they speak of.

    Examples:
        kg export graph.ttl
        kg export - --source yes-the-u-s --format trig
        kg export coded.dna
        kg export everything.nq --everything
    """
    options.check()
    if options.is_database:
        _export_dna(options.place, options.store, options.source or ())
    elif options.shards is not None:
        _export_shards(options, options.shards)
    else:
        _export_graph(options)


def _export_graph(options: ExportOptions) -> None:
    from kg.pipeline.output import construct

    with open_aloud(options.store) as opened:
        found: Iterable[Quad] | Iterable[Triple] = (
            construct(opened, options.construct, options.timeout) if options.construct else _select(options, opened)
        )
        # A database has been written before.
        assert options.format != "dna"
        write_graph(found, options.place, options.format, opened.base)


def _export_shards(options: ExportOptions, number: int) -> None:
    from kg.export.shards import COMMANDS, write_shards

    folder = options.place
    with open_aloud(options.store) as opened:
        shards = write_shards(_select(options, opened), folder, number)
    held, size = count(sum(shard.quads for shard in shards), "quad"), sum(shard.size for shard in shards)
    say(f"{folder}: {held} in {count(len(shards), 'file')}, {size / 1e6:,.1f} MB; {COMMANDS} says how to load them")


def _select(options: ExportOptions, opened: Store) -> Iterable[Quad]:
    from kg.pipeline.output import select_sources

    return opened.quads() if options.everything else select_sources(opened, options.source or ())


def _export_dna(file: Path, store: Path, sources: Iterable[str]) -> None:
    from kg.export.dna import PASSWORD
    from kg.pipeline.dna_output import write_dna

    with open_aloud(store) as opened:
        data, warnings = write_dna(opened, list(sources))
    with open_output(file) as stream:
        stream.write(data)
    for warning in warnings:
        say(f"not in the database as they are: {warning}")
    say(f"the password of each coder is {PASSWORD!r}")


def write_graph(
    quads: Iterable[Quad] | Iterable[Triple], file: Path | None, format: GraphFormat | None, base: str
) -> None:
    """Write a graph to a file in the format asked for, else in that of its suffix; to stdout as Turtle."""
    from kg.export import guess_format, write
    from kg.vocabulary import PREFIXES, data_prefixes

    if format is None:
        format = "turtle" if file is None or file == STDOUT else guess_format(file)
    with open_output(file) as stream:
        write(quads, format, stream, PREFIXES | data_prefixes(base), base=base)
