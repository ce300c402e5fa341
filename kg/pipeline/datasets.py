"""Datasets into a store: rows, as they are read, to quads, as they are stored, in one pass and flat memory.

In: a dataset file. Out: its source in the store, with what was refused and which parties nobody knows. Rows are checked
one by one as they are read (shapes are for the claims of texts, of which there are fewer).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar, cast

from kg.datasets.events import gdelt, icews, polecat
from kg.datasets.files import DatasetFile, Mended
from kg.datasets.kinds import DatasetKind
from kg.datasets.parties import Parties
from kg.datasets.tables import reading as tables
from kg.datasets.votes import library, plain, unvotes, voeten
from kg.iris import Minter
from kg.mapping.rows.events import EventWriter
from kg.mapping.rows.statements import Coded, StatementWriter
from kg.mapping.rows.votes import VoteWriter
from kg.mapping.rows.writer import RowWriter
from kg.pipeline.shipped import get_registry
from kg.rows import (
    CodedActor,
    CodedEvent,
    CodedPosition,
    CodedResolution,
    DatasetSource,
    Duplicate,
    Reject,
    RollCall,
    Votes,
)

Row = TypeVar("Row")
# What people call the rows; texts have records of the same names.
_WORDS: Final[Mapping[type, str]] = {
    RollCall: "roll call", Votes: "vote", CodedEvent: "event", Duplicate: "repeated row", CodedPosition: "position",
    CodedResolution: "resolution", CodedActor: "actor",
}  # fmt: skip


@dataclass
class Tally:
    """What reading a dataset came to: rows by their kind, counted while its lines are used up.

    `refuse` takes each refused row, of which there may be too many to keep.
    """

    refuse: Callable[[Reject], object]
    rows: Counter[str] = field(default_factory=Counter)

    def sift(self, rows: Iterable[Row | Reject]) -> Iterator[Row]:
        """The rows without the refused ones, all counted by their kind."""
        for row in rows:
            if type(row) is Reject:
                self.refuse(row)
            else:
                self.rows[_WORDS[type(row)]] += len(row.cast) if type(row) is Votes else 1
                yield cast("Row", row)


class DatasetLoad:
    """One dataset on its way into a store: its description, its lines, and then what came of it."""

    def __init__(
        self,
        path: Path,
        kind: DatasetKind,
        minter: Minter,
        refuse: Callable[[Reject, Path], object],
        layout: Path | None = None,
        mended: Mended | None = None,
    ) -> None:
        """`refuse` takes each refused row and the file that it stands in. Raises InputError."""
        self.file, self.kind, self._layout = DatasetFile(path, mended), kind, layout
        self.source = describe(path, kind, layout)
        self.tally = Tally(self._refuse)
        self._take = refuse
        self.parties = Parties(get_registry())
        self._writer = RowWriter(self.source, minter, self.parties.find)
        self.node, self.graph = self._writer.node, self._writer.graph

    def lines(self, input_sha256: str, tool: str) -> Iterator[str]:
        """All quads of the dataset as N-Quads, a few lines at a time. Raises InputError."""
        yield from _write_rows(self.file, self.kind, self._writer, self.tally, self._layout)
        yield from self._writer.finish(input_sha256, tool)

    def _refuse(self, reject: Reject) -> None:
        """Pass a refused row on, unless it has been mended."""
        if not self.file.is_mended(reject.line):
            path, line = self.file.origin(reject.line)
            self._take(reject._replace(line=line), path)


def describe(path: Path, kind: DatasetKind, layout: Path | None = None) -> DatasetSource:
    """The dataset as a whole. Raises InputError."""
    match kind:
        case "un-votes":
            return unvotes.describe(path)
        case "voeten-votes":
            return voeten.describe(path)
        case "library-votes":
            return library.describe(path)
        case "votes":
            return plain.describe(path)
        case "icews":
            return icews.describe(path)
        case "gdelt":
            return gdelt.describe(path)
        case "polecat":
            return polecat.describe(path)
        case "table":
            return tables.describe(path, layout)


def read_rows(file: DatasetFile, kind: DatasetKind, layout: Path | None = None) -> Iterator[object]:
    """The rows of a dataset, refused ones among them, while it is read. Raises InputError."""
    match kind:
        case "un-votes":
            return unvotes.read_votes(file)
        case "voeten-votes":
            return voeten.read_votes(file)
        case "library-votes":
            return library.read_votes(file)
        case "votes":
            return plain.read_votes(file)
        case "icews":
            return icews.read_events(file)
        case "gdelt":
            return gdelt.read_events(file)
        case "polecat":
            return polecat.read_events(file)
        case "table":
            return tables.Table(file, layout).rows()


def _write_rows(
    file: DatasetFile, kind: DatasetKind, writer: RowWriter, tally: Tally, layout: Path | None
) -> Iterator[str]:
    rows = tally.sift(read_rows(file, kind, layout))
    match kind:
        case "un-votes" | "voeten-votes" | "library-votes" | "votes":
            return VoteWriter(writer).write(cast("Iterator[RollCall | Votes]", rows))
        case "icews" | "gdelt" | "polecat":
            return EventWriter(writer).write(cast("Iterator[CodedEvent | Duplicate]", rows))
        case "table":
            return StatementWriter(writer).write(cast("Iterator[Coded]", rows))
