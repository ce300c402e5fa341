"""`kg report` from a store to a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.docx"])
def test_report_is_the_same_each_time(loaded: Run, tmp_path: Path, name: str) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        outcome = loaded("report", "Kenya", "-o", tmp_path / folder / name)
        assert (outcome.code, outcome.out) == (0, "")
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_report_goes_to_stdout_as_a_page(loaded: Run) -> None:
    outcome = loaded("report", "Construction of the dam")
    assert outcome.code == 0
    assert outcome.out.startswith("<!DOCTYPE html>")
    assert "Uganda opposed this conditionally" in outcome.out


def test_report_on_nobody_suggests(loaded: Run) -> None:
    outcome = loaded("report", "Ugandaa")
    assert outcome.code == 2
    assert "no actor or issue is called 'Ugandaa'; did you mean Uganda" in outcome.err


def test_report_of_one_kind_only(loaded: Run) -> None:
    assert loaded("report", "Kenya", "--subject", "issue").code == 2


def test_report_of_an_impossible_period_is_refused(loaded: Run) -> None:
    outcome = loaded("report", "Kenya", "--since", "yesterday")
    assert outcome.code == 2
    assert "yesterday" in outcome.err


def test_file_of_unknown_kind_is_refused_before_anything_is_read(loaded: Run, tmp_path: Path) -> None:
    assert loaded("report", "Kenya", "-o", tmp_path / "a.pdf").code == 2
    assert not (tmp_path / "a.pdf").exists()
