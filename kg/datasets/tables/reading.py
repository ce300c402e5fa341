"""Tables of one's own as rows of one kind.

In: a table (CSV, TSV, Excel, Parquet) with a header, and a layout where its names or its cells are not the usual ones.
Out: coded positions, events, resolutions or actors, and the rows that cannot be used. Several actors of one cell are
split at ";". A row without an id of its own goes by its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Final, TypeVar, cast, get_args

from kg.datasets.files import DatasetFile, find_delimiter, format_row, is_text
from kg.datasets.tables.actors import Scheme, find_schemes, make_party, split_names
from kg.datasets.tables.cells import read_confidence, read_count, read_date, read_score, read_stance, read_word
from kg.datasets.tables.columns import Columns, UnknownColumns, read_header
from kg.datasets.tables.layout import Layout, read_layout
from kg.datasets.tables.sheets import Row, is_binary, read_sheet
from kg.errors import InputError
from kg.rows import (
    CodedActor,
    CodedEvent,
    CodedPosition,
    CodedResolution,
    DatasetSource,
    EventType,
    Party,
    Reject,
    ResolutionStatus,
    ResolutionType,
)

Coded = CodedPosition | CodedEvent | CodedResolution | CodedActor
_DATES: Final = 4_096
# By so many rows, and letters, it is decided whether a column names actors or has codes for them.
_SAMPLE_ROWS: Final = 200
_SAMPLE_LETTERS: Final = 1_000_000
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
T = TypeVar("T")


def is_table(head: bytes) -> bool:
    """Whether a file begins like a table of one's own, by its header, or is one of those that only tables are in."""
    if is_binary(head):
        return True
    line = head.split(b"\n", 1)[0].removeprefix(b"\xef\xbb\xbf").replace(b'"', b"").decode("utf-8", "replace").strip()
    try:
        read_header(line.split(find_delimiter(head)))
    except UnknownColumns:
        return False
    return True


def describe(path: Path, layout: Path | None = None) -> DatasetSource:
    """The dataset as a whole, by its layout and the name of its file. Raises InputError."""
    said = read_layout(layout) if layout else Layout()
    stem = re.sub(r"\.(csv|tsv|tab|txt|parquet|xls[xmb]?|ods|gz|zip)$", "", path.name, flags=re.IGNORECASE)
    stem = stem.rsplit(".", 1)[0] if stem.casefold().endswith((".csv", ".tsv", ".tab")) else stem
    return DatasetSource(
        re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-") or "table",
        said.title or stem,
        said.citation,
        said.license,
    )


class Table:
    """One table: its columns, and its rows once they are read."""

    def __init__(self, file: DatasetFile, layout: Path | None = None) -> None:
        """Raises InputError where there is no header that is understood."""
        self.file, self.layout = file, read_layout(layout) if layout else Layout()
        self._rows = read_sheet(file, self._is_header, self.layout.delimiter, self.layout.sheet)
        line, header = next(self._rows, (1, []))
        if not any(header):
            raise InputError("is empty; expected a header with the names of the columns", path=file.path)
        try:
            self.columns = self._read_header(header)
        except UnknownColumns as problem:
            raise InputError(str(problem), path=file.path, line=line) from problem

    def rows(self) -> Iterator[Coded | Reject]:
        """The rows after the header, in their order. Raises InputError."""
        read, width, seen = self._reader(), len(self.columns.header), set[str]()
        sample = list(_take(self._rows))
        schemes = find_schemes(self.columns, [cells for _, cells in sample])
        for line, cells in chain(sample, self._rows):
            try:
                if len(cells) != width:
                    raise ValueError(_explain_width(cells, self.columns))
                if not is_text(cells):
                    raise ValueError("is not UTF-8")
                row = read(_Cells(line, cells, self.columns, self.layout, schemes))
                if "id" in self.columns.places:
                    if row.id in seen:
                        raise ValueError(f"has the id {row.id!r}, which another row has")
                    seen.add(row.id)
            except ValueError as problem:
                yield Reject(line, str(problem), format_row(cells))
            else:
                yield row

    def _reader(self) -> Callable[[_Cells], Coded]:
        date = lru_cache(_DATES)(lambda cell: read_date(cell, self.layout.date_format))
        match self.columns.kind:
            case "position":
                return lambda cells: _read_position(cells, date)
            case "event":
                return lambda cells: _read_event(cells, date)
            case "resolution":
                return lambda cells: _read_resolution(cells, date)
            case "actor":
                return _read_actor

    def _read_header(self, header: list[str]) -> Columns:
        return read_header(header, self.layout.columns, self.layout.kind, list(self.layout.constants))

    def _is_header(self, cells: list[str]) -> bool:
        try:
            self._read_header(cells)
        except UnknownColumns:
            return False
        return True


def _take(rows: Iterator[Row]) -> Iterator[Row]:
    letters = 0
    for row in islice(rows, _SAMPLE_ROWS):
        yield row
        letters += sum(map(len, row[1]))
        if letters > _SAMPLE_LETTERS:
            return


