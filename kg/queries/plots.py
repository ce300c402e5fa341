"""What the columns of an answer mean for its picture: the field `plot` of a query's header.

The field's YAML and the view come in, a `Plot` goes out. A query without the field has none; the picture is then made
from what the columns hold. Nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Literal as OneOf
from typing import get_args

View = OneOf["table", "matrix", "bar", "timeline", "network"]
VIEWS: tuple[View, ...] = get_args(View)

# Which parts a picture has; those that begin a tuple are needed, unless a view can do with either of two.
PARTS: Mapping[View, tuple[str, ...]] = {
    "table": (),
    "matrix": ("rows", "value", "columns", "condition", "hover"),
    "bar": ("rows", "date", "value", "group", "hover"),
    "timeline": ("rows", "date", "group", "condition", "hover"),
    "network": ("ends", "group", "value", "hover"),
}
_NEEDED: Mapping[View, tuple[tuple[str, ...], ...]] = {
    "table": (),
    "matrix": (("rows",), ("value",)),
    "bar": (("rows", "date"), ("value",)),
    "timeline": (("rows",), ("date",)),
    "network": (("ends",),),
}
_MOST: Mapping[str, int] = {"columns": 1, "group": 1, "date": 2, "ends": 2}


@dataclass(frozen=True)
class Plot:
    """The columns behind each part of a picture.

    `rows` what a line or bar is of (several columns are joined), `columns` what a column of a matrix is of, `value` a
    stance, verdict or number (several stand side by side), `group` what is told apart by colour, `date` an EDTF date or
    the two ends of a period, `ends` the two ends of an edge, `condition` words that qualify a stance (one column for
    each value, in their order), `hover` what a mark tells of itself.
    """

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    condition: tuple[str, ...] = ()
    hover: tuple[str, ...] = ()

    @property
    def used(self) -> frozenset[str]:
        """All columns that are named."""
        return frozenset(name for part in fields(self) for name in getattr(self, part.name))


def parse_plot(value: object, view: View, known: Collection[str]) -> Plot:
    """Read the field `plot` of a header. `known` are the variables of the query.

    Raises ValueError, which says what is wrong with it.
    """
    if view == "table":
        raise ValueError("plot needs a view that is a picture: matrix, bar, timeline or network")
    if not isinstance(value, dict):
        raise ValueError("plot must be written as '{rows: …, value: …}'")
    for part in value:
        if part not in PARTS[view]:
            raise ValueError(f"the plot of a {view} has no part {part!r}, only {', '.join(PARTS[view])}")
    plot = Plot(**{part: _columns(part, columns) for part, columns in value.items()})
    for either in _NEEDED[view]:
        if not any(getattr(plot, part) for part in either):
            raise ValueError(f"the plot of a {view} needs {' or '.join(either)}")
    if plot.ends and len(plot.ends) != 2:
        raise ValueError("the ends of a plot are two columns")
    if missing := sorted(plot.used - set(known)):
        raise ValueError(f"plot names {missing[0]!r}, which is no variable of the query")
    return plot


def _columns(part: str, value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    if not names or not all(isinstance(name, str) for name in names):
        raise ValueError(f"{part} in plot must be a column or a list of columns")
    if len(names) > _MOST.get(part, len(names)):
        raise ValueError(f"{part} in plot takes {_MOST[part]} column{'s' * (_MOST[part] > 1)} at most")
    return tuple(names)
