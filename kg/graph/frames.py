"""Data frames: answers for pandas and polars, with a type for each column.

A table comes in; dates become dates, integers with gaps stay integers, things are their labels and, where that is asked
for, have their IRIs in columns beside. Both packages belong to the extra `frames` and are imported when first needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from kg.errors import MissingExtra
from kg.formats.values import Column, beside, read_columns
from kg.queries.results import Table

if TYPE_CHECKING:
    import pandas
    import polars

# Types that can hold a gap; seconds, since nanoseconds end in 1677.
_PANDAS: Final = {
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
    "time": "datetime64[us, UTC]",
}


def make_pandas(table: Table, iris: bool) -> pandas.DataFrame:
    """The answer for pandas; dates are datetime64, at midnight. Raises UsageError where pandas is not installed."""
    try:
        import pandas
    except ImportError as error:
        raise _missing("pandas") from error
    columns = {column.name: pandas.Series(column.values, dtype=_pandas_type(column)) for column in _choose(table, iris)}
    return pandas.DataFrame(columns, index=pandas.RangeIndex(len(table.rows)))


def make_polars(table: Table, iris: bool) -> polars.DataFrame:
    """The answer for polars. Raises UsageError where polars is not installed."""
    try:
        import polars
    except ImportError as error:
        raise _missing("polars") from error
    types: dict[str, Any] = {
        "integer": polars.Int64,
        "number": polars.Float64,
        "boolean": polars.Boolean,
        "date": polars.Date,
        "time": polars.Datetime("us", "UTC"),
        "text": polars.String,
    }
    return polars.DataFrame([polars.Series(each.name, each.values, types[each.kind]) for each in _choose(table, iris)])


def _choose(table: Table, iris: bool) -> Iterable[Column]:
    columns = read_columns(table)
    return beside(columns) if iris else columns


def _pandas_type(column: Column) -> Any:
    # Without a type pandas chooses its own for texts, which is another in each of its versions; a column of nothing
    # would be one of numbers.
    nothing = all(value is None for value in column.values)
    return _PANDAS.get(column.kind, object if nothing else None)


def _missing(package: str) -> MissingExtra:
    return MissingExtra(f"to_{package}()", package, "frames")
