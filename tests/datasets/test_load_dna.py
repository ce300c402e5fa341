"""DNA databases in a store, beside the machine's reading of the same text, and out of it again."""

from __future__ import annotations

import base64
import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Run, write_records
from dna_files import SHOWN, DnaFile, units

from kg.datasets.dna_records import read_dna
from kg.export.dna import CodedName, CodedStatement, CodedText, format_dna, hash_password
from kg.records import SourcedRecord

VERA, DOVE = "Vera Holt backs the cafe\u0301 levy.", "The 🕊 dove said:"
UNION = "The Fishers' Union 🐟 rejects it."
OTHER = "Sam Reed wants a new pier 🚢 and no levy."


def make(path: Path) -> DnaFile:
    file = DnaFile(path / "levy.dna")
    file.document(1, author="Vera Holt", source="Quay Post")
    file.document(2, OTHER, title="Pier")
    file.statement(1, 1, units(VERA), ("Vera Holt", "Harbour Board", "a levy on cafés"))
    file.statement(2, 1, units(UNION), ("", "Fishers' Union", "a levy on cafés"), 0)
    file.statement(3, 2, units(OTHER, OTHER), ("Sam Reed", "", "a new pier"))
    return file


def machine_reading(path: Path) -> Path:
    """What a machine might read in the first text: one right, one wrong, one that people left out."""
    said = [
        (VERA, "Vera Holt", "support", "a levy on cafés"),
        (UNION, "Fishers' Union", "support", "a levy on cafés"),
        (DOVE, "Dove Society", "support", "peace"),
    ]
    document = {"kind": "document", "id": "levy", "title": "Levy", "text": SHOWN}
    positions = [
        {"kind": "position", "quote": quote, "holder": holder, "stance": stance, "issue": issue}
        for quote, holder, stance, issue in said
    ]
    return write_records(path / "machine.jsonl", [document, *positions])


def sources(kg: Run) -> list[str]:
    return sorted(source["id"] for source in json.loads(kg("sources", "--format", "json").out))


def test_a_database_is_loaded_left_alone_replaced_and_retracted(kg: Run, tmp_path: Path) -> None:
    file = make(tmp_path)
    loaded = kg("load", file.path)
    assert (loaded.code, loaded.err.count(": loaded, ")) == (0, 2), loaded.err
    assert [name.endswith("-dna-levy") for name in sources(kg)] == [True, True]
    assert kg("load", file.path).err.count("unchanged") == 2
    file.run("DELETE FROM STATEMENTS WHERE DocumentId = 2; DELETE FROM DOCUMENTS WHERE ID = 2")
    assert kg("load", file.path).err.count("replaced") == 1
    assert len(sources(kg)) == 1
    assert kg("retract", *sources(kg)).code == 0
    assert sources(kg) == []


def test_two_databases_may_code_one_text(kg: Run, tmp_path: Path) -> None:
    first = make(tmp_path)
    (tmp_path / "other").mkdir()
    second = DnaFile(tmp_path / "other" / "second.dna")
    second.document(1, author="Vera Holt", source="Quay Post")
    second.statement(1, 1, units(UNION), ("", "Fishers' Union", "a levy on cafés"), 1)
    loaded = kg("load", first.path, second.path)
    assert (loaded.code, loaded.err.count(": loaded, ")) == (0, 3), loaded.err
    assert [name.rsplit("-dna-", 1)[1] for name in sources(kg)] == ["levy", "second", "levy"]
    assert kg("validate").code == 0
    rows = list(csv.DictReader(io.StringIO(kg("query", "positions", "--actor", "Fishers' Union", "-f", "csv").out)))
    assert sorted(row["stance"] for row in rows) == ["oppose", "support"]
    assert kg("load", second.path, first.path).err.count("unchanged") == 3


def test_a_database_of_any_name_is_one_where_it_is_said_so(kg: Run, tmp_path: Path) -> None:
    file = tmp_path / "levy.backup"
    make(tmp_path).path.rename(file)
    assert "is not a document" in kg("load", file).err
    assert kg("load", file, "--as", "dna").err.count(": loaded, ") == 2
    assert "expected one of DNA 2 or 3" in kg("load", write_records(tmp_path / "r", []), "--as", "dna").err


def test_a_database_and_records_are_tried_without_a_store(kg: Run, tmp_path: Path) -> None:
    file = make(tmp_path)
    file.statement(9, 1, (3, 5000), ("Vera Holt", "", "a levy on cafés"))
    tried = kg("load", file.path, machine_reading(tmp_path), "--dry-run")
    assert tried.code == 0
    assert "levy.dna: a database of DNA, as records" in tried.out
    assert "statement 9: it stands at 3 to 5000" in tried.out
    assert tried.out.count("nothing was stored") == 2
    assert '"holder": "Dove Society"' in tried.out
    assert not (tmp_path / "store").exists()


def test_claims_name_their_coder_and_conform(kg: Run, tmp_path: Path) -> None:
    kg("load", make(tmp_path).path)
    query = tmp_path / "coders.rq"
    query.write_text(
        "PREFIX sp: <https://w3id.org/standpoint/ontology#>\n"
        "SELECT ?coder ?manner (COUNT(*) AS ?n) WHERE { ?p a sp:Position ; sp:coder ?coder ;"
        " sp:attribution/sp:manner ?manner } GROUP BY ?coder ?manner",
        encoding="utf-8",
    )
    assert list(csv.reader(io.StringIO(kg("query", query, "-f", "csv").out)))[1:] == [["Ada", "human coding", "3"]]
    assert kg("validate").code == 0


