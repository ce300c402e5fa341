"""Pictures of answers, which show themselves in a notebook and can be saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.formats.captions import Caption
from kg.queries.plots import Plot
from kg.queries.results import Table


@dataclass(frozen=True)
class Picture:
    """One answer drawn as one view: matrix, bar, timeline or network."""

    table: Table = field(repr=False)
    view: str
    caption: Caption = field(repr=False)
    plot: Plot | None = field(default=None, repr=False)

    @cached_property
    def svg(self) -> str:
        """The picture as text. Raises UsageError for an answer without rows, and where the extra `plot` is missing."""
        from kg.pictures import draw_svg

        given = self.caption.arguments
        return draw_svg(self.table, self.view, self.caption.title, plot=self.plot, arguments=given)

    def save(self, path: str | Path) -> None:
        """Write the picture to a file: .svg, .png, or .html with the quotes on hover. Raises UsageError."""
        from kg.pictures import draw

        given = self.caption.arguments
        draw(self.table, self.view, Path(path), self.caption.title, plot=self.plot, arguments=given)

    def _repr_svg_(self) -> str:
        return self.svg
