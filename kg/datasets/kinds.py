"""Which dataset a file is, by its content: a name proves nothing, since files get renamed.

In: a path, or what the user says it is (`--as`). Out: the kind, None for a file that is no dataset; the files it is of.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal, get_args

from kg.datasets.files import DatasetFile
from kg.datasets.tables.sheets import EXCEL
from kg.errors import UsageError

DatasetKind = Literal["un-votes", "voeten-votes", "library-votes", "votes", "icews", "polecat", "gdelt", "table"]
# Files of texts with what is said in them, which become records instead of rows.
RecordsKind = Literal["dna", "jsonl"]
# What a dataset file may be called; others are not opened to find out.
SUFFIXES: Final = (".csv", ".tsv", ".tab", ".txt", ".gz", ".zip", ".parquet", *EXCEL)
# The more particular ones come first: the first that says yes counts.
_KINDS: Final[tuple[DatasetKind, ...]] = get_args(DatasetKind)
_TABLES: Final = (".csv", ".tsv", ".tab", ".csv.gz", ".tsv.gz", ".csv.zip", ".tsv.zip", ".parquet", *EXCEL)


def find_kind(path: Path) -> DatasetKind | None:
    """The kind of a file by its first bytes; None where it is none of them. Raises InputError."""
    if not path.name.casefold().endswith(SUFFIXES):
        return None
    head = DatasetFile(path).head()
    return next((kind for kind in _KINDS if tells_kind(kind, head)), None)


def guess_kind(path: Path) -> DatasetKind | None:
    """A table, where the name of a file says so: reading it tells what its columns lack."""
    return "table" if path.name.casefold().endswith(_TABLES) else None


def tells_kind(kind: DatasetKind, head: bytes) -> bool:
    """Whether a file of this kind may begin so."""
    # Each imported when it is asked: an unchanged file would wait longer for all of them than for anything else.
    match kind:
        case "un-votes" | "voeten-votes" | "library-votes" | "votes":
            return _tells_votes(kind, head)
        case "icews" | "polecat" | "gdelt":
            return _tells_events(kind, head)
        case "table":
            from kg.datasets.tables import reading as tables

            return tables.is_table(head)


def _tells_votes(kind: Literal["un-votes", "voeten-votes", "library-votes", "votes"], head: bytes) -> bool:
    match kind:
        case "un-votes":
            from kg.datasets.votes import unvotes

            return unvotes.is_votes(head)
        case "voeten-votes":
            from kg.datasets.votes import voeten

            return voeten.is_votes(head)
        case "library-votes":
            from kg.datasets.votes import library

            return library.is_votes(head)
        case "votes":
            from kg.datasets.votes import plain

            return plain.is_votes(head)


def _tells_events(kind: Literal["icews", "polecat", "gdelt"], head: bytes) -> bool:
    match kind:
        case "icews":
            from kg.datasets.events import icews

            return icews.is_events(head)
        case "polecat":
            from kg.datasets.events import polecat

            return polecat.is_events(head)
        case "gdelt":
            from kg.datasets.events import gdelt

            return gdelt.is_events(head)


def files_of(path: Path, kind: DatasetKind) -> list[Path]:
    """All files that a dataset is read from. Raises InputError where one is missing."""
    match kind:
        case "un-votes":
            from kg.datasets.votes import unvotes

            return [path, *unvotes.companions(path)]
        case "voeten-votes" | "library-votes" | "votes" | "icews" | "gdelt" | "polecat" | "table":
            return [path]


def get_kind(name: str) -> DatasetKind | RecordsKind:
    """The kind that a user names. Raises UsageError with those that there are."""
    kinds = (*get_args(DatasetKind), *get_args(RecordsKind))
    for kind in kinds:
        if kind == name:
            return kind  # type: ignore[no-any-return]
    raise UsageError(f"no dataset is called {name!r}; there are {', '.join(kinds)}")
