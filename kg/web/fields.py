"""The fields of a canned query as a form: what was typed into each, and what is wrong with it.

In: a query and what stands after the question mark. Out: a `Field` for each parameter, with the nearest names as
addresses where a name fits nothing. Whether the query itself can be answered is not for here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.errors import UnknownName, UsageError
from kg.queries.arguments import read_arguments
from kg.queries.catalogue import CannedQuery
from kg.queries.parameters import NAMED_TYPES, Parameter
from kg.web.asking import Asked
from kg.web.filters import address_with

_DATE_HINT: Final = "2015, 2015-12 or 2015-12-18"
_MEANT: Final = re.compile("<([^<>]+)>")
_PLACEHOLDERS: Final = {"date": _DATE_HINT, "integer": "a whole number", "text": "words"}


@dataclass(frozen=True)
class Suggestion:
    """A value that would fit, and the address of the query with it."""

    text: str
    href: str


@dataclass(frozen=True)
class Field:
    """One parameter with what was typed; `problem` is "" where that fits."""

    parameter: Parameter
    text: str
    problem: str = ""
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def names(self) -> str:
        """The kind of things that it names, for suggestions while somebody types; "" where it names none."""
        return self.parameter.type if self.parameter.type in NAMED_TYPES else ""

    @property
    def label(self) -> str:
        """Its name as words."""
        return self.parameter.name.replace("_", " ")

    @property
    def placeholder(self) -> str:
        """What stands in the empty field: the default, else a hint of what it takes."""
        if self.parameter.default is not None:
            return f"{self.parameter.default} unless told otherwise"
        several = "; several with ; between them" if self.parameter.many else ""
        return _PLACEHOLDERS.get(self.parameter.type, f"name of the {self.parameter.type}{several}")


def read_fields(asked: Asked, query: CannedQuery, path: str) -> list[Field]:
    """The fields, each checked for itself; one that is required and empty is wrong only once the form was sent."""
    texts = own_texts(query, asked.given)
    return [_read(asked, query, parameter, texts, path) for parameter in query.params]


def own_texts(query: CannedQuery, given: Mapping[str, str]) -> dict[str, str]:
    """What of an address are arguments of the query."""
    own = {parameter.name for parameter in query.params}
    return {name: text for name, text in given.items() if name in own}


def _read(asked: Asked, query: CannedQuery, parameter: Parameter, texts: Mapping[str, str], path: str) -> Field:
    text = texts.get(parameter.name, "")
    if len(asked.every.get(parameter.name, ())) > 1:
        return Field(parameter, text, f"{parameter.name} is given twice; several names stand with ; between them")
    if not text and parameter.required and parameter.default is None:
        return Field(parameter, text, f"needed: {parameter.help or parameter.type}" if asked.every else "")
    try:
        read_arguments(replace(query, params=(parameter,)), {parameter.name: text} if text else {}, asked.names)
    except UnknownName as error:
        better = [_put(parameter, text, error.name, name) for name in error.suggestions]
        return Field(parameter, text, _words(error), _suggest(parameter, better, texts, path))
    except UsageError as error:
        better = [_put(parameter, text, None, iri) for iri in _MEANT.findall(str(error))]
        return Field(parameter, text, str(error), _suggest(parameter, better, texts, path))
    return Field(parameter, text)


def _words(error: UnknownName) -> str:
    words, nearest, _ = error.problem.partition("; did you mean")
    return words + nearest


def _put(parameter: Parameter, text: str, wrong: str | None, right: str) -> str:
    """What was typed with another name in the place of the wrong one, of several."""
    if not parameter.many or wrong is None:
        return right
    return "; ".join(right if name == wrong else name for name in map(str.strip, text.split(";")) if name)


def _suggest(
    parameter: Parameter, better: Sequence[str], texts: Mapping[str, str], path: str
) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(text, address_with(path, texts, **{parameter.name: text})) for text in better)
