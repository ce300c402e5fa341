"""N-Quads as lines, by subject and in order: the one form from which all formats are written.

Working on lines instead of term objects is what makes the writers quick: pyoxigraph writes and escapes them natively,
and Python only cuts them at spaces. Terms stay as N-Quads writes them: `<iri>`, `_:name`, `"text"@en`. Lines are
grouped before they are sorted, since sorting short lists is much quicker than sorting all lines; groups that outgrow
the memory go to temporary files.

Refused are control characters (tab, line feed, carriage return and form feed excepted), which many stores and all XML
choke on, and what only RDF 1.2 knows: triple terms and the direction of texts.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Final

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import InputError
from kg.export.runs import Record, Runs

# Bytes of lines that are held at a time, about; beyond them, they wait in temporary files.
MEMORY: Final = 1 << 28
# Few enough that an interruption is heard soon.
_AT_A_TIME: Final = 1 << 16
# Signs in the bytes that something may be wrong: cheap to look for, and looked at closely where they are found. Control
# characters are written by pyoxigraph as \b or \uXXXX, or, above U+007F, as they are.
_SIGNS: Final = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        (b"\\", rb"\\[ub]"), (b"\xc2", rb"\xc2[\x80-\x9f]"), (b"<<(", rb"<<\("), (b"--", rb"--(?:ltr|rtl)")
    )
)  # fmt: skip
_CONTROL: Final = re.compile(r"(?<!\\)(?:\\\\)*(\\u00[0-9A-Fa-f]{2}|\\b)|([\x80-\x9f])")
_DIRECTION: Final = re.compile(r'"@[A-Za-z0-9-]+--(?:ltr|rtl)(?: <[^<>"]*>)? \.$')
# What Python takes besides: to keep one more line of a group, and one more text.
_POINTER: Final = 8
_ENTRY: Final = 120
_BETWEEN: Final = b"\x03"

# What follows a subject in its lines: "<predicate> <object> <graph> .", in any order and perhaps several times.
Rests = list[bytes]


def group_lines(quads: Iterable[Quad] | Iterable[Triple], memory: int = MEMORY) -> Iterator[tuple[bytes, Rests]]:
    """The lines of a graph by subject, in the order of code points; all quads are read before the first is yielded.

    Blank nodes get the names of RDFC-1.0 (RDF Dataset Canonicalization), so that they too are the same on every run;
    for that, all quads of a graph that has one must fit into memory. Raises InputError for what cannot be written.
    """
    with _Groups(memory) as groups:
        parts = _write_parts(quads)
        for data in parts:
            new = groups.add(data)
            if any(sign in new and pattern.search(new) for sign, pattern in _SIGNS):
                _check(data)
            if b"_:" in new and _has_blank_nodes(data):
                yield from _group_named([*groups.lines(), *parts])
                return
        yield from groups.sorted()


def _group_named(parts: Iterable[bytes]) -> Iterator[tuple[bytes, Rests]]:
    """The lines of a graph with blank nodes, by subject."""
    dataset = Dataset(parse(b"".join(parts), format=RdfFormat.N_QUADS))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    data = serialize(dataset, format=RdfFormat.N_QUADS) or b""
    _check(data)
    groups = _Groups(sys.maxsize)
    groups.add(data)
    return groups.sorted()


def sort_lines(quads: Iterable[Quad] | Iterable[Triple], memory: int = MEMORY) -> Iterator[str]:
    """The N-Quads of a graph, each line once, in the order of code points, without the line ends."""
    for subject, rests in group_lines(quads, memory):
        head = subject.decode() + " "
        for rest in sorted(set(rests)):
            yield head + rest.decode()


def split_line(line: str) -> tuple[str, str, str, str]:
    """Subject, predicate, object and graph of a line; the graph is empty for the default graph."""
    subject, rest = line.split(" ", 1)
    return subject, *split_rest(rest)


def split_rest(rest: str) -> tuple[str, str, str]:
    """Predicate, object and graph of what follows a subject; the graph is empty for the default graph."""
    predicate, rest = rest.split(" ", 1)
    end = rest.index(" ", rest.rindex('"') if rest[0] == '"' else 0)
    return predicate, rest[:end], rest[end + 1 : -2].rstrip()


class _Groups:
    """Lines by subject, in memory as far as they fit."""

    def __init__(self, memory: int) -> None:
        self._memory, self._held = memory, 0
        self._groups: defaultdict[bytes, Rests] = defaultdict(list)
        # Votes and types end alike in thousands of lines; each end is kept once.
        self._rests: dict[bytes, bytes] = {}
        self._runs = Runs()

    def __enter__(self) -> _Groups:
        return self

    def __exit__(self, *error: object) -> None:
        self._runs.__exit__(*error)

    def add(self, data: bytes) -> bytes:
        """Take in some lines, and say which subjects and ends of lines are new, as far as they are remembered."""
        groups, rests, keep = self._groups, self._rests, self._rests.setdefault
        subjects_before, rests_before = len(groups), len(rests)
        # Not splitlines: it would also cut at characters that stand in texts.
        lines = data.removesuffix(b"\n").split(b"\n")
        for line in lines:
            subject, _, rest = line.partition(b" ")
            groups[subject].append(keep(rest, rest))
        new = [
            *islice(reversed(groups), len(groups) - subjects_before),
            *islice(reversed(rests), len(rests) - rests_before),
        ]
        self._hold(sum(map(len, new)) + _ENTRY * len(new) + _POINTER * len(lines))
        return b"\n".join(new)

    def _hold(self, size: int) -> None:
        self._held += size
        if self._held > self._memory:
            self._runs.put(self._sort())
            self._groups.clear()
            self._rests.clear()
            self._held = 0

    def sorted(self) -> Iterator[tuple[bytes, Rests]]:
        """Each subject with its rests, in the order of code points."""
        if not self._runs:
            for subject in sorted(self._groups):
                yield subject, self._groups[subject]
            return
        for subject, records in groupby(self._runs.merge(self._sort()), lambda record: record[0]):
            yield subject, [rest for _, value in records for rest in value.split(_BETWEEN)]

    def lines(self) -> Iterator[bytes]:
        """All lines, with their ends."""
        for subject, rests in self.sorted():
            yield from (subject + b" " + rest + b"\n" for rest in rests)

    def _sort(self) -> Iterator[Record]:
        return ((subject, _BETWEEN.join(self._groups[subject])) for subject in sorted(self._groups))


def _write_parts(quads: Iterable[Quad] | Iterable[Triple]) -> Iterator[bytes]:
    iterator: Iterator[Quad | Triple] = iter(quads)
    while data := serialize(islice(iterator, _AT_A_TIME), format=RdfFormat.N_QUADS):  # type: ignore[arg-type]
        yield data


def _has_blank_nodes(data: bytes) -> bool:
    return any(term.startswith("_:") for line in data.decode().split("\n") if "_:" in line for term in split_line(line))


def _check(data: bytes) -> None:
    for line in data.decode().split("\n"):
        if "<<(" in line.split('"', 1)[0] or _DIRECTION.search(line):
            raise InputError(f"only RDF 1.2 can say this, and no format here can write it: {line[:120]}")
        if match := _CONTROL.search(line):
            subject, predicate, *_ = split_line(line)
            character = match[2] or ("\b" if match[1] == "\\b" else chr(int(match[1][2:], 16)))
            raise InputError(f"the {predicate} of {subject} holds the control character U+{ord(character):04X}")
