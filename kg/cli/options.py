"""Options that several commands share, so that each has the same names, the same words and the same meaning.

An option whose values differ from command to command stands here without its type: `Annotated[Kind, FORMAT]`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

StoreOption = Annotated[
    Path,
    typer.Option(
        "--store",
        "-s",
        metavar="STORE",
        envvar="KG_STORE",
        help="A folder, the address of a SPARQL server, or a file that names its addresses.",
    ),
]
DEFAULT_STORE = Path("kg-store")

OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to stdout.")
]
# For commands that take the file as an argument too.
OutputTooOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The same as FILE.")]
FORMAT = typer.Option("--format", "-f", help="How to write it; else as the suffix of the file says.")
PRINT_FORMAT = typer.Option("--format", "-f", help="How to print it.")
SourceOption = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="SOURCE", help="Only this source, by id, file or graph; may be repeated."),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE",
        help="Leave out what was certainly over before: a year, month or day, such as 2015-12.",
    ),
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Leave out what certainly began after.")
]
LimitOption = Annotated[int | None, typer.Option("--limit", metavar="N", min=0, help="At most this many rows.")]
TimeoutOption = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="Stop a query that takes longer.")
]
QueriesOption = Annotated[
    Path | None,
    typer.Option("--queries", metavar="DIR", envvar="KG_QUERIES", help="A folder with queries of your own."),
]
JOBS = typer.Option("--jobs", "-j", metavar="N", min=1, help="Share the reading among this many processes.")
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Report errors and refused records only.")]
