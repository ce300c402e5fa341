"""What a lexicon may hold, checked: unknown tables and fields, values of another kind, empty frames, entries twice.

In: a table as TOML gives it, the form that `fields.toml` describes, and, for the user's own files, the lexicon that
they add to. Out: nothing, or an InputError that names the file, the line, the table and what was expected.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.extraction.lexicons.words import is_names, is_words, split_words, words_of
from kg.jsonvalues import Json, JsonObject, as_object, as_objects, as_text, as_texts

PARTS = ("verbs", "nouns", "adjectives")
REMOVE = "remove"


_KINDS: Mapping[str, tuple[Callable[[Json], bool], str]] = {
    "words": (is_words, "words that commas part"),
    "roles": (lambda value: is_names(value) and bool(value), 'a list of roles or prepositions, as in ["agent", "by"]'),
    "names": (lambda value: is_names(value) and bool(value), "a list of names"),
    "text": (lambda value: isinstance(value, str) and bool(value.strip()), "a text"),
    "share": (lambda value: isinstance(value, int | float) and 0 <= value <= 1, "a number from 0 to 1"),
    "flag": (lambda value: isinstance(value, bool), "true or false"),
    "sign": (lambda value: value in (1, -1), "1 or -1"),
}


@dataclass(frozen=True)
class Form:
    """What one lexicon may hold: its rows' fields by kind, those that no row may lack, tables with own keys."""

    rows: Mapping[str, Mapping[str, str | list[str]]]
    required: Mapping[str, list[str]]
    keyed: frozenset[str]
    prepositions: frozenset[str]

    @staticmethod
    def of(name: str, fields: JsonObject) -> Form:
        """The form of a lexicon, out of `fields.toml`."""
        own = as_object(fields.get(name, {}))
        own = as_object(fields[as_text(own["like"])]) if "like" in own else own
        rows = {row: _kinds(as_object(kinds)) for row, kinds in as_object(own.get("rows", {})).items()}
        required = {row: as_texts(names) for row, names in as_object(own.get("required", {})).items()}
        prepositions = frozenset(split_words(as_text(fields["prepositions"])))
        return Form(rows, required, frozenset(as_texts(own.get("keyed", []))), prepositions)


def _kinds(fields: JsonObject) -> dict[str, str | list[str]]:
    """The kind of each field of a row: its name, or the values that it may have."""
    return {name: kind if isinstance(kind, str) else as_texts(kind) for name, kind in fields.items()}


def check(table: JsonObject, form: Form, path: Path, packaged: JsonObject | None = None) -> None:
    """Check a lexicon, or a file of the user's that adds to the lexicon `packaged`. Raises InputError."""
    for place, problem in _problems(table, form, packaged):
        raise InputError(f"{place}: {problem}", path=path, line=_find_line(path, place))


def _problems(table: JsonObject, form: Form, packaged: JsonObject | None) -> Iterator[tuple[str, str]]:
    """What is wrong, each with the place: "[[frame]] 3, verbs", "[remove], verbs", "good_verbs"."""
    known = table if packaged is None else packaged
    for key, value in table.items():
        if key in form.rows:
            yield from _row_problems(key, value, form)
        elif key == REMOVE and packaged is not None and not isinstance(value, Mapping):
            yield key, "expected a table"
        elif key == REMOVE and packaged is not None:
            yield from _removal_problems(value, known, form, f"[{REMOVE}]")
        else:
            yield from _list_problems(value, known, key, form, "")


def _row_problems(name: str, rows: Json, form: Form) -> Iterator[tuple[str, str]]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield name, f"expected rows, each under a line [[{name}]]"
        return
    fields = {**form.rows[name], **(dict.fromkeys(PARTS, "words") if name == "frame" else {})}
    for number, row in enumerate(rows, 1):
        place = f"[[{name}]] {number}"
        for field, value in row.items():
            if problem := _field_problem(field, value, fields):
                yield f"{place}, {field}", problem
        for field in form.required.get(name, ()):
            if field not in row:
                yield place, f"expected a field {field}"
        if name == "frame":
            yield from _frame_problems(row, place, form)


