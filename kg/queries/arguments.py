"""The arguments of one run of a query: from what a user typed to SPARQL that can be sent to a store.

Texts by parameter name come in; terms, or the filled query, go out. Defaults stand in for what was left out; a
parameter that has neither stays a variable.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import MissingArgument, UsageError
from kg.queries.catalogue import CannedQuery
from kg.queries.names import NameIndex
from kg.queries.parameters import (
    NAMED_TYPES,
    Argument,
    Parameter,
    check_pair,
    check_period,
    fill,
    naming,
    parse_value,
)


def read_arguments(query: CannedQuery, texts: Mapping[str, str], names: NameIndex) -> dict[str, Argument]:
    """The term of each parameter that has a value or a default.

    Raises UnknownName for a parameter or a name that does not exist, MissingArgument for a required parameter without a
    value, UsageError for a value that does not fit its type, a time that ends before it begins and a pair of one.
    """
    for name in texts:
        query.get_parameter(name)
    check_complete(query, texts)
    terms = {
        parameter.name: _read(parameter, text, names)
        for parameter in query.params
        if (text := texts.get(parameter.name, parameter.default)) is not None
    }
    check_period(terms)
    check_pair(terms)
    return terms


def check_complete(query: CannedQuery, texts: Mapping[str, str]) -> None:
    """Raise MissingArgument for a parameter that has neither a value nor a default and needs one."""
    for parameter in query.params:
        if parameter.required and parameter.default is None and parameter.name not in texts:
            raise MissingArgument(query.name, parameter.name, parameter.type, parameter.help)


def fill_query(query: CannedQuery, texts: Mapping[str, str], names: NameIndex) -> str:
    """The SPARQL of a query with all its arguments in place. Raises as `read_arguments` does."""
    return fill(query.sparql, read_arguments(query, texts, names))


def _read(parameter: Parameter, text: str, names: NameIndex) -> Argument:
    if parameter.type not in NAMED_TYPES:
        return parse_value(parameter, text)
    with naming(parameter):
        if not parameter.many:
            return names.resolve(parameter.type, text)
        listed = tuple(names.resolve(parameter.type, name.strip()) for name in text.split(";") if name.strip())
        if not listed:
            raise UsageError(f"{text!r} names nothing; write names with semicolons between them")
        return listed
