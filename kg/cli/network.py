"""`kg network`, which `kg export --network` is too: who shares which issues with whom, for Gephi, visone and R."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.console import say
from kg.cli.files import STDOUT, open_output
from kg.cli.making import taking
from kg.cli.opening import open_aloud
from kg.cli.options import (
    DEFAULT_STORE,
    FORMAT,
    OutputTooOption,
    QuietOption,
    SinceOption,
    SourceOption,
    StoreOption,
    UntilOption,
)
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.networks import Network, Settings
    from kg.queries.names import NameIndex
    from kg.stores import Store

NetworkFormat = Literal["gexf", "graphml", "csv"]


@dataclass(frozen=True, kw_only=True)
class NetworkOptions:
    """Which network is written where: names and meanings are those of Discourse Network Analyzer."""

    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, or - for stdout, with --format.")] = (
        STDOUT
    )
    output: OutputTooOption = None
    store: StoreOption = DEFAULT_STORE
    kind: Annotated[
        Literal["affiliation", "congruence", "conflict", "subtract", "cooccurrence"],
        typer.Option("--kind", "--network", help="What ties are: stances on issues, or what is shared in them."),
    ] = "congruence"
    format: Annotated[NetworkFormat | None, FORMAT] = None
    matrix: Annotated[bool, typer.Option("--matrix", help="CSV as a matrix instead of a list of ties.")] = False
    nodes: Annotated[
        str,
        typer.Option(
            "--nodes", metavar="VARIABLE", help="Who is tied: actor, holder, person, organisation, issue, document, …"
        ),
    ] = "actor"
    through: Annotated[
        str, typer.Option("--through", metavar="VARIABLE", help="What ties go through, or in an affiliation lead to.")
    ] = "issue"
    agreement: Annotated[
        Literal["ignore", "combine", "subtract"],
        typer.Option("--agreement", help="Of an affiliation: count all; code 1 for, 2 against, 3 both; for - against."),
    ] = "ignore"
    normalise: Annotated[
        Literal["none", "average", "jaccard", "cosine", "activity", "prominence"],
        typer.Option("--normalise", "--normalize", help="activity and prominence are for affiliations."),
    ] = "none"
    duplicates: Annotated[
        Literal["include", "document", "week", "month", "year", "range"],
        typer.Option("--duplicates", help="Count the same statement once in each of these; include counts all."),
    ] = "include"
    since: SinceOption = None
    until: UntilOption = None
    window: Annotated[
        str | None, typer.Option("--window", metavar="SPAN", help="A network each '6 months', or '30 statements', ….")
    ] = None
    partial_windows: Annotated[
        bool, typer.Option("--partial-windows", help="Also windows that reach over an end of the time.")
    ] = False
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", metavar="VARIABLE=NAME", help="Leave it out; may be repeated.")
    ] = None
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="VARIABLE=NAME", help="Nothing but these; may be repeated.")
    ] = None
    source: SourceOption = None
    given_up: Annotated[bool, typer.Option("--given-up", help="Also positions that a source says were given up.")] = (
        False
    )
    isolates: Annotated[
        bool, typer.Option("--isolates", help="Also nodes that the other options leave without a statement.")
    ] = False
    min_weight: Annotated[
        float | None,
        typer.Option("--min-weight", metavar="X", help="Leave out ties that weigh less, whatever their sign."),
    ] = None
    quiet: QuietOption = False

    @property
    def place(self) -> Path:
        """The file to write, however it was named."""
        return self.output or self.file

    def choose_format(self) -> NetworkFormat:
        """The format asked for, else the one that the file's name says. Raises UsageError for what does not go."""
        from kg.networks import guess_format

        if self.format is None and self.place == STDOUT:
            raise UsageError("what is the format? Name a file, or take --format gexf, graphml or csv")
        wanted = self.format or guess_format(self.place)
        if self.matrix and wanted != "csv":
            raise UsageError("--matrix is for CSV: name a .csv file, or take --format csv")
        if self.partial_windows and not self.window:
            raise UsageError("--partial-windows goes with --window")
        return wanted

    def make_settings(self, names: NameIndex) -> Settings:
        """What the network is made by, with things in the place of their names."""
        from kg.networks import Settings, parse_window
        from kg.networks.reading import parse_variable, resolve_things

        return Settings(
            kind=self.kind,
            nodes=parse_variable(self.nodes),
            through=parse_variable(self.through),
            agreement=self.agreement,
            normalise=self.normalise,
            duplicates=self.duplicates,
            since=_read_day(self.since, "earliest") if self.since else None,
            until=_read_day(self.until, "latest") if self.until else None,
            exclude=resolve_things(self.exclude or (), names),
            only=resolve_things(self.only or (), names),
            given_up=self.given_up,
            isolates=self.isolates,
            min_weight=self.min_weight,
            window=parse_window(self.window, partial=self.partial_windows) if self.window else None,
        )


@taking(NetworkOptions)
def network(options: NetworkOptions) -> None:
    """Definitions and names of options are those of Discourse Network Analyzer.

    Examples:
        kg network coalitions.csv
        kg network rivals.csv --kind conflict --normalise average --duplicates document
        kg network stances.csv --kind affiliation --agreement subtract --matrix
    """
    from kg.networks.reading import describe_networks

    wanted = options.choose_format()
    with open_aloud(options.store) as opened:
        networks = _read(options, opened)
    _write(networks, options.place, wanted, options.matrix)
    if not options.quiet:
        for line in describe_networks(networks):
            say(line)


def _read(options: NetworkOptions, opened: Store) -> Sequence[Network]:
    from kg.networks import read_networks
    from kg.queries.names import NameIndex

    settings = options.make_settings(NameIndex(opened.query, opened.base))
    sources = [opened.find_source(text) for text in options.source or ()]
    return read_networks(opened.query, settings, {source.document.value for source in sources} or None)


def _read_day(text: str, edge: Literal["earliest", "latest"]) -> date:
    from kg.edtf import parse_edtf

    try:
        span = parse_edtf(text)
    except ValueError as error:
        raise UsageError(str(error)) from error
    day = span.earliest if edge == "earliest" else span.latest
    if day is None:
        raise UsageError(f"{text!r} has no {'first' if edge == 'earliest' else 'last'} day")
    return day


def _write(networks: Sequence[Network], file: Path, format: NetworkFormat, matrix: bool) -> None:
    """One file; for windows of time one each, except for the list of ties, which takes them all."""
    from kg.networks import format_gexf, format_graphml, format_matrix, format_nodes, format_ties

    if format == "csv" and not matrix:
        _write_file(file, format_ties(networks))
        if file != STDOUT:
            _write_file(file.with_name(f"{file.stem}.nodes{file.suffix}"), format_nodes(networks))
        return
    if len(networks) > 1 and file == STDOUT:
        raise UsageError(f"{len(networks)} windows of time are so many files; name one, or take the list: --format csv")
    form = format_matrix if matrix else {"gexf": format_gexf, "graphml": format_graphml}[format]
    for network in networks:
        _write_file(_name_file(file, network), form(network))


def _name_file(file: Path, network: Network) -> Path:
    """The file of a network: for a window of time with its first and last day."""
    if network.settings.window is None or file == STDOUT:
        return file
    return file.with_name(f"{file.stem}.{network.first}_{network.last}{file.suffix}")


def _write_file(path: Path, data: bytes) -> None:
    with open_output(path) as stream:
        stream.write(data)
