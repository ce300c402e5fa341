"""Turtle and TriG for people: sorted, grouped, abbreviated where that loses nothing.

In: lines of N-Quads by subject. Out: bytes. Of each document first itself, then its parts, passages by offset and
claims, each claim followed by its attributions and conditions; then what documents share. Of each subject first its
type and label, then its properties by name. Prefixes that are not used are not declared: what a graph takes is known
when all of its blocks are written, so these wait, in memory as far as they fit.

Sources: RDF 1.1 Turtle, section 6.5 (grammar); RDF 1.1 TriG, section 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import BinaryIO, Final

from kg.export.lines import MEMORY, Rests, split_rest
from kg.export.runs import Record, Runs
from kg.export.terms import REMEMBERED, TYPE, Terms, order_naturally
from kg.vocabulary import SP

# A property and value as they are written, after what orders them and their graph, before the rank of a type. Plain
# tuples, since those are what Python sorts quickest.
Row = tuple[str, str, str, str, int]
_GRAPH, _PREDICATE, _RANK = itemgetter(1), itemgetter(2), itemgetter(4)

_RANKS: Final[Mapping[str, int]] = {
    **{str(SP.Document): 0, str(SP.Passage): 1},
    **{
        str(SP[name]): 2
        for name in (
            "Position", "AgreementClaim", "RelationClaim", "EventRecord", "ResolutionRecord", "ActorRecord",
            "Attribution", "Condition",
        )
    },
}  # fmt: skip
_LAST_RANK: Final = 3
_DOCUMENT: Final = re.compile(r"<(?:(?!/graph/).)*?/doc/[^/#>]+")
_LINE: Final = (b"\n", b"\x03")


def write_turtle(
    groups: Iterable[tuple[bytes, Rests]],
    stream: BinaryIO,
    prefixes: Mapping[str, str],
    base: str | None = None,
    memory: int = MEMORY,
) -> None:
    """The union of all graphs in Turtle. IRIs below `base` (which ends in "/") are written relative to it."""
    terms = Terms(prefixes, base)
    rows = _Rows(terms)
    blocks = (
        (_order_subject(subject, found), _format_block(terms.write(subject), found, ""))
        for subject, found in ((subject.decode(), rows.union(rests)) for subject, rests in groups)
    )
    _write(blocks, terms, stream, memory)


def write_trig(
    groups: Iterable[tuple[bytes, Rests]],
    stream: BinaryIO,
    prefixes: Mapping[str, str],
    base: str | None = None,
    memory: int = MEMORY,
) -> None:
    """All graphs in TriG: the default graph first, then the named ones by their names."""
    terms = Terms(prefixes, base)
    _write(_format_graphs(groups, terms), terms, stream, memory)


def _format_graphs(groups: Iterable[tuple[bytes, Rests]], terms: Terms) -> Iterator[tuple[str, str]]:
    """The blocks of graphs with their sort keys; where a graph opens and closes is a block of its own."""
    rows = _Rows(terms)
    opened = {""}
    for subject, rests in groups:
        for graph, found in rows.by_graph(rests):
            order, name = order_naturally(graph) + "\0", subject.decode()
            if graph not in opened:
                opened.add(graph)
                yield order, f"\n{terms.write(graph)} {{"
                yield order + _CLOSES, "}\n"
            yield order + _order_subject(name, found), _format_block(terms.write(name), found, "  " if graph else "")


def _write(blocks: Iterable[tuple[str, str]], terms: Terms, stream: BinaryIO, memory: int) -> None:
    """The declarations, then all blocks by their keys."""
    with Runs() as runs:
        waiting: list[Record] = []
        held = 0
        for order, block in blocks:
            waiting.append((order.encode(), block.encode()))
            held += len(order) + len(block)
            if held > memory:
                runs.put(_join_lines(sorted(waiting)))
                waiting, held = [], 0
        waiting.sort()
        stream.write(terms.format_head().encode())
        if not runs:
            stream.writelines(block for _, block in waiting)
            return
        end, stand_in = _LINE
        for _, joined in runs.merge(_join_lines(waiting)):
            stream.write(joined.replace(stand_in, end))


def _join_lines(records: Iterable[Record]) -> Iterator[Record]:
    return ((order, block.replace(*_LINE)) for order, block in records)


def _format_block(subject: str, rows: Sequence[Row], indent: str) -> str:
    parts = [f"{predicate} {' , '.join([row[3] for row in found])}" for predicate, found in groupby(rows, _PREDICATE)]
    return f"\n{indent}{subject} " + f" ;\n{indent}    ".join(parts) + " .\n"


# Sorts behind the keys of all subjects.
_CLOSES: Final = "2"


def _order_subject(subject: str, rows: Iterable[Row]) -> str:
    match = _DOCUMENT.match(subject)
    rank = min(map(_RANK, rows))
    if match is None:
        return f"1\0{rank}{order_naturally(subject)}"
    return f"0{match[0]}\0{rank}{order_naturally(subject[match.end() :])}"


class _Rows:
    """The properties of a subject, in the order in which they are written."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._row = lru_cache(REMEMBERED)(self._parse)
        self._row_of_union = lru_cache(REMEMBERED)(self._parse_of_union)

    def union(self, rests: Rests) -> list[Row]:
        """Those of all graphs, each once."""
        return sorted(set(map(self._row_of_union, rests)))

    def by_graph(self, rests: Rests) -> Iterator[tuple[str, list[Row]]]:
        """Those of each graph."""
        rows = sorted(set(map(self._row, rests)))
        for graph in sorted(set(map(_GRAPH, rows))):
            yield graph, [row for row in rows if row[1] == graph]

    def _parse_of_union(self, rest: bytes) -> Row:
        order, _, predicate, value, rank = self._parse(rest)
        return order, "", predicate, value, rank

    def _parse(self, rest: bytes) -> Row:
        predicate, value, graph = split_rest(rest.decode())
        terms = self._terms
        order = f"{terms.order_predicate(predicate)}\0{order_naturally(value)}"
        rank = _RANKS.get(value, _LAST_RANK) if predicate == TYPE else _LAST_RANK
        return order, graph, terms.write_predicate(predicate), terms.write(value), rank
