"""A network: who is tied to whom, how, and by how many claims.

A table and its parts come in, a picture goes out. An arrow goes from the first end to the second; ties of one kind
between two are one arrow, the thicker the more rows say so.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.errors import UsageError
from kg.pictures.frame import Limits, Picture, Spec, count, make_picture, note_cut
from kg.pictures.labels import FACTS, join_facts, name_keys, tell, wrap_names
from kg.pictures.layout import Place, place_nodes
from kg.pictures.palette import BLACK, Look, find_look, make_looks
from kg.pictures.parts import read_number
from kg.queries.plots import Plot
from kg.queries.results import Row, Table

_WIDTH = 760.0
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [4, 6], [1, 4])
_LINE, _LETTER = 13, 6.0


@dataclass
class _Tie:
    """All rows that tie one node to another in one way."""

    weight: float = 0
    facts: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Disc:
    """A node as drawn: its middle, its radius and its label."""

    x: float
    y: float
    radius: float
    label: str


Ties = Mapping[tuple[str, str, str], _Tie]


def draw_network(table: Table, plot: Plot, title: str, limits: Limits) -> Picture:
    """The picture of a network; where there are too many nodes, those with most claims."""
    ties = _gather(table, plot)
    if not ties:
        raise UsageError("there is nothing to draw: no row of the answer has both ends")
    degree: Counter[str] = Counter()
    for (one, other, _), tie in ties.items():
        degree[one] += max(1, int(tie.weight))
        degree[other] += max(1, int(tie.weight))
    often = sorted(degree, key=lambda name: (-degree[name], name))[: limits.nodes]
    shown = {key: tie for key, tie in ties.items() if key[0] in often and key[1] in often}
    tied = {name for one, other, _ in shown for name in (one, other)}
    names = [name for name in often if name in tied]
    labels = wrap_names(names, 22, 2)
    looks = make_looks(_kinds(shown))
    rooms = {name: _room(label, _radius(degree[name])) for name, label in labels.items()}
    pairs: Counter[tuple[str, str]] = Counter()
    for (one, other, _), tie in shown.items():
        pairs[one, other] += max(1, int(tie.weight))
    places, size = place_nodes(pairs, rooms, _WIDTH)
    discs = {name: _disc(labels[name], degree[name], place) for name, place in places.items()}
    loops = sum(one == other for one, other, _ in shown)
    notes = [
        *note_cut(len(names), len(degree), "nodes", "by number of claims"),
        *([f"{count(loops, 'tie', 'ties')} of a node to itself not drawn"] if loops else []),
    ]
    return make_picture(_body(_nodes(discs, degree), _edges(shown, discs, looks), looks, size), title, notes, size[0])


def _gather(table: Table, plot: Plot) -> Ties:
    first, second = (table.columns.index(name) for name in plot.ends)
    names = name_keys(table, [(row[place],) for row in table.rows for place in (first, second)])
    ties: defaultdict[tuple[str, str, str], _Tie] = defaultdict(_Tie)
    for row in table.rows:
        if row[first] is None or row[second] is None:
            continue
        tie = ties[names[row[first],], names[row[second],], _kind(table, plot, row)]
        weight = read_number(row[table.columns.index(plot.value[0])]) if plot.value else 1
        tie.weight += weight or 0
        tie.facts.append(tell(table, row, [*plot.value, *plot.hover]))
    return ties


def _kind(table: Table, plot: Plot, row: Row) -> str:
    if not plot.group:
        return ""
    cell = row[table.columns.index(plot.group[0])]
    look = find_look(cell)
    return look.word if look else table.text(cell) or "not said"


def _kinds(ties: Ties) -> list[str]:
    often = Counter(kind for _, _, kind in ties)
    return sorted(often, key=lambda kind: (-often[kind], kind))


def _radius(degree: int) -> float:
    return round(min(5 + 2 * math.sqrt(degree), 18), 1)


def _room(label: str, radius: float) -> Place:
    """The width and height of a node with its label under it."""
    lines = label.split("\n")
    return max(2 * radius, _LETTER * max(map(len, lines)) + 6), 2 * radius + _LINE * len(lines) + 4


def _disc(label: str, degree: int, place: Place) -> _Disc:
    radius = _radius(degree)
    return _Disc(place[0], round(place[1] - _room(label, radius)[1] / 2 + radius, 1), radius, label)


def _nodes(discs: Mapping[str, _Disc], degree: Mapping[str, int]) -> list[Spec]:
    return [
        {
            "x": disc.x,
            "y": disc.y,
            "label_y": round(disc.y + disc.radius + 3, 1),
            "label": disc.label.split("\n"),
            "area": round(math.pi * disc.radius**2, 1),
            "about": FACTS.join((name, count(degree[name], "claim", "claims"))),
        }
        for name, disc in discs.items()
    ]


def _edges(ties: Ties, discs: Mapping[str, _Disc], looks: Mapping[str, Look]) -> list[Spec]:
    """Ties as straight lines; several between two nodes run side by side."""
    between: Counter[frozenset[str]] = Counter()
    found = []
    for (one, other, kind), tie in ties.items():
        if one == other:
            continue
        pair = frozenset((one, other))
        number = between[pair]
        between[pair] += 1
        aside = (number + 1) // 2 * (1 if number % 2 else -1) * 7 * (1 if one < other else -1)
        words = f"{one} → {other}" + (f": {kind}" if kind else "")
        mark = {"kind": looks[kind].legend, "wide": round(min(1 + math.log2(max(tie.weight, 1)), 6), 2)}
        found.append(_line(discs[one], discs[other], aside) | mark | {"about": join_facts([[words], *tie.facts])})
    return found


def _line(one: _Disc, other: _Disc, aside: float) -> Spec:
    """From the rim of one disc to the tip of an arrow at the other's, so far aside of the straight line."""
    across, down = other.x - one.x, other.y - one.y
    length = math.hypot(across, down) or 1.0
    unit = (across / length, down / length)
    begin = min(one.radius + 1, length / 2)
    end = _stop(one, unit, length, other)
    shift = (-unit[1] * aside, unit[0] * aside)
    x, y, x2, y2 = (
        one.x + unit[0] * begin + shift[0],
        one.y + unit[1] * begin + shift[1],
        one.x + unit[0] * end + shift[0],
        one.y + unit[1] * end + shift[1],
    )
    angle = math.degrees(math.atan2(unit[1], unit[0])) + 90
    return {name: round(value, 1) for name, value in (("x", x), ("y", y), ("x2", x2), ("y2", y2), ("angle", angle))}


