"""N-Quads as sorted lines: the one form from which all formats are written.

Working on lines instead of term objects is what makes the writers quick: pyoxigraph writes and escapes them natively,
and Python only cuts them at spaces. Terms stay as N-Quads writes them: `<iri>`, `_:name`, `"text"@en`.

Refused are control characters (tab, line feed, carriage return and form feed excepted), which many stores and all XML
choke on, and what only RDF 1.2 knows: triple terms and the direction of texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import InputError

# Signs in the bytes that something may be wrong: cheap to look for, and looked at closely where they are found. Control
# characters are written by pyoxigraph as \b or \uXXXX, or, above U+007F, as they are.
_SIGNS: Final = tuple(map(re.compile, (rb"\\[ub]", rb"\xc2[\x80-\x9f]", rb"<<\(", rb"--(?:ltr|rtl)")))
_CONTROL: Final = re.compile(r"(?<!\\)(?:\\\\)*(\\u00[0-9A-Fa-f]{2}|\\b)|([\x80-\x9f])")
_DIRECTION: Final = re.compile(r'"@[A-Za-z0-9-]+--(?:ltr|rtl)(?: <[^<>"]*>)? \.$')


def sort_lines(quads: Iterable[Quad] | Iterable[Triple]) -> list[str]:
    """The N-Quads of a graph, each line once, in the order of code points, without the line ends.

    Blank nodes get the names of RDFC-1.0 (RDF Dataset Canonicalization), so that they too are the same on every run.
    Raises InputError for what cannot be written.
    """
    data = _write(quads)
    if any(sign.search(data) for sign in _SIGNS):
        _check(data)
    if b"_:" in data:
        dataset = Dataset(parse(data, format=RdfFormat.N_QUADS))
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        data = _write(dataset)
    # Not splitlines: it would also cut at characters that stand in texts, U+2028 for one.
    return sorted(set(data.decode().split("\n")) - {""})


def split_line(line: str) -> tuple[str, str, str, str]:
    """Subject, predicate, object and graph of a line; the graph is empty for the default graph."""
    subject, predicate, rest = line.split(" ", 2)
    end = rest.index(" ", rest.rindex('"') if rest[0] == '"' else 0)
    return subject, predicate, rest[:end], rest[end + 1 : -2].rstrip()


def _write(quads: Iterable[Quad] | Iterable[Triple]) -> bytes:
    return serialize(quads, format=RdfFormat.N_QUADS) or b""


def _check(data: bytes) -> None:
    for line in data.decode().split("\n"):
        if "<<(" in line.split('"', 1)[0] or _DIRECTION.search(line):
            raise InputError(f"only RDF 1.2 can say this, and no format here can write it: {line[:120]}")
        if match := _CONTROL.search(line):
            subject, predicate, *_ = split_line(line)
            character = match[2] or ("\b" if match[1] == "\\b" else chr(int(match[1][2:], 16)))
            raise InputError(f"the {predicate} of {subject} holds the control character U+{ord(character):04X}")
