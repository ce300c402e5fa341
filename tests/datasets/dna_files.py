"""Small DNA databases of invented texts, made for tests: version 2 as it was, version 3 with what it changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

TEXT = "The 🕊 dove said:\r\nVera Holt backs the cafe\u0301 levy.  The Fishers' Union 🐟 rejects it."
# What DNA shows of it: line feeds only.
SHOWN = TEXT.replace("\r\n", "\n")

_COMMON = """
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT);
CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name TEXT, Password TEXT);
CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, Source TEXT,
    Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label TEXT);
CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER,
    Stop INTEGER, Coder INTEGER);
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value TEXT);
"""
_VERSIONS = {
    2: """
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value TEXT);
CREATE TABLE ATTRIBUTES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT, Type TEXT, Alias TEXT, Notes TEXT);
""",
    3: """
CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT, UNIQUE (VariableId, Value));
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Entity INTEGER);
CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY, VariableId INTEGER, AttributeVariable TEXT);
CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY, EntityId INTEGER, AttributeVariableId INTEGER,
    AttributeValue TEXT);
""",
}


class DnaFile:
    """A database under construction, with one type of statements: person, organization, concept and agreement."""

    def __init__(self, path: Path, version: int = 3, agreement: str = "boolean", said: str = "") -> None:
        self.path, self.version = path, version
        self._agreement = agreement
        self._entities: dict[tuple[int, str], int] = {}
        self.run(_COMMON + _VERSIONS[version])
        self.put("SETTINGS", "version", said or {2: "2.0 beta 25", 3: "3.0.7"}[version])
        self.put("CODERS", 1, "Admin", "")
        self.put("CODERS", 2, "Ada", "")
        self.put("STATEMENTTYPES", 1, "DNA Statement")
        for number, name in enumerate(("person", "organization", "concept"), start=1):
            self.put("VARIABLES", number, name, "short text", 1)
        if agreement:
            self.put("VARIABLES", 4, "agreement", agreement, 1)

    def document(self, id: int, text: str = TEXT, *, title: str = "Levy", author: str = "", source: str = "",
                 date: int = 1106697600) -> None:  # fmt: skip
        """A text with its metadata; 26 January 2005 unless another date is given."""
        self.put("DOCUMENTS", id, title, text, 1, author, source, "", "", "", date)

    def statement(self, id: int, document: int, place: tuple[int, int], names: Sequence[str], agrees: int | None = 1,
                  type: int = 1) -> None:  # fmt: skip
        """A statement of Ada's: person, organisation and concept, and whether they agree."""
        self.put("STATEMENTS", id, type, document, *place, 2)
        for variable, name in enumerate(names, start=1):
            value: object = name if self.version == 2 else self.entity(variable, name)
            self.put("DATASHORTTEXT", None, id, variable, value)
        if agrees is not None and self._agreement:
            self.put(f"DATA{self._agreement.upper()}", None, id, 4, agrees)

    def entity(self, variable: int, name: str) -> int:
        """A value of a variable in version 3."""
        if (variable, name) not in self._entities:
            self._entities[variable, name] = number = len(self._entities) + 1
            self.put("ENTITIES", number, variable, name)
        return self._entities[variable, name]

    def put(self, table: str, *row: object) -> None:
        """One row of a table."""
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(f"INSERT INTO {table} VALUES({', '.join('?' * len(row))})", row)

    def run(self, script: str) -> None:
        """Any SQL."""
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.executescript(script)


def units(words: str, text: str = SHOWN) -> tuple[int, int]:
    """Where words stand in a text, in UTF-16 units."""
    start = text.index(words)
    before, inside = (len(part.encode("utf-16-le")) // 2 for part in (text[:start], words))
    return before, before + inside
