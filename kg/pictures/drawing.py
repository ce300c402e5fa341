"""Pictures as files: SVG, PNG, and HTML that needs nothing from elsewhere.

A table, the view of its query and a title come in, a file or SVG text goes out, the same bytes for the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, ModuleType

from kg.errors import MissingExtra, UsageError
from kg.files import open_whole
from kg.pictures.bars import draw_bars
from kg.pictures.frame import PAGE, SCROLL, Limits, Picture
from kg.pictures.matrix import draw_matrix
from kg.pictures.network import draw_network
from kg.pictures.page import format_page
from kg.pictures.parts import check_view, choose_parts, name_columns
from kg.pictures.svg import finish_svg
from kg.pictures.timeline import draw_timeline
from kg.queries.plots import Plot
from kg.queries.results import Table

Arguments = Mapping[str, str]
_NONE: Arguments = MappingProxyType({})
SUFFIXES = (".svg", ".png", ".html")
# Vega-Lite's version is named, so that a newer vl-convert draws the same.
_VERSION = "6.4"
_SHARPNESS = 2.0
_DRAWERS: Mapping[str, Callable[[Table, Plot, str, Limits], Picture]] = {
    "matrix": draw_matrix,
    "bar": draw_bars,
    "timeline": draw_timeline,
    "network": draw_network,
}


def draw(
    table: Table, view: str, path: Path, title: str, *, plot: Plot | None = None, arguments: Arguments = _NONE
) -> None:
    """Draw an answer into a file, in the form that its suffix says; a file that was there is replaced when all is done.

    `plot` is what the query's header says of its columns, without it they are chosen by what they hold. The first line
    of the title is the heading, others stand under it. `arguments` are what the query was asked with, by parameter;
    they stand under the title too, and a column such as stance_a is named after the argument a. Raises UsageError for
    a suffix or a view that is no picture's, an answer without rows, and where the extra `plot` or a column is missing.
    """
    check_picture(view, path)
    data = _make_bytes(_Question(table, view, title, plot, arguments), path.suffix.lower())
    with open_whole(path) as stream:
        stream.write(data)


def check_picture(view: str, path: Path) -> None:
    """Whether a view can be drawn into a file of that name, before anything is asked. Raises UsageError."""
    check_view(view)
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path}: a picture's name ends in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}")


def draw_svg(table: Table, view: str, title: str, *, plot: Plot | None = None, arguments: Arguments = _NONE) -> str:
    """The picture as an SVG element that can stand in a file or in a page. Raises as `draw` does."""
    return _format_svg(_make(_Question(table, view, title, plot, arguments), PAGE))


@dataclass(frozen=True)
class _Question:
    """What a picture is of."""

    table: Table
    view: str
    title: str
    plot: Plot | None
    arguments: Arguments

    @property
    def heading(self) -> str:
        """The title, under it what was asked with, and whether the answer was cut off."""
        given = " · ".join(f"{name}: {text}" for name, text in self.arguments.items())
        cut = f"only the first {len(self.table.rows):,} rows of the answer" if self.table.truncated else ""
        return "\n".join((self.title, given, cut))


def _make_bytes(question: _Question, suffix: str) -> bytes:
    if suffix == ".html":
        picture = _make(question, SCROLL)
        return format_page(question.table, _format_svg(picture), picture.title).encode()
    svg = _format_svg(_make(question, PAGE))
    if suffix == ".png":
        png = _converter().svg_to_png(svg, scale=_SHARPNESS)
        assert isinstance(png, bytes)
        return png
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'.encode()


def _make(question: _Question, limits: Limits) -> Picture:
    view = check_view(question.view)
    if not question.table.rows:
        raise UsageError("there is nothing to draw: the answer has no rows")
    plot = choose_parts(question.table, view, question.plot)
    table, plot = name_columns(question.table, plot, question.arguments)
    return _DRAWERS[view](table, plot, question.heading, limits)


def _format_svg(picture: Picture) -> str:
    return finish_svg(_converter().vegalite_to_svg(picture.spec, _VERSION), picture)


def _converter() -> ModuleType:
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtra("a picture", "vl-convert", "plot") from error
    return vl_convert
