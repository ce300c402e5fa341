"""Lexicons as rules use them: one table, or one of its lists of words, with what the user's own folder adds.

In: `NAME.toml` beside this module, and a file of the same name in the folder that KG_LEXICONS names. Out: words in sets
and lists, words with what they stand for, rows. Everything is read once a process: the folder is chosen before the
first text is read, and processes started later inherit it. What a table means is for whoever reads it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from kg.errors import InputError
from kg.extraction.lexicons.checks import Form, check
from kg.extraction.lexicons.merging import merge
from kg.extraction.lexicons.words import words_of
from kg.jsonvalues import Choice, Json, JsonObject, as_choice, as_number, as_object, as_objects, as_text, as_texts
from kg.resources import own_folder

FOLDER = Path(__file__).parent
_FIELDS = "fields"
# What a field of a row holds.
Cell = str | int | float | tuple[str, ...]
Row = Mapping[str, Cell]
Value = TypeVar("Value")


def lexicon_names() -> list[str]:
    """The names of all lexicons."""
    return sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != _FIELDS)


@cache
def read_lexicon(name: str) -> JsonObject:
    """One lexicon, with what the user's folder adds to it. Raises InputError for a file of the user's that is wrong."""
    packaged = read_table(FOLDER / f"{name}.toml")
    folder = own_folder()
    if folder is None:
        return packaged
    _check_names(folder)
    path = folder / f"{name}.toml"
    return add_own(name, packaged, path) if path.is_file() else packaged


@cache
def word_set(lexicon: str, *path: str) -> frozenset[str]:
    """A list of words of a lexicon, which may stand in a table."""
    return frozenset(word_list(lexicon, *path))


@cache
def word_list(lexicon: str, *path: str) -> tuple[str, ...]:
    """A list of words in its order."""
    return tuple(_read(words_of, lexicon, path))


@cache
def word_sets(lexicon: str, table: str) -> Mapping[str, frozenset[str]]:
    """A table of lists of words, by their names."""
    return {name: word_set(lexicon, table, name) for name in _read(as_object, lexicon, (table,))}


@cache
def read_text(lexicon: str, *path: str) -> str:
    """A text, as it is written."""
    return _read(as_text, lexicon, path)


@cache
def read_texts(lexicon: str, *path: str) -> Mapping[str, str]:
    """A table of words with the text that each stands for."""
    return {word: _read(as_text, lexicon, (*path, word)) for word in _read(as_object, lexicon, path)}


@cache
def read_choices(lexicon: str, table: str, choices: tuple[Choice, ...]) -> Mapping[str, Choice]:
    """A table of words with what each stands for, which is one of a closed list."""
    return {word: as_choice(text, choices) for word, text in read_texts(lexicon, table).items()}


@cache
def read_numbers(lexicon: str, table: str) -> Mapping[str, int]:
    """A table of words with the number that each stands for."""
    return {word: _read(as_number, lexicon, (table, word)) for word in _read(as_object, lexicon, (table,))}


@cache
def read_rows(lexicon: str, name: str) -> tuple[Row, ...]:
    """The rows of a lexicon, those of a lexicon without any being none."""
    rows = _read(as_objects, lexicon, (name,)) if name in read_lexicon(lexicon) else []
    return tuple({field: _as_cell(value) for field, value in row.items()} for row in rows)


def _read(parse: Callable[[Json], Value], lexicon: str, path: Sequence[str]) -> Value:
    """What stands in a lexicon under a name, or under names of names. Raises InputError where it is something else."""
    found: Json = read_lexicon(lexicon)
    try:
        for name in path:
            found = as_object(found)[name]
        return parse(found)
    except TypeError as error:
        raise InputError(f"the lexicon {lexicon} has no such {'.'.join(path)}: {error}") from error


def _as_cell(value: Json) -> Cell:
    if isinstance(value, str | int | float):
        return value
    return tuple(as_texts(value))


@cache
def read_form(name: str) -> Form:
    """What a lexicon may hold."""
    return Form.of(name, read_table(FOLDER / f"{_FIELDS}.toml"))


def add_own(name: str, packaged: JsonObject, path: Path) -> JsonObject:
    """A lexicon with what a file of the user's adds to it. Raises InputError."""
    own = read_table(path)
    form = read_form(name)
    check(own, form, path, packaged)
    return merge(packaged, own, form)


def read_table(path: Path) -> JsonObject:
    """A TOML file. Raises InputError where it is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"is no TOML: {error}", path=path) from error


def _check_names(folder: Path) -> None:
    """A file of another name would never be read, and nobody would know."""
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in lexicon_names():
            raise InputError(f"no lexicon has this name; expected one of {', '.join(lexicon_names())}", path=path)
