from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from kg.records import KINDS, Document, Position, format_record, json_schema, parse_record, parse_record_line

POSITION = {
    "kind": "position",
    "holder": "Kenya",
    "stance": "oppose",
    "issue": "Closure of the camps",
    "quote": "said no",
}

GOOD: list[dict[str, Any]] = [
    {
        "kind": "document",
        "id": "a",
        "text": "Kenya said no.",
        "published": "2016-05",
        "authors": [{"name": "A. Mwangi"}],
    },
    {"kind": "actor", "name": "Kenya", "type": "state", "aliases": ["Nairobi"], "quote": "Kenya"},
    {"kind": "event", "label": "Refusal", "type": "REJECT", "participants": [{"actor": "Kenya"}], "quote": "said no"},
    {"kind": "resolution", "label": "Resolution 1325", "type": "resolution", "symbol": "S/RES/1325", "quote": "x"},
    POSITION,
    {"kind": "relation", "type": "ally", "a": "Kenya", "b": "Uganda", "quote": "x"},
]


@pytest.mark.parametrize("value", GOOD, ids=KINDS)
def test_a_record_survives_its_line(value: dict[str, Any]) -> None:
    record = parse_record(value)
    line = format_record(record)
    assert "\n" not in line
    assert next(iter(json.loads(line))) == "kind"
    assert parse_record_line(line) == record


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"stance": "suport"}, "stance"),
        ({"date": "2015-02-30"}, "date"),
        ({"date": "last week"}, "date"),
        ({"holder": "  "}, "holder"),
        ({"holder": "Ken\x00ya"}, "holder"),
        ({"quote": ""}, "quote"),
        ({"start": 3}, "start and end"),
        ({"start": 9, "end": 4}, "greater than start"),
        ({"start": -1, "end": 4}, "start"),
        ({"confidence": 1.5}, "confidence"),
        ({"stanze": "oppose"}, "stanze"),
        ({"attribution": [{"sources": [], "manner": "own_voice"}]}, "sources"),
        ({"kind": "opinion"}, "kind"),
    ],
)
def test_a_wrong_field_is_refused_by_name(change: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError, match=field):
        parse_record(POSITION | change)


@pytest.mark.parametrize("value", [{"type": "agree"}, {"type": "ally", "issue": "x"}])
def test_only_agreement_has_an_issue(value: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="issue"):
        parse_record({"kind": "relation", "a": "Kenya", "b": "Uganda", "quote": "x"} | value)


def test_a_part_must_lie_in_the_text() -> None:
    with pytest.raises(ValidationError, match="after the text's end"):
        parse_record(GOOD[0] | {"parts": [{"id": "comment-1", "start": 3, "end": 99}]})


def test_records_do_not_change() -> None:
    record = parse_record(POSITION)
    assert isinstance(record, Position)
    with pytest.raises(ValidationError, match="frozen"):
        record.stance = "support"


def test_the_schema_describes_every_kind() -> None:
    definitions = json_schema()["$defs"]
    assert isinstance(definitions, dict)
    assert {kind.capitalize() for kind in KINDS} <= set(definitions)


def test_a_text_of_many_alphabets_is_kept_as_it_is() -> None:
    record = Document(id="a", text="Кремль 🕊 “no”\r\nتونس")
    assert parse_record_line(format_record(record)) == record
