"""Event datasets in a store: they conform, know the same states as texts do, and are counted by publisher."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from conftest import Run
from event_files import ICEWS, POLECAT, gdelt_row, icews_row, polecat_row, write_table

from kg.stores import open_store
from kg.validation import validate


def make(folder: Path) -> list[Path]:
    """The same visit in three datasets, and what citizens of Peru do."""
    mob = icews_row(Event_ID="2", Source_Name="Citizen (Peru)", Source_Sectors="Social", Source_Country="Peru",
                    Event_Text="Demonstrate", CAMEO_Code="141", Intensity="-6.5")  # fmt: skip
    again = icews_row(Event_ID="3", Sentence_Number="9")
    other = icews_row(Event_ID="4", Story_ID="80")
    statement = icews_row(Event_ID="5", CAMEO_Code="010", Intensity="0")
    return [
        write_table(folder / "week.tab", ICEWS, icews_row(), mob, again, other, statement),
        write_table(folder / "20190305.export.CSV", gdelt_row(), gdelt_row(id="8", day="20240231")),
        write_table(folder / "polecat-2023.txt", POLECAT, polecat_row()),
    ]


def ask(kg: Run, *arguments: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(kg("query", *arguments, "-f", "csv").out)))[1:]


def test_three_datasets_load_into_the_same_classes(kg: Run, tmp_path: Path) -> None:
    loaded = kg("load", *make(tmp_path))
    assert loaded.code == 3  # one row is refused
    assert "20190305.export.CSV:2: refused: the date is '20240231'" in loaded.err
    assert "1 repeated row" in loaded.err
    assert "Citizen (Peru) (1)" in loaded.err
    assert ask(kg, "event-counts", "--a", "Kenya", "--b", "Peru") == [
        ["2019-03", "", "1", "0", "1"],
        ["2019-03", "consult", "3", "0", "2"],
    ]
    assert ask(kg, "event-reporters", "--initiator", "Kenya", "--min-publishers", "2") == [
        ["2019-03-05", "", "consult", "Kenya", "Peru", "2", "3"]
    ]
    assert ask(kg, "loose-ends") == []


def test_what_is_stored_conforms(kg: Run, tmp_path: Path) -> None:
    kg("load", *make(tmp_path))
    with open_store(tmp_path / "store") as store:
        assert validate(store.quads()) == []
    assert kg("validate").code == 0


def test_a_row_is_few_quads_and_its_code_a_text(kg: Run, tmp_path: Path) -> None:
    kg("load", *make(tmp_path))
    query = tmp_path / "rows.rq"
    query.write_text(
        "PREFIX sp: <https://w3id.org/standpoint/ontology#>\n"
        "SELECT (STR(?c) AS ?code) (DATATYPE(?c) AS ?type) (COUNT(*) AS ?quads) ?scale WHERE {"
        " ?e sp:recordId '700000001' ; sp:cameoCode ?c ; ?p ?o ; sp:statedIn/sp:intensityScale ?scale }"
        " GROUP BY ?c ?scale",
        encoding="utf-8",
    )
    ((code, _, quads, scale),) = ask(kg, str(query))
    assert (code, quads) == ("042", "12")
    assert scale.startswith("Goldstein, -10")


def test_an_actor_of_its_own_belongs_to_its_state(kg: Run, tmp_path: Path) -> None:
    kg("load", *make(tmp_path))
    query = tmp_path / "actors.rq"
    query.write_text(
        "PREFIX sp: <https://w3id.org/standpoint/ontology#>\n"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        "SELECT ?name ?whole WHERE { ?r sp:name ?name ; sp:affiliation/rdfs:label ?whole } ORDER BY ?name",
        encoding="utf-8",
    )
    assert ask(kg, str(query)) == [["Citizen (Peru)", "Peru"], ["Lima Dockers Union", "Peru"]]


@pytest.mark.parametrize("cut", [0.5, 0.9])
def test_a_truncated_archive_changes_nothing(kg: Run, tmp_path: Path, cut: float) -> None:
    import zipfile

    path = tmp_path / "day.export.CSV.zip"
    rows = [gdelt_row(id=str(n), story=f"https://{n * n}.example/") for n in range(500)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(write_table(tmp_path / "day.export.CSV", *rows), "day.export.CSV")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * cut)])
    broken = kg("load", path, "--as", "gdelt")
    assert broken.code != 0
    assert "day.export.CSV.zip" in broken.err
    assert "Traceback" not in broken.err
