"""Which dataset a file is, by its content: a name proves nothing, since files get renamed.

In: a path, or what the user says it is (`--as`). Out: the kind, None for a file that is no dataset; the files it is of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Literal, get_args

from kg.datasets.events import gdelt, icews, polecat
from kg.datasets.files import DatasetFile
from kg.datasets.tables import reading as tables
from kg.datasets.tables.sheets import EXCEL
from kg.datasets.votes import library, plain, unvotes, voeten
from kg.errors import UsageError

DatasetKind = Literal["un-votes", "voeten-votes", "library-votes", "votes", "icews", "gdelt", "polecat", "table"]
# Files of texts with what is said in them, which become records instead of rows.
RecordsKind = Literal["dna", "jsonl"]
# What a dataset file may be called; others are not opened to find out.
SUFFIXES: Final = (".csv", ".tsv", ".tab", ".txt", ".gz", ".zip", ".parquet", *EXCEL)
_TABLES: Final = (".csv", ".tsv", ".tab", ".csv.gz", ".tsv.gz", ".csv.zip", ".tsv.zip", ".parquet", *EXCEL)

# The first that says yes counts: the more particular ones come first.
_RECOGNISERS: Final[Mapping[DatasetKind, Callable[[bytes], bool]]] = {
    "un-votes": unvotes.is_votes,
    "voeten-votes": voeten.is_votes,
    "library-votes": library.is_votes,
    "votes": plain.is_votes,
    "icews": icews.is_events,
    "polecat": polecat.is_events,
    "gdelt": gdelt.is_events,
    "table": tables.is_table,
}


def find_kind(path: Path) -> DatasetKind | None:
    """The kind of a file by its first bytes; None where it is none of them. Raises InputError."""
    if not path.name.casefold().endswith(SUFFIXES):
        return None
    head = DatasetFile(path).head()
    return next((kind for kind, is_one in _RECOGNISERS.items() if is_one(head)), None)


def guess_kind(path: Path) -> DatasetKind | None:
    """A table, where the name of a file says so: reading it tells what its columns lack."""
    return "table" if path.name.casefold().endswith(_TABLES) else None


def tells_kind(kind: DatasetKind, head: bytes) -> bool:
    """Whether a file of this kind may begin so."""
    return _RECOGNISERS[kind](head)


def files_of(path: Path, kind: DatasetKind) -> list[Path]:
    """All files that a dataset is read from. Raises InputError where one is missing."""
    match kind:
        case "un-votes":
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
