"""Commands made of functions and of dataclasses of options; the help that they show.

In: a function that typer can read, or one that takes a frozen dataclass whose fields are the options. Out: a command.
What the options mean stands where they are declared; nothing is parsed or run here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, fields
from functools import wraps
from inspect import Parameter, Signature
from typing import Any, ClassVar, Protocol, TypeVar, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup
from typer.models import TyperPath

Function = Callable[..., None]


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Options = TypeVar("Options", bound=_Dataclass)


def taking(options: type[Options]) -> Callable[[Callable[[Options], None]], Function]:
    """Let a function take its options as one dataclass, its own fields being shown before inherited ones."""

    def wrap(body: Callable[[Options], None]) -> Function:
        @wraps(body)
        def command(**typed: Any) -> None:
            body(options(**typed))

        return sign(command, _parameters(options))

    return wrap


def sign(function: Function, parameters: Iterable[Parameter]) -> Function:
    """Give a function the signature that typer reads."""
    listed = list(parameters)
    function.__signature__ = Signature(listed)  # type: ignore[attr-defined]
    function.__annotations__ = {parameter.name: parameter.annotation for parameter in listed}
    return function


def make_command(name: str, found: Function | typer.Typer, summary: str = "") -> TyperCommand | TyperGroup:
    """A command, or a group of commands, with a summary before what its docstring adds."""
    if not isinstance(found, typer.Typer):
        single = typer.Typer(rich_markup_mode=None, add_completion=False)
        single.command(name)(found)
        found = single
    command = typer.main.get_command(found)
    assert isinstance(command, TyperCommand | TyperGroup)
    command.help = "\n\n".join(text for text in (summary, command.help) if text)
    for one in (command, *(command.commands.values() if isinstance(command, TyperGroup) else ())):
        one.help = _keep_examples(one.help or "")
        for parameter in one.params:
            # Whether a file can be read is found out by reading it, and said in the same words everywhere.
            if isinstance(parameter.type, TyperPath):
                parameter.type = _Place(path_type=parameter.type.type)
    return command


class _Place(TyperPath):
    """The name of a file or folder; pathlib would take no name for the folder that one is in."""

    def __init__(self, path_type: type[Any] | None) -> None:
        super().__init__(readable=False, path_type=path_type)

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        if value == "":
            self.fail("'' is no name; expected a file or a folder, and . is the folder that you are in", param, ctx)
        return super().convert(value, param, ctx)


def _parameters(options: type[_Dataclass]) -> list[Parameter]:
    hints = get_type_hints(options, include_extras=True)
    defaults = {field.name: field.default for field in fields(options)}
    names = [name for kind in options.__mro__ for name in vars(kind).get("__annotations__", ()) if name in defaults]
    return [
        Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            default=Parameter.empty if defaults[name] is MISSING else defaults[name],
            annotation=hints[name],
        )
        for name in names
    ]


def _keep_examples(text: str) -> str:
    """The text with a mark, known to click, that keeps the lines of examples from being wrapped."""
    return re.sub(r"^(?=Examples?:$)", "\b\n", text, flags=re.MULTILINE)
