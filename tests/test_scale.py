"""The page on large corpora says what its calculation gives."""

from __future__ import annotations

import doctest
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import scale  # noqa: E402


def test_the_tables_of_the_page_are_those_of_the_calculation() -> None:
    page = scale.PAGE.read_text(encoding="utf-8")
    assert page == scale.fill_page(page, scale.Figures()), "python benchmarks/scale.py --write"
    assert page.count("\n\n| ") == 2


def test_every_figure_counts() -> None:
    known = scale.Figures()
    for one in fields(known):
        assert getattr(known, one.name) > 0
        other = replace(known, **{one.name: getattr(known, one.name) * 3})
        assert list(scale.plan(other)) != list(scale.plan(known)), f"{one.name} changes nothing"


def test_the_calculation_runs_with_figures_of_ones_own() -> None:
    command = [sys.executable, str(BENCHMARKS / "scale.py"), "--documents", "1000000", "--read", "3600"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert "1 million" in done.stdout
    assert "| reading: core-hours | 0.000386 | 0.00386 | 0.0386 | 0.386 |" in done.stdout


def test_examples() -> None:
    assert doctest.testmod(scale).failed == 0
