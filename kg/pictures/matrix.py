"""A matrix: who stands where on what, as a field of signs and colours, or numbers as a heat map.

A table and its parts come in, a picture goes out. Rows and columns stand in the order of how much is said of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.pictures.frame import (
    LINES,
    Limits,
    Picture,
    Spec,
    label_width,
    make_picture,
    note_cut,
    row_axis,
    row_step,
)
from kg.pictures.labels import Key, head, join_facts, name_keys, tell, wrap_names
from kg.pictures.palette import LIGHT, Look, contested_legend, find_look, join_looks, make_looks
from kg.pictures.parts import read_number
from kg.queries.plots import Plot
from kg.queries.results import Cell, Table

_CELL = 26


@dataclass
class _Square:
    """What the rows behind one square say: their values, whether one has a condition, and what they tell."""

    values: list[Cell] = field(default_factory=list)
    conditional: bool = False
    facts: list[list[str]] = field(default_factory=list)


Squares = Mapping[tuple[str, str], _Square]


def draw_matrix(table: Table, plot: Plot, title: str, limits: Limits) -> Picture:
    """The picture of a matrix."""
    squares = _gather(table, plot)
    rows, columns = (_by_weight([pair[side] for pair in squares]) for side in (0, 1))
    if not plot.columns:
        columns = [head(name) for name in plot.value]
    shown_rows, shown_columns = rows[: limits.rows], columns[: limits.columns]
    shown = {pair: square for pair, square in squares.items() if pair[0] in shown_rows and pair[1] in shown_columns}
    row_labels = wrap_names(shown_rows, 44, 3)
    column_labels = wrap_names(shown_columns, 30, 2)
    numbers = all(read_number(value) is not None for square in shown.values() for value in square.values)
    marks = _number_marks(table, shown) if numbers else _sign_marks(table, shown)
    for (row, column), mark in marks.items():
        mark |= {"row": row_labels[row], "column": column_labels[column]}
    body = _body(list(row_labels.values()), list(column_labels.values()), list(marks.values()), numbers)
    notes = [
        *note_cut(len(shown_rows), len(rows), _what(plot.rows), "by number of claims"),
        *note_cut(len(shown_columns), len(columns), _what(plot.columns), "by number of claims"),
    ]
    width = label_width(list(row_labels.values())) + _CELL * max(len(shown_columns), 8)
    return make_picture(body, title, notes, width)


def _what(columns: Sequence[str]) -> str:
    return "rows" if not columns else f"values of {' and '.join(map(head, columns))}"


def _gather(table: Table, plot: Plot) -> Squares:
    place = table.columns.index
    row_cells = [place(name) for name in plot.rows]
    column_cells = [place(name) for name in plot.columns]
    values = [place(name) for name in plot.value]
    conditions = [place(name) for name in plot.condition]
    row_names = name_keys(table, (_key(row, row_cells) for row in table.rows))
    column_names = name_keys(table, (_key(row, column_cells) for row in table.rows))
    squares: defaultdict[tuple[str, str], _Square] = defaultdict(_Square)
    for row in table.rows:
        for number, value in enumerate(values):
            if row[value] is None:
                continue
            name = column_names[_key(row, column_cells)] if plot.columns else head(plot.value[number])
            square = squares[row_names[_key(row, row_cells)], name]
            square.values.append(row[value])
            qualified = number < len(conditions) and bool(table.text(row[conditions[number]]))
            square.conditional |= qualified
            facts = [plot.value[number], *(plot.condition[number : number + 1]), *plot.hover]
            square.facts.append(tell(table, row, list(dict.fromkeys(facts))))
    return squares


def _key(row: tuple[Cell, ...], places: Sequence[int]) -> Key:
    return tuple(row[place] for place in places)


def _by_weight(names: Sequence[str]) -> list[str]:
    """The names, those of most squares first; equals keep the order of the answer."""
    weight = Counter(names)
    return sorted(weight, key=lambda name: -weight[name])


def _sign_marks(table: Table, squares: Squares) -> dict[tuple[str, str], Spec]:
    words = Counter(table.text(value) for square in squares.values() for value in square.values if not find_look(value))
    others = make_looks(word for word, _ in words.most_common())
    marks = {}
    for pair, square in squares.items():
        look = join_looks(find_look(value) or _lettered(others[table.text(value)]) for value in square.values)
        marks[pair] = {
            "kind": contested_legend(look),
            "colour": look.colour,
            "sign": look.sign + "*" * square.conditional,
            "ink": look.ink,
            "about": join_facts([[f"{pair[0]} – {pair[1]}"], *square.facts]),
        }
    return marks


def _lettered(look: Look) -> Look:
    return look if look.sign else replace(look, sign=look.word[:1].upper())


def _number_marks(table: Table, squares: Squares) -> dict[tuple[str, str], Spec]:
    sums = {
        pair: sum(read_number(value) or 0 for value in square.values) / len(square.values)
        for pair, square in squares.items()
    }
    low, high = min(sums.values(), default=0), max(sums.values(), default=0)
    middle = low + (high - low) * 0.55
    return {
        pair: {
            "number": sums[pair],
            "sign": f"{sums[pair]:.3g}",
            "ink": "#ffffff" if sums[pair] > middle else "#1a1a1a",
            "about": join_facts([[f"{pair[0]} – {pair[1]}"], *square.facts]),
        }
        for pair, square in squares.items()
    }


def _body(rows: list[str], columns: list[str], marks: list[Spec], numbers: bool) -> Spec:
    step = row_step(rows, _CELL)
    wide = 34 if numbers or any(len(mark["sign"]) > 3 for mark in marks) else _CELL
    few = len(columns) <= 6 and len(rows) > 0
    across = max(wide, 110) if few else wide
    y = {"field": "row", "type": "nominal", "sort": rows, "axis": row_axis(), "scale": {"domain": rows}}
    x_axis = {
        "title": None, "orient": "top", "labelAngle": 0 if few else -45, "labelExpr": LINES, "labelLimit": 0,
        "labelAlign": "center" if few else "left", "labelPadding": 6, "ticks": False, "domain": False,
        "labelOverlap": False,
    }  # fmt: skip
    x = {"field": "column", "type": "nominal", "sort": columns, "axis": x_axis, "scale": {"domain": columns}}
    text = {"text": {"field": "sign"}, "color": {"field": "ink", "type": "nominal", "scale": None, "legend": None}}
    return {
        "width": {"step": across},
        "height": {"step": step},
        "layer": [
            _grid(rows, columns),
            {
                "data": {"values": marks},
                "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 2, "tooltip": False},
                "encoding": {"color": _scale(marks, numbers), "description": {"field": "about"}},
            },
            {
                "data": {"values": marks},
                "mark": {"type": "text", "fontSize": 12, "fontWeight": "bold", "aria": False},
                "encoding": text,
            },
        ],
        "encoding": {"x": x, "y": y},
        "resolve": {"scale": {"color": "independent"}},
    }


def _grid(rows: list[str], columns: list[str]) -> Spec:
    """Empty squares, so that the eye can follow a row: nothing is known there."""
    values = [{"row": row, "column": column} for row in rows for column in columns]
    mark = {"type": "rect", "fill": "#f7f7f7", "stroke": "#ffffff", "strokeWidth": 2, "aria": False}
    return {"data": {"values": values}, "mark": mark}


def _scale(marks: list[Spec], numbers: bool) -> Spec:
    if numbers:
        legend = {"gradientLength": 160, "direction": "horizontal"}
        return {"field": "number", "type": "quantitative", "scale": {"scheme": "blues"}, "legend": legend}
    kinds = {mark["kind"]: mark["colour"] for mark in marks}
    order = [look.legend for look in make_looks(()).values()]
    known = sorted(kinds, key=lambda kind: order.index(kind) if kind in order else len(order))
    star = "*" if any(mark["sign"].endswith("*") for mark in marks) else ""
    legend_title = "* on conditions" if star else None
    return {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": known, "range": [kinds[kind] for kind in known]},
        "legend": {"title": legend_title, "symbolType": "square", "titleOrient": "right", "symbolStrokeColor": LIGHT},
    }
