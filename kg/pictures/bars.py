"""Bars: how much of what, side by side or one on the other, by thing or by time.

A table and its parts come in, a picture goes out. Bars stand in the order of the answer; months and years in their own
order, with those between that have nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.edtf import is_edtf, parse_edtf
from kg.pictures.frame import (
    Limits,
    Picture,
    Rows,
    Spec,
    label_width,
    make_picture,
    note_cut,
    pixels,
    row_labels,
    stack_rows,
)
from kg.pictures.labels import head, join_facts, name_keys, tell, wrap_names
from kg.pictures.palette import Look, find_look, make_looks
from kg.pictures.parts import read_number
from kg.queries.plots import Plot
from kg.queries.results import Row, Table

# The longest bar, the height of bars that stand, and how thick a lying bar is, in pixels.
_LENGTH, _HEIGHT, _THICK = 420, 300, 18


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
    looks = make_looks([head(value) for value in plot.value] if len(plot.value) > 1 else _by_length(bars))
    if not plot.rows:
        return _along_time(bars, names, looks, title, plot)
    labels = wrap_names(names[: limits.rows], 44, 2)
    what = f"values of {' and '.join(map(head, plot.rows))}"
    notes = note_cut(len(labels), len(names), what, "the first of the answer")
    rows = stack_rows(labels, dict.fromkeys(labels, 22.0))
    marks = _stack({pair: bar for pair, bar in bars.items() if pair[0] in labels}, looks)
    for mark in marks:
        middle = rows.middles[mark["bar"]]
        mark |= {"y": middle - _THICK / 2, "y2": middle + _THICK / 2, "middle_y": middle}
    body: Spec = {
        "width": _LENGTH,
        "height": rows.height,
        "layer": [
            _pieces(marks, looks, _heading(plot), lying=True),
            *_numbers(marks, rows, apart=len(plot.value) > 1),
            *row_labels(labels, rows),
        ],
    }
    return make_picture(body, title, notes, label_width(labels.values()) + _LENGTH)


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


def _word(table: Table, plot: Plot, row: Row, value: str) -> str:
    if len(plot.value) > 1 or not plot.group:
        return head(value)
    cell = row[table.columns.index(plot.group[0])]
    look = find_look(cell)
    return look.word if look else table.text(cell) or "none"


def _by_length(bars: Bars) -> list[str]:
    sums: defaultdict[str, float] = defaultdict(float)
    for (_, word), bar in bars.items():
        sums[word] += bar.length
    return sorted(sums, key=lambda word: -sums[word])


def _stack(bars: Bars, looks: Mapping[str, Look]) -> list[Spec]:
    """The pieces with their ends, those of one bar one after the other in the order of the legend."""
    pieces: defaultdict[tuple[str, str], _Bar] = defaultdict(_Bar)
    for (name, word), bar in bars.items():
        piece = pieces[name, looks[word].word]
        piece.length += bar.length
        piece.facts += bar.facts
    by_word = {look.word: look for look in looks.values()}
    order = {word: number for number, word in enumerate(by_word)}
    ends: defaultdict[str, float] = defaultdict(float)
    marks = []
    for (name, word), bar in sorted(pieces.items(), key=lambda item: order[item[0][1]]):
        if bar.length:
            begin = ends[name]
            ends[name] += bar.length
            look = by_word[word]
            facts = join_facts([[name, f"{word}: {_format(bar.length)}"], *bar.facts], most=8)
            mark = {"bar": name, "kind": look.legend, "ink": look.ink, "about": facts}
            marks.append(mark | {"begin": begin, "end": ends[name], "middle": begin + bar.length / 2})
    return marks


def _pieces(marks: list[Spec], looks: Mapping[str, Look], heading: str, *, lying: bool) -> Spec:
    kinds = {look.legend: look.colour for look in looks.values()}
    along, across = ("x", "y") if lying else ("y", "x")
    axis = {
        "title": heading or None,
        "tickMinStep": 1,
        "tickCount": 6,
        "domain": False,
        "ticks": False,
        "format": ",~r",
    }
    length = {"field": "begin", "type": "quantitative", "axis": axis, "scale": {"zero": True}}
    colour = {
        "field": "kind", "type": "nominal",
        "scale": {"domain": list(kinds), "range": list(kinds.values())},
        "legend": {"symbolType": "square", "symbolStrokeWidth": 0} if len(kinds) > 1 else None,
    }  # fmt: skip
    return {
        "data": {"values": marks},
        "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 1, "tooltip": False},
        "encoding": {
            along: length, f"{along}2": {"field": "end"}, across: pixels(across), f"{across}2": {"field": f"{across}2"},
            "color": colour, "description": {"field": "about"},
        },
    }  # fmt: skip


def _numbers(marks: list[Spec], rows: Rows, *, apart: bool) -> list[Spec]:
    """The length of each piece that has room for it; at a bar's end its sum, unless its pieces cannot be added."""
    longest = max((mark["end"] for mark in marks), default=1)
    ends = {mark["bar"]: mark["end"] for mark in marks}
    several = len({mark["kind"] for mark in marks}) > 1
    inside = [mark | {"words": _format(mark["end"] - mark["begin"])} for mark in marks if several]
    fitting = [mark for mark in inside if mark["end"] - mark["begin"] > longest * 0.02 * (len(mark["words"]) + 0.5)]
    after = [
        {"end": end, "middle_y": rows.middles[bar], "words": _format(end)} for bar, end in ends.items() if not apart
    ]
    text: Spec = {"type": "text", "baseline": "middle", "fontSize": 11, "aria": False}
    ink = {"color": {"field": "ink", "type": "nominal", "scale": None, "legend": None}}
    places = {"y": pixels("middle_y"), "text": {"field": "words"}}
    return [
        {
            "data": {"values": values},
            "mark": text | style,
            "encoding": places | {"x": {"field": at, "type": "quantitative"}} | colour,
        }
        for values, style, at, colour in (
            (fitting, {"align": "center"}, "middle", ink), (after, {"align": "left", "dx": 5}, "end", {}),
        )
        if values
    ]  # fmt: skip


