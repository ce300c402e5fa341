"""DNA databases of both versions become documents with positions; what cannot be used is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from dna_files import SHOWN, TEXT, DnaFile, units

from kg.datasets.dna import open_database, tells_dna
from kg.datasets.dna_records import read_date, read_dna
from kg.errors import InputError
from kg.jsonl import Batch
from kg.records import Actor, Position

VERA = "Vera Holt backs the cafe\u0301 levy."
UNION = "The Fishers' Union 🐟 rejects it."


def make(path: Path, version: int = 3, agreement: str = "boolean") -> DnaFile:
    file = DnaFile(path / "levy.dna", version, agreement)
    file.document(1, author="Holt, Vera; Sam Reed", source="Quay Post", date=1106697600 * (1000 if version == 2 else 1))
    file.statement(1, 1, units(VERA), ("Vera Holt", "Harbour Board", "a levy on cafés"))
    file.statement(2, 1, units(UNION), ("", "Fishers' Union", "a levy on cafés"), 0)
    return file


def read(file: DnaFile) -> list[Batch]:
    return list(read_dna(file.path))


def positions(batch: Batch) -> list[Position]:
    return [record for record in batch.records if isinstance(record, Position)]


@pytest.mark.parametrize("version", [2, 3])
def test_statements_become_positions_in_the_words_of_the_text(tmp_path: Path, version: int) -> None:
    (batch,) = read(make(tmp_path, version))
    first, second = positions(batch)
    assert (first.holder, first.on_behalf_of, first.stance) == ("Vera Holt", "Harbour Board", "support")
    assert (second.holder, second.on_behalf_of, second.stance) == ("Fishers' Union", None, "oppose")
    assert (first.quote, second.quote) == (VERA, UNION)
    assert {first.issue, second.issue} == {"a levy on cafés"}
    assert {first.coder, second.coder} == {"Ada"}
    assert (first.date, first.date_basis) == ("2005-01-26", "document")
    assert not batch.rejects


@pytest.mark.parametrize("version", [2, 3])
def test_documents_keep_what_the_model_can_hold(tmp_path: Path, version: int) -> None:
    (batch,) = read(make(tmp_path, version))
    document = batch.document
    assert (document.title, document.text, document.edition) == ("Levy", SHOWN, "dna-levy")
    assert [author.name for author in document.authors] == ["Vera Holt", "Sam Reed"]
    assert (document.publisher, document.published) == ("Quay Post", "2005-01-26")


def test_an_author_whom_nobody_coded_keeps_its_commas(tmp_path: Path) -> None:
    file = DnaFile(tmp_path / "a.dna")
    file.document(1, author="Energy Analysis, Inc.", source="109")
    (batch,) = read(file)
    assert [author.name for author in batch.document.authors] == ["Energy Analysis, Inc."]
    assert batch.document.publisher is None  # a number names nobody


def test_blanks_around_coded_words_are_cut(tmp_path: Path) -> None:
    file = make(tmp_path)
    start, stop = units("  The Fishers' Union 🐟")
    file.statement(3, 1, (start, stop + 1), ("", "Fishers' Union", "fish"))
    (batch,) = read(file)
    assert next(record for record in positions(batch) if record.id == "3").quote == "The Fishers' Union 🐟"


@pytest.mark.parametrize(
    ("place", "names", "reason"),
    [
        ((80, 1000), ("Vera Holt", "", "a levy"), "statement 9: it stands at 80 to 1000; expected words of the text"),
        ((5, 5), ("Vera Holt", "", "a levy"), "statement 9: it stands at 5 to 5"),
        ((0, 3), ("", "", "a levy"), "statement 9: it names no person or organisation"),
        ((0, 3), ("Vera Holt", "", " "), "statement 9: it names no concept"),
    ],
)
def test_a_statement_without_words_or_parts_is_refused(
    tmp_path: Path, place: tuple[int, int], names: tuple[str, str, str], reason: str
) -> None:
    file = make(tmp_path)
    file.statement(9, 1, place, names)
    (batch,) = read(file)
    (reject,) = batch.rejects
    assert reject.reason.startswith(reason)
    assert '"id": "9"' in reject.raw
    assert len(positions(batch)) == 2


@pytest.mark.parametrize(
    ("agreement", "value", "stance"),
    [
        ("boolean", 0, "oppose"), ("boolean", 1, "support"), ("boolean", None, "support"), ("", None, "support"),
        ("integer", 3, "support"), ("integer", -2, "oppose"), ("integer", 0, "mixed"),
    ],
)  # fmt: skip
def test_agreement_is_a_stance(tmp_path: Path, agreement: str, value: int | None, stance: str) -> None:
    file = DnaFile(tmp_path / "a.dna", agreement=agreement)
    file.document(1)
    file.statement(1, 1, units(VERA), ("Vera Holt", "", "a levy"), value)
    (batch,) = read(file)
    assert [record.stance for record in positions(batch)] == [stance]


def test_types_that_say_nothing_of_actors_are_counted(tmp_path: Path) -> None:
    file = make(tmp_path)
    file.put("STATEMENTTYPES", 2, "Annotation")
    file.put("VARIABLES", 5, "note", "long text", 2)
    file.put("VARIABLES", 6, "tone", "integer", 1)
    file.statement(8, 1, (0, 3), (), None, type=2)
    file.document(2, "Another text.")
    first, second = read(file)
    assert len(positions(first)) == 2
    rest, unread = first.warnings
    assert unread.startswith("1 statements of the type 'Annotation' were not read")
    assert rest == "of the type 'DNA Statement' the variables 'tone' were not read"
    assert second.warnings == ()


def test_attributes_of_persons_are_kept(tmp_path: Path) -> None:
    file = make(tmp_path)
    vera = file.entity(1, "Vera Holt")
    for number, (name, value) in enumerate((("Type", "Mayor"), ("Alias", "V. Holt; Mayor Holt")), start=1):
        file.put("ATTRIBUTEVARIABLES", number, 1, name)
        file.put("ATTRIBUTEVALUES", number, vera, number, value)
    (batch,) = read(file)
    (actor,) = [record for record in batch.records if isinstance(record, Actor)]
    assert (actor.name, actor.type, actor.role, actor.aliases) == (
        "Vera Holt",
        "person",
        "Mayor",
        ("V. Holt", "Mayor Holt"),
    )


def test_copies_of_one_text_are_editions_of_their_own(tmp_path: Path) -> None:
    file = make(tmp_path)
    file.document(2)
    assert [batch.document.edition for batch in read(file)] == ["dna-levy", "dna-levy-2"]


def test_a_document_without_a_text_is_refused(tmp_path: Path) -> None:
    file = make(tmp_path)
    file.document(2, " ")
    file.statement(3, 2, (0, 1), ("Vera Holt", "", "a levy"))
    (batch,) = read(file)
    assert batch.rejects[0].reason == "document 2: the text is empty"
    assert len(batch.rejects) == 2


@pytest.mark.parametrize(
    ("date", "version", "day"),
    [
        (1106697600, 3, "2005-01-26"),
        (1106697600000, 2, "2005-01-26"),
        (1106694000000, 2, "2005-01-26"),  # midnight in Berlin
        (1106715600000, 2, "2005-01-26"),  # midnight in New York
        (1106738100000, 2, "2005-01-26"),  # 11:15
        (-86400, 3, "1969-12-31"),
        (10**18, 3, None),
        (None, 3, None),
    ],
)
def test_dates_count_seconds_or_milliseconds(date: int | None, version: int, day: str | None) -> None:
    assert read_date(date, version) == day


def test_what_is_no_such_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.dna"
    path.write_bytes(b"\t\x00\x00\x00\x0eSnapGene")
    with pytest.raises(InputError, match="is no DNA database; expected a SQLite file"):
        tells_dna(path)
    file = DnaFile(tmp_path / "b.dna")
    file.run("DROP TABLE STATEMENTS")
    with pytest.raises(InputError, match="it has no table STATEMENTS"):
        tells_dna(file.path)
    other = file.path.rename(tmp_path / "b.sqlite")
    assert not tells_dna(other)
    assert not tells_dna(tmp_path / "a.txt")


def test_other_suffixes_are_recognised_by_content(tmp_path: Path) -> None:
    assert tells_dna(make(tmp_path).path.rename(tmp_path / "levy.db"))


def test_a_newer_version_is_refused(tmp_path: Path) -> None:
    file = DnaFile(tmp_path / "a.dna", said="4.1")
    with pytest.raises(InputError, match=r"is of DNA 4\.1; expected version 2 or 3"), open_database(file.path):
        pass


def test_a_truncated_database_is_an_error(tmp_path: Path) -> None:
    file = make(tmp_path)
    file.document(2, TEXT * 500)
    whole = file.path.read_bytes()
    file.path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match="cannot be read as a DNA database"):
        read(file)


def test_reading_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = make(tmp_path)
    before = file.path.read_bytes()
    file.path.chmod(0o444)
    read(file)
    assert file.path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["levy.dna"]
