"""The formats that tables are written in: their names, their suffixes, and which of them are no text.

In: the name of a file. Out: the name of a format. It imports no writer, since every command starts by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Final, Literal

from kg.files import unknown_suffix

Format = Literal["csv", "tsv", "json", "markdown", "html", "sparql-json", "sparql-xml", "parquet", "xlsx"]

SUFFIXES: Final[Mapping[Format, tuple[str, ...]]] = MappingProxyType(
    {
        "csv": (".csv",),
        "tsv": (".tsv", ".tab"),
        "json": (".json",),
        "markdown": (".md", ".markdown"),
        "html": (".html", ".htm"),
        "sparql-json": (".srj",),
        "sparql-xml": (".srx",),
        "parquet": (".parquet",),
        "xlsx": (".xlsx",),
    }
)
BINARY: Final[frozenset[str]] = frozenset({"parquet", "xlsx"})


def guess_format(path: str | PurePath) -> Format:
    """The format of a file by its suffix. Raises UsageError, which lists the suffixes.

    >>> guess_format("answer.XLSX")
    'xlsx'
    """
    suffix = PurePath(path).suffix.lower()
    for format, suffixes in SUFFIXES.items():
        if suffix in suffixes:
            return format
    raise unknown_suffix(path, "tables", (suffix for suffixes in SUFFIXES.values() for suffix in suffixes))
