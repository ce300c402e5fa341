"""Databases of Discourse Network Analyzer 3: texts with who holds what in them, for DNA and its R package rDNA.

In: documents with statements as plain rows, offsets in code points. Out: the bytes of a SQLite file with all tables of
DNA 3.0 (github.com/leifeld/dna), the same each time. Every coder's password is PASSWORD: DNA asks for one, and protects
nothing by it in a file. Texts have line feeds only, and offsets count UTF-16 units, as Java's text components do.
"""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import permutations
from typing import Final, NamedTuple

PASSWORD: Final = "standpoint"
VERSION: Final = "3.0.7"
# DNA refuses names of 191 letters and more.
_LONGEST: Final = 190
_VARIABLES: Final = (("person", "short text"), ("organization", "short text"), ("concept", "short text"))
_ATTRIBUTES: Final = ("Type", "Alias", "Notes")
# Jasypt's StrongPasswordEncryptor: SHA-256, again and again, over a salt and the password.
_ROUNDS: Final = 100_000
_SALT: Final = b"standpoint of...".ljust(16, b".")

_SWITCHES: Final = (
    *("AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements"),
    *("DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations"),
    *("ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements"),
)
_ID: Final = "ID INTEGER NOT NULL PRIMARY KEY"
_COLOURS: Final = "Red INTEGER NOT NULL DEFAULT 0, Green INTEGER NOT NULL DEFAULT 0, Blue INTEGER NOT NULL DEFAULT 0"
_CELL: Final = f"{_ID}, StatementId INTEGER NOT NULL REFERENCES STATEMENTS(ID) ON DELETE CASCADE, "
_OF_VARIABLE: Final = "VariableId INTEGER NOT NULL REFERENCES VARIABLES(ID) ON DELETE CASCADE"
_ONCE: Final = "UNIQUE (StatementId, VariableId)"


def _of(column: str, table: str) -> str:
    return f"{column} INTEGER REFERENCES {table}(ID) ON DELETE CASCADE"


_TABLES: Final[Mapping[str, str]] = {
    "SETTINGS": "Property TEXT PRIMARY KEY, Value TEXT NOT NULL",
    "CODERS": f"{_ID}, Name TEXT NOT NULL, {_COLOURS}, Refresh INTEGER NOT NULL DEFAULT 0, "
    "FontSize INTEGER NOT NULL DEFAULT 14, Password TEXT NOT NULL, PopupWidth INTEGER DEFAULT 300, "
    "ColorByCoder INTEGER NOT NULL DEFAULT 0, PopupDecoration INTEGER NOT NULL DEFAULT 0, "
    "PopupAutoComplete INTEGER NOT NULL DEFAULT 1, "
    + ", ".join(f"Permission{name} INTEGER NOT NULL DEFAULT 1" for name in _SWITCHES),
    "DOCUMENTS": f"{_ID}, Title TEXT NOT NULL, Text TEXT NOT NULL, {_of('Coder', 'CODERS')}, "
    + ", ".join(f"{name} TEXT NOT NULL DEFAULT ''" for name in ("Author", "Source", "Section", "Notes", "Type"))
    + ", Date INTEGER NOT NULL",
    "STATEMENTTYPES": f"{_ID}, Label TEXT NOT NULL, {_COLOURS}",
    "VARIABLES": f"{_ID}, Variable TEXT NOT NULL, DataType TEXT NOT NULL DEFAULT 'short text', "
    f"{_of('StatementTypeId', 'STATEMENTTYPES')}, UNIQUE (Variable, StatementTypeId)",
    "VARIABLELINKS": f"{_ID}, {_of('SourceVariableId', 'VARIABLES')}, {_of('TargetVariableId', 'VARIABLES')}",
    "REGEXES": f"Label TEXT PRIMARY KEY, {_COLOURS}",
    "CODERRELATIONS": f"{_ID}, {_of('Coder', 'CODERS')}, {_of('OtherCoder', 'CODERS')}, "
    + ", ".join(
        f"{name} INTEGER NOT NULL DEFAULT 1"
        for name in ("viewStatements", "editStatements", "viewDocuments", "editDocuments")
    ),
    "STATEMENTS": f"{_ID}, {_of('StatementTypeId', 'STATEMENTTYPES')}, {_of('DocumentId', 'DOCUMENTS')}, "
    f"Start INTEGER NOT NULL, Stop INTEGER NOT NULL, {_of('Coder', 'CODERS')}, CHECK (Start < Stop)",
    "DATABOOLEAN": f"{_CELL}{_OF_VARIABLE}, Value INTEGER NOT NULL DEFAULT 1, {_ONCE}",
    "DATAINTEGER": f"{_CELL}{_OF_VARIABLE}, Value INTEGER NOT NULL DEFAULT 0, {_ONCE}",
    "ENTITIES": f"{_ID}, {_OF_VARIABLE}, Value TEXT NOT NULL DEFAULT '', Red INTEGER, Green INTEGER, Blue INTEGER, "
    f"{_of('ChildOf', 'ENTITIES')}, UNIQUE (VariableId, Value)",
    "DATASHORTTEXT": f"{_CELL}{_OF_VARIABLE}, {_of('Entity', 'ENTITIES')} NOT NULL, {_ONCE}",
    "DATALONGTEXT": f"{_CELL}{_OF_VARIABLE}, Value TEXT DEFAULT '', {_ONCE}",
    "ATTRIBUTEVARIABLES": f"{_ID}, {_OF_VARIABLE}, AttributeVariable TEXT NOT NULL, "
    "UNIQUE (VariableId, AttributeVariable)",
    "ATTRIBUTEVALUES": f"{_ID}, {_of('EntityId', 'ENTITIES')}, {_of('AttributeVariableId', 'ATTRIBUTEVARIABLES')}, "
    "AttributeValue TEXT NOT NULL DEFAULT '', UNIQUE (EntityId, AttributeVariableId)",
}


