"""Pictures as files: SVG, PNG, and HTML that needs nothing from elsewhere.

A table, the view of its query and a title come in, a file or SVG text goes out, the same bytes for the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

from kg.errors import UsageError
from kg.files import open_whole
from kg.pictures.bars import draw_bars
from kg.pictures.frame import PAGE, SCROLL, Limits, Picture
from kg.pictures.matrix import draw_matrix
from kg.pictures.network import draw_network
from kg.pictures.page import format_page
from kg.pictures.parts import check_view, choose_parts
from kg.pictures.svg import finish_svg
from kg.pictures.timeline import draw_timeline
from kg.queries.plots import Plot
from kg.queries.results import Table

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


def draw(table: Table, view: str, path: Path, title: str, *, plot: Plot | None = None) -> None:
    """Draw an answer into a file, in the form that its suffix says; a file that was there is replaced when all is done.

    `plot` is what the query's header says of its columns, without it they are chosen by what they hold; the first line
    of the title is the heading, others stand under it. Raises UsageError for a suffix or a view that is no picture's,
    for an answer without rows, and where the extra `plot` or a column is missing.
    """
    check_picture(view, path)
    data = _make_bytes(table, view, title, plot, path.suffix.lower())
    with open_whole(path) as stream:
        stream.write(data)


def check_picture(view: str, path: Path) -> None:
    """Whether a view can be drawn into a file of that name, before anything is asked. Raises UsageError."""
    check_view(view)
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path}: a picture's name ends in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}")


def draw_svg(table: Table, view: str, title: str, *, plot: Plot | None = None) -> str:
    """The picture as an SVG element that can stand in a file or in a page. Raises as `draw` does."""
    return _format_svg(_make(table, view, title, plot, PAGE))


def _make_bytes(table: Table, view: str, title: str, plot: Plot | None, suffix: str) -> bytes:
    if suffix == ".html":
        picture = _make(table, view, title, plot, SCROLL)
        return format_page(table, _format_svg(picture), picture.title).encode()
    svg = draw_svg(table, view, title, plot=plot)
    if suffix == ".png":
        png = _converter().svg_to_png(svg, scale=_SHARPNESS)
        assert isinstance(png, bytes)
        return png
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'.encode()


def _make(table: Table, view: str, title: str, plot: Plot | None, limits: Limits) -> Picture:
    known = check_view(view)
    heading = f"{title}\nonly the first {len(table.rows):,} rows of the answer" if table.truncated else title
    if not table.rows:
        raise UsageError("there is nothing to draw: the answer has no rows")
    return _DRAWERS[known](table, choose_parts(table, known, plot), heading, limits)


def _format_svg(picture: Picture) -> str:
    return finish_svg(_converter().vegalite_to_svg(picture.spec, _VERSION), picture)


def _converter() -> ModuleType:
    try:
        import vl_convert
    except ImportError as error:
        raise UsageError('pictures need one more package: pip install "standpoint-kg[plot]"') from error
    return vl_convert
