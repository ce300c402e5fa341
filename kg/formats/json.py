"""Flat JSON: IRIs as strings, their labels beside the rows, numbers and booleans as JSON has them."""

from __future__ import annotations

import json
import math

from pyoxigraph import BlankNode, Literal

from kg.formats.values import parse_literal
from kg.queries.results import Cell, Table


def format_json(table: Table) -> str:
    """`columns`, `rows` (an object a row: IRIs and texts as strings, numbers, booleans, null), `labels`, `truncated`.

    `labels` maps the IRIs in the rows to what people call them. A number that JSON cannot hold (NaN) is text.
    """
    rows = [dict(zip(table.columns, map(_plain, row), strict=True)) for row in table.rows]
    labels = {node.value: label for node, label in sorted(table.labels.items(), key=lambda item: item[0].value)}
    value = {"columns": list(table.columns), "rows": rows, "labels": labels, "truncated": table.truncated}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _plain(cell: Cell) -> str | int | float | bool | None:
    if not isinstance(cell, Literal):
        return None if cell is None else str(cell) if isinstance(cell, BlankNode) else cell.value
    value = parse_literal(cell)
    return value if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)) else cell.value
