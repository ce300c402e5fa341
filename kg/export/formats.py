"""The formats that graphs are written in, and how a file name tells which.

Turtle, TriG and RDF/XML are written here; N-Quads and N-Triples are the sorted lines; JSON-LD is pyoxigraph's, fed in
sorted order. Turtle, N-Triples and RDF/XML cannot hold named graphs: they get the union of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO, Final, Literal

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from kg.export.lines import MEMORY, Rests, group_lines, sort_lines, split_rest
from kg.export.turtle import write_trig, write_turtle
from kg.export.xml import format_xml
from kg.files import unknown_suffix
from kg.vocabulary import PREFIXES

Format = Literal["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"]
FORMATS: Final[Mapping[Format, tuple[str, ...]]] = MappingProxyType(
    {
        "turtle": (".ttl", ".turtle"),
        "trig": (".trig",),
        "nquads": (".nq", ".nquads"),
        "ntriples": (".nt",),
        "jsonld": (".jsonld", ".json"),
        "rdfxml": (".rdf", ".xml", ".owl"),
    }
)


def guess_format(path: str | PurePath) -> Format:
    """The format of a file by its suffix. Raises UsageError, which lists the suffixes."""
    suffix = PurePath(path).suffix.lower()
    for format, suffixes in FORMATS.items():
        if suffix in suffixes:
            return format
    raise unknown_suffix(path, "graphs", (suffix for suffixes in FORMATS.values() for suffix in suffixes))


def write(
    quads: Iterable[Quad] | Iterable[Triple],
    format: Format,
    stream: BinaryIO,
    prefixes: Mapping[str, str] = PREFIXES,
    *,
    base: str | None = None,
    memory: int = MEMORY,
) -> None:
    """Write a graph.

    `prefixes` and `base` shorten IRIs where the format can; those not used are not declared. Turtle, TriG, N-Quads
    and N-Triples of any size take about `memory` bytes; what does not fit waits in temporary files. Raises InputError
    for what the format cannot hold, before anything is written.
    """
    match format:
        case "turtle":
            write_turtle(group_lines(quads, memory), stream, prefixes, base, memory)
        case "trig":
            write_trig(group_lines(quads, memory), stream, prefixes, base, memory)
        case "nquads":
            _write_lines(group_lines(quads, memory), stream)
        case "ntriples":
            _write_lines(_without_graphs(group_lines(quads, memory)), stream)
        case "jsonld":
            stream.write(_format_json(sort_lines(quads)))
        case "rdfxml":
            stream.write(format_xml(sort_lines(quads), prefixes).encode())


def _write_lines(groups: Iterable[tuple[bytes, Rests]], stream: BinaryIO) -> None:
    for subject, rests in groups:
        head = subject + b" "
        stream.write(head + (b"\n" + head).join(sorted(set(rests))) + b"\n")


def _without_graphs(groups: Iterable[tuple[bytes, Rests]]) -> Iterator[tuple[bytes, Rests]]:
    for subject, rests in groups:
        triples = (split_rest(rest.decode())[:2] for rest in rests)
        yield subject, [f"{predicate} {object} .".encode() for predicate, object in triples]


def _format_json(lines: Iterable[str]) -> bytes:
    quads = parse("\n".join(lines), format=RdfFormat.N_QUADS)
    return (serialize(quads, format=RdfFormat.JSON_LD) or b"") + b"\n"
