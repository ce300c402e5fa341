"""`kg network`, and `kg export --network`, as a user meets them."""

from __future__ import annotations

import csv
from pathlib import Path

import networkx
import pytest
from conftest import Run


def test_export_writes_a_network(loaded: Run, tmp_path: Path) -> None:
    answer = loaded("export", "dam.gexf", "--network", "conflict")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "conflict network: 2 nodes, 1 ties, 2 statements\n"
    graph: networkx.Graph[str] = networkx.read_gexf(tmp_path / "dam.gexf")
    assert sorted(data["label"] for _, data in graph.nodes(data=True)) == ["Kenya", "Uganda"]
    ((_, _, tie),) = graph.edges(data=True)
    assert (tie["weight"], tie["differ_on"], tie["conditional"]) == (1.0, "Construction of the dam", 1)
    assert "Kenya: “Kenya wants the dam to be built”" in tie["quotes"]


def test_network_is_the_same_command(loaded: Run, tmp_path: Path) -> None:
    loaded("export", "one.graphml", "--network=affiliation", "--agreement", "subtract")
    loaded("network", "-o", "two.graphml", "--kind", "affiliation", "--agreement", "subtract", "-q")
    one, two = (tmp_path / name for name in ("one.graphml", "two.graphml"))
    assert one.read_bytes() == two.read_bytes()
    assert len(networkx.read_graphml(one)) == 3
    assert loaded("export", "--network", "conflict", "--help").out.count("--normalise,") == 1


def test_a_list_goes_to_stdout_and_with_its_nodes_into_files(loaded: Run, tmp_path: Path) -> None:
    printed = loaded("export", "--network", "conflict", "--format", "csv", "--quiet")
    assert printed.out.startswith("Source,Target,Weight,")
    assert loaded("export", "dam.csv", "--network", "conflict", "-q").err == ""
    assert (tmp_path / "dam.csv").read_bytes().decode() == printed.out
    rows = list(csv.DictReader((tmp_path / "dam.nodes.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["Id"], row["type"], row["support"], row["oppose"]) for row in rows] == [
        ("Kenya", "State", "1", "0"),
        ("Uganda", "State", "0", "1"),
    ]
    matrix = loaded("export", "-", "--network", "conflict", "--format", "csv", "--matrix").out
    assert matrix.splitlines() == ["Label,Kenya,Uganda", "Kenya,0,1", "Uganda,1,0"]


def test_each_window_is_a_file(loaded: Run, tmp_path: Path) -> None:
    window = ("--window", "2 weeks", "--since", "2001-05-01", "--until", "2001-05-21")
    assert loaded("network", "dam.gexf", "--kind", "affiliation", *window).code == 0
    assert sorted(path.name for path in tmp_path.glob("*.gexf")) == [
        "dam.2001-05-01_2001-05-14.gexf",
        "dam.2001-05-08_2001-05-21.gexf",
    ]
    refused = loaded("network", "--format", "gexf", "--kind", "affiliation", *window)
    assert (refused.code, refused.out) == (2, "")
    assert "2 windows of time are so many files" in refused.err


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("dam.gexf --exclude actor=Keenya", "no actor is called 'Keenya'; did you mean Kenya"),
        ("dam.gexf --nodes isue", "no variable is called 'isue'; did you mean issue"),
        ("dam.gexf --since 2002 --until 2001", "the time ends on 2001-12-31, before it begins on 2002-01-01"),
        ("dam.gexf --since soon", "'soon' is not an EDTF date"),
        ("dam.gexf --since XXXX", "'XXXX' has no first day"),
        ("dam.gexf --since 2002", "the choices leave none of the 2 positions"),
        ("dam.gexf --window fortnight", "'fortnight' is no window"),
        ("dam.gexf --partial-windows", "--partial-windows goes with --window"),
        ("dam.gexf --matrix", "--matrix is for CSV"),
        ("dam.gexf --source nowhere", "no source is called 'nowhere'"),
        ("dam.dl", "the suffix '.dl' of dam.dl names no format of networks"),
        ("-", "what is the format?"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(loaded: Run, tmp_path: Path, words: str, complaint: str) -> None:
    before = set(tmp_path.iterdir())
    answer = loaded("export", "--network", "conflict", *words.split())
    assert answer.code == 2
    assert complaint in answer.err
    assert answer.err.count("\n") == 1
    assert set(tmp_path.iterdir()) == before


def test_a_store_without_positions_has_no_network(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("Nothing is said here.", encoding="utf-8")
    kg("load", "empty.txt")
    answer = kg("export", "dam.gexf", "--network", "conflict")
    assert answer.code == 2
    assert "there are no positions here, so there is no network" in answer.err
