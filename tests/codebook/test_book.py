from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from kg.codebook import Codebook, Entry, parse_table
from kg.errors import InputError
from kg.records import Actor, Position, Relation

BOOK = Codebook(
    (
        Entry("c1", "Lifting of the sanctions on Chad", ("Normal trade with Chad",), ("Isolation of Chad",)),
        Entry("c2", "Idriss Déby remaining in power", (), ("Free elections in Chad",)),
        Entry("c3", "Water treaty"),
    ),
    "abc",
)
PLACE = {"quote": "q", "start": 0, "end": 1}


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("Sanctions on Chad being lifted", ("c1", 1)),
        ("Sanctions on Chad", ("c1", -1)),
        ("trading normally with Chad", None),
        ("Normal trade with Chad", ("c1", 1)),
        ("Chad's isolation", ("c1", -1)),
        ("Ouster of Idriss Deby", ("c2", -1)),
        ("free elections in chad", ("c2", -1)),
        ("Watter treaty", ("c3", 1)),
        ("Water treaties of Chad", None),
        ("Sanctions on Niger", None),
    ],
)
def test_a_wording_is_matched_by_its_form_or_spelling(wording: str, expected: tuple[str, int] | None) -> None:
    found = BOOK.match(wording)
    assert (found and (found[0].id, found[1])) == expected


def position(issue: str, stance: str) -> Position:
    return Position.model_validate({"holder": "Mali", "stance": stance, "issue": issue, **PLACE})


@pytest.mark.parametrize(
    ("issue", "stance", "coded"),
    [
        ("Sanctions on Chad being lifted", "support", "support"),
        ("Sanctions on Chad", "support", "oppose"),
        ("Sanctions on Chad", "oppose", "support"),
        ("Sanctions on Chad", "mixed", "mixed"),
        ("Sanctions on Chad", "uncertain", "uncertain"),
    ],
)
def test_the_contrary_turns_the_stance_and_the_wording_is_kept(issue: str, stance: str, coded: str) -> None:
    record = BOOK.code(position(issue, stance))
    assert isinstance(record, Position)
    assert (record.issue, record.code, record.wording) == ("Lifting of the sanctions on Chad", "c1", issue)
    assert record.stance == coded
    assert BOOK.code(record) == record


def test_what_is_no_entry_stays_as_it_is() -> None:
    other = position("Oil prices", "support")
    actor = Actor.model_validate({"name": "Mali", "type": "state", **PLACE})
    assert BOOK.code(other) == other
    assert BOOK.code(actor) == actor


def test_agreement_has_no_stance_to_turn() -> None:
    fields = {"type": "agree", "a": "Mali", "b": "Chad", "issue": "Sanctions on Chad"}
    relation = Relation.model_validate(fields | PLACE)
    coded = BOOK.code(relation)
    assert isinstance(coded, Relation)
    assert (coded.code, coded.wording) == ("c1", "Sanctions on Chad")


def test_a_codebook_goes_to_other_processes() -> None:
    BOOK.match("Water treaty")
    assert pickle.loads(pickle.dumps(BOOK)).match("Water treaty") == BOOK.match("Water treaty")


TABLE = """\
id,issue,paraphrases,contraries,notes
C1,Lifting of the sanctions,free trade; open markets,sanctions,
,Water treaty,,,"see C1, C2"
,,,,
"""


def test_a_table_is_read() -> None:
    book = parse_table("\ufeff" + TABLE, Path("book.csv"))
    first, second = book.entries
    assert first == Entry("C1", "Lifting of the sanctions", ("free trade", "open markets"), ("sanctions",), 2)
    assert (second.id, second.issue, second.line) == ("treaty-water", "Water treaty", 3)
    assert book.digest != parse_table(TABLE + "C3,Dam,,,\n", Path("book.csv")).digest


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("", 1, "expected the columns id, issue, paraphrases, contraries"),
        ("issue,synonyms\nDam,\n", 1, "not synonyms"),
        ("id,paraphrases\nC1,\n", 1, "expected the columns"),
        ("issue\n", None, "holds no issue"),
        ("id,issue\nC1,\n", 2, "expected an issue"),
        ("id,issue\nC1,Dam,more\n", 2, "expected as many cells as the first line has"),
        ("id,issue\nC1,Dam\nC1,Port\n", 3, "the id 'C1' was given before"),
        ("id,issue\nC1,Dam\nC2,The dams\n", 3, "'The dams' (C2) is no other matter than 'Dam' (C1)"),
        ("id,issue\nC1,Dam\nC2,Cancellation of the dam\n", 3, "'Cancellation of the dam' (C2) is no other matter"),
        ("issue,contraries\nDam,the dam\n", 2, "'the dam' and 'Dam' mean the same, which their columns deny"),
        (
            "issue,paraphrases\nTariffs,removing tariffs\n",
            2,
            "'removing tariffs' and 'Tariffs' mean the opposite",
        ),
    ],
)
def test_a_wrong_table_is_named_with_line_and_what_was_expected(text: str, line: int | None, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_table(text, Path("book.csv"))
    assert problem in str(caught.value)
    assert caught.value.line == line
