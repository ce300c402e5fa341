"""RDF/XML, sorted: one rdf:Description a subject, one element a triple.

In: sorted lines of N-Quads. Out: text. pyoxigraph's own writer (0.5.13) is not used, because it writes carriage
returns as they are, which XML readers turn into line feeds, and makes elements without a name of some classes.

Source: RDF 1.1 XML Syntax; XML 1.0, sections 2.2 (characters) and 2.11 (line ends); Namespaces in XML 1.0 (names).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kg.errors import InputError
from kg.export.lines import split_line
from kg.vocabulary import RDF

# Narrower than what XML calls a name, as old parsers are. Colons would be prefixes.
_ELEMENT: Final = re.compile(r"<(.*[^A-Za-z0-9_.\-])([A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]"
                             r"[A-Za-z0-9_.\-\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]*)>")  # fmt: skip
# Section 5.1: what these mean as elements or attributes is not a property of that name.
_RESERVED: Final = frozenset(
    "RDF Description ID about parseType resource nodeID datatype li aboutEach aboutEachPrefix bagID".split()
)
_NOT_XML: Final = re.compile(r"(?<!\\)(?:\\\\)*\\(?:f|uFFF[EF])|[\ufffe\uffff]")
_PREFIX: Final = re.compile(r"(?!rdf$|xml)[A-Za-z][A-Za-z0-9]*")
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPED: Final = {"n": "\n", "r": "\r", "t": "\t"}
_LITERAL: Final = re.compile(r'"(.*)"(?:@([A-Za-z0-9-]+)|\^\^<(.*)>)?', re.DOTALL)
# A bare carriage return would be read as a line feed.
_ENTITIES: Final = {"\r": "&#13;"}


def format_xml(lines: Iterable[str], prefixes: Mapping[str, str]) -> str:
    """The union of all graphs in RDF/XML. Raises InputError for what XML cannot hold."""
    subjects: dict[str, list[tuple[str, str]]] = {}
    for subject, predicate, value in sorted({split_line(line)[:3] for line in lines}):
        _check(subject, predicate, value)
        subjects.setdefault(subject, []).append((predicate, value))
    names = _name_namespaces({predicate for triples in subjects.values() for predicate, _ in triples}, prefixes)
    spaces = "".join(f"\n    xmlns:{name}={quoteattr(iri)}" for iri, name in sorted(names.items(), key=lambda n: n[1]))
    body = "".join(_format_subject(subject, triples, names) for subject, triples in subjects.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n{body}</rdf:RDF>\n'


def _check(subject: str, predicate: str, value: str) -> None:
    _split_name(predicate)
    if _NOT_XML.search(value):
        raise InputError(f"the {predicate} of {subject} holds a character that XML cannot hold; write Turtle instead")


def _split_name(predicate: str) -> tuple[str, str]:
    """Namespace and local name of a property. Raises InputError for one that cannot be an element."""
    match = _ELEMENT.fullmatch(predicate)
    if match is None or (match[1] == RDF.base and match[2] in _RESERVED):
        raise InputError(f"RDF/XML cannot name the property {predicate}; write Turtle instead")
    return match[1], match[2]


def _name_namespaces(predicates: set[str], prefixes: Mapping[str, str]) -> dict[str, str]:
    """A prefix for the namespace of every property: the given one, or ns1, ns2 …"""
    given = {iri: name for name, iri in sorted(prefixes.items(), reverse=True) if _PREFIX.fullmatch(name)}
    names = {RDF.base: "rdf"}
    for space in sorted({_split_name(predicate)[0] for predicate in predicates} - {RDF.base}):
        taken = {*names.values(), *prefixes}
        names[space] = given.get(space) or next(name for n in count(1) if (name := f"ns{n}") not in taken)
    return names


def _format_subject(subject: str, triples: Iterable[tuple[str, str]], names: Mapping[str, str]) -> str:
    properties = "".join(_format_property(predicate, value, names) for predicate, value in triples)
    return f"  <rdf:Description {_format_node(subject, 'about')}>\n{properties}  </rdf:Description>\n"


def _format_property(predicate: str, value: str, names: Mapping[str, str]) -> str:
    space, local = _split_name(predicate)
    tag = f"{names[space]}:{local}"
    match = _LITERAL.fullmatch(value)
    if match is None:
        return f"    <{tag} {_format_node(value, 'resource')}/>\n"
    text, language, datatype = match.groups()
    kind = (
        f" xml:lang={quoteattr(language)}" if language else f" rdf:datatype={quoteattr(datatype)}" if datatype else ""
    )
    return f"    <{tag}{kind}>{escape(_ESCAPE.sub(_unescape, text), _ENTITIES)}</{tag}>\n"


def _format_node(term: str, attribute: str) -> str:
    return f"rdf:nodeID={quoteattr(term[2:])}" if term[0] == "_" else f"rdf:{attribute}={quoteattr(term[1:-1])}"


def _unescape(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[1], match[1])
