"""Entries of a lexicon's cell: text in, words out."""

from __future__ import annotations

from collections.abc import Sequence


def split_words(cell: str | Sequence[str]) -> list[str]:
    """The entries of a cell, which commas and line breaks part; a list of entries is one already."""
    items = cell.replace("\n", ",").split(",") if isinstance(cell, str) else cell
    return [" ".join(item.split()) for item in items if item.strip()]
