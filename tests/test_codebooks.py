"""Codebooks from files to answers: read, loaded with, asked for what they lack."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import Run

from kg.errors import InputError
from kg.pipeline.codebooks import read_codebook

SKOS = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sp: <https://w3id.org/standpoint/ontology#> .
@prefix my: <https://example.org/codes#> .
my:dam a skos:Concept ; skos:prefLabel "Damm"@de , "No dam on the Nile"@en ; skos:altLabel "free flow of the Nile" ;
    skos:hiddenLabel "undammed Nile"@en-GB ; sp:contraryLabel "construction of the dam" .
my:Pact a skos:Concept ; skos:prefLabel "Water pact" ; skos:notation "W1" .
"""


def test_skos_concepts_are_issues(tmp_path: Path) -> None:
    path = tmp_path / "codes.ttl"
    path.write_text(SKOS, encoding="utf-8")
    pact, dam = read_codebook(path).entries
    assert (pact.id, pact.issue) == ("W1", "Water pact")
    assert (dam.id, dam.issue, dam.contraries) == ("dam", "No dam on the Nile", ("construction of the dam",))
    assert set(dam.paraphrases) == {"free flow of the Nile", "undammed Nile"}


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("codes.ttl", SKOS.replace('"Water pact"', '"Water pact", "Pact"'), "expected one English skos:prefLabel of"),
        ("codes.ttl", SKOS.replace('"Water pact"', '"Wasser"@de'), "expected one English skos:prefLabel of"),
        ("codes.ttl", "my:dam a skos:Concept .", "codes.ttl:1: "),
        ("codes.ttl", "", "holds no issue"),
        ("codes.csv", "\0", "expected the columns"),
    ],
)
def test_wrong_codebooks_are_refused(tmp_path: Path, name: str, text: str, problem: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"codes\.(ttl|csv)") as caught:
        read_codebook(path)
    assert problem in str(caught.value)


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def test_what_is_unmatched_becomes_a_codebook(loaded_here: Run, records_file: Path, tmp_path: Path) -> None:
    todo = rows(loaded_here("query", "unmatched", "--format", "csv").out)
    assert {(row["issue"], row["positions"]) for row in todo} == {("Construction of the dam", "2"), ("Water pact", "1")}
    book = tmp_path / "book.csv"
    lines = ["id,issue,paraphrases,contraries,positions", "N1,Free flow of the Nile,,Construction of the dam,2"]
    book.write_text("\n".join(lines) + "\n", encoding="utf-8")
    again = loaded_here("load", records_file, "--codebook", book)
    assert "replaced" in again.err
    assert "unchanged" in loaded_here("load", records_file, "--codebook", book).err
    left = rows(loaded_here("query", "unmatched", "--format", "csv").out)
    assert [row["issue"] for row in left] == ["Water pact"]
    issues = {row["issue"]: row for row in rows(loaded_here("query", "issues", "--format", "csv").out)}
    flow = next(row for issue, row in issues.items() if "flow" in issue.lower() or issue.endswith("n1"))
    assert (flow["supporters"], flow["opponents"]) == ("1", "1")


def test_extracted_records_are_coded(kg: Run, tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("Kenya wants to lift the sanctions. Uganda supports the sanctions.\n", encoding="utf-8")
    book = tmp_path / "book.csv"
    book.write_text("id,issue\nS1,Lifting of the sanctions\n", encoding="utf-8")
    out = kg("extract", text, "--codebook", book).out
    records = [json.loads(line) for line in out.splitlines()]
    positions = [(r["holder"], r["stance"], r["issue"], r["code"]) for r in records if r["kind"] == "position"]
    label = "Lifting of the sanctions"
    assert positions == [("Kenya", "support", label, "S1"), ("Uganda", "oppose", label, "S1")]
