from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from kg.errors import InputError, RecordError
from kg.jsonl import Reject, ground, read_batches, read_records, stream_batches
from kg.records import Condition, Document, Part, Position, SourcedRecord, parse_record

TEXT = (
    "Harbour talks 🕊 resume\r\n\r\nOn Monday the envoy said that “Norland”\u00a0wants the port reopened, but only "
    "after the mines are cleared. Sudland disagrees.\r\n\r\n1. Norland is right. Norland wants the port reopened."
)
COMMENT = Part(id="comment-1", start=TEXT.index("1. Norland"), end=len(TEXT))
DOCUMENT = Document(id="talks", text=TEXT, title="Harbour talks", parts=(COMMENT,))


def position(**fields: object) -> dict[str, object]:
    return {
        "kind": "position", "holder": "Norland", "stance": "support", "issue": "Reopening the port",
        "quote": '"Norland" wants the port reopened',
    } | fields  # fmt: skip


def grounded(**fields: object) -> SourcedRecord:
    record = parse_record(position(**fields))
    assert not isinstance(record, Document)
    return ground(record, DOCUMENT)


def stream(*records: object) -> io.BytesIO:
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    return io.BytesIO("\n".join(lines).encode())


def document(id: str = "talks", text: str = TEXT, **fields: object) -> dict[str, object]:
    return {"kind": "document", "id": id, "text": text} | fields


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (position(stance="suport"), "position: stance must be one of support, oppose, mixed, uncertain, not 'suport'"),
        ('{"kind": "position",', "not a JSON object: EOF while parsing a value at character 20"),
        ("[1]", "the line must be a JSON object {…}, not [1]"),
        (
            {"kind": "treaty"},
            "kind must be one of document, actor, event, resolution, position, relation, not 'treaty'",
        ),
        ({"holder": "x"}, "kind is missing; expected one of document, actor, event, resolution, position, relation"),
        ({"kind": "position"}, "position: quote is missing; holder is missing; stance is missing (and 1 more)"),
        (position(date="2015-13"), "position: date: '2015-13' is not in the calendar"),
        (
            position(date="last week"),
            "position: date: 'last week' is not an EDTF date such as 2015, 2015-12, 2015-12-18 or 2001/2003",
        ),
        (position(holder="; "), "position: holder must not be empty"),
        (position(colour="red"), "position: colour is not a field of this kind of record"),
        (position(confidence=7), "position: confidence must be at most 1.0, not 7"),
        (position(start=3), "position: start and end must be given together"),
        (position(start=3, end=3), "position: end (3) must be greater than start (3)"),
        (
            position(start=-3, end=2.5),
            "position: start must be at least 0, not -3; end must be a whole number, not 2.5",
        ),
        (
            {
                "kind": "event",
                "label": "x",
                "type": "AGREE",
                "participants": [{"actor": "x", "role": "boss"}],
                "quote": "x",
            },
            "event: participants 1 role must be one of agent, recipient, participant, not 'boss'",
        ),
        (
            {"kind": "event", "label": "x", "type": "AGREE", "participants": ["Norland"], "quote": "x"},
            "event: participants 1 must be a JSON object {…}, not 'Norland'",
        ),
        (
            {"kind": "event", "label": "x", "type": "AGREE", "participants": [], "quote": "x"},
            "event: participants must have at least 1 item",
        ),
        (
            {"kind": "relation", "type": "ally", "a": "x", "b": "y", "issue": "z", "quote": "x"},
            "relation: issue belongs to agree and disagree, and only to them",
        ),
        ('{"kind": "actor", "name": "x", "type": "state", "quote": "\\ud800"}', "not a JSON object: "),
        (position(quote="bell \u0007"), "position: quote must not hold the control character U+0007"),
        (position(quote="Norland wants peace"), "position: the quote is not in the text: 'Norland wants peace'"),
        (position(document="others"), "position: no document 'others' was given before this record"),
        (position(part="comment-9"), "position: the document has no part 'comment-9' (it has: comment-1)"),
        (position(revises=["p7"]), "position: revises must name another position of the document; there is no 'p7'"),
    ],
)
def test_bad_line_is_refused_with_its_reason(line: object, reason: str) -> None:
    (batch,) = read_batches(stream(line, position()), DOCUMENT)
    (reject,) = batch.rejects
    assert reject.line == 1
    assert reject.reason.startswith(reason) if reason.endswith(": ") else reject.reason == reason
    assert reject.raw == (line if isinstance(line, str) else json.dumps(line))
    assert [record.kind for record in batch.records] == ["position"]


