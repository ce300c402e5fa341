"""Answers to records: each is checked, tied to its words in the passage, or refused with the reason.

In: what a model answered on a piece. Out: records with offsets, and rejects. Words that are not in the passage are
looked for by the length-preserving fold alone; nothing is mended. How sure a model says it is, and where it says that a
quote stands, is not read. Whoever the passage cites speaks inside the authors' own voice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final, cast

from pydantic import ValidationError

from kg.errors import RecordError
from kg.jsonl import Reject, ground
from kg.jsonl.problems import explain, quote_value
from kg.jsonvalues import Json
from kg.llm.pieces import Piece
from kg.llm.schema import NOT_ITS_OWN
from kg.passages import find_quote
from kg.records import Attribution, Document, Position, SourcedRecord, parse_record

_FENCE: Final = re.compile(r"```[a-zA-Z]*\s*\n(.*?)\n?\s*```", re.DOTALL)
_THOUGHTS: Final = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
# Who speaks where nobody is cited: to the mapping it is the document's authors, named or not.
AUTHORS: Final = "Author"


class Unreadable(Exception):
    """An answer that is no list of records; the text says why, for the model."""


def parse_answer(text: str) -> list[Json]:
    """The records of an answer, as they were written: its JSON, alone or in a fenced block. Raises Unreadable."""
    plain = _THOUGHTS.sub("", text).strip()
    fenced = _FENCE.search(plain)
    try:
        answer = json.loads(fenced[1] if fenced and not plain.startswith(("{", "[")) else plain)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is not JSON ({error})") from error
    records = answer.get("records") if isinstance(answer, dict) else answer
    if not isinstance(records, list):
        raise Unreadable('it has no list "records"')
    return records


def check(value: Json, piece: Piece, document: Document) -> SourcedRecord | Reject:
    """One record of an answer, tied to its words; or refused."""
    raw = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, Mapping) or value.get("kind") == "document":
        return Reject(0, f"a record must be a JSON object with the kind of one, not {quote_value(value)}", raw)
    try:
        record = cast("SourcedRecord", parse_record(_own_fields(value)))
        return give_voice(_ground(record, piece, document), document)
    except ValidationError as error:
        return Reject(0, explain(error), raw)
    except RecordError as error:
        return Reject(0, f"{value.get('kind')}: {error.problem}", raw)


def _own_fields(value: Json) -> Json:
    """What says something and is a reader's to say."""
    if isinstance(value, list):
        return [_own_fields(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    return {name: _own_fields(field) for name, field in value.items() if field is not None and name not in NOT_ITS_OWN}


def _ground(record: SourcedRecord, piece: Piece, document: Document) -> SourcedRecord:
    start, end = _find("quote", record.quote, piece)
    grounded = ground(record.model_copy(update={"start": start, "end": end}), document)
    if isinstance(grounded, Position):
        for condition in grounded.conditions:
            if condition.start is None:
                raise RecordError(f"the condition is not in the text: {quote_value(condition.text)}")
    _check_date(grounded, piece)
    return grounded.model_copy(update={"document": document.id})


def _check_date(record: SourcedRecord, piece: Piece) -> None:
    words, basis = getattr(record, "date_text", None), getattr(record, "date_basis", None)
    if words is not None:
        _find("date_text", words, piece)
    elif basis == "stated":
        raise RecordError("date_text is missing: a date that is stated has words of the text")


def _find(what: str, words: str, piece: Piece) -> tuple[int, int]:
    place = find_quote(piece.text, words)
    if place is None:
        raise RecordError(f"the {what} is not in the text: {quote_value(words)}")
    return piece.start + place[0], piece.start + place[1]


def give_voice(record: SourcedRecord, document: Document) -> SourcedRecord:
    """The record with the authors of its part of the page as the outermost voice, inside which all others speak."""
    part = next((part for part in document.parts if part.id == record.part), None)
    authors = tuple(author.name for author in part.authors) if part else ()
    own = Attribution(sources=authors or (AUTHORS,), manner="own_voice")
    return record.model_copy(update={"attribution": (own, *record.attribution)})
