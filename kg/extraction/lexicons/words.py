"""Entries of a lexicon's cell: text in, words out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from kg.jsonvalues import Json


def is_words(value: Json) -> TypeGuard[str | list[str]]:
    """Whether a value can be a cell: a text, or a list of entries."""
    return isinstance(value, str) or is_names(value)


def is_names(value: Json) -> TypeGuard[list[str]]:
    """Whether a value is a list of entries."""
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)


def words_of(value: Json) -> list[str]:
    """The entries of a cell as TOML gives it. Raises TypeError where it is none."""
    if not is_words(value):
        raise TypeError(f"expected words, not {value!r}")
    return split_words(value)


def split_words(cell: str | Sequence[str]) -> list[str]:
    """The entries of a cell, which commas and line breaks part; a list of entries is one already."""
    items = cell.replace("\n", ",").split(",") if isinstance(cell, str) else cell
    return [" ".join(item.split()) for item in items if item.strip()]
