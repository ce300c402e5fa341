"""Places of a network's nodes: near what they are tied to, far enough from others that labels can be read.

Ties and the room that each node needs come in, places in pixels go out, the same ones for the same ties.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.errors import MissingExtra

if TYPE_CHECKING:
    from networkx import Graph

Place = tuple[float, float]
_SEED, _ROUNDS, _GAP = 7, 120, 10.0


def place_nodes(
    ties: Mapping[tuple[str, str], float], rooms: Mapping[str, Place], width: float
) -> tuple[dict[str, Place], Place]:
    """The places of all nodes, and the width and height that they take.

    `ties` are weights by pair of nodes, `rooms` how wide and high each node is with its label.
    """
    parts = [_place_part(part, rooms) for part in _parts(ties, rooms)]
    return _pack(parts, rooms, width)


def _parts(ties: Mapping[tuple[str, str], float], rooms: Mapping[str, Place]) -> list[Graph[str]]:
    try:
        import networkx
    except ImportError as error:
        raise MissingExtra("a picture of a network", "networkx", "plot") from error
    graph: Graph[str] = networkx.Graph()
    graph.add_nodes_from(rooms)
    for (one, other), weight in ties.items():
        if one != other:
            before = graph.get_edge_data(one, other, {"weight": 0})["weight"]
            graph.add_edge(one, other, weight=before + math.log2(1 + weight))
    order = list(rooms)
    members = [sorted(part, key=order.index) for part in networkx.connected_components(graph)]
    return [_subgraph(graph, part) for part in sorted(members, key=lambda part: (-len(part), order.index(part[0])))]


def _subgraph(graph: Graph[str], nodes: Sequence[str]) -> Graph[str]:
    """The part with its nodes in order: networkx's own keeps them in the order of a set."""
    part = graph.__class__()
    part.add_nodes_from(nodes)
    part.add_edges_from((one, other, graph[one][other]) for one in nodes for other in graph[one] if one < other)
    return part


def _place_part(part: Graph[str], rooms: Mapping[str, Place]) -> dict[str, Place]:
    import networkx

    nodes = list(part)
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    # A few nodes stand close; labels push them apart as far as they must.
    scale = min(70 * math.sqrt(len(nodes)), 40 * len(nodes) ** 0.65)
    found = networkx.spring_layout(part, seed=_SEED, iterations=200, k=1.6 / math.sqrt(len(nodes)))
    # Labels lie, so that a picture needs more width than height.
    places = [[float(found[node][0]) * scale * 1.35, float(found[node][1]) * scale] for node in nodes]
    _push_apart(places, [rooms[node] for node in nodes])
    return {node: (x, y) for node, (x, y) in zip(nodes, places, strict=True)}


def _push_apart(places: list[list[float]], rooms: Sequence[Place]) -> None:
    """Move overlapping boxes away from each other, along the shorter way, until none overlap."""
    widest = max(room[0] for room in rooms) + _GAP
    for _ in range(_ROUNDS):
        moved = False
        # Along the x axis, only the nodes up to the widest label away can overlap.
        order = sorted(range(len(places)), key=lambda node: (places[node][0], node))
        for place, first in enumerate(order):
            for second in order[place + 1 :]:
                if places[second][0] - places[first][0] > widest:
                    break
                moved |= _push(places[first], places[second], rooms[first], rooms[second])
        if not moved:
            return


def _push(one: list[float], other: list[float], room: Place, other_room: Place) -> bool:
    across = (room[0] + other_room[0]) / 2 + _GAP - abs(one[0] - other[0])
    down = (room[1] + other_room[1]) / 2 + _GAP - abs(one[1] - other[1])
    if across <= 0 or down <= 0:
        return False
    axis = 0 if across < down else 1
    step = min(across, down) / 2 + 0.01
    sign = 1.0 if one[axis] >= other[axis] else -1.0
    one[axis] += sign * step
    other[axis] -= sign * step
    return True


def _pack(
    parts: Sequence[Mapping[str, Place]], rooms: Mapping[str, Place], width: float
) -> tuple[dict[str, Place], Place]:
    """Put the parts beside each other in lines, the largest first."""
    boxes = [_box(part, rooms) for part in parts]
    room = max(width, boxes[0][2] - boxes[0][0]) if boxes else width
    placed: dict[str, Place] = {}
    left = top = line = right = 0.0
    for part, (x0, y0, x1, y1) in zip(parts, boxes, strict=True):
        if left and left + x1 - x0 > room:
            left, top, line = 0.0, top + line + 2 * _GAP, 0.0
        placed |= {node: (round(x - x0 + left, 1), round(y - y0 + top, 1)) for node, (x, y) in part.items()}
        left, line = left + x1 - x0 + 2 * _GAP, max(line, y1 - y0)
        right = max(right, left)
    return placed, (round(max(right, 1.0), 1), round(top + line, 1))


def _box(part: Mapping[str, Place], rooms: Mapping[str, Place]) -> tuple[float, float, float, float]:
    return (
        min(x - rooms[node][0] / 2 for node, (x, _) in part.items()),
        min(y - rooms[node][1] / 2 for node, (_, y) in part.items()),
        max(x + rooms[node][0] / 2 for node, (x, _) in part.items()),
        max(y + rooms[node][1] / 2 for node, (_, y) in part.items()),
    )
