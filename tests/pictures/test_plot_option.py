"""`kg query --plot` draws each view through the command line, and refuses what is no picture before it asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

pytest.importorskip("vl_convert")
pytest.importorskip("networkx")


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [
        (("stances",), "matrix.svg", "+ support"),
        (("agreements", "--a", "Kenya", "--b", "Uganda"), "two.svg", "stance: Uganda"),
        (("coalitions", "--actor", "Kenya"), "bar.svg", "opposed"),
        (("over-time",), "positions.svg", "− oppose"),
    ],
)
def test_each_view_is_drawn(loaded: Run, tmp_path: Path, query: tuple[str, ...], name: str, words: str) -> None:
    path = tmp_path / name
    outcome = loaded("query", *query, "--plot", str(path))
    assert outcome.code == 0, outcome.err
    assert outcome.out == ""
    assert "drawn" in outcome.err
    assert words in path.read_text(encoding="utf-8")


def test_answer_without_rows_leaves_no_file(loaded: Run, tmp_path: Path) -> None:
    outcome = loaded("query", "changes", "--plot", str(tmp_path / "none.svg"))
    assert (outcome.code, (tmp_path / "none.svg").exists()) == (2, False)
    assert "nothing to draw: the answer has no rows" in outcome.err


def test_picture_and_table_can_be_asked_for_at_once(loaded: Run, tmp_path: Path) -> None:
    outcome = loaded("query", "stances", "--plot", str(tmp_path / "a.html"), "--format", "csv")
    assert outcome.code == 0, outcome.err
    assert outcome.out.startswith("who,issue,stance")
    assert (tmp_path / "a.html").exists()


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [("stances", "a.gif", "a picture's name ends in"), ("actors", "a.svg", "the view of this query is a table")],
)
def test_what_is_no_picture_is_refused(loaded: Run, tmp_path: Path, query: str, name: str, words: str) -> None:
    outcome = loaded("query", query, "--plot", str(tmp_path / name))
    assert outcome.code == 2
    assert words in outcome.err
    assert not (tmp_path / name).exists()


def test_own_file_is_drawn_as_its_header_says(loaded: Run, tmp_path: Path) -> None:
    own = tmp_path / "claims.rq"
    own.write_text(
        "#+ summary: Who agrees with whom?\n#+ view: network\n#+ plot: {ends: [a, b], hover: issue}\n"
        "PREFIX sp: <https://w3id.org/standpoint/ontology#>\n"
        "SELECT ?a ?b ?issue WHERE { ?c a sp:AgreementClaim ; sp:party ?a, ?b ; sp:issue ?issue\n"
        "  FILTER(STR(?a) < STR(?b)) }",
        encoding="utf-8",
    )
    outcome = loaded("query", own, "--plot", str(tmp_path / "network.svg"))
    assert outcome.code == 0, outcome.err
    svg = (tmp_path / "network.svg").read_text(encoding="utf-8")
    assert "Kenya → Uganda" in svg
    assert "issue: Water pact" in svg
