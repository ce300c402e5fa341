"""Layouts: what a user says of the columns and cells of a table, as a small TOML file.

kind = "position"            # or event, resolution, actor; else the columns tell
title = "…"  citation = "…"  license = "…"  delimiter = ";"  sheet = "…"
date_format = "%d/%m/%Y"     # of Python's strptime
[columns]                    # field = "name of the column"
stance = "Haltung"
[values.stance]              # cell = what it means
pro = "support"
[constants]                  # field = what it is in every row
publisher = "Neue Zeitung"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, get_args

from kg.datasets.tables.columns import NAMES, TableKind
from kg.errors import InputError

_TEXTS: Final = ("kind", "title", "citation", "license", "delimiter", "sheet", "date_format")


@dataclass(frozen=True)
class Layout:
    """What a user says of a table; without it the usual names and forms hold."""

    kind: TableKind | None = None
    title: str | None = None
    citation: str | None = None
    license: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    date_format: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)


def read_layout(path: Path) -> Layout:
    """Read a layout. Raises InputError, which names the key that cannot be used."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=path) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"is no TOML: {error}", path=path) from error
    if problem := _find_problem(data):
        raise InputError(problem, path=path)
    values = {
        name: {_fold(cell): str(of) for cell, of in table.items()} for name, table in data.pop("values", {}).items()
    }
    constants = {name: str(value) for name, value in data.pop("constants", {}).items()}
    return Layout(**data, values=values, constants=constants)


def _find_problem(data: dict[str, Any]) -> str | None:
    known = [one.name for one in fields(Layout)]
    if unknown := next((key for key in data if key not in known), None):
        return f"has the key {unknown!r}; expected {', '.join(known)}"
    if bad := next((key for key in _TEXTS if not isinstance(data.get(key, ""), str)), None):
        return f"{bad} is no text"
    kinds = get_args(TableKind)
    if (kind := data.get("kind")) is not None and kind not in kinds:
        return f"kind is {kind!r}; expected {', '.join(kinds)}"
    if (delimiter := data.get("delimiter")) is not None and len(delimiter) != 1:
        return f"delimiter is {delimiter!r}; expected one letter"
    allowed = {name for one in ([kind] if kind else kinds) for name in NAMES[one]}
    for section in ("columns", "values", "constants"):
        table = data.get(section, {})
        if not isinstance(table, dict):
            return f"{section} is no table"
        if wrong := next((name for name in table if name not in allowed), None):
            return f"{section} names the field {wrong!r}; expected {', '.join(sorted(allowed))}"
        if section != "constants" and not all(
            isinstance(v, dict if section == "values" else str) for v in table.values()
        ):
            return f"{section} gives a field something else than {'a table' if section == 'values' else 'a column'}"
    return None


def _fold(cell: str) -> str:
    return cell.strip().casefold()
