"""What a load refuses: how much of it is too much, and a file of it that loads again once it is mended.

In: refused rows and records, file by file. Out: counts, the first ones of each file, and `RejectsFile`: the rows as
they came under the header of their table, or records as JSON Lines each after its document, with nothing added, and
beside it the reason of every line. Millions of refused rows need no memory.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Final, Protocol, Self

from kg.errors import InputError, RecordError, TooManyRefused
from kg.pipeline.inputs import Input
from kg.pipeline.mending import COLUMNS, find_header, reasons_of
from kg.rows import Reject

if TYPE_CHECKING:
    from kg.records import Document

FIRST: Final = 20


class Sink(Protocol):
    """Where refused rows go."""

    def write(self, file: Input, reject: Reject, document: Document | None) -> None:
        """Take one row of a file; `document` is what a record speaks of."""


@dataclass
class Refused:
    """What was refused of one file: how many rows, and the first of them."""

    file: Input
    whole: Refusals
    count: int = 0
    first: list[Reject] = field(default_factory=list)

    def take(self, reject: Reject, path: Path) -> None:
        """Count a refused row, which stands in the file or in that of its mended rows. Raises as `Refusals.take`."""
        self.count += 1
        own = path == self.file.path
        if len(self.first) < FIRST:
            self.first.append(reject if own else Reject(0, f"{path.name}:{reject.line}: {reject.reason}", reject.raw))
        self.whole.take(self.file if own else replace(self.file, path=path, mended=None), (reject,))


class Refusals:
    """What a whole load refused; more than `limit` rows are an error (None: any number is fine)."""

    def __init__(self, limit: int | None = None, sink: Sink | None = None) -> None:
        self.limit, self._sink = limit, sink
        self.count = 0

    def begin(self, file: Input) -> Refused:
        """The refusals of one file, row by row."""
        return Refused(file, self)

    def take(self, file: Input, rejects: Iterable[Reject], document: Document | None = None) -> None:
        """Count refused rows and hand them on. Raises RecordError where none may be, else TooManyRefused."""
        for reject in rejects:
            self.count += 1
            if self._sink is not None:
                self._sink.write(file, reject, document)
            if self.limit is not None and self.count > self.limit:
                raise self._error(file.path, reject)

    def _error(self, path: Path, reject: Reject) -> InputError:
        line = reject.line or None
        if self.limit == 0:
            return RecordError(reject.reason, path=path, line=line)
        problem = f"{reject.reason}; that makes more than {self.limit} refused, so nothing was loaded"
        return TooManyRefused(problem, path=path, line=line)


class RejectsFile:
    """Refused rows in a file of the format of their own, and their reasons in another beside it (`.reasons.tsv`).

    Used by `with`: both appear when it ends, by TooManyRefused too, if anything was refused. Raises InputError for rows
    of two formats.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.reasons = path, reasons_of(path)
        self._rows: IO[str] | None = None
        self._why: IO[str] | None = None
        self._kind: str | None = None
        self._document: Document | None = None
        self._line = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._rows is None or self._why is None:
            return
        for stream, path in ((self._rows, self.path), (self._why, self.reasons)):
            stream.close()
            if error is None or isinstance(error, TooManyRefused):
                _part(path).replace(path)
            else:
                _part(path).unlink()

    def write(self, file: Input, reject: Reject, document: Document | None) -> None:
        """Write a refused row, after the header of its table or its document where that has not been written yet."""
        try:
            rows, why = self._open(file)
            if document is not None and document is not self._document:
                from kg.records import format_record

                self._document = document
                # Mended, its records are a coding of the text beside the one that has been loaded.
                edition = f"{document.edition}-mended" if document.edition else "mended"
                self._put(rows, format_record(document.model_copy(update={"edition": edition})))
            if reject.raw:
                self._put(rows, reject.raw)
            line = str(self._line) if reject.raw else ""
            csv.writer(why, delimiter="\t", lineterminator="\n").writerow(
                (line, file.path.resolve(), reject.line or "", " ".join(reject.reason.split()))
            )
        except OSError as error:
            problem = f"cannot be written: {(error.strerror or str(error)).lower()}"
            raise InputError(problem, path=self.path) from error

    def _open(self, file: Input) -> tuple[IO[str], IO[str]]:
        kind = file.dataset or "records"
        if self.path.exists() and self.path.samefile(file.mended.path if file.mended else file.path):
            raise InputError("is read by this load; name another file for what is refused now", path=self.path)
        if self._rows is None or self._why is None:
            self._kind = kind
            self._rows = _part(self.path).open("w", encoding="utf-8", errors="surrogateescape", newline="")
            self._why = _part(self.reasons).open("w", encoding="utf-8", errors="backslashreplace", newline="")
            self._why.write("\t".join(COLUMNS) + "\n")
            if file.dataset and (header := find_header(file.path, file.dataset, file.layout)):
                self._put(self._rows, header)
        if kind != self._kind:
            problem = f"cannot hold refused rows of {self._kind} and of {kind}; load one kind of file at a time"
            raise InputError(problem, path=self.path)
        return self._rows, self._why

    def _put(self, stream: IO[str], row: str) -> None:
        stream.write(f"{row}\n")
        self._line += row.count("\n") + 1


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")
