"""A timeline: what lay when, each thing on a line of its own; a position over time is a timeline of stances.

A table and its parts come in, a picture goes out. Dates are as honest as their sources: a day is a point, a period a
bar, and what is only known to lie within a month or a year a light bar with a hollow point. What has no date is
counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from kg.edtf import Span, parse_edtf
from kg.errors import UsageError
from kg.pictures.frame import (
    Limits,
    Picture,
    Rows,
    Spec,
    count,
    label_width,
    make_picture,
    note_cut,
    pixels,
    row_labels,
    stack_rows,
)
from kg.pictures.labels import head, name_keys, tell, wrap_names
from kg.pictures.palette import BLUE, Look, find_look, make_looks
from kg.pictures.times import LENGTH, LEVEL, Item, Window, place_items
from kg.queries.plots import Plot
from kg.queries.results import Cell, Row, Table


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
    kept_items = [item for item in items if item.name in kept]
    if not kept_items:
        raise UsageError("there is nothing to draw: no row of the answer has a date")
    if any(item.vague for item in kept_items):
        notes.append("light bar, hollow sign: some time in it, the source is no more exact")
    if any(item.conditional for item in kept_items):
        notes.append("* on conditions")
    marks, window = place_items(kept_items, looks)
    body = _body(marks, labels, looks if plot.group else {}, window)
    return make_picture(body, title, notes, label_width(labels.values()) + LENGTH)


def _gather(table: Table, plot: Plot) -> tuple[list[Item], int]:
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
        items.append(Item(names[key], *time, _word(table, plot, row), conditional, (names[key], *facts)))
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


def _body(marks: list[Spec], labels: Mapping[str, str], looks: Mapping[str, Look], window: Window) -> Spec:
    levels = {name: 1 + max(mark["level"] for mark in marks if mark["line"] == name) for name in labels}
    rows = stack_rows(labels, {name: 10 + LEVEL * levels[name] for name in labels})
    for mark in marks:
        middle = rows.middles[mark["line"]]
        mark["y"] = middle + (mark.pop("level") - (levels[mark["line"]] - 1) / 2) * LEVEL
        del mark["line"]
    days = (window[1] - window[0]).days
    form = "%Y" if days > 1200 else "%b %Y" if days > 150 else "%-d %b %Y"
    axis = {
        "orient": "top", "title": None, "format": form, "tickCount": 8 if form == "%Y" else 6, "labelOverlap": True,
        "labelFlush": False,
    }  # fmt: skip
    scale = {"type": "utc", "domain": [day.isoformat() for day in window]}
    time = {"type": "temporal", "scale": scale, "axis": axis}
    return {
        "width": LENGTH,
        "height": rows.height,
        "layer": [_lines(rows), *_marks(marks, looks, time), *row_labels(labels, rows)],
    }


def _lines(rows: Rows) -> Spec:
    values = [{"y": y} for y in rows.middles.values()]
    mark = {"type": "rule", "stroke": "#e6e6e6", "aria": False}
    return {"data": {"values": values}, "mark": mark, "encoding": {
        "y": pixels("y"), "x": {"value": 0}, "x2": {"value": LENGTH}}}  # fmt: skip


def _marks(marks: list[Spec], looks: Mapping[str, Look], time: Spec) -> list[Spec]:
    y = pixels("y")
    bars = [mark for mark in marks if mark["until"] != mark["from"]]
    period: Spec = {
        "x": {"field": "from", **time}, "x2": {"field": "until"}, "y": y, "color": _scale("colour", looks),
        "opacity": {"condition": {"test": "datum.vague", "value": 0.3}, "value": 0.85},
        "description": {"field": "about"},
    }  # fmt: skip
    point: Spec = {
        "x": {"field": "middle", **time}, "y": y, "shape": _scale("shape", looks),
        "stroke": {"field": "line_colour", "type": "nominal", "scale": None, "legend": None},
        "fill": {"condition": {"test": "datum.vague", "value": "#ffffff"}, **_scale("colour", looks)},
        "description": {"field": "about"},
    }  # fmt: skip
    layers: list[Spec] = [
        {"data": {"values": bars}, "mark": {"type": "rule", "strokeWidth": 10, "tooltip": False}, "encoding": period},
        {"mark": {"type": "point", "size": 75, "strokeWidth": 1.5, "opacity": 1, "tooltip": False}, "encoding": point},
        *(_words(marks, name, at, time, style) for name, at, style in _WORDS),
    ]
    return [{"data": {"values": marks}, **layer} for layer in layers if layer.get("data") != {"values": []}]


_WORDS: tuple[tuple[str, str, Spec], ...] = (
    ("back", "from", {"fontSize": 15, "align": "right"}),
    ("on", "until", {"fontSize": 15, "align": "left"}),
    ("sign", "middle", {"fontSize": 11, "fontWeight": "bold", "align": "left", "dx": 7}),
)


def _words(marks: list[Spec], name: str, at: str, time: Spec, style: Spec) -> Spec:
    values = [{name: mark[name], at: mark[at], "y": mark["y"]} for mark in marks if mark[name]]
    encoding = {"x": {"field": at, **time}, "y": pixels("y"), "text": {"field": name}}
    return {"data": {"values": values}, "mark": {"type": "text", "aria": False, **style}, "encoding": encoding}


def _scale(channel: str, looks: Mapping[str, Look]) -> Spec:
    """Colour or shape by kind; both share one legend."""
    shown = {look.legend: look for look in looks.values()}
    if not shown:
        return {"value": "circle" if channel == "shape" else BLUE}
    scale = {"domain": list(shown), "range": [getattr(look, channel) for look in shown.values()]}
    return {"field": "kind", "type": "nominal", "scale": scale, "legend": {}}
