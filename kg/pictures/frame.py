"""What all pictures share: paper, letters, title, notes, and how much fits on one.

A view's layers come in, a whole Vega-Lite specification goes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.pictures.labels import clean, wrap
from kg.pictures.palette import BLACK

Spec = dict[str, Any]
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_LINE = 13


@dataclass(frozen=True)
class Limits:
    """How many rows, columns and nodes a picture shows at most."""

    rows: int
    columns: int
    nodes: int


# What can be read on a printed page, and what can be scrolled through.
PAGE = Limits(rows=60, columns=40, nodes=60)
SCROLL = Limits(rows=200, columns=200, nodes=200)


@dataclass(frozen=True)
class Picture:
    """A specification that Vega-Lite draws, with its title and its notes in words."""

    spec: Spec
    title: str
    notes: tuple[str, ...]


def make_picture(body: Spec, title: str, notes: Sequence[str], width: float) -> Picture:
    """A view's body under its title; notes say what is not shown. `width` is that of the picture with its labels."""
    lines = [line for line in title.split("\n") if line.strip()]
    letters = max(48, int(width / 8))
    under = [part for line in [*lines[1:], *notes] for part in wrap(line, int(letters * 1.15), 4).split("\n")]
    heading: Spec = {"text": wrap(lines[0] if lines else "", letters, 3).split("\n")}
    if under:
        heading["subtitle"] = under
    spec = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "title": heading, **body, "config": _CONFIG}
    return Picture(spec, clean(" ".join(lines[:1])), tuple(clean(line) for line in (*lines[1:], *notes)))


def count_lines(labels: Iterable[str]) -> int:
    """The most lines that a label has."""
    return max((label.count("\n") + 1 for label in labels), default=1)


@dataclass(frozen=True)
class Rows:
    """Where rows lie: the top and the middle of each by its name, and the height of all, in pixels."""

    tops: dict[str, float]
    middles: dict[str, float]
    height: float


def stack_rows(labels: Mapping[str, str], least: Mapping[str, float]) -> Rows:
    """Rows from above, each as high as its label's lines and at least so high."""
    tops, middles, top = {}, {}, 0.0
    for name, label in labels.items():
        height = max(least[name], _LINE * (label.count("\n") + 1) + 6)
        tops[name], middles[name] = top, top + height / 2
        top += height
    return Rows(tops, middles, top)


def label_width(labels: Iterable[str]) -> float:
    """About how wide the widest label is, in pixels."""
    return 6.2 * max((len(line) for label in labels for line in label.split("\n")), default=0)


def row_labels(labels: Mapping[str, str], rows: Rows) -> list[Spec]:
    """Layers of labels left of the picture, each in the middle of its row whatever its lines."""
    layers = []
    for number in range(1, count_lines(labels.values()) + 1):
        values = [
            {"lines": label.split("\n"), "y": rows.middles[name]}
            for name, label in labels.items()
            if label.count("\n") + 1 == number
        ]
        mark = {
            "type": "text", "align": "right", "baseline": "middle", "fontSize": 11, "lineHeight": _LINE,
            "dy": -_LINE * (number - 1) / 2, "color": BLACK, "aria": False,
        }  # fmt: skip
        encoding = {"x": {"value": -8}, "y": pixels("y"), "text": {"field": "lines"}}
        if values:
            layers.append({"data": {"values": values}, "mark": mark, "encoding": encoding})
    return layers


def pixels(field: str) -> Spec:
    """A place that is given in pixels from above or from the left."""
    return {"field": field, "type": "quantitative", "scale": None}


def note_cut(shown: int, found: int, what: str, order: str) -> list[str]:
    """The honest note that not all is shown; none where all is."""
    return [f"showing {shown:,} of {found:,} {what}, {order}"] if shown < found else []


def count(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"1 {one}" if number == 1 else f"{number:,} {many}"


_CONFIG: Spec = {
    "background": "#ffffff",
    "font": FONT,
    "padding": 16,
    "aria": True,
    "view": {"stroke": None},
    "title": {
        "anchor": "start",
        "frame": "bounds",
        "fontSize": 16,
        "subtitleFontSize": 12,
        "color": BLACK,
        "subtitleColor": "#555555",
        "subtitlePadding": 6,
        "subtitleLineHeight": 16,
        "lineHeight": 20,
        "offset": 14,
    },
    "axis": {
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "labelColor": BLACK,
        "titleColor": "#555555",
        "gridColor": "#e6e6e6",
        "domainColor": "#8c8c8c",
        "tickColor": "#8c8c8c",
        "aria": False,
    },
    "legend": {
        "orient": "top",
        "direction": "horizontal",
        "title": None,
        "labelFontSize": 12,
        "symbolSize": 130,
        "labelLimit": 0,
        "columnPadding": 14,
        "columns": 6,
        "aria": False,
    },
}
