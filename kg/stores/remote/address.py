"""The addresses of a SPARQL server: where it is asked, changed and loaded.

In: an address, or a TOML file that names them (`query`, `update`, `graph_store`, `base`, `user`). Out: `Address`.
Passwords stand in neither: see `credentials`. Nothing is sent from here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg.errors import UsageError
from kg.vocabulary import DEFAULT_BASE

_FIELDS = ("query", "update", "graph_store", "base", "user")
# A Path has one slash left of the two.
_ADDRESS = re.compile(r"(https?):/+(.+)")


@dataclass(frozen=True)
class Address:
    """Where a store is: `update` and `graph_store` are None where nothing is said of them.

    `given` is what the user typed; `base` is that of the IRIs of the data, `user` the name to log in with.
    """

    given: str
    query: str
    update: str | None = None
    graph_store: str | None = None
    base: str = DEFAULT_BASE
    user: str | None = None


def read_address(store: Path | str) -> Address:
    """The addresses behind what names a store. Raises UsageError where it is not one, or holds a password."""
    match = _ADDRESS.fullmatch(str(store))
    if match is None:
        return _read_file(Path(store))
    url = _checked("://".join(match.groups()), str(store))
    return Address(url, url)


def _read_file(path: Path) -> Address:
    try:
        fields: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} names no store: {error}") from error
    unknown = sorted(fields.keys() - set(_FIELDS))
    if unknown:
        raise UsageError(f"{path}: {unknown[0]!r} is not one of {', '.join(_FIELDS)}")
    if "query" not in fields or not all(isinstance(value, str) for value in fields.values()):
        raise UsageError(f'{path}: a store needs query = "https://…", and all else is text too')
    places = {name: _checked(fields[name], str(path)) for name in _FIELDS[:3] if name in fields}
    return Address(str(path), **places, base=fields.get("base", DEFAULT_BASE), user=fields.get("user"))


def _checked(url: str, where: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{where}: {url!r} is not the address of a server; it begins with http:// or https://")
    if parts.username or parts.password:
        hint = "set KG_STORE_USER and KG_STORE_PASSWORD, or use ~/.netrc"
        raise UsageError(f"{parts.hostname}: a password in an address is seen by others; {hint}")
    return url
