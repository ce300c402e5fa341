"""Markdown tables (GitHub's): what people read, one line a row."""

from __future__ import annotations

import re

from kg.queries.results import Table


def format_markdown(table: Table) -> str:
    """A head, a rule, and a line for each row; what Markdown would read as markup is escaped."""
    lines = [table.columns, ["---"] * len(table.columns), *table.texts()]
    return "".join(f"| {' | '.join(_escape(cell) for cell in line)} |\n" for line in lines)


def _escape(text: str) -> str:
    return re.sub(r"([\\|*_`<\[])", r"\\\1", " ".join(text.split()))
