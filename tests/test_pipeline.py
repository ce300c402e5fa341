"""The order of the steps, run on records and on a short text."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from pathlib import Path

import pytest
from conftest import RECORDS, write_records
from pyoxigraph import NamedNode, QuerySolutions

from kg.errors import DocumentError, InputError, RecordError
from kg.pipeline.checking import check_store
from kg.pipeline.inputs import find_inputs
from kg.pipeline.loading import Loaded
from kg.pipeline.loading import load as load_inputs
from kg.pipeline.output import select_sources
from kg.pipeline.reading import Reader, extract, read_text
from kg.pipeline.refusals import Refusals
from kg.pipeline.retraction import retract
from kg.pipeline.shipped import open_for_loading
from kg.vocabulary import OA, SP

ROOT = Path(__file__).resolve().parent.parent
QUIET = Reader()


def load(store: Path, *paths: Path, strict: bool = False) -> list[Loaded]:
    with open_for_loading(store) as opened:
        return list(load_inputs(find_inputs(paths), opened, QUIET, refusals=Refusals(0 if strict else None)))


def test_a_folder_gives_its_documents_then_its_records(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Kenya talks.", encoding="utf-8")
    (tmp_path / "README.md").write_text("no document", encoding="utf-8")
    write_records(tmp_path / "a.jsonl", RECORDS)
    found = find_inputs([tmp_path])
    assert [(file.path.name, file.kind) for file in found] == [("b.txt", "document"), ("a.jsonl", "records")]


def test_a_folder_of_records_only_is_fine(tmp_path: Path) -> None:
    write_records(tmp_path / "a.jsonl", RECORDS)
    assert [file.kind for file in find_inputs([tmp_path])] == ["records"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".old").mkdir()
    for name in (".a.jsonl", ".old/b.jsonl", "c.jsonl"):
        write_records(tmp_path / name, RECORDS)
    (tmp_path / ".old" / "d.csv").write_text(
        "country,date,resolution,vote\nKenya,2015-01-02,A/1,yes\n", encoding="utf-8"
    )
    assert [file.path.name for file in find_inputs([tmp_path])] == ["c.jsonl"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.JSONL", "a.ndjson", "a.jsonl.gz", "a.NDJSON.gz"])
def test_records_may_be_packed(tmp_path: Path, name: str) -> None:
    plain = write_records(tmp_path / "plain", RECORDS).read_bytes()
    (path := tmp_path / name).write_bytes(gzip.compress(plain) if name.endswith("gz") else plain)
    (loaded,) = load(tmp_path / "store", path)
    assert loaded.entry.records == {"actor": 2, "position": 2, "relation": 1}


def test_a_file_of_another_kind_is_told_what_there_is(tmp_path: Path) -> None:
    (path := tmp_path / "a.tar").write_bytes(b"talks")
    with pytest.raises(DocumentError, match=r"is not a document; expected .*; records end in \.jsonl"):
        find_inputs([path])


def test_a_file_of_a_program_for_statistics_is_named(tmp_path: Path) -> None:
    path = tmp_path / "votes.RData"
    path.write_bytes(b"RDX3\nX\n")
    with pytest.raises(DocumentError, match="save it there as CSV or Parquet"):
        find_inputs([path])


def test_an_address_is_not_loaded(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^s3://archive/a\.jsonl: is an address, and kg load reads files"):
        find_inputs([Path("s3://archive/a.jsonl")])


def test_a_pipe_is_not_loaded(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "a.jsonl")
    with pytest.raises(InputError, match="is a pipe; expected a file"):
        find_inputs([pipe])


def test_refused_records_load_without_the_file_that_they_were_refused_of(tmp_path: Path) -> None:
    mended = write_records(tmp_path / "rejects.jsonl", RECORDS)
    (tmp_path / "rejects.jsonl.reasons.tsv").write_text(
        f"line\tfile\tline_in_file\treason\n2\t{tmp_path / 'gone.jsonl'}\t3\tno\n", encoding="utf-8"
    )
    assert [file.kind for file in find_inputs([mended])] == ["records"]


def test_a_name_may_be_as_long_as_the_system_takes(tmp_path: Path) -> None:
    (path := tmp_path / f"{'n' * 250}.txt").write_text("Kenya wants the dam.", encoding="utf-8")
    assert [file.path for file in find_inputs([path])] == [path]
    assert read_text(path).text == "Kenya wants the dam."


def test_a_folder_without_anything_is_not(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no documents"):
        find_inputs([tmp_path])


def test_a_sidecar_changes_the_hash(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Kenya talks.", encoding="utf-8")
    (before,) = find_inputs([path])
    (tmp_path / "a.txt.meta.json").write_text('{"title": "Talks"}', encoding="utf-8")
    (after,) = find_inputs([path])
    assert before.sha256 != after.sha256


def test_the_hash_of_one_file_is_the_one_of_other_tools(tmp_path: Path) -> None:
    votes = tmp_path / "votes.csv"
    votes.write_text("resolution,date,member,vote\nS/RES/2254,2015-12-18,Chad,yes\n", encoding="utf-8")
    (found,) = find_inputs([votes])
    assert found.sha256 == hashlib.sha256(votes.read_bytes()).hexdigest()


def test_the_text_that_records_speak_of_changes_the_hash(tmp_path: Path) -> None:
    records, text = write_records(tmp_path / "bare.jsonl", RECORDS[1:]), tmp_path / "talks.txt"
    text.write_text("Kenya talks.", encoding="utf-8")
    (before,) = find_inputs([records], text)
    text.write_text("Kenya is silent.", encoding="utf-8")
    (after,) = find_inputs([records], text)
    assert before.sha256 != after.sha256


def test_the_second_of_two_files_being_bad_stores_nothing(tmp_path: Path) -> None:
    good = write_records(tmp_path / "a.jsonl", RECORDS)
    bad = tmp_path / "b.jsonl"
    bad.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match=r"b\.jsonl"):
        load(tmp_path / "store", good, bad)
    with open_for_loading(tmp_path / "store") as store:
        assert store.sources() == []


def test_strict_keeps_the_sources_that_came_before_out_too(tmp_path: Path) -> None:
    good = write_records(tmp_path / "a.jsonl", RECORDS)
    bad = write_records(tmp_path / "b.jsonl", [RECORDS[0] | {"text": "Other text.", "id": "b"}, RECORDS[1]])
    with pytest.raises(RecordError, match="quote is not in the text"):
        load(tmp_path / "store", good, bad, strict=True)
    with open_for_loading(tmp_path / "store") as store:
        assert store.sources() == []


def test_a_record_that_breaks_a_shape_is_refused_and_the_others_are_stored(tmp_path: Path) -> None:
    # No record may relate an actor to itself; the model cannot see that "Nairobi" is Kenya.
    self_relation = {
        "kind": "relation",
        "type": "ally",
        "a": "Kenya",
        "b": "Nairobi",
        "quote": "Kenya and Uganda agree",
    }
    (loaded,) = load(tmp_path / "store", write_records(tmp_path / "a.jsonl", [*RECORDS, self_relation]))
    (reject,) = loaded.rejects
    assert "relation" in reject.reason
    assert "Kenya and Uganda agree" in reject.reason
    assert loaded.entry.records == {"actor": 2, "position": 2, "relation": 1}


def test_several_documents_of_one_file_are_sources_of_their_own(tmp_path: Path) -> None:
    other = {"kind": "document", "id": "b", "text": "Chad joins the talks."}
    path = write_records(tmp_path / "a.jsonl", [*RECORDS, other, {"kind": "actor", "name": "Chad", "type": "state",
                                                                  "quote": "Chad"}])  # fmt: skip
    assert [loaded.outcome for loaded in load(tmp_path / "store", path)] == ["loaded", "loaded"]
    write_records(path, RECORDS)
    assert [loaded.outcome for loaded in load(tmp_path / "store", path)] == ["replaced"]
    with open_for_loading(tmp_path / "store") as store:
        (entry,) = store.sources()
    assert entry.title == "Talks on the Nile"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Loaded]]:
    """The five seeds, loaded once for all tests below."""
    store = tmp_path_factory.mktemp("seeds") / "store"
    return store, load(store, ROOT / "seeds")


def test_the_seeds_load_whole(seeds: tuple[Path, list[Loaded]]) -> None:
    _, results = seeds
    assert [loaded.outcome for loaded in results] == ["loaded"] * 5
    assert not [reject for loaded in results for reject in loaded.rejects]
    for loaded in results:
        assert {"actor", "event", "position", "relation"} <= set(loaded.entry.records), loaded.path


def test_the_seeds_conform(seeds: tuple[Path, list[Loaded]]) -> None:
    assert check_store(seeds[0]) == []


def test_every_passage_equals_its_text(seeds: tuple[Path, list[Loaded]]) -> None:
    store, results = seeds
    texts = {loaded.entry.document: loaded.path.read_text(encoding="utf-8") for loaded in results}
    with open_for_loading(store) as opened:
        answer = opened.query(
            f"SELECT ?document ?start ?end ?exact WHERE {{ ?passage {SP.inDocument} ?document ; {OA.start} ?start ; "
            f"{OA.end} ?end ; {OA.exact} ?exact }}"
        )
        assert isinstance(answer, QuerySolutions)
        rows = [
            tuple(getattr(row[name], "value", "") for name in ("document", "start", "end", "exact")) for row in answer
        ]
    assert len(rows) > 200
    for document, start, end, exact in rows:
        assert texts[NamedNode(document)][int(start) : int(end)] == exact


def test_the_five_sources_answer_where_two_powers_agree(seeds: tuple[Path, list[Loaded]]) -> None:
    from kg.queries.arguments import fill_query
    from kg.queries.catalogue import read_query
    from kg.queries.names import NameIndex
    from kg.queries.results import read_table

    query = read_query(ROOT / "queries" / "agreements.rq")
    with open_for_loading(seeds[0]) as store:
        index = NameIndex(store.query, store.base)
        table = read_table(
            store.query(fill_query(query, {"a": "Russia", "b": "the United States"}, index)), store.query
        )
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.texts()]
    assert {"agree", "disagree"} <= {row["verdict"] for row in rows}
    (assad,) = [row for row in rows if row["verdict"] == "disagree" and "Assad remaining in power" in row["issue"]]
    assert assad["quote_a"].startswith("Russia wants Assad in place")
    assert "Andrew Kydd" in assad["voices_a"]


def test_extracted_records_load_as_the_documents_do(seeds: tuple[Path, list[Loaded]], tmp_path: Path) -> None:
    from kg.records import format_record

    path = ROOT / "seeds" / "004_c9d561cd7f125537.txt"
    lines = [format_record(r) for document, records in extract([path], QUIET) for r in (document, *records)]
    (tmp_path / "004.jsonl").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    (again,) = load(tmp_path / "store", tmp_path / "004.jsonl")
    with open_for_loading(tmp_path / "store") as one, open_for_loading(seeds[0]) as two:
        assert set(one.quads(again.entry.graph)) == set(two.quads(again.entry.graph))
    assert json.loads(lines[0])["kind"] == "document"


def test_the_same_text_in_two_files_is_one_source(tmp_path: Path) -> None:
    one, two = (write_records(tmp_path / f"{name}.jsonl", RECORDS) for name in ("one", "two"))
    assert [loaded.outcome for loaded in load(tmp_path / "store", one, two)] == ["loaded", "duplicate"]
    assert [loaded.outcome for loaded in load(tmp_path / "store", one, two)] == ["unchanged", "duplicate"]
    one.unlink()
    assert [loaded.outcome for loaded in load(tmp_path / "store", two)] == ["loaded"]
    assert [loaded.outcome for loaded in load(tmp_path / "store", two)] == ["unchanged"]


def test_records_that_are_left_out_for_those_of_another_file_are_told_of(tmp_path: Path) -> None:
    one, other = write_records(tmp_path / "one.jsonl", RECORDS), write_records(tmp_path / "other.jsonl", RECORDS[:2])
    first, second = load(tmp_path / "store", one, other)
    assert (first.warnings, second.outcome) == ((), "duplicate")
    assert second.warnings == (
        "its own 1 record of it is not loaded; with an edition in its document both codings are kept",
    )
    write_records(other, [RECORDS[0] | {"edition": "second"}, RECORDS[1]])
    (apart,) = load(tmp_path / "store", other)
    assert (apart.outcome, apart.warnings) == ("loaded", ())


def test_two_processes_give_what_one_gives(tmp_path: Path) -> None:
    for number in range(3):
        text = f"Kenya opposes dam {number}. Uganda supports it."
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    paths = sorted(tmp_path.glob("*.txt"))
    assert list(extract(paths, QUIET, jobs=2)) == list(extract(paths, QUIET))


def test_errors_of_other_processes_come_back_as_they_were(tmp_path: Path) -> None:
    good = write_records(tmp_path / "a.jsonl", RECORDS)
    bad = write_records(tmp_path / "b.jsonl", [RECORDS[0] | {"text": "Other text.", "id": "b"}, RECORDS[1]])
    with open_for_loading(tmp_path / "store") as store:
        inputs = find_inputs([good, bad])
        with pytest.raises(RecordError, match=r"b\.jsonl:2: actor: the quote is not in the text") as caught:
            list(load_inputs(inputs, store, QUIET, refusals=Refusals(0), jobs=2))
        assert (caught.value.path, caught.value.line) == (bad, 2)
        assert store.sources() == []


def test_unsure_records_can_be_left_out() -> None:
    path = ROOT / "seeds" / "004_c9d561cd7f125537.txt"
    ((_, everything),) = extract([path], QUIET)
    ((_, sure),) = extract([path], Reader(min_confidence=0.65))
    assert 0 < len(sure) < len(everything)
    assert all(record.kind == "actor" or (record.confidence or 1) >= 0.65 for record in sure)
    assert Reader(min_confidence=0.65).tool != QUIET.tool


def write_two(path: Path) -> Path:
    other = [RECORDS[0] | {"id": "b", "text": "Kenya wants the dam to be built soon."}, RECORDS[1]]
    return write_records(path, [*RECORDS, *other])


def test_one_document_of_a_file_that_was_retracted_comes_back_with_it(tmp_path: Path) -> None:
    file, store = write_two(tmp_path / "two.jsonl"), tmp_path / "store"
    load(store, file)
    with open_for_loading(store) as opened:
        before = sorted(map(str, opened.quads()))
        (gone,) = retract(opened, opened.sources()[0].id)
        assert [entry.graph for entry in opened.sources()] != [gone.graph]
        assert len(opened.sources()) == 1
    assert {loaded.outcome for loaded in load(store, file)} == {"replaced"}
    with open_for_loading(store) as opened:
        assert sorted(map(str, opened.quads())) == before
    assert {loaded.outcome for loaded in load(store, file)} == {"unchanged"}


def test_a_file_is_retracted_with_all_that_was_loaded_from_it(tmp_path: Path) -> None:
    file, store = write_two(tmp_path / "two.jsonl"), tmp_path / "store"
    other = write_records(tmp_path / "other.jsonl", [RECORDS[0] | {"text": "Kenya talks."}, RECORDS[1]])
    load(store, file, other)
    with open_for_loading(store) as opened:
        assert len(retract(opened, str(file))) == 2
        assert [entry.path for entry in opened.sources()] == [str(other.resolve())]


def test_a_file_of_many_sources_is_exported_by_its_name(tmp_path: Path) -> None:
    file, store = write_two(tmp_path / "two.jsonl"), tmp_path / "store"
    load(store, file)
    with open_for_loading(store) as opened:
        graphs = {entry.graph for entry in opened.sources()}
        twice = [str(file), opened.sources()[0].id]
        assert graphs <= {quad.graph_name for quad in select_sources(opened, twice)}
