"""Parameters of a query: their declaration, the tokens `$name` or `$_name` that use them, and terms in their places.

A declaration and text come in; a term, or SPARQL with terms, goes out. Terms are written by pyoxigraph, which checks
and escapes them; text is never pasted into a query. Nothing here knows a graph: what a name means is for `names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal as OneOf
from typing import get_args

from pyoxigraph import Literal, NamedNode

from kg.edtf import parse_edtf
from kg.errors import UnknownName, UsageError
from kg.vocabulary import PREFIXES, XSD

Term = NamedNode | Literal
Argument = Term | tuple[Term, ...]
ParameterType = OneOf["actor", "issue", "resolution", "document", "date", "integer", "text", "choice"]
NAMED_TYPES = ("actor", "issue", "resolution", "document")
PARAMETER_TYPES: tuple[ParameterType, ...] = get_args(ParameterType)

# What can hold a `$` that is no parameter, as the tokens of SPARQL 1.1 (section 19.8) have it, before the parameter.
_TOKEN = re.compile(
    r"""#[^\n\r]*|<[^\x00-\x20<>"{}|^`\\]*>|\\."""
    r"""|\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}"""
    r"""|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'"""
    r"""|[$?](?P<name>[\w\u00b7\u0300-\u036f\u203f\u2040]+)""",
    re.DOTALL,
)
_SCHEMES = ("http://", "https://", "urn:")


@dataclass(frozen=True)
class Parameter:
    """A parameter as a header declares it.

    `default` is what a user would type, `edge` which day of a vague date counts; of a parameter with `many`, several
    things can be named, which the query gets as a list for `IN ($name)`.
    """

    name: str
    type: ParameterType
    help: str = ""
    required: bool = False
    default: str | None = None
    edge: OneOf["start", "end"] = "start"
    choices: Mapping[str, str | None] = field(default_factory=dict)
    many: bool = False


@dataclass(frozen=True)
class Token:
    """One variable of a query: `sigil` is `$` or `$_` (a parameter) or `?`; `line` counts from 1.

    Offsets are code points. A parameter that is called as a column of the answer is, is written with `$_`.
    """

    sigil: str
    name: str
    start: int
    end: int
    line: int


def find_tokens(sparql: str) -> Iterator[Token]:
    """The variables of a query, outside strings, comments and IRIs, in the order of the text."""
    for match in _TOKEN.finditer(sparql):
        if match["name"] is not None:
            line = sparql.count("\n", 0, match.start()) + 1
            sigil = "$_" if match[0].startswith("$_") else match[0][0]
            yield Token(sigil, match[0].removeprefix(sigil), match.start(), match.end(), line)


def fill(sparql: str, terms: Mapping[str, Argument]) -> str:
    """Put each term (of several, a list with commas) in the place of its tokens; others stay variables.

    Raises UnknownName for a term that no token of the query uses, UsageError for an IRI that is not http, https or urn.
    """
    written = {name: _format_argument(argument) for name, argument in terms.items()}
    tokens = [token for token in find_tokens(sparql) if token.sigil != "?"]
    used = {token.name for token in tokens}
    for name in written.keys() - used:
        raise UnknownName("parameter", name, known=sorted(used))
    pieces, position = [], 0
    for token in tokens:
        pieces += [sparql[position : token.start], written.get(token.name, sparql[token.start : token.end])]
        position = token.end
    return "".join((*pieces, sparql[position:]))


def _format_argument(argument: Argument) -> str:
    return ", ".join(map(format_term, argument)) if isinstance(argument, tuple) else format_term(argument)


def format_term(term: Term) -> str:
    """A term as SPARQL; an xsd:integer as plain digits, so that it can stand in LIMIT."""
    if isinstance(term, NamedNode):
        if not term.value.startswith(_SCHEMES):
            raise UsageError(f"{term.value!r} is not an http, https or urn IRI")
        return str(term)
    if term.datatype == XSD.integer:
        if re.fullmatch(r"[0-9]+", term.value):
            return term.value
        raise UsageError(f"{term.value!r} is not a whole number from 0 up")
    return _guard_escapes(str(term))


def _guard_escapes(written: str) -> str:
    # Some tools (rdflib among them) expand \uXXXX in the whole query before they parse it, and would make a quotation
    # mark of the text \u0022, written \\u0022. An escaped u after the escaped backslash reads alike everywhere.
    return re.sub(r"\\\\[uU]|\\.", lambda m: f"\\\\\\u{ord(m[0][2]):04X}" if len(m[0]) == 3 else m[0], written)


@contextmanager
def naming(parameter: Parameter) -> Iterator[None]:
    """Let what is raised of a parameter's value say whose value it is."""
    try:
        yield
    except UsageError as error:
        error.argument = parameter.name
        raise


def check_period(terms: Mapping[str, Argument]) -> None:
    """Raise UsageError for a time that ends before it begins; `since` and `until` are its ends in every query."""
    since, until = terms.get("since"), terms.get("until")
    if isinstance(since, Literal) and isinstance(until, Literal) and until.value < since.value:
        raise UsageError(f"the time ends on {until.value}, before it begins on {since.value}")


def check_pair(terms: Mapping[str, Argument]) -> None:
    """Raise UsageError where one thing is both sides of a pair; `a` and `b` are its sides in every query."""
    if "a" in terms and terms["a"] == terms.get("b"):
        error = UsageError("names the same as a, and the query is about two")
        error.argument = "b"
        raise error


def parse_value(parameter: Parameter, text: str) -> Term:
    """The term that a user's text stands for, for all types that need no graph. Raises UsageError."""
    with naming(parameter):
        return _parse(parameter, text)


def _parse(parameter: Parameter, text: str) -> Term:
    match parameter.type:
        case "date":
            return _parse_date(parameter, text)
        case "integer":
            return _parse_integer(text)
        case "choice":
            return _parse_choice(parameter, text)
        case "text":
            return _parse_text(text)
        case _:
            raise TypeError(f"a {parameter.type} is looked up in the graph")


def _parse_date(parameter: Parameter, text: str) -> Literal:
    try:
        span = parse_edtf(text.strip())
    except ValueError as error:
        raise UsageError(str(error)) from error
    day = span.earliest if parameter.edge == "start" else span.latest
    if day is None:
        raise UsageError(f"{text!r} has no {'first' if parameter.edge == 'start' else 'last'} day")
    return Literal(day.isoformat(), datatype=XSD.date)


def _parse_integer(text: str) -> Literal:
    if not re.fullmatch(r"\s*[0-9]{1,9}\s*", text):
        raise UsageError(f"{text!r} is not a whole number from 0 up")
    return Literal(str(int(text)), datatype=XSD.integer)


def _parse_choice(parameter: Parameter, text: str) -> Term:
    folded = {name.casefold(): name for name in parameter.choices}
    name = folded.get(text.strip().casefold())
    if name is None:
        raise UsageError(f"{text!r} is not one of {', '.join(parameter.choices)}")
    target = parameter.choices[name]
    return Literal(name) if target is None else NamedNode(expand_curie(target, PREFIXES) or target)


def _parse_text(text: str) -> Literal:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError(f"the text is not Unicode (position {error.start})") from error
    return Literal(text)


def expand_curie(text: str, prefixes: Mapping[str, str]) -> str | None:
    """The IRI that a compact IRI such as `sp:support` stands for; None where it has no known prefix."""
    prefix, colon, local = text.partition(":")
    return prefixes[prefix] + local if colon and prefix in prefixes else None