def _format(number: float) -> str:
    return f"{number:,.10g}"


def _along_time(bars: Bars, names: list[str], looks: Mapping[str, Look], title: str, plot: Plot) -> Picture:
    steps = _fill_time(names)
    step = max(6.0, min(28.0, 900 / max(len(steps), 1)))
    marks = _stack(bars, looks)
    for mark in marks:
        left = steps.index(mark["bar"]) * step
        mark |= {"x": left + 0.5, "x2": left + step - 0.5}
    body: Spec = {
        "width": step * len(steps),
        "height": _HEIGHT,
        "layer": [_pieces(marks, looks, _heading(plot), lying=False), _times(steps, step)],
    }
    return make_picture(body, title, (), max(body["width"], 360))


def _times(steps: list[str], step: float) -> Spec:
    """The years or months below the bars, as many as can be read; of many months, each year's first."""
    thin = max(1, math.ceil((7 * max(map(len, steps)) + 8) / step))
    januaries = [place for place, name in enumerate(steps) if name.endswith("-01")]
    chosen = januaries if thin > 1 and len(januaries) > 1 else range(0, len(steps), thin)
    room = max(1, math.ceil(thin / 12)) if chosen is januaries else 1
    values = [{"at": (place + 0.5) * step, "words": steps[place]} for place in list(chosen)[::room]]
    mark = {"type": "text", "baseline": "top", "dy": 6, "fontSize": 11, "aria": False}
    return {
        "data": {"values": values},
        "mark": mark,
        "encoding": {"x": pixels("at"), "y": {"value": _HEIGHT}, "text": {"field": "words"}},
    }


def _fill_time(names: Iterable[str]) -> list[str]:
    """The years or months of the bars with those between them, where all are years or all are months."""
    found = sorted(set(names))
    spans = [parse_edtf(name) for name in found if is_edtf(name)]
    kinds = {span.precision for span in spans}
    if len(kinds) != 1 or not kinds <= {"year", "month"} or len(spans) != len(found):
        return found
    months = [int(name[:4]) * 12 + int(name[5:7] or 1) - 1 for name in found]
    if kinds == {"year"}:
        return [f"{year:04}" for year in range(months[0] // 12, months[-1] // 12 + 1)]
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(months[0], months[-1] + 1)]
