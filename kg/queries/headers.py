"""The headers of `.rq` files: YAML in `#+` comment lines before the query, as grlc has it, with typed parameters.

The text of a file comes in, a `Header` goes out. Everything in it is checked, and what is wrong is named with its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, cast

from kg.errors import QuerySyntaxError, UsageError
from kg.queries.parameters import NAMED_TYPES, PARAMETER_TYPES, Parameter, find_tokens, parse_value
from kg.queries.plots import VIEWS, Plot, View, parse_plot

_MARK = "#+"
_FIELDS = frozenset({"summary", "description", "params", "view", "plot", "tags"})
_PARAMETER_FIELDS = frozenset({"type", "help", "required", "default", "edge", "choices", "many"})


@dataclass(frozen=True)
class Header:
    """What the header of a query says."""

    summary: str
    description: str
    params: tuple[Parameter, ...]
    view: View
    plot: Plot | None
    tags: tuple[str, ...]


def parse_header(text: str, where: str) -> Header | None:
    """Read the header of a query's text; None where it has none. `where` names the file in messages.

    Raises QuerySyntaxError, also where the parameters that are declared and those that the query uses differ.
    """
    return _Reader(text, where).read()


class _Reader:
    """Reads one header; holds its lines, so that an error can name the one it is in."""

    def __init__(self, text: str, where: str) -> None:
        self.text, self.where = text, where
        lines = text.removeprefix("\ufeff").splitlines()
        end = next((index for index, line in enumerate(lines) if not line.startswith(_MARK)), len(lines))
        self.lines = [line.removeprefix(_MARK).removeprefix(" ") for line in lines[:end]]

    def read(self) -> Header | None:
        if not self.lines:
            return None
        fields = self._fields()
        self._check_fields(fields, _FIELDS, "the header")
        declared = fields.get("params") or {}
        if not isinstance(declared, dict):
            self._fail("params must be names with their fields", "params")
        params = tuple(self._parameter(name, value) for name, value in declared.items())
        self._check_tokens(params)
        view = cast(View, self._one_of(fields.get("view", "table"), VIEWS, "view", "view"))
        return Header(
            self._summary(fields),
            str(fields.get("description") or "").strip(),
            params,
            view,
            self._plot(fields.get("plot"), view),
            self._tags(fields),
        )

    def _fields(self) -> dict[Any, Any]:
        import yaml

        try:
            # The loader in C, where PyYAML was built with it, takes a tenth of the time, for which every query waits.
            fields = yaml.load("\n".join(self.lines), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or "it is not YAML"
            line = min(mark.line + 1, len(self.lines)) if mark else 1
            raise QuerySyntaxError(f"{self.where}:{line}: the header cannot be read: {problem}") from error
        if not isinstance(fields, dict):
            self._fail("the header must be YAML fields such as 'summary: …'")
        return fields

    def _summary(self, fields: Mapping[Any, Any]) -> str:
        summary = fields.get("summary")
        if not isinstance(summary, str) or not summary.strip():
            self._fail("the header needs a summary", "summary")
        return " ".join(summary.split())

    def _tags(self, fields: Mapping[Any, Any]) -> tuple[str, ...]:
        tags = fields.get("tags") or ()
        if not isinstance(tags, (list, tuple)):
            self._fail("tags must be a list", "tags")
        return tuple(str(tag) for tag in tags)

    def _plot(self, value: Any, view: View) -> Plot | None:
        if value is None:
            return None
        try:
            return parse_plot(value, view, {token.name for token in find_tokens(self.text) if token.sigil == "?"})
        except ValueError as error:
            self._fail(str(error), "plot")

    def _parameter(self, name: Any, value: Any) -> Parameter:
        if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9_]*", name) or not isinstance(value, dict):
            self._fail(f"the parameter {name} must be written as 'name: {{type: …, help: …}}'", name)
        self._check_fields(value, _PARAMETER_FIELDS, f"the parameter {name}")
        default = value.get("default")
        parameter = Parameter(
            name,
            self._one_of(value.get("type"), PARAMETER_TYPES, f"the type of {name}", name),
            help=" ".join(str(value.get("help") or "").split()),
            required=value.get("required", False) is True,
            default=None if default is None else str(default),
            edge=self._one_of(value.get("edge", "start"), ("start", "end"), f"the edge of {name}", name),
            choices=self._choices(value.get("choices"), name),
            many=value.get("many", False) is True,
        )
        self._check_parameter(parameter)
        return parameter

    def _choices(self, value: Any, name: str) -> dict[str, str | None]:
        if isinstance(value, list):
            return {str(choice): None for choice in value}
        if isinstance(value, dict):
            return {str(choice): str(target) for choice, target in value.items()}
        if value is not None:
            self._fail(f"the choices of {name} must be a list, or names with their IRIs", name)
        return {}

    def _check_parameter(self, parameter: Parameter) -> None:
        if (parameter.type == "choice") != bool(parameter.choices):
            self._fail(f"choices belong to the type choice, and only to it ({parameter.name})", parameter.name)
        if parameter.many and parameter.type not in NAMED_TYPES:
            self._fail(f"many belongs to the types {', '.join(NAMED_TYPES)}, not to {parameter.type}", parameter.name)
        if parameter.default is not None and parameter.type not in NAMED_TYPES:
            try:
                parse_value(parameter, parameter.default)
            except UsageError as error:
                self._fail(f"the default of {error}", parameter.name)

    def _check_tokens(self, params: Sequence[Parameter]) -> None:
        """Every parameter is used, every `$name` declared; `?name` beside `$name` would be left unfilled."""
        declared = {parameter.name for parameter in params}
        tokens = list(find_tokens(self.text))
        beside_columns = {token.name for token in tokens if token.sigil == "$_"}
        for token in tokens:
            name, written = token.name, f"{token.sigil}{token.name}"
            if token.sigil != "?" and name not in declared:
                raise QuerySyntaxError(f"{self.where}:{token.line}: {written} is not declared in the header")
            if token.sigil == "?" and name in declared - beside_columns:
                wanted = f"{written} is a parameter and must be written ${name}, or $_{name} beside a column {written}"
                raise QuerySyntaxError(f"{self.where}:{token.line}: {wanted}")
            if token.sigil == "$" and name in beside_columns:
                raise QuerySyntaxError(f"{self.where}:{token.line}: {written} is written $_{name} elsewhere")
        for name in sorted(declared - {token.name for token in tokens}):
            self._fail(f"the query does not use its parameter {name}", name)

    def _check_fields(self, value: Mapping[Any, Any], known: frozenset[str], what: str) -> None:
        for key in value:
            if key not in known:
                self._fail(f"{what} has no field {key!r}, only {', '.join(sorted(known))}", key)

    def _one_of(self, value: Any, choices: Sequence[Any], what: str, key: str) -> Any:
        if value not in choices:
            self._fail(f"{what} is {value!r}, not one of {', '.join(map(str, choices))}", key)
        return value

    def _fail(self, problem: str, key: object = None) -> NoReturn:
        """Raise with the line that holds the key; without one, the header's first line."""
        pattern = re.compile(rf"(?:^|[\s{{,\"']){re.escape(str(key))}[\"']?\s*:")
        found = (number for number, line in enumerate(self.lines, 1) if pattern.search(line))
        line = 1 if key is None else next(found, 1)
        raise QuerySyntaxError(f"{self.where}:{line}: {problem}")
