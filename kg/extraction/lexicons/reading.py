"""Lexicons as rules use them: one table, or one of its lists of words, with what the user's own folder adds.

In: `NAME.toml` beside this module, and a file of the same name in the folder that KG_LEXICONS names. Out: tables as
TOML gives them, word sets. Everything is read once a process: the folder is chosen before the first text is read, and
processes started later inherit it. What a table means is for whoever reads it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.extraction.lexicons.checks import Form, check
from kg.extraction.lexicons.merging import merge
from kg.extraction.lexicons.words import split_words
from kg.resources import own_folder

FOLDER = Path(__file__).parent
_FIELDS = "fields"


def lexicon_names() -> list[str]:
    """The names of all lexicons."""
    return sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != _FIELDS)


@cache
def read_lexicon(name: str) -> dict[str, Any]:
    """One lexicon, with what the user's folder adds to it. Raises InputError for a file of the user's that is wrong."""
    packaged = read_table(FOLDER / f"{name}.toml")
    folder = own_folder()
    if folder is None:
        return packaged
    _check_names(folder)
    path = folder / f"{name}.toml"
    return add_own(name, packaged, path) if path.is_file() else packaged


@cache
def word_set(lexicon: str, name: str) -> frozenset[str]:
    """A plain list of words of a lexicon."""
    return frozenset(split_words(read_lexicon(lexicon)[name]))


@cache
def read_form(name: str) -> Form:
    """What a lexicon may hold."""
    return Form.of(name, read_table(FOLDER / f"{_FIELDS}.toml"))


def add_own(name: str, packaged: dict[str, Any], path: Path) -> dict[str, Any]:
    """A lexicon with what a file of the user's adds to it. Raises InputError."""
    own = read_table(path)
    form = read_form(name)
    check(own, form, path, packaged)
    return merge(packaged, own, form)


def read_table(path: Path) -> dict[str, Any]:
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