def _stop(one: _Disc, unit: Place, length: float, other: _Disc) -> float:
    """How far a line goes, so that its arrow stands free of the other disc and of the label under it."""
    end = max(length - other.radius - 4, length / 2)
    width, height = _room(other.label, other.radius)
    while end > length / 2:
        x, y = one.x + unit[0] * end - other.x, one.y + unit[1] * end - other.y
        if abs(x) > width / 2 or not other.radius - 2 < y < height - other.radius + 4:
            break
        end -= 2
    return end


def _body(nodes: list[Spec], edges: list[Spec], looks: Mapping[str, Look], size: Place) -> Spec:
    x = {"field": "x", "type": "quantitative", "scale": {"domain": [0, size[0]], "nice": False}, "axis": None}
    y = {"field": "y", "type": "quantitative", "scale": {"domain": [size[1], 0], "nice": False}, "axis": None}
    line = {"x": x, "y": y, "x2": {"field": "x2"}, "y2": {"field": "y2"}}
    colour, dash = _colour(looks), _dash(looks)
    width = {"field": "wide", "type": "quantitative", "scale": None, "legend": None}
    layers: list[Spec] = [
        {"mark": {"type": "rule", "opacity": 0.8, "aria": False}, "encoding": line | {
            "color": colour, "strokeDash": dash, "strokeWidth": width}},
        {"mark": {"type": "point", "shape": "triangle", "filled": True, "size": 55, "opacity": 1, "aria": False},
         "encoding": {"x": x | {"field": "x2"}, "y": y | {"field": "y2"}, "color": colour, "angle": {
             "field": "angle", "type": "quantitative", "scale": None}}},
        # A line is thin to point at; nobody sees the wide one over it.
        {"mark": {"type": "rule", "strokeWidth": 12, "opacity": 0.001, "tooltip": False},
         "encoding": line | {"description": {"field": "about"}}},
    ]  # fmt: skip
    return {
        "width": size[0],
        "height": size[1],
        "layer": [*({"data": {"values": edges}, **layer} for layer in layers), *_node_layers(nodes, x, y)],
    }


def _node_layers(nodes: list[Spec], x: Spec, y: Spec) -> list[Spec]:
    label_y = y | {"field": "label_y"}
    text: Spec = {"type": "text", "fontSize": 11, "baseline": "top", "lineHeight": _LINE, "aria": False}
    # The white rim keeps lines off the letters; the finished SVG paints it below them.
    rimmed = text | {"color": BLACK, "stroke": "#ffffff", "strokeWidth": 3, "strokeJoin": "round"}
    area = {"field": "area", "type": "quantitative", "scale": None, "legend": None}
    disc: Spec = {"type": "circle", "fill": "#4d4d4d", "stroke": "#ffffff", "strokeWidth": 1.5, "opacity": 1}
    about = {"description": {"field": "about"}}
    data = {"data": {"values": nodes}}
    words = {"x": x, "y": label_y, "text": {"field": "label"}}
    return [
        data
        | {
            "mark": disc | {"tooltip": False},
            "encoding": {"x": x, "y": y, "size": area, **about},
        },
        data | {"mark": rimmed, "encoding": words},
    ]


def _colour(looks: Mapping[str, Look]) -> Spec:
    if set(looks) == {""}:
        return {"value": "#8c8c8c"}
    shown = {look.legend: look.colour for look in looks.values()}
    legend = {"symbolType": "stroke", "symbolSize": 500, "symbolStrokeWidth": 3}
    scale = {"domain": list(shown), "range": list(shown.values())}
    return {"field": "kind", "type": "nominal", "scale": scale, "legend": legend}


def _dash(looks: Mapping[str, Look]) -> Spec:
    if set(looks) == {""}:
        return {"value": [1, 0]}
    shown = list(dict.fromkeys(look.legend for look in looks.values()))
    dashes = [_DASHES[number % len(_DASHES)] for number in range(len(shown))]
    return {"field": "kind", "type": "nominal", "scale": {"domain": shown, "range": dashes}, "legend": {}}
