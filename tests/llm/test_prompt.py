"""What a model is told: a versioned prompt, and the schema of the records."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from kg.codebook import Codebook, Entry
from kg.llm.pieces import split
from kg.llm.prompt import TABLE, ask_of, find_names
from kg.llm.schema import answer_schema
from kg.pipeline.shipped import get_registry
from kg.records import Document, parse_record

# Whoever changes a word of the prompt gives it a version of its own, which stands in the provenance of every record.
DIGESTS = {1: "e29ae4a9d8430ab0"}


def test_the_prompt_is_the_one_of_its_version() -> None:
    assert list(DIGESTS.values())[-1] == sha256(TABLE.read_bytes()).hexdigest()[:16]
    assert f"version = {max(DIGESTS)}\n" in TABLE.read_text(encoding="utf-8")


def objects(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [found for item in schema for found in objects(item)]
    if not isinstance(schema, dict):
        return []
    here = [schema] if schema.get("type") == "object" else []
    return here + [found for item in schema.values() for found in objects(item)]


def test_the_schema_is_strict_everywhere() -> None:
    for schema in objects(answer_schema()):
        assert schema["required"] == list(schema["properties"])
        assert schema["additionalProperties"] is False


@pytest.mark.parametrize("name", ["Actor", "Event", "Resolution", "Position", "Relation"])
def test_what_fits_the_schema_is_a_record(name: str) -> None:
    definitions: Any = answer_schema()["$defs"]

    def fill(schema: dict[str, Any]) -> Any:
        if "$ref" in schema:
            return fill(definitions[schema["$ref"].rpartition("/")[2]])
        if "anyOf" in schema:
            return fill(schema["anyOf"][0])
        if "enum" in schema:
            return schema["enum"][0]
        if schema["type"] == "object":
            return {field: fill(inner) for field, inner in schema["properties"].items()}
        if schema["type"] == "array":
            return [fill(schema["items"])]
        return {"string": "2001", "boolean": True, "integer": 3}[schema["type"]]

    record = fill(definitions[name])
    assert parse_record(record).kind == name.lower()
    assert not {"start", "end", "id", "confidence", "coder"} & set(record)


def test_names_are_found_as_they_are_written() -> None:
    names = find_names("The EU’s envoy met Kenya's minister; the UN Security Council was silent.", get_registry())
    assert {"Kenya (state)", "United Nations Security Council (igo)"} <= set(names)
    assert find_names("Angela Merkel met Mr Sankoh.", get_registry()) == ["Angela Merkel (person)"]
    assert find_names("nothing here is a name", get_registry()) == []


def test_the_codebook_stands_in_the_question() -> None:
    page = Document(id="d", text="Kenya supports it.")
    (piece,) = split(page, 100, 0)
    book = Codebook((Entry("dam", "Building the dam", ("The dam",), ("No dam",)),))
    question = ask_of(piece, page, get_registry(), book)[1]["content"]
    assert "Known issues:\nBuilding the dam (also: The dam) (its contrary: No dam)" in question
