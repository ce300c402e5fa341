"""Entries of sources: their JSON form, and what is none."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import NamedNode

from kg.jsonvalues import Json
from kg.stores.sources import SourceEntry, format_entry, parse_entry

ENTRY = SourceEntry(
    NamedNode("https://example.org/graph/a"), NamedNode("https://example.org/doc/a"), "a", "A dam", "/texts/a.txt",
    "0" * 64, "standpoint 1", records={"position": 2}, quads=30, loaded_at="2024-05-01T08:00:00Z",
)  # fmt: skip


def test_an_entry_is_what_its_json_form_says() -> None:
    assert parse_entry(json.loads(json.dumps(format_entry(ENTRY)))) == ENTRY


def test_what_an_older_form_leaves_out_is_nothing() -> None:
    data = {name: value for name, value in format_entry(ENTRY).items() if name not in ("mended", "rejects")}
    assert parse_entry(data) == ENTRY


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"title": None}, "expected a text, not None"),
        ({"quads": "30"}, "expected a whole number, not '30'"),
        ({"quads": True}, "expected a whole number, not True"),
        ({"records": [2]}, r"expected an object, not \[2\]"),
        ({"kind": "folder"}, "expected one of document, records, dataset, review, not 'folder'"),
        ({"colour": "red"}, "an entry has no colour"),
        ({"graph": "a graph"}, "IRI"),
    ],
)
def test_what_is_no_entry_is_refused(change: dict[str, Json], problem: str) -> None:
    with pytest.raises((TypeError, ValueError), match=problem):
        parse_entry({**format_entry(ENTRY), **change})
