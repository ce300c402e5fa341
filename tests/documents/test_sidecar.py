"""Metadata files beside documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.documents.files import sidecar_path
from kg.documents.found import Facts
from kg.documents.sidecar import apply_sidecar, parse_sidecar, read_sidecar
from kg.errors import DocumentError
from kg.records import Author

HERE = Path("report.txt.meta.json")
FOUND = Facts(
    title="Found", authors=(Author(name="Jane Q. Doe", role="fellow", quote="Jane Q. Doe, fellow"),), published="2015"
)


def parse(fields: object) -> Facts:
    return apply_sidecar(parse_sidecar(json.dumps(fields).encode(), HERE), FOUND)


def test_the_sidecar_wins_field_by_field() -> None:
    facts = parse({"title": "Said", "publisher": "Courier"})
    assert (facts.title, facts.publisher, facts.published, facts.authors) == ("Said", "Courier", "2015", FOUND.authors)


def test_authors_are_replaced_but_keep_what_only_the_document_says() -> None:
    same, other = parse({"authors": [{"name": "Jane Doe", "role": "professor"}, {"name": "Ann Poe"}]}).authors
    assert (same.name, same.role, same.quote) == ("Jane Doe", "professor", "Jane Q. Doe, fellow")
    assert other == Author(name="Ann Poe")
    assert parse({"authors": []}).authors == ()


def test_no_sidecar_says_nothing(tmp_path: Path) -> None:
    document = tmp_path / "report.txt"
    assert sidecar_path(document) == tmp_path / "report.txt.meta.json"
    assert apply_sidecar(read_sidecar(document), FOUND) == FOUND


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"title": "Peace",\n}', "report.txt.meta.json:2: is not JSON"),
        (b"\xff", "report.txt.meta.json: byte 0 is not UTF-8; expected JSON in UTF-8"),
        (b"[]", "report.txt.meta.json: expected one JSON object with fields of a document"),
        (
            b'{"titel": "Peace"}',
            "report.txt.meta.json: titel is not one of title, authors, publisher, published",
        ),
        (b'{"text": "Peace"}', "report.txt.meta.json: text is not one of"),
        (b'{"published": "Nov 2015"}', "report.txt.meta.json: published: 'Nov 2015' is not an EDTF date"),
        (b'{"authors": [{"role": "fellow"}]}', "report.txt.meta.json: authors 1 name is missing"),
        (b'{"title": 3}', "report.txt.meta.json: title must be a text, not 3"),
        (b'{"authors": "Ann"}', "report.txt.meta.json: authors must be a list"),
        (b'{"language": "English"}', "report.txt.meta.json: language must fit the pattern"),
    ],
)
def test_errors_name_file_and_field(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_sidecar(data, HERE)
    assert str(caught.value).startswith(message)
