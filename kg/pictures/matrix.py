"""A matrix: who stands where on what, as a field of signs and colours, or numbers as a heat map.

A table and its parts come in, a picture goes out. Rows and columns stand in the order of how much is said of them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.pictures.frame import (
    Limits,
    Picture,
    Rows,
    Spec,
    count_lines,
    label_width,
    make_picture,
    note_cut,
    pixels,
    row_labels,
    stack_rows,
)
from kg.pictures.labels import Key, head, join_facts, name_keys, tell, wrap_names
from kg.pictures.palette import Look, find_look, join_looks, make_looks, order_looks
from kg.pictures.parts import read_number
from kg.queries.plots import Plot
from kg.queries.results import Cell, Table

_CELL = 26.0
# So few columns can be wide, with their heads lying.
_FEW = 6
# A sign takes a millisecond to set; in so many squares shapes stand for signs, and numbers are told by colour.
_MANY = 2500


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
    elif set(rows) == set(columns):
        columns = rows
    shown_rows, shown_columns = rows[: limits.rows], columns[: limits.columns]
    shown = {pair: square for pair, square in squares.items() if pair[0] in shown_rows and pair[1] in shown_columns}
    labels = wrap_names(shown_rows, 44, 3)
    few = len(shown_columns) <= _FEW
    heads = wrap_names(shown_columns, 18 if few else 40, 3 if few else 1)
    rows_at = stack_rows(labels, dict.fromkeys(labels, _CELL))
    numbers = all(read_number(value) is not None for square in shown.values() for value in square.values)
    marks = _number_marks(table, shown) if numbers else _sign_marks(table, shown)
    for (row, column), mark in marks.items():
        mark |= {"row": row, "column": column}
    body = _body(rows_at, labels, heads, list(marks.values()), numbers)
    notes = [
        *note_cut(len(shown_rows), len(rows), _what(plot.rows), "by number of claims"),
        *note_cut(len(shown_columns), len(columns), _what(plot.columns), "by number of claims"),
        *_explain(shown, numbers),
    ]
    return make_picture(body, title, notes, label_width(labels.values()) + body["width"])


def _explain(squares: Squares, numbers: bool) -> list[str]:
    if numbers:
        return []
    if len(squares) > _MANY:
        return ["▲ for · ▼ against · ◆ in between · ● open · ✚ sources differ; conditions where the mouse rests"]
    return ["* on conditions"] if any(square.conditional for square in squares.values()) else []


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
            "kind": order_looks([look])[0].legend,
            "look": look,
            "colour": look.colour,
            "shape": look.shape,
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


def _body(rows: Rows, labels: Mapping[str, str], columns: Mapping[str, str], marks: list[Spec], numbers: bool) -> Spec:
    width = _column_width(columns, marks)
    for mark in marks:
        top, middle = rows.tops[mark["row"]], rows.middles[mark["row"]]
        left = list(columns).index(mark["column"]) * width
        mark |= {"x": left + 1, "x2": left + width - 1, "y": top + 1, "y2": 2 * middle - top - 1}
        mark |= {"middle_x": left + width / 2, "middle_y": middle}
    x, y = pixels("x"), pixels("y")
    colour = _scale(marks, numbers, _heads_height(columns))
    square = {
        "x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}, "color": colour,
        "description": {"field": "about"},
    }  # fmt: skip
    return {
        "width": width * len(columns),
        "height": rows.height,
        "view": {"fill": "#f5f5f5"},
        "layer": [
            *_lines(rows, len(columns), width),
            {"data": {"values": marks}, "mark": {"type": "rect", "tooltip": False}, "encoding": square},
            *_signs(marks, numbers),
            *row_labels(labels, rows),
            *_column_heads(list(columns.values()), width),
        ],
        "resolve": {"scale": {"color": "independent"}},
    }


def _signs(marks: list[Spec], numbers: bool) -> list[Spec]:
    place = {"x": pixels("middle_x"), "y": pixels("middle_y")}
    ink = {"field": "ink", "type": "nominal", "scale": None, "legend": None}
    if len(marks) <= _MANY:
        text = {"type": "text", "fontSize": 12, "fontWeight": "bold", "aria": False}
        encoding = place | {"text": {"field": "sign"}, "color": ink}
        return [{"data": {"values": marks}, "mark": text, "encoding": encoding}]
    if numbers:
        return []
    point = {"type": "point", "size": 50, "filled": True, "opacity": 1, "aria": False}
    shape = {"field": "shape", "type": "nominal", "scale": None, "legend": None}
    return [{"data": {"values": marks}, "mark": point, "encoding": place | {"shape": shape, "color": ink}}]


def _column_width(columns: Mapping[str, str], marks: list[Spec]) -> float:
    if len(columns) <= _FEW:
        return 110
    return max(_CELL, 8.0 * max((len(mark["sign"]) for mark in marks), default=1) + 4)


def _lines(rows: Rows, columns: int, width: float) -> list[Spec]:
    """White lines between the squares, so that the eye can follow a row; a square left empty is one of no claim."""
    mark = {"type": "rule", "stroke": "#ffffff", "strokeWidth": 2, "aria": False}
    ends = {"x": (rows.height, [number * width for number in range(columns + 1)])}
    ends["y"] = (columns * width, [*rows.tops.values(), rows.height])
    return [
        {
            "data": {"values": [{"at": place} for place in places]},
            "mark": mark,
            "encoding": {along: pixels("at"), across: {"value": 0}, f"{across}2": {"value": length}},
        }
        for (along, (length, places)), across in zip(ends.items(), ("y", "x"), strict=True)
    ]


def _column_heads(labels: list[str], width: float) -> list[Spec]:
    few = len(labels) <= _FEW
    slant = {"align": "center", "lineHeight": 13} if few else {"align": "left", "angle": -45}
    mark = {"type": "text", "baseline": "bottom" if few else "middle", "fontSize": 11, "aria": False, **slant}
    lines = [label.split("\n") for label in labels]
    # Vega hangs further lines below the first, whatever the baseline.
    values = [{"x": (at + 0.5) * width, "y": -6 - 13 * (len(some) - 1), "lines": some} for at, some in enumerate(lines)]
    encoding = {"x": pixels("x"), "y": pixels("y"), "text": {"field": "lines"}}
    return [{"data": {"values": values}, "mark": mark, "encoding": encoding}]


def _heads_height(columns: Mapping[str, str]) -> float:
    """How high the heads of the columns are; what stands above must keep off."""
    if len(columns) <= _FEW:
        return 13 * count_lines(columns.values()) + 16
    return label_width(columns.values()) / math.sqrt(2) + 22


def _scale(marks: list[Spec], numbers: bool, offset: float) -> Spec:
    if numbers:
        legend = {"gradientLength": 160, "direction": "horizontal", "offset": offset}
        return {"field": "number", "type": "quantitative", "scale": {"scheme": "blues"}, "legend": legend}
    kinds = {mark["kind"]: mark["colour"] for mark in marks}
    looks = order_looks({mark["kind"]: mark["look"] for mark in marks}.values())
    for mark in marks:
        del mark["look"]
    names = [look.legend for look in looks]
    return {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": names, "range": [kinds[name] for name in names]},
        "legend": {"symbolType": "square", "symbolStrokeWidth": 0, "offset": offset},
    }
