"""The user's own words joined to those of a lexicon: rows of theirs come first, lists grow, `[remove]` takes words out.

In: two checked tables and the form of the lexicon. Out: one table; the two are left as they were.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.extraction.lexicons.checks import PARTS, REMOVE, Form
from kg.extraction.lexicons.words import split_words


def merge(packaged: Mapping[str, Any], own: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """The lexicon with what the user adds to it, and without what the user takes out."""
    kept = _without(packaged, own.get(REMOVE, {}), form)
    return _joined(kept, {key: value for key, value in own.items() if key != REMOVE}, form)


def _joined(old: Mapping[str, Any], new: Mapping[str, Any], form: Form, path: str = "") -> dict[str, Any]:
    """Keys of both; where both have one, rows and lists are joined, and a key of a keyed table is replaced."""
    if path in form.keyed:
        return {**old, **new}
    found = dict(old)
    for key, value in new.items():
        found[key] = _join(old[key], value, form, f"{path}.{key}".lstrip(".")) if key in old else value
    return found


def _join(old: Any, new: Any, form: Form, path: str) -> Any:
    if isinstance(old, dict):
        return _joined(old, new, form, path)
    if path in form.rows:
        return [*new, *old]
    words = [*split_words(old), *split_words(new)]
    return ", ".join(words) if isinstance(old, str) else words


def _without(table: Mapping[str, Any], remove: Mapping[str, Any], form: Form, path: str = "") -> dict[str, Any]:
    kept = dict(table)
    for key, value in remove.items():
        place = f"{path}.{key}".lstrip(".")
        if key in PARTS and not path and "frame" in form.rows:
            kept["frame"] = [_without_words(row, key, set(split_words(value))) for row in kept["frame"]]
        elif place in form.keyed:
            kept[key] = {name: item for name, item in table[key].items() if name not in split_words(value)}
        elif isinstance(table[key], dict):
            kept[key] = _without(table[key], value, form, place)
        else:
            kept = _without_words(kept, key, set(split_words(value)))
    return kept


def _without_words(row: Mapping[str, Any], key: str, words: set[str]) -> dict[str, Any]:
    """A row whose cell lacks the words; cells without any of them stay as they are written."""
    cell = row.get(key)
    if cell is None or not words & set(split_words(cell)):
        return dict(row)
    left = [word for word in split_words(cell) if word not in words]
    return {**row, key: ", ".join(left) if isinstance(cell, str) else left}
