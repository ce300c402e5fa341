"""The commands of `kg`: their names, options and help; what they do stands in the modules that it takes them from."""

from __future__ import annotations

from typing import Annotated

import typer

from kg import __version__
from kg.cli import ask, diff, load, mcp, network, output, report, review, serve, sources, upkeep

app = typer.Typer(
    no_args_is_help=True,
    # Plain help: the styled one imports a third more than the command line itself.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
    """


app.command("load")(load.load)
app.command("extract")(load.extract)
app.add_typer(ask.app, name="query")
app.command("report")(report.report)
app.command("diff")(diff.diff)
app.command("export", cls=network.ExportCommand)(output.export)
app.command("network")(network.network)
app.command("serve")(serve.serve)
app.command("mcp")(mcp.mcp)
app.add_typer(review.app, name="review")
app.command("sources")(sources.sources)
app.command("retract")(sources.retract)
app.command("validate")(sources.validate)
app.command("verify")(upkeep.verify)
app.command("backup")(upkeep.backup)
app.command("restore")(upkeep.restore)
app.command("eval")(output.evaluate)
app.command("schema")(output.schema)
