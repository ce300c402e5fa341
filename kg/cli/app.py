"""The commands of `kg`: what each is called and does in a line; the module of one is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import DONE, INTERRUPTED, USAGE, complain, say
from kg.cli.groups import CommandGroup
from kg.cli.making import make_command
from kg.version import __version__

if TYPE_CHECKING:
    from typer._click import Context
    from typer.core import TyperCommand, TyperGroup


@dataclass(frozen=True)
class Entry:
    """Where a command stands, `module:function`, and its summary, which stands here alone."""

    place: str
    summary: str

    def make(self, name: str) -> TyperCommand | TyperGroup:
        """The command, for which its module is imported."""
        module, _, attribute = self.place.partition(":")
        return make_command(name, getattr(import_module(module), attribute), self.summary)


COMMANDS: Mapping[str, Entry] = {
    "load": Entry("kg.cli.load:load", "Load documents, records and datasets into the store."),
    "extract": Entry("kg.cli.extract:extract", "Print what documents say as records."),
    "query": Entry("kg.cli.ask:app", "Ask a canned query, or SPARQL from a file (FILE.rq) or stdin (-)."),
    "report": Entry("kg.cli.report:report", "Write a dossier on an actor, an issue or a resolution."),
    "diff": Entry("kg.cli.diff:diff", "Tell what appeared, vanished or changed between two stores or files."),
    "export": Entry("kg.cli.export:app", "Write the graph, some of its sources, or a CONSTRUCT's result."),
    "network": Entry("kg.cli.network:network", "Write who shares stances with whom, for Gephi, visone and R."),
    "review": Entry("kg.cli.review:app", "Accept, reject or correct claims; merge or split actors and issues."),
    "serve": Entry("kg.cli.serve:serve", "Serve pages, canned queries and SPARQL over HTTP, until Ctrl-C."),
    "mcp": Entry("kg.cli.mcp:mcp", "Serve the graph to assistants by the Model Context Protocol."),
    "sources": Entry("kg.cli.sources:sources", "List what is loaded, from what and when."),
    "retract": Entry("kg.cli.sources:retract", "Take one source out of the store, and exactly what it said."),
    "validate": Entry("kg.cli.sources:validate", "Check a store, or RDF files, against the SHACL shapes."),
    "verify": Entry("kg.cli.upkeep:verify", "Check that the store is what was written, to the byte."),
    "backup": Entry("kg.cli.upkeep:backup", "Copy the store, as it is at this moment, into a new folder."),
    "restore": Entry("kg.cli.upkeep:restore", "Make a store of a backup, once every byte of it has been checked."),
    "eval": Entry("kg.cli.evaluate:evaluate", "Score records against gold records."),
    "schema": Entry("kg.cli.evaluate:schema", "Print the JSON Schema of one line of a records file."),
}


class _Commands(Mapping[str, "TyperCommand | TyperGroup"]):
    """The commands by name; to look one up imports it, to list them does not."""

    def __getitem__(self, name: str) -> TyperCommand | TyperGroup:
        return COMMANDS[name].make(name)

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Program(CommandGroup):
    """`kg` itself, whose help needs none of its commands."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**(attributes | {"commands": _Commands()}))

    def list_commands(self, ctx: Context) -> list[str]:
        return list(COMMANDS)

    def summaries(self, ctx: Context) -> list[tuple[str, str]]:
        return [(name, entry.summary) for name, entry in COMMANDS.items()]


app = typer.Typer(
    cls=_Program,
    no_args_is_help=True,
    # Plain help: the styled one imports a third more than the command line itself.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run() -> int:
    """Run what the command line asks for, and return the exit code. Raises StandpointError and OSError."""
    try:
        code = app(prog_name="kg", standalone_mode=False)
    except typer.TyperException as error:
        from kg.cli.usage import describe_usage

        text = describe_usage(error)
        (say if "\n" in text else complain)(text)
        return USAGE
    except typer.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else DONE


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def describe(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Who stands where on what, according to whom, in which words.

    Reports on international politics become a knowledge graph: load documents, ask canned queries, export Turtle.
    kg COMMAND --help explains a command with examples.

    \b
    Examples:
        kg load seeds
        kg query
        kg query positions --actor Russia
    """