def _field_problem(field: str, value: Json, fields: Mapping[str, str | list[str]]) -> str:
    """What is wrong with one field of a row, or nothing."""
    kind = fields.get(field)
    if kind is None:
        return f"no such field; expected one of {', '.join(sorted(fields))}"
    if isinstance(kind, list):
        return "" if value in kind else f"{value!r} is none of {', '.join(kind)}"
    fits, expected = _KINDS[kind]
    return "" if fits(value) else f"expected {expected}, not {value!r}"


def _frame_problems(row: JsonObject, place: str, form: Form) -> Iterator[tuple[str, str]]:
    cells = {part: split_words(cell) for part in PARTS if is_words(cell := row.get(part))}
    if not any(cells.values()):
        yield place, f"expected words under one of {', '.join(PARTS)}"
    for part, entries in cells.items():
        yield from _doubles(entries, f"{place}, {part}")
        for entry in entries:
            preposition = entry.partition(" ")[2]
            if preposition and preposition not in form.prepositions:
                problem = f"{entry!r}: {preposition!r} is no preposition; words that belong together are joined by _"
                yield f"{place}, {part}", problem


def _list_problems(value: Json, known: JsonObject, key: str, form: Form, path: str) -> Iterator[tuple[str, str]]:
    """Problems of lists of words, and of tables of them."""
    place, there = f"{path}.{key}".lstrip("."), known.get(key)
    if key not in known:
        yield place, f"no such list or table; expected one of {', '.join(sorted(known))}"
    elif isinstance(value, Mapping) and isinstance(there, Mapping):
        for name, item in value.items() if place not in form.keyed else ():
            yield from _list_problems(item, there, name, form, place)
    elif isinstance(value, Mapping) or isinstance(there, Mapping):
        yield place, "expected a table" if isinstance(there, Mapping) else "expected words that commas part"
    elif not is_words(value):
        yield place, f"expected words that commas part, not {value!r}"
    else:
        yield from _doubles(split_words(value), place)


def _doubles(entries: list[str], place: str) -> Iterator[tuple[str, str]]:
    for entry, times in Counter(entries).items():
        if times > 1:
            yield place, f"{entry!r} stands there {times} times"


def _removal_problems(remove: Json, known: JsonObject, form: Form, place: str) -> Iterator[tuple[str, str]]:
    """Problems of what is to be taken out: a word that isn't there is a slip of the pen."""
    for key, value in remove.items() if isinstance(remove, Mapping) else ():
        there = known.get(key)
        if key in PARTS and "frame" in form.rows:
            there = [entry for row in as_objects(known["frame"]) for entry in words_of(row.get(key, ""))]
        if isinstance(value, Mapping) and isinstance(there, Mapping):
            yield from _removal_problems(value, there, form, f"{place}, {key}")
        elif there is None or not is_words(value):
            yield f"{place}, {key}", "no such list, or no words that commas part"
        else:
            words = set(there) if isinstance(there, Mapping) else set(words_of(there))
            for missing in sorted(set(split_words(value)) - words):
                yield f"{place}, {key}", f"{missing!r} is not in the lexicon"


def _find_line(path: Path, place: str) -> int | None:
    """The line of a place: the header of the row or table, or the field below it."""
    head, _, field = place.partition(", ")
    name, _, number = head.partition(" ")
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [at for at, line in enumerate(lines) if line.split("#")[0].strip() == name]
    if not name.startswith("["):
        table, _, field = name.rpartition(".")
        starts = [at for at, line in enumerate(lines) if line.strip() == f"[{table}]"] if table else [0]
    index = int(number) - 1 if number else 0
    start = starts[index] if index < len(starts) else 0
    wanted = re.compile(rf"\s*{re.escape(field)}\s*=")
    inside = (at for at in range(start, len(lines)) if wanted.match(lines[at]))
    return (next(inside, start) if field else start) + 1