def test_refused_statements_load_again_once_mended(kg: Run, tmp_path: Path) -> None:
    file = make(tmp_path)
    file.statement(9, 1, (3, 5000), ("Vera Holt", "", "a levy on cafés"))
    loaded = kg("load", file.path, "--rejects", "refused.jsonl")
    assert "statement 9: it stands at 3 to 5000" in loaded.err
    lines = [json.loads(line) for line in (tmp_path / "refused.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["kind"] for line in lines] == ["document", "position"]
    assert kg("load", file.path, "--strict").code != 0


def test_human_and_machine_coding_stand_side_by_side(kg: Run, tmp_path: Path) -> None:
    assert kg("load", make(tmp_path).path, machine_reading(tmp_path)).code == 0
    assert len(sources(kg)) == 3
    rows = list(csv.DictReader(io.StringIO(kg("query", "coding", "-f", "csv").out)))
    found = [(row["outcome"], row["holder"], row["stance_human"], row["stance_machine"]) for row in rows]
    assert found == [
        ("both", "Vera Holt", "support", "support"),
        ("only machine", "Dove Society", "", "support"),
        ("other stance", "Fishers' Union", "oppose", "support"),
    ]
    assert {row["coder"] for row in rows} == {"Ada", ""}


def read(path: Path) -> list[tuple[object, ...]]:
    """What a database says, without the ids that it gives."""

    def say(record: SourcedRecord) -> SourcedRecord:
        return record.model_copy(update={"id": None, "document": None})

    return [
        (batch.document.model_copy(update={"id": "", "edition": None}), *map(say, batch.records))
        for batch in read_dna(path)
    ]


def test_a_database_comes_out_as_it_went_in(kg: Run, tmp_path: Path) -> None:
    file = make(tmp_path)
    kg("load", file.path)
    done = kg("export", "out.dna")
    assert done.code == 0, done.err
    assert "'standpoint'" in done.err
    expected, found = (sorted(read(path), key=str) for path in (file.path, tmp_path / "out.dna"))
    assert found == expected
    first = (tmp_path / "out.dna").read_bytes()
    kg("export", "out.dna")
    assert (tmp_path / "out.dna").read_bytes() == first


def test_machine_coding_goes_out_as_such(kg: Run, tmp_path: Path) -> None:
    kg("load", machine_reading(tmp_path))
    kg("export", "out.dna")
    (batch,) = read_dna(tmp_path / "out.dna")
    claims = [record for record in batch.records if record.kind == "position"]
    assert [claim.quote for claim in claims] == [DOVE, VERA, UNION]
    assert {claim.attribution[0].manner for claim in claims} == {"machine_coding"}


def test_a_store_with_decisions_goes_out_as_decided(kg: Run, tmp_path: Path) -> None:
    kg("load", machine_reading(tmp_path))
    rows = csv.DictReader(io.StringIO(kg("query", "statements", "-f", "csv").out))
    claim = next(row["position"] for row in rows if row["holder"] == "Vera Holt")
    kg("review", "reject", claim, "--by", "Ada")
    done = kg("export", "out.dna")
    assert done.code == 0, done.err
    (batch,) = read_dna(tmp_path / "out.dna")
    assert [record.quote for record in batch.records if record.kind == "position"] == [DOVE, UNION]


def test_a_text_that_is_gone_is_named(kg: Run, tmp_path: Path) -> None:
    file = make(tmp_path)
    kg("load", file.path)
    file.run("UPDATE DOCUMENTS SET Text = 'Quite another text.' WHERE ID = 1; DELETE FROM STATEMENTS")
    done = kg("export", "out.dna")
    assert done.code != 0
    assert "does not hold the text of levy-" in done.err
    assert not (tmp_path / "out.dna").exists()


@pytest.mark.parametrize("option", [["--everything"], ["--construct", "some.rq"]])
def test_a_database_is_no_graph(kg: Run, option: list[str]) -> None:
    assert "goes with --source only" in kg("export", *option, "out.dna").err


def test_a_written_database_is_whole(tmp_path: Path) -> None:
    nobody, vera = CodedName(), CodedName("Vera Holt", "Mayor", ("V. Holt",))
    statement = CodedStatement(0, 3, vera, nobody, "peace " * 60, agrees=True, coder="Ada")
    text = CodedText("Levy", "The\r\n 🕊 dove", "", "", None, [statement._replace(start=6, end=7), statement])
    path = tmp_path / "a.dna"
    path.write_bytes(format_dna([text, text]))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        # The carriage return is not counted, the dove is twice.
        assert connection.execute("SELECT Start, Stop FROM STATEMENTS WHERE ID = 1").fetchall() == [(5, 7)]
        ((longest,),) = connection.execute("SELECT MAX(LENGTH(Value)) FROM ENTITIES")
        assert longest == 190
        assert connection.execute("SELECT COUNT(*) FROM CODERRELATIONS").fetchall() == [(2,)]


def test_passwords_are_hashed_as_jasypt_does() -> None:
    # A hash of DNA's own, published with its sample database, whose password is "sample".
    known = "ez43cy74mCOz1enPYOfIDnWDuHwuf6+W/jsTMv8MYW43OCokSTw+b80Y9jqYQMUC"
    assert hash_password("sample", base64.b64decode(known)[:16]) == known
