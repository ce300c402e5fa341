"""The pictures of a report: drawn where the extra for pictures is installed, else a note in their place.

In: a picture of the model. Out: SVG text or the bytes of a PNG, or the words that say why there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import UsageError
from kg.pictures import draw, draw_svg
from kg.reports.model import Picture


@dataclass(frozen=True)
class Drawn:
    """A picture as SVG or PNG; with neither, `note` says why."""

    svg: str = ""
    png: bytes = b""
    note: str = ""


def draw_as_svg(picture: Picture) -> Drawn:
    """The picture as an SVG element."""
    try:
        return Drawn(svg=draw_svg(picture.table, picture.view, picture.title, plot=picture.plot))
    except UsageError as error:
        return Drawn(note=_missing(picture, error))


def draw_as_png(picture: Picture) -> Drawn:
    """The picture as the bytes of a PNG."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "picture.png")
        try:
            draw(picture.table, picture.view, path, picture.title, plot=picture.plot)
        except UsageError as error:
            return Drawn(note=_missing(picture, error))
        return Drawn(png=path.read_bytes())


def _missing(picture: Picture, error: UsageError) -> str:
    return f"The picture “{picture.title}” is left out: {error}."
