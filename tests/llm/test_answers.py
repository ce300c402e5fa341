"""What is kept of a model's answer: records whose words stand in the passage it was shown, there and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from kg.jsonl import Reject
from kg.jsonvalues import Json
from kg.llm.answers import Unreadable, check, parse_answer
from kg.llm.pieces import Piece
from kg.records import Document

TEXT = "Peru rejects the dam. Zoë said on Monday: Chad agrees. Peru rejects the dam. Peru rejects the dam."
DOCUMENT = Document(id="d", text=TEXT)
SECOND = TEXT.index("Peru", 5)
PIECE = Piece(TEXT.index("Zoë"), len(TEXT), TEXT)
CLAIM: dict[str, Any] = {
    "kind": "position", "holder": "Peru", "stance": "oppose", "issue": "Dam", "quote": "Peru rejects the dam"
}  # fmt: skip


def refusal(value: Json) -> str:
    found = check(value, PIECE, DOCUMENT)
    assert isinstance(found, Reject)
    assert found.line == 0, "an answer has no lines"
    return found.reason


def test_a_quote_is_where_it_stands_in_the_passage_and_not_before() -> None:
    found = check(CLAIM, PIECE, DOCUMENT)
    assert not isinstance(found, Reject)
    assert (found.start, found.end, found.document) == (SECOND, SECOND + len("Peru rejects the dam"), "d")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("Peru", "a record must be a JSON object with the kind of one, not 'Peru'"),
        ({"kind": "document"}, "a record must be a JSON object with the kind of one, not {"),
        (CLAIM | {"quote": "Chad rejects"}, "position: the quote is not in the text: 'Chad rejects'"),
        (CLAIM | {"date": "2015", "date_text": "in May"}, "position: the date_text is not in the text: 'in May'"),
        (
            CLAIM | {"conditions": [{"type": "if", "text": "if it rains"}]},
            "position: the condition is not in the text: 'if it rains'",
        ),
        (
            CLAIM | {"date": "2015", "date_basis": "stated"},
            "position: date_text is missing: a date that is stated has words of the text",
        ),
        (CLAIM | {"holder": ""}, "position: holder"),
    ],
)
def test_what_is_refused_is_quoted(value: Json, problem: str) -> None:
    assert refusal(value).startswith(problem)


@pytest.mark.parametrize("text", ['{"records": [1]}', "[1]", '```json\n{"records": [1]}\n```', '["```\\n2\\n```", 1]'])
def test_records_stand_in_an_object_or_a_list(text: str) -> None:
    assert parse_answer(text)[-1] == 1
    assert parse_answer('{"records": ["```\\n2\\n```"]}') == ["```\n2\n```"]


@pytest.mark.parametrize("text", ["{}", "3", '{"records": 3}'])
def test_an_answer_without_a_list_says_so(text: str) -> None:
    with pytest.raises(Unreadable, match=r'^it has no list "records"$'):
        parse_answer(text)