class CodedName(NamedTuple):
    """A person or organisation as a statement names it, and what is noted of it; the empty name is nobody."""

    name: str = ""
    type: str = ""
    aliases: tuple[str, ...] = ()


class CodedStatement(NamedTuple):
    """Who holds what, in which words of the text: code points, end excluded."""

    start: int
    end: int
    person: CodedName
    organisation: CodedName
    concept: str
    agrees: bool
    coder: str


class CodedText(NamedTuple):
    """A document with its statements; without a `date` (a day, ISO 8601) it gets the first day of 1970."""

    title: str
    text: str
    author: str
    source: str
    date: str | None
    statements: Sequence[CodedStatement]


def format_dna(texts: Iterable[CodedText]) -> bytes:
    """The bytes of a database with these documents, in their order."""
    with closing(sqlite3.connect(":memory:")) as connection:
        writer = _Writer(connection)
        writer.begin()
        for text in texts:
            writer.add(text)
        writer.finish()
        connection.commit()
        return connection.serialize()


def hash_password(password: str, salt: bytes = _SALT) -> str:
    """A password as DNA stores it: 16 bytes of salt and the hash, in Base64."""
    hashed = salt + password.encode()
    for _ in range(_ROUNDS):
        hashed = hashlib.sha256(hashed).digest()
    return base64.b64encode(salt + hashed).decode()


@dataclass
class _Writer:
    """A database while it is filled: coders and entities get their ids when they are named first."""

    connection: sqlite3.Connection
    coders: dict[str, int] = field(default_factory=dict)
    entities: dict[tuple[int, str], int] = field(default_factory=dict)
    cells: int = 0
    statements: int = 0

    def begin(self) -> None:
        """Tables, the version, and the one type of statements that networks are made of."""
        for name, columns in _TABLES.items():
            self.connection.execute(f"CREATE TABLE {name}({columns})")
        self._put("SETTINGS", "version", VERSION)
        self._put("SETTINGS", "date", "2022-06-10")
        self._coder("Admin")
        self._put("STATEMENTTYPES", 1, "DNA Statement", 239, 208, 51)
        for number, (name, kind) in enumerate((*_VARIABLES, ("agreement", "boolean")), start=1):
            self._put("VARIABLES", number, name, kind, 1)
        for number, name in enumerate(_ATTRIBUTES):
            for variable in range(1, len(_VARIABLES) + 1):
                self._put("ATTRIBUTEVARIABLES", number * len(_VARIABLES) + variable, variable, name)
        for variable in range(1, len(_VARIABLES) + 1):
            self._entity(variable, CodedName())

    def add(self, text: CodedText) -> None:
        """A document and its statements."""
        (count,) = self.connection.execute("SELECT COUNT(*) FROM DOCUMENTS").fetchone()
        day = datetime.fromisoformat(text.date or "1970-01-01").replace(tzinfo=UTC)
        row = (_cut(text.author), _cut(text.source), "", "", "", int(day.timestamp()))
        self._put("DOCUMENTS", count + 1, _cut(text.title), _feed_lines(text.text), 1, *row)
        for statement in text.statements:
            self._add_statement(count + 1, text.text, statement)

    def finish(self) -> None:
        """Coders may see and edit what the others did."""
        for number, (one, other) in enumerate(permutations(self.coders.values(), 2), start=1):
            self._put("CODERRELATIONS", number, one, other, 1, 1, 1, 1)

    def _add_statement(self, document: int, text: str, statement: CodedStatement) -> None:
        self.statements += 1
        start, stop = (_count_units(text[:offset]) for offset in (statement.start, statement.end))
        self._put("STATEMENTS", self.statements, 1, document, start, stop, self._coder(statement.coder))
        names = (statement.person, statement.organisation, CodedName(statement.concept))
        for variable, name in enumerate(names, start=1):
            self.cells += 1
            self._put("DATASHORTTEXT", self.cells, self.statements, variable, self._entity(variable, name))
        self._put("DATABOOLEAN", self.statements, self.statements, len(names) + 1, int(statement.agrees))

    def _coder(self, name: str) -> int:
        if name not in self.coders:
            self.coders[name] = number = len(self.coders) + 1
            password = hash_password(PASSWORD)
            self.connection.execute(
                "INSERT INTO CODERS(ID, Name, Red, Password) VALUES(?, ?, 255, ?)", (number, _cut(name), password)
            )
        return self.coders[name]

    def _entity(self, variable: int, name: CodedName) -> int:
        key = (variable, _cut(name.name))
        if key not in self.entities:
            self.entities[key] = number = len(self.entities) + 1
            self._put("ENTITIES", number, *key, 0, 0, 0, None)
            for index, value in enumerate((name.type, "; ".join(name.aliases), "")):
                attribute = index * len(_VARIABLES) + variable
                self._put(
                    "ATTRIBUTEVALUES", (number - 1) * len(_ATTRIBUTES) + index + 1, number, attribute, _cut(value)
                )
        return self.entities[key]

    def _put(self, table: str, *values: object) -> None:
        marks = ", ".join("?" * len(values))
        self.connection.execute(f"INSERT INTO {table} VALUES({marks})", values)


def _feed_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _count_units(text: str) -> int:
    """The length of a text with line feeds only, in UTF-16 units."""
    return len(_feed_lines(text).encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
