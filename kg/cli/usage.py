"""What is said of a command line that does not fit its command: one line that ends with the next step.

In: the errors of the parser of command lines. Out: their text, in the words that all errors of `kg` have.
"""

from __future__ import annotations

import re
from typing import Any

from typer import TyperException
from typer.core import TyperGroup
from typer.models import OptionInfo

from kg.cli import options
from kg.errors import UnknownName

_NUMBERS = {"int": "whole number", "integer": "whole number", "float": "number"}
# So that the parameters of a query are told from the options of all queries, and a parameter may be called as one is.
QUERY_PARAMETER = "query_parameter_"


def describe_usage(error: TyperException) -> str:
    """What is wrong, and where that is explained; the help itself, where a group of commands was asked for nothing."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return error.message
    if context is None:
        return _describe(error, context, "kg")
    words = _describe(error, context, context.command_path)
    return f"{words}{'' if words.endswith('?') else ';'} {context.command_path} --help explains it"


def _describe(error: TyperException, context: Any, path: str) -> str:
    parameter, option = getattr(error, "param", None), getattr(error, "option_name", None)
    if hasattr(error, "possibilities"):
        return _describe_option(str(option), context, path)
    if option is not None:
        return f"{option} needs a value"
    if parameter is None:
        surplus = re.fullmatch(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", error.message)
        return _describe_surplus(surplus[1], context) if surplus else error.message
    named = next((flag for flag in parameter.opts if flag.startswith("--")), parameter.metavar or parameter.name)
    if hasattr(error, "param_type"):  # of an error for one that is missing
        value = f" {parameter.metavar}" if named.startswith("--") and parameter.metavar else ""
        return f"{path} needs {named}{value} ({(parameter.help or '').rstrip('.')})"
    return f"{named}: {_describe_value(error.message)}"


def _describe_option(option: str, context: Any, path: str) -> str:
    """That there is no such option, with the nearest ones, or those that a query has of its own."""
    from kg.queries.suggestions import suggest

    if isinstance(context.command, TyperGroup) and option in _shared_flags():
        return f"{option} stands after the command, as in {path} NAME {option}"
    flags = [flag for parameter in context.command.params for flag in parameter.opts if flag.startswith("--")]
    near = suggest(option, [*flags, "--help"])
    return UnknownName(f"option of {path}", option, near, known=_own_options(context)).problem


def _describe_surplus(words: str, context: Any) -> str:
    own = _own_options(context)
    return f"{words} stands without its option; there are {', '.join(own)}" if own else f"{words} is one word too many"


def _own_options(context: Any) -> list[str]:
    """The options that a query has beside those of all queries."""
    return [each.opts[0] for each in context.command.params if each.name.startswith(QUERY_PARAMETER)]


def _shared_flags() -> set[str]:
    """The options that many commands have."""
    declared = (getattr(value, "__metadata__", (value,))[0] for value in vars(options).values())
    names = [name for option in declared if isinstance(option, OptionInfo) for name in _names(option)]
    return {name for name in names if name.startswith("-")}


def _names(option: OptionInfo) -> list[str]:
    """The names of an option: typer keeps the first one where a default would be."""
    return [str(option.default), *(option.param_decls or ())]


def _describe_value(message: str) -> str:
    """What the parser says of a value, in words of no programming language."""
    words = re.sub(r"is not a valid (int|integer|float)( range)?", lambda m: f"is not a {_NUMBERS[m[1]]}", message)
    words = re.sub(r"is not in the range ([\d.]+)<=x<=([\d.]+)", r"is not between \1 and \2", words)
    return re.sub(r"is not in the range x>=([\d.]+)", r"is less than \1", words).rstrip(".")
