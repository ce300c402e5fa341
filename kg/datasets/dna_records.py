"""The records of a DNA database: what coders said that actors hold, tied to its words in the text.

In: rows of `kg.datasets.dna`. Out: batches of a document with its positions and persons, and statements refused, each
with its id. A type of statements counts if it names what is believed (a concept) and by whom (a person, an
organisation); other types are counted in a warning. What a database alone knows stays there: colours, regular
expressions, sections, notes and permissions.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, NamedTuple

from kg.datasets.dna import Database, DnaDocument, DnaStatement, Kind, StatementType, open_database
from kg.jsonl import Batch, Reject, stream_batches

_OTHERS: Final = re.compile(r"[^a-z0-9]+")
# The coder of exported statements that no person coded.
MACHINE: Final = "Standpoint"
# What coders call these variables; the first that a type has counts. DNA's own are concept, person, organization.
CONCEPTS: Final = ("concept", "issue", "belief", "frame", "category", "claim", "argument", "policy")
PERSONS: Final = ("person", "actor", "speaker", "individual", "politician")
ORGANISATIONS: Final = ("organization", "organisation", "party", "institution", "group")
AGREEMENTS: Final = ("agreement", "agree", "support", "stance", "position", "qualifier")
_BY_MACHINE: Final = {"sources": ["the author"], "manner": "machine_coding"}
# Seconds until the year 5138: what is more counts milliseconds.
_MILLISECONDS: Final = 10**11


class Coding(NamedTuple):
    """Which variables of a type say what; the stance of statements without `agreement` is support, as DNA has it."""

    concept: str
    person: str | None
    organisation: str | None
    agreement: str | None
    is_graded: bool


def read_dna(path: Path) -> Iterator[Batch]:
    """The batches of a database, one for each document that has a text. Raises InputError."""
    with open_database(path) as database:
        types = database.types()
        warnings = tuple(_find_unread(types))
        reasons: dict[int, str] = {}
        for batch in stream_batches(_write_lines(database, types, reasons, name_edition(path))):
            rejects = tuple(_name_reject(reject, reasons) for reject in batch.rejects)
            yield Batch(batch.document, batch.records, rejects, warnings)
            warnings = ()


def name_edition(path: Path) -> str:
    """The edition of the texts of a database, by its file's name: others may have coded the same texts.

    >>> name_edition(Path("Harbour (Ada).dna"))
    'dna-harbour-ada'
    """
    return _OTHERS.sub("-", f"dna {path.stem.casefold()}").strip("-")


def find_coding(type: StatementType) -> Coding | None:
    """How statements of a type say who holds what; None where they don't."""

    def find(names: Sequence[str], kind: Kind) -> str | None:
        known = {variable.name.casefold(): variable.name for variable in type.variables if variable.kind == kind}
        return next((known[name] for name in names if name in known), None)

    concept, person, organisation = (find(names, "short text") for names in (CONCEPTS, PERSONS, ORGANISATIONS))
    if concept is None or (person is None and organisation is None):
        return None
    yes_or_no, grade = find(AGREEMENTS, "boolean"), find(AGREEMENTS, "integer")
    return Coding(concept, person, organisation, yes_or_no or grade, is_graded=yes_or_no is None)


def _find_unread(types: Sequence[StatementType]) -> Iterator[str]:
    """What is in the database and makes no records."""
    for type in types:
        coding = find_coding(type)
        if coding is None and type.statements:
            yield (
                f"{type.statements} statements of the type {type.label!r} were not read: "
                "it has no variable for a concept beside one for a person or an organisation"
            )
        if coding is not None and (rest := [v.name for v in type.variables if v.name not in coding]):
            yield f"of the type {type.label!r} the variables {', '.join(map(repr, rest))} were not read"


# ---- lines of a records file


def _write_lines(
    database: Database, types: Sequence[StatementType], reasons: dict[int, str], edition: str
) -> Iterator[bytes]:
    """The database as the lines of a records file; `reasons` notes why those lines that hold no record don't."""
    codings = {type.id: coding for type in types if (coding := find_coding(type))}
    statements, attributes = database.statements(), database.attributes()
    persons = {value for coding in codings.values() for variable, value in attributes if variable == coding.person}
    persons |= {
        str(statement.values.get(codings[statement.type].person or "", ""))
        for found in statements.values() for statement in found if statement.type in codings
    }  # fmt: skip
    editions: dict[tuple[str, str], int] = {}
    number = 0
    for row in database.documents():
        document = _describe(row, database.version, persons)
        key = (document["title"] or "", document["text"])
        editions[key] = copy = editions.get(key, 0) + 1
        document["edition"] = edition if copy == 1 else f"{edition}-{copy}"
        coded = [
            (statement, codings[statement.type])
            for statement in statements.get(row.id, ())
            if statement.type in codings
        ]
        named = "the text is empty" if not document["text"].strip() else ""
        reading = _Reading(document, attributes)
        for item, reason in ((document, named), *(reading.code(*pair) for pair in coded), *reading.actors()):
            number += 1
            if reason:
                reasons[number] = reason
                item["text" if item["kind"] == "document" else "quote"] = ""
            yield json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _name_reject(reject: Reject, reasons: Mapping[int, str]) -> Reject:
    """A refused record by its id, since a database has no lines."""
    try:
        item = json.loads(reject.raw)
    except ValueError:
        item = {}
    what = f"{'document' if item.get('kind') == 'document' else 'statement'} {item.get('id', '?')}"
    return Reject(0, f"{what}: {reasons.get(reject.line, reject.reason)}", reject.raw)


