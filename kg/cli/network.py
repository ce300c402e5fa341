"""`kg network`, which `kg export --network` is too: who shares which issues with whom, for Gephi, visone and R."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer.core import TyperCommand

from kg.cli.console import say
from kg.cli.files import STDOUT, open_output
from kg.cli.opening import open_aloud
from kg.cli.options import DEFAULT_STORE, QuietOption, StoreOption
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.networks import Network

NetworkKind = Literal["affiliation", "congruence", "conflict", "subtract", "cooccurrence"]
NetworkFormat = Literal["gexf", "graphml", "csv"]


def network(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="The file to write; else stdout.")] = STDOUT,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The same as FILE.")] = None,
    store: StoreOption = DEFAULT_STORE,
    kind: Annotated[
        NetworkKind,
        typer.Option("--network", "--kind", help="What ties are: stances on issues, or what is shared in them."),
    ] = "congruence",
    format: Annotated[
        NetworkFormat | None, typer.Option("--format", "-f", help="How to write it; else by the file's suffix.")
    ] = None,
    matrix: Annotated[bool, typer.Option("--matrix", help="CSV as a matrix instead of a list of ties.")] = False,
    nodes: Annotated[
        str, typer.Option("--nodes", metavar="VARIABLE", help="actor, person, organisation, issue, document, …")
    ] = "actor",
    through: Annotated[
        str, typer.Option("--through", metavar="VARIABLE", help="What ties go through, or in an affiliation lead to.")
    ] = "issue",
    agreement: Annotated[
        Literal["ignore", "combine", "subtract"],
        typer.Option("--agreement", help="Of an affiliation: count all; code 1 for, 2 against, 3 both; for - against."),
    ] = "ignore",
    normalise: Annotated[
        Literal["none", "average", "jaccard", "cosine", "activity", "prominence"],
        typer.Option("--normalise", "--normalize", help="activity and prominence are for affiliations."),
    ] = "none",
    duplicates: Annotated[
        Literal["include", "document", "week", "month", "year", "range"],
        typer.Option("--duplicates", help="Count the same statement once in each of these; include counts all."),
    ] = "include",
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Leave out what was certainly before it.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Leave out what was certainly after it.")
    ] = None,
    window: Annotated[
        str | None, typer.Option("--window", metavar="SPAN", help="A network each '6 months', or '30 statements', ….")
    ] = None,
    partial_windows: Annotated[
        bool, typer.Option("--partial-windows", help="Also windows that reach over an end of the time.")
    ] = False,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", metavar="VARIABLE=NAME", help="Leave it out; may be repeated.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="VARIABLE=NAME", help="Nothing but these; may be repeated.")
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option("--source", help="Only this source, by id, file or graph; may be repeated.")
    ] = None,
    given_up: Annotated[
        bool, typer.Option("--given-up", help="Also positions that a source says were given up.")
    ] = False,
    isolates: Annotated[
        bool, typer.Option("--isolates", help="Also nodes that the other options leave without a statement.")
    ] = False,
    min_weight: Annotated[
        float | None, typer.Option("--min-weight", help="Leave out ties that weigh less, whatever their sign.")
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Write a network as GEXF, GraphML or CSV: who shares stances with whom, or takes which stance on what.

    Definitions and names of options are those of Discourse Network Analyzer.
    """
    from kg.networks import Settings, guess_format, parse_window, read_networks
    from kg.networks.reading import describe_networks, parse_variable, resolve_things
    from kg.queries.names import NameIndex

    file = output or file
    if format is None and file == STDOUT:
        raise UsageError("what is the format? Name a file, or take --format gexf, graphml or csv")
    wanted = format or guess_format(file)
    if matrix and wanted != "csv":
        raise UsageError("--matrix is for CSV")
    if partial_windows and not window:
        raise UsageError("--partial-windows goes with --window")
    with open_aloud(store) as opened:
        names = NameIndex(opened.query, opened.base)
        settings = Settings(
            kind=kind,
            nodes=parse_variable(nodes),
            through=parse_variable(through),
            agreement=agreement,
            normalise=normalise,
            duplicates=duplicates,
            since=_read_day(since, "earliest") if since else None,
            until=_read_day(until, "latest") if until else None,
            exclude=resolve_things(exclude or (), names),
            only=resolve_things(only or (), names),
            given_up=given_up,
            isolates=isolates,
            min_weight=min_weight,
            window=parse_window(window, partial=partial_windows) if window else None,
        )
        documents = {opened.find_source(text).document.value for text in source or ()} if source else None
        networks = read_networks(opened.query, settings, documents)
    _write(networks, file, wanted, matrix)
    if not quiet:
        for line in describe_networks(networks):
            say(line)


class ExportCommand(TyperCommand):
    """`kg export`, which with `--network` is `kg network`: the same options, the same help."""

    def make_context(self, info_name, args, parent=None, **extra):  # type: ignore[no-untyped-def]
        """The context of the command that the arguments are for."""
        if parent is not None and any(arg == "--network" or arg.startswith("--network=") for arg in args):
            command = parent.command.get_command(parent, "network")
            return command.make_context(info_name, args, parent=parent, **extra)
        return super().make_context(info_name, args, parent=parent, **extra)


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
        path = file
        if network.settings.window is not None and file != STDOUT:
            path = file.with_name(f"{file.stem}.{network.first}_{network.last}{file.suffix}")
        _write_file(path, form(network))


def _write_file(path: Path, data: bytes) -> None:
    with open_output(path) as stream:
        stream.write(data)
