"""Dataset files as text: plain, gzip or zip, line by line.

In: a path. Out: its first bytes, its lines, its rows, and how far it has been read. What is not UTF-8 stays visible as
lone surrogates, so that one bad row can be refused and the others kept; a line beyond all measure is an error.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import IO, NamedTuple, TypeVar, cast

from kg.errors import InputError

# No row of a dataset of this field comes near it; a "line" above it is a file of another kind.
MAX_LINE = 16 * 2**20
_HEAD = 64 * 2**10
_BUFFER = 2**20
_BROKEN = (OSError, EOFError, zipfile.BadZipFile, zlib.error)


Line = TypeVar("Line")


class Mended(NamedTuple):
    """A file of rows that stand for lines that were refused of another file, once they are mended.

    `headed`: its first line is the header of the other's table.
    """

    path: Path
    lines: frozenset[int]
    headed: bool


class DatasetFile:
    """One file of a dataset; `done` of its `size` bytes (as they lie on the disk) have been read.

    Rows that are mended follow its own: they are read as if they were its last. `origin` says where a line stands.
    """

    def __init__(self, path: Path, mended: Mended | None = None) -> None:
        """Raises InputError where there is no such file."""
        self.path, self.mended = path, mended
        self._raw: IO[bytes] | None = None
        self._done = 0
        self._own: int | None = None
        try:
            self.size = path.stat().st_size
        except OSError as error:
            raise InputError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=path) from error

    @property
    def done(self) -> int:
        """How many bytes of the file have been read."""
        return self._done if self._raw is None or self._raw.closed else self._raw.tell()

    def origin(self, line: int) -> tuple[Path, int]:
        """The file and the line in it of a line that has been read."""
        if self.mended is None or self._own is None or line <= self._own:
            return self.path, line
        return self.mended.path, line - self._own + self.mended.headed

    def is_mended(self, line: int) -> bool:
        """Whether a mended row stands for a line that has been read."""
        return self.mended is not None and line in self.mended.lines and self.origin(line)[0] == self.path

    def head(self, size: int = _HEAD) -> bytes:
        """The first bytes of what it holds, unpacked. Raises InputError."""
        with self.open() as stream:
            return stream.read(size)

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """What it holds, unpacked: gzip by content, a zip archive with one file in it. Raises InputError."""
        with ExitStack() as stack:
            try:
                self._raw = stack.enter_context(self.path.open("rb"))
                yield self._unpack(self._raw, stack)
            except _BROKEN as error:
                reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
                raise InputError(f"cannot be read to its end: {reason.lower()}", path=self.path) from error
            finally:
                self._done, self._raw = self.done, None

    def lines(self) -> Iterator[tuple[int, str]]:
        """Its lines with their numbers, without line ends; a byte order mark is dropped. Raises InputError."""
        return self.follow(self._lines(), lambda mended: mended._lines())

    def rows(self, delimiter: str = ",", *, quoted: bool = True) -> Iterator[tuple[int, list[str]]]:
        """The rows of a delimited file, each with the number of its last line. Raises InputError.

        `quoted`: cells can stand in quotes (RFC 4180); else a quote is a letter like any other.
        """
        return self.follow(self._rows(delimiter, quoted), DatasetFile.refused_rows)

    def refused_rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows of a file of refused ones, which were written with commas, whatever their table has."""
        return self._rows(find_delimiter(self.head()), quoted=True)

    def follow(
        self, own: Iterator[tuple[int, Line]], read: Callable[[DatasetFile], Iterator[tuple[int, Line]]]
    ) -> Iterator[tuple[int, Line]]:
        """Its own lines or rows and then those that are mended, numbered on."""
        return self._follow(own, self.mended, read) if self.mended else own

    def _follow(
        self,
        own: Iterator[tuple[int, Line]],
        mended: Mended,
        read: Callable[[DatasetFile], Iterator[tuple[int, Line]]],
    ) -> Iterator[tuple[int, Line]]:
        last = 0
        for last, line in own:
            yield last, line
        self._own = last
        for number, line in islice(read(DatasetFile(mended.path)), mended.headed, None):
            yield last + number - mended.headed, line

    def _lines(self) -> Iterator[tuple[int, str]]:
        with self.open() as stream:
            number = 0
            while raw := stream.readline(MAX_LINE + 1):
                number += 1
                if len(raw) > MAX_LINE:
                    problem = f"the line has more than {MAX_LINE:,} bytes; expected a row"
                    raise InputError(problem, path=self.path, line=number)
                if number == 1:
                    raw = raw.removeprefix(b"\xef\xbb\xbf")
                yield number, raw.decode("utf-8", "surrogateescape").rstrip("\r\n")

    def _rows(self, delimiter: str, quoted: bool) -> Iterator[tuple[int, list[str]]]:
        csv.field_size_limit(MAX_LINE)
        lines = chain.from_iterable(io.StringIO(block, newline="\n") for block in self._blocks())
        rows = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
        try:
            for row in rows:
                yield rows.line_num, row
        except csv.Error as error:
            raise InputError(f"is no table: {error}", path=self.path, line=rows.line_num) from error

    def _blocks(self) -> Iterator[str]:
        """What it holds in pieces of whole lines: a table of a million rows is read twice as fast as line by line."""
        with self.open() as stream:
            rest = stream.read(3).removeprefix(b"\xef\xbb\xbf")
            lines = 1
            while piece := stream.read(_BUFFER):
                rest += piece
                cut = rest.rfind(b"\n") + 1
                if not cut and len(rest) > MAX_LINE:
                    problem = f"the line has more than {MAX_LINE:,} bytes; expected a row"
                    raise InputError(problem, path=self.path, line=lines)
                lines += rest.count(b"\n", 0, cut)
                yield rest[:cut].decode("utf-8", "surrogateescape")
                rest = rest[cut:]
            yield rest.decode("utf-8", "surrogateescape")

    def _unpack(self, raw: IO[bytes], stack: ExitStack) -> IO[bytes]:
        magic = raw.read(4)
        raw.seek(0)
        if magic.startswith(b"\x1f\x8b"):
            unpacked = stack.enter_context(gzip.GzipFile(fileobj=raw))
            return stack.enter_context(io.BufferedReader(cast("io.RawIOBase", unpacked), _BUFFER))
        if magic == b"PK\x03\x04" and self.path.suffix.casefold() == ".zip":
            archive = stack.enter_context(self._open_archive(raw))
            member = stack.enter_context(archive.open(self._only_member(archive)))
            return stack.enter_context(io.BufferedReader(cast("io.RawIOBase", member), _BUFFER))
        return raw

    def _open_archive(self, raw: IO[bytes]) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(raw)
        except zipfile.BadZipFile as error:
            problem = "the zip archive is cut short or damaged: the list of its files, at its end, cannot be read"
            raise InputError(f"{problem}; expected a whole archive", path=self.path) from error

    def _only_member(self, archive: zipfile.ZipFile) -> str:
        names = [name for name in archive.namelist() if not name.endswith("/") and not name.startswith("__MACOSX")]
        if len(names) != 1:
            raise InputError(f"the archive holds {len(names)} files; expected one", path=self.path)
        return names[0]


def find_delimiter(head: bytes) -> str:
    """What separates the cells of a table, by its first line."""
    line = head.split(b"\n", 1)[0]
    return max(",\t;|", key=lambda sign: line.count(sign.encode()))


def is_text(cells: Sequence[str]) -> bool:
    """Whether a row could be decoded whole."""
    return not any("\udc80" <= letter <= "\udcff" for cell in cells if not cell.isascii() for letter in cell)


def format_row(row: Sequence[str], delimiter: str = ",") -> str:
    """A row as a line of a delimited file, without line end; what could not be decoded is escaped."""
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="").writerow(row)
    return line.getvalue()
