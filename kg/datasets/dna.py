"""Databases of Discourse Network Analyzer (DNA), versions 2 and 3: a SQLite file as documents and coded statements.

In: a path. Out: rows, as the coders left them: texts with the line ends that they were stored with, offsets in UTF-16
units, values by the names of their variables. Nothing is ever written to the file, and what it means is not decided
here. The tables are those of DNA 2.0 and 3.0 (github.com/leifeld/dna).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from kg.errors import InputError

# What such a database may be called; other files are not opened to find out.
SUFFIXES: Final = (".dna", ".sqlite", ".sqlite3", ".db")
_MAGIC: Final = b"SQLite format 3\0"
_TABLES: Final = {"DOCUMENTS", "STATEMENTS", "STATEMENTTYPES", "VARIABLES", "CODERS", "DATASHORTTEXT", "SETTINGS"}
_NEWEST: Final = 3

Kind = Literal["short text", "long text", "boolean", "integer"]
# A value as it stands in the table of its kind.
Value = str | int


class Variable(NamedTuple):
    """One thing that is coded of every statement of a type."""

    name: str
    kind: Kind


class StatementType(NamedTuple):
    """What statements of one type say, and how many there are."""

    id: int
    label: str
    variables: tuple[Variable, ...]
    statements: int


class DnaDocument(NamedTuple):
    """A text; `date` counts seconds in version 3 and milliseconds in version 2."""

    id: int
    title: str
    text: str
    author: str
    source: str
    date: int | None


class DnaStatement(NamedTuple):
    """A coded stretch of a text; `start` and `stop` count UTF-16 units of the text with line feeds only."""

    id: int
    type: int
    start: int
    stop: int
    coder: str
    values: Mapping[str, Value]


def tells_dna(path: Path) -> bool:
    """Whether a file is such a database, by its content. Raises InputError where only its name says so."""
    if path.suffix.casefold() not in SUFFIXES:
        return False
    if path.suffix.casefold() != ".dna":
        return _is_sqlite(path) and _find_tables(path) >= _TABLES
    if not _is_sqlite(path):
        raise InputError("is no DNA database; expected a SQLite file of Discourse Network Analyzer 2 or 3", path=path)
    if missing := _TABLES - _find_tables(path):
        tables = ", ".join(sorted(missing))
        raise InputError(f"is no DNA database: it has no table {tables}; expected those of DNA 2 or 3", path=path)
    return True


class Database:
    """A database that is open for reading; see `open_database`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Raises InputError for a version that nobody here knows."""
        self._connection = connection
        self._has_entities = bool(self._ask("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'ENTITIES'"))
        self.version = 3 if self._has_entities else 2
        found = self._ask("SELECT Value FROM SETTINGS WHERE Property = 'version'")
        said = str(found[0][0] or "") if found else ""
        if (major := said.partition(".")[0]).isdigit() and int(major) > _NEWEST:
            raise InputError(f"is of DNA {said}; expected version 2 or 3", path=path)

    def types(self) -> list[StatementType]:
        """The types of statements, with their variables."""
        variables: defaultdict[int, list[Variable]] = defaultdict(list)
        for type, name, kind in self._ask("SELECT StatementTypeId, Variable, DataType FROM VARIABLES ORDER BY ID"):
            variables[type].append(Variable(str(name), kind))
        counts = dict(self._ask("SELECT StatementTypeId, COUNT(*) FROM STATEMENTS GROUP BY StatementTypeId"))
        labels = self._ask("SELECT ID, Label FROM STATEMENTTYPES ORDER BY ID")
        return [StatementType(id, str(label), tuple(variables[id]), counts.get(id, 0)) for id, label in labels]

    def documents(self) -> Iterator[DnaDocument]:
        """All documents in the order of their ids, one text at a time."""
        rows = self._connection.execute("SELECT ID, Title, Text, Author, Source, Date FROM DOCUMENTS ORDER BY ID")
        for id, title, text, author, source, date in rows:
            yield DnaDocument(id, title or "", text or "", author or "", source or "", date)

    def statements(self) -> dict[int, list[DnaStatement]]:
        """All statements by their document, each in the order of the text."""
        values = self._values()
        found: defaultdict[int, list[DnaStatement]] = defaultdict(list)
        for document, *row, coder in self._ask(
            "SELECT s.DocumentId, s.ID, s.StatementTypeId, s.Start, s.Stop, c.Name FROM STATEMENTS s"
            " LEFT JOIN CODERS c ON c.ID = s.Coder ORDER BY s.DocumentId, s.Start, s.ID"
        ):
            id, type, start, stop = row
            found[document].append(DnaStatement(id, type, start, stop, coder or "", values.get(id, {})))
        return found

    def attributes(self) -> dict[tuple[str, str], dict[str, str]]:
        """What is noted of the values of variables, by variable and value: 'Type', 'Alias' …; nothing empty."""
        sql = (
            "SELECT v.Variable, e.Value, n.AttributeVariable, a.AttributeValue FROM ATTRIBUTEVALUES a"
            " JOIN ENTITIES e ON e.ID = a.EntityId JOIN VARIABLES v ON v.ID = e.VariableId"
            " JOIN ATTRIBUTEVARIABLES n ON n.ID = a.AttributeVariableId ORDER BY a.ID"
        )
        if not self._has_entities:
            if not self._ask("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'ATTRIBUTES'"):
                return {}
            columns = (
                f"SELECT v.Variable, a.Value, '{name}', a.{name} FROM ATTRIBUTES a"
                " JOIN VARIABLES v ON v.ID = a.VariableId"
                for name in ("Type", "Alias", "Notes")
            )
            sql = " UNION ALL ".join(columns)
        noted: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for variable, value, name, what in self._ask(sql):
            if value and what:
                noted[str(variable), str(value)][str(name)] = str(what)
        return dict(noted)

    def _values(self) -> dict[int, dict[str, Value]]:
        """The values of every statement, by the names of their variables."""
        short = "e.Value FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity"
        sources = (
            short if self._has_entities else "d.Value FROM DATASHORTTEXT d",
            "d.Value FROM DATALONGTEXT d",
            "d.Value FROM DATABOOLEAN d",
            "d.Value FROM DATAINTEGER d",
        )
        found: defaultdict[int, dict[str, Value]] = defaultdict(dict)
        for source in sources:
            what, _, tables = source.partition(" FROM ")
            sql = f"SELECT d.StatementId, v.Variable, {what} FROM {tables} JOIN VARIABLES v ON v.ID = d.VariableId"
            for statement, variable, value in self._ask(sql):
                if value is not None:
                    found[statement][str(variable)] = value
        return found

    def _ask(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql).fetchall()


@contextmanager
def open_database(path: Path) -> Iterator[Database]:
    """Open a database for reading. Raises InputError, also later, for one that is damaged or of a newer version."""
    try:
        with closing(_connect(path)) as connection:
            yield Database(connection, path)
    except sqlite3.Error as error:
        raise InputError(f"cannot be read as a DNA database: {error}; expected one of DNA 2 or 3", path=path) from error


def _connect(path: Path) -> sqlite3.Connection:
    # Immutable: no lock and no journal beside a file that may lie on a read-only disk.
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _is_sqlite(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(_MAGIC)) == _MAGIC
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=path) from error


def _find_tables(path: Path) -> set[str]:
    try:
        with closing(_connect(path)) as connection:
            return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error as error:
        raise InputError(f"cannot be read as a SQLite file: {error}; is it whole?", path=path) from error