def _explain_width(cells: list[str], columns: Columns) -> str:
    quote = "; a quote opens in it and is closed lines later" if any("\n" in cell for cell in cells) else ""
    return f"has {len(cells)} cells; expected {len(columns.header)}: {', '.join(columns.header)}{quote}"


class _Cells:
    """The cells of one row by their fields."""

    __slots__ = ("_cells", "_columns", "_layout", "_schemes", "line")

    def __init__(
        self, line: int, cells: list[str], columns: Columns, layout: Layout, schemes: Mapping[str, Scheme]
    ) -> None:
        self.line, self._cells, self._columns, self._layout = line, cells, columns, layout
        self._schemes = schemes

    @property
    def id(self) -> str:
        return self.get("id") or str(self.line)

    def get(self, field: str) -> str:
        """The cell of a field, as the layout translates it; "" where there is none."""
        place = self._columns.places.get(field)
        cell = self._cells[place].strip() if place is not None else ""
        if field in self._layout.values:
            cell = self._layout.values[field].get(cell.casefold(), cell)
        cell = cell or self._layout.constants.get(field, "")
        if not cell.isprintable() and _CONTROL.search(cell):
            raise ValueError(f"the {field} holds a control character")
        return cell

    def read(self, field: str, read: Callable[[str], T]) -> T | None:
        """What a cell means; None for an empty one."""
        return read(cell) if (cell := self.get(field)) else None

    def need(self, field: str) -> str:
        """The cell of a field that a row must have."""
        if not (cell := self.get(field)):
            raise ValueError(f"has no {field}")
        return cell

    def parties(self, field: str) -> tuple[Party, ...]:
        """The actors of a cell, once each."""
        scheme = self._schemes.get(field)
        return tuple(make_party(name, scheme) for name in split_names(self.get(field)))

    def where(self) -> tuple[str | None, str | None]:
        """Whose report it is and where it stands; a source without an address is a name, where no other is given."""
        publisher, source = self.get("publisher") or None, self.get("source") or None
        if source and not publisher and "://" not in source:
            return source, None
        return publisher, source


def _read_position(cells: _Cells, date: Callable[[str], str]) -> CodedPosition:
    cells.need("holder")
    publisher, source = cells.where()
    holders = cells.parties("holder")
    return CodedPosition(
        id=cells.id,
        holders=holders,
        issue=cells.need("issue"),
        stance=read_stance(cells.need("stance")),
        date=cells.read("date", date),
        quote=cells.get("quote") or None,
        statement=cells.get("statement") or None,
        on_behalf_of=tuple(party for party in cells.parties("on_behalf_of") if party not in holders),
        publisher=publisher,
        source=source,
        confidence=cells.read("confidence", read_confidence),
        coder=cells.get("coder") or None,
    )


def _read_event(cells: _Cells, date: Callable[[str], str]) -> CodedEvent:
    publisher, source = cells.where()
    agents, recipients = cells.parties("agent"), cells.parties("recipient")
    if not agents and not recipients:
        raise ValueError("has neither agent nor recipient")
    type = read_word(cells.need("type"), "type", get_args(EventType))
    return CodedEvent(
        id=cells.id,
        date=date(cells.need("date")),
        code=cells.get("code") or None,
        type=cast("EventType", type),
        initiators=agents,
        recipients=recipients,
        place=cells.get("place") or None,
        intensity=cells.read("intensity", read_score),
        publisher=publisher,
        story=source,
        label=cells.get("label") or None,
        quote=cells.get("quote") or None,
    )


def _read_resolution(cells: _Cells, date: Callable[[str], str]) -> CodedResolution:
    symbol = cells.get("symbol") or None
    body = cells.parties("body")
    type = cells.read("type", lambda cell: read_word(cell, "type", get_args(ResolutionType)))
    status = cells.read("status", lambda cell: read_word(cell, "status", get_args(ResolutionStatus)))
    return CodedResolution(
        id=cells.id,
        label=cells.get("label") or symbol or cells.need("label"),
        symbol=symbol,
        type=cast("ResolutionType", type or "resolution"),
        body=body[0] if body else None,
        date=cells.read("date", date),
        status=cast("ResolutionStatus | None", status),
        votes_for=cells.read("votes_for", read_count),
        votes_against=cells.read("votes_against", read_count),
        abstentions=cells.read("abstentions", read_count),
        parties=cells.parties("parties"),
        quote=cells.get("quote") or None,
        source=cells.get("source") or None,
    )


@cache
def _actor_types() -> tuple[str, ...]:
    # Importing records takes most of the time in which an unchanged file is found unchanged.
    from kg.records import ActorType

    return get_args(ActorType)


def _read_actor(cells: _Cells) -> CodedActor:
    type = cells.read("type", lambda cell: read_word(cell, "type", _actor_types()))
    affiliation = cells.parties("affiliation")
    name = cells.need("name")
    aliases = tuple(alias for part in cells.get("aliases").split(";") if (alias := part.strip()) and alias != name)
    return CodedActor(
        id=cells.id,
        party=Party(name, type=type or ""),
        aliases=tuple(dict.fromkeys(aliases)),
        role=cells.get("role") or None,
        affiliation=affiliation[0] if affiliation else None,
        source=cells.get("source") or None,
    )
