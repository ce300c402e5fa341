"""`kg query`: lists, explains and runs canned queries, and runs SPARQL from a file or from stdin.

Each canned query is a command of its own, made from its header, so that its parameters are options with help. Canned
queries run in this process, which ends at the deadline; SPARQL from outside runs in a child process with a deadline and
without a network.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand

from kg.cli.answers import Writing, draw_answer, gather_answer, mention_emptiness, write_answer
from kg.cli.console import decode_typed, option_of, say
from kg.cli.files import check_output
from kg.cli.groups import CommandGroup
from kg.cli.interruption import deadline
from kg.cli.making import make_command
from kg.cli.opening import open_aloud
from kg.cli.options import DEFAULT_STORE, LimitOption, OutputOption, QueriesOption, StoreOption, TimeoutOption
from kg.cli.query_options import FormatOption, PlotOption, find_example, name_value, sign_query
from kg.cli.usage import QUERY_PARAMETER
from kg.errors import MissingArgument, StandpointError, UsageError
from kg.resources import data_folder

if TYPE_CHECKING:
    from typer._click import Context

    from kg.formats.captions import Caption
    from kg.queries.catalogue import CannedQuery, Catalogue
    from kg.stores import Results, Store

_SUFFIX, _STDIN = ".rq", "-"


class QueryGroup(CommandGroup):
    """The canned queries as commands, each read from its file when it is asked for."""

    def list_commands(self, ctx: Context) -> list[str]:
        return list(_catalogue(ctx.params.get("folder")).names)

    def get_command(self, ctx: Context, cmd_name: str) -> TyperCommand | None:
        try:
            return self._find(ctx, cmd_name)
        except StandpointError:
            if ctx.resilient_parsing:  # a shell completes a line: an error is no answer to it
                return None
            raise

    def _find(self, ctx: Context, cmd_name: str) -> TyperCommand:
        if cmd_name == _STDIN or cmd_name.endswith(_SUFFIX):
            return _make_command(_read_query(cmd_name), isolated=True)
        return _make_command(_catalogue(ctx.params.get("folder")).get(cmd_name), isolated=False)

    def summaries(self, ctx: Context) -> list[tuple[str, str]]:
        return [(canned.name, canned.summary) for canned in _catalogue(ctx.params.get("folder"))]


app = typer.Typer(cls=QueryGroup, invoke_without_command=True, rich_markup_mode=None, add_completion=False)


@app.callback()
def query(
    ctx: typer.Context,
    folder: QueriesOption = None,
) -> None:
    """kg query NAME --help explains a query and its parameters; without a name, the canned queries are listed.

    Examples:
        kg query
        kg query positions --actor Russia
        kg query agreements --a Russia --b "United States" -o answer.csv
        kg query - < question.rq
    """
    if ctx.invoked_subcommand is None:
        from kg.cli.tables import print_table

        print_table(("query", "answers"), [(canned.name, canned.summary) for canned in _catalogue(folder)])


def _catalogue(folder: Path | str | None) -> Catalogue:
    from kg.queries.catalogue import load_catalogue

    own = folder or os.environ.get("KG_QUERIES")
    return load_catalogue([data_folder("queries"), *([Path(own)] if own else [])])


def _read_query(name: str) -> CannedQuery:
    """A query from outside, called as it was typed."""
    from kg.queries.catalogue import decode_query, parse_query, read_query

    if name == _STDIN:
        if sys.stdin is None:
            raise UsageError("stdin is closed; name a file with the query")
        if sys.stdin.isatty():
            say("SPARQL from the terminal, which Ctrl-D ends:")
        return parse_query(decode_query(sys.stdin.buffer.read(), name), name)
    return replace(read_query(Path(name)), name=name)


def _make_command(canned: CannedQuery, *, isolated: bool) -> TyperCommand:
    """A command whose options are the query's parameters and those that all queries share."""

    def run(
        store: StoreOption = DEFAULT_STORE,
        format: FormatOption = None,
        output: OutputOption = None,
        limit: LimitOption = None,
        plot: PlotOption = None,
        timeout: TimeoutOption = 60.0,
        **texts: str | None,
    ) -> None:
        given = {
            name.removeprefix(QUERY_PARAMETER): decode_typed(text) for name, text in texts.items() if text is not None
        }
        _check_complete(canned, given)
        writing = Writing(format, output, limit, plot)
        check_output(output, [canned.path] if canned.path else [])
        writing.check()
        if plot:
            from kg.pictures import check_picture

            check_picture(canned.view, plot)
        with open_aloud(store) as opened:
            # The child keeps its own time; nothing is written before the answer is complete.
            with nullcontext() if isolated else deadline(timeout):
                answer = _ask(canned, given, opened, timeout if isolated else None)
                found = gather_answer(answer, opened, writing)
            draw_answer(found, canned, _describe(canned, given), writing)
            if not writing.picture_only:
                write_answer(found, _describe(canned, given), opened.base, writing)
            mention_emptiness(found, opened)

    command = make_command(canned.name, sign_query(run, canned))
    assert isinstance(command, TyperCommand)
    return command


def _ask(canned: CannedQuery, given: Mapping[str, str], opened: Store, timeout: float | None) -> Results:
    """The answer to a query; with a timeout, from a process of its own."""
    from kg.queries.arguments import fill_query
    from kg.queries.catalogue import name_query
    from kg.queries.names import NameIndex

    sparql = fill_query(canned, given, NameIndex(opened.query, opened.base))
    with name_query(canned.path or canned.name):
        return opened.query(sparql) if timeout is None else opened.query_apart(sparql, timeout)


def _check_complete(canned: CannedQuery, given: Mapping[str, str]) -> None:
    """Raise UsageError for an option that the query needs, with an example of how it is asked."""
    from kg.queries.arguments import check_complete

    try:
        check_complete(canned, given)
    except MissingArgument as error:
        example = find_example(canned)
        wanted = f"{error.query} needs {option_of(error.parameter)} {name_value(canned.get_parameter(error.parameter))}"
        hint = f" ({error.hint})" if error.hint else ""
        raise UsageError(wanted + hint + (f", as in {example}" if example else "")) from error


def _describe(canned: CannedQuery, given: Mapping[str, str]) -> Caption:
    """What was asked, the defaults of what was left out too."""
    from kg.formats.captions import Caption

    texts = {parameter.name: given.get(parameter.name, parameter.default) for parameter in canned.params}
    return Caption(canned.name, canned.summary, {name: text for name, text in texts.items() if text is not None})
