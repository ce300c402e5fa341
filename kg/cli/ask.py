"""`kg query`: lists, explains and runs canned queries, and runs SPARQL from a file or from stdin.

Each canned query is a command of its own, made from its header, so that its parameters are options with help. Canned
queries run in this process; SPARQL from outside runs in a child process with a deadline and without a network.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperCommand, TyperGroup

from kg.cli.console import say
from kg.cli.files import write_text
from kg.cli.opening import open_aloud
from kg.cli.options import DEFAULT_STORE, StoreOption
from kg.cli.output import write_graph
from kg.errors import UsageError
from kg.resources import data_folder

if TYPE_CHECKING:
    from kg.queries.catalogue import CannedQuery, Catalogue
    from kg.queries.parameters import Parameter
    from kg.stores import EmbeddedStore, Results

QueryFormat = Literal["table", "csv", "tsv", "json", "markdown", "sparql-json", "sparql-xml"]
_BY_SUFFIX: dict[str, QueryFormat] = {
    ".csv": "csv", ".tsv": "tsv", ".json": "json", ".md": "markdown", ".srj": "sparql-json", ".srx": "sparql-xml",
}  # fmt: skip
_SUFFIX, _STDIN = ".rq", "-"

FormatOption = Annotated[
    QueryFormat | None, typer.Option("--format", "-f", help="How to write the answer; else guessed from --output.")
]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="Write there instead of to stdout.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=0, help="At most this many rows.")]
TimeoutOption = Annotated[float, typer.Option("--timeout", min=0.1, help="Give up after this many seconds.")]


class QueryGroup(TyperGroup):
    """The canned queries as commands, each read from its file when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(_catalogue(ctx.params.get("folder")).names)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        if cmd_name == _STDIN or cmd_name.endswith(_SUFFIX):
            return _make_command(_read_query(cmd_name), isolated=True)
        return _make_command(_catalogue(ctx.params.get("folder")).get(cmd_name), isolated=False)


app = typer.Typer(cls=QueryGroup, invoke_without_command=True, rich_markup_mode=None)


@app.callback()
def query(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("--queries", envvar="KG_QUERIES", help="A folder with queries of your own.")
    ] = None,
) -> None:
    """Ask a canned query, or SPARQL from a file (FILE.rq) or stdin (-); without a name, list the canned queries.

    `kg query NAME --help` explains one query and its parameters.
    """
    if ctx.invoked_subcommand is None:
        from kg.cli.tables import print_table

        print_table(("query", "answers"), [(canned.name, canned.summary) for canned in _catalogue(folder)])


@dataclass(frozen=True)
class Writing:
    """Where an answer goes and how it is written."""

    format: QueryFormat | None
    output: Path | None
    limit: int | None

    @property
    def text_format(self) -> QueryFormat:
        """The format asked for, else the one that the file's name says, else a table."""
        return self.format or _BY_SUFFIX.get(self.output.suffix if self.output else "", "table")


def _catalogue(folder: Path | str | None) -> Catalogue:
    from kg.queries.catalogue import load_catalogue

    own = folder or os.environ.get("KG_QUERIES")
    return load_catalogue([data_folder("queries"), *([Path(own)] if own else [])])


def _read_query(name: str) -> CannedQuery:
    """A query from outside, called as it was typed."""
    from kg.queries.catalogue import decode_query, parse_query, read_query

    if name == _STDIN:
        return parse_query(decode_query(sys.stdin.buffer.read(), name), name)
    return replace(read_query(Path(name)), name=name)


def _make_command(canned: CannedQuery, *, isolated: bool) -> TyperCommand:
    """A command whose options are the query's parameters and those that all queries share."""

    def run(
        store: StoreOption = DEFAULT_STORE,
        format: FormatOption = None,
        output: OutputOption = None,
        limit: LimitOption = None,
        timeout: TimeoutOption = 60.0,
        **texts: str | None,
    ) -> None:
        from kg.queries.arguments import fill_query
        from kg.queries.catalogue import name_query
        from kg.queries.names import NameIndex

        given = {_undo(name): text for name, text in texts.items() if text is not None}
        with open_aloud(store) as opened:
            sparql = fill_query(canned, given, NameIndex(opened.query, opened.base))
            with name_query(canned.path or canned.name):
                answer = _ask_apart(store, sparql, timeout) if isolated else opened.query(sparql)
            _write(answer, opened, Writing(format, output, limit))

    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    hidden = () if isolated else ("timeout",)
    single.command(canned.name, context_settings={"help_option_names": ["-h", "--help"]})(_sign(run, canned, hidden))
    command = typer.main.get_command(single)
    assert isinstance(command, TyperCommand)
    return command


