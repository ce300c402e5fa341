"""A timeline: what lay when, each thing on a line of its own; a position over time is a timeline of stances.

A table and its parts come in, a picture goes out. Dates are as honest as their sources: a day is a point, a period a
bar, and what is only known to lie within a month or a year a light bar with a hollow point. What has no date is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.edtf import Span, parse_edtf
from kg.pictures.frame import Limits, Picture, Spec, count, label_width, make_picture, note_cut, row_axis, row_step
from kg.pictures.labels import head, join_facts, name_keys, tell, wrap_names
from kg.pictures.palette import Look, find_look, make_looks
from kg.queries.plots import Plot
from kg.queries.results import Cell, Row, Table

_LENGTH = 640
_SHORTEST = timedelta(days=10)


@dataclass(frozen=True)
class _Item:
    """One row with its line, its time (both days included; None is open), and whether the time is a mere frame."""

    name: str
    first: date | None
    last: date | None
    vague: bool
    word: str
    conditional: bool
    facts: tuple[str, ...]


def draw_timeline(table: Table, plot: Plot, title: str, limits: Limits) -> Picture:
    """The picture of a timeline; lines stand in the order of the answer."""
    items, undated = _gather(table, plot)
    often = Counter(item.name for item in items)
    kept = {name for name, _ in often.most_common(limits.rows)}
    shown = [name for name in often if name in kept]
    looks = make_looks(word for word, _ in Counter(item.word for item in items).most_common())
    labels = wrap_names(shown, 46, 2)
    order = "the first of the answer" if max(often.values(), default=1) == 1 else "by number of dates"
    notes = [
        *note_cut(len(shown), len(often), f"values of {' and '.join(map(head, plot.rows))}", order),
        *([f"{count(undated, 'row has', 'rows have')} no date and cannot be placed"] if undated else []),
    ]
    marks = _marks([item for item in items if item.name in kept], labels, looks)
    if any(mark["vague"] for mark in marks):
        notes.append("light bar, hollow sign: some time in it, the source is no more exact")
    body = _body(list(labels.values()), marks, looks if plot.group else {})
    return make_picture(body, title, notes, label_width(list(labels.values())) + _LENGTH)


def _gather(table: Table, plot: Plot) -> tuple[list[_Item], int]:
    places = [table.columns.index(name) for name in plot.rows]
    keys = [tuple(row[place] for place in places) for row in table.rows]
    names = name_keys(table, keys)
    items, undated = [], 0
    for row, key in zip(table.rows, keys, strict=True):
        time = _read_time([row[table.columns.index(name)] for name in plot.date])
        if time is None:
            undated += 1
            continue
        facts = tell(table, row, [*plot.group, *plot.date, *plot.condition, *plot.hover])
        conditional = any(table.text(row[table.columns.index(name)]) for name in plot.condition)
        items.append(_Item(names[key], *time, _word(table, plot, row), conditional, (names[key], *facts)))
    return items, undated


def _word(table: Table, plot: Plot, row: Row) -> str:
    if not plot.group:
        return ""
    cell = row[table.columns.index(plot.group[0])]
    look = find_look(cell)
    return look.word if look else table.text(cell) or "not said"


def _read_time(cells: Sequence[Cell]) -> tuple[date | None, date | None, bool] | None:
    """First day, last day, and whether they only frame the time; None where nothing is known."""
    spans = [_read_span(cell) for cell in cells]
    if len(spans) == 2:
        begin, end = (spans[0] or spans[1]), (spans[1] or spans[0])
        first, last = (begin.earliest if begin else None), (end.latest if end else None)
        return (first, last, False) if first or last else None
    span = spans[0]
    if span is None or not (span.earliest or span.latest):
        return None
    exact = span.precision in ("day", "interval") and not set(span.edtf) & set("?~%")
    return span.earliest, span.latest, not exact


def _read_span(cell: Cell) -> Span | None:
    if cell is None:
        return None
    try:
        return parse_edtf(cell.value)
    except ValueError:
        return None


def _marks(items: Iterable[_Item], labels: Mapping[str, str], looks: Mapping[str, Look]) -> list[Spec]:
    known = list(items)
    days = [day for item in known for day in (item.first, item.last) if day]
    edge = max((max(days) - min(days)) / 30, _SHORTEST) if days else _SHORTEST
    merged: dict[tuple[str, date | None, date | None, bool, str], list[_Item]] = {}
    for item in known:
        merged.setdefault((item.name, item.first, item.last, item.vague, item.word), []).append(item)
    return [_mark(same, labels, looks, edge) for same in merged.values()]


def _mark(same: Sequence[_Item], labels: Mapping[str, str], looks: Mapping[str, Look], edge: timedelta) -> Spec:
    item = same[0]
    look = looks[item.word]
    first = item.first or _shift(item.last, -edge)
    last = item.last or _shift(item.first, edge)
    until = _shift(last, timedelta(days=1))
    arrow = "◂" if item.first is None else "▸" if item.last is None else ""
    return {
        "line": labels[item.name],
        "from": first.isoformat(),
        "until": until.isoformat(),
        "middle": (first + (last - first) / 2).isoformat() if item.vague or arrow else first.isoformat(),
        "bar": (item.last != item.first),
        "vague": item.vague,
        "kind": look.legend,
        "shape": look.shape,
        "colour": look.colour,
        "sign": look.sign + "*" * any(one.conditional for one in same),
        "arrow": arrow,
        "arrow_at": (first if item.first is None else until).isoformat(),
        "about": join_facts([one.facts for one in same]),
    }


def _shift(day: date | None, by: timedelta) -> date:
    """The day moved, no further than the calendar goes."""
    assert day is not None
    try:
        return day + by
    except OverflowError:
        return day


def _body(lines: list[str], marks: list[Spec], looks: Mapping[str, Look]) -> Spec:
    axis = {"orient": "top", "title": None, "tickCount": 8, "labelOverlap": True, "labelFlush": False, "format": None}
    del axis["format"]
    time = {"type": "temporal", "scale": {"type": "utc", "nice": True}}
    y = {"field": "line", "type": "nominal", "sort": lines, "scale": {"domain": lines}, "axis": row_axis(grid=True)}
    signs = any(mark["sign"] for mark in marks)
    step = row_step(lines, 30 if signs else 24)
    bar = {"type": "bar", "height": 10, "tooltip": False}
    ends = {"x": {"field": "from", **time, "axis": axis}, "x2": {"field": "until"}}
    colour = _scale("colour", looks)
    opacity = {"condition": {"test": "datum.vague", "value": 0.3}, "value": 0.85}
    layers: list[Spec] = [
        {
            "transform": [{"filter": "datum.bar"}],
            "mark": bar,
            "encoding": {**ends, "color": colour, "opacity": opacity, "description": {"field": "about"}},
        },
        {
            "mark": {"type": "point", "size": 80, "strokeWidth": 1.5, "opacity": 1, "tooltip": False},
            "encoding": {
                "x": {"field": "middle", **time, "axis": axis},
                "stroke": colour,
                "fill": {"condition": {"test": "datum.vague", "value": "#ffffff"}, **colour},
                "shape": _scale("shape", looks),
                "description": {"field": "about"},
            },
        },
        _words("arrow", "arrow_at", time, {"fontSize": 14}),
        _words("sign", "middle", time, {"fontSize": 11, "fontWeight": "bold", "dy": -10}),
    ]
    return {
        "width": _LENGTH,
        "height": {"step": step},
        "data": {"values": marks},
        "layer": layers,
        "encoding": {"y": y},
    }


def _words(name: str, at: str, time: Spec, style: Spec) -> Spec:
    return {
        "transform": [{"filter": f"datum.{name} != ''"}],
        "mark": {"type": "text", "aria": False, **style},
        "encoding": {"x": {"field": at, **time}, "text": {"field": name}},
    }


def _scale(channel: str, looks: Mapping[str, Look]) -> Spec:
    """Colour or shape by kind; both share one legend."""
    shown = {look.legend: look for look in looks.values()}
    if not shown:
        return {"value": "circle" if channel == "shape" else "#0072b2"}
    values = [getattr(look, channel) for look in shown.values()]
    return {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": list(shown), "range": values},
        "legend": {"symbolFillColor": "#ffffff"} if channel == "none" else {},
    }
