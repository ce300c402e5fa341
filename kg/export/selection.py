"""What to export, so that it stands on its own: some source graphs, and what describes the things they refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.iris import Minter

# Quads of one graph, of one subject or (None) of all.
Find = Callable[[NamedNode | None, NamedNode], Iterable[Quad]]


def shared_graphs(minter: Minter) -> tuple[NamedNode, ...]:
    """The graphs that describe what sources refer to: things, the registry, time spans."""
    return tuple(minter.graph(name) for name in ("things", "registry", "time"))


def select(find: Find, graphs: Iterable[NamedNode], shared: Iterable[NamedNode]) -> Iterator[Quad]:
    """All quads of the graphs, then from the shared graphs the descriptions of all that these quads refer to.

    One step only: what a description refers to in turn is not described.
    """
    wanted, described = list(dict.fromkeys(graphs)), list(dict.fromkeys(shared))
    mentioned: dict[NamedNode, None] = {}
    for graph in wanted:
        for quad in find(None, graph):
            yield quad
            if isinstance(quad.object, NamedNode):
                mentioned[quad.object] = None
    for graph in described:
        if graph not in wanted:
            for thing in mentioned:
                yield from find(thing, graph)
