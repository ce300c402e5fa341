"""Bars: how much of what, side by side or one on the other, by thing or by time.

A table and its parts come in, a picture goes out. Bars stand in the order of the answer; months and years in their own
order, with those between that have nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.edtf import parse_edtf
from kg.pictures.frame import Limits, Picture, Spec, label_width, make_picture, note_cut, row_axis, row_step
from kg.pictures.labels import head, join_facts, name_keys, tell, wrap_names
from kg.pictures.palette import Look, find_look, make_looks
from kg.pictures.parts import read_number
from kg.queries.plots import Plot
from kg.queries.results import Table

_LENGTH, _HEIGHT, _NO_DATE = 420, 300, "no date"


@dataclass
class _Bar:
    """One piece of a bar: its length and what the rows behind it tell."""

    length: float = 0
    facts: list[list[str]] = field(default_factory=list)


# By the bar's name and the piece's word.
Bars = Mapping[tuple[str, str], _Bar]


def draw_bars(table: Table, plot: Plot, title: str, limits: Limits) -> Picture:
    """The picture of bars: lying down with things' names, standing up along time."""
    bars = _gather(table, plot)
    names = list(dict.fromkeys(name for name, _ in bars))
    words = [head(value) for value in plot.value] if len(plot.value) > 1 else _by_length(bars)
    looks = make_looks(words)
    if not plot.rows:
        return _along_time(bars, names, looks, title, plot)
    shown = names[: limits.rows]
    notes = note_cut(
        len(shown), len(names), f"values of {' and '.join(map(head, plot.rows))}", "the first of the answer"
    )
    labels = wrap_names(shown, 44, 2)
    marks = _marks({pair: bar for pair, bar in bars.items() if pair[0] in labels}, labels, looks)
    order = list(labels.values())
    y = {"field": "bar", "type": "nominal", "sort": order, "scale": {"domain": order}, "axis": row_axis()}
    body: Spec = {
        "width": _LENGTH,
        "height": {"step": row_step(order, 22)},
        "layer": [_pieces(marks, looks, "x", _heading(plot)), _totals(marks)],
        "encoding": {"y": y},
    }
    return make_picture(body, title, notes, label_width(order) + _LENGTH)


def _heading(plot: Plot) -> str:
    return head(plot.value[0]) if len(plot.value) == 1 else ""


def _gather(table: Table, plot: Plot) -> Bars:
    places = [table.columns.index(name) for name in (plot.rows or plot.date)]
    keys = [tuple(row[place] for place in places) for row in table.rows]
    names = name_keys(table, keys)
    bars: defaultdict[tuple[str, str], _Bar] = defaultdict(_Bar)
    for row, key in zip(table.rows, keys, strict=True):
        for value in plot.value:
            number = read_number(row[table.columns.index(value)])
            bar = bars[names[key], _word(table, plot, row, value)]
            bar.length += number or 0
            bar.facts.append(tell(table, row, [*plot.group, value, *plot.hover]))
    return bars


def _word(table: Table, plot: Plot, row: Sequence[object], value: str) -> str:
    if len(plot.value) > 1 or not plot.group:
        return head(value)
    cell = row[table.columns.index(plot.group[0])]
    look = find_look(cell)  # type: ignore[arg-type]
    return look.word if look else table.text(cell) or "none"  # type: ignore[arg-type]


def _by_length(bars: Bars) -> list[str]:
    sums: defaultdict[str, float] = defaultdict(float)
    for (_, word), bar in bars.items():
        sums[word] += bar.length
    return sorted(sums, key=lambda word: -sums[word])


def _marks(bars: Bars, labels: Mapping[str, str], looks: Mapping[str, Look]) -> list[Spec]:
    order = list(looks)
    return [
        {
            "bar": labels[name],
            "length": bar.length,
            "kind": looks[word].legend,
            "place": order.index(word),
            "about": join_facts([[name, f"{word}: {bar.length:g}"], *bar.facts]),
        }
        for (name, word), bar in bars.items()
        if bar.length
    ]


def _pieces(marks: list[Spec], looks: Mapping[str, Look], along: str, heading: str) -> Spec:
    kinds = {look.legend: look.colour for look in looks.values()}
    legend = {"symbolType": "square"} if len(kinds) > 1 else None
    colour = {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": list(kinds), "range": list(kinds.values())},
        "legend": legend,
    }
    length = {
        "field": "length",
        "type": "quantitative",
        "stack": "zero",
        "axis": {"title": heading or None, "tickMinStep": 1, "tickCount": 6, "domain": False, "ticks": False},
    }
    return {
        "data": {"values": marks},
        "mark": {"type": "bar", "stroke": "#ffffff", "strokeWidth": 1, "tooltip": False},
        "encoding": {
            along: length,
            "color": colour,
            "order": {"field": "place", "type": "quantitative"},
            "description": {"field": "about"},
        },
    }


def _totals(marks: list[Spec]) -> Spec:
    totals: defaultdict[str, float] = defaultdict(float)
    for mark in marks:
        totals[mark["bar"]] += mark["length"]
    values = [{"bar": bar, "total": total, "words": f"{total:,.10g}"} for bar, total in totals.items()]
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 5, "fontSize": 11, "aria": False}
    return {
        "data": {"values": values},
        "mark": mark,
        "encoding": {"x": {"field": "total", "type": "quantitative"}, "text": {"field": "words"}},
    }


def _along_time(bars: Bars, names: list[str], looks: Mapping[str, Look], title: str, plot: Plot) -> Picture:
    steps = _fill_time(names)
    marks = _marks(bars, {name: name for name in names}, looks)
    step = max(6, min(28, 900 // max(len(steps), 1)))
    thin = max(1, -(-44 // step) if len(steps) > 1 else 1)
    axis = {
        "title": None, "labelAngle": 0, "labelOverlap": False, "ticks": False,
        "values": steps[::thin],
    }  # fmt: skip
    x = {"field": "bar", "type": "ordinal", "sort": steps, "scale": {"domain": steps}, "axis": axis}
    body: Spec = {
        "width": {"step": step},
        "height": _HEIGHT,
        "layer": [_pieces(marks, looks, "y", _heading(plot))],
        "encoding": {"x": x},
    }
    return make_picture(body, title, (), max(step * len(steps), 360))


def _fill_time(names: Iterable[str]) -> list[str]:
    """The years or months of the bars with those between them, where all are years or all are months."""
    found = sorted(set(names))
    spans = [parse_edtf(name) for name in found if name not in (_NO_DATE, "—")]
    kinds = {span.precision for span in spans}
    if len(kinds) != 1 or not kinds <= {"year", "month"} or len(spans) != len(found):
        return found
    months = [int(name[:4]) * 12 + int(name[5:7] or 1) - 1 for name in found]
    if kinds == {"year"}:
        return [f"{year:04}" for year in range(months[0] // 12, months[-1] // 12 + 1)]
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(months[0], months[-1] + 1)]
