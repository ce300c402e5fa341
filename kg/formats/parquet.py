"""Parquet: typed columns for data frames, with the IRIs of things beside their labels.

Dates are date32, moments timestamps in UTC, integers 64 bits wide. What was asked stands in the metadata of the schema.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from kg.errors import MissingExtra
from kg.formats.captions import Caption
from kg.formats.values import Column, beside, read_columns
from kg.queries.results import Table

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]


def encode_parquet(table: Table, caption: Caption | None = None) -> bytes:
    """The bytes of a Parquet file; the same for the same table and version of Arrow. Raises UsageError without it."""
    arrow = make_arrow(table, caption)
    import pyarrow.parquet  # type: ignore[import-untyped]

    stream = io.BytesIO()
    pyarrow.parquet.write_table(arrow, stream, compression="zstd")
    return stream.getvalue()


def make_arrow(table: Table, caption: Caption | None = None) -> pyarrow.Table:
    """The table as Arrow has it. Raises UsageError where Arrow is not installed."""
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtra("Parquet", "pyarrow", "tables") from error
    columns = tuple(beside(read_columns(table)))
    arrays = [pyarrow.array(column.values, type=_type(column)) for column in columns]
    known = caption or Caption()
    facts = {"query": known.query, "question": known.question, "truncated": json.dumps(table.truncated)}
    facts["arguments"] = json.dumps(dict(known.arguments), ensure_ascii=False)
    return pyarrow.table(arrays, names=[column.name for column in columns], metadata=facts)


def _type(column: Column) -> pyarrow.DataType:
    import pyarrow

    match column.kind:
        case "integer":
            return pyarrow.int64()
        case "number":
            return pyarrow.float64()
        case "boolean":
            return pyarrow.bool_()
        case "date":
            return pyarrow.date32()
        case "time":
            return pyarrow.timestamp("us", tz="UTC")
        case _:
            return pyarrow.string()
