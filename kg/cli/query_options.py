"""The options of a query's command: its parameters, those that all queries share, and how it is asked, as an example.

In: a canned query and the function that runs it. Out: the function with the signature and the help that typer reads.
Nothing is asked here.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from kg.cli.answers import QueryFormat
from kg.cli.console import option_of
from kg.cli.making import sign
from kg.cli.options import FORMAT, LimitOption, OutputOption, StoreOption, TimeoutOption
from kg.cli.usage import QUERY_PARAMETER
from kg.errors import UsageError
from kg.resources import data_folder

if TYPE_CHECKING:
    from kg.queries.catalogue import CannedQuery
    from kg.queries.parameters import Parameter

FormatOption = Annotated[QueryFormat | None, FORMAT]
PlotOption = Annotated[
    Path | None,
    typer.Option("--plot", metavar="FILE", help="Draw the answer by the query's view: a .svg, .png or .html file."),
]

_SHARED: Final[dict[str, Any]] = {
    "store": StoreOption,
    "format": FormatOption,
    "output": OutputOption,
    "limit": LimitOption,
    "plot": PlotOption,
    "timeout": TimeoutOption,
}
# A query's parameter may be called as a shared option is, which then has its short name only, or gives way.
_SHORT: Final[dict[str, Any]] = {
    "store": Annotated[Path, typer.Option("-s", metavar="STORE", envvar="KG_STORE", help="The store to ask.")],
    "format": Annotated[QueryFormat | None, typer.Option("-f", help="How to write the answer.")],
    "output": Annotated[Path | None, typer.Option("-o", metavar="FILE", help="Write there instead of to stdout.")],
}


def sign_query(run: Callable[..., None], canned: CannedQuery) -> Callable[..., None]:
    """Give a function the signature that typer reads: the query's parameters first, then the shared options."""
    own = [_signature_parameter(parameter) for parameter in canned.params]
    taken = {parameter.name for parameter in canned.params}
    if "help" in taken:
        raise UsageError(f"{canned.path or canned.name}: a parameter cannot be called help; --help explains the query")
    options = {name: (_SHORT if name in taken else _SHARED).get(name) for name in _SHARED}
    shared = [
        parameter.replace(kind=parameter.KEYWORD_ONLY, annotation=options[parameter.name])
        for parameter in inspect.signature(run).parameters.values()
        if options.get(parameter.name)
    ]
    asked = find_example(canned)
    example = f"Example:\n    {asked}" if asked else ""
    run.__doc__ = "\n\n".join(text for text in (canned.summary, canned.description, example) if text)
    return sign(run, [*own, *shared])


def find_example(canned: CannedQuery) -> str:
    """The command by which a shipped query was asked of the seeds for its page; nothing for one of the user's own."""
    folder = data_folder("queries")
    if canned.path is None or canned.path.parent != folder:
        return ""
    # What `kg.queries.markdown.read_recorded` reads, without what that imports.
    asked: dict[str, dict[str, str]] = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    return asked[canned.name]["command"] if canned.name in asked else ""


def _signature_parameter(parameter: Parameter) -> inspect.Parameter:
    facts = [f"{parameter.help[:1].upper()}{parameter.help[1:]}."] if parameter.help else []
    if parameter.default is not None:
        facts.append(f"[default: {parameter.default}]")
    elif parameter.required:
        facts.append("[required]")
    option = typer.Option(
        option_of(parameter.name),
        metavar=name_value(parameter),
        help="  ".join(facts),
        autocompletion=lambda incomplete: [each for each in parameter.choices if each.startswith(incomplete)],
    )
    annotation = Annotated[str | None, option]
    return inspect.Parameter(
        QUERY_PARAMETER + parameter.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation
    )


def name_value(parameter: Parameter) -> str:
    """What stands for the value of a parameter in help and errors, as for the options of all commands."""
    if parameter.choices:
        return f"<{'|'.join(parameter.choices)}>"
    return "N" if parameter.type == "integer" else f"{parameter.type.upper()}{';…' if parameter.many else ''}"
