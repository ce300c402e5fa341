"""Differences as RDF: the quads that were taken away and added, as lines or as two named graphs.

In: pairs of lines. Out: text that `sort`, `grep` and `wc` can work on, a line a quad under `-` or `+`; or quads for any
format that holds graphs, those taken away in one graph and those added in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.differences.comparing import Pair

REMOVED: Final = NamedNode("urn:standpoint:removed")
ADDED: Final = NamedNode("urn:standpoint:added")


def patch_lines(pairs: Iterable[Pair]) -> Iterator[str]:
    """A line for each quad that only one side has: `- <s> <p> <o> <g> .` or with `+`, by subject."""
    for pair in pairs:
        subject = pair.subject.decode()
        yield from (f"- {subject} {rest.decode()}\n" for rest in sorted(pair.before - pair.after))
        yield from (f"+ {subject} {rest.decode()}\n" for rest in sorted(pair.after - pair.before))


def patch_quads(pairs: Iterable[Pair]) -> Iterator[Quad]:
    """The triples that only one side has, in the graph REMOVED or ADDED."""
    for pair in pairs:
        for graph, rests in ((REMOVED, pair.before - pair.after), (ADDED, pair.after - pair.before)):
            for quad in parse_rests(pair.subject, rests):
                yield Quad(quad.subject, quad.predicate, quad.object, graph)


def parse_rests(subject: bytes, rests: Iterable[bytes]) -> Iterator[Quad]:
    """The quads of a subject's lines."""
    lines = b"".join(subject + b" " + rest + b"\n" for rest in sorted(rests))
    return parse(lines, format=RdfFormat.N_QUADS)