def test_reject_reads_as_one_line() -> None:
    assert str(Reject(7, "position: holder is missing", "{}")) == "line 7: position: holder is missing"


def test_quote_becomes_the_slice_of_the_text() -> None:
    record = grounded()
    assert record.quote == "“Norland”\u00a0wants the port reopened"
    assert record.quote == TEXT[record.start : record.end]


def test_offsets_count_code_points_after_an_emoji_and_crlf() -> None:
    start = TEXT.index("Sudland")
    record = grounded(quote="Sudland disagrees.", start=start, end=start + 18)
    assert (record.start, record.end) == (start, start + 18)


def test_quote_over_a_line_end_may_be_given_with_a_space() -> None:
    record = grounded(quote="cleared. Sudland")
    assert record.quote == "cleared. Sudland"
    assert grounded(quote="resume On Monday").quote == "resume\r\n\r\nOn Monday"


def test_wrong_offsets_are_not_mended() -> None:
    start = TEXT.index("Sudland")
    with pytest.raises(
        RecordError, match=rf"not at {start + 1} to {start + 8}; it was found at {start} to {start + 7}"
    ):
        grounded(quote="Sudland", start=start + 1, end=start + 8)


def test_offsets_that_take_in_a_neighbouring_space_are_wrong() -> None:
    start = TEXT.index("Sudland") - 1
    with pytest.raises(RecordError, match="it was found at"):
        grounded(quote="Sudland", start=start, end=start + 8)


def test_offsets_beyond_the_text_are_wrong() -> None:
    with pytest.raises(RecordError, match="not at 5000 to 5007"):
        grounded(quote="Sudland", start=5000, end=5007)


def test_quote_is_looked_for_in_the_part_that_the_record_names() -> None:
    first = grounded(quote="wants the port reopened")
    record = grounded(quote="wants the port reopened", part="comment-1")
    assert first.start is not None
    assert record.start is not None
    assert first.start < COMMENT.start < record.start


def test_quote_outside_of_the_part_is_refused() -> None:
    with pytest.raises(RecordError, match=r"outside of comment-1"):
        grounded(quote="Sudland disagrees", part="comment-1")


def test_record_inside_a_part_becomes_the_parts() -> None:
    assert grounded(quote="Norland is right").part == "comment-1"
    assert grounded().part is None


def ground_condition(**fields: object) -> Condition:
    record = grounded(conditions=[{"type": "only_after"} | fields])
    assert isinstance(record, Position)
    return record.conditions[0]


def test_condition_is_found_after_the_quote() -> None:
    start = TEXT.index("only after")
    condition = ground_condition(text="only  after the mines are cleared")
    assert (condition.text, condition.start) == ("only after the mines are cleared", start)


def test_condition_in_other_words_has_no_offsets() -> None:
    assert ground_condition(text="once the mines are gone").start is None


def test_wrong_offsets_of_a_condition_are_refused() -> None:
    with pytest.raises(RecordError, match="the condition is not at 1 to 5; it was found at"):
        ground_condition(text="mines", start=1, end=5)


def test_bom_crlf_and_blank_lines_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    lines = [json.dumps(document()), "", json.dumps(position(), ensure_ascii=False), "  "]
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    assert [line for line, _ in read_records(path)] == [1, 3]
    (batch,) = read_batches(path)
    assert not batch.rejects
    assert batch.document.text == TEXT


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"PK\x03\x04\x00\x00", ":1: the file is binary"),
        ("{}".encode("utf-16"), ":1: the text is UTF-16; expected UTF-8"),
        (b'\n{"kind": "actor", "name": "C\xf4te"}', ":2: no document to read records of: byte 29 of the line is not"),
    ],
)
def test_file_that_is_no_text_is_an_error_of_the_file(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=problem) as caught:
        read_batches(path)
    assert str(caught.value).startswith(str(path))


def test_missing_file_and_folder_are_errors_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_batches(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match="is a directory"):
        read_batches(tmp_path)