def _describe(row: DnaDocument, version: int, persons: set[str]) -> dict[str, Any]:
    """A document as a record; line ends are those that Java's text components, and so the offsets, have."""
    authors = [name for part in row.author.split(";") if (name := part.strip())]
    return {
        "kind": "document",
        "id": str(row.id),
        "title": row.title.strip() or None,
        "text": row.text.replace("\r\n", "\n").replace("\r", "\n"),
        "authors": [{"name": _turn(name, persons)} for name in authors],
        "publisher": row.source.strip() if any(map(str.isalpha, row.source)) else None,
        "published": read_date(row.date, version),
    }


def _turn(name: str, persons: set[str]) -> str:
    """An author in the order that the coders name the same person in: "Holt, Vera" is Vera Holt, if they know her."""
    last, _, first = (part.strip() for part in name.partition(","))
    turned = f"{first} {last}"
    return turned if turned in persons else name


def read_date(date: int | None, version: int) -> str | None:
    """The day of a date: seconds, or in version 2 milliseconds, since 1970 in UTC.

    Version 2 stored local time, whose zone it did not note: what is a whole hour is the midnight nearest to it.
    """
    if date is None:
        return None
    local = version == 2 or abs(date) >= _MILLISECONDS
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=date // 1000 if local else date)
    except OverflowError:
        return None
    if local and not moment.minute and not moment.second:
        moment += timedelta(hours=12)
    return moment.date().isoformat()


class _Reading:
    """The statements of one document as records, and then the actors that they name."""

    def __init__(self, document: Mapping[str, Any], attributes: Mapping[tuple[str, str], Mapping[str, str]]) -> None:
        self._document, self._attributes = document, attributes
        self._text: str = document["text"]
        self._ends = _count_units(self._text)
        self._named: dict[tuple[str, str], dict[str, Any]] = {}

    def code(self, statement: DnaStatement, coding: Coding) -> tuple[dict[str, Any], str]:
        """A position, and why it is none (empty if it is one)."""
        person, organisation = (_get(statement, name) for name in (coding.person, coding.organisation))
        concept = _get(statement, coding.concept)
        place = self._find_place(statement.start, statement.stop)
        start, end = place or (statement.start, statement.stop)
        record = {
            "kind": "position",
            "id": str(statement.id),
            "document": self._document["id"],
            "holder": person or organisation,
            "on_behalf_of": organisation if person else None,
            "stance": _read_stance(statement, coding),
            "issue": concept,
            "date": self._document["published"],
            "date_basis": "document" if self._document["published"] else None,
            "coder": statement.coder or None,
            "attribution": [_BY_MACHINE] if statement.coder == MACHINE else [],
            "quote": self._text[start:end],
            "start": start,
            "end": end,
        }
        if place is None:
            units = self._ends[-1] if self._ends else len(self._text)
            where = f"it stands at {statement.start} to {statement.stop}"
            return record, f"{where}; expected words of the text, which ends at {units} (UTF-16 units)"
        if not record["holder"] or not concept:
            missing = "concept" if record["holder"] else "person or organisation"
            return record, f"it names no {missing}; expected one"
        for variable, name, type in (
            (coding.person, person, "person"),
            (coding.organisation, organisation, "organisation"),
        ):
            if name:
                self._note(variable or "", name, type, record)
        return record, ""

    def actors(self) -> Iterator[tuple[dict[str, Any], str]]:
        """Persons, and organisations of which other names are known, each where it is named first."""
        for record in self._named.values():
            yield record, ""

    def _note(self, variable: str, name: str, type: str, position: Mapping[str, Any]) -> None:
        noted = self._attributes.get((variable, name), {})
        aliases = [alias for part in noted.get("Alias", "").split(";") if (alias := part.strip())]
        if type == "person" or aliases:
            actor = {
                "kind": "actor",
                "id": f"{type} {name}",
                "name": name,
                "type": type,
                "aliases": aliases,
                "role": noted.get("Type", "").strip() or None if type == "person" else None,
            }
            shared = {key: position[key] for key in ("document", "quote", "start", "end")}
            self._named.setdefault((type, name), actor | shared)

    def _find_place(self, start: int, stop: int) -> tuple[int, int] | None:
        """Code points of UTF-16 units, without blanks at either end; None for what is no words of the text."""
        units = self._ends[-1] if self._ends else len(self._text)
        if not 0 <= start < stop <= units:
            return None
        if self._ends:
            start, stop = bisect_right(self._ends, start), bisect_right(self._ends, stop - 1) + 1
        words = self._text[start:stop]
        start += len(words) - len(words.lstrip())
        return (start, start + len(words.strip())) if words.strip() else None


def _count_units(text: str) -> list[int]:
    """The UTF-16 unit that each code point ends at; empty where both counts are the same."""
    if not text or max(text) <= "\uffff":
        return []
    return list(accumulate(2 if letter > "\uffff" else 1 for letter in text))


def _get(statement: DnaStatement, variable: str | None) -> str | None:
    return str(statement.values.get(variable or "", "")).strip() or None


def _read_stance(statement: DnaStatement, coding: Coding) -> str:
    """Agreement is yes (1) or no (0), or a number whose sign counts, with 0 between the two."""
    value = statement.values.get(coding.agreement or "")
    if not isinstance(value, int) or value > 0:
        return "support"
    return "mixed" if coding.is_graded and value == 0 else "oppose"
