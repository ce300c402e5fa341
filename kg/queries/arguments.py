"""The arguments of one run of a query: from what a user typed to SPARQL that can be sent to a store.

Texts by parameter name come in; terms, or the filled query, go out. Defaults stand in for what was left out; a
parameter that has neither stays a variable.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import UsageError
from kg.queries.catalogue import CannedQuery
from kg.queries.names import NameIndex
from kg.queries.parameters import NAMED_TYPES, Argument, Parameter, fill, parse_value


def read_arguments(query: CannedQuery, texts: Mapping[str, str], names: NameIndex) -> dict[str, Argument]:
    """The term of each parameter that has a value or a default.

    Raises UnknownName for a parameter or a name that does not exist, UsageError for a value that does not fit its type
    and for a required parameter without a value.
    """
    for name in texts:
        query.get_parameter(name)
    terms: dict[str, Argument] = {}
    for parameter in query.params:
        text = texts.get(parameter.name, parameter.default)
        if text is not None:
            terms[parameter.name] = _read(parameter, text, names)
        elif parameter.required:
            hint = f": {parameter.help}" if parameter.help else ""
            raise UsageError(f"{query.name} needs a value for {parameter.name} ({parameter.type}{hint})")
    return terms


def fill_query(query: CannedQuery, texts: Mapping[str, str], names: NameIndex) -> str:
    """The SPARQL of a query with all its arguments in place. Raises as `read_arguments` does."""
    return fill(query.sparql, read_arguments(query, texts, names))


def _read(parameter: Parameter, text: str, names: NameIndex) -> Argument:
    if parameter.many:
        listed = tuple(names.resolve(parameter.type, name) for name in text.split(";") if name.strip())
        if not listed:
            raise UsageError(f"{parameter.name}: {text!r} names nothing")
        return listed
    if parameter.type in NAMED_TYPES:
        return names.resolve(parameter.type, text)
    return parse_value(parameter, text)
