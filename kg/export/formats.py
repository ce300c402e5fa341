"""The formats that graphs are written in, and how a file name tells which.

Turtle and TriG are written here; N-Quads are the sorted lines; JSON-LD and RDF/XML are pyoxigraph's, fed in
sorted order. Turtle and RDF/XML cannot hold named graphs: they get the union of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO, Final, Literal

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from kg.errors import InputError, UsageError
from kg.export.lines import drop_graphs, sort_lines, split_line
from kg.export.turtle import format_trig, format_turtle
from kg.vocabulary import PREFIXES

Format = Literal["turtle", "trig", "nquads", "jsonld", "rdfxml"]
FORMATS: Final[Mapping[Format, tuple[str, ...]]] = MappingProxyType(
    {
        "turtle": (".ttl", ".turtle"),
        "trig": (".trig",),
        "nquads": (".nq", ".nquads", ".nt"),
        "jsonld": (".jsonld", ".json"),
        "rdfxml": (".rdf", ".xml", ".owl"),
    }
)
# What no XML 1.0 document can hold (its section 2.2), of what a graph may.
_NOT_XML: Final = re.compile("[\ufffe\uffff]|\\\\f")
# A predicate becomes the name of an element: a namespace and a local name without a colon (Namespaces in XML, NCName).
_ELEMENT: Final = re.compile(r"<.*[^\w.\-:][^\W\d][\w.-]*>")


def guess_format(path: str | PurePath) -> Format:
    """The format of a file by its suffix. Raises UsageError, which lists the suffixes."""
    suffix = PurePath(path).suffix.lower()
    for format, suffixes in FORMATS.items():
        if suffix in suffixes:
            return format
    known = ", ".join(suffix for suffixes in FORMATS.values() for suffix in suffixes)
    raise UsageError(f"the suffix {suffix!r} of {path} names no format; expected one of {known}")


def write(
    quads: Iterable[Quad] | Iterable[Triple],
    format: Format,
    stream: BinaryIO,
    prefixes: Mapping[str, str] = PREFIXES,
    *,
    base: str | None = None,
) -> None:
    """Write a graph.

    `prefixes` and `base` shorten IRIs where the format can; those not used are not declared. Raises InputError for what
    the format cannot hold, before anything is written.
    """
    lines = sort_lines(quads)
    match format:
        case "turtle":
            stream.write(format_turtle(lines, prefixes, base).encode())
        case "trig":
            stream.write(format_trig(lines, prefixes, base).encode())
        case "nquads":
            stream.write("".join(f"{line}\n" for line in lines).encode())
        case "jsonld":
            stream.write(_format(lines, RdfFormat.JSON_LD, {}) + b"\n")
        case "rdfxml":
            stream.write(_format_xml(drop_graphs(lines), prefixes))


def _format(lines: Iterable[str], format: RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    quads = parse("\n".join(lines), format=RdfFormat.N_QUADS)
    return serialize(quads, format=format, prefixes=dict(prefixes)) or b""


def _format_xml(lines: list[str], prefixes: Mapping[str, str]) -> bytes:
    predicates = {split_line(line)[1] for line in lines}
    for predicate in sorted(predicates):
        if not _ELEMENT.fullmatch(predicate):
            raise InputError(f"RDF/XML cannot name the property {predicate}; write Turtle instead")
    if bad := next((line for line in lines if _NOT_XML.search(line)), None):
        subject, predicate, *_ = split_line(bad)
        raise InputError(f"the {predicate} of {subject} holds a character that XML cannot; write Turtle instead")
    used = {name: iri for name, iri in prefixes.items() if any(term.startswith(f"<{iri}") for term in predicates)}
    # An XML reader would turn a bare carriage return into a line feed (XML 1.0, section 2.11).
    return _format(lines, RdfFormat.RDF_XML, dict(sorted(used.items()))).replace(b"\r", b"&#13;")