def test_file_without_any_document_is_an_error_that_names_the_first_line() -> None:
    with pytest.raises(
        InputError, match=r"-:1: no document to read .*expected a record of kind document first \(and 1 more"
    ):
        read_batches(iter([json.dumps(position()).encode(), b"{"]))


def test_records_go_to_the_document_they_name_or_follow() -> None:
    source = stream(document("a"), document("b"), position(document="a"), position(), position(document="b"))
    batches = read_batches(source)
    assert [(batch.document.id, len(batch.records)) for batch in batches] == [("a", 1), ("b", 2)]


def test_batch_is_given_before_the_next_document_is_read() -> None:
    lines = iter([json.dumps(r).encode() for r in (document("a"), position(), document("b"), position())])
    first = next(stream_batches(lines))
    assert first.document.id == "a"
    assert len(list(lines)) == 1


def test_record_that_comes_too_late_is_refused() -> None:
    batches = read_batches(stream(document("a"), position(), document("b"), position(document="a"), position()))
    assert [reject.reason for reject in batches[1].rejects] == [
        "position: the records of document 'a' ended at line 2; they must follow their document"
    ]


def test_records_after_a_refused_document_are_not_taken_for_the_one_before() -> None:
    (batch,) = read_batches(stream(document("a"), position(), document("b", text=""), position()))
    assert len(batch.records) == 1
    assert [reject.line for reject in batch.rejects] == [3, 4]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"kind": "actor", "name": "C\xf4te", "type": "state", "quote": "x"}', "byte 29 of the line is not UTF-8"),
        (b'{"kind": "position", "holder": "Nor\0land"}', "the line holds a byte 0"),
    ],
)
def test_line_that_is_no_text_is_refused_alone(line: bytes, reason: str) -> None:
    (batch,) = read_batches(iter([json.dumps(document()).encode(), line, json.dumps(position()).encode()]))
    (reject,) = batch.rejects
    assert (reject.line, reject.raw.encode("utf-8", "surrogateescape")) == (2, line)
    assert reject.reason.startswith(reason)
    assert len(batch.records) == 1


@pytest.mark.parametrize(
    "line",
    [
        b'{"kind": "document", "id": "b", "text": "C\xf4te"}',
        b'{"kind": "document", "id": "b", "text": "Norl',
        b'{"parts": [{"kind": "position"}], "kind": "document", "id": "b", "text": ""}',
        b'{"id": "b", "text": "Norland wants it"}',
        b'{"id": "b", "te',
        b'{"id": "b", "text": "say \\"kind\\": \\"position\\" and Norland',
        b"\0\0\0",
    ],
)
def test_records_after_a_line_that_may_be_a_document_are_not_taken_for_the_one_before(line: bytes) -> None:
    known = [json.dumps(record).encode() for record in (document("a"), position())]
    (batch,) = read_batches(iter([*known, line, known[1], json.dumps(position(document="a")).encode()]))
    assert len(batch.records) == 2
    assert [reject.line for reject in batch.rejects] == [3, 4]
    assert batch.rejects[1].reason == "position: names no document, and line 3, which may be its own, was refused"


def test_document_with_a_used_id_is_refused() -> None:
    (batch,) = read_batches(stream(document("a"), position(), document("a", text="Another text"), position()))
    assert [reject.line for reject in batch.rejects] == [3, 4]


def test_given_text_may_stand_in_the_stream_again() -> None:
    (batch,) = read_batches(stream(document(), position()), DOCUMENT)
    assert batch.document is DOCUMENT
    assert len(batch.records) == 1


def test_second_record_with_an_id_is_refused() -> None:
    (batch,) = read_batches(stream(position(id="p"), position(id="p")), DOCUMENT)
    assert [str(reject) for reject in batch.rejects] == [
        "line 2: position: the id 'p' was given to line 1 of the same document"
    ]


def test_revising_a_refused_position_is_refused_in_turn() -> None:
    source = stream(
        position(id="a", revises=["b"]), position(id="b", revises=["c"]), position(id="c", quote="never said"),
        position(id="d", revises=["d"]), position(id="e"), position(id="f", revises=["e"]),
    )  # fmt: skip
    (batch,) = read_batches(source, DOCUMENT)
    assert [record.id for record in batch.records] == ["e", "f"]
    assert [reject.line for reject in batch.rejects] == [1, 2, 3, 4]
