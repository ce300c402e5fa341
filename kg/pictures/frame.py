"""What all pictures share: paper, letters, title, notes, and how much fits on one.

A view's layers come in, a whole Vega-Lite specification goes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.pictures.labels import wrap
from kg.pictures.palette import BLACK

Spec = dict[str, Any]
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
# A label is an array of lines, as our names of rows have line ends.
LINES = "split(datum.label, '\\n')"
_LINE = 13


@dataclass(frozen=True)
class Limits:
    """How many rows, columns and nodes a picture shows at most."""

    rows: int
    columns: int
    nodes: int


# What can be read on a printed page, and what can be scrolled through.
PAGE = Limits(rows=60, columns=40, nodes=60)
SCROLL = Limits(rows=400, columns=250, nodes=200)


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
    heading: Spec = {
        "text": wrap(lines[0] if lines else "", letters, 3).split("\n"),
        "subtitle": [part for line in [*lines[1:], *notes] for part in wrap(line, int(letters * 1.15), 4).split("\n")],
    }
    spec = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "title": heading, **body, "config": _CONFIG}
    return Picture(spec, " ".join(lines[:1]), (*lines[1:], *notes))


def count_lines(labels: Sequence[str]) -> int:
    """The most lines that a label has."""
    return max((label.count("\n") + 1 for label in labels), default=1)


def row_step(labels: Sequence[str], least: int) -> int:
    """How far apart rows stand, so that the labels do not touch."""
    return max(least, _LINE * count_lines(labels) + 6)


def label_width(labels: Sequence[str]) -> float:
    """About how wide the widest label is, in pixels."""
    return 6.2 * max((len(line) for label in labels for line in label.split("\n")), default=0)


def row_axis(**more: Any) -> Spec:
    """The axis of named rows."""
    return {
        "title": None,
        "labelExpr": LINES,
        "labelLimit": 0,
        "labelLineHeight": _LINE,
        "labelPadding": 6,
        "ticks": False,
        "domain": False,
        "labelOverlap": False,
        **more,
    }


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
