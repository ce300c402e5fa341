"""The user's own words joined to those of a lexicon: rows of theirs come first, lists grow, `[remove]` takes words out.

In: two checked tables and the form of the lexicon. Out: one table; the two are left as they were.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extraction.lexicons.checks import PARTS, REMOVE, Form
from kg.extraction.lexicons.words import words_of
from kg.jsonvalues import Json, JsonObject, as_object, as_objects


def merge(packaged: JsonObject, own: JsonObject, form: Form) -> dict[str, Json]:
    """The lexicon with what the user adds to it, and without what the user takes out."""
    kept = _without(packaged, as_object(own.get(REMOVE, {})), form)
    return _joined(kept, {key: value for key, value in own.items() if key != REMOVE}, form)


def _joined(old: JsonObject, new: JsonObject, form: Form, path: str = "") -> dict[str, Json]:
    """Keys of both; where both have one, rows and lists are joined, and a key of a keyed table is replaced."""
    if path in form.keyed:
        return {**old, **new}
    found = dict(old)
    for key, value in new.items():
        found[key] = _join(old[key], value, form, f"{path}.{key}".lstrip(".")) if key in old else value
    return found


def _join(old: Json, new: Json, form: Form, path: str) -> Json:
    if isinstance(old, Mapping):
        return _joined(old, as_object(new), form, path)
    if path in form.rows:
        return [*as_objects(new), *as_objects(old)]
    words = [*words_of(old), *words_of(new)]
    return ", ".join(words) if isinstance(old, str) else words


def _without(table: JsonObject, remove: JsonObject, form: Form, path: str = "") -> dict[str, Json]:
    kept = dict(table)
    for key, value in remove.items():
        place = f"{path}.{key}".lstrip(".")
        if key in PARTS and not path and "frame" in form.rows:
            kept["frame"] = [_without_words(row, key, set(words_of(value))) for row in as_objects(kept["frame"])]
        elif place in form.keyed:
            kept[key] = {name: item for name, item in as_object(table[key]).items() if name not in words_of(value)}
        elif isinstance(inner := table[key], Mapping):
            kept[key] = _without(inner, as_object(value), form, place)
        else:
            kept = _without_words(kept, key, set(words_of(value)))
    return kept


def _without_words(row: JsonObject, key: str, words: set[str]) -> dict[str, Json]:
    """A row whose cell lacks the words; cells without any of them stay as they are written."""
    cell = row.get(key)
    if cell is None or not words & set(words_of(cell)):
        return dict(row)
    left = [word for word in words_of(cell) if word not in words]
    return {**row, key: ", ".join(left) if isinstance(cell, str) else left}