def _ask_apart(store: Path, sparql: str, timeout: float) -> Results:
    from kg.stores.isolated import run_isolated

    return run_isolated(store, sparql, timeout=timeout)


def _sign(run: Callable[..., None], canned: CannedQuery, hidden: tuple[str, ...]) -> Callable[..., None]:
    """Give a function the signature that typer reads: the query's parameters first, then the shared options."""
    own = [_signature_parameter(parameter) for parameter in canned.params]
    taken = {parameter.name for parameter in canned.params}
    if "help" in taken:
        raise UsageError(f"{canned.path or canned.name}: a parameter cannot be called help; --help explains the query")
    options = {name: (_SHORT if name in taken else _SHARED).get(name) for name in _SHARED}
    shared = [
        parameter.replace(kind=parameter.KEYWORD_ONLY, annotation=options[parameter.name])
        for parameter in inspect.signature(run).parameters.values()
        if options.get(parameter.name) and parameter.name not in hidden
    ]
    run.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *shared)}
    run.__doc__ = "\n\n".join(text for text in (canned.summary, canned.description) if text)
    return run


_SHARED: dict[str, Any] = {
    "store": StoreOption,
    "format": FormatOption,
    "output": OutputOption,
    "limit": LimitOption,
    "timeout": TimeoutOption,
}
# A query's parameter may be called as a shared option is, which then has its short name only, or gives way.
_SHORT: dict[str, Any] = {
    "store": Annotated[Path, typer.Option("-s", envvar="KG_STORE", help="The folder of the store.")],
    "format": Annotated[QueryFormat | None, typer.Option("-f", help="How to write the answer.")],
    "output": Annotated[Path | None, typer.Option("-o", help="Write there instead of to stdout.")],
}
# So that both can be told apart inside, a query's parameter is marked.
_MARK = "query_parameter_"


def _signature_parameter(parameter: Parameter) -> inspect.Parameter:
    facts = [parameter.help, f"({parameter.type}{': ' + ', '.join(parameter.choices) if parameter.choices else ''})"]
    if parameter.default is not None:
        facts.append(f"[default: {parameter.default}]")
    elif parameter.required:
        facts.append("[required]")
    option = typer.Option(f"--{parameter.name.replace('_', '-')}", help=" ".join(filter(None, facts)))
    annotation = Annotated[str | None, option]
    return inspect.Parameter(
        _MARK + parameter.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation
    )


def _undo(name: str) -> str:
    return name.removeprefix(_MARK)


def _write(answer: Results, opened: EmbeddedStore, writing: Writing) -> None:
    from pyoxigraph import QueryTriples

    if isinstance(answer, QueryTriples) and writing.format is None:
        write_graph(answer, writing.output, None, opened.base)
        return
    from kg.queries.formats import format_table
    from kg.queries.results import read_table

    table = read_table(answer, opened.query, limit=writing.limit)
    if writing.text_format == "table" and writing.output is None:
        from kg.cli.tables import leave_out_empty, print_table

        columns, rows, empty = leave_out_empty(table.columns, list(table.texts()))
        print_table(columns, rows)
        say(_count_rows(len(rows), table.truncated) + (f"; none has {' or '.join(empty)}" if empty else ""))
        return
    form = "markdown" if writing.text_format == "table" else writing.text_format
    write_text(writing.output, format_table(table, form))
    if table.truncated:
        say(_count_rows(len(table.rows), truncated=True))


def _count_rows(number: int, truncated: bool) -> str:
    rows = "no rows" if number == 0 else "1 row" if number == 1 else f"{number:,} rows"
    return f"{rows} (truncated: there are more)" if truncated else rows
